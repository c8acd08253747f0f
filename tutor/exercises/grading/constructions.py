"""The same said with another construction: se me olvidó and olvidé, el libro lo leí and leí el libro."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tutor.exercises.grading.words import ParsedSentence, ParsedWord

_OBJECTS = frozenset(["lo", "la", "los", "las"])
_PERSONS = {"me": "1s", "te": "2s", "nos": "1p", "os": "2p"}
# What happens to somebody by accident, and what they do.
_BY_ACCIDENT = frozenset(["olvidar", "perder", "romper", "quemar"])


@lru_cache(2000)
def variants(right: ParsedSentence) -> tuple[ParsedSentence, ...]:
    """Other constructions of a right sentence. `faults` marks those that must not begin as this one does."""
    return (*_undoubled(right), *_not_by_accident(right))


def _undoubled(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """An object that stands first is repeated by its pronoun; elsewhere it is not."""
    for n, word in enumerate(right.words):
        if n < 2 or word.text not in _OBJECTS or n + 1 >= len(right.words) or not right.words[n + 1].verbs:
            continue
        if right.words[0].text not in (
            "el",
            "la",
            "los",
            "las",
            "este",
            "esta",
            "estos",
            "estas",
            "mi",
            "mis",
            "tu",
            "tus",
        ):
            continue
        rest = right.words[:n] + right.words[n + 1 :]
        yield ParsedSentence(rest, right.subjects, ("fronted",))
        if right.words[n - 1].text == "se":
            for one in ("le", "les"):
                yield ParsedSentence((*rest[: n - 1], ParsedWord(one), *rest[n:]), right.subjects, ("fronted",))


def _not_by_accident(right: ParsedSentence) -> Iterator[ParsedSentence]:
    for n in range(len(right.words) - 2):
        one, two, verb = right.words[n : n + 3]
        readings = (
            frozenset((v, t, _PERSONS[two.text]) for v, t, p in verb.verbs if v in _BY_ACCIDENT and p[:1] == "3")
            if (one.text == "se" and two.text in _PERSONS)
            else frozenset()
        )
        if readings:
            plain = ParsedWord(verb.text + "'", readings, breaks=one.breaks)
            before, after = right.words[:n], right.words[n + 3 :]
            yield ParsedSentence((*before, plain, *after), right.subjects)
            if any(v == "olvidar" for v, _, _ in readings):
                yield ParsedSentence((*before, ParsedWord(two.text), plain, ParsedWord("de"), *after), right.subjects)
