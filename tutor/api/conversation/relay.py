"""A microphone's connection at one process, for a session that another one has: frames pass through the bus both ways.

The process that has the session answers to its id; where none does, it is over, and the page begins anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator
from typing import Any

from fastapi import WebSocket
from starlette.types import Message as Frame
from starlette.websockets import WebSocketDisconnect

from tutor.core.bus import Bus
from tutor.core.errors import BusUnreachable
from tutor.store.columns import new_id

# How long the process that has a session may take to answer, in seconds.
ANSWER_S = 1.5
# How often each end says that it is there, and after which silence it is taken for gone, in seconds.
PING_S = 2.0
GONE_S = 6.0
# How long a frame waits for its reader, in seconds, and about how many wait: some twenty seconds of sound. A reader who
# has missed one is taken for gone.
KEPT_S = 60
MOST_WAITING = 200
# Bytes in one frame; a page sends a tenth of a second, and up to two seconds after a reconnection.
MOST_BYTES = 65_536
GOING_AWAY = 1012

_SOUND, _TEXT, _END, _PING = b"s", b"t", b"e", b"p"


class RelayLine:
    """One direction of a relayed connection: numbered frames, each with what it is before it."""

    def __init__(self, bus: Bus, name: str) -> None:
        self._bus = bus
        self._name = name
        self._sent = self._read = 0
        self._pinging: asyncio.Task[None] | None = None

    async def send(self, kind: bytes, frame: bytes = b"") -> None:
        """Raises BusUnreachable."""
        self._sent += 1
        await self._bus.append(self._name, [(self._sent, kind + frame)], KEPT_S, MOST_WAITING)

    @contextlib.asynccontextmanager
    async def held(self) -> AsyncGenerator[None, None]:
        """Say now and then that this end is there, and at last that it is not."""

        async def ping() -> None:
            while True:
                with contextlib.suppress(BusUnreachable):
                    await self.send(_PING)
                await asyncio.sleep(PING_S)

        pinging = asyncio.create_task(ping())
        try:
            yield
        finally:
            pinging.cancel()
            with contextlib.suppress(BusUnreachable):
                await self.send(_END)

    async def frames(self, first_s: float = GONE_S) -> AsyncGenerator[tuple[bytes, bytes], None]:
        """What comes, until the other end is gone; the first within so many seconds."""
        until = time.monotonic() + first_s
        while time.monotonic() < until:
            try:
                come = await self._bus.entries(self._name, self._read, min(1.0, first_s))
            except BusUnreachable:
                await asyncio.sleep(0.1)
                continue
            if len(come) >= MOST_WAITING and come[0][0] != self._read + 1:
                return  # some were dropped before they were read
            for number, frame in come:
                self._read = number
                if frame is not None:  # of a form that is not known here: as if nothing came
                    until = time.monotonic() + GONE_S
                    yield frame[:1], frame[1:]


class FarSocket:
    """What stands for the page's socket where the session is: it is used as a WebSocket is."""

    def __init__(self, bus: Bus, via: str) -> None:
        self.out = RelayLine(bus, f"{via}:out")
        self._in = RelayLine(bus, f"{via}:in").frames()

    async def receive(self) -> Frame:
        async for kind, frame in self._in:
            if kind == _SOUND:
                return {"type": "websocket.receive", "bytes": frame}
            if kind == _TEXT:
                return {"type": "websocket.receive", "text": frame.decode()}
            if kind == _END:
                break
        return {"type": "websocket.disconnect"}

    async def send_text(self, text: str) -> None:
        with contextlib.suppress(BusUnreachable):
            await self.out.send(_TEXT, text.encode())

    async def close(self, code: int = 1000) -> None:
        with contextlib.suppress(BusUnreachable):
            await self.out.send(_END, str(code).encode())


async def relay(socket: WebSocket, bus: Bus, **session: Any) -> bool:
    """Connect the page with a session elsewhere until one of them goes; False where no process has it."""
    via = f"microphone:{new_id()}"
    bus.shout("microphone", via=via, **session)
    there, here = RelayLine(bus, f"{via}:in"), RelayLine(bus, f"{via}:out").frames(ANSWER_S)
    first = await anext(here, None)
    if first is None:
        return False

    async def tell_page() -> None:
        async for kind, frame in here:
            if kind == _TEXT:
                await socket.send_text(frame.decode())
            elif kind == _END:
                await socket.close(int(frame or GOING_AWAY))
                return
        await socket.close(GOING_AWAY)

    async with there.held():
        telling = asyncio.create_task(tell_page())
        try:
            while (come := await socket.receive())["type"] != "websocket.disconnect":
                sound, text = come.get("bytes"), come.get("text")
                if len(sound or text or "") > MOST_BYTES:
                    break
                await there.send(*((_TEXT, (text or "").encode()) if sound is None else (_SOUND, sound)))
        except BusUnreachable:
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await socket.close(GOING_AWAY)
        finally:
            telling.cancel()
            await asyncio.wait([telling])
    return True
