"""Model files: what there is, where from, and whether it is here and whole."""

from tutor.core.downloads.commands import models_get, models_list, models_pack, models_remove
from tutor.core.downloads.entries import AUTO, Catalogue, ModelEntry, VoiceEntry, load_catalogue
from tutor.core.downloads.files import ModelFile

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
