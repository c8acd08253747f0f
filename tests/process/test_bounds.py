"""What a tutor takes of its machine, seen from outside: files, memory, processor, connections."""

from __future__ import annotations

import asyncio
import resource
import socket
import struct
import time
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from tests.api.client import begin, read_events, refused, say, wait_until
from tests.api.test_accounts import PASSWORD, joined
from tests.api.test_bad_input import turn
from tests.api.test_crowd_at_the_door import at_once, owner_of
from tests.conftest import REAL, spawned
from tests.fakes.ollama import FakeOllama, fake_ollama
from tests.loop_watch import slowness
from tutor.core.guesses import DOOR
from tutor.core.settings import Settings


def test_a_full_disk_keeps_the_conversation(tmp_path: Path) -> None:
    """The server may write files of 1.5 MB at most, which is how a full disk looks to a larger recording."""
    settings = Settings(
        data_dir=tmp_path, models_dir=REAL.models_folder, voices_dir=REAL.voices_folder, llm="ollama", prewarm=False
    )
    with fake_ollama() as fake, spawned(settings.model_copy(update={}), TUTOR_OLLAMA_URL=fake.url) as server:
        conversation = begin(server.client)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
        answer = turn(server, conversation, files={"audio": ("a.wav", b"RIFF\0\0\0\0WAVE" + b"\0" * 2_000_000)})
        refused(answer, 507, "disk_full")
        assert not list((tmp_path / "recordings").glob("*"))
        assert say(server.client, conversation)[-1].name == "done"


def test_bogus_joins_make_the_server_hash_nothing(ollama: FakeOllama, tmp_path: Path) -> None:
    bodies = [{"name": f"n{n}", "password": PASSWORD, "invitation": f"guessed {n}"} for n in range(300)]
    with spawned(ollama.tutor(tmp_path / "data", accounts=True)) as server:
        owner, process = owner_of(server), psutil.Process(server.process.pid)
        before = process.memory_info().rss
        answers = asyncio.run(at_once(server, "/api/accounts", bodies))
        assert set(answers) <= {422, 429}  # a guess beside the mark, and guesses that come too fast
        assert sum(answers.values()) == 300
        assert process.memory_info().rss - before < 64 << 20  # one hash takes as much
        time.sleep(DOOR.apart_s)  # who is rightly here is asked to wait so long
        joined(owner, server, "Ana")


@pytest.mark.models
def test_the_embedded_model_stops_generating_when_told(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path,
        models_dir=REAL.models_folder,
        llm="embedded",
        embedded_model="qwen2.5-coder-0.5b-instruct",
        prewarm=False,
        corrections_llm=False,
        reply_tokens=2000,
        llm_first_token_s=3600,
    )
    with spawned(settings) as server:
        # With a template of one's own no scene speaks for the model.
        own = {"name": "Números", "text": "Escribe los números que te piden, con letras."}
        template = server.client.post("/api/templates", json=own).json()["id"]
        wanted = {"level": "A2", "scenario_id": "charla", "template_id": template}
        conversation = server.client.post("/api/conversations", json=wanted).json()["id"]
        process = psutil.Process(server.process.pid)
        path = f"/api/conversations/{conversation}/turns"
        question = {"text": "Escribe los números del uno al mil, uno por uno, con letras."}
        stopped = False
        for _ in range(10):  # a small model may be content with a few words, so ask until one reply is stopped midway
            with server.client.stream("POST", path, json=question) as response:
                events = read_events(response)
                turn = next(events).data["turn_id"]
                time.sleep(2)  # it is writing by now; what it writes is shown sentence by sentence
                server.client.delete(f"/api/turns/{turn}")
                stopped = list(events)[-1].data["stopped"]
            if stopped:
                break
        assert stopped
        before = spent_s(process)
        # Idle time would be used to prime it.
        server.client.delete(f"/api/conversations/{conversation}").raise_for_status()
        wait_until(lambda: is_at_rest(process))
        # If it went on, two threads would be at work for a minute more.
        assert spent_s(process) - before < 4 * slowness()


def spent_s(process: psutil.Process) -> float:
    """The processor's time that a process has taken, in seconds."""
    return float(sum(process.cpu_times()[:2]))


def is_at_rest(process: psutil.Process) -> bool:
    before = spent_s(process)
    time.sleep(1)
    return spent_s(process) - before < 0.6


def test_a_vanished_reader_frees_its_connection(ollama: FakeOllama, tmp_path: Path) -> None:
    settings = ollama.tutor(tmp_path)
    with fake_ollama() as slow, spawned(settings.model_copy(update={"ollama_url": slow.url})) as server:
        slow.tokens, slow.delay_s = [f"Sí {n}. " for n in range(100)], 0.05
        process = psutil.Process(server.process.pid)
        before = len(process.net_connections())
        conversation = begin(server.client)
        for _ in range(20):
            where = urlsplit(server.url)
            gone = socket.create_connection((where.hostname, where.port))
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            body = b'{"text": "Hola"}'
            gone.sendall(
                f"POST /api/conversations/{conversation}/turns HTTP/1.1\r\nHost: {where.netloc}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            gone.close()
        wait_until(lambda: len(process.net_connections()) <= before + 2)
        wait_until(lambda: server.client.get(f"/api/conversations/{conversation}").json()["active_turn_id"] is None)
