"""Event streams, all alike: pings, patience with slow readers, and headers that keep proxies from buffering."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import orjson
from sse_starlette import EventSourceResponse, ServerSentEvent

PING_S = 10
# A reader that takes nothing for this long is let go; a turn goes on without it.
SEND_TIMEOUT_S = 30
# At shutdown streams end with an error; their readers have this long to get it.
SHUTDOWN_GRACE_S = 3


def sse_event(data: dict[str, Any], name: str | None = None, seq: int | None = None) -> ServerSentEvent:
    """An event with JSON in it."""
    event_id = None if seq is None else str(seq)
    return ServerSentEvent(data=orjson.dumps(data).decode(), event=name, id=event_id, sep="\n")


def sse(events: AsyncIterator[ServerSentEvent]) -> EventSourceResponse:
    """The answer to a request that follows `events`."""
    return EventSourceResponse(
        events,
        ping=PING_S,
        send_timeout=SEND_TIMEOUT_S,
        shutdown_grace_period=SHUTDOWN_GRACE_S,
        sep="\n",
        headers={"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"},
    )
