"""What to do now: what is due, one scene, and how the day stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlmodel import Session

from tutor.api.conversation.schemas import ScenarioOut
from tutor.api.deps import LearnerId, ServicesDep
from tutor.cards.today import today
from tutor.conversation.next_scene import next_scene
from tutor.store.tables import Learner

# Five days of seven are a good week: nobody should lose it for a Sunday.
DAYS_WANTED = 5

router = APIRouter(prefix="/api", tags=["today"])


class TodayOut(BaseModel):
    """Minutes are estimates; `why` is the reason for the scene. `week` has the minutes of its days, Monday first, up to
    today."""

    minutes_a_day: int
    minutes_done: float
    minutes_due: float
    week: list[float]
    minutes_a_week: int
    due: int
    new: int
    streak_days: int
    scene: ScenarioOut
    why: Literal["goal", "new", "again"]


@router.get("/today")
async def read_today(services: ServicesDep, learner_id: LearnerId) -> TodayOut:
    """Home in one answer."""

    def read(session: Session) -> TodayOut:
        so_far = today(session, learner_id, datetime.now(UTC))
        suggested = next_scene(session, learner_id)
        return TodayOut(
            minutes_a_day=session.get_one(Learner, learner_id).minutes_a_day,
            minutes_done=so_far.week[-1],
            week=so_far.week,
            minutes_a_week=session.get_one(Learner, learner_id).minutes_a_day * DAYS_WANTED,
            minutes_due=so_far.minutes_due,
            due=so_far.due,
            new=so_far.new,
            streak_days=so_far.streak_days,
            scene=ScenarioOut.of(suggested.scene, session.get_one(Learner, learner_id).page_language),
            why=suggested.why,
        )

    return await services.store.read(read)
