"""What a class is to do, and how it stands with each learner: told by what they did, not by what they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, func, select

from tutor.core.errors import InvalidInput, NotFound
from tutor.exercises.verdict import COUNTED_VERDICTS, RIGHT_VERDICTS
from tutor.learners.classes.rooms import taught
from tutor.store.class_tables import Assignment, Classroom, HandIn, Membership
from tutor.store.columns import now
from tutor.store.tables import Attempt, Card, Conversation, Document, ReviewLog, Work

MOST_ASSIGNMENTS = 300
# Answers about points, where the teacher has not said how many.
ANSWERS = 10

Goals = Callable[[Session, Conversation], tuple[int, int]]
"""How many goals of its scene a conversation has reached, and how many there are."""


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far somebody is: `part` of `whole` is done. `right` of `total` is how well, where that is measured."""

    part: int
    whole: int
    right: int | None = None
    total: int | None = None
    work_id: str | None = None
    conversation_id: str | None = None

    @property
    def done(self) -> bool:
        return self.part >= self.whole > 0


@dataclass(frozen=True, slots=True)
class Stands:
    """How an assignment stands with one learner. `measured` is None once it is done, and where it was not looked at."""

    assignment: Assignment
    classroom: Classroom
    handed_in: HandIn | None
    measured: HowFar | None
    since: datetime
    """What was done before it does not count; not before the learner's yes where all was done after that."""

    @property
    def state(self) -> str:
        return self.handed_in.state if self.handed_in else "open"


def create(session: Session, classroom: Classroom, assignment: Assignment) -> Assignment:
    """Give a class something to do. Raises InvalidInput."""
    there = session.exec(select(func.count()).where(Assignment.classroom_id == classroom.id)).one()
    if there >= MOST_ASSIGNMENTS:
        raise InvalidInput(f"The class has {MOST_ASSIGNMENTS} assignments.", action="Delete some that are over.")
    session.add(assignment)
    return assignment


def again(session: Session, old: Assignment, due_at: datetime | None) -> Assignment:
    """Give the same once more, to everybody anew."""
    copied = old.model_dump(exclude={"id", "created_at", "due_at"})
    return create(session, session.get_one(Classroom, old.classroom_id), Assignment(**copied, due_at=due_at))


def given_by(session: Session, teacher_id: str, assignment_id: str) -> Assignment:
    """An assignment of this teacher's. Raises NotFound."""
    found = session.get(Assignment, assignment_id)
    if found is None:
        raise _no_assignment()
    taught(session, teacher_id, found.classroom_id)
    return found


def given_to(session: Session, learner_id: str, assignment_id: str) -> tuple[Assignment, Membership]:
    """An assignment of a class that this learner is in. Raises NotFound."""
    found = session.get(Assignment, assignment_id)
    member = session.get(Membership, (found.classroom_id, learner_id)) if found else None
    if found is None or member is None:
        raise _no_assignment()
    return found, member


def assignments_of(session: Session, classroom_id: str) -> list[Assignment]:
    """What a class was given, the latest first."""
    mine = select(Assignment).where(Assignment.classroom_id == classroom_id)
    return list(session.exec(mine.order_by(col(Assignment.created_at).desc(), col(Assignment.id))))


def standings(
    session: Session, learner_id: str, goals: Goals | None = None, classroom_id: str | None = None
) -> list[Stands]:
    """How everything stands that a learner was given, in one class or in all, as it was noted last. For `Store.read`.

    With `goals` it is also measured what was done meanwhile, which `note_done` keeps: that takes long.
    """
    goals = _once(goals) if goals else None
    mine = (
        select(Assignment, Classroom, Membership)
        .join(Classroom, col(Classroom.id) == col(Assignment.classroom_id))
        .join(Membership, col(Membership.classroom_id) == col(Classroom.id))
        .where(Membership.learner_id == learner_id)
        .order_by(col(Assignment.created_at).desc(), col(Assignment.id))
    )
    if classroom_id is not None:
        mine = mine.where(Assignment.classroom_id == classroom_id)
    given = session.exec(mine).all()
    if not given:
        return []
    known = {h.assignment_id: h for h in session.exec(select(HandIn).where(HandIn.learner_id == learner_id))}
    found = []
    for assignment, classroom, member in given:
        kept = known.get(assignment.id)
        measured = None
        since = kept.since if kept else max(assignment.created_at, member.joined_at)
        if goals and (kept is None or kept.state != "done"):
            measured = measure(session, assignment, learner_id, since, goals)
            agreed_at = member.consent_at
            # What was all done after the learner agreed may be seen; of what began before, only that it is done.
            if measured.done and agreed_at and agreed_at > since:
                if measured == measure(session, assignment, learner_id, agreed_at, goals):
                    since = agreed_at
        found.append(Stands(assignment, classroom, kept, measured, since))
    return found


