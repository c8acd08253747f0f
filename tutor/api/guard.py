"""Keeps other pages in the learner's browser out, and large bodies from being read to their end."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import orjson
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tutor.core.errors import OperatorError, TutorError, UploadTooLarge
from tutor.core.loopback import is_loopback

_HEADERS = {
    # wasm-unsafe-eval: the page tells voice from noise with a network that runs in WebAssembly.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
        "media-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
}
_ON_THE_WIRE = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
# Bytes of a body that is no upload: it is read as a whole, on the loop, also for who is not signed in.
MOST_JSON = 2_000_000
# How long a refused body is thrown away, as in nginx, and how many times the limit of it.
LINGER_S = 30.0
LINGER_TIMES = 4
# How long a part of a body may take to come, in seconds; without end, a slow sender would hold its request for ever.
PART_S = 60.0
_HOST = re.compile(r"(?:\[(?P<address>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::[0-9]{1,5})?")
# Cookies of ours, which need no quotes.
_OWN_COOKIE = re.compile(rb"[ \t]*(tutor_\w{1,40}=[^\"\\]*)")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


# Where the pages of platforms are meant to send browsers: what comes there is signed, or only begins.
_FROM_ELSEWHERE = frozenset({"/api/lti/login", "/api/lti/launch"})


def framed_by(origins: list[str]) -> dict[str, str]:
    """The headers of a page that some others may show in a frame."""
    policy = _HEADERS["Content-Security-Policy"]
    return {"Content-Security-Policy": policy.replace("frame-ancestors 'none'", f"frame-ancestors {' '.join(origins)}")}


class ForeignHost(OperatorError):
    status, code = 421, "foreign_host"
    message = "The tutor does not answer under that name."
    action = "Open it as http://127.0.0.1 with its port, or let the operator add the name to TUTOR_ALLOWED_HOSTS."


class ForeignOrigin(OperatorError):
    status, code = 403, "foreign_origin"
    message = "Another page asked the tutor to do something."
    action = "Use the tutor's own page."


class Guard:
    """ASGI middleware: host allow-list (DNS rebinding), origin check (CSRF), body limit, security headers."""

    def __init__(
        self,
        app: ASGIApp,
        max_body: int,
        hosts: frozenset[str] = frozenset(),
        origins: frozenset[str] = frozenset(),
    ) -> None:
        self._app = app
        self._max_body = max_body
        self._hosts = hosts
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        scope["headers"] = [*_with_own_cookies(scope["headers"])]
        headers = Headers(scope=scope)
        if scope["type"] == "websocket":
            # Opening one is a GET, but browsers let any page do it, and send the cookies along.
            if self._refuse("WEBSOCKET", headers):
                await send({"type": "websocket.close"})  # before it is accepted, this is a 403
                return
            await self._app(scope, receive, send)
            return
        method = "GET" if scope.get("path") in _FROM_ELSEWHERE else scope["method"]
        if refusal := self._refuse(method, headers):
            await _answer(refusal, send)
            return
        is_upload = headers.get("content-type", "").lower().startswith("multipart/")
        most = self._max_body if is_upload else min(self._max_body, MOST_JSON)
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > most:
            # Who asks first whether to send the body does not send it after a no.
            await _refuse_body(None if "expect" in headers else receive, send, self._max_body)
            return
        body = _Body(receive, send, most, self._max_body)
        await self._app(scope, body.receive, body.send)

    def _refuse(self, method: str, headers: Headers) -> TutorError | None:
        named = headers.getlist("host")
        host = named[0] if len(named) == 1 else ""  # of two, nobody knows which one the page was told
        name = _hostname(host)
        if not (is_loopback(name) or name in self._hosts):
            return ForeignHost()
        origin = headers.get("origin")
        if method not in _SAFE_METHODS and origin not in self._origins:
            if origin is not None and urlsplit(origin).netloc != host:
                return ForeignOrigin()
            if headers.get("sec-fetch-site") == "cross-site":
                return ForeignOrigin()
        if method in _SAFE_METHODS and origin is None and _embedded(headers):
            return ForeignOrigin()
        return None


class _Body:
    """Counts what comes in. Past the limit the application reads no further and 413 is answered in its place."""

    def __init__(self, receive: Receive, send: Send, limit: int, largest: int) -> None:
        """`largest` is the limit of uploads."""
        self._receive = receive
        self._send = send
        self._left = limit
        self._largest = largest
        self._answered = False
        self._whole = False

    async def receive(self) -> Message:
        try:
            # When all has come, who waits for more waits for the end of the connection.
            async with asyncio.timeout(None if self._whole else PART_S):
                message = await self._receive()
        except TimeoutError:
            message = {"type": "http.disconnect"}
        self._whole = not message.get("more_body")
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            if not self._answered:
                self._answered = True
                await _refuse_body(self._receive if message.get("more_body") else None, self._send, self._largest)
            return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        if self._answered:
            return
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(one for one in _ON_THE_WIRE if one[0] not in given)]
        await self._send(message)


async def _answer(error: TutorError, send: Send, last: bool = True) -> None:
    body = orjson.dumps({"error": error.as_dict()})
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if error.status == 413:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": not last})


async def _refuse_body(receive: Receive | None, send: Send, limit: int) -> None:
    """Answer 413, and throw away some of what `receive` still brings, if anything, before hanging up.

    Who is sending would otherwise see a broken connection in place of the answer (RFC 9112, 9.6).
    """
    await _answer(UploadTooLarge(), send, last=receive is None)
    if receive is None:
        return
    left = LINGER_TIMES * limit
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER_S):
            while left > 0 and (message := await receive()).get("more_body"):
                left -= len(message["body"])
    await send({"type": "http.response.body", "body": b""})


def _with_own_cookies(headers: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
    """Headers whose cookies are ours alone: whatever reads any takes the quotes and escapes off all of them first, which
    costs by the square of what anybody may send (`http.cookies`)."""
    for name, value in headers:
        if name != b"cookie":
            yield name, value
        elif own := [found[1] for part in value.split(b";") if (found := _OWN_COOKIE.fullmatch(part))]:
            yield name, b";".join(own)


def _embedded(headers: Headers) -> bool:
    """Whether another page would put an answer into itself, as a picture or a sound: it sees none, but has it made."""
    return headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") == "no-cors"


def _hostname(host: str) -> str:
    """The name or address in a Host header; "" unless it is just that, with or without a port (RFC 9110, 7.2)."""
    found = _HOST.fullmatch(host)
    return (found["address"] or found["name"]).lower() if found else ""
