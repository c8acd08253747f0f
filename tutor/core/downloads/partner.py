"""Which chat model suits a machine, by its memory and cores: the table in docs/using.md."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

import psutil

from tutor.core.downloads.entries import AUTO, Catalogue
from tutor.core.settings import Settings

Size = Literal["small", "best"]


@dataclass(frozen=True, slots=True)
class Machine:
    """Its memory in GB (as sold: a machine of 8 GB shows a little less) and its cores."""

    memory_gb: float
    cores: int


def this_machine() -> Machine:
    """The one this runs on."""
    return Machine(psutil.virtual_memory().total / 1e9, os.cpu_count() or 1)


def choose_partner(catalogue: Catalogue, settings: Settings, machine: Machine, size: Size | None) -> tuple[str, str]:
    """The chat model to have here, and why in a sentence.

    What is named in the settings, or is here already, stays unless a `size` is asked for.
    """
    here = catalogue.chat_model(settings)
    if settings.embedded_model != AUTO and size is None:
        return here, f"The partner is {here}, as the settings say."
    each = [model for model in catalogue.chat_models if model.cores is not None]
    fitting = [model for model in each if model.memory_gb <= machine.memory_gb] or each[:1]
    if not fitting:
        return here, f"The partner is {here}."
    quick = [model for model in fitting if (model.cores or 0) <= machine.cores] or fitting[:1]
    wanted = {"small": each[0], "best": fitting[-1], None: quick[-1]}[size]
    shape = f"{machine.memory_gb:.0f} GB of memory and {machine.cores} cores"
    if size is None and catalogue.installed(here, settings) and here != wanted.name:
        return here, f"The partner is {here}. For {shape} there is {wanted.name}: tutor models get {wanted.name}"
    how = {"small": "the smallest", "best": "the best that memory holds", None: "what suits them"}[size]
    return wanted.name, f"This machine has {shape}: {wanted.name} is {how} ({wanted.size_bytes / 1e9:.1f} GB)."
