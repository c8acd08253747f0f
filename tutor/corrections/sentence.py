"""A sentence as the rules see it, and the finding that a rule reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.corrections.edits import Token, plain
from tutor.corrections.lexicon import Lexicon

NOWHERE = Token(" ", 0, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """Tokens `first:last` should read `replacement`."""

    first: int
    last: int
    replacement: str
    rule: str
    confidence: float


class Sentence:
    """Tokens with what the lexicon says of them. Out of range is an empty token, so that rules need no checks."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.lower = [t.text.lower() for t in tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, i: int) -> str:
        """The word at `i` in lower case; a space outside."""
        return self.lower[i] if 0 <= i < len(self.lower) else " "

    def token(self, i: int) -> Token:
        return self.tokens[i] if 0 <= i < len(self.tokens) else NOWHERE

    def noun(self, i: int) -> tuple[str, str] | None:
        """Gender and number of a noun at `i`, unless it may be a verb as well or is a name."""
        word = self.at(i)
        if self.token(i).text[:1].isupper() and i > 0:
            return None
        return self.lexicon.nouns.get(word)

    def tenses(self, i: int) -> set[tuple[str, str, str]]:
        """(verb, tense, person) of the form at `i`."""
        return {(f.verb, f.tense, f.person) for f in self.lexicon.verb_forms.get(self.at(i), ())}


def like(model: str, word: str) -> str:
    """`word` in the capitals of `model`."""
    if model[:1].isupper():
        return word[:1].upper() + word[1:]
    return word


def same_but_accents(a: str, b: str) -> bool:
    return plain(a) == plain(b)
