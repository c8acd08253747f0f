"""Which of several models takes a task: the rule, on plain figures.

| the task | wants |
|---|---|
| a reply at level C | the largest model that memory holds |
| an explanation is asked for | the largest that memory holds beside what is loaded |
| small talk | the largest that writes as fast as one reads |
| correction, summary, easier words, a word's explanation | the largest loaded one: nobody waits for a load |

Among those, models that did well when they arrived (`probe.py`) come first, then such as can lead a conversation come first, then families known for their Spanish
(`families.toml`), then the larger ones.

Speed is what was measured here; a model not measured yet is taken to be as much slower as it is larger, since
writing a token reads all weights once. Nothing measured at all: every model counts as fast enough.
A model that is not loaded is loaded while another answers. What memory cannot hold beside it goes when the turn is
over; for one explanation nothing goes, or models would be swapped to and fro.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.core.downloads.partner import OVERHEAD
from tutor.core.levels import Level
from tutor.llm.families import rank

Task = Literal["reply", "correction", "summary", "level", "why"]

# Tokens a second: five words a second is more than most read, and Spanish words take about 1.6 tokens.
READING = 8.0


# Such long messages are no small talk, in characters.
LONG = 400
_ASKS_WHY = re.compile(
    r"por ?qu[eé]\b.*\?|qu[eé] (significa|quiere decir|diferencia)|diferencia entre|cu[aá]ndo se (usa|dice)"
    r"|c[oó]mo se (usa|dice|forma)|expl[ií]ca|\bwhy\b|\bexplain\b|what does .* mean|difference between",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Installed:
    """A model there is. `size` in bytes; `tokens_per_s` as measured here, None when it was not. `sound` unless it was seen
    to think aloud, or to speak no Spanish."""

    name: str
    size: int
    loaded: bool = False
    tokens_per_s: float | None = None
    sound: bool = True


@dataclass(frozen=True, slots=True)
class Route:
    """`model` answers now; `load`, if any, is the one that should, and is loaded meanwhile."""

    model: str
    why: str
    load: str | None = None


def route(models: Sequence[Installed], task: Task, text: str, level: Level | None, budget: int) -> Route:
    """The model for a task, by the table above. `models` holds at least one; `budget` is memory in bytes."""
    fitting = [m for m in models if m.size * OVERHEAD <= budget] or [min(models, key=lambda m: m.size)]
    loaded = [m for m in fitting if m.loaded and (m.sound or not any(other.sound for other in fitting))]
    if task != "reply" and loaded:
        return Route(_best(loaded).name, "it is loaded")
    if task != "reply" or (level is not None and level.band == "C"):
        wanted, why = _best(fitting), "the best that memory holds"
    elif asks_why(text):
        taken = sum(m.size for m in loaded)
        beside = [m for m in fitting if m.loaded or (m.size + taken) * OVERHEAD <= budget]
        wanted, why = _best(beside or fitting), "the best there is room for, to explain something"
    else:
        quick = [m for m in fitting if (speed(m, models) or READING) >= READING]
        wanted = _best(quick) if quick else min(fitting, key=lambda m: m.size)
        why = "the best that writes as fast as one reads" if quick else "the smallest: none is fast here"
    if wanted.loaded or not loaded:
        return Route(wanted.name, why)
    return Route(_best(loaded).name, f"it is loaded; {wanted.name} is being loaded", load=wanted.name)


def _best(models: Sequence[Installed]) -> Installed:
    return max(models, key=merit)


def merit(model: Installed) -> tuple[bool, tuple[bool, int], int]:
    """By what the better of two models is told, before speed; larger is better."""
    return model.sound, rank(model.name), model.size


def asks_why(text: str) -> bool:
    """Whether a message asks for an explanation, or is too long for small talk."""
    return len(text) > LONG or bool(_ASKS_WHY.search(text))


def speed(model: Installed, models: Sequence[Installed]) -> float | None:
    """Tokens a second, measured or reckoned from those that were; None when nothing was measured."""
    if model.tokens_per_s is not None:
        return model.tokens_per_s
    known = [m for m in models if m.tokens_per_s is not None]
    if not known or not model.size:
        return None
    nearest = min(known, key=lambda m: abs(m.size - model.size))
    return (nearest.tokens_per_s or 0.0) * nearest.size / model.size


def to_unload(models: Sequence[Installed], wanted: str, budget: int) -> list[str]:
    """The loaded models that have to go so that memory holds `wanted`, the largest first."""
    size = next(m.size for m in models if m.name == wanted)
    loaded = sorted((m for m in models if m.loaded and m.name != wanted), key=lambda m: -m.size)
    room = budget - size * OVERHEAD - sum(m.size * OVERHEAD for m in loaded)
    gone = []
    for model in loaded:
        if room >= 0:
            break
        gone.append(model.name)
        room += model.size * OVERHEAD
    return gone
