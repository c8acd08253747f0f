"""What Prometheus reads."""

from __future__ import annotations

from typing import Any

import anyio.to_thread
from fastapi import APIRouter, Depends, Response
from prometheus_client import CONTENT_TYPE_LATEST

from tutor.api.deps import MaybePerson, ServicesDep
from tutor.core.errors import Forbidden, SignInNeeded
from tutor.core.metrics import Metrics
from tutor.core.metrics_board import of_all, together
from tutor.core.replica import name_here

router = APIRouter(tags=["metrics"])


async def _allowed(services: ServicesDep, person: MaybePerson) -> None:
    """With accounts, a token of the owner is needed."""
    if services.settings.accounts:
        if person is None:
            raise SignInNeeded()
        if person.account.role != "owner":
            raise Forbidden()


ALLOWED = Depends(_allowed)
PLAIN: dict[int | str, dict[str, Any]] = {200: {"content": {"text/plain": {}}}}


@router.get("/metrics", response_class=Response, responses=PLAIN, dependencies=[ALLOWED])
async def metrics(services: ServicesDep) -> Response:
    """How long things take and how often they fail. With accounts, only for a token of the owner."""
    told = await anyio.to_thread.run_sync(services.metrics.text)
    return Response(told, media_type=CONTENT_TYPE_LATEST)


@router.get("/metrics/all", response_class=Response, responses=PLAIN, dependencies=[ALLOWED])
async def metrics_of_all(services: ServicesDep) -> Response:
    """The same of all processes that are this tutor, those of Ray's parts among them: each sample tells its `replica` and
    `part`. They are some seconds old."""
    if services.bus:
        told = await of_all(services.bus)
    else:
        told = await anyio.to_thread.run_sync(_alone, services.metrics)
    return Response(told, media_type=CONTENT_TYPE_LATEST)


def _alone(metrics: Metrics) -> bytes:
    return together([{"part": "app", "replica": name_here(), "text": metrics.text().decode()}])
