"""Corrections at once, without a model: what typed chat asks for while the learner types."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.corrections.edits import Edit, Source, Token, apply, tokenize, without_overlap
from tutor.corrections.explain import RULES, explain
from tutor.corrections.grammar import RULES as GRAMMAR
from tutor.corrections.lexicon import Lexicon
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.spelling import misspelt

# Below this a finding is kept to ourselves.
THRESHOLD = 0.7
# What a transcriber decides, not the learner: never held against somebody who spoke.
WRITTEN_ONLY = frozenset({"diacritic", "capitals", "punctuation", "spelling"})
_END = re.compile(r"(?<=[.!?…])\s+|\n+")
# Longer stretches without an end are cut, so that the time stays linear.
LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Checked:
    """A text's corrections in reading order, and the text with them made."""

    edits: list[Edit]
    corrected_text: str


class Corrector:
    """The dictionary and the rules. Loaded once; `check` may run in several threads."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()

    def check(self, text: str, level: str = "B1", first_language: str = "en", *, spoken: bool = False) -> Checked:
        """Correct a text. Offsets count code points; a right text comes back as it was."""
        edits: list[Edit] = []
        for start, sentence in _sentences(text):
            tokens = [t for t in tokenize(sentence, start) if unicodedata.is_normalized("NFC", t.text)]
            for first in range(0, len(tokens), LONGEST_SENTENCE):
                edits += self._check_sentence(text, tokens[first : first + LONGEST_SENTENCE], first_language, spoken)
        return Checked(edits, apply(text, edits))

    def _check_sentence(self, text: str, tokens: list[Token], language: str, spoken: bool) -> list[Edit]:
        s = Sentence(tokens, self._lexicon)
        spelling = [_edit(text, tokens, f, "spelling", language) for f in misspelt(s)]
        grammar = [_edit(text, tokens, f, "grammar", language) for rule in GRAMMAR for f in rule(s)]
        return without_overlap(
            edit
            for edit in spelling + grammar
            if edit.confidence >= THRESHOLD
            and edit.original != edit.replacement
            and not (spoken and edit.category in WRITTEN_ONLY)
        )


def _edit(text: str, tokens: list[Token], finding: Finding, source: Source, language: str) -> Edit:
    start, end = tokens[finding.first].start, tokens[finding.last - 1].end
    original = text[start:end]
    category, severity, *_ = RULES[finding.rule]
    why = explain(finding.rule, original, finding.replacement, language)
    return Edit(
        start, end, original, finding.replacement, category, severity, why, finding.rule, finding.confidence, source
    )


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences with their places."""
    at = 0
    for gap in _END.finditer(text):
        yield at, text[at : gap.start()]
        at = gap.end()
    yield at, text[at:]
