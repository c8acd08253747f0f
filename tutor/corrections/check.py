"""Corrections at once, without a model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tutor.corrections import grammar
from tutor.corrections.edits import Edit, Token, apply, without_overlap
from tutor.corrections.explain import about, explanation
from tutor.corrections.lexicon import Lexicon
from tutor.corrections.sentence import Finding, Rule, Sentence, sentences
from tutor.corrections.spelling import misspelt
from tutor.corrections.usage import Usage

# In speech these are the transcriber's, never the learner's.
UNHEARD = frozenset(("capitals", "punctuation", "diacritic", "spelling"))


@dataclass
class Checked:
    """A text's corrections in reading order, and the text with them made."""

    edits: list[Edit]
    corrected_text: str


class Corrector:
    """Spelling and grammar by dictionary and rules. Loads its data on creation; checking is thread-safe."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._rules: tuple[Rule, ...] = (misspelt, *grammar.RULES, Usage(self._lexicon))

    def check(self, text: str, level: str = "B1", first_language: str = "en", *, spoken: bool = False) -> Checked:
        """The text's corrections, explained for this CEFR level in this language (ISO 639-1)."""
        edits: list[Edit] = []
        for sentence in sentences(text, self._lexicon):
            found = [_edit(text, sentence, finding, level, first_language) for finding in self._findings(sentence)]
            edits += without_overlap(e for e in found if not (spoken and e.category in UNHEARD))
        return Checked(edits, apply(text, edits))

    def _findings(self, sentence: Sentence) -> Iterator[Finding]:
        for rule in self._rules:
            yield from rule(sentence)


def _with_space(tokens: list[Token], finding: Finding) -> tuple[int, int]:
    """The span of words that go, with the space that goes with them."""
    if finding.end < len(tokens) and tokens[finding.end].is_word:
        return tokens[finding.start].start, tokens[finding.end].start
    if finding.start > 0:
        return tokens[finding.start - 1].end, tokens[finding.end - 1].end
    return tokens[finding.start].start, tokens[finding.end - 1].end


def _lowered(word: str) -> str:
    return word if word.isupper() else word[0].lower() + word[1:]


def _edit(text: str, sentence: Sentence, finding: Finding, level: str, first_language: str) -> Edit:
    """A finding as an edit of the text: spaces and capitals as they belong."""
    tokens = sentence.tokens
    new = finding.replacement
    about_rule = about(finding.rule)
    if finding.start == finding.end:
        start = end = tokens[finding.start].start
        if new == ",":
            start = end = tokens[finding.start - 1].end
        elif new not in ("¿", "¡"):
            if finding.start == 0:
                new, end = f"{new.capitalize()} {_lowered(tokens[0].text)}", tokens[0].end
            else:
                new += " "
    elif not new:
        start, end = _with_space(tokens, finding)
        if finding.start == 0 and finding.end < len(tokens):
            following = tokens[finding.end]
            end, new = following.end, following.text[0].upper() + following.text[1:]
    else:
        start, end = tokens[finding.start].start, tokens[finding.end - 1].end
        first = tokens[finding.start].text
        if new and first[0].isupper() and about_rule.category != "capitals":
            new = new.upper() if first.isupper() and len(first) > 1 else new[0].upper() + new[1:]
    return Edit(
        start,
        end,
        text[start:end],
        new,
        about_rule.category,
        about_rule.severity,
        explanation(finding.rule, text[start:end], new, level, first_language),
        finding.rule,
        finding.confidence,
        "spelling" if finding.rule in ("accent-missing", "misspelt") else "grammar",
    )
