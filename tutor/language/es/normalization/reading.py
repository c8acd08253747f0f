"""What a class of written things is, and what its readers ask of the text around."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tutor.language.es.lexicon import analyses
from tutor.language.es.variety import Variety

# The words for a match, or None where it only looked like one of its class.
Say = Callable[[re.Match[str], Variety], str | None]

CAPITAL = "A-ZÁÉÍÓÚÜÑ"
# These begin a sentence; what else has a capital may be a name.
_NO_NAMES = frozenset(["verb", "adverb", "pronoun", "determiner", "preposition", "conjunction", "interjection"])
_VERBS = frozenset(["Era", "Gana"])  # more often nouns, but not at the beginning of a sentence
_LOOK_BACK = 40  # characters: longer than any word


class Reading(NamedTuple):
    """One way in which something is written, and how it is said.

    `shape` is matched where a token begins and may look around it, a bounded way each, so that the whole text takes
    linear time.
    """

    shape: re.Pattern[str]
    say: Say


def reading(shape: str, say: Say | str) -> Reading:
    """A class by its pattern; `say` may be the words themselves, with the groups of the pattern as `\\1`."""
    if isinstance(say, str):
        words = say
        return Reading(re.compile(shape), lambda match, _: match.expand(words))
    return Reading(re.compile(shape), say)


def word_before(match: re.Match[str]) -> str:
    """The word right before a match, as it is written; empty after a sign or at the start."""
    before = re.search(r"([^\W\d_]+) $", match.string[max(0, match.start() - _LOOK_BACK) : match.start()])
    return before[1] if before else ""


def word_after(match: re.Match[str]) -> str:
    """The word after a match, as it is written; empty before a sign or at the end."""
    after = re.match(r" ?([^\W\d_]+)", match.string[match.end() : match.end() + _LOOK_BACK])
    return after[1] if after else ""


def starts_sentence(match: re.Match[str]) -> bool:
    """Whether a match stands where a sentence or a quotation begins, so that its capital says nothing."""
    before = match.string[max(0, match.start() - 3) : match.start()].rstrip(" ")
    return not before or before[-1] in ".?!…¿¡«\"'(:—\n"


def ends_sentence(match: re.Match[str]) -> bool:
    """Whether the point at the end of a match is also a full stop: a capital follows that is no name, or nothing."""
    after = match.string[match.end() : match.end() + 3].lstrip(" ")
    if not after or after[0] in "\n¿¡":
        return True
    word = word_after(match)
    is_initial = len(word) == 1 and re.match(r" ?\w\.", match.string[match.end() : match.end() + 3])
    return after[0].isupper() and not is_initial and begins_sentence(word)


def begins_sentence(word: str) -> bool:
    """Whether a word with a capital is one that sentences begin with, and no name."""
    return word in _VERBS or next((reading.part in _NO_NAMES for reading in analyses(word)), False)
