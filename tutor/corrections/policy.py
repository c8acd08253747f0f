"""What is shown: the order of importance and, by strictness, how sure an edit has to be. Product decisions, in tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from tutor.corrections.edits import Certainty, Edit, Severity, is_tip, without_overlap
from tutor.corrections.experience import moved
from tutor.language.es.variety import Learnt

Strictness = Literal["gentle", "normal", "strict"]


@dataclass(frozen=True, slots=True)
class CorrectionPreferences:
    """For whom a text is corrected. `level` is of the CEFR, `first_language` an ISO 639 code, `spoken` says that the
    text was heard; `dismissed` holds (original, replacement, rule_id) of what the learner has called right. `tips` asks for
    style as well, as strictness does: see `is_tip`. `variety` is the Spanish that is learnt. `shifts` says how far answers
    of learners have moved the log odds of a kind of edit, by `Edit.judged_as`."""

    level: str = "B1"
    first_language: str = "en"
    strictness: Strictness = "normal"
    spoken: bool = False
    dismissed: frozenset[tuple[str, str, str]] = frozenset()
    tips: bool = False
    variety: Learnt = "spain"
    shifts: Mapping[str, float] = field(default_factory=dict)


DEFAULT = CorrectionPreferences()


# The most important first: what changes the meaning or marks a beginner before what only the eye notices. Severity
# comes before category. At A1 the page shows the first two edits and keeps the rest behind "more".
SEVERITIES: tuple[Severity, ...] = ("major", "normal", "minor")
IMPORTANCE = (
    "ser/estar", "verb form", "mood", "agreement", "pronoun", "missing word", "extra word", "word order", "preposition",
    "article", "word choice", "spelling", "diacritic", "capitals", "punctuation",
)  # fmt: skip

# The probability of being right at which an edit is shown, and the one that some edit of a sentence must reach before
# any of that sentence is: a sentence that may well be right is left alone, and beside a sure mistake a less sure one is
# worth a word. Chosen on the training students by cross-validation (data/train_scorer.py prints the curve).
EDIT_THRESHOLD, SENTENCE_THRESHOLD = 0.45, 0.58
# Of those for which no reason is found fewer than half are right below this.
SHOW_UNEXPLAINED = 0.7
# Changes with a measure of their own: what teachers often change where nothing is wrong has to be surer.
EDIT_THRESHOLDS: dict[str, float] = {"subject-pronoun": 0.5, "punctuation": 0.55}
SENTENCE_THRESHOLDS: dict[str, float] = {
    "subject-pronoun": 0.66, "punctuation": 0.8, "accent-meaning": 0.79, "verb-accent": 0.79, "personal-a": 0.71, "lower-case": 0.7,
    "word-choice": 0.76, "preposition-choice": 0.68, "por-para": 0.62, "article-missing": 0.61, "agreement": 0.6,
    "misspelt": 0.5, "preposition-extra": 0.54, "que-missing": 0.54, "ser-estar": 0.75, "preposition-missing": 0.8,
}  # fmt: skip
# From here on an edit with a reason is right in 95 of 100 cases on the development set: it is struck. See docs/decisions/2026-11-reasons.md
SURE = 0.74
SURE_OWN: dict[str, float] = {
    "accent-missing": 0.5, "determiner-noun": 0.65, "noun-adjective": 0.65, "place-name": 0.5, "accent-extra": 0.5, "predicate-adjective": 0.6, "noun-number": 0.6, "infinitive": 0.6,
    "misspelt": 0.8, "made-up-form": 0.85, "word-choice": 0.9, "pronoun-choice": 0.9, "preposition-choice": 0.85,
    "preposition-extra": 0.85, "article-extra": 0.85, "pronoun-extra": 0.85, "verb-form": 0.85, "past-tense": 0.76, "e-y": 0.9, "estar": 0.9,
    "article-general": 0.8, "because-of": 0.8,
}  # fmt: skip
# How much surer (gentle) or less sure (strict) than normal, and which severities are told at all.
MARGIN: dict[Strictness, float] = {"gentle": 0.05, "normal": 0.0, "strict": -0.12}
TOLD: dict[Strictness, frozenset[Severity]] = {
    "gentle": frozenset(["major", "normal"]),
    "normal": frozenset(SEVERITIES),
    "strict": frozenset(SEVERITIES),
}

# A hand-written rule that is this sure of itself is believed over the judge, which has seen some of them too rarely to
# know them; only the listed rules are left to it, unless they know the very words. Teachers let some textbook mistakes pass
# that a tutor should not.
RULE_SURE, RULE_FLOOR, RULE_KNOWS = 0.8, 0.72, 0.93
JUDGED = frozenset(
    ("accent-meaning", "misspelt", "sentence-capital", "en-date", "que-missing", "pronoun-missing", "preposition-extra")
)

# Less probable edits are not even remembered.
LEAST = 0.1

# In speech these are the transcriber's, never the learner's.
UNHEARD = frozenset(("capitals", "punctuation", "diacritic", "spelling"))


def rule_confidence(rule: str, confidence: float, probability: float) -> float:
    """How sure an edit is that a rule asks for with this confidence and the judge holds for this probable."""
    if rule and confidence >= (RULE_KNOWS if rule in JUDGED else RULE_SURE):
        # Of two that are sure, the surer is believed.
        return max(probability, RULE_FLOOR + (confidence - RULE_SURE) / 2)
    return probability


def surely_told(rule: str, confidence: float) -> bool:
    """Whether what a rule asks for with this confidence is told in a sentence that is right otherwise, unless it is known
    to be impossible."""
    return rule_confidence(rule, confidence, 0.0) >= SENTENCE_THRESHOLDS.get(rule, SENTENCE_THRESHOLD)


def reaches_edit_threshold(edit: Edit, preferences: CorrectionPreferences) -> bool:
    """Whether an edit is sure enough to be shown in a sentence that has a mistake."""
    least = EDIT_THRESHOLDS.get(edit.rule_id, EDIT_THRESHOLD)
    if not edit.explanation and not edit.is_tip:
        least = max(least, SHOW_UNEXPLAINED)
    return edit.confidence >= least + MARGIN[preferences.strictness]


def reaches_sentence_threshold(edit: Edit, preferences: CorrectionPreferences) -> bool:
    """Whether an edit is sure enough to be shown in a sentence that is right otherwise."""
    sure = SENTENCE_THRESHOLDS.get(edit.rule_id, SENTENCE_THRESHOLD)
    return edit.confidence >= sure + MARGIN[preferences.strictness]


def certainty_of(rule_id: str, confidence: float, *, explained: bool) -> Certainty:
    """Whether an edit is struck or only asked about. One of which nobody can say why is never sure."""
    return "sure" if explained and confidence >= SURE_OWN.get(rule_id, SURE) else "likely"


def promised(kind: str) -> float:
    """What part of a kind's edits is right, by the judge that is shipped: as many at least as where it begins to tell them."""
    return SENTENCE_THRESHOLDS.get(kind, SENTENCE_THRESHOLD)


