"""A sentence under check, and what a rule finds in it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from tutor.language.es.analysis import Analysis
from tutor.language.es.lemma import reading
from tutor.language.es.sentences import sentence_spans
from tutor.language.es.tokens import Token, tokenize
from tutor.language.es.word_lists import WordLists

P = ParamSpec("P")
T = TypeVar("T")

# Text without full stops is cut here, so that the time taken stays linear.
LONGEST = 1500


@dataclass(frozen=True, slots=True)
class Finding:
    """Tokens `start:end` should read `replacement`; an empty span inserts before `start`, '' deletes.

    `trigger` are the learner's own words that ask for it («dudo que»), for the explanation.
    """

    start: int
    end: int
    replacement: str
    rule: str
    confidence: float
    trigger: str = ""


@dataclass(frozen=True)
class Sentence:
    """Tokens of one sentence, with offsets into the whole text."""

    tokens: list[Token]
    lexicon: WordLists

    @cached_property
    def words(self) -> list[str]:
        """The tokens in lower case."""
        return [t.text.lower() for t in self.tokens]

    def at(self, i: int) -> str:
        """The lower-case token at i, '' outside."""
        words = self.words
        return words[i] if 0 <= i < len(words) else ""

    @cached_property
    def known(self) -> dict[Hashable, object]:
        """What `kept` has found of it."""
        return {}

    @cached_property
    def _read(self) -> list[Analysis | None]:
        words_ = [t.text for t in self.tokens]
        return [
            reading(word, words_[max(0, n - 2) : n], words_[n + 1 : n + 3]) if word[0].isalpha() else None
            for n, word in enumerate(words_)
        ]

    def reading(self, i: int) -> Analysis | None:
        """What the word at i is, by its neighbours; None outside, and for what no lexicon has."""
        return self._read[i] if 0 <= i < len(self.tokens) else None

    def text(self, start: int, end: int) -> str:
        """The words `start:end` as they stand, in lower case, one space between."""
        return " ".join(self.words[max(0, start) : end])

    def as_written(self, start: int, end: int) -> str:
        """The words `start:end` with their capitals, one space between."""
        return " ".join(t.text for t in self.tokens[start:end])

    def is_name(self, i: int) -> bool:
        """Whether a capital marks the token as a name (the first word is none)."""
        return 0 < i < len(self.tokens) and self.tokens[i].text[0].isupper() and self.at(i - 1) not in _OPENERS

    def __len__(self) -> int:
        return len(self.tokens)


_OPENERS = {"¿", "¡", '"', "«", "“", "(", "-", "—", ":", "...", "…"}

Rule = Callable[[Sentence], Iterator[Finding]]


def kept(look: Callable[Concatenate[Sentence, P], T]) -> Callable[Concatenate[Sentence, P], T]:
    """What a hundred rules ask of a sentence is looked up once: it does not change. Nobody may change what is found."""

    @wraps(look)
    def found(s: Sentence, /, *args: P.args, **named: P.kwargs) -> T:
        key = (look, *args, *named.items())
        if key not in s.known:
            s.known[key] = look(s, *args, **named)
        return cast(T, s.known[key])

    return found


def sentences(text: str, lexicon: WordLists) -> Iterator[Sentence]:
    """The text's sentences."""
    for start, end in sentence_spans(text, slips=True):
        at = start
        while at < end:
            stop = min(end, at + LONGEST)
            if stop < end and (space := text.rfind(" ", at, stop)) > at:
                stop = space
            if tokens := tokenize(text[at:stop], at):
                yield Sentence(tokens, lexicon)
            at = stop
