"""Which chat model suits a machine: by its memory, its cores or graphics processor, what was measured on it, and what
answers already. The table is in the README."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil

from tutor.core.accelerators import accelerators
from tutor.core.downloads.entries import AUTO, Catalogue, ModelEntry
from tutor.core.settings import Settings

Size = Literal["small", "best"]
# Slower than this is slower than a person speaks, in tokens a second.
SLOWEST = 6.0
# A model takes more memory than its file: the context beside it.
OVERHEAD = 1.15
_DECLINED = ".declined"


@dataclass(frozen=True, slots=True)
class Machine:
    """Its memory in GB (as sold: a machine of 8 GB shows a little less), its cores, and the memory in GB of the graphics
    processor that llama.cpp computes on, 0 without one."""

    memory_gb: float
    cores: int
    gpu_gb: float = 0.0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the machine: `bytes_per_s`, the model bytes read a second as a probe has measured it (tokens a
    second times the model's size), and `answers`, the model of an Ollama that answers already."""

    bytes_per_s: float = 0.0
    answers: str = ""


def this_machine() -> Machine:
    """The one this runs on."""
    return Machine(psutil.virtual_memory().total / 1e9, os.cpu_count() or 1, accelerators().memory_gb)


def choose_partner(
    catalogue: Catalogue, settings: Settings, machine: Machine, size: Size | None, known: Known | None = None
) -> tuple[str, str]:
    """The chat model to have here, and why in a sentence.

    What is named in the settings, or is here already, stays unless a `size` is asked for.
    """
    known = known or Known()
    here = catalogue.chat_model(settings)
    if settings.embedded_model != AUTO and size is None:
        return here, f"The partner is {here}, as the settings say."
    wanted, why = suited(catalogue, machine, size, known)
    if wanted is None:
        return here, f"The partner is {here}."
    if size is None and catalogue.installed(here, settings) and here != wanted.name:
        if known.answers:
            return here, f"Ollama answers with {known.answers}; {here} stands in where it does not."
        return (
            here,
            f"The partner is {here}. For {_shape(machine)} there is {wanted.name}: tutor models get {wanted.name}",
        )
    return wanted.name, why


def suited(catalogue: Catalogue, machine: Machine, size: Size | None, known: Known) -> tuple[ModelEntry | None, str]:
    """The model of the catalogue that suits a machine, whatever is here, and why."""
    each = [model for model in catalogue.chat_models if model.cores is not None]
    if not each:
        return None, ""
    fitting = [model for model in each if model.memory_gb <= machine.memory_gb or _on_gpu(model, machine)] or each[:1]
    quick = [model for model in fitting if _quick(model, machine, known)] or fitting[:1]
    wanted = {"small": each[0], "best": fitting[-1], None: each[0] if known.answers else quick[-1]}[size]
    how = {"small": "the smallest", "best": "the best that memory holds", None: "what suits them"}[size]
    told = f"This machine has {_shape(machine)}: {wanted.name} is {how} ({wanted.size_bytes / 1e9:.1f} GB)."
    if known.answers and size is None:
        told = f"Ollama answers with {known.answers}; {wanted.name} stands in where it does not."
    return wanted, told


def expected_speed(size_bytes: int, bytes_per_s: float) -> float | None:
    """Tokens a second to expect of a model: writing one reads all of it. None where nothing was measured."""
    return bytes_per_s / size_bytes if bytes_per_s and size_bytes else None


def _quick(model: ModelEntry, machine: Machine, known: Known) -> bool:
    expected = expected_speed(model.size_bytes, known.bytes_per_s)
    if expected is not None:
        return expected >= SLOWEST
    return _on_gpu(model, machine) or (model.cores or 0) <= machine.cores


def _on_gpu(model: ModelEntry, machine: Machine) -> bool:
    return model.size_bytes * OVERHEAD <= machine.gpu_gb * 1e9


def _shape(machine: Machine) -> str:
    gpu = f", and {machine.gpu_gb:.0f} GB on its graphics processor" if machine.gpu_gb else ""
    return f"{machine.memory_gb:.0f} GB of memory and {machine.cores} cores{gpu}"


def remember_size(settings: Settings, size: Size) -> None:
    """Keep that somebody asked for the smallest or the best, so that no other one is fetched by itself."""
    _file(settings).parent.mkdir(parents=True, exist_ok=True)
    _file(settings).write_text(size, encoding="utf-8")


def remembered_size(settings: Settings) -> Size | None:
    """What was asked for the last time."""
    try:
        told = _file(settings).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return "small" if told == "small" else "best" if told == "best" else None


def decline(settings: Settings, name: str, *, declined: bool = True) -> None:
    """Keep that somebody broke off or removed a partner, so that it does not come again by itself; or that they want it."""
    names = (declined_partners(settings) | {name}) if declined else (declined_partners(settings) - {name})
    settings.models_folder.mkdir(parents=True, exist_ok=True)
    (settings.models_folder / _DECLINED).write_text("\n".join(sorted(names)), encoding="utf-8")


def declined_partners(settings: Settings) -> set[str]:
    """Those that do not come by themselves."""
    try:
        return set((settings.models_folder / _DECLINED).read_text(encoding="utf-8").split())
    except (OSError, ValueError):
        return set()


def _file(settings: Settings) -> Path:
    return settings.models_folder / ".size"
