"""Bodies of many values, of great depth, and large ones where no file is sent: refused before anybody has to wait for them.

Most are sent by who is not signed in. The watch on the loop fails these tests where a request takes more than its part of it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.api.test_accounts import School, browser, school  # noqa: F401 (a fixture)
from tests.conftest import Server
from tutor.api.guard import MOST_JSON

JSON = {"Content-Type": "application/json"}
MANY: dict[str, Callable[[int], bytes]] = {
    "a list of numbers": lambda size: b'{"name":[' + b"1," * (size // 2 - 20) + b"1]}",
    "a list of texts": lambda size: b'{"name":[' + b'"a",' * (size // 4 - 20) + b'"a"]}',
    "a list of objects": lambda size: b'{"name":[' + b"{}," * (size // 3 - 20) + b"{}]}",
    "fields nobody knows": lambda size: b"{" + b",".join(b'"k%06d":1' % n for n in range(size // 12)) + b"}",
    "one long field": lambda size: b'{"name":"' + b"n" * (size - 20) + b'"}',
    "one long name of a field": lambda size: b'{"' + b"n" * (size - 20) + b'":1}',
}
PATHS = [("POST", "/api/session"), ("POST", "/api/accounts"), ("POST", "/api/classes"), ("PATCH", "/api/learner")]


@pytest.mark.parametrize("kind", MANY)
@pytest.mark.parametrize("size", [100_000, MOST_JSON, 10 * MOST_JSON])
def test_many_values_keep_nobody_waiting(school: School, kind: str, size: int) -> None:  # noqa: F811
    stranger, body = browser(school.server), MANY[kind](size)
    for client in (stranger, school.ana):
        for method, path in PATHS:
            answer = client.request(method, path, content=body, headers=JSON)
            assert answer.status_code in (401, 403, 413, 422), (path, answer.status_code, answer.text[:200])
            assert len(answer.text) < 1_000
            assert answer.json()["error"]["action"]


def test_a_large_body_that_does_not_say_how_large_it_is(server: Server) -> None:
    def parts() -> object:
        for _ in range(MOST_JSON // 100_000 + 2):
            yield b" " * 100_000

    answer = server.client.post("/api/conversations", content=parts(), headers=JSON)  # type: ignore[arg-type]
    assert answer.status_code == 413


@pytest.mark.parametrize("depth", [50, 120, 300, 450, 480, 600, 900, 100_000])
def test_depth_is_bad_input_and_never_a_fault(school: School, depth: int) -> None:  # noqa: F811
    for opened, closed in ((b"[", b"]"), (b'{"a":', b"}")):
        body = b'{"name":' + opened * depth + b"1" + closed * depth + b"}"
        for method, path in PATHS:
            answer = browser(school.server).request(method, path, content=body, headers=JSON)
            assert answer.status_code in (400, 401, 403, 422), (depth, path, answer.text[:200])


def test_what_people_really_send_still_comes_in(server: Server) -> None:
    cards = "\n".join(f"palabra{n},word {n}" for n in range(4_000))
    assert server.client.post("/api/cards/import", json={"text": cards}).status_code == 200
