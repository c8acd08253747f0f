"""What a teacher sees of a class and of a learner: only of those who agreed, and only what came after they did.

Each function reads for `Store.read`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session, col, select

from tutor.corrections.edits import Edit, apply, counted
from tutor.exercises.effort import seconds_spent
from tutor.exercises.mistakes import point_about
from tutor.exercises.syllabus import syllabus
from tutor.exercises.verdict import COUNTED_VERDICTS
from tutor.language.es.tokens import words
from tutor.learners.classes.assignments import Goals
from tutor.learners.classes.rooms import members
from tutor.store.tables import Attempt, Conversation, Message

MOST_MISTAKES, MOST_EXAMPLES, MOST_POINTS = 10, 3, 12
# A point is missed by whom at least so many of their last answers were wrong, or who made so many mistakes about it.
LAST_ANSWERS, WRONG_ANSWERS, MISTAKES = 4, 2, 2


@dataclass(frozen=True, slots=True)
class Mended:
    """A mistake in its sentence, and that sentence mended."""

    said: str
    better: str


@dataclass(slots=True)
class CommonMistake:
    """A kind of mistake: how often it was made, by how many, and examples."""

    rule_id: str
    rule: str
    category: str
    point_id: str | None
    count: int = 0
    learners: set[str] = field(default_factory=set)
    examples: list[Mended] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MissedPoint:
    """A point of the map that `missed` of `of` learners miss."""

    point_id: str
    missed: int
    of: int


@dataclass(slots=True)
class LearnerWeek:
    """A week from Monday on. `words_per_minute` is that of speech, None where nothing was spoken."""

    monday: date
    minutes: float = 0.0
    messages: int = 0
    words: int = 0
    answers: int = 0
    right: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    spoken_words: int = 0
    spoken_s: float = 0.0

    @property
    def words_per_minute(self) -> float | None:
        return round(self.spoken_words / (self.spoken_s / 60), 1) if self.spoken_s > 0 else None


@dataclass(frozen=True, slots=True)
class Talk:
    """A scene that was played: goals reached, of how many."""

    conversation_id: str
    scenario_id: str
    title: str
    level: str
    created_at: datetime
    reached: int
    goals: int
    messages: int


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is seen of one learner."""

    weeks: list[LearnerWeek]
    talks: list[Talk]
    mistakes: list[CommonMistake]
    missed: dict[str, bool]
    """By point: whether they miss it, of those that they answered or made mistakes about."""


@dataclass(frozen=True, slots=True)
class ClassView:
    """Learners who agreed, by id, and what they have in common."""

    seen: dict[str, Seen]
    mistakes: list[CommonMistake]
    points: list[MissedPoint]


def class_view(session: Session, classroom_id: str, weeks: int, goals: Goals) -> ClassView:
    """A class in the last `weeks` weeks."""
    seen = {
        member.learner_id: learner_view(session, member.learner_id, member.consent_at, weeks, goals)
        for member, _ in members(session, classroom_id)
        if member.consent_at is not None
    }
    return ClassView(seen, _in_common(seen), _missed_by_half(seen))


def learner_view(session: Session, learner_id: str, agreed_at: datetime, weeks: int, goals: Goals) -> Seen:
    """A learner in the last `weeks` weeks, from when they agreed on. Weeks are those of UTC, as for a whole class."""
    today = datetime.now(UTC).date()
    first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    since = max(agreed_at, datetime(first.year, first.month, first.day, tzinfo=UTC))
    table = {first + timedelta(weeks=n): LearnerWeek(first + timedelta(weeks=n)) for n in range(weeks)}

    def week(at: datetime) -> LearnerWeek:
        day = at.astimezone(UTC).date()
        return table[min(max(day - timedelta(days=day.weekday()), first), max(table))]

    for at, seconds in seconds_spent(session, learner_id, since):
        week(at).minutes += seconds / 60
    found: dict[str, CommonMistake] = {}
    about: Counter[str] = Counter()
    for message in _said(session, learner_id, since):
        here = week(message.created_at)
        count = len(words(message.text))
        here.messages += 1
        here.words += count
        if seconds := float((message.transcript or {}).get("duration_s", 0.0)):
            here.spoken_words += count
            here.spoken_s += seconds
        for edit in (Edit.stored(c) for c in message.corrections if counted(c)):
            here.errors[edit.category] += 1
            _count(found, edit, message.text, learner_id, about)
    missed = {point_id: many >= MISTAKES for point_id, many in about.items()}
    for point_id, verdicts in _answers(session, learner_id, since, week).items():
        wrong = sum(verdict == "wrong" for verdict in verdicts[-LAST_ANSWERS:])
        missed[point_id] = missed.get(point_id, False) or wrong >= WRONG_ANSWERS
    mistakes = sorted(found.values(), key=lambda m: (-m.count, m.rule_id))
    return Seen(list(table.values()), list(_talks(session, learner_id, since, goals)), mistakes, missed)


