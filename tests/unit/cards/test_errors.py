"""Errors become cards, and only right, unprompted use retires them."""

from __future__ import annotations

import re

import pytest
from sqlmodel import Session, select

from tutor.cards.errors import FollowUp, follow_up, forget, form_of
from tutor.corrections.check import Corrector
from tutor.corrections.edits import Edit
from tutor.corrections.policy import CorrectionPreferences
from tutor.store.tables import Card, Conversation, Message

TENGO = ("Soy", "Tengo", "ser/estar", "age")


class Talk:
    """A conversation: what the learner says with its corrections, what the tutor answers."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.begin()

    def begin(self) -> None:
        conversation = Conversation(learner_id="ana", title="", level="A2", scenario_id="charla")
        self.session.add(conversation)
        self.session.flush()
        self.id, self.position = conversation.id, 0

    def tutor(self, text: str) -> None:
        self._add("tutor", text)

    def learner(self, text: str, *wrong: tuple[str, str, str, str], spoken: bool = False) -> FollowUp:
        edits = [edit(text, *w) for w in wrong]
        self.last = self._add("learner", text)
        return follow_up(self.session, self.last, text, edits, spoken=spoken)

    def _add(self, role: str, text: str) -> str:
        self.position += 1
        message = Message(conversation_id=self.id, position=self.position, role=role, text=text)
        self.session.add(message)
        self.session.flush()
        return message.id


def edit(text: str, old: str, new: str, category: str, rule: str) -> Edit:
    start = next(m.start() for m in re.finditer(rf"(?<!\w){re.escape(old)}", text))
    return Edit(start, start + len(old), old, new, category, "normal", "", rule, rule, "", 0, 0.9, "grammar")


@pytest.fixture
def talk(session: Session) -> Talk:
    return Talk(session)


def open_forms(session: Session) -> list[str]:
    return [c.form for c in session.exec(select(Card).where(Card.standing != "retired"))]


@pytest.mark.parametrize(
    ("text", "wrong", "form"),
    [
        ("La problema es grande.", ("La", "El", "agreement", "r"), "El problema"),
        ("Vivo en una casa blanco.", ("blanco", "blanca", "agreement", "r"), "casa blanca"),
        ("Yo tiene hambre.", ("tiene", "tengo", "verb form", "r"), "tengo"),
        ("Depende en ti.", ("en", "de", "preposition", "r"), "Depende de"),
        ("Voy estudiar.", ("Voy", "Voy a", "missing word", "r"), "Voy a"),
        ("Soy un médico.", ("un ", "", "extra word", "r"), "Soy médico"),
        ("Hola.", ("Hola", "", "extra word", "r"), "."),
    ],
)
def test_what_has_to_be_produced(text: str, wrong: tuple[str, str, str, str], form: str) -> None:
    e = edit(text, *wrong)
    assert form_of(text, [e], e) == form


def test_right_use_later_retires_the_card(talk: Talk, session: Session) -> None:
    made = talk.learner("Soy 20 años.", TENGO).made
    assert [(c.front, c.back, c.form, c.sentence) for c in made] == [("Soy", "Tengo", "Tengo", "Soy 20 años.")]
    for n in range(3):
        talk.tutor("¿Y tu familia?")
        assert not talk.learner(f"Mi familia es grande, número {n}.").retired
    talk.tutor("¿Qué edad hay en tu clase?")
    retired = talk.learner("Yo tengo un hermano.").retired
    assert [c.form for c in retired] == ["Tengo"]
    assert retired[0].retired_at is not None
    assert open_forms(session) == []
    assert not talk.learner("Yo tengo un hermano.").retired


def test_an_echo_is_no_proof(talk: Talk, session: Session) -> None:
    talk.learner("Soy 20 años.", TENGO)
    assert not talk.learner("Tengo 20 años.").retired  # copied from the correction
    for _ in range(3):
        talk.tutor("Vale.")
        talk.learner("Bueno.")
    talk.tutor("Yo tengo un gato, ¿y tú?")
    assert not talk.learner("Yo tengo un perro.").retired  # copied from the tutor
    talk.begin()
    assert talk.learner("Tengo un perro.").retired  # another day, by themselves


def test_a_wrong_use_is_no_proof(talk: Talk, session: Session) -> None:
    talk.learner("La problema es grande.", ("La", "El", "agreement", "r"))
    talk.begin()
    assert not talk.learner("La problema es otra.", ("La", "El", "agreement", "r")).retired
    talk.begin()
    assert not talk.learner("Tengo el libro y un problema.").retired  # other words in between
    assert not talk.learner("El problemático.").retired
    assert talk.learner("¡Ese es el problema!").retired


def test_an_error_made_again_comes_back(talk: Talk, session: Session) -> None:
    talk.learner("Soy 20 años.", TENGO)
    talk.begin()
    assert talk.learner("Tengo un perro.").retired
    talk.begin()
    again = talk.learner("Soy 30 años.", TENGO).made
    assert len(again) == 1
    assert (again[0].standing, again[0].sentence, again[0].retired_at) == ("new", "Soy 30 años.", None)
    assert len(session.exec(select(Card)).all()) == 1


def test_the_same_message_twice_changes_nothing(talk: Talk, session: Session) -> None:
    text = "Soy 20 años."
    talk.learner(text, TENGO)
    version = session.exec(select(Card)).one().version
    assert not follow_up(session, talk.last, text, [edit(text, *TENGO)], spoken=False).made
    assert session.exec(select(Card)).one().version == version


def test_speech_says_nothing_about_accents(talk: Talk, session: Session) -> None:
    talk.learner("Yo tambien.", ("tambien", "también", "diacritic", "accent"))
    talk.begin()
    assert not talk.learner("Yo también voy.", spoken=True).retired
    assert not talk.learner("Yo tambien voy.").retired
    assert talk.learner("Yo también voy.").retired


def test_marks_and_capitals_count_as_written(talk: Talk, session: Session) -> None:
    talk.learner("Cómo estás?", ("Cómo", "¿Cómo", "punctuation", "opening-mark"))
    talk.learner("Hablo Inglés.", ("Inglés", "inglés", "capitals", "capital-lower"))
    talk.begin()
    assert not talk.learner("Cómo es. Inglés.").retired
    assert [c.form for c in talk.learner("Sé inglés.").retired] == ["inglés"]
    assert len(talk.learner("¿Cómo es?").retired) == 1


def test_errors_of_a_deleted_conversation_are_forgotten(talk: Talk, session: Session) -> None:
    talk.learner("Soy 20 años.", TENGO)
    forget(session, [talk.last])
    assert session.exec(select(Card)).all() == []


def test_with_the_real_corrections(talk: Talk, session: Session) -> None:
    corrector = Corrector()
    for text in ("La problema es grande.", "Yo tambien quiero que vienes."):
        talk.begin()
        talk.tutor("Cuéntame.")
        message = talk._add("learner", text)
        edits = corrector.check(text, CorrectionPreferences("A2")).edits
        assert edits
        assert len(follow_up(session, message, text, edits, spoken=False).made) == len(edits)
    talk.begin()
    text = "El problema es que también quiero que vengas."
    message = talk._add("learner", text)
    retired = follow_up(
        session, message, text, corrector.check(text, CorrectionPreferences("A2")).edits, spoken=False
    ).retired
    assert {c.form.lower() for c in retired} >= {"el problema", "también", "vengas"}
