"""What was said survives the server's sudden end, and background work keeps a conversation short."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from tests.api.client import Sent, begin, messages, read_events, say, text_of
from tests.conftest import running, spawned
from tests.fakes.ollama import fake_ollama
from tests.hardship import kill9
from tests.tutors import PATIENCE_S
from tutor.conversation.prompt.builder import examples_at
from tutor.core.levels import Level


def test_kill_in_the_middle_of_a_turn(tmp_path: Path) -> None:
    with fake_ollama() as fake:
        settings = fake.tutor(tmp_path)
        fake.tokens, fake.delay_s = [f"Palabra {n}. " for n in range(300)], 0.2
        with spawned(settings) as server:
            conversation = begin(server.client)
            path = f"/api/conversations/{conversation}/turns"
            with server.client.stream("POST", path, json={"text": "¡No me pierdas!"}) as response:
                seen: list[Sent] = []
                for event in read_events(response):
                    seen.append(event)
                    if "Palabra 5." in text_of(seen):
                        break
                server.kill()
        with spawned(settings) as server:
            kept = messages(server.client, conversation)
            assert kept[1]["text"] == "¡No me pierdas!"
            assert kept[2]["state"] == "failed"
            assert kept[2]["error"]["code"] == "interrupted"
            assert kept[2]["text"].startswith("Palabra 0. ")
            turn = seen[0].data["turn_id"]
            with server.client.stream("GET", f"/api/turns/{turn}/events") as replay:
                assert list(read_events(replay))[-1].name == "error"
            fake.tokens, fake.delay_s = ["Aquí ", "estoy."], 0
            with server.client.stream("POST", f"/api/turns/{turn}/regenerate") as again:
                assert list(read_events(again))[-1].data["text"] == "Aquí estoy."
            assert server.stop() in (0, -signal.SIGTERM)  # uvicorn ends by the signal it was sent


def test_older_messages_are_summarised_when_idle(tmp_path: Path) -> None:
    with fake_ollama() as fake:
        # More than the first five turns have: there is no pause in which they could be summarised.
        settings = fake.tutor(tmp_path, history_messages=12)
        with running(settings) as server:
            conversation = begin(server.client)
            for n in range(6):
                say(server.client, conversation, f"Frase número {n}.")
            fake.tokens = ["Ana habla de frases."]
            deadline = time.monotonic() + PATIENCE_S
            while time.monotonic() < deadline:
                summary = server.client.get(f"/api/conversations/{conversation}").json()["summary"]
                if summary:
                    break
                time.sleep(0.3)
            assert summary == "Ana habla de frases."
            assert len(messages(server.client, conversation)) == 13
            say(server.client, conversation, "Y la última.")
            prompt = fake.chats[-1]["messages"]
            assert "Ana habla de frases." in prompt[0]["content"]
            assert "Frase número 0." not in str(prompt)
            assert "Frase número 5." in str(prompt)
            # system, examples, then the last five and the new one
            assert len(prompt) - 1 - len(examples_at(Level.A2)) <= 7


@pytest.mark.sqlite
def test_kill_at_random_moments_under_load(tmp_path: Path) -> None:
    """A few of the 200 kills of `make hardship`."""
    counts = kill9.run(tmp_path, kills=5)
    assert counts.acknowledged >= 5
    assert counts.interrupted > 0