def _said(session: Session, learner_id: str, since: datetime) -> Iterable[Message]:
    return session.exec(
        select(Message)
        .join(Conversation, col(Conversation.id) == col(Message.conversation_id))
        .where(
            Conversation.learner_id == learner_id,
            Message.role == "learner",
            Message.text != "",
            col(Message.superseded).is_(False),
            Message.created_at >= since,
        )
        .order_by(col(Message.created_at))
    )


def _count(found: dict[str, CommonMistake], edit: Edit, text: str, learner_id: str, about: Counter[str]) -> None:
    point = point_about(edit.about, edit.category, edit.replacement)
    if point is not None:
        about[point.id] += 1
    mistake = found.get(edit.about)
    if mistake is None:
        point_id = point.id if point else None
        mistake = found[edit.about] = CommonMistake(edit.about, edit.rule, edit.category, point_id)
    mistake.count += 1
    mistake.learners.add(learner_id)
    if len(mistake.examples) < MOST_EXAMPLES:
        mistake.examples.append(Mended(text, apply(text, [edit])))


def _answers(session: Session, learner_id: str, since: datetime, week: object) -> dict[str, list[str]]:
    assert callable(week)
    answers: defaultdict[str, list[str]] = defaultdict(list)
    rows = session.exec(
        select(Attempt.point_id, Attempt.verdict, Attempt.created_at)
        .where(
            Attempt.learner_id == learner_id,
            col(Attempt.verdict).in_(COUNTED_VERDICTS),
            Attempt.created_at >= since,
        )
        .order_by(col(Attempt.created_at))
    )
    for point_id, verdict, at in rows:
        here: LearnerWeek = week(at)
        here.answers += 1
        here.right += verdict != "wrong"
        answers[point_id].append(verdict)
    return answers


def _talks(session: Session, learner_id: str, since: datetime, goals: Goals) -> Iterator[Talk]:
    """What was begun since then: of what was begun before, the first lines are nobody's business."""
    wanted = select(Conversation).where(Conversation.learner_id == learner_id, Conversation.created_at >= since)
    for conversation in session.exec(wanted.order_by(col(Conversation.created_at).desc())).all():
        messages = session.exec(
            select(Message.id).where(
                Message.conversation_id == conversation.id,
                Message.role == "learner",
                col(Message.superseded).is_(False),
            )
        ).all()
        if messages:
            reached, there_are = goals(session, conversation)
            yield Talk(
                conversation.id,
                conversation.scenario_id,
                conversation.title,
                conversation.level,
                conversation.created_at,
                reached,
                there_are,
                len(messages),
            )


def _in_common(seen: dict[str, Seen]) -> list[CommonMistake]:
    """The most frequent mistakes of all; those of several before those of one."""
    found: dict[str, CommonMistake] = {}
    for one in seen.values():
        for mistake in one.mistakes:
            same = found.setdefault(
                mistake.rule_id,
                CommonMistake(mistake.rule_id, mistake.rule, mistake.category, mistake.point_id),
            )
            same.count += mistake.count
            same.learners |= mistake.learners
            same.examples += mistake.examples[: max(1, MOST_EXAMPLES - len(same.examples))]
    for mistake in found.values():
        del mistake.examples[MOST_EXAMPLES:]
    return sorted(found.values(), key=lambda m: (-len(m.learners), -m.count, m.rule_id))[:MOST_MISTAKES]


def _missed_by_half(seen: dict[str, Seen]) -> list[MissedPoint]:
    """Points that half of those who agreed miss, the most missed first."""
    missed = Counter(point_id for one in seen.values() for point_id, is_missed in one.missed.items() if is_missed)
    points = syllabus().by_id
    told = [
        MissedPoint(point_id, many, len(seen))
        for point_id, many in missed.most_common()
        if many * 2 >= len(seen) and point_id in points
    ]
    return told[:MOST_POINTS]
