"""What a conversation was worth: what was said well, three mistakes of three kinds, how it was spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from tutor.conversation.debrief import Well, debrief
from tutor.corrections.edits import Edit
from tutor.store.session import Store
from tutor.store.tables import Card, Conversation, Learner, Message

LONG = "Ayer fui con mi hermana a la playa porque hacía mucho calor en casa."


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store(f"sqlite:///{tmp_path / 'tutor.db'}")
    store.migrate()
    with store.session() as session:
        session.add(Learner(id="ana", level="A2"))
        session.flush()
        for name in ("talk", "before"):
            session.add(Conversation(id=name, learner_id="ana", title="", level="A2", scenario_id="charla"))
        session.flush()
        session.add(Message(id="wrong", conversation_id="before", position=2, role="learner", text="Ayer yo fue."))
        session.flush()
        yield session
    store.close()


def said(session: Session, position: int, text: str, *edits: Edit, transcript: dict[str, Any] | None = None) -> Message:
    message = Message(
        conversation_id="talk", position=position, role="learner", text=text, transcript=transcript,
        corrections=[asdict(edit) for edit in edits],
    )  # fmt: skip
    session.add(message)
    session.flush()
    return message


def edit(text: str, original: str, replacement: str, rule_id: str) -> Edit:
    start = text.index(original)
    return Edit(
        start, start + len(original), original, replacement, "agreement", "normal", "", "", rule_id, "", 0, 0.9, "grammar"
    )  # fmt: skip


def times(*spans: tuple[float, float]) -> dict[str, Any]:
    return {"duration_s": spans[-1][1], "words": [{"start": start, "end": end} for start, end in spans]}


def told(session: Session) -> Any:
    return debrief(session, session.get_one(Conversation, "talk"))


def test_pauses_and_hesitations_are_counted_in_what_was_spoken(session: Session) -> None:
    said(session, 2, "Eh yo mmm trabajo aquí.", transcript=times((0, 1), (1.2, 2), (3, 4), (4.5, 5), (8, 10)))
    said(session, 4, "Esto lo escribo.")
    speaking = told(session).speaking
    assert (speaking.minutes, speaking.words_per_minute) == (0.2, 30)
    assert (speaking.pauses, speaking.hesitations) == (2, 2)


def test_what_is_only_written_has_no_pace(session: Session) -> None:
    said(session, 2, "Esto lo escribo.")
    assert told(session).speaking is None
    assert told(session).words_said == 3


def test_a_form_that_was_a_mistake_a_saved_word_and_a_long_turn_are_said_well(session: Session) -> None:
    session.add(Card(learner_id="ana", kind="error", key="fui", form="fui", message_id="wrong"))
    session.add(Card(learner_id="ana", kind="error", key="vengas", form="vengas", message_id="wrong"))
    session.add(Card(learner_id="ana", kind="word", key="playa"))
    said(session, 2, LONG, transcript=times((0, 1), (1.2, 2)))
    assert told(session).well == [Well("mended", "fui"), Well("word", "playa"), Well("long", LONG)]


def test_a_form_in_a_sentence_that_was_mended_is_not_said_well(session: Session) -> None:
    session.add(Card(learner_id="ana", kind="error", key="fui", form="fui", message_id="wrong"))
    text = "Ayer yo fui a el cine."
    said(session, 2, text, edit(text, "a el", "al", "contraction"))
    assert told(session).well == []


def test_three_mistakes_of_three_kinds_are_told_with_the_sentence_mended(session: Session) -> None:
    for position, (text, wrong, right, rule) in enumerate(
        [
            ("La casa es rojo.", "rojo", "roja", "one"),
            ("La mesa es negro.", "negro", "negra", "one"),
            ("Los perro corren.", "perro", "perros", "two"),
            ("Voy a el cine.", "a el", "al", "three"),
            ("Yo es Eva.", "es", "soy", "four"),
        ],
        1,
    ):
        said(session, 2 * position, text, edit(text, wrong, right, rule))
    mistakes = told(session).mistakes
    assert len({mistake.rule_id for mistake in mistakes}) == len(mistakes) == 3
    assert all(mistake.better not in (mistake.said, "") for mistake in mistakes)