def note_done(session: Session, learner_id: str, found: list[Stands]) -> list[Stands]:
    """Keep what `standings` has measured to be done, unless it changed meanwhile; gives all as it is then."""
    _alone(session, learner_id)
    now_given = (
        select(Assignment.id, Membership)
        .join(Membership, col(Membership.classroom_id) == col(Assignment.classroom_id))
        .where(Membership.learner_id == learner_id)
    )
    members = dict(session.exec(now_given).all())
    known = {h.assignment_id: h for h in session.exec(select(HandIn).where(HandIn.learner_id == learner_id))}
    told = []
    for one in found:
        member, kept = members.get(one.assignment.id), known.get(one.assignment.id)
        newly = member is not None and one.measured and one.measured.done
        told.append(replace(one, handed_in=_noted(session, member, one, kept)) if member and newly else one)
    session.flush()
    return told


def _noted(session: Session, member: Membership, stands: Stands, kept: HandIn | None) -> HandIn | None:
    before = stands.handed_in
    if kept is None:
        since = max(stands.assignment.created_at, member.joined_at)
        kept = HandIn(assignment_id=stands.assignment.id, learner_id=member.learner_id, since=since)
        session.add(kept)
    elif kept.state == "done" or (before is not None and kept.since != before.since):
        return kept
    if member.consent_at is not None and stands.since >= member.consent_at:
        kept.since = stands.since
    assert stands.measured
    return _note(kept, stands.measured)


def _once(goals: Goals) -> Goals:
    """The same; each conversation is looked at once, however many assignments ask for it."""
    known: dict[str, tuple[int, int]] = {}

    def looked(session: Session, conversation: Conversation) -> tuple[int, int]:
        if conversation.id not in known:
            known[conversation.id] = goals(session, conversation)
        return known[conversation.id]

    return looked


def handed_in(session: Session, assignment: Assignment, member: Membership) -> HandIn | None:
    """What is kept of a learner's assignment, if anything is."""
    mine = select(HandIn).where(HandIn.assignment_id == assignment.id, HandIn.learner_id == member.learner_id)
    return session.exec(mine).first()


def hand_in(session: Session, assignment: Assignment, member: Membership) -> HandIn:
    """The same; made if there is nothing yet."""
    _alone(session, member.learner_id)
    found = handed_in(session, assignment, member)
    if found is None:
        since = max(assignment.created_at, member.joined_at)
        found = HandIn(assignment_id=assignment.id, learner_id=member.learner_id, since=since)
        session.add(found)
        session.flush()
    return found


def _alone(session: Session, learner_id: str) -> None:
    """Let nobody else note something of a learner until this is done: on PostgreSQL, two would find nothing and both add it."""
    mine = select(Membership.classroom_id).where(Membership.learner_id == learner_id)
    session.exec(mine.order_by(col(Membership.classroom_id)).with_for_update()).all()


def _note(kept: HandIn, measured: HowFar) -> HandIn:
    kept.state, kept.done_at, kept.times = "done", now(), kept.times + 1
    kept.right, kept.total = measured.right, measured.total
    kept.work_id, kept.conversation_id = measured.work_id, measured.conversation_id
    return kept


def reopen(kept: HandIn, *, returned: bool) -> None:
    """It is to be done once more: given back by the teacher, or wanted by the learner."""
    kept.state = "returned" if returned else "open"
    kept.since = now()


def comment(kept: HandIn, text: str, mark: str) -> None:
    """What the teacher says of it, on top of what the product measured."""
    kept.comment, kept.mark, kept.commented_at = text, mark, now()


def measure(session: Session, assignment: Assignment, learner_id: str, since: datetime, goals: Goals) -> HowFar:
    """How far a learner is with an assignment by what they did since then."""
    if assignment.kind == "scene":
        return _played(session, assignment, learner_id, since, goals)
    if assignment.kind == "points":
        return _answered(session, assignment, learner_id, since)
    if assignment.kind == "exercise":
        return _worked(session, assignment, learner_id, since)
    if assignment.kind == "text":
        return _read(session, assignment, learner_id, since)
    if assignment.kind == "sentences":
        return _practised(session, assignment, learner_id, since)
    return _reviewed(session, assignment, learner_id, since)


