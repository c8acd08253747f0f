"""How words were pronounced: whether the sound bears out the expected word or one with a sound that learners confuse.

A form of goodness of pronunciation (Witt and Young, 2000) with the recogniser's own decoder in place of phone models: the
log-probability of the expected text less that of the text with one word respelled as the miss would be heard. The decoder
is a language model as well and finds the commoner wording likelier whatever was said, «cero» than «cerro»; so a part of what
each wording is worth without the sound is taken off (internal language model subtraction: McDermott and others 2019, Meng
and others 2021). Only sounds that were told apart on clips of right and wrong pronunciation are told (RESULTS.md).
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter

import numpy as np

from tutor.corrections.edits import Token, tokenize
from tutor.speech.audio import SAMPLE_RATE

# What each wording is worth without the sound is asked of this, and so much of it taken off.
UNHEARD = np.zeros(2 * SAMPLE_RATE, dtype=np.float32)
PRIOR = 0.5


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound and how a listener writes it when it is missed. `margin` is how much likelier the miss must be before the
    learner is told (natural logarithm), infinite for a sound that is not told apart well enough."""

    id: str
    swaps: tuple[tuple[re.Pattern[str], str], ...]
    advice: dict[str, str]
    margin: float


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


def told() -> list[Sound]:
    """The sounds that a learner is told about."""
    return [sound for sound in sounds().values() if sound.margin < math.inf]


@cache
def sounds() -> dict[str, Sound]:
    """The sounds of sounds.toml by id."""
    table = tomllib.loads((files("tutor.speech") / "sounds.toml").read_text(encoding="utf-8"))
    return {
        row["id"]: Sound(
            row["id"],
            tuple((re.compile(swap["heard"], re.IGNORECASE), swap["as"]) for swap in row["swaps"]),
            {"en": row["en"], "es": row["es"]},
            row.get("margin", math.inf),
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
        for match in heard.finditer(word):
            yield word[: match.start()] + match.expand(instead) + word[match.end() :]


def margins(likelihoods: Sequence[float], prior: Sequence[float]) -> list[float]:
    """How much better the sound bears out a text than each of its misses. Both sequences are natural logarithms, of the text
    and then of each miss: given the sound, and given none."""
    expected, *others = (heard - PRIOR * before for heard, before in zip(likelihoods, prior, strict=True))
    return [expected - other for other in others]


def judged(text: str, possible: Sequence[Miss], found: Sequence[float], language: str) -> list[SpokenWord]:
    """The words of a text with what was missed, by the margin of each possible miss; the advice comes in `language`, else
    in English."""
    return [
        _judged(
            token, [(margin, miss) for margin, miss in zip(found, possible, strict=True) if miss.word == n], language
        )
        for n, token in enumerate(t for t in tokenize(text) if t.is_word)
    ]


def _judged(word: Token, found: Sequence[tuple[float, Miss]], language: str) -> SpokenWord:
    if not found:
        return SpokenWord(word.text, word.start, word.end, None, "", "", "")
    least = min(margin for margin, _ in found)
    score = round(1 / (1 + math.exp(-max(-50.0, min(50.0, least)))), 3)
    # Each sound has a margin of its own: told is what lies furthest beyond its own, not what is the likeliest of all.
    beyond, miss = min(((margin + sounds()[miss.sound].margin, miss) for margin, miss in found), key=itemgetter(0))
    if beyond >= 0:
        return SpokenWord(word.text, word.start, word.end, score, "", "", "")
    advice = sounds()[miss.sound].advice.get(language, sounds()[miss.sound].advice["en"])
    return SpokenWord(word.text, word.start, word.end, score, miss.sound, miss.heard_as, advice)
