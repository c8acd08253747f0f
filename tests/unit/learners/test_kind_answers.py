"""Answers to corrections, counted by kind and learner."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, func, select

from tutor.corrections.experience import LEAST, MOST_SHIFT
from tutor.learners.correction_preferences import dismiss, preferences_of
from tutor.learners.data_export import rows_of
from tutor.learners.kind_answers import count_answer, kind_told, shifts_for
from tutor.store.session import Store
from tutor.store.tables import KindAnswers, Learner

KIND = "subject-verb"
CLASS = ("ana", "ben", "carla", "dan", "eva", "flor", "gil")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('answers') / 'tutor.db'}")
    store.migrate()
    with store.session() as session:
        session.add_all(Learner(id=name) for name in CLASS)
    yield store
    store.close()


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.session() as session:
        yield session
        session.rollback()


def say(session: Session, who: str, times: int, *, accepted: bool, kind: str = KIND) -> None:
    for _ in range(times):
        count_answer(session, who, kind, accepted=accepted)
    session.flush()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CLASS), st.booleans()), max_size=60), st.randoms(use_true_random=False))
def test_any_answers_in_any_order_come_to_the_same(
    store: Store, answers: list[tuple[str, bool]], chance: random.Random
) -> None:
    found = []
    for _ in range(2):
        with store.session() as session:
            for who, accepted in answers:
                count_answer(session, who, KIND, accepted=accepted)
            session.flush()
            found.append({who: shifts_for(session, who) for who in CLASS})
            session.rollback()
        chance.shuffle(answers)
    assert found[0] == found[1]
    assert all(abs(by) <= MOST_SHIFT for shifts in found[0].values() for by in shifts.values())


def test_who_learns_alone_moves_the_judge(session: Session) -> None:
    say(session, "ana", LEAST - 1, accepted=False)
    assert shifts_for(session, "ana") == {}
    say(session, "ana", 1, accepted=False)
    low = shifts_for(session, "ana")[KIND]
    assert low < 0
    say(session, "ana", 1, accepted=True)
    assert low < shifts_for(session, "ana")[KIND] < 0
    assert preferences_of(session, "ana", "A2").shifts == shifts_for(session, "ana")


def test_one_of_a_class_silences_nothing_for_the_others(session: Session) -> None:
    say(session, "ben", 500, accepted=False)
    assert shifts_for(session, "ben") == {KIND: -MOST_SHIFT}
    assert shifts_for(session, "ana") == {}
    say(session, "ana", LEAST, accepted=True)
    assert shifts_for(session, "ana")[KIND] > 0


def test_many_of_a_class_are_heard(session: Session) -> None:
    for who in CLASS[1:]:
        say(session, who, 2, accepted=False)
    assert shifts_for(session, "ana")[KIND] < 0
    assert shifts_for(session, "ana").keys() == {KIND}


def test_another_installation_knows_nothing_of_it(session: Session, tmp_path: Path) -> None:
    say(session, "ana", 20, accepted=False)
    elsewhere = Store(f"sqlite:///{tmp_path / 'other.db'}")
    elsewhere.migrate()
    with elsewhere.session() as other:
        other.add(Learner(id="ana"))
        other.flush()
        assert shifts_for(other, "ana") == {}
    elsewhere.close()


def test_the_sum_is_added_up_anew_when_somebody_answers_or_goes(store: Store) -> None:
    def as_ana() -> dict[str, float]:
        with store.session() as session:
            return shifts_for(session, "ana")

    try:
        for n, who in enumerate(CLASS[1:5]):
            assert (KIND in as_ana()) is (2 * n >= LEAST)
            with store.session() as session:
                say(session, who, 2, accepted=False)
        all_of_them = as_ana()[KIND]
        with store.session() as session:
            session.delete(session.get_one(KindAnswers, ("ben", KIND)))
        assert all_of_them < as_ana()[KIND] < 0
    finally:
        with store.session() as session:
            for row in session.exec(select(KindAnswers)):
                session.delete(row)
    assert as_ana() == {}


def test_one_change_speaks_against_its_kind_once(session: Session) -> None:
    for _ in range(9):
        dismiss(session, "ana", "fue", "fui", "verb form", KIND, KIND)
        session.flush()
    assert session.exec(select(KindAnswers.dismissed)).all() == [1]


def test_it_is_exported_and_holds_no_words(session: Session) -> None:
    dismiss(session, "ana", "secreto", "secretos", "agreement", KIND, KIND)
    session.flush()
    (row,) = rows_of(session, "ana")["kindanswers"]
    assert (row["kind"], row["accepted"], row["dismissed"]) == (KIND, 0, 1)
    assert "secreto" not in str(row)
    session.delete(session.get_one(Learner, "ana"))
    session.flush()
    assert session.exec(select(func.count()).select_from(KindAnswers)).one() == 0


@pytest.mark.parametrize(
    ("source", "rule", "kind"),
    [
        ("grammar", "subject-verb", "subject-verb"),
        ("languagetool", "misspelt", "languagetool"),
        ("llm", "subject-verb", None),
        ("grammar", "anything that somebody sends", None),
    ],
)
def test_a_page_is_believed_about_kinds_that_exist(source: str, rule: str, kind: str | None) -> None:
    assert kind_told(source, rule) == kind
