"""How the learner's mistakes change over time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from tutor.api.deps import LearnerId, ServicesDep
from tutor.api.schemas import ErrorsByWeek
from tutor.teaching import errors_by_week

router = APIRouter(prefix="/api/progress", tags=["progress"])


@router.get("/errors")
async def errors(
    services: ServicesDep, learner_id: LearnerId, weeks: Annotated[int, Query(ge=1, le=104)] = 12
) -> ErrorsByWeek:
    """Per week: how many messages the learner wrote or said, and the mistakes in them by category."""
    counted = await services.store.run(lambda session: errors_by_week(session, learner_id, weeks))
    return ErrorsByWeek.model_validate(counted)
