"""Where a learner leaves Spanish: a whole message in English, or English words inside a Spanish sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tutor.corrections.spelling import cognate
from tutor.language.es.tokens import Token, tokenize
from tutor.language.es.word_lists import WordLists
from tutor.language.es.wordlist import words

# Words of both languages: between English ones they are English.
_BOTH = words("a no me he can come has once red sin real son has van do as ten are time fine done pan")
_CONTRACTED = re.compile(r"(?:n['’]t|['’](?:s|m|d|re|ll|ve))$")
_ASKS = re.compile(
    r"\bc[oó]mo (?:se (?:dice|llama|escribe)|digo|dicen|decís)\b|\bqu[eé] (?:significa|quiere decir)\b"
    r"|\bhow (?:do|would|can) (?:you|i|we) say\b|\bwhat(?:'s| is| does)\b.*\b(?:spanish|mean)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:say|does) (.+?)(?: in spanish| mean)?\W*$", re.IGNORECASE)
# So many English words for a Spanish one, and the message is taken for English.
MOSTLY = 4


@dataclass(frozen=True, slots=True)
class Switch:
    """The English parts of a text. `whole`: there is no Spanish in it to speak of; `asks`: about one of them."""

    parts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    whole: bool
    asks: bool


def switched(text: str, lexicon: WordLists) -> Switch | None:
    """The switch in a text; None when all of it is Spanish, misspelt as it may be."""
    tokens = tokenize(text)
    english = [_is_english(tokens, n, lexicon) for n in range(len(tokens))]
    if not any(english):
        return None
    spanish = sum(
        t.is_word and not e and t.text.lower() not in _BOTH and lexicon.known(t.text)
        for t, e in zip(tokens, english, strict=True)
    )
    whole = spanish * MOSTLY <= sum(english)
    spans = ((0, len(text)),) if whole else tuple(_runs(tokens, english))
    asks = _ASKS.search(text) is not None
    asked = _ASKED.search(text) if asks else None
    parts = (asked[1].strip("\"'“”«» "),) if asked else tuple(text[a:b] for a, b in spans)
    return Switch(parts, spans, whole, asks)


def _is_english(tokens: list[Token], n: int, lexicon: WordLists) -> bool:
    word, lower = tokens[n].text, tokens[n].text.lower()
    if not tokens[n].is_word:
        return False
    first = n == 0 or not tokens[n - 1].is_word
    if word[0].isupper() and not first and lower not in ("i", "i'm"):
        return False  # a name
    return (lower in lexicon.english and not cognate(lower, lexicon)) or _CONTRACTED.search(lower) is not None


def _runs(tokens: list[Token], english: list[bool]) -> list[tuple[int, int]]:
    """English words that stand together, with words of both languages between them."""
    runs: list[tuple[int, int]] = []
    bridge = False  # nothing but such words since the last run
    for token, is_english in zip(tokens, english, strict=True):
        if is_english:
            start = runs.pop()[0] if bridge else token.start
            runs.append((start, token.end))
            bridge = True
        elif token.text.lower() not in _BOTH:
            bridge = False
    return runs
