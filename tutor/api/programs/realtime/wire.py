"""The way to the program: one event after the other, each with an id."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import orjson
from fastapi import WebSocket
from starlette.websockets import WebSocketDisconnect

from tutor.core.errors import TutorError
from tutor.store.columns import new_id


def made_id(kind: str) -> str:
    return f"{kind}_{new_id()}"


class Wire:
    """Sends; who has gone away is told nothing. A slow reader is waited for by whoever tells it something."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._sending = asyncio.Lock()

    async def send(self, kind: str, **fields: Any) -> None:
        event = {"type": kind, "event_id": made_id("event"), **fields}
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            async with self._sending:
                await self._socket.send_text(orjson.dumps(event).decode())

    async def error(self, error: TutorError, of: str | None = None, param: str | None = None) -> None:
        """Tell what was wrong, and with which of the program's events."""
        kind = "invalid_request_error" if error.status < 500 else "server_error"
        message = f"{error.message} {error.action}".strip()
        told = {"type": kind, "code": error.code, "message": message, "param": param, "event_id": of}
        await self.send("error", error=told)
