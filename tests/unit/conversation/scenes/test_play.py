"""A scene goes on where the last line left it, and stands where a replay from the beginning would."""

from __future__ import annotations

import pytest

from tutor.conversation.scenes.library import director
from tutor.conversation.scenes.play import Play, next_move, standing
from tutor.conversation.stages.direct import REPLAYED, STEP, played
from tutor.store.tables import Conversation, Message

SAID = ["Hola, ¿qué tal?", "Me gusta mucho el cine.", "No lo sé.", "¿Y tú?", "El sábado fui a la playa con mi hermana."]


@pytest.mark.parametrize("scene_id", ["charla", "cafe"])
def test_it_is_the_same_as_a_replay(scene_id: str) -> None:
    plays = director(scene_id)
    assert plays
    play = Play(scene_id, "A", 7)
    exchanges: tuple[tuple[str, str], ...] = ()
    for line in SAID:
        move = next_move(play, exchanges, line)
        assert move == plays.decide(plays.replay("A", 7, exchanges), line)
        exchanges = (*exchanges, (line, move.reply))
        assert standing(play, exchanges) == plays.replay("A", 7, exchanges)


def test_another_reply_is_another_state() -> None:
    play = Play("charla", "A", 7)
    assert standing(play, (("Hola.", "¿Te gusta leer?"),)) != standing(play, (("Hola.", "¿Dónde vives?"),))
    assert standing(play, ()) != standing(Play("charla", "A", 7, opening="¿Dónde vives?"), ())


@pytest.mark.parametrize(("count", "kept"), [(3, 3), (40, 40), (41, 21), (60, 40), (61, 21)])
def test_long_talk_is_replayed_from_the_same_line_for_a_while(count: int, kept: int) -> None:
    conversation = Conversation(id="a" * 32, learner_id="ana", title="", level="A2", scenario_id="charla")
    lines = [Message(conversation_id="a" * 32, position=1, role="tutor", text="¡Hola!")]
    for n in range(count):
        lines += [
            Message(conversation_id="a" * 32, position=2 * n + 2, role="learner", text=f"Uno {n}."),
            Message(conversation_id="a" * 32, position=2 * n + 3, role="tutor", text=f"Dos {n}."),
        ]
    play, exchanges = played(conversation, lines, again=False)
    assert play.opening == "¡Hola!"
    assert len(exchanges) == kept
    assert exchanges[-1] == (f"Uno {count - 1}.", f"Dos {count - 1}.")
    assert REPLAYED - STEP < kept <= REPLAYED or count < REPLAYED
