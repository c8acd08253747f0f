"""An edit of a text, and how two versions of a sentence become edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal
from zlib import crc32

Severity = Literal["minor", "normal", "major"]
# Of what was heard: `weak` when the sound would nearly as well bear out the corrected wording.
Evidence = Literal["sure", "weak"]
# `likely` is asked about, never struck: «Did you mean …?»
Certainty = Literal["sure", "likely"]
Source = Literal["spelling", "grammar", "learned", "languagetool", "llm"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]`, which is `original`, by `replacement`. Offsets count Unicode code points.

    `rule_id` is the kind of edit, by which it is weighed and dismissed; `reason` says finer why it is made and is the key
    of the syllabus' points, `rule` its name for people; `example` is another right sentence. `rank` is 0 for the most
    important edit of a text, `confidence` the probability that a teacher would make it, and `certainty` whether that is
    enough to strike or only to ask. `secondary` is what the learner's level has not met yet. Of speech, `evidence` says
    whether the mistake was surely said, `heard_at` when, in seconds of the recording. `family` is of the language model
    that alone proposes it.
    """

    start: int
    end: int
    original: str
    replacement: str
    category: str
    severity: Severity
    explanation: str
    rule: str
    rule_id: str
    example: str
    rank: int
    confidence: float
    source: Source
    dismissed: bool = False
    id: str = ""
    evidence: Evidence = "sure"
    heard_at: tuple[float, float] | None = None
    reason: str = ""
    certainty: Certainty = "sure"
    secondary: bool = False
    family: str = ""

    def __post_init__(self) -> None:
        if not self.id:  # from place and wording, so that it stays the same when others come or go
            key = f"{self.start} {self.original} {self.replacement}"
            object.__setattr__(self, "id", f"{self.start}-{crc32(key.encode()):08x}")

    @property
    def is_tip(self) -> bool:
        """Whether it is only a matter of style."""
        return is_tip(self.category, self.rule_id)

    @property
    def about(self) -> str:
        """What the edit is about: its reason, or its rule where it was stored before there were reasons."""
        return self.reason or self.rule_id

    @property
    def judged_as(self) -> str:
        """By what answers to it are counted: its rule, or who says it where it is no rule of ours."""
        if self.source == "llm":
            return f"model {self.family}"
        return self.source if self.source == "languagetool" else self.rule_id

    @classmethod
    def stored(cls, data: Mapping[str, Any]) -> Edit:
        """An edit as it was stored; those of earlier versions lack what came later."""
        later: dict[str, Any] = {"rule_id": "other", "example": "", "rank": 0}
        return cls(**(later | dict(data)))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with non-overlapping edits made."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        parts += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join(parts) + text[at:]


# Style, and what a keyboard leaves out: told on request, never a mistake.
_TIP_CATEGORIES = frozenset(("capitals", "punctuation"))
_TIP_RULES = frozenset(("subject-pronoun",))


def is_tip(category: str, rule_id: str) -> bool:
    """Whether an edit is only a tip: needless pronouns, capitals, opening marks and commas."""
    return category in _TIP_CATEGORIES or rule_id in _TIP_RULES


# Right as it is, and only asked about: no mistake either when it is taken.
_RIGHT_ANYHOW = frozenset(("bland-verb",))


def _is_no_mistake(category: str, rule_id: str) -> bool:
    """Whether an edit is none of a mistake, whatever is said to it."""
    return is_tip(category, rule_id) or rule_id in _RIGHT_ANYHOW


def mistakes(edits: Iterable[Edit]) -> list[Edit]:
    """What cards are made of and what is counted: surely mistakes and surely made, no mere tips, nothing above the level."""
    return [edit for edit in confirmed(edits) if not edit.secondary and not _is_no_mistake(edit.category, edit.rule_id)]


def confirmed(edits: Iterable[Edit]) -> list[Edit]:
    """Those of mistakes that were surely said and surely are mistakes; the others are only asked about."""
    return [edit for edit in edits if edit.evidence == edit.certainty == "sure"]


def counted(correction: dict[str, Any]) -> bool:
    """Whether a stored correction counts as a mistake: see `mistakes`; and it was not called unneeded."""
    if _is_no_mistake(correction.get("category", ""), correction.get("rule_id", "")):
        return False
    if correction.get("certainty") == "likely" or correction.get("secondary"):
        return False
    return not correction.get("dismissed") and correction.get("evidence") != "weak"


def without_overlap(edits: Iterable[Edit]) -> list[Edit]:
    """The surest edits that do not touch the same place, in reading order."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (-e.confidence, e.start)):
        if not any(_meet(edit, other) for other in kept):
            kept.append(edit)
    return sorted(kept, key=lambda e: (e.start, e.end))


def _meet(a: Edit, b: Edit) -> bool:
    """Whether only one of two edits can be made."""
    return same_place(a, b) or _twice(a, b) or _twice(b, a)


def same_place(a: Edit, b: Edit) -> bool:
    """Whether two edits change some of the same letters, or put something in between the same two."""
    return (a.start < b.end and b.start < a.end) or (a.start, a.end) == (b.start, b.end)


def _twice(first: Edit, second: Edit) -> bool:
    """Whether one puts the word behind itself that the other ends with: «al playa» becomes «a la», and «la playa»."""
    beside = second.start == second.end and 0 <= second.start - first.end <= 1
    return beside and first.replacement.split()[-1:] == second.replacement.split()


@dataclass(frozen=True, slots=True)
class Change:
    """Tokens `start:end` of the first version stand as `words` in the second."""

    start: int
    end: int
    words: tuple[str, ...]


def changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """What differs between two token lists, one-to-one replacements kept apart."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for op, i0, i1, j0, j1 in matcher.get_opcodes():
        if op == "equal":
            continue
        if i1 - i0 == j1 - j0:
            for k in range(i1 - i0):
                yield Change(i0 + k, i0 + k + 1, (after[j0 + k],))
        else:
            yield Change(i0, i1, tuple(after[j0:j1]))
