"""Corrections at once, without a model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tutor.corrections import grammar
from tutor.corrections.candidates import Candidate
from tutor.corrections.edits import Edit, Source, Token, apply
from tutor.corrections.explain import explained
from tutor.corrections.grammar.agreement import DEGREES
from tutor.corrections.grammar.order import COLOURS
from tutor.corrections.lexicon import Lexicon
from tutor.corrections.policy import DEFAULT, LEAST, Wants, believed, choose
from tutor.corrections.scorer import Scorer, rule_of
from tutor.corrections.sentence import Finding, Sentence, sentences
from tutor.corrections.spelling import misspelt
from tutor.corrections.switching import switched

RULES = (misspelt, *grammar.RULES)
REMEMBERED = 2000  # sentences


@dataclass
class Checked:
    """A text's corrections in reading order, and the text with them made."""

    edits: list[Edit]
    corrected_text: str


class Corrector:
    """Spelling, grammar rules and the learned judge of both. Loads its data on creation; checking is thread-safe."""

    def __init__(self, lexicon: Lexicon | None = None, scorer: Scorer | None = None) -> None:
        self.lexicon = lexicon or Lexicon()
        self.scorer = scorer or Scorer(self.lexicon)
        # While somebody types, most sentences are those of a moment ago.
        self._judged = lru_cache(REMEMBERED)(self._judge)

    def check(self, text: str, wants: Wants = DEFAULT) -> Checked:
        """The text's corrections for this learner."""
        return self.chosen(text, self.candidates(text, wants), wants)

    def chosen(self, text: str, groups: Iterable[tuple[int, list[Edit]]], wants: Wants) -> Checked:
        """What the learner is told of among the edits of each sentence; words of another language are let be."""
        switch = switched(text, self.lexicon)
        foreign = switch.spans if switch else ()
        edits = [
            edit
            for edit in choose((edits for _, edits in groups), wants)
            if not any(start <= edit.start < end or edit.start < end <= edit.end for start, end in foreign)
        ]
        return Checked(edits, apply(text, edits))

    def candidates(self, text: str, wants: Wants = DEFAULT) -> Iterator[tuple[int, list[Edit]]]:
        """Each sentence's start, and all edits of it worth a thought: sure or not, overlapping or not."""
        for sentence in sentences(text, self.lexicon):
            edits = (
                as_edit(text, sentence, candidate, sure, wants)
                for candidate, sure in self._judged(tuple(t.text for t in sentence.tokens))
            )
            yield sentence.tokens[0].start, [edit for edit in edits if edit]

    def _judge(self, words: tuple[str, ...]) -> list[tuple[Candidate, float]]:
        """The candidates of a sentence that are worth a thought, with how sure they are."""
        sentence = Sentence([Token(word, 0, 0) for word in words], self.lexicon)
        findings = [f for rule in RULES for f in rule(sentence)]
        return [
            (candidate, sure)
            for candidate, probability in self.scorer(sentence, findings)
            if (sure := believed(candidate.rule, candidate.confidence, probability)) >= LEAST
            and not _lone(candidate, findings)
            and not _odd(candidate, sentence)
        ]


_GENDER = re.compile("[oa]s?$")
_SELF = frozenset(("soy", "estoy", "eres", "estás", "somos", "estamos", "siento", "estaré", "seré", "fui", "estuve"))


def _lone(candidate: Candidate, findings: list[Finding]) -> bool:
    """Whether a subject would go by which alone the verb behind it is known to be wrong: yo tiene."""
    return candidate.kind == "-subject" and any(
        f.rule in ("subject-verb", "gustar-pronoun") and candidate.start <= f.start <= candidate.end + 1
        for f in findings
    )


def _odd(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether a change that is often right would leave what never is, «a el cine», «es el azul»; or tell a learner who speaks
    of themselves what they are: «estoy cansado» is right, and so is «estoy cansada»."""
    before, after = sentence.at(candidate.start - 1), sentence.at(candidate.end)
    if candidate.replacement.lower() == "el" and candidate.end - candidate.start == 1 and before in ("a", "de"):
        return True
    degree = 2 if before in DEGREES else 1
    if sentence.at(candidate.start - degree) in _SELF:
        old, new = sentence.at(candidate.start), candidate.replacement.lower()
        return old != new and _GENDER.sub("", old) == _GENDER.sub("", new) and old.endswith("s") == new.endswith("s")
    return candidate.kind == "+article" and after in COLOURS and "color" not in sentence.words


def _with_space(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """The span of words that go, with the space that goes with them."""
    if tokens[start].is_word and end < len(tokens) and tokens[end].is_word:
        return tokens[start].start, tokens[end].start
    if start > 0:
        return tokens[start - 1].end, tokens[end - 1].end
    return tokens[start].start, tokens[end - 1].end


def _lowered(word: str) -> str:
    return word if word.isupper() else word[0].lower() + word[1:]


def as_edit(text: str, sentence: Sentence, candidate: Candidate, probability: float, wants: Wants) -> Edit | None:
    """A candidate as an edit of the text, spaces and capitals as they belong; None where it changes nothing."""
    tokens, new = sentence.tokens, candidate.replacement
    first, last = candidate.start, candidate.end
    if first == last:
        start = end = tokens[first].start
        if new == ",":
            start = end = tokens[first - 1].end if first else start
        elif new not in ("¿", "¡"):
            if first == 0:
                new, end = f"{new.capitalize()} {_lowered(tokens[0].text)}", tokens[0].end
            else:
                new += " "
    elif not new:
        start, end = _with_space(tokens, first, last)
        if first == 0 and last < len(tokens):
            following = tokens[last]
            end, new = following.end, following.text[0].upper() + following.text[1:]
    else:
        start, end = tokens[first].start, tokens[last - 1].end
        old = tokens[first].text
        if old[0].isupper() and candidate.kind != "case":
            new = new.upper() if old.isupper() and len(old) > 1 else new[0].upper() + new[1:]
    original = text[start:end]
    if original == new or not unicodedata.is_normalized("NFC", original):
        return None
    source: Source = "learned"
    if candidate.rule or candidate.kind.startswith("spell"):
        source = "spelling" if candidate.rule in ("", "accent-missing", "misspelt") else "grammar"
    return explained(start, original, new, rule_of(candidate), probability, source, wants.level, wants.first_language)
