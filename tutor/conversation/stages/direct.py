"""What this reply has to do: the scene is played from its beginning to this line, and says who moves next."""

from __future__ import annotations

from collections.abc import Sequence

import anyio.to_thread

from tutor.conversation.focus.chances import questions
from tutor.conversation.focus.focus import Focus
from tutor.conversation.focus.open import Open
from tutor.conversation.history import SaidLine
from tutor.conversation.scenes.kept import is_directed
from tutor.conversation.scenes.library import band, scene, seed_of
from tutor.conversation.scenes.play import Exchanges, Play, next_move
from tutor.conversation.scenes.schema import Address
from tutor.conversation.scenes.state import Move
from tutor.conversation.state import TurnState
from tutor.store.tables import Conversation

# Exchanges that are played again for a reply: more than a scene has, and few enough for 200 ms.
REPLAYED = 40
# They are left out by so many, so that what is replayed begins with the same one for a while.
STEP = 20


async def direct(state: TurnState) -> None:
    """Decide on the scene's move. Nothing is decided in a conversation about a text, or with a template of one's own."""
    before = await state.history()
    conversation = before.conversation
    found = scene(conversation.scenario_id, before.written)
    if not is_directed(conversation, found):
        return
    state.scene = found
    said = [line for line in before.lines if line.id != state.opened.learner_message_id and line.text]

    def decided() -> Move:
        return next_move(*played(conversation, said, before.played_before, before.written), state.text)

    state.move = await anyio.to_thread.run_sync(decided)


def played(
    conversation: Conversation, lines: Sequence[SaidLine], again: bool, written: str = ""
) -> tuple[Play, Exchanges]:
    """The play of a conversation's scene, and what of these lines was said in it; `written` where it is a teacher's."""
    opening, exchanges = "", list[tuple[str, str]]()
    for line in lines:
        if line.role == "learner":
            exchanges.append((line.text, ""))
        elif exchanges:
            exchanges[-1] = (exchanges[-1][0], f"{exchanges[-1][1]} {line.text}".strip())
        else:
            opening = line.text
    first = max(0, -(-(len(exchanges) - REPLAYED) // STEP) * STEP)
    address = scene(conversation.scenario_id, written).address
    play = Play(
        conversation.scenario_id,
        band(conversation.level),
        seed_of(conversation.id),
        opening or None,
        again,
        chances_of(conversation, address),
        Open.stored(conversation.focus).due(address),
        written,
    )
    return play, tuple(exchanges[first:])


def chances_of(conversation: Conversation, address: Address) -> tuple[str, ...]:
    """The questions that need what a conversation practises; none where it practises nothing."""
    focus = Focus.stored(conversation.focus)
    return questions(focus, address, conversation.level) if focus else ()
