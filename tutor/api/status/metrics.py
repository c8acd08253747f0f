"""What Prometheus reads."""

from __future__ import annotations

import anyio.to_thread
from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from tutor.api.deps import MaybePerson, ServicesDep
from tutor.core.errors import Forbidden, SignInNeeded

router = APIRouter(tags=["metrics"])


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
async def metrics(services: ServicesDep, person: MaybePerson) -> Response:
    """How long things take and how often they fail. With accounts, only for a token of the owner."""
    if services.settings.accounts:
        if person is None:
            raise SignInNeeded()
        if person.account.role != "owner":
            raise Forbidden()
    told = await anyio.to_thread.run_sync(services.metrics.text)
    return Response(told, media_type=CONTENT_TYPE_LATEST)
