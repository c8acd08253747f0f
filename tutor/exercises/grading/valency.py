"""What stands around the words of a sentence: the determiner and preposition before, the small word behind, the pronouns of a verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.exercises.grading.words import (
    CLITICS,
    DEFINITE,
    DETERMINERS,
    INDEFINITE,
    JOINING,
    LINKS,
    POSSESSIVES,
    PREPOSITIONS,
    ParsedWord,
)

SLOTS = ("determiner", "preposition", "following", "pronouns")
Surroundings = tuple[str, str, str, str]

_KINDS = dict.fromkeys(DEFINITE, "the") | dict.fromkeys(INDEFINITE, "a") | dict.fromkeys(POSSESSIVES, "own")
# One form of address for another.
_ADDRESSED = {"os": "te", "les": "le"}
_WEAK = CLITICS - {"la", "los", "las", "lo"}
_SMALL = CLITICS | DETERMINERS | LINKS | PREPOSITIONS | {"no"}


def surroundings(words: Sequence[ParsedWord]) -> Iterator[tuple[ParsedWord, Surroundings]]:
    """Each word that is no small one, with what stands around it."""
    for n, word in enumerate(words):
        if word.text in _SMALL:
            continue
        yield word, (*_before(words, n), _behind(words, n), _pronouns(words, n) if word.verbs else "")


def _before(words: Sequence[ParsedWord], n: int) -> tuple[str, str]:
    determiner = ""
    at = n - 1
    while at >= 0 and words[at].text in DETERMINERS and not words[at + 1].breaks:
        determiner = determiner or _KINDS.get(words[at].text, "other")
        at -= 1
    before = words[at].text if at >= 0 and words[at].text in PREPOSITIONS and not words[at + 1].breaks else ""
    return determiner, before


def _behind(words: Sequence[ParsedWord], n: int) -> str:
    at = n + 1
    while at < len(words) and words[at].attached:
        at += 1
    if at >= len(words) or words[at].breaks:
        return ""
    return words[at].text if words[at].text in JOINING else ""


def _pronouns(words: Sequence[ParsedWord], n: int) -> str:
    found: list[str] = []
    at = n - 1
    while at >= 0 and words[at].text in CLITICS and not words[at + 1].breaks and not words[at].attached:
        found.insert(0, words[at].text)
        at -= 1
    at = n + 1
    while at < len(words) and words[at].attached:
        found.append(words[at].text)
        at += 1
    return " ".join(_ADDRESSED.get(text, text) for text in found)


def joints(words: Sequence[ParsedWord]) -> Iterator[tuple[ParsedWord, str, ParsedWord]]:
    """Two words that are no small ones, with the small ones between them but determiners: depender, de, padre."""
    last: ParsedWord | None = None
    between: list[str] = []
    for word in words:
        if word.breaks:
            last, between = None, []
        if word.text not in _SMALL:
            if last is not None:
                yield last, " ".join(between), word
            last, between = word, []
        elif word.text not in DETERMINERS and not (word.attached or word.text in _WEAK):
            between.append(word.text)