def _played(session: Session, assignment: Assignment, learner_id: str, since: datetime, goals: Goals) -> HowFar:
    best = HowFar(0, assignment.amount or 1)
    talks = select(Conversation).where(
        Conversation.learner_id == learner_id,
        Conversation.scenario_id == assignment.what["scene_id"],
        Conversation.created_at >= since,
        Conversation.level >= (assignment.level or ""),  # at least at the teacher's level, where there is one
    )
    for conversation in session.exec(talks.order_by(col(Conversation.created_at))):
        reached, there_are = goals(session, conversation)
        wanted = min(assignment.amount or there_are, there_are)
        if reached >= best.part:
            best = HowFar(reached, wanted, reached, there_are, conversation_id=conversation.id)
    return best


def _answered(session: Session, assignment: Assignment, learner_id: str, since: datetime) -> HowFar:
    verdicts = session.exec(
        select(Attempt.verdict).where(
            Attempt.learner_id == learner_id,
            col(Attempt.point_id).in_(assignment.what["points"]),
            col(Attempt.verdict).in_(COUNTED_VERDICTS),
            Attempt.created_at >= since,
        )
    ).all()
    right = sum(verdict in RIGHT_VERDICTS for verdict in verdicts)
    return HowFar(len(verdicts), assignment.amount or ANSWERS, right, len(verdicts))


def _worked(session: Session, assignment: Assignment, learner_id: str, since: datetime) -> HowFar:
    done = select(Work).where(
        Work.learner_id == learner_id, Work.exercise == assignment.what["exercise"], Work.created_at >= since
    )
    last = session.exec(done.order_by(col(Work.created_at).desc())).first()
    return HowFar(1, 1, last.right, last.total, work_id=last.id) if last else HowFar(0, 1)


def _read(session: Session, assignment: Assignment, learner_id: str, since: datetime) -> HowFar:
    copies = session.exec(
        select(Document).where(
            Document.learner_id == learner_id, Document.sample_id == assignment.what["copy_of"], Document.length > 0
        )
    ).all()
    if any(d.read_at is not None and d.read_at >= since for d in copies):
        return HowFar(1, 1)
    return HowFar(0, 1)


def _reviewed(session: Session, assignment: Assignment, learner_id: str, since: datetime) -> HowFar:
    keys = assignment.what["keys"]
    reviewed = session.exec(
        select(func.count(func.distinct(Card.id)))
        .join(ReviewLog, col(ReviewLog.card_id) == col(Card.id))
        .where(
            Card.learner_id == learner_id,
            Card.kind == "word",
            col(Card.key).in_(keys),
            ReviewLog.reviewed_at >= since,
        )
    ).one()
    return HowFar(reviewed, len(keys))


def _practised(session: Session, assignment: Assignment, learner_id: str, since: datetime) -> HowFar:
    """How many of a class's sentences were answered, each by its last answer."""
    answers = session.exec(
        select(Attempt.item_id, Attempt.verdict)
        .where(
            Attempt.learner_id == learner_id,
            col(Attempt.item_id).contains(f".class.{assignment.what['set_id']}."),
            col(Attempt.verdict).in_(COUNTED_VERDICTS),
            Attempt.created_at >= since,
        )
        .order_by(col(Attempt.created_at))
    )
    last = dict(answers.all())
    right = sum(verdict in RIGHT_VERDICTS for verdict in last.values())
    return HowFar(len(last), assignment.amount or assignment.what["count"], right, len(last))


def spoken_for(session: Session, learner_id: str, exercise: str) -> list[Assignment]:
    """Assignments of this exercise for which a learner's recording is to be kept: they agreed, and it is not done."""
    given = session.exec(
        select(Assignment)
        .join(Membership, col(Membership.classroom_id) == col(Assignment.classroom_id))
        .where(
            Membership.learner_id == learner_id,
            col(Membership.consent_at).is_not(None),
            Assignment.kind == "exercise",
        )
    )
    done = set(
        session.exec(select(HandIn.assignment_id).where(HandIn.learner_id == learner_id, HandIn.state == "done"))
    )
    return [one for one in given if one.what["exercise"] == exercise and one.id not in done]


def _no_assignment() -> NotFound:
    return NotFound("That assignment does not exist, or no longer does.", action="Choose another one.")
