"""What a learner has open chooses the scene, the complication and the topic, and asks now and then in free talk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tutor.conversation.focus.focus import Focus
from tutor.conversation.focus.open import Open
from tutor.conversation.next_scene import next_scene
from tutor.conversation.scenes.director import Director, advance
from tutor.conversation.scenes.library import director
from tutor.conversation.scenes.state import Due
from tutor.store.columns import now
from tutor.store.session import Store
from tutor.store.tables import Card, Conversation, Learner

TOLD = (
    "Hola, estoy muy bien.", "Vivo en Roma.", "Tengo dos hermanas.", "Trabajo en un banco.", "Sí, me gusta.", "No lo sé.",
    "Me gusta la música.", "Sí, mucho.", "Los sábados juego al tenis.", "Tengo un gato.",
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(f"sqlite:///{tmp_path / 'tutor.db'}")
    made.migrate()
    with made.session() as session:
        session.add(Learner(id="ana", level="A2", goal="travel"))
        session.add(Learner(id="ben", level="A2"))
        session.commit()
    return made


@pytest.fixture(scope="module")
def charla() -> Director:
    plays = director("charla")
    assert plays
    return plays


def card(kind: str, front: str, rule: str = "", days: int = 0, standing: str = "new", learner: str = "ana") -> Card:
    due = now() + timedelta(days=days)
    return Card(
        learner_id=learner, kind=kind, key=front, front=front, form=front, rule=rule, category="verb form", due=due, standing=standing
    )  # fmt: skip


def test_mistakes_that_wait_longest_and_saved_words_are_open(store: Store) -> None:
    with store.session() as session:
        session.add_all(
            [
                card("error", "fui", "tense", days=-1),
                card("error", "vengas", "mood", days=-3),
                card("error", "hablé", "tense", standing="retired"),
                card("error", "comí", "tense", learner="ben"),
                card("word", "maleta"),
            ]
        )
        session.commit()
        found = Open.of(session, "ana")
        assert len(found.points) == 2
        assert found.words == ("maleta",)
        assert Open.of(session, "nobody") == Open()


def test_it_is_kept_as_nothing_that_is_practised() -> None:
    noted = Open(("gustar-basic",), ("llave",))
    assert Open.stored(noted.to_store()) == noted
    assert Focus.stored(noted.to_store()) is None
    assert Open.stored(None) == Open.stored(Focus.on_words(["llave"]).to_store()) == Open()
    assert Open().to_store() is None
    assert Open.stored({"open": {"points": ["no longer taught"], "words": []}}) == Open()


def test_a_form_is_asked_for_in_one_reply_of_five_at_most(charla: Director) -> None:
    due = Open(("gustar-basic", "preterite-regular")).due("tú")
    assert due.questions
    assert not Open(("gustar-basic",)).due("usted").questions
    state, asked = charla.begin("A", 5, due=due), []
    for line in TOLD:
        move = charla.decide(state, line)
        state = advance(state, move, move.reply)
        asked.append(state.asked.kind == "chance")
        assert asked[-1] == any(question in move.reply for question in due.questions)
    assert 1 <= sum(asked) <= len(TOLD) // 5


def test_who_is_lost_is_not_asked_for_a_form(charla: Director) -> None:
    due = Open(("gustar-basic",)).due("tú")
    state = charla.begin("A", 5, due=due)
    for line in ("No entiendo.", "What?", "", "No entiendo.", "", "What?"):
        move = charla.decide(state, line)
        state = advance(state, move, move.reply)
        assert state.asked.kind != "chance"


def test_what_could_be_said_shows_the_form() -> None:
    noted = Open(("gustar-basic",))
    (question,) = noted.due("tú").questions
    assert noted.answers(question)
    assert noted.answers("¿Qué hora es?") == []


def test_the_next_topic_is_rather_one_of_the_words(charla: Director) -> None:
    def led_to(words: frozenset[str]) -> str:
        state = charla.begin("A", 5, due=Due(words=words))
        for line in ("Hola, estoy bien.", "No."):
            move = charla.decide(state, line)
            state = advance(state, move, move.reply)
        return state.asked.id

    assert {led_to(frozenset({word})) for word in ("receta", "lluvia", "perro")} == {"cooking", "weather", "pets"}


def test_the_complication_is_rather_one_of_the_words() -> None:
    plays = director("hotel")
    assert plays
    assert {plays.drawn(seed, frozenset({"cama"})) for seed in range(6)} == {"two-beds"}
    assert {plays.drawn(seed) for seed in range(6)} == {"two-beds", "not-ready"}


def test_the_scene_is_rather_one_that_needs_it(store: Store) -> None:
    with store.session() as session:
        assert next_scene(session, "ana").scene.id == "cafe"
        session.add_all([card("word", word) for word in ("habitación", "reserva", "toalla")])
        session.commit()
        suggested = next_scene(session, "ana")
        assert (suggested.scene.id, suggested.why) == ("hotel", "goal")
        session.add(Conversation(learner_id="ana", title="", level="A2", scenario_id="hotel"))
        session.commit()
        assert next_scene(session, "ana").scene.id != "hotel"
