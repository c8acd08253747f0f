"""How a tutor ends that is told to: its readers hear of it, what was said is kept, and nothing holds it up."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.client import begin, messages, read_events
from tests.api.test_following import Streams, follow, shared, streams  # noqa: F401 (a fixture)
from tests.api.test_listen import closed_with, microphone, read
from tests.conftest import running, spawned
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S


def test_shutdown_tells_the_reader_and_keeps_the_text(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.tokens, ollama.delay_s = [f"Palabra {n}. " for n in range(10_000)], 1.0  # of which a reply may have 320
    settings = ollama.tutor(tmp_path)
    with spawned(settings) as server:
        conversation = begin(server.client)
        path = f"/api/conversations/{conversation}/turns"
        with server.client.stream("POST", path, json={"text": "Hola"}) as response:
            events = read_events(response)
            seen = [next(events) for _ in range(4)]
            server.process.send_signal(signal.SIGTERM)
            seen += list(events)
        server.process.wait(PATIENCE_S)  # the whole reply would take longer
    assert seen[-1].name == "error"
    assert seen[-1].data["retryable"]
    ollama.tokens, ollama.delay_s = ["Aquí ", "estoy."], 0
    with running(settings) as server:
        kept = messages(server.client, conversation)[-1]
        assert (kept["state"], kept["text"]) == ("failed", seen[-1].data["text"])
        assert kept["text"].startswith("Palabra 0. Palabra 1.")
        with server.client.stream("POST", f"/api/turns/{seen[0].data['turn_id']}/regenerate") as again:
            assert list(read_events(again))[-1].data["text"] == "Aquí estoy."


def test_open_pages_do_not_hold_up_the_end(
    ollama: FakeOllama,
    streams: Streams,  # noqa: F811
    tmp_path: Path,
) -> None:
    with spawned(ollama.tutor(tmp_path / "data")) as server:
        conversation = begin(server.client)
        page = streams(server.client, f"/api/conversations/{conversation}/events")
        guest = follow(streams, server.client, shared(server.client, conversation))
        guest.wait(lambda s: s.named("conversation"))
        server.stop()
    page.wait(lambda s: s.ended)
    guest.wait(lambda s: s.ended)
    assert not guest.named("end")  # the learner has not ended it: the page comes back with the tutor


def test_the_server_stops_while_it_listens(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = ollama.tutor(tmp_path_factory.mktemp("stop"))
    with spawned(settings) as server, microphone(server, begin(server.client)) as socket:
        read(socket, "ready")
        assert server.stop() in (0, -15)
        assert closed_with(socket) in (1001, 1012)


STUCK = """
import sys, threading, time
from tutor import cli
from tutor.api.status import lists

@lists.router.get("/stuck")
async def stuck():
    threading.Thread(target=time.sleep, args=(600,)).start()  # as a native library that heeds nobody

sys.exit(cli.main(["serve", "--port", sys.argv[1]]))
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_program_ends_though_a_thread_does_not(how: signal.Signals, tmp_path: Any, ollama: FakeOllama) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    env = os.environ | {"TUTOR_DATA_DIR": str(tmp_path), "TUTOR_PREWARM": "0", "TUTOR_OLLAMA_URL": ollama.url}
    program = subprocess.Popen([sys.executable, "-c", STUCK, str(port)], env=env)
    try:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                httpx.get(f"http://127.0.0.1:{port}/api/stuck", trust_env=False, timeout=PATIENCE_S)
                break
            except httpx.ConnectError:
                time.sleep(0.05)
        program.send_signal(how)
        program.wait(PATIENCE_S)  # without its own end it would take ten minutes
    finally:
        program.kill()
