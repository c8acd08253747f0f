"""What Spanish may leave to be understood and an answer may say, because the English does: dejó su trabajo, for her job; or
because it is meant: a las dos de la tarde."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.exercises.grading.english import stem
from tutor.exercises.grading.synonyms import meanings
from tutor.exercises.grading.words import DEFINITE, POSSESSIVES, ParsedSentence, ParsedWord, put

_OWNERS = {
    "my": ("mi",), "your": ("tu", "su", "vuestro"), "his": ("su",), "her": ("su",), "its": ("su",), "their": ("su",), "our": ("nuestro",),
}  # fmt: skip
_OWNED = re.compile(r"\b(my|your|his|her|its|their|our) (?:(\w+) )?(\w+)")
_PART_OF_DAY = re.compile(
    r"\b(?:morning|afternoon|evening|night|noon|midnight|dawn|[ap]\.?m)\b|o'clock in", re.IGNORECASE
)
_AFTERNOON = frozenset(f"#{hour}" for hour in range(1, 7))


def as_english_has_it(right: ParsedSentence, english: str) -> Iterator[ParsedSentence]:
    """A right sentence with one thing more said that the English says, or that goes without saying."""
    yield from _owned(right, english)
    if not _PART_OF_DAY.search(english):
        yield from _in_the_afternoon(right)


def _owned(right: ParsedSentence, english: str) -> Iterator[ParsedSentence]:
    """The possessive that the English has in the place of an article."""
    owned = [
        (found[1].lower(), {stem(w.lower()) for w in found.groups()[1:] if w}) for found in _OWNED.finditer(english)
    ]
    if sum(word.text in POSSESSIVES for word in right.words) >= len(owned):
        return
    for n, (article, noun) in enumerate(zip(right.words, right.words[1:], strict=False)):
        if article.text not in DEFINITE or article.gap:
            continue
        meant = {m for lemma, part, _, _ in noun.forms if part == "noun" for m in meanings(lemma)}
        for owner, things in owned:
            if meant & things:
                yield from (put(right, n, n + 1, ParsedWord(_agreeing(own, article.text))) for own in _OWNERS[owner])


def _agreeing(possessive: str, article: str) -> str:
    own = possessive[:-1] + "a" if possessive.endswith("ro") and article.startswith("la") else possessive
    return own + "s" if article.endswith("s") else own


def _in_the_afternoon(right: ParsedSentence) -> Iterator[ParsedSentence]:
    for n, (article, hour) in enumerate(zip(right.words, right.words[1:], strict=False)):
        after = right.words[n + 2].text if n + 2 < len(right.words) else ""
        if article.text in ("la", "las") and hour.text in _AFTERNOON and after not in ("y", "menos", "de", "en"):
            said = (ParsedWord("de"), ParsedWord("la"), ParsedWord("tarde"))
            yield ParsedSentence((*right.words[: n + 2], *said, *right.words[n + 2 :]), right.subjects, right.faults)
