"""What all right sentences of an exercise have between them, for an answer to be compared with."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tutor.exercises.grading.agreement import AGREEING
from tutor.exercises.grading.english import stems
from tutor.exercises.grading.matching import Task, begin_alike
from tutor.exercises.grading.small_words import SMALL, finite, lemmas
from tutor.exercises.grading.synonyms import ADVERB, alike, apart, meanings
from tutor.exercises.grading.valency import SLOTS, joints, surroundings
from tutor.exercises.grading.words import NEGATIVE, ParsedSentence, ParsedWord
from tutor.language.es.tokens import plain

# English words that a sentence is built with, as stems: they are said by grammar more than by a word.
_STRUCTURE = stems(
    "any some this that these those there by no but when how from if what who which where while as than because about up out off "
    "down into over people one going let get"
)
_KIN = 4
"""Words of one family share so many letters at least: fracaso, fracasar."""


@dataclass(frozen=True)
class RightSentences:
    """`wrong`: the foreseen mistakes as sentences."""

    rights: tuple[ParsedSentence, ...]
    tasks: tuple[Task, ...]
    wrong: tuple[ParsedSentence, ...]

    @cached_property
    def english(self) -> frozenset[str]:
        """What the English says that any of the right sentences is known to say."""
        asked = stems(self.tasks[0].english)
        return frozenset().union(*(meant(right.words) for right in self.rights)) & asked - _STRUCTURE

    @cached_property
    def words(self) -> dict[str, ParsedWord]:
        return {w.text: w for right in self.rights for w in right.words}

    @cached_property
    def by_lemma(self) -> dict[str, tuple[tuple[ParsedWord, Task], ...]]:
        """The words of the right sentences by what they can be a form of."""
        found: dict[str, dict[str, tuple[ParsedWord, Task]]] = {}
        for right, task in zip(self.rights, self.tasks, strict=True):
            for word in right.words:
                for lemma in lemmas(word):
                    found.setdefault(lemma, {}).setdefault(word.text, (word, task))
        return {lemma: tuple(words.values()) for lemma, words in found.items()}

    @cached_property
    def times(self) -> frozenset[str]:
        return frozenset(time for right in self.rights for w in right.words for time in times(w))

    @cached_property
    def persons(self) -> frozenset[str]:
        return frozenset(p for right in self.rights for w in right.words if finite(w) for _, _, p in w.verbs)

    @cached_property
    def around(self) -> dict[str, tuple[frozenset[str], ...]]:
        """By what a word can be a form of: what stands around it, slot by slot."""
        found: dict[str, tuple[set[str], ...]] = {}
        for right in self.rights:
            for word, slots in surroundings(right.words):
                for lemma in keys(word):
                    sets = found.setdefault(lemma, tuple(set() for _ in SLOTS))
                    for one, value in zip(sets, slots, strict=True):
                        one.add(value)
        return {lemma: tuple(map(frozenset, sets)) for lemma, sets in found.items()}

    @cached_property
    def joints(self) -> dict[tuple[str, str], set[str]]:
        """By two words, one behind the other: the small words between them."""
        found: dict[tuple[str, str], set[str]] = {}
        for right in self.rights:
            for one, between, other in joints(right.words):
                for a in keys(one):
                    for b in keys(other):
                        found.setdefault((a, b), set()).add(between)
        return found

    @cached_property
    def pairs(self) -> frozenset[tuple[str, ...]]:
        """Two words beside each other."""
        return frozenset(pair for right in self.rights for pair in pairs_of(right.words))

    @cached_property
    def described(self) -> frozenset[str]:
        """What the words can be forms of that agree with a noun."""
        return frozenset(f[0] for one in self.words.values() for f in one.forms if f[1] in AGREEING)

    @cached_property
    def gaps(self) -> frozenset[tuple[str, ...]]:
        """What fills the gaps."""
        return frozenset(tuple(w.text for w in one.words if w.gap) for one in self.rights) - {()}

    @cached_property
    def of_gap(self) -> frozenset[str]:
        """What the words in the gaps can be forms of."""
        return frozenset(lemma for one in self.rights for w in one.words if w.gap for lemma in lemmas(w))

    @cached_property
    def beside_gap(self) -> frozenset[tuple[str, ...]]:
        """Two words beside each other, one of them at least in the gap."""
        return frozenset(pair for one in self.rights for pair in _beside_gap(one.words))

    @cached_property
    def negated(self) -> frozenset[bool]:
        """Whether they say no; both where some do."""
        return frozenset(map(negated, self.rights))

    @cached_property
    def slips(self) -> frozenset[tuple[str, ...]]:
        """Two words beside each other that only the foreseen mistakes have."""
        return frozenset(pair for one in self.wrong for pair in pairs_of(one.words)) - self.pairs

    @cached_property
    def rivals(self) -> frozenset[str]:
        """Words that only the foreseen mistakes have."""
        return frozenset(w.text for one in self.wrong for w in one.words) - self.words.keys()


def pairs_of(words: Sequence[ParsedWord]) -> Iterable[tuple[str, ...]]:
    texts = ["<", *(w.text for w in words), ">"]
    return itertools.pairwise(texts)


def _beside_gap(words: Sequence[ParsedWord]) -> Iterable[tuple[str, ...]]:
    marked = [False, *(w.gap for w in words), False]
    return (pair for pair, gaps in zip(pairs_of(words), itertools.pairwise(marked), strict=True) if any(gaps))


def negated(sentence: ParsedSentence) -> bool:
    """Whether there is a no in it, or never, nobody, nothing."""
    return any(w.text == "no" or w.text in NEGATIVE for w in sentence.words)


def keys(word: ParsedWord) -> frozenset[str]:
    """All that a word can be a form of; of a name itself."""
    return lemmas(word) or frozenset([word.text])


def meant(words: Iterable[ParsedWord]) -> frozenset[str]:
    return frozenset().union(*map(meant_by, words))


def meant_by(word: ParsedWord) -> frozenset[str]:
    """The English words, as stems, for all that a word can be a form of."""
    return _meant_by(word.text, lemmas(word))


@lru_cache(8000)
def _meant_by(text: str, of: frozenset[str]) -> frozenset[str]:
    parts = text.removeprefix(ADVERB).split() if text.startswith(ADVERB) else [text]
    return frozenset().union(*(meanings(lemma) for lemma in {*of, *parts}))


def times(word: ParsedWord) -> frozenset[str]:
    """Of when a verb speaks: past, present, subjunctive, imperative, conditional."""
    if not finite(word):
        return frozenset()
    return frozenset(_time(tense) for _, tense, person in word.verbs if person)


def _time(tense: str) -> str:
    if "subjunctive" in tense:
        return "subjunctive past" if tense.endswith(("imperfect", "pluperfect")) else "subjunctive"
    if tense == "imperative":
        return tense
    if tense.startswith("conditional"):
        return "conditional"
    if tense in ("future", "going present"):
        return "future"
    return "past" if tense.endswith(("preterite", "imperfect", "perfect")) else "present"


@lru_cache(20_000)
def kin(one: str, other: str) -> bool:
    """Whether two words are of one family, as far as their beginnings tell."""
    a, b = _root(one), _root(other)
    return begin_alike(a, b) >= max(_KIN, min(len(a), len(b)) - 3)


def _root(word: str) -> str:
    return plain(word).replace("ie", "e").replace("ue", "o").removeprefix(ADVERB).removeprefix("con ")


def near(one: ParsedWord, other: ParsedWord, english: str) -> bool:
    """Whether two words say the same, whatever their form."""
    if one.text == other.text:
        return True
    if one.text in SMALL or other.text in SMALL:
        return False
    return _near(keys(one), keys(other), english)


@lru_cache(20_000)
def _near(ours: frozenset[str], theirs: frozenset[str], english: str) -> bool:
    if ours & theirs:
        return True
    pairs = [(a, b) for a in ours for b in theirs]
    return not any(apart(a, b) for a, b in pairs) and any(alike(a, b, english) or kin(a, b) for a, b in pairs)
