"""Model files: what there is, where from, and whether it is here and whole."""

from tutor.core.downloads.commands import models_get, models_list, models_pack, models_remove
from tutor.core.downloads.entries import AUTO, Catalogue, ModelEntry, ModelFile, VoiceEntry, load_catalogue

__all__ = [
    "AUTO",
    "Catalogue",
    "ModelEntry",
    "ModelFile",
    "VoiceEntry",
    "load_catalogue",
    "models_get",
    "models_list",
    "models_pack",
    "models_remove",
]
