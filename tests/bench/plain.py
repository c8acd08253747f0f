"""What is measured without a tutor that runs: corrections and drills."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta

from tests.bench.common import Row, Run, percentile
from tutor.cards.queue import queue
from tutor.cards.schedule import review
from tutor.corrections.check import Corrector
from tutor.exercises.items import ids, item_of
from tutor.exercises.placement import bank, next_question
from tutor.exercises.syllabus import syllabus
from tutor.store.session import Store
from tutor.store.tables import Card, Learner


def corrections(run: Run) -> list[Row]:
    """`fast` corrections of a 20-word message."""
    text = "Ayer yo fui a el mercado con mi hermana y compramos muchos frutas porque la problema es que tiene hambre."
    corrector = Corrector()
    corrector.check(text)  # loads what is loaded on first use
    times = []
    for n in range(run.times(300, 20)):
        began = time.perf_counter()
        corrector.check(text.replace("Ayer", f"Ayer {n}"))
        times.append((time.perf_counter() - began) * 1000)
    p95 = percentile(times, 0.95)
    return [Row("fast corrections of 20 words, p95", p95, "ms", at_most=50, at_least=0.1)]


def drills(run: Run) -> list[Row]:
    """Items, the queue of a large deck, and a question of the placement test."""
    points = syllabus().points
    item_ids = [item_id for point in points for item_id in ids(point)]
    began = time.perf_counter()
    for item_id in item_ids:
        item_of(item_id)
    rate = len(item_ids) / (time.perf_counter() - began)
    asked = [question.item_id for question in bank()[::60][:24]]
    began = time.perf_counter()
    for n in range(run.times(50, 3)):
        next_question(asked, ["right", "wrong"] * 12, str(n))
    question_ms = (time.perf_counter() - began) / run.times(50, 3) * 1000
    queued, following = [], []
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/tutor.db")
        store.migrate()
        now, rng = datetime.now(UTC), random.Random(1)
        with store.session() as session:
            session.add(Learner(id="ana"))
            session.flush()
            for n in range(run.times(20_000, 500)):
                due = now + timedelta(days=rng.uniform(-30, 60))
                standing, step = rng.choice([("new", 0), ("review", None), ("review", None), ("learning", 0)])
                session.add(Card(learner_id="ana", kind="word", key=str(n), standing=standing, step=step, due=due,
                                 stability=5.0, difficulty=5.0))  # fmt: skip
        for _ in range(run.times(40, 3)):
            with store.session() as session:
                began = time.perf_counter()
                cards = queue(session, "ana", now).cards
                queued.append((time.perf_counter() - began) * 1000)
        for card in cards[: run.times(40, 3)]:
            began = time.perf_counter()
            with store.session() as session:
                review(session, session.get_one(Card, card.id), 3, card.version, now)
            with store.session() as session:
                queue(session, "ana", now, limit=1)
            following.append((time.perf_counter() - began) * 1000)
        store.close()
    day, after = percentile(queued, 0.95), statistics.median(following)
    return [
        Row("drill items generated", rate, "/s", at_least=200, at_most=200_000),
        Row("placement question", question_ms, "ms", at_most=50, at_least=0.01),
        Row("queue of 20,000 cards, p95", day, "ms", at_most=30, at_least=0.05),
        Row("review and next card of 20,000, median", after, "ms", at_most=20, at_least=0.05),
    ]
