"""How words were pronounced: whether the sound bears out each expected sound or one that learners say in its place.

Goodness of pronunciation (Witt and Young, 2000): the sounds of the text are laid over the recording, and in each word the
log-likelihood of the expected sounds is compared with that of the word with one sound missed, over the same stretch. What is
a miss, and from which likelihood on a learner is told, is in sounds.toml; the figures behind it are in docs/decisions/speech.md.
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

from tutor.language.es.forms import LANGUAGES
from tutor.language.es.ipa import in_ipa, letters, sounds_of
from tutor.language.es.tokens import Token, tokenize
from tutor.speech.analysis.phones import SILENCE, Heard, aligned, likelihood

# How much of the sound before and after a word is compared with it, in moments of a fiftieth of a second.
AROUND = 12
# A score falls from nearly 1 to nearly 0 over some of these, in natural logarithms.
SOFTNESS = 5.0
# Where neither the expected sounds nor any miss come nearer than this to what is heard, in the mean of a moment, another word
# was said.
OTHER_WORD = 2.5
# So many words are said as in a list, each with a melody of its own.
ALONE = 1


@dataclass(frozen=True, slots=True)
class Swap:
    """What in the IPA of a word is missed, and how it then sounds. `spelled` is how the letters for it would be written,
    '' where Spanish has no letters for that; `written` is what must be in the word as it is written."""

    expected: re.Pattern[str]
    said: str
    spelled: str
    written: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound that learners miss. `margin` is how much likelier the miss must be before the learner is told (natural
    logarithm), infinite for a sound that is not told apart well enough; `alone` whether it is told of a word alone."""

    id: str
    swaps: tuple[Swap, ...]
    advice: dict[str, str]
    margin: float
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Miss:
    """A word said with one sound missed: all of its sounds, and which of the expected ones it is."""

    sound: str
    at: int
    said: list[str]
    spelled: str


