"""What a turn reads from and writes to the database. Each function is one unit of work for `Store.run`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, insert, update
from sqlmodel import Session, col, select

from tutor.conversation.history import (
    ConversationHistory,
    SaidLine,
    SoFar,
    first_position,
    history,
    last_position,
    so_far,
)
from tutor.conversation.owning import take_place
from tutor.conversation.ports import unsay
from tutor.conversation.prompt.builder import build_messages, examples_at, fit, system_prompt
from tutor.conversation.prompt.templates.shelf import used_in
from tutor.conversation.scenes.kept import scene_of
from tutor.conversation.scenes.schema import Scene
from tutor.core.errors import InvalidInput, NothingToRegenerate
from tutor.core.levels import Level
from tutor.core.replica import Replica
from tutor.core.settings import Settings
from tutor.language.es.levels import profile
from tutor.llm.base import ChatMessage
from tutor.llm.offer import Wishes
from tutor.llm.prompt_guard import guarded, plain
from tutor.llm.thought import without_thought
from tutor.store.columns import now
from tutor.store.owned import get_conversation, get_message, get_turn, shown
from tutor.store.rows import row
from tutor.store.tables import Conversation, Learner, Message, Turn

# Messages of which it is remembered how the model is told them: those of some tens of conversations.
TOLD = 2048
# A conversation nobody has spoken in for so long is over.
LEFT_OPEN = timedelta(days=1)
# Statements of every turn, made once: to put one together takes longer than to have it done, and an object of a table that is
# changed takes as long as several of them.
_NAMED = select(Message.turn_id).where(
    Message.conversation_id == bindparam("conversation"), Message.sent_as == bindparam("name")
)
_LEARNER = select(Learner).where(Learner.id == bindparam("learner"))
_STORE = insert(Message)
_TOUCH = (
    update(Conversation).where(col(Conversation.id) == bindparam("conversation")).values(updated_at=bindparam("at"))
)
_REOPEN = _TOUCH.values(closed_at=None)


class AlreadySentError(Exception):
    """A message of this name is stored already."""


@dataclass
class OpenTurn:
    """A stored learner message that waits for its reply."""

    turn_id: str
    learner_id: str
    conversation_id: str
    document_id: str | None  # what the conversation is about
    learner_message_id: str
    tutor_message_id: str
    text: str
    recording: str | None
    transcript: dict[str, Any] | None
    level: Level
    first_language: str
    explained_in: str  # the language of what is said about a word
    voice: str
    accent: str
    speed: float
    wishes: Wishes
    history: ConversationHistory | None  # None where the learner's words are still to be heard


class _Said(NamedTuple):
    """The learner's message that is answered."""

    id: str
    text: str
    recording: str | None
    transcript: dict[str, Any] | None


def recent(session: Session, conversation: Conversation) -> list[Message]:
    """What was said since the summary, in order; of very much, the last hundred messages or two.

    It begins at a round position, so that the prompt's beginning stays the same turn after turn.
    """
    after = first_position(conversation, last_position(session, conversation.id))
    return list(
        session.exec(
            select(Message)
            .where(
                Message.conversation_id == conversation.id,
                col(Message.superseded).is_(False),
                Message.position > after,
                func.trim(Message.text) != "",
            )
            .order_by(col(Message.position))
        )
    )


@dataclass(frozen=True)
class Sending:
    """What the learner said: typed, or recorded with its `transcript` if it is known.

    With `replaces`, from that message on all is superseded; heard words that are edited keep their recording. What has
    a name, `sent_as`, is stored once in a conversation.
    """

    text: str = ""
    recording: str | None = None
    transcript: dict[str, Any] | None = None
    replaces: str | None = None
    sent_as: str | None = None


