"""A Host header names this server, or the request is refused. Against the middleware itself: no client sends these."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.api.guard import Guard

HOSTS = frozenset({"tutor.example.org"})


async def status(*hosts: bytes, more: tuple[tuple[bytes, bytes], ...] = ()) -> int:
    """What a request with these Host headers is answered with."""
    told: list[int] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            told.append(message["status"])

    headers = [*((b"host", host) for host in hosts), *more]
    await Guard(app, 1000, HOSTS)({"type": "http", "method": "GET", "headers": headers}, receive, send)
    return told[0]


@pytest.mark.parametrize(
    "host", [b"127.0.0.1", b"127.0.0.1:8000", b"localhost:1", b"[::1]", b"[::1]:8000", b"Tutor.Example.org:443"]
)
async def test_this_server(host: bytes) -> None:
    assert await status(host) == 200


@pytest.mark.parametrize(
    "host",
    [
        b"evil.example",
        b"[::1].evil.example",
        b"x@127.0.0.1",
        b"127.0.0.1/x",
        b"127.0.0.1?",
        b"127.0.0.1#",
        b"127.0.0.1:8000:80",
        b"127.0.0.1:http",
        b"[::1",
        b"[127.0.0.1",
        b"::1",
        b" 127.0.0.1",
        b"127.0.0.1\t",
        b"tutor.example.org.evil.example",
        b"",
    ],
)
async def test_another(host: bytes) -> None:
    assert await status(host) == 421


async def test_two_or_none() -> None:
    assert await status(b"127.0.0.1", b"evil.example") == 421
    assert await status(b"127.0.0.1", b"127.0.0.1") == 421
    assert await status() == 421


async def test_what_another_page_would_embed_is_not_made() -> None:
    """A sound in a hostile page would have this machine speak, though that page never hears it."""

    async def asked(site: bytes, mode: bytes) -> int:
        return await status(b"127.0.0.1", more=((b"sec-fetch-site", site), (b"sec-fetch-mode", mode)))

    assert await asked(b"cross-site", b"no-cors") == 403
    assert await asked(b"cross-site", b"navigate") == 200  # a link to it
    assert await asked(b"same-origin", b"no-cors") == 200
    assert await asked(b"none", b"navigate") == 200
