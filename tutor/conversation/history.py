"""What a reply is made from, read at once: with the learner's words where they are stored, else once they are heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from tutor.conversation.prompt.templates.shelf import used_in
from tutor.conversation.scenes.kept import written_for
from tutor.store.tables import Conversation, Message

# Messages that are looked at for a prompt: more than a context window holds.
RECENT = 100
# Replies that a new one must not repeat.
EARLIER = 20


class SaidLine(Protocol):
    """Something one side said: a stored message, or a line of it."""

    @property
    def role(self) -> str: ...

    @property
    def text(self) -> str: ...


class Line(NamedTuple):
    """As much of a message as a reply needs: of long conversations the rest takes longer to read than to answer."""

    id: str
    position: int
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class ConversationHistory:
    """A conversation as it stands: its lines, its template's text, who wrote last, whether its scene was played before."""

    conversation: Conversation
    lines: list[Line]
    template: str
    model_before: str | None
    played_before: bool
    last_position: int
    written: str
    """Its scene, where a teacher wrote it."""

    @property
    def recent(self) -> list[Line]:
        """The lines a prompt is made from."""
        after = first_position(self.conversation, self.last_position)
        return [line for line in self.lines if line.position > after and line.text.strip()]

    @property
    def earlier_replies(self) -> list[str]:
        """What the tutor has said lately, the latest first."""
        replies = [line.text for line in reversed(self.lines) if line.role == "tutor"]
        return [text for text in replies[:EARLIER] if text]


# Questions of every turn, made once: to put one together takes longer than to have it answered. They are asked of the connection,
# since a session does as much again for each; it flushes nothing for them.
_THIS = Message.conversation_id == bindparam("conversation")
_LINES = (
    select(col(Message.id), col(Message.position), col(Message.role), col(Message.text))
    .where(_THIS, col(Message.superseded).is_(False))
    .order_by(col(Message.position))
)
_LAST_POSITION: SelectOfScalar[Any] = select(func.max(Message.position)).where(_THIS)
# The model that wrote the tutor's last message; none before the first.
_LAST_MODEL = (
    select(Message.model).where(_THIS, col(Message.model).is_not(None)).order_by(col(Message.position).desc()).limit(1)
)
_PLAYS_BEFORE = select(func.count()).where(
    Conversation.learner_id == bindparam("learner"),
    Conversation.scenario_id == bindparam("scenario"),
    col(Conversation.created_at) < bindparam("begun"),
)
_STANDING = select(_LAST_POSITION.scalar_subquery(), _LAST_MODEL.scalar_subquery(), _PLAYS_BEFORE.scalar_subquery())


class SoFar(NamedTuple):
    """How far a conversation has come: its last position, the model that wrote last, whether its scene was played before."""

    last: int
    model: str | None
    played_before: bool


def so_far(session: Session, conversation: Conversation) -> SoFar:
    """What one question tells of it."""
    asked = {"conversation": conversation.id} | _play(conversation)
    last, model, times = session.connection().execute(_STANDING, asked).one()
    return SoFar(last or 0, model, bool(times))


def history(session: Session, conversation: Conversation, stands: SoFar | None = None) -> ConversationHistory:
    """Read it all; `stands` where that is known."""
    stands = stands or so_far(session, conversation)
    lines = session.connection().execute(_LINES, {"conversation": conversation.id}).all()
    return ConversationHistory(
        conversation,
        [Line(*line) for line in lines],
        used_in(session, conversation).text,
        stands.model,
        stands.played_before,
        stands.last,
        written_for(session, conversation),
    )


def first_position(conversation: Conversation, last: int) -> int:
    """After which position a prompt begins. It is a round one, so that its beginning stays the same turn after turn."""
    return max(conversation.summarised_to, (last // RECENT - 1) * RECENT)


def last_position(session: Session, conversation_id: str) -> int:
    """The position of the latest message, also of one that was taken back; 0 before the first."""
    return session.exec(_LAST_POSITION, params={"conversation": conversation_id}).one() or 0


def played_before(session: Session, conversation: Conversation) -> bool:
    """Whether the learner has begun this scene before: only then may a complication come."""
    return bool(session.exec(_PLAYS_BEFORE, params=_play(conversation)).one())


def _play(conversation: Conversation) -> dict[str, Any]:
    return {
        "learner": conversation.learner_id,
        "scenario": conversation.scenario_id,
        "begun": conversation.created_at,
    }
