"""Several servers with the same model, asked as if they were one."""

from __future__ import annotations

import time
import zlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import cast

import httpx2

# For so long one that could not be reached is asked after all others, in seconds.
AWAY_S = 10.0
# So much of what is asked tells whose beginning a server has read before, in bytes.
BEGINNING = 4096


@dataclass(eq=False)
class ModelServer:
    """One of them: its address, how many requests it has under way, and until when it counts as away."""

    url: httpx2.URL
    busy: int = 0
    away_until: float = 0.0

    def asked(self, request: httpx2.Request, below: bytes) -> httpx2.Request:
        """The request as it is sent to this one; `below` is its path from the address on."""
        url = self.url.copy_with(raw_path=self.url.raw_path.rstrip(b"/") + below)
        headers = [(name, url.netloc if name.lower() == b"host" else value) for name, value in request.headers.raw]
        more = request.extensions
        return httpx2.Request(request.method, url, headers=headers, stream=request.stream, extensions=more)


class Spread(httpx2.AsyncBaseTransport):
    """Sends each request to the server with the fewest under way; among equals one beginning goes to the same server, which has
    read it before. One that takes no connection is passed over. The client's own address is the first of theirs.
    """

    def __init__(self, addresses: Sequence[str]) -> None:
        self._servers = [ModelServer(httpx2.URL(address)) for address in addresses]
        self._inner = httpx2.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        below = request.url.raw_path.removeprefix(self._servers[0].url.raw_path.rstrip(b"/"))
        failure: httpx2.TransportError | None = None
        for server in self._in_order((await request.aread())[:BEGINNING]):
            server.busy += 1
            try:
                response = await self._inner.handle_async_request(server.asked(request, below))
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                server.busy -= 1
                server.away_until, failure = time.monotonic() + AWAY_S, error
            except BaseException:
                server.busy -= 1
                raise
            else:
                server.away_until = 0.0
                response.stream = _CountedAnswer(cast(httpx2.AsyncByteStream, response.stream), server)
                return response
        assert failure, "there is no server"
        raise failure

    async def aclose(self) -> None:
        await self._inner.aclose()

    def _in_order(self, beginning: bytes) -> list[ModelServer]:
        now = time.monotonic()

        def rank(server: ModelServer) -> tuple[bool, int, int]:
            return server.away_until > now, server.busy, zlib.crc32(str(server.url).encode() + beginning)

        return sorted(self._servers, key=rank)


class _CountedAnswer(httpx2.AsyncByteStream):
    """What a server answers; when it is over, the server has one request less under way."""

    def __init__(self, stream: httpx2.AsyncByteStream, server: ModelServer) -> None:
        self._stream = stream
        self._server: ModelServer | None = server

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for block in self._stream:
            yield block

    async def aclose(self) -> None:
        if self._server:
            self._server.busy -= 1
            self._server = None
        await self._stream.aclose()
