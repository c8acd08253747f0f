"""What a language model's version of a text says for and against each edit. Small models invent: each has to earn its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log

from tutor.corrections.candidates import Candidate
from tutor.corrections.check import Corrector, as_edit
from tutor.corrections.edits import Change, Edit, changes, same_place
from tutor.corrections.kinds import kind_of
from tutor.corrections.policy import CorrectionPreferences
from tutor.corrections.proposal import Proposal
from tutor.corrections.scorer import DATA
from tutor.corrections.sentence import Sentence
from tutor.language.es.tokens import Token, tokenize

# A model that rewrites a third of a text has stopped correcting.
MOST_CHANGED = 0.34
# Where an engine does not tell: as likely as an embedded model's middling edits.
UNTOLD_LOGPROB = -0.35
# A word that the model has no second thoughts about.
SURE_LOGPROB = -0.1


def judged(
    corrector: Corrector,
    text: str,
    groups: list[tuple[int, list[Edit]]],
    proposal: Proposal | None,
    preferences: CorrectionPreferences,
    engine: str,
    family: str = "",
) -> list[tuple[int, list[Edit]]]:
    """The sentences' candidates with the model's among them, each as sure as both together make it. What the
    model, of this family, proposes alone is marked so."""
    if proposal is None:
        return groups
    opinion = opinion_of(corrector, text, proposal, preferences)
    weights = _weights(engine)
    out: list[tuple[int, list[Edit]]] = []
    for n, (start, edits) in enumerate(groups):
        end = groups[n + 1][0] if n + 1 < len(groups) else len(text) + 1
        merged = [
            e if opinion.silent(e) else replace(e, confidence=_judge(weights, features(e, opinion, fast=True)))
            for e in edits
        ]
        known = {e.id for e in edits}
        merged += [
            replace(e, confidence=_judge(weights, features(e, opinion, fast=False)), family=family)
            for key, (e, _) in opinion.edits.items()
            if start <= e.start < end and key not in known
        ]
        out.append((start, merged))
    return out


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model says of a text: its edits by id, each with what speaks for it; and the words that it wrote as they
    stood, from where to where, with how likely it held them (natural log)."""

    edits: dict[str, tuple[Edit, list[float]]]
    kept: list[tuple[int, int, float]]
    told: bool  # whether the engine tells what the model wrote, and how likely it held that

    def silent(self, edit: Edit) -> bool:
        """Whether the model has told nothing of the words of an edit: it was not asked, or it has rewritten all."""
        return self.told and edit.id not in self.edits and not self.crosses(edit) and self.doubts(edit) is None

    def crosses(self, edit: Edit) -> bool:
        """Whether the model has another edit in the place of this one."""
        return edit.id not in self.edits and any(same_place(edit, other) for other, _ in self.edits.values())

    def doubts(self, edit: Edit) -> float | None:
        """How likely the model held the words, kept by it, that an edit would change or stand before; None if it was not
        asked about them."""
        touched = (
            value for start, end, value in self.kept if start < max(edit.end, edit.start + 1) and end > edit.start
        )
        return min(touched, default=None)


def opinion_of(corrector: Corrector, text: str, proposal: Proposal, preferences: CorrectionPreferences) -> Opinion:
    """The model's opinion of a text; an empty one when it has rewritten it."""
    before, after = tokenize(text), tokenize(proposal.corrected)
    found = list(changes([t.text for t in before], [t.text for t in after]))
    if sum(max(c.end - c.start, len(c.words)) for c in found) > max(2, MOST_CHANGED * len(before)):
        return Opinion({}, [], bool(proposal.written))
    sentence = Sentence(before, corrector.lexicon)
    out: dict[str, tuple[Edit, list[float]]] = {}
    shift = 0
    for change in found:
        at = change.start + shift
        shift += len(change.words) - (change.end - change.start)
        if change.start >= len(before):
            continue
        candidate = _candidate(corrector, sentence, change)
        edit = as_edit(text, sentence, candidate, 0.5, preferences)
        if edit is None:
            continue
        words = after[at : at + len(change.words)] or after[at : at + 1]
        sure = proposal.logprob(words[0].start, words[-1].end) if words else None
        edit = replace(edit, source="llm")
        evidence = _evidence(corrector, before, change, candidate, UNTOLD_LOGPROB if sure is None else sure, len(found))
        out[edit.id] = (edit, evidence)
    return Opinion(out, list(_kept(before, after, found, proposal)), bool(proposal.written))


def _kept(
    before: list[Token], after: list[Token], found: Sequence[Change], proposal: Proposal
) -> Iterator[tuple[int, int, float]]:
    """The words that were not changed and of which the model tells how likely it held them."""
    at, shift = 0, 0
    for start, end, more in [*((c.start, c.end, len(c.words)) for c in found), (len(before), len(before), 0)]:
        for old, new in zip(before[at:start], after[at + shift : start + shift], strict=True):
            likely = proposal.logprob(new.start, new.end)
            if likely is not None:
                yield old.start, old.end, likely
        shift += more - (end - start)
        at = end


def _candidate(corrector: Corrector, sentence: Sentence, change: Change) -> Candidate:
    old, new = " ".join(sentence.words[change.start : change.end]), " ".join(change.words)
    kind, op = kind_of(corrector.lexicon, old, new)
    if kind == "case":
        op = "^0" if change.start == 0 else "^" if new[0].isupper() else "v"
    return Candidate(change.start, change.end, new, op, kind)


def _evidence(
    corrector: Corrector, before: list[Token], change: Change, candidate: Candidate, logprob: float, edits: int
) -> list[float]:
    """What is known of a model's edit; the order is that of the weights in judge.json."""
    one = change.end - change.start == 1 and len(change.words) == 1
    marks = not any(w[0].isalnum() for w in change.words) and not any(
        t.is_word for t in before[change.start : change.end]
    )
    alike = one and candidate.kind not in ("word", "mark")
    return [
        1.0,
        max(-3.0, logprob),
        float(logprob > SURE_LOGPROB),
        float(min(4, edits - 1)),
        float(alike),
        float(not one and not marks and min(change.end - change.start, len(change.words)) == 0),
        float(marks or candidate.kind == "case"),
        float(any(w[0].isalpha() and not corrector.lexicon.known(w) for w in change.words)),
        float(candidate.kind.startswith("accent")),
    ]


def features(edit: Edit, opinion: Opinion, *, fast: bool) -> list[float]:
    """An edit's row for the judge: what the fast engines say, and what the model does."""
    p = min(0.99, max(0.01, edit.confidence))
    mine = opinion.edits.get(edit.id)
    crossed = opinion.crosses(edit)
    sure = log(p / (1 - p)) if fast else 0.0
    doubts = None if mine or crossed else opinion.doubts(edit)
    against = [0.0, 0.0] if doubts is None else [1.0, max(-3.0, doubts)]
    evidence = mine[1] if mine else [0.0] * EVIDENCE
    return [1.0, float(fast), sure, float(crossed), float(fast and mine is not None), *against, *evidence]


EVIDENCE = 9


def _judge(weights: Sequence[float], row: Sequence[float]) -> float:
    return 1 / (1 + exp(-sum(w * x for w, x in zip(weights, row, strict=True))))


@cache
def _weights(engine: str) -> list[float]:
    """Learned by data/train_judge.py. What the embedded model alone proposes is right too seldom to be shown, so there it
    only speaks for or against the fast engines' candidates. No larger model was there to learn from: those have weights
    that show what they are sure of.
    """
    table = json.loads((DATA / "judge.json").read_text(encoding="utf-8"))
    return list(table.get(engine) or table["larger"])
