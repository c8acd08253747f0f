"""Progress over time: weeks in the learner's zone, errors by category, days in a row, level per skill."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from tutor.cards.history import LEAST_ANSWERS, history, to_csv
from tutor.core.levels import Level
from tutor.exercises.items import item_of
from tutor.exercises.placement import ACHIEVED, bank, middle
from tutor.store.tables import Attempt, Card, Conversation, Learner, Message, ReviewSettings

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)  # a Wednesday


def said(session: Session, at: datetime, text: str, *categories: str, spoken_s: float = 0.0) -> None:
    conversation = Conversation(learner_id="ana", title="", level="A2", scenario_id="charla")
    session.add(conversation)
    session.flush()
    message = Message(conversation_id=conversation.id, position=1, role="learner", text=text, created_at=at)
    message.corrections = [{"category": category} for category in categories]
    message.transcript = {"duration_s": spoken_s} if spoken_s else None
    session.add(message)
    session.add(
        Message(conversation_id=conversation.id, position=2, role="tutor", text="Muy bien dicho.", created_at=at)
    )
    session.flush()


def test_weeks(session: Session) -> None:
    said(session, NOW, "Hola, me llamo Ana.", "agreement", "agreement", "mood", spoken_s=90)
    said(session, NOW - timedelta(days=7), "La problema.", "agreement")
    said(session, NOW - timedelta(days=100), "Hace mucho.")
    weeks = history(session, "ana", NOW, 3).weeks
    assert [w.monday for w in weeks] == [date(2026, 2, 23), date(2026, 3, 2), date(2026, 3, 9)]
    assert [w.words for w in weeks] == [0, 2, 4]
    assert [dict(w.errors) for w in weeks] == [{}, {"agreement": 1}, {"agreement": 2, "mood": 1}]
    assert weeks[2].minutes_spoken == 1.5


def test_words_met_and_used(session: Session) -> None:
    said(session, NOW, "Hablo y hablan, hablamos de casas y de la casa.")
    found = history(session, "ana", NOW, 1)
    assert (found.words_met, found.words_used) == (3, 5)  # muy bien decir; hablar, y, de, casa, la


def test_the_week_turns_when_the_learners_day_does(session: Session) -> None:
    session.add(ReviewSettings(learner_id="ana", timezone="Pacific/Auckland"))
    said(session, datetime(2026, 3, 8, 16, tzinfo=UTC), "Es lunes.")  # Monday, 5 in the morning
    said(session, datetime(2026, 3, 8, 14, tzinfo=UTC), "Es domingo.")  # Monday, 3 in the morning: still Sunday
    assert [w.words for w in history(session, "ana", NOW, 2).weeks] == [2, 2]


def test_days_in_a_row(session: Session) -> None:
    assert history(session, "ana", NOW, 1).streak_days == 0
    for days in (1, 2, 3, 5):
        said(session, NOW - timedelta(days=days), "Hola.")
    assert history(session, "ana", NOW, 1).streak_days == 3  # today is not over
    said(session, NOW, "Hola.")
    assert history(session, "ana", NOW, 1).streak_days == 4


def test_cards_are_counted(session: Session) -> None:
    for n, (kind, standing, stability) in enumerate(
        [("word", "review", 30.0), ("word", "new", None), ("error", "retired", None), ("error", "new", None)]
    ):
        session.add(Card(learner_id="ana", kind=kind, key=str(n), standing=standing, stability=stability))
    found = history(session, "ana", NOW, 1)
    assert (found.words_saved, found.words_known, found.errors_open, found.errors_retired) == (2, 1, 1, 1)


@pytest.mark.parametrize(("skill", "kind"), [("listening", "listen"), ("writing", "translate")])
def test_a_skill_has_a_level_once_there_are_answers(session: Session, skill: str, kind: str) -> None:
    questions = [q for q in bank() if q.kind == kind][::8]
    for n, question in enumerate(questions):
        knows = question.difficulty < middle(Level.B1) + ACHIEVED
        item = item_of(question.item_id)
        session.add(
            Attempt(
                learner_id="ana", item_id=item.id, point_id=item.point, kind=item.kind, answer="x" if knows else None,
                verdict="right" if knows else "wrong", created_at=NOW + timedelta(seconds=n),
            )
        )  # fmt: skip
        session.flush()
        if n + 1 < LEAST_ANSWERS:
            assert history(session, "ana", NOW, 1).skills[skill] is None
    skills = history(session, "ana", NOW, 1).skills
    assert (skills[skill], skills["speaking"]) == (Level.B1, None)


def test_somebody_elses_history_is_theirs(session: Session) -> None:
    session.add(Learner(id="bea"))
    session.flush()
    said(session, NOW, "Hola.", "mood")
    found = history(session, "bea", NOW, 1)
    assert (found.weeks[0].words, found.streak_days) == (0, 0)


def test_as_csv(session: Session) -> None:
    said(session, NOW, "Hola.", "mood", spoken_s=30)
    rows = list(csv.DictReader(io.StringIO(to_csv(history(session, "ana", NOW, 2)))))
    assert [r["mood"] for r in rows] == ["0", "1"]
    assert rows[1]["minutes_spoken"] == "0.5"
