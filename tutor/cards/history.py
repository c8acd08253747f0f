"""What the learner has done over time: minutes spoken, words, errors by category, level per skill, days in a row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import get_args

from sqlmodel import Session, col, func, select

from tutor.cards.queue import settings_of
from tutor.core.days import day_of, zone
from tutor.core.levels import Level
from tutor.corrections.edits import counted
from tutor.exercises.kinds import kind_of
from tutor.exercises.kinds.base import Skill
from tutor.exercises.placement import ASKED, Response, estimate
from tutor.exercises.syllabus import ItemKind
from tutor.language.es.lemma import lemma
from tutor.language.es.tokens import words
from tutor.language.es.vocabulary import frequency
from tutor.store.tables import Attempt, Card, Conversation, Message, ReviewLog

# A word that is likely to be remembered this long, in days, is known.
KNOWN_STABILITY = 21.0
# Fewer answers than this say nothing about a skill; older ones than the last so many no longer count.
LEAST_ANSWERS, LAST_ANSWERS = 10, 80
# What the placement test asks tells of the skill that its kind trains.
SKILLS: dict[str, tuple[ItemKind, ...]] = {
    skill: tuple(kind for kind in ASKED if kind_of(kind).skill == skill) for skill in get_args(Skill)
}


@dataclass
class Week:
    """A week from Monday on. `errors` by category; `words` is what they are measured against."""

    monday: date
    minutes_spoken: float = 0.0
    words: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    reviews: int = 0
    answers: int = 0


@dataclass(frozen=True, slots=True)
class History:
    """All of it. `skills`: None where there are too few answers."""

    weeks: list[Week]
    words_met: int  # different words in what the tutor said
    words_used: int  # and in what the learner said
    words_saved: int
    words_known: int
    errors_open: int
    errors_retired: int
    streak_days: int
    skills: dict[str, Level | None]


def history(session: Session, learner_id: str, now: datetime, weeks: int) -> History:
    """The last `weeks` weeks, the present one among them, in the learner's time zone."""
    tz = zone(settings_of(session, learner_id).timezone)

    def day(at: datetime) -> date:
        return day_of(at, tz)

    def monday(at: datetime) -> date:
        return day(at) - timedelta(days=day(at).weekday())

    first = monday(now) - timedelta(weeks=weeks - 1)
    table = {first + timedelta(weeks=n): Week(first + timedelta(weeks=n)) for n in range(weeks)}
    active: set[date] = set()
    met: dict[str, set[str]] = {"tutor": set(), "learner": set()}
    for message in _messages(session, learner_id):
        met[message.role].update(words(message.text))
        if message.role == "tutor":
            continue
        active.add(day(message.created_at))
        if week := table.get(monday(message.created_at)):
            week.minutes_spoken += (message.transcript or {}).get("duration_s", 0.0) / 60
            week.words += len(words(message.text))
            week.errors.update(c["category"] for c in message.corrections if counted(c))
    for at in session.exec(select(ReviewLog.reviewed_at).where(ReviewLog.learner_id == learner_id)):
        active.add(day(at))
        if week := table.get(monday(at)):
            week.reviews += 1
    for at in session.exec(select(Attempt.created_at).where(Attempt.learner_id == learner_id)):
        active.add(day(at))
        if week := table.get(monday(at)):
            week.answers += 1
    return History(
        weeks=list(table.values()),
        words_met=_different(met["tutor"]),
        words_used=_different(met["learner"]),
        words_saved=_count(session, learner_id, "word"),
        words_known=_count(session, learner_id, "word", col(Card.stability) >= KNOWN_STABILITY),
        errors_open=_count(session, learner_id, "error", col(Card.standing) != "retired"),
        errors_retired=_count(session, learner_id, "error", col(Card.standing) == "retired"),
        streak_days=streak(active, day(now)),
        skills={skill: _skill(session, learner_id, kinds) for skill, kinds in SKILLS.items()},
    )


def to_csv(found: History) -> str:
    """The weeks as CSV, a column for each category of error."""
    categories = sorted({category for week in found.weeks for category in week.errors})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["monday", "minutes_spoken", "words", "reviews", "answers", *categories])
    for week in found.weeks:
        errors = [week.errors[category] for category in categories]
        writer.writerow([week.monday, round(week.minutes_spoken, 2), week.words, week.reviews, week.answers, *errors])
    return out.getvalue()


def _different(forms: set[str]) -> int:
    """How many words there are among so many forms; names and slips are not counted."""
    return len({lemma(form) for form in forms if form in frequency()})


def _messages(session: Session, learner_id: str) -> list[Message]:
    return list(
        session.exec(
            select(Message)
            .join(Conversation, col(Conversation.id) == col(Message.conversation_id))
            .where(Conversation.learner_id == learner_id, col(Message.superseded).is_(False))
        )
    )


def _count(session: Session, learner_id: str, kind: str, *conditions: object) -> int:
    wanted = select(func.count()).select_from(Card).where(Card.learner_id == learner_id, Card.kind == kind)
    return session.exec(wanted.where(*conditions)).one()  # type: ignore[arg-type]


def streak(active: set[date], today: date) -> int:
    """Days in a row up to today, or to yesterday as long as today is not over."""
    at = today if today in active else today - timedelta(days=1)
    days = 0
    while at in active:
        days, at = days + 1, at - timedelta(days=1)
    return days


def _skill(session: Session, learner_id: str, kinds: tuple[ItemKind, ...]) -> Level | None:
    """The level that the answers to some kinds of exercises point to, the latest answer to each item."""
    rows = session.exec(
        select(Attempt.item_id, Attempt.verdict, Attempt.answer)
        .where(Attempt.learner_id == learner_id, col(Attempt.kind).in_(kinds))
        .order_by(col(Attempt.created_at).desc())
        .limit(LAST_ANSWERS)
    ).all()
    latest: dict[str, Response] = {}
    for item_id, verdict, answer in reversed(rows):
        right: Response = "right" if verdict != "wrong" else "unknown" if answer is None else "wrong"
        latest[item_id] = right
    if len(latest) < LEAST_ANSWERS:
        return None
    return estimate(list(latest), list(latest.values())).level
