"""Words and phrases that say the same: `synonyms.toml`, `senses.txt` by their English, and the English of the dictionaries."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

from tutor.exercises.grading.english import stem, stems
from tutor.language.es.dictionary import meanings_of
from tutor.language.es.lexicon import analyses
from tutor.language.es.variety import Learnt

_FILE = Path(__file__).parent / "synonyms.toml"
_SENSES = Path(__file__).parent / "senses.txt"


# Before adverbs of several words that are read as one.
ADVERB = "~"


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
    for group in _data()["adverbs"]:
        assert isinstance(group, list)
        one = group[0] if " " not in group[0] else ADVERB + group[0]
        for other in group:
            words = _apart(other)
            found[words[0]].append((words, (one,)))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}


def _apart(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, contractions apart as they are read."""
    return tuple(re.sub(r"\bal\b", "a el", re.sub(r"\bdel\b", "de el", phrase)).split())


@cache
def verb_phrases() -> dict[str, tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]]:
    """By the dictionary form of a verb: (what follows it, the verb that says the same, what follows that)."""
    found: defaultdict[str, list[tuple[tuple[str, ...], str, tuple[str, ...]]]] = defaultdict(list)
    for row in _data()["verb_phrases"]:
        assert isinstance(row, str)
        one, other = (side.split() for side in row.split(" = "))
        found[one[0]].append((tuple(one[1:]), other[0], tuple(other[1:])))
    return {verb: tuple(sorted(rows, key=lambda row: -len(row[0]))) for verb, rows in found.items()}


@cache
def _groups(name: str) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(_data()[name]):
        assert isinstance(group, str)
        for word in group.split():
            found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def regional() -> dict[Learnt, tuple[str, ...]]:
    """By place: the words that are said there, and not everywhere."""
    found: dict[Learnt, tuple[str, ...]] = {}
    for row in _data()["regional"]:
        assert isinstance(row, str)
        place, _, lemmas = row.partition(": ")
        found[cast(Learnt, place)] = (*found.get(cast(Learnt, place), ()), *lemmas.split())
    return found


def alike(one: str, other: str, english: str) -> bool:
    """Whether two lemmas say the same: by our list, or because the dictionaries give both a word of this English."""
    if apart(one, other):
        return False
    if one in _undiminished(other) or other in _undiminished(one):
        return True
    groups = _groups("lemmas")
    if groups.get(one, frozenset()) & groups.get(other, frozenset()):
        return True
    asked = stems(english)
    if any(_keys()[sense] & asked for sense in senses(one) & senses(other)):
        return True
    return bool(_glosses(one) & _glosses(other) & asked - LITTLE)


# English verbs and particles, as stems, that say little by themselves: to go up and to go down are both to go.
LITTLE = stems("go get take put come make give set turn up down out off in on over back away through about")


@lru_cache(4000)
def _undiminished(lemma: str) -> frozenset[str]:
    """añito: año; cafecito: café. Where both are words, they are one as well: casita, casa."""
    found = _SMALL.fullmatch(lemma)
    if not found or lemma in _OWN_WORDS:
        return frozenset()
    stem = found["stem"]
    stem = stem[:-2] + "c" if stem.endswith("qu") else stem
    return frozenset(stem + ending for ending in ("o", "a", "e", "", "é"))


def as_small(one: str, other: str) -> bool:
    """Whether two words are one made smaller by either ending: jardincito, jardincillo; but not tortita, tortilla."""
    made = [(match["stem"], match["ending"][-3:-1]) for word in (one, other) if (match := _SMALLER.fullmatch(word))]
    if len(made) < 2 or made[0][0] != made[1][0] or made[0][1] == made[1][1]:
        return False
    return not any(meanings_of(word) for word in (one, other) if not word.endswith(("ito", "ita")))


_SMALLER = re.compile(r"(?P<stem>\w{2,}?)(?P<ending>(?:ec|c)?(?:it|ill)[oa])")
# Another thing than their smaller one.
_OWN_WORDS = frozenset(
    ["visita", "bonito", "mosquito", "favorito", "señorito", "cabrito", "tortita", "maldito", "escrito"]
)
_SMALL = re.compile(r"(?P<stem>\w{2,}?)(?:ecit|cit|it)[oa]")


def apart(one: str, other: str) -> bool:
    """Whether English has one word for two that Spanish keeps apart: saber and conocer."""
    groups = _groups("apart")
    return one != other and bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))


def meanings(lemma: str) -> frozenset[str]:
    """The English words a lemma is glossed with or stands for in a sense, as stems."""
    return _glosses(lemma).union(*(_keys()[sense] for sense in senses(lemma)))


@lru_cache(4000)
def _glosses(lemma: str) -> frozenset[str]:
    return stems(re.sub(r"\(.*?\)", "", meanings_of(lemma)))


def senses(lemma: str) -> frozenset[int]:
    """The lines of `senses.txt` that a lemma stands in."""
    return _by_lemma().get(lemma, frozenset())


@cache
def _lines() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    lines = _SENSES.read_text(encoding="utf-8").splitlines()
    rows = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return tuple((frozenset(map(stem, english.split())), tuple(spanish.split())) for english, _, spanish in rows)


@cache
def _keys() -> tuple[frozenset[str], ...]:
    return tuple(english for english, _ in _lines())


@cache
def _by_lemma() -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, (_, spanish) in enumerate(_lines()):
        for word in spanish:
            for lemma in {a.lemma.lower() for a in analyses(word)} or {word}:
                found[lemma].add(number)
    return {lemma: frozenset(numbers) for lemma, numbers in found.items()}


@cache
def small_words() -> dict[frozenset[str], frozenset[str]]:
    """By two small words: the English words with which either may stand; "*" for any."""
    found = {}
    for row in _data()["small"]:
        assert isinstance(row, str)
        pair, _, english = row.partition(": ")
        found[frozenset(pair.split())] = frozenset(english.split())
    return found
