"""The calendar of a learner, for programs that cannot sign in: whoever has its address may read it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel
from sqlmodel import Session, select

from tutor.api.deps import PASSWORD_GIVEN, LearnerId, ServicesDep
from tutor.core.errors import NotFound
from tutor.core.secrets import hash_secret, new_secret
from tutor.learners.calendar import calendar_of
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["learner"])
# Asks nobody who they are: the address is the secret.
public = APIRouter(prefix="/api", tags=["learner"])

_ICS: dict[int | str, dict[str, Any]] = {200: {"content": {"text/calendar": {}}, "description": "iCalendar."}}


class CalendarOut(BaseModel):
    """`path` is shown once: only its hash is kept. A new one puts an end to the old one."""

    path: str


@router.post("/calendar", status_code=201, dependencies=[PASSWORD_GIVEN])
async def make_calendar(services: ServicesDep, learner_id: LearnerId) -> CalendarOut:
    """The secret address of the learner's calendar, anew."""
    secret = new_secret()

    def write(session: Session) -> None:
        session.get_one(Learner, learner_id).calendar_hash = hash_secret(secret)

    await services.store.run(write)
    return CalendarOut(path=f"/api/calendar/{secret}.ics")


@router.delete("/calendar", status_code=204)
async def end_calendar(services: ServicesDep, learner_id: LearnerId) -> Response:
    """Nobody may read the calendar any more."""

    def write(session: Session) -> None:
        session.get_one(Learner, learner_id).calendar_hash = None

    await services.store.run(write)
    return Response(status_code=204)


@public.get("/calendar/{secret}.ics", responses=_ICS, response_class=Response)
async def read_calendar(secret: Annotated[str, Path(max_length=100)], services: ServicesDep) -> Response:
    """A reminder every day, for calendar programs."""
    mine = select(Learner).where(Learner.calendar_hash == hash_secret(secret))
    learner = await services.store.read(lambda session: session.exec(mine).first())
    if learner is None:
        raise NotFound("There is no such calendar.", action="Copy its address from Settings again.")
    text = calendar_of(learner, datetime.now(UTC))
    return Response(text, media_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, max-age=3600"})
