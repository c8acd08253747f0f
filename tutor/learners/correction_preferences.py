"""How a learner wants to be corrected: what they have dismissed, and what their mistakes were over time.

Each function is one unit of work for `Store.run`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from sqlmodel import Session, col, select

from tutor.core.errors import NotFound
from tutor.corrections.edits import Edit, apply, confirmed, counted
from tutor.corrections.policy import CorrectionPreferences, Strictness
from tutor.language.es.tokens import words
from tutor.language.es.variety import learnt
from tutor.learners.kind_answers import count_answer, shifts_for
from tutor.store.columns import now
from tutor.store.oldest import forget_oldest
from tutor.store.owned import get_message
from tutor.store.tables import Conversation, Dismissal, Learner, Message

# Changes that one learner has called unneeded; each check of a text looks at all.
MOST_DISMISSALS = 1_000


def preferences_of(session: Session, learner_id: str, level: str, *, spoken: bool = False) -> CorrectionPreferences:
    """What this learner is to be told of."""
    learner = session.get_one(Learner, learner_id)
    said = session.exec(select(Dismissal).where(Dismissal.learner_id == learner_id))
    dismissed = frozenset((d.original, d.replacement, d.rule_id) for d in said)
    strictness = cast(Strictness, learner.strictness)
    return CorrectionPreferences(
        level,
        learner.explained_in,
        strictness,
        spoken,
        dismissed,
        tips=learner.tips,
        variety=learnt(learner.variety, learner.accent),
        shifts=shifts_for(session, learner_id),
    )


def dismiss(
    session: Session,
    learner_id: str,
    original: str,
    replacement: str,
    category: str,
    rule_id: str,
    kind: str | None = None,
) -> None:
    """Remember that a learner called a change unneeded, and count how often; once against its kind, where one is given."""
    known = session.exec(
        select(Dismissal).where(
            Dismissal.learner_id == learner_id,
            Dismissal.original == original,
            Dismissal.replacement == replacement,
            Dismissal.rule_id == rule_id,
        )
    ).first()
    if known:
        known.count += 1
        known.updated_at = now()
    else:
        mine = select(Dismissal).where(Dismissal.learner_id == learner_id)
        forget_oldest(session, mine, Dismissal.updated_at, MOST_DISMISSALS)
        session.add(
            Dismissal(
                learner_id=learner_id, original=original, replacement=replacement, category=category, rule_id=rule_id
            )
        )
        if kind:
            count_answer(session, learner_id, kind, accepted=False)


def get_correction(session: Session, learner_id: str, message_id: str, correction_id: str) -> tuple[Message, Edit]:
    """One edit of a message of this learner. Raises NotFound."""
    message = get_message(session, learner_id, message_id)
    for stored in message.corrections:
        edit = Edit.stored(stored)
        if edit.id == correction_id:
            return message, edit
    raise NotFound("That correction does not exist, or no longer does.")


def dismiss_correction(session: Session, learner_id: str, message_id: str, correction_id: str) -> bool:
    """Mark an edit of a message as dismissed and take it out of the corrected text. Raises NotFound.

    One that was surely said is remembered as unneeded. One that was only asked about was misheard: said another time, it
    is still a mistake. Gives whether it was that.
    """
    message, edit = get_correction(session, learner_id, message_id, correction_id)
    if edit.dismissed:
        return False
    message.corrections = [
        stored | {"dismissed": True} if Edit.stored(stored).id == correction_id else stored
        for stored in message.corrections
    ]
    left = [e for e in map(Edit.stored, message.corrections) if not e.dismissed]
    message.corrected_text = apply(message.text, confirmed(left))
    if edit.evidence == "weak":
        return True
    dismiss(session, learner_id, edit.original, edit.replacement, edit.category, edit.rule_id, edit.judged_as)
    return False


# Who says that they meant it has met it.
_MEANT = {"certainty": "sure", "secondary": False}


def accept_correction(session: Session, learner_id: str, message_id: str, correction_id: str) -> tuple[Message, Edit]:
    """Mark an edit that was only asked about as meant: it is a mistake from now on, and speaks for its kind. Raises NotFound."""
    message, edit = get_correction(session, learner_id, message_id, correction_id)
    if edit.certainty == "likely" or edit.secondary:  # not when it is said twice
        count_answer(session, learner_id, edit.judged_as, accepted=True)
    message.corrections = [
        stored | _MEANT if Edit.stored(stored).id == correction_id else stored for stored in message.corrections
    ]
    left = [e for e in map(Edit.stored, message.corrections) if not e.dismissed]
    message.corrected_text = apply(message.text, confirmed(left))
    return message, replace(edit, certainty="sure", secondary=False)


def errors_by_week(session: Session, learner_id: str, weeks: int, today: date | None = None) -> dict[str, Any]:
    """Per ISO week, oldest first and ending with this one: the learner's messages and words, and mistakes by category."""
    today = today or datetime.now(UTC).date()
    this_monday = today - timedelta(days=today.weekday())
    mondays = [this_monday - timedelta(weeks=n) for n in reversed(range(weeks))]
    since = datetime(mondays[0].year, mondays[0].month, mondays[0].day, tzinfo=UTC)
    said = session.exec(
        select(Message.created_at, Message.text, Message.corrections)
        .join(Conversation, col(Conversation.id) == col(Message.conversation_id))
        .where(
            Conversation.learner_id == learner_id,
            Message.role == "learner",
            col(Message.superseded).is_(False),
            Message.created_at >= since,
        )
    ).all()
    messages, written = [0] * weeks, [0] * weeks
    counts: dict[str, list[int]] = {}
    for created, text, corrections in said:
        week = (created.date() - mondays[0]).days // 7
        if not 0 <= week < weeks:
            continue
        messages[week] += 1
        written[week] += len(words(text))
        for category, n in Counter(c["category"] for c in corrections if counted(c)).items():
            counts.setdefault(category, [0] * weeks)[week] += n
    often = sorted(counts.items(), key=lambda item: (-sum(item[1]), item[0]))
    return {
        "weeks": [monday.isoformat() for monday in mondays],
        "messages": messages,
        "words": written,
        "categories": [{"category": category, "counts": n} for category, n in often],
    }
