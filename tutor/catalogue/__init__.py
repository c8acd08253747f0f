"""Model files: what there is, where from, and whether it is here and whole."""

from tutor.catalogue.commands import models_get, models_list, models_remove
from tutor.catalogue.entries import Catalogue, ModelEntry, ModelFile, VoiceEntry, load_catalogue

__all__ = [
    "Catalogue",
    "ModelEntry",
    "ModelFile",
    "VoiceEntry",
    "load_catalogue",
    "models_get",
    "models_list",
    "models_remove",
]