def open_turn(session: Session, replica: Replica, learner_id: str, conversation_id: str, sending: Sending) -> OpenTurn:
    """Store what the learner said. Raises NotFound, TurnInProgress, AlreadySentError."""
    conversation = get_conversation(session, learner_id, conversation_id)
    begun = take_place(session, replica, conversation_id)
    if sending.sent_as and _turn_named(session, conversation_id, sending.sent_as):
        raise AlreadySentError()
    text, recording, transcript = sending.text, sending.recording, sending.transcript
    if sending.replaces is not None:
        old = get_message(session, learner_id, sending.replaces)
        if old.conversation_id != conversation_id or old.role != "learner" or old.superseded:
            raise InvalidInput("Only one of your own messages in this conversation can be edited.")
        _supersede(session, conversation, old.position)
        if recording is None and old.transcript:
            recording, transcript = old.recording, old.transcript
    stands = so_far(session, conversation)
    said = row(
        Message,
        conversation_id=conversation_id,
        turn_id=begun,
        position=stands.last + 1,
        role="learner",
        text=text,
        sent_as=sending.sent_as,
        recording=recording,
        transcript=transcript,
        state="complete" if text else "pending",
    )
    session.connection().execute(_REOPEN, {"conversation": conversation_id, "at": now()})
    heard = _Said(said["id"], text, recording, transcript)
    return _await_reply(session, conversation, begun, heard, stands, [said])


def turn_sent_as(session: Session, learner_id: str, conversation_id: str, sent_as: str) -> str | None:
    """The turn that began with the message of this name. Raises NotFound."""
    get_conversation(session, learner_id, conversation_id)
    return _turn_named(session, conversation_id, sent_as)


def _turn_named(session: Session, conversation_id: str, sent_as: str) -> str | None:
    return session.exec(_NAMED, params={"conversation": conversation_id, "name": sent_as}).first()


def reopen_turn(session: Session, replica: Replica, learner_id: str, turn_id: str) -> OpenTurn:
    """Ask for a new reply to the learner message of the latest turn.

    Raises NotFound, NothingToRegenerate, TurnInProgress.
    """
    old = get_turn(session, learner_id, turn_id)
    conversation = get_conversation(session, learner_id, old.conversation_id)
    begun = take_place(session, replica, conversation.id)
    messages = shown(session, conversation.id)
    said = next((m for m in reversed(messages) if m.role == "learner"), None)
    if said is None or said.turn_id != turn_id:
        raise NothingToRegenerate()
    for message in messages:
        if message.position > said.position:
            message.superseded = True
    said.turn_id = begun
    session.flush()
    session.connection().execute(_TOUCH, {"conversation": conversation.id, "at": now()})
    heard = _Said(said.id, said.text, said.recording, said.transcript)
    return _await_reply(session, conversation, begun, heard, so_far(session, conversation), [])


def _await_reply(
    session: Session,
    conversation: Conversation,
    turn_id: str,
    said: _Said,
    stands: SoFar,
    rows: list[dict[str, Any]],
) -> OpenTurn:
    """Store `rows`, new messages, and the place of the reply behind them."""
    last = stands.last + len(rows) + 1
    reply = row(Message, conversation_id=conversation.id, turn_id=turn_id, position=last, role="tutor", state="pending")
    session.connection().execute(_STORE, [*rows, reply])
    learner = session.exec(_LEARNER, params={"learner": conversation.learner_id}).one()
    level = Level(conversation.level)
    return OpenTurn(
        turn_id=turn_id,
        learner_id=conversation.learner_id,
        conversation_id=conversation.id,
        document_id=conversation.document_id,
        learner_message_id=said.id,
        tutor_message_id=reply["id"],
        text=said.text,
        recording=said.recording,
        transcript=said.transcript,
        level=level,
        first_language=learner.first_language,
        explained_in=learner.explained_in,
        voice=learner.voice,
        accent=learner.accent,
        speed=learner.speech_speed or profile(level).speech_speed,
        wishes=Wishes(learner.engine, learner.remote_hosts),
        history=history(session, conversation, stands._replace(last=last)) if said.text else None,
    )


def _supersede(session: Session, conversation: Conversation, position: int) -> None:
    for message in shown(session, conversation.id):
        if message.position >= position:
            message.superseded = True
            if message.role == "learner":
                unsay(session, conversation.learner_id, message.text, message.created_at)
    if conversation.summarised_to >= position:
        # The summary tells of words that were taken back.
        conversation.summary, conversation.summarised_to = "", 0
    session.flush()


def keep_reply(session: Session, turn: OpenTurn, text: str) -> None:
    """Store a reply that is whole, though its turn has not ended: it can be heard and looked into."""
    session.get_one(Message, turn.tutor_message_id).text = text


