"""One thing that there is or can be had, as it is told of: what it needs, and how it does on this machine."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from tutor.core.downloads.jobs import Job
from tutor.core.downloads.partner import OVERHEAD, SLOWEST
from tutor.llm.probe import Probe
from tutor.speech.probe import HeardProbe

Kind = Literal["llm", "stt", "tts"]
# How it does here: as measured (`well`, `slow`, `foreign`, `leaks`), as expected, too large for memory, or not known yet.
Suits = Literal["well", "slow", "foreign", "leaks", "expected_well", "expected_slow", "too_large", "unknown"]

OLLAMA = "ollama/"


@dataclass(frozen=True, slots=True)
class Good:
    """`id` is the catalogue's name, or `ollama/` and Ollama's. `expected` is in tokens a second; sizes are in bytes."""

    id: str
    kind: Kind
    engine: str
    name: str
    about: str
    licence: str
    size_bytes: int
    memory_bytes: int
    installed: bool
    in_use: bool
    suits: Suits
    expected: float | None = None
    probe: Probe | None = None
    heard: HeardProbe | None = None
    job: Job | None = None


@dataclass(frozen=True, slots=True)
class Pullable:
    """A model that Ollama can fetch."""

    name: str
    gb: float
    licence: str


@cache
def suggested() -> tuple[Pullable, ...]:
    """What is offered of Ollama's."""
    data = tomllib.loads((Path(__file__).parent / "suggested.toml").read_text(encoding="utf-8"))
    return tuple(Pullable(**one) for one in data["model"])


def memory_of(size_bytes: int) -> int:
    """What a model of so many bytes takes in memory."""
    return int(size_bytes * OVERHEAD)


def suits(fits: bool, found: Probe | None, expected: float | None) -> Suits:
    """How a chat model does here."""
    if found:
        return found.verdict
    if not fits:
        return "too_large"
    if expected is None:
        return "unknown"
    return "expected_well" if expected >= SLOWEST else "expected_slow"