@dataclass(frozen=True, slots=True)
class SpokenSound:
    """A sound of a word, in IPA, and the letters at `start:end` of the text (code points). `score` is the chance 0…1 that it
    was said as expected; below ½ the learner is told."""

    ipa: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of the expected text at `start:end` (code points). `score` is that of its worst sound, None where nothing can be
    told; `sound` is what was missed, '' if nothing was, and `heard_as` how that is written, '' if it cannot be."""

    text: str
    start: int
    end: int
    score: float | None
    sound: str
    heard_as: str
    advice: str
    sounds: list[SpokenSound]


@cache
def sounds() -> dict[str, Sound]:
    """The sounds of sounds.toml by id."""
    table = tomllib.loads((files("tutor.speech.analysis") / "sounds.toml").read_text(encoding="utf-8"))
    return {
        row["id"]: Sound(
            row["id"],
            tuple(
                Swap(re.compile(s["for"]), s["said"], s.get("spelled", ""), re.compile(s.get("written", ""), re.I))
                for s in row["swaps"]
            ),
            {language: row[language] for language in LANGUAGES},
            row.get("margin", math.inf),
            row.get("alone", True),
        )
        for row in table["sound"]
    }


def told() -> list[Sound]:
    """The sounds that a learner is told about."""
    return [sound for sound in sounds().values() if sound.margin < math.inf]


def told_of(words: int) -> list[Sound]:
    """Those told about of so many words."""
    return [sound for sound in told() if sound.alone or words > ALONE]


def misses(word: str, ipa: str, wanted: Sequence[Sound]) -> Iterator[Miss]:
    """The ways in which one of the wanted sounds can be missed in a word."""
    for sound in wanted:
        for swap in sound.swaps:
            if not swap.written.search(word):
                continue
            for match in swap.expected.finditer(ipa):
                said = sounds_of(ipa[: match.start()] + match.expand(swap.said) + ipa[match.end() :])
                yield Miss(sound.id, len(sounds_of(ipa[: match.start()])), said, swap.spelled)


def margins(heard: Heard, words: Sequence[tuple[str, str]], wanted: Sequence[Sound]) -> list[list[tuple[Miss, float]]]:
    """For each word, as it is written and in IPA, how much likelier the recording makes it than each miss, as natural
    logarithms. Nothing for a word that was not said, or that has sounds that are not Spanish."""
    line, ranges = [SILENCE], []
    for _, ipa in words:
        known = [sound for sound in sounds_of(ipa) if heard.knows(sound)]
        ranges.append(range(len(line), len(line) + len(known)))
        line += [*known, SILENCE]
    places = aligned(heard, line)
    if places is None:
        return [[] for _ in words]
    return [
        _margins(heard, line, places, mine, misses(*word, wanted)) if len(mine) == len(sounds_of(word[1])) > 0 else []
        for word, mine in zip(words, ranges, strict=True)
    ]


def _margins(
    heard: Heard, line: Sequence[str], places: Sequence[tuple[int, int]], mine: range, ways: Iterator[Miss]
) -> list[tuple[Miss, float]]:
    """A word against its misses, over its own stretch and a little of the sounds beside it."""
    before = next(n for n in range(mine[0] - 1, -2, -1) if n < 0 or places[n][1])
    after = next(n for n in range(mine[-1] + 1, len(line) + 1) if n == len(line) or places[n][1])
    start, end = places[mine[0]][0], places[mine[-1]][1]
    lead, tail = list(line[max(before, 0) : before + 1]), list(line[after : after + 1])
    if lead:
        start = max(places[before][0], start - AROUND)
    if tail:
        end = min(places[after][1], end + AROUND)
    right = likelihood(heard, [*lead, *(line[n] for n in mine), *tail], start, end)
    missed = [(miss, likelihood(heard, [*lead, *miss.said, *tail], start, end)) for miss in ways]
    likeliest = max([right, *(other for _, other in missed)])
    if float(heard.best()[start:end].sum()) - likeliest > OTHER_WORD * (end - start):
        return []
    return [(miss, right - other) for miss, other in missed]


def judged(heard: Heard, text: str, language: str) -> list[SpokenWord]:
    """The words of a text with what was missed in the recording; the advice comes in `language`, else in English."""
    tokens = [token for token in tokenize(text) if token.is_word]
    written = [token.text for token in tokens]
    words = in_ipa(text, written)
    found = margins(heard, list(zip(written, words, strict=True)), told_of(len(words)))
    return [_judged(*one, language) for one in zip(tokens, words, found, strict=True)]


def _judged(token: Token, ipa: str, found: Sequence[tuple[Miss, float]], language: str) -> SpokenWord:
    if not found:
        return SpokenWord(token.text, token.start, token.end, None, "", "", "", [])
    expected = sounds_of(ipa)
    places = letters(token.text, expected)
    # Each sound has a margin of its own: told is what lies furthest beyond its own.
    beyond = sorted(((margin + sounds()[miss.sound].margin, miss) for miss, margin in found), key=itemgetter(0))
    worst = {miss.at: (least, miss) for least, miss in reversed(beyond)}
    spoken = []
    for at, (least, miss) in sorted(worst.items()):
        start, end = _written(token.text, miss, places)
        spoken.append(SpokenSound(expected[at].strip("ˈˌ"), token.start + start, token.start + end, _score(least)))
    least, miss = beyond[0]
    score = _score(least)
    if least >= 0:
        return SpokenWord(token.text, token.start, token.end, score, "", "", "", spoken)
    sound = sounds()[miss.sound]
    advice = sound.advice.get(language, sound.advice["en"])
    heard_as = spelled(token.text, miss, places)
    return SpokenWord(token.text, token.start, token.end, score, sound.id, heard_as, advice, spoken)


def _written(word: str, miss: Miss, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The letters for what is missed; an h stands before the vowel that it is said with."""
    start, end = places[miss.at]
    if miss.sound == "h" and word[max(start - 1, 0) : start].lower() == "h":
        return start - 1, start
    return start, end


def _score(beyond: float) -> float:
    return round(1 / (1 + math.exp(-max(-50.0, min(50.0, beyond / SOFTNESS)))), 3)


def spelled(word: str, miss: Miss, places: Sequence[tuple[int, int]]) -> str:
    """How a word with a sound missed is written; '' where Spanish has no letters for it, or the same."""
    start, end = _written(word, miss, places)
    if miss.sound == "stress":
        start, end = places[next(n for n, sound in enumerate(miss.said) if sound.startswith("ˈ"))]
        plain = word.lower().translate(_WITHOUT_ACUTE)
        written = plain[:start] + plain[start:end].translate(_WITH_ACUTE) + plain[end:]
    elif miss.spelled:
        written = word[:start] + miss.spelled + word[end:]
    else:
        return ""
    return written if start < end and written.lower() != word.lower() else ""


_WITHOUT_ACUTE, _WITH_ACUTE = str.maketrans("áéíóú", "aeiou"), str.maketrans("aeiou", "áéíóú")
