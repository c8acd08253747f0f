"""The learner's progress over time, and the same as a file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from tutor.api.corrections.schemas import ErrorsByWeek
from tutor.api.deps import LearnerId, ServicesDep
from tutor.cards.history import history, to_csv
from tutor.core.levels import Level
from tutor.learners.correction_preferences import errors_by_week

router = APIRouter(prefix="/api", tags=["progress"])

Weeks = Annotated[int, Query(ge=1, le=260)]
_CSV = {200: {"content": {"text/csv": {}}, "description": "One week a line."}}


class WeekOut(BaseModel):
    monday: date
    minutes_spoken: float
    words: int
    errors: dict[str, int]
    reviews: int
    answers: int


class ProgressOut(BaseModel):
    weeks: list[WeekOut]
    words_met: int
    words_used: int
    words_saved: int
    words_known: int
    errors_open: int
    errors_retired: int
    streak_days: int
    skills: dict[str, Level | None]


@router.get("/progress")
async def read_progress(services: ServicesDep, learner_id: LearnerId, weeks: Weeks = 12) -> ProgressOut:
    """Minutes, words, errors by category a week, level per skill. Errors are best read against `words`."""
    found = await services.store.read(lambda session: history(session, learner_id, datetime.now(UTC), weeks))
    return ProgressOut.model_validate(found, from_attributes=True)


@router.get("/progress.csv", responses=_CSV, response_class=Response)  # type: ignore[arg-type]
async def download_progress(services: ServicesDep, learner_id: LearnerId, weeks: Weeks = 260) -> Response:
    """The weeks as CSV."""
    found = await services.store.read(lambda session: history(session, learner_id, datetime.now(UTC), weeks))
    headers = {"Content-Disposition": 'attachment; filename="progress.csv"', "Cache-Control": "no-store"}
    return Response(to_csv(found), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/progress/errors")
async def errors(services: ServicesDep, learner_id: LearnerId, weeks: Weeks = 12) -> ErrorsByWeek:
    """Per week: how many messages the learner wrote or said, and the mistakes in them by category."""
    counted = await services.store.read(lambda session: errors_by_week(session, learner_id, weeks))
    return ErrorsByWeek.model_validate(counted)
