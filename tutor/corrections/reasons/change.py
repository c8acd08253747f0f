"""A change of a sentence under explanation, and what is known of why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tutor.corrections.sentence import Sentence
from tutor.language.es.lexicon import analyses
from tutor.language.es.word_lists import WordLists


@dataclass(frozen=True, slots=True)
class Why:
    """The reason an edit is told as, a key of the tables of texts; with what its sentence needs.

    `trigger`: the learner's own words that ask for the change, "" where none do. `facts`: other placeholders of the
    text by name; those that are names of grammar («f», «preterite») are said in the reader's language.
    `known` is False where no true sentence is known: then only the change is shown.
    """

    rule: str
    trigger: str = ""
    facts: tuple[tuple[str, str], ...] = field(default=())
    known: bool = True


@dataclass(frozen=True, slots=True)
class Changed:
    """Tokens `start:end` of a sentence become `new`; `old` and `new` are in lower case."""

    sentence: Sentence
    start: int
    end: int
    old: str
    new: str

    @property
    def lexicon(self) -> WordLists:
        """The lexicon of the sentence."""
        return self.sentence.lexicon

    @property
    def swaps_one(self) -> bool:
        """Whether one word stands for one."""
        return bool(self.old and self.new) and " " not in self.old + self.new

    def said(self, i: int, j: int | None = None) -> str:
        """The words from `i` on as the learner wrote them, a first capital lowered that is only the sentence's."""
        tokens = self.sentence.tokens[max(0, i) : j if j is not None else i + 1]
        text = " ".join(t.text for t in tokens)
        first = tokens[0].text if tokens else ""
        named = any(a.part == "name" and a.share > 0.5 for a in analyses(first))
        return text[:1].lower() + text[1:] if i == 0 and not named and not first.isupper() else text


def behind(change: Changed, most: int = 6) -> Iterator[int]:
    """Places of the words after a change, as far as the clause goes."""
    for i in range(change.end, min(len(change.sentence), change.end + most)):
        if not change.sentence.at(i)[:1].isalpha():
            return
        yield i


def before(change: Changed, most: int = 6) -> Iterator[int]:
    """Places of the words before a change, the nearest first, as far as the clause goes."""
    for i in range(change.start - 1, max(-1, change.start - 1 - most), -1):
        if not change.sentence.at(i)[:1].isalpha():
            return
        yield i


def lemmas_of(word: str, *parts: str) -> frozenset[str]:
    """The lemmas a word may have in some parts of speech."""
    return frozenset(a.lemma for a in analyses(word) if a.part in parts)


def adjectival(word: str) -> bool:
    """Whether a word is used as an adjective or participle at least as often as a noun."""
    a = used_as(word, "adjective") + sum(x.share for x in analyses(word) if x.features.mood == "participle")
    return a > 0 and a >= used_as(word, "noun")


def used_as(word: str, *parts: str) -> float:
    """How much of a word's use is in these parts of speech."""
    return sum(a.share for a in analyses(word) if a.part in parts)
