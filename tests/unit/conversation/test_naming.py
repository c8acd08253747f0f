"""A name is known again as the rule's, so that only such a name is made better; one of the learner's stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from tutor.conversation.naming import beginning_by_rule, name
from tutor.store.session import Store
from tutor.store.tables import Conversation, Learner

SAID = "Quiero una mesa para dos personas, y que esté cerca de la ventana, por favor."


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    store.migrate()
    with store.session() as session:
        yield session
    store.close()


def conversation(session: Session, scenario: str, title: str) -> Conversation:
    learner = Learner()
    session.add(learner)
    session.flush()
    made = Conversation(learner_id=learner.id, title=title, level="A2", scenario_id=scenario)
    session.add(made)
    session.flush()
    return made


@pytest.mark.parametrize(
    ("scenario", "usual", "before"),
    [
        ("charla", "Small talk", ""),
        ("restaurante", "Dinner at the restaurant", "Dinner at the restaurant: "),
        ("cafe", "En el café", "En el café: "),
    ],
)
def test_what_the_rule_has_named_is_known_again(session: Session, scenario: str, usual: str, before: str) -> None:
    made = conversation(session, scenario, usual)
    assert beginning_by_rule(session, made, [SAID]) is None, "it has no name yet"
    name(session, made, SAID)
    assert made.title.startswith(f"{before}Quiero una mesa")
    assert beginning_by_rule(session, made, ["Hola.", SAID]) == before
    assert beginning_by_rule(session, made, ["Hola."]) is None, "the sentence is gone"


def test_a_name_of_ones_own_is_none_of_the_rules(session: Session) -> None:
    made = conversation(session, "charla", "Mis vacaciones")
    name(session, made, SAID)
    assert beginning_by_rule(session, made, [SAID]) is None
