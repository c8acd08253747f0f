"""Words and phrases that say the same: `synonyms.toml`, and the English of the dictionaries."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path

from tutor.exercises.grading.english import stems
from tutor.language.es.dictionary import meaning_of

_FILE = Path(__file__).parent / "synonyms.toml"


@cache
def _data() -> dict[str, list[object]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def phrases() -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """By first word: (phrase, what it is read as), the longest first."""
    found: defaultdict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for group in _data()["phrases"]:
        assert isinstance(group, list)
        first = _apart(group[0])
        for other in group[1:]:
            words = _apart(other)
            found[words[0]].append((words, first))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}


def _apart(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, contractions apart as they are read."""
    return tuple(re.sub(r"\bal\b", "a el", re.sub(r"\bdel\b", "de el", phrase)).split())


@cache
def _groups(name: str) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(_data()[name]):
        assert isinstance(group, str)
        for word in group.split():
            found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def alike(one: str, other: str, english: str) -> bool:
    """Whether two lemmas say the same: by our list, or because the dictionaries give both a word of this English."""
    if apart(one, other):
        return False
    groups = _groups("lemmas")
    if groups.get(one, frozenset()) & groups.get(other, frozenset()):
        return True
    return bool(meanings(one) & meanings(other) & stems(english))


def apart(one: str, other: str) -> bool:
    """Whether English has one word for two that Spanish keeps apart: saber and conocer."""
    groups = _groups("apart")
    return one != other and bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))


@lru_cache(2000)
def meanings(lemma: str) -> frozenset[str]:
    """The English words a lemma is glossed with, as stems."""
    return stems(re.sub(r"\(.*?\)", "", meaning_of(lemma)[0]))


@cache
def small_words() -> dict[frozenset[str], frozenset[str]]:
    """By two small words: the English words with which either may stand; "*" for any."""
    found = {}
    for row in _data()["small"]:
        assert isinstance(row, str)
        pair, _, english = row.partition(": ")
        found[frozenset(pair.split())] = frozenset(english.split())
    return found
