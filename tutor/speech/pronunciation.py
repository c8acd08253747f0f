"""How words were pronounced: whether the sound bears out the expected word or one with a sound that learners confuse.

A form of goodness of pronunciation (Witt and Young, 2000) with the recogniser's own decoder in place of phone models: the
log-probability of the expected text less that of the text with one word respelled as the miss would be heard. Only
sounds that were told apart on clips of right and wrong pronunciation are told (RESULTS.md).
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tutor.corrections.edits import tokenize


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound and how a listener writes it when it is missed; `margin` None: not told apart well enough to be told."""

    id: str
    swaps: tuple[tuple[re.Pattern[str], str], ...]
    advice: dict[str, str]
    margin: float | None


@dataclass(frozen=True, slots=True)
class Miss:
    """One word of a text said with a sound missed: the text as a listener would then write it."""

    word: int
    sound: str
    heard_as: str
    text: str


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of the expected text at `start:end` (code points). `score` is the chance 0…1 that it was said as expected
    rather than with the likeliest miss, None where nothing can be told; `sound` is what was missed, '' if nothing was."""

    text: str
    start: int
    end: int
    score: float | None
    sound: str
    heard_as: str
    advice: str


@cache
def sounds() -> dict[str, Sound]:
    """The sounds of sounds.toml by id."""
    table = tomllib.loads((files("tutor.speech") / "sounds.toml").read_text(encoding="utf-8"))
    return {
        row["id"]: Sound(
            row["id"],
            tuple((re.compile(swap["heard"]), swap["as"]) for swap in row["swaps"]),
            {"en": row["en"], "es": row["es"]},
            row.get("margin"),
        )
        for row in table["sound"]
    }


def misses(text: str, wanted: Sequence[Sound]) -> list[Miss]:
    """What could be heard instead of a text if one of the wanted sounds were missed once."""
    found: dict[str, Miss] = {}
    for n, token in enumerate(t for t in tokenize(text) if t.is_word):
        for sound in wanted:
            for respelled in _respelled(token.text, sound):
                whole = text[: token.start] + respelled + text[token.end :]
                found.setdefault(whole, Miss(n, sound.id, respelled, whole))
    return list(found.values())


def _respelled(word: str, sound: Sound) -> Iterator[str]:
    for heard, instead in sound.swaps:
        for match in heard.finditer(word.lower()):
            yield word[: match.start()] + instead + word[match.end() :]


def judged(text: str, possible: Sequence[Miss], likelihoods: Sequence[float], language: str) -> list[SpokenWord]:
    """The words of a text with what was missed. `likelihoods` are of the text and of each possible miss, as logarithms;
    the advice comes in `language`, else in English."""

    expected, *others = likelihoods
    words = []
    for n, token in enumerate(t for t in tokenize(text) if t.is_word):
        margins = [(expected - other, miss) for other, miss in zip(others, possible, strict=True) if miss.word == n]
        if not margins:
            words.append(SpokenWord(token.text, token.start, token.end, None, "", "", ""))
            continue
        margin, miss = min(margins, key=lambda found: found[0])
        sound = sounds()[miss.sound]
        missed = sound.margin is not None and margin < -sound.margin
        words.append(
            SpokenWord(
                token.text,
                token.start,
                token.end,
                round(1 / (1 + math.exp(-max(-50.0, min(50.0, margin)))), 3),
                sound.id if missed else "",
                miss.heard_as if missed else "",
                sound.advice.get(language, sound.advice["en"]) if missed else "",
            )
        )
    return words
