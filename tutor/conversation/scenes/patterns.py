"""Patterns of `hears`: terms that must all occur in one sentence.

cuanto costar|valer     a form or a lemma; alternatives with |
naranj*                 a beginning
nada_mas                two words in a row
!no                     must not occur; !? not in a question
?                       the sentence asks
#                       a number
@item                   anything on the menu
^ si|claro              counts only when this was just asked
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tutor.conversation.scenes.sentences import TYPO_LETTERS, LineSentence
from tutor.conversation.scenes.words import within_one_letter
from tutor.language.es.numbers import value
from tutor.language.es.tokens import plain

SMALL_WORD = 3  # letters
SHORT_ANSWER = 7  # words; in longer sentences the one word of a `^` pattern must come first


@dataclass(frozen=True, slots=True)
class Match:
    """How well a pattern fits: more terms are more specific; `places` are the words it took."""

    terms: int
    places: frozenset[int]
    asks: bool  # the pattern wants a question
    asked: bool  # it counts because it was just asked


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    stem: bool

    def places(self, sentence: LineSentence) -> frozenset[int]:
        if self.stem:
            found_at: frozenset[int] = frozenset()
            for key in sentence.ordered[bisect_left(sentence.ordered, self.text) :]:
                if not key.startswith(self.text):
                    break
                found_at |= sentence.index[key]
            return found_at
        found = sentence.index.get(self.text)
        if found is not None:
            return found
        if len(self.text) < TYPO_LETTERS or not sentence.slips:
            return frozenset()
        return frozenset(at for at in sentence.slips if within_one_letter(sentence.words[at], self.text))


@dataclass(frozen=True, slots=True)
class _Term:
    rows: tuple[tuple[_Word, ...], ...]  # alternatives, each one or more words in a row
    number: bool = False
    item: bool = False
    firsts: frozenset[str] | None = None  # one of them stands wherever it does, spelt right; None where none need

    def places(self, sentence: LineSentence, items: frozenset[int]) -> tuple[frozenset[int], int]:
        """Where it stands, and how many words in a row; no place where it does not."""
        if self.firsts is not None and not sentence.slips and self.firsts.isdisjoint(sentence.index):
            return frozenset(), 1  # of hundreds of terms nearly all
        found: set[int] = set()
        longest = 1
        for row in self.rows:
            if not (starts := row[0].places(sentence)):
                continue
            for offset, word in enumerate(row[1:], 1):
                starts &= frozenset(at - offset for at in word.places(sentence))
            if starts and len(row) > 1:
                longest = max(longest, len(row))
            found.update(at + offset for at in starts for offset in range(len(row)))
        if self.number:
            found.update(at for at, word in enumerate(sentence.words) if value(word) is not None)
        if self.item:
            found |= items
        return frozenset(found), longest


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, compiled."""

    text: str
    wanted: tuple[_Term, ...]
    unwanted: tuple[_Term, ...]
    asks: bool
    after_asked: bool
    tells: bool = False  # never in a question

    @property
    def anchors(self) -> frozenset[str] | None:
        """Words of which one stands in every line that it fits; None where none need."""
        return min((term.firsts for term in self.wanted if term.firsts is not None), key=len, default=None)

    @property
    def has_item(self) -> bool:
        """Does it take anything on the menu?"""
        return any(term.item for term in self.wanted)

    def match(
        self, sentence: LineSentence, *, asked: bool = False, items: frozenset[int] = frozenset()
    ) -> Match | None:
        """How it fits the sentence, or None. `asked`: what it belongs to was just asked."""
        if self.tells and sentence.question:
            return None
        if (self.asks and not sentence.question) or (self.after_asked and not asked):
            return None
        short = self.after_asked and len(self.wanted) == 1
        places: set[int] = set()
        terms = self.asks + self.after_asked
        for term in self.wanted:
            found, words = term.places(sentence, items)
            if not found or (short and len(sentence.words) > SHORT_ANSWER and not _to_the_point(sentence, found)):
                return None
            places |= found
            terms += words
        if any(term.places(sentence, items)[0] for term in self.unwanted):
            return None
        return Match(terms, frozenset(places), self.asks, self.after_asked)


def _to_the_point(sentence: LineSentence, found: frozenset[int]) -> bool:
    """Does a long sentence answer what was asked? It begins with one of the words, or holds two that say something."""
    return 0 in found or len({sentence.words[at] for at in found if len(sentence.words[at]) > SMALL_WORD}) > 1


def compiled(text: str) -> Pattern:
    """A pattern from its text. Raises ValueError with a sentence for whoever wrote it."""
    wanted: list[_Term] = []
    unwanted: list[_Term] = []
    asks = after_asked = tells = False
    for part in text.split():
        if part == "!?":
            tells = True
        elif part == "?":
            asks = True
        elif part == "^":
            after_asked = True
        elif part.startswith("!") and len(part) > 1:
            unwanted.append(_term(part[1:], text))
        else:
            wanted.append(_term(part, text))
    if not wanted and not (asks or after_asked):
        raise ValueError(f"the pattern «{text}» has no word that must occur")
    return Pattern(text, tuple(wanted), tuple(unwanted), asks, after_asked, tells)


def _term(part: str, text: str) -> _Term:
    rows: list[tuple[_Word, ...]] = []
    has_number = has_item = False
    for alternative in part.split("|"):
        if alternative == "#":
            has_number = True
        elif alternative == "@item":
            has_item = True
        else:
            words = [_Word(plain(word).rstrip("*"), word.endswith("*")) for word in alternative.split("_") if word]
            if not words or not all(word.text for word in words):
                raise ValueError(f"in the pattern «{text}» a | or _ stands without a word beside it")
            rows.append(tuple(words))
    exact = not (has_number or has_item or any(row[0].stem for row in rows))
    return _Term(tuple(rows), has_number, has_item, frozenset(row[0].text for row in rows) if exact else None)


@dataclass(frozen=True)
class Patterns:
    """All patterns of one thing."""

    all: tuple[Pattern, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Patterns:
        """Compiled; the order does not matter."""
        return cls(tuple(compiled(text) for text in texts))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that one of them wants."""
        return frozenset(
            word.text for pattern in self.all for term in pattern.wanted for row in term.rows for word in row
        )

    @cached_property
    def _anchors(self) -> frozenset[str]:
        """Of all patterns that have any."""
        return frozenset[str]().union(*(pattern.anchors or () for pattern in self.all))

    @cached_property
    def _free(self) -> tuple[Pattern, ...]:
        """Those that may fit a line without any of the anchors."""
        return tuple(pattern for pattern in self.all if pattern.anchors is None)

    def best(
        self,
        sentence: LineSentence,
        *,
        asked: bool = False,
        items: frozenset[int] = frozenset(),
        refused: frozenset[int] = frozenset(),
    ) -> Match | None:
        """The most specific match, rather one that has more than what is `refused`, by places of words; or None."""
        best: Match | None = None
        most = (False, 0, 0)
        # Of hundreds of things hardly one has a word in the line.
        elsewhere = not sentence.slips and self._anchors.isdisjoint(sentence.index)
        for pattern in self._free if elsewhere else self.all:
            found = pattern.match(sentence, asked=asked, items=items)
            if found is None:
                continue
            much = (not (refused and found.places <= refused), found.terms, len(found.places))
            if best is None or much > most:
                best, most = found, much
        return best
