"""Requests to servers of others: never longer, never more, and to nobody that could be overheard."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2

from tutor.core.errors import SignInAway
from tutor.core.loopback import is_private

log = logging.getLogger(__name__)

# For each step of a request, and for the whole of it.
STEP_S, WHOLE_S = 5.0, 10.0
MOST_BYTES = 512_000
# How long a document is good, how long an old one serves where no new one can be had, and how soon one that seemed to
# lack something is asked for once more.
KEEP_S, STALE_S, AGAIN_S = 3600.0, 86_400.0, 10.0


def may_be_asked(url: str) -> bool:
    """Whether an address is encrypted, or on this machine or a private network."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_private(host)))


@dataclass
class _Known:
    document: dict[str, Any]
    at: float
    renewed_at: float = float("-inf")


class Outside:
    """One for a running tutor. Documents are kept for a while, and asked for once however many wait for them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._inner: httpx2.AsyncHTTPTransport | None = None
        self._known: dict[str, _Known] = {}
        self._going: dict[str, asyncio.Task[None]] = {}

    @property
    def transport(self) -> httpx2.AsyncBaseTransport:
        """What any client of such a server has to send through; closing the client leaves it open."""
        self._inner = self._inner or httpx2.AsyncHTTPTransport(limits=httpx2.Limits(max_connections=20))
        return _Careful(self._inner)

    def client(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(transport=self.transport, timeout=STEP_S)

    async def document(self, url: str, *, anew: bool = False) -> dict[str, Any]:
        """A JSON object that changes rarely; `anew` where the one that is known lacks something. Raises SignInAway."""
        known, now = self._known.get(url), self._clock()
        if known is not None:
            if now - known.at < KEEP_S and not (anew and now - known.renewed_at >= AGAIN_S):
                return known.document
            known.renewed_at = now
        if url not in self._going:
            self._going[url] = asyncio.create_task(self._fetch(url))
        try:
            await asyncio.shield(self._going[url])
        except SignInAway:
            if known is None or now - known.at > STALE_S:
                raise
        return self._known[url].document

    async def _fetch(self, url: str) -> None:
        try:
            async with self.client() as client:
                found = await ask(client, "GET", url)
            before = self._known.get(url)
            self._known[url] = _Known(found, self._clock(), before.renewed_at if before else float("-inf"))
        finally:
            del self._going[url]

    async def close(self) -> None:
        for task in self._going.values():
            task.cancel()
        if self._inner:
            await self._inner.aclose()


async def ask(client: httpx2.AsyncClient, method: str, url: str, **more: Any) -> dict[str, Any]:
    """The JSON object that is answered. Raises SignInAway for anything else."""
    try:
        async with asyncio.timeout(WHOLE_S):
            response = await client.request(method, url, **more)
        response.raise_for_status()
        found = response.json()
    except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, ValueError) as error:
        raise away(url, error) from error
    if not isinstance(found, dict):
        raise away(url, "no JSON object")
    return found


def away(url: str, why: object) -> SignInAway:
    """The error, with what an operator wants to know in the log."""
    log.warning("a server of others gave no good answer", extra={"url": url.partition("?")[0], "why": repr(why)[:200]})
    return SignInAway(detail=repr(why)[:200])


class _Careful(httpx2.AsyncBaseTransport):
    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if not may_be_asked(str(request.url)):
            raise httpx2.UnsupportedProtocol("neither encrypted nor near")
        request.headers["Accept-Encoding"] = "identity"  # what is packed could unpack to anything
        response = await self._inner.handle_async_request(request)
        packed = response.headers.get("content-encoding", "identity") != "identity"
        if packed or int(response.headers.get("content-length") or 0) > MOST_BYTES:
            await response.aclose()
            raise httpx2.DecodingError("packed, or too long", request=request)
        response.stream = _Cut(response.stream, request)
        return response


class _Cut(httpx2.AsyncByteStream):
    def __init__(self, inner: Any, request: httpx2.Request) -> None:
        self._inner, self._request = inner, request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = MOST_BYTES
        async for part in self._inner:
            left -= len(part)
            if left < 0:
                raise httpx2.DecodingError("too long", request=self._request)
            yield part

    async def aclose(self) -> None:
        await self._inner.aclose()
