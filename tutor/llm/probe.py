"""A first talk with a model that has just arrived: how fast it writes here, whether in Spanish, whether it thinks aloud."""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, Literal

from tutor.core.downloads.partner import SLOWEST
from tutor.core.errors import ThoughtTooLong
from tutor.language.es.lexicon import knows
from tutor.llm.base import ChatMessage, ChatRequest, Instead, Thought, Usage
from tutor.llm.thought import without_thought

# What a learner might say, at A1 to B2; each is a conversation's first line, so that prompts stay short.
LINES = (
    "Buenas, soy Nora y acabo de llegar a la ciudad.",
    "¿Me pone una botella de agua sin gas, por favor?",
    "Los sábados toco la guitarra con unos amigos.",
    "No sé qué llevar a la fiesta de mi vecina.",
    "Ayer perdí el autobús y llegué tarde a una reunión.",
    "Busco un regalo para mi abuela, que cumple ochenta años.",
    "¿Qué tiempo hace en tu ciudad en invierno?",
    "Se me ha roto el móvil y no sé dónde arreglarlo.",
    "Quiero aprender a cocinar algo sencillo. ¿Qué me recomiendas?",
    "El año que viene me gustaría mudarme cerca del mar.",
    "Mi jefa quiere que trabaje también por las tardes.",
    "Si tuviera más tiempo, leería una novela cada semana.",
)
SYSTEM = "Eres una persona amable que charla en español. Responde con una o dos frases cortas y haz una pregunta."
# Long enough to measure by, short enough for a slow machine, in tokens.
REPLY_TOKENS = 40
# So many of its replies must be Spanish, and so many of the words of a reply.
SPANISH_REPLIES, SPANISH_WORDS = 0.75, 0.75
# A token of Spanish, in characters, for engines that do not count.
CHARS_PER_TOKEN = 4
_LEAK = re.compile(
    r"<[|/｜]|\[/|</?think|\b(?:the user|the learner|the student|el usuario (?:dice|saluda|quiere|pregunta))\b|^(?:okay|alright),",
    re.IGNORECASE,
)

_WORDS = re.compile(r"[^\W\d_]+")

Verdict = Literal["well", "slow", "foreign", "leaks"]
Ask = Callable[[ChatRequest], AsyncGenerator[str | Usage, None]]


@dataclass(frozen=True, slots=True)
class Probe:
    """What was measured: the middle speed and the middle wait for the first word in seconds, the share of replies in
    Spanish, how many replies told what was thought. `at` is when, ISO 8601 in UTC."""

    tokens_per_s: float
    first_token_s: float
    spanish: float
    leaks: int
    lines: int
    at: str

    @property
    def verdict(self) -> Verdict:
        """Whether it will do, or why not."""
        if self.leaks:
            return "leaks"
        if self.spanish < SPANISH_REPLIES:
            return "foreign"
        return "well" if self.tokens_per_s >= SLOWEST else "slow"


class _Disturbed(Exception):
    """Somebody wanted the engine: what was measured beside them says nothing."""


async def _at_once() -> None:
    """There is nobody to wait for."""


async def probe(
    ask: Ask,
    lines: tuple[str, ...] = LINES,
    quiet: Callable[[], Awaitable[None]] = _at_once,
    disturbed: Callable[[], bool] = lambda: False,
) -> Probe:
    """Talk to a model, each line when it is `quiet`, and anew where it was `disturbed`. Raises what `ask` raises."""
    speeds, waits, spanish, leaks = list[float](), list[float](), 0, 0
    for line in lines:
        messages: list[ChatMessage] = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": line}]
        try:
            reply, wait, speed = await _undisturbed(ask, ChatRequest(messages, REPLY_TOKENS), quiet, disturbed)
        except ThoughtTooLong:
            leaks += 1  # it would make a learner wait for nothing
            continue
        speeds.append(speed)
        waits.append(wait)
        spanish += is_spanish(reply)
        leaks += leaking(reply)
    return Probe(
        round(median(speeds), 2) if speeds else 0.0,
        round(median(waits), 3) if waits else 0.0,
        round(spanish / len(lines), 3),
        leaks,
        len(lines),
        datetime.now(UTC).isoformat(timespec="seconds"),
    )


async def _undisturbed(
    ask: Ask, request: ChatRequest, quiet: Callable[[], Awaitable[None]], disturbed: Callable[[], bool]
) -> tuple[str, float, float]:
    while True:
        await quiet()
        try:
            return await _measured(ask(request), disturbed)
        except _Disturbed:
            continue


async def _measured(
    parts: AsyncGenerator[str | Usage, None], disturbed: Callable[[], bool]
) -> tuple[str, float, float]:
    """A reply, how long its first word took in seconds, and the tokens a second after that."""
    began = time.monotonic()
    first: float | None = None
    text, told = "", None
    async with aclosing(parts):
        async for part in parts:
            if disturbed():
                raise _Disturbed
            if isinstance(part, Usage):
                told = part.tokens_per_s
            elif not isinstance(part, Thought):
                first = first or (time.monotonic() if part.strip() else None)
                text = str(part) if isinstance(part, Instead) else text + part
    ended = time.monotonic()
    wrote = max(ended - (first or began), 1e-6)
    return text, (first or ended) - began, told or len(text) / CHARS_PER_TOKEN / wrote


def is_spanish(text: str) -> bool:
    """Whether a reply is in Spanish, by its words; names do not count."""
    said = [word for word in _WORDS.findall(text) if word[:1].islower() or knows(word.lower())]
    known = sum(knows(word.lower()) for word in said)
    return bool(said) and known >= SPANISH_WORDS * len(said)


def leaking(text: str) -> bool:
    """Whether a reply shows what the model thought, or a mark of its template."""
    return bool(_LEAK.search(text)) or without_thought(text) != text.strip()


class Probes:
    """The probes of all models by engine and name, kept in a file; without one, in memory."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._of: dict[str, Probe] = dict(_read(file)) if file else {}

    def of(self, engine: str, model: str) -> Probe | None:
        """What was last measured of a model."""
        return self._of.get(f"{engine}/{model}")

    def keep(self, engine: str, model: str, found: Probe) -> None:
        """Keep what was measured. Raises OSError."""
        self._of[f"{engine}/{model}"] = found
        self._write()

    def forget(self, engine: str, model: str) -> None:
        """A model was removed. Raises OSError."""
        if self._of.pop(f"{engine}/{model}", None):
            self._write()

    def _write(self) -> None:
        if self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = self._file.with_suffix(".new")
            new.write_text(json.dumps({name: asdict(one) for name, one in self._of.items()}, indent=1), "utf-8")
            new.replace(self._file)


def _read(file: Path) -> list[tuple[str, Probe]]:
    """What a file holds, without what is no probe."""
    try:
        told: Any = json.loads(file.read_text("utf-8"))
        return [(str(name), Probe(**one)) for name, one in told.items()]
    except (OSError, ValueError, TypeError, AttributeError):
        return []  # it is measured anew
