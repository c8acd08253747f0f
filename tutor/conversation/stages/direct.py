"""What this reply has to do: the scene is played from its beginning to this line, and says who moves next."""

from __future__ import annotations

from collections.abc import Sequence

import anyio.to_thread
from sqlmodel import Session, col, func, select

from tutor.conversation.focus.chances import questions
from tutor.conversation.focus.focus import Focus
from tutor.conversation.scenes.director import Director
from tutor.conversation.scenes.library import band, director, scene, seed_of
from tutor.conversation.scenes.state import Move, State
from tutor.conversation.state import TurnState
from tutor.store.owned import shown
from tutor.store.tables import Conversation, Message

# Exchanges that are played again for a reply: more than a scene has, and few enough for 200 ms.
REPLAYED = 40


async def direct(state: TurnState) -> None:
    """Decide on the scene's move. Nothing is decided in a conversation about a text, or with a template of one's own."""
    conversation_id, learner_message_id = state.opened.conversation_id, state.opened.learner_message_id

    def read(session: Session) -> tuple[Conversation, list[Message], bool] | None:
        conversation = session.get_one(Conversation, conversation_id)
        if conversation.document_id or conversation.template_version_id:
            return None
        before = [m for m in shown(session, conversation_id) if m.id != learner_message_id and m.text]
        return conversation, before, played_before(session, conversation)

    found = await state.services.store.read(read)
    if found is None:
        return
    conversation, messages, again = found
    plays = director(conversation.scenario_id)
    if plays is None:
        return
    state.scene = scene(conversation.scenario_id)
    state.move = await anyio.to_thread.run_sync(_decide, plays, conversation, messages, again, state.text)


def played_before(session: Session, conversation: Conversation) -> bool:
    """Whether the learner has begun this scene before: only then may a complication come."""
    earlier = select(func.count()).where(
        Conversation.learner_id == conversation.learner_id,
        Conversation.scenario_id == conversation.scenario_id,
        col(Conversation.created_at) < conversation.created_at,
    )
    return bool(session.exec(earlier).one())


def replayed(plays: Director, conversation: Conversation, messages: Sequence[Message], again: bool) -> State:
    """Where a scene stands after these messages."""
    opening, exchanges = "", list[tuple[str, str]]()
    for message in messages:
        if message.role == "learner":
            exchanges.append((message.text, ""))
        elif exchanges:
            exchanges[-1] = (exchanges[-1][0], f"{exchanges[-1][1]} {message.text}".strip())
        else:
            opening = message.text
    return plays.replay(
        band(conversation.level),
        seed_of(conversation.id),
        exchanges[-REPLAYED:],
        opening=opening or None,
        twists=again,
        chances=chances_of(conversation),
    )


def chances_of(conversation: Conversation) -> tuple[str, ...]:
    """The questions that need what a conversation practises; none where it practises nothing."""
    focus = Focus.stored(conversation.focus)
    return questions(focus, scene(conversation.scenario_id).address, conversation.level) if focus else ()


def _decide(plays: Director, conversation: Conversation, messages: Sequence[Message], again: bool, line: str) -> Move:
    return plays.decide(replayed(plays, conversation, messages, again), line)
