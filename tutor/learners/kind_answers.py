"""What the learners of this installation accept and dismiss, by kind of correction, and what that makes of the judge.

Each function is one unit of work for `Store.run`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import ColumnElement, case
from sqlmodel import Session, col, func, select

from tutor.corrections.experience import MOST_VOTES, Answers, shift
from tutor.corrections.explain import rules
from tutor.corrections.policy import promised
from tutor.store.columns import now
from tutor.store.tables import KindAnswers

_Kept = dict[str, tuple[tuple[Any, ...], Mapping[str, Answers]]]


def count_answer(session: Session, learner_id: str, kind: str, *, accepted: bool) -> None:
    """Count that a learner said yes or no to a correction of a kind."""
    known = session.get(KindAnswers, (learner_id, kind)) or KindAnswers(learner_id=learner_id, kind=kind)
    known.accepted += accepted
    known.dismissed += not accepted
    known.updated_at = now()
    session.add(known)


def kind_told(source: str, rule_id: str) -> str | None:
    """As what an answer is counted of which a page tells: only as what there is, since any text could come from there."""
    if source == "languagetool":
        return source
    return rule_id if source != "llm" and rule_id in rules() else None


def shifts_for(session: Session, learner_id: str) -> dict[str, float]:
    """How far the log odds of each kind are moved for a learner: by all their own answers, and by the others' votes."""
    rows = session.exec(select(KindAnswers).where(KindAnswers.learner_id == learner_id))
    own = {row.kind: Answers(row.accepted, row.dismissed) for row in rows}
    votes = _votes(session)
    found = {}
    for kind in own.keys() | votes.keys():
        mine = own.get(kind, Answers())
        if by := shift(mine + (votes.get(kind, Answers()) - mine.vote), promised(kind)):
            found[kind] = by
    return found


def _votes(session: Session) -> Mapping[str, Answers]:
    """The sum of all learners' votes by kind; added up anew only when somebody has answered or gone, here or in another
    process: how many rows there are and which is the newest is told from indexes."""
    stand = session.connection().execute(select(func.count(), func.max(KindAnswers.updated_at))).one()
    kept = cast(_Kept, session.info.setdefault("votes", {}))
    known = kept.get("sum")
    if known is None or known[0] != tuple(stand):
        more = col(KindAnswers.accepted) - col(KindAnswers.dismissed)
        summed = session.connection().execute(
            select(KindAnswers.kind, func.sum(_vote(more)), func.sum(_vote(-more))).group_by(col(KindAnswers.kind))
        )
        known = kept["sum"] = tuple(stand), {kind: Answers(yes, no) for kind, yes, no in summed}
    return known[1]


def _vote(more: ColumnElement[int]) -> ColumnElement[int]:
    """`Answers.vote`, as the database reckons it."""
    return case((more <= 0, 0), (more > MOST_VOTES, MOST_VOTES), else_=more)
