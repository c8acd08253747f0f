"""Who says little, or without end: others are answered meanwhile, and the server holds nothing for them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import pytest

from tests.api.client import wait_until
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S
from tutor.api import connections, guard

HEAD = b"POST /api/corrections HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture(scope="module")
def server(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ollama.tutor(tmp_path_factory.mktemp("slow"))) as server:
        yield server


@contextmanager
def impatient(seconds: float = 0.3) -> Iterator[None]:
    """The server waits no longer for the rest of a request. What comes after it has time, on a slow machine too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections, "HEAD_S", seconds)
        patch.setattr(guard, "PART_S", seconds)
        yield


def connected(server: Server, end: ExitStack) -> socket.socket:
    url = urlsplit(server.url)
    return end.enter_context(socket.create_connection((url.hostname, url.port), PATIENCE_S))


def ended(line: socket.socket) -> bytes:
    """What comes until the server hangs up; times out where it does not."""
    told = b""
    try:
        while part := line.recv(65_536):
            told += part
    except ConnectionError:
        pass
    return told


@pytest.mark.parametrize("begun", [b"", b"G", HEAD, HEAD + b"X-Slow: a"], ids=["nothing", "a letter", "lines", "half"])
def test_who_does_not_go_on_is_hung_up_on(server: Server, begun: bytes) -> None:
    with impatient(), ExitStack() as end:
        lines = [connected(server, end) for _ in range(20)]
        for line in lines:
            line.sendall(begun)
        assert [ended(line) for line in lines] == [b""] * 20
    assert server.client.get("/api/levels").status_code == 200


def test_a_second_request_must_come_in_time_too(server: Server) -> None:
    with ExitStack() as end:
        line = connected(server, end)
        line.sendall(b"GET /api/levels HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert line.recv(65_536).startswith(b"HTTP/1.1 200")
        with impatient():
            line.sendall(b"GET /api/le")
            assert b"HTTP/1.1" not in ended(line)


@pytest.mark.parametrize("part", [b"X-Long: " + b"x" * 60_000, b"X: y\r\n" * 10_000], ids=["one", "many"])
def test_a_head_without_end_is_refused(server: Server, part: bytes) -> None:
    with ExitStack() as end:
        line = connected(server, end)
        line.sendall(HEAD)
        sent = 0
        try:
            while sent < 50_000_000:
                sent += line.send(part)
        except ConnectionError:
            pass
        assert sent < 20_000_000
    assert server.client.get("/api/levels").status_code == 200


@pytest.mark.parametrize("begun", [b"0\r\n", b"2;", b"0\r\nX-"], ids=["lines", "what is said of a piece", "a name"])
def test_what_comes_around_a_body_has_an_end(server: Server, begun: bytes) -> None:
    with ExitStack() as end:
        line = connected(server, end)
        line.sendall(HEAD + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n" + begun)
        sent, part = 0, b"X: y\r\n" * 10_000 if begun == b"0\r\n" else b"x" * 60_000
        try:
            while sent < 50_000_000:
                sent += line.send(part)
        except ConnectionError:
            pass
        assert sent < 20_000_000
    assert server.client.get("/api/levels").status_code == 200


def test_a_body_in_many_pieces_is_read(server: Server) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(2_000):
            yield b"a "
        yield b'"}'

    headers = {"Content-Type": "application/json"}
    assert server.client.post("/api/corrections", content=pieces(), headers=headers).status_code == 200


def test_a_body_that_stops_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "PART_S", 0.3)
    with ExitStack() as end:
        line = connected(server, end)
        line.sendall(HEAD + b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
        assert b" 200 " not in ended(line)


def test_a_slow_answer_and_a_quiet_stream_stay(server: Server, ollama: FakeOllama) -> None:
    ollama.tokens, ollama.delay_s = ["¡Muy bien!"], 6.0
    states: list[str] = []
    with impatient(5.0):  # less than both take, and more than a slow machine does for the head of a request
        conversation = server.client.post("/api/conversations", json={"level": "A2"}).json()["id"]
        with server.client.stream("POST", f"/api/conversations/{conversation}/turns", json={"text": "Hola."}) as answer:
            assert b"event: done" in answer.read()
        with server.client.stream("GET", f"/api/conversations/{conversation}/events") as answer:
            lines = answer.iter_lines()
            wait_until(lambda: states.append(next(lines)) or "event: ping" in states or ": ping" in states[-1])