def keep_transcript(session: Session, turn: OpenTurn, transcript: dict[str, Any]) -> None:
    """Store what was heard."""
    said = session.get_one(Message, turn.learner_message_id)
    said.text, said.transcript, said.state = transcript["text"], transcript, "complete"


def prompt(
    session: Session,
    settings: Settings,
    conversation_id: str,
    first_language: str,
    material: str = "",
    note: str | None = None,
    said: str = "",
) -> list[ChatMessage]:
    """The messages for the model: the stable system part, the summary, the turns since, in that order.

    `material` is quoted and `note` told in this turn alone; `said` is not stored yet.
    """
    conversation = session.get_one(Conversation, conversation_id)
    messages: list[SaidLine] = [*recent(session, conversation)]
    if said:
        messages = [*messages, Message(conversation_id=conversation_id, position=0, role="learner", text=said)]
    basis = basis_of(session, conversation)
    return assemble(settings, basis, messages, conversation.summary, first_language, note, material)


def last_turn(session: Session, conversation_id: str) -> str | None:
    """The id of the latest turn; None before the first."""
    return session.exec(
        select(Turn.id).where(Turn.conversation_id == conversation_id).order_by(col(Turn.created_at).desc()).limit(1)
    ).first()


def is_closed(conversation: Conversation, at: datetime) -> bool:
    """Whether the learner has left a conversation, or let it lie for a day. A turn reopens it."""
    return conversation.closed_at is not None or at - conversation.updated_at > LEFT_OPEN


class PromptBasis(NamedTuple):
    """What the stable part of a prompt is made of."""

    level: Level
    scene: Scene
    template: str


def basis_of(session: Session, conversation: Conversation) -> PromptBasis:
    """That of a conversation."""
    template = used_in(session, conversation).text
    return PromptBasis(Level(conversation.level), scene_of(session, conversation), template)


def assemble(
    settings: Settings,
    basis: PromptBasis,
    messages: Sequence[SaidLine],
    summary: str,
    first_language: str,
    note: str | None = None,
    material: str = "",
) -> list[ChatMessage]:
    """A prompt from its parts, cut to the context window if it must be; `note` and `material` are for this turn alone."""
    level, chosen, template = basis
    system = system_prompt(level, chosen, first_language, template)
    examples = examples_at(level, chosen)
    turns: list[ChatMessage] = [
        {"role": "user" if m.role == "learner" else "assistant", "content": _told(m.role, m.text)} for m in messages
    ]
    if material:
        # Before the learner's words, which are the last to be cut where it gets too long.
        said = turns.pop()["content"] if turns and turns[-1]["role"] == "user" else ""
        turns.append({"role": "user", "content": f"{material}\n\n{said}".rstrip()})
    whole = build_messages(system, summary, turns, note, examples)
    return fit(whole, settings.context_tokens - settings.reply_tokens, head=1 + len(examples))


@lru_cache(maxsize=TOLD)
def _told(role: str, text: str) -> str:
    """A message as it stands in prompts, turn after turn; of replies kept before thought was taken out, without it."""
    return guarded(text) if role == "learner" else plain(without_thought(text))


def keep_steps(session: Session, turn_id: str, steps: list[dict[str, Any]]) -> None:
    """Store the steps of a turn once more, if it is still there."""
    if turn := session.get(Turn, turn_id):
        turn.steps = steps


def discard_unheard(session: Session, turn: OpenTurn) -> None:
    """Take a recording without words out of the conversation; its file stays until the conversation is deleted."""
    for message_id in (turn.learner_message_id, turn.tutor_message_id):
        session.get_one(Message, message_id).superseded = True


def discard_unreadable(session: Session, turn: OpenTurn) -> None:
    """Take a recording that cannot be heard out of the conversation, with its file's name: it is deleted."""
    discard_unheard(session, turn)
    session.get_one(Message, turn.learner_message_id).recording = None


def recordings(session: Session, conversation_id: str) -> list[str]:
    """The files' names of a conversation's recordings."""
    names = select(Message.recording).where(Message.conversation_id == conversation_id)
    return [name for name in session.exec(names.distinct()) if name]
