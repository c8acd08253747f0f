"""Whose a running turn is. One at most runs in a conversation, and it ends when the process that runs it does.

Where several processes are one tutor, a turn has an owner and a lease that the owner renews. The lease of a busy process
may run out: its turns are ended when the database has also seen its connection end, which a killed process's does at once, or
when nothing was heard of it for long. The database's clock counts. Each function is one unit of work for `Store.run`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, insert, or_, text, update
from sqlmodel import Session, col, select

from tutor.conversation.events import Event
from tutor.core.errors import TurnInProgress, TurnLost
from tutor.core.replica import Replica
from tutor.store.rows import row
from tutor.store.tables import Conversation, Message, Turn, TurnEvent

# How long an owner without a connection is believed to live after it was last heard of, in seconds; and one of whose
# connection the database has seen no end, as when its machine is gone.
LEASE_S = 3.0
GONE_S = 20.0
# Tells the locks of owners from others, which are held for as long as the connection that took them; any number.
_OWNERS = 7_205
# How far the number of an end is beyond what was stored: a reader may have seen events that were not, and still waits.
LEAP = 1000

_RUNNING = col(Turn.state) == "running"
_BEGIN = insert(Turn)
_RUNNING_IN = select(Turn.id).where(_RUNNING, Turn.conversation_id == bindparam("conversation"))


_UNHELD = text(
    "NOT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND classid = :owners AND objid::bigint = hashtext(turn.owner)::bigint & 4294967295)"
).bindparams(owners=_OWNERS)


def _abandoned() -> ColumnElement[bool]:
    until = col(Turn.lease_until)
    gone = until < func.now() - timedelta(seconds=GONE_S - LEASE_S)
    return or_(until.is_(None), gone, and_(until < func.now(), _UNHELD))


def be_known(connection: Connection, replica: Replica) -> None:
    """Have the database see by the end of a connection that this process has ended."""
    connection.execute(text("SELECT pg_advisory_lock(:owners, hashtext(:id))"), {"owners": _OWNERS, "id": replica.id})


def take_place(session: Session, replica: Replica, conversation_id: str) -> str:
    """Begin a turn in a conversation that this process has found free of its own, and give its id; who comes meanwhile waits.

    What is left there of a turn without an owner is ended. Raises TurnInProgress.
    """
    if not replica.alone:
        held = select(Conversation.id).where(Conversation.id == conversation_id)
        session.exec(held.with_for_update(key_share=True)).one()
    this = {"conversation": conversation_id}
    if left := session.connection().execute(_RUNNING_IN, this).scalar():
        mine_or_nobodys = _RUNNING_IN.where(or_(col(Turn.owner) == replica.id, _abandoned()))
        if not replica.alone and session.exec(mine_or_nobodys, params=this).first() is None:
            raise TurnInProgress()
        mend_interrupted(session, left)
    turn = row(Turn, conversation_id=conversation_id, owner=replica.id)
    if replica.alone:
        session.connection().execute(_BEGIN, [turn])
    else:
        leased = turn | {"lease_until": func.now() + timedelta(seconds=LEASE_S)}
        session.connection().execute(insert(Turn).values(leased))
    return str(turn["id"])


def renew(session: Session, replica: Replica) -> list[str]:
    """Say that this process lives; gives those of its turns that somebody has asked another process to stop."""
    renewed = (
        update(Turn)
        .where(_RUNNING, col(Turn.owner) == replica.id)
        .values(lease_until=func.now() + timedelta(seconds=LEASE_S))
        .returning(col(Turn.id), col(Turn.stop_asked))
    )
    return [turn_id for turn_id, stop in session.execute(renewed) if stop]


def abandoned(session: Session) -> list[str]:
    """The turns whose owner is taken for dead."""
    return list(session.exec(select(Turn.id).where(_RUNNING, _abandoned())))


def end_abandoned(session: Session, turn_id: str, passed: Sequence[Event] = ()) -> bool:
    """End a turn whose owner is dead, with the events that it has `passed` on. Not if it lives after all, or another
    process ends it now."""
    dead = select(Turn.id).where(_RUNNING, Turn.id == turn_id, _abandoned())
    if session.exec(dead.with_for_update(skip_locked=True)).first() is None:
        return False
    last = session.exec(select(func.max(TurnEvent.seq)).where(TurnEvent.turn_id == turn_id)).one() or 0
    for event in passed:
        if event.seq == last + 1:
            session.add(TurnEvent(turn_id=turn_id, seq=event.seq, name=event.name, data=event.data))
            last = event.seq
    session.flush()
    return mend_interrupted(session, turn_id) > 0


def ask_to_stop(session: Session, turn_id: str) -> bool:
    """Have its owner stop a turn; whether it runs."""
    asked = update(Turn).where(_RUNNING, col(Turn.id) == turn_id).values(stop_asked=True).returning(col(Turn.id))
    return session.execute(asked).first() is not None


def is_running(session: Session, turn_id: str) -> bool:
    return session.exec(select(Turn.id).where(_RUNNING, Turn.id == turn_id)).first() is not None


def running_in(session: Session, conversation_id: str) -> str | None:
    """The id of the turn under way in a conversation."""
    return session.exec(select(Turn.id).where(_RUNNING, Turn.conversation_id == conversation_id)).first()


def running_of(session: Session, learner_id: str) -> list[str]:
    """The turns under way of a learner."""
    mine = select(Turn.id).join(Conversation, col(Conversation.id) == col(Turn.conversation_id))
    return list(session.exec(mine.where(_RUNNING, Conversation.learner_id == learner_id)))


def mend_interrupted(session: Session, turn_id: str | None = None, written: str | None = None) -> int:
    """After a crash: end the turns that were under way, so that none blocks its conversation. Returns how many.

    With `turn_id` only that one, of whose reply so much was `written` when its end could not be stored.
    """
    running = select(Turn).where(_RUNNING)
    turns = session.exec(running if turn_id is None else running.where(Turn.id == turn_id)).all()
    for turn in turns:
        turn.state = "failed"
        events = session.exec(select(TurnEvent).where(TurnEvent.turn_id == turn.id).order_by(col(TurnEvent.seq))).all()
        told = "".join(e.data["text"] for e in events if e.name == "token") if written is None else written
        error = TurnLost().as_dict() | {"text": told}
        seq = (events[-1].seq if events else 0) + LEAP
        session.add(TurnEvent(turn_id=turn.id, seq=seq, name="error", data=error))
        for message in session.exec(select(Message).where(Message.turn_id == turn.id, Message.state == "pending")):
            message.state = "failed"
            if message.role == "tutor":
                message.text, message.error = told, error
    session.flush()
    return len(turns)
