"""Streams survive what networks do to them, and hold nothing up."""

from __future__ import annotations

import random
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.api.client import begin, messages, read_events, say, text_of, wait_until
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama
from tests.hardship.cuts import ALL, Reader, random_limits, replayed, take_turn
from tests.tutors import PATIENCE_S
from tutor.api import sse

WORDS = [f"🙂 Palabra {n}, ¿qué? " for n in range(40)]


def test_random_cuts_lose_and_double_nothing(server: Server, ollama: FakeOllama) -> None:
    ollama.tokens, ollama.delay_s = WORDS, 0.003
    chance = random.Random(7)
    cuts = torn = 0
    for _ in range(30):
        conversation = begin(server.client)
        reader = take_turn(server.url, conversation, random_limits(chance))
        stored = messages(server.client, conversation)[-1]["text"]
        assert reader.text == stored == "".join(WORDS).strip()
        assert reader.events[-1].data["text"] == stored
        assert [e.seq for e in reader.events] == sorted({e.seq for e in reader.events})
        cuts, torn = cuts + reader.cuts, torn + reader.torn
    print(f"{cuts} cuts, {torn} of them inside an event")
    assert torn > 100


def test_a_stored_turn_cut_at_every_byte(server: Server, ollama: FakeOllama) -> None:
    ollama.tokens, ollama.delay_s = WORDS[:4], 0.03
    conversation = begin(server.client)
    whole = take_turn(server.url, conversation, [])
    turn = whole.events[0].data["turn_id"]
    size = len(server.client.get(f"/api/turns/{turn}/events").content)
    for limit in range(1, size, 3):
        reader = replayed(server.url, turn, limit, [])
        assert reader.text == whole.text
        assert reader.events[-1].name == "done"


def test_every_event_boundary(server: Server, ollama: FakeOllama) -> None:
    ollama.tokens, ollama.delay_s = WORDS[:8], 0.01
    conversation = begin(server.client)
    whole = take_turn(server.url, conversation, [])
    turn = whole.events[0].data["turn_id"]
    for n in range(len(whole.events)):
        reader = Reader(server.url, whole.events[:n])
        assert reader.follow(turn, ALL)
        assert reader.text == whole.text