def weighed(edit: Edit, shifts: Mapping[str, float]) -> Edit:
    """An edit after what learners here made of its kind.

    What is sure may come to be only asked about, and never goes: who dismisses all of it is not told that grammar has
    changed. What is likely becomes likelier, or goes. It is never struck for that: that somebody meant it says nothing of
    whether a teacher would strike it, and what is struck was measured (`SURE`).
    """
    if not (shift := shifts.get(edit.judged_as, 0.0)):
        return edit
    sure = moved(edit.confidence, shift)
    if edit.certainty == "likely":
        return replace(edit, confidence=sure)
    return replace(edit, certainty=certainty_of(edit.rule_id, sure, explained=bool(edit.explanation)))


def rank_of(category: str, severity: Severity) -> int:
    """Importance before the edits of a text are compared; smaller is more important."""
    return SEVERITIES.index(severity) * len(IMPORTANCE) + IMPORTANCE.index(category)


def choose(sentences: Iterable[Iterable[Edit]], preferences: CorrectionPreferences) -> list[Edit]:
    """Of each sentence's candidates the edits this learner is told of: sure enough, the surest where they meet, in
    reading order, ranked."""
    kept: list[Edit] = []
    for edits in sentences:
        told = [
            e
            for e in (weighed(e, preferences.shifts) for e in edits)
            if e.severity in TOLD[preferences.strictness]
            and reaches_edit_threshold(e, preferences)
            and (preferences.tips or preferences.strictness == "strict" or not is_tip(e.category, e.rule_id))
            and not (preferences.spoken and e.category in UNHEARD)
            and (e.original, e.replacement, e.rule_id) not in preferences.dismissed
        ]
        if any(reaches_sentence_threshold(e, preferences) for e in told):
            kept += without_overlap(told)
    return ranked(kept)


def ranked(edits: list[Edit]) -> list[Edit]:
    """`rank` counted from 0 for the most important."""
    order = sorted(edits, key=lambda e: (rank_of(e.category, e.severity), -e.confidence, e.start))
    place = {edit.id: n for n, edit in enumerate(order)}
    return [replace(edit, rank=place[edit.id]) for edit in edits]