def test_a_reader_that_stops_reading_and_an_engine_that_never_ends(server: Server, ollama: FakeOllama) -> None:
    ollama.tokens, ollama.delay_s = [" ".join(f"Palabra {n}." for n in range(400)) + " "] * 3000, 0.01
    before = ollama.cancelled
    conversation = begin(server.client)
    where = urlsplit(server.url)
    stalled = socket.create_connection((where.hostname, where.port))
    stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    body = b'{"text": "Hola"}'
    stalled.sendall(
        f"POST /api/conversations/{conversation}/turns HTTP/1.1\r\nHost: {where.netloc}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    wait_until(lambda: len(messages(server.client, conversation)) == 3)
    wait_until(lambda: messages(server.client, conversation)[-1]["state"] == "complete")
    assert 20_000 < len(messages(server.client, conversation)[-1]["text"]) < 25_000
    wait_until(lambda: ollama.cancelled > before)
    stalled.close()
    ollama.tokens, ollama.delay_s = ["Sí."], 0
    assert say(server.client, conversation)[-1].data["text"] == "Sí."


def test_stopping_is_done_in_a_moment_also_at_the_engine(server: Server, ollama: FakeOllama) -> None:
    ollama.tokens, ollama.delay_s = [f"Sí {n}. " for n in range(300)], 0.2
    before = ollama.cancelled
    conversation = begin(server.client)
    with server.client.stream("POST", f"/api/conversations/{conversation}/turns", json={"text": "Hola"}) as response:
        events = read_events(response)
        turn = next(events).data["turn_id"]
        while next(events).name != "token":
            pass
        assert server.client.delete(f"/api/turns/{turn}").status_code == 204
        rest = list(events)
    assert rest[-1].data["stopped"]
    wait_until(lambda: ollama.cancelled == before + 1)


def test_a_second_device_follows_and_both_see_the_same(server: Server, ollama: FakeOllama) -> None:
    ollama.tokens, ollama.delay_s = WORDS[:20], 0.01
    conversation = begin(server.client)
    seen: dict[str, list[str]] = {}

    def follow(name: str, turn: str) -> None:
        with server.client.stream("GET", f"/api/turns/{turn}/events") as response:
            seen[name] = [text_of(list(read_events(response)))]

    with server.client.stream("POST", f"/api/conversations/{conversation}/turns", json={"text": "Hola"}) as response:
        events = read_events(response)
        start = next(events)
        others = [threading.Thread(target=follow, args=(str(n), start.data["turn_id"])) for n in range(7)]
        for other in others:
            other.start()
        mine = text_of(list(events))
    for other in others:
        other.join(PATIENCE_S)
    follow("later", start.data["turn_id"])
    assert {text for texts in seen.values() for text in texts} == {mine}
    assert len(seen) == 8


def test_headers_forbid_buffering(server: Server) -> None:
    conversation = begin(server.client)
    path = f"/api/conversations/{conversation}/turns"
    with server.client.stream("POST", path, json={"text": "Hola"}) as response:
        assert response.headers["cache-control"] == "no-store, no-transform"
        assert response.headers["x-accel-buffering"] == "no"
        response.read()


def test_pings_keep_a_silent_stream_alive(server: Server, ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sse.PING_S < 15  # proxies hang up after 30 s, some after less
    monkeypatch.setattr(sse, "PING_S", 1)
    ollama.held = True
    conversation = begin(server.client)
    path = f"/api/conversations/{conversation}/turns"
    arrived: list[str] = []
    with server.client.stream("POST", path, json={"text": "Hola"}) as response:
        for line in response.iter_lines():
            arrived += [line] if line.startswith((": ping", "event")) else []
            ollama.held = sum(one.startswith(": ping") for one in arrived) < 2
    assert len(arrived) >= 5  # start, two pings, token, done


def test_the_queue_is_shown_while_one_waits(ollama: FakeOllama, tmp_path: Path) -> None:
    settings = ollama.tutor(tmp_path, llm_slots=1)
    ollama.tokens, ollama.delay_s = ["uno ", "dos "], 0.05
    with running(settings) as server:
        say(server.client, begin(server.client))  # now it is known how long a reply takes
        first, second = begin(server.client), begin(server.client)
        ollama.held = True
        with ThreadPoolExecutor() as pool:
            pool.submit(say, server.client, first)
            wait_until(lambda: len(ollama.chats) == 2)
            waits = pool.submit(say, server.client, second)
            wait_until(lambda: server.client.get("/api/status").json()["waiting"]["llm"] == 1)
            ollama.held = False
            events = waits.result(PATIENCE_S)
        waiting = [e.data for e in events if e.name == "queue"]
        assert waiting[0]["engine"] == "llm"
        assert waiting[0]["position"] == 1
        assert waiting[0]["wait_s"] > 0
        assert events[-1].data["text"] == "uno dos"
        assert server.client.get("/api/status").json()["waiting"]["llm"] == 0


def test_too_many_turns_are_told_when_to_come_back(ollama: FakeOllama, tmp_path: Path) -> None:
    settings = ollama.tutor(tmp_path, turns_rate="3/hour", uploads_rate="1/hour", corrections_llm=True)
    with running(settings) as server:
        conversation = begin(server.client)
        recording = {"audio": ("r.webm", b"not a recording")}
        path = f"/api/conversations/{conversation}/turns"
        assert server.client.post(path, files=recording).status_code == 422
        refused = server.client.post(path, files=recording)
        assert (refused.status_code, refused.json()["error"]["code"]) == (429, "too_many_requests")
        assert 3000 < int(refused.headers["retry-after"]) <= 3600
        say(server.client, conversation)
        refused = server.client.post(path, json={"text": "Otra vez"}, headers={"X-Forwarded-For": "203.0.113.9"})
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 3600
        assert len(messages(server.client, conversation)) == 3
