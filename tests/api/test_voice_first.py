"""The reply can be heard as soon as it is whole; the model's corrections come after it."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from tests.api.client import begin, messages, read_events
from tests.conftest import Server
from tests.fakes.ollama import FakeOllama
from tutor.conversation.stages import correct
from tutor.corrections.check import Checked
from tutor.corrections.review import review


@pytest.mark.models
def test_the_voice_does_not_wait_for_the_corrections(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = threading.Event()

    async def late(*args: Any, **more: Any) -> Checked:
        while not heard.is_set():  # noqa: ASYNC110 (it is set by another thread)
            await asyncio.sleep(0.01)
        return await review(*args, **more)

    monkeypatch.setattr(correct, "review", late)
    conversation = begin(server.client)
    seen: list[str] = []
    path = f"/api/conversations/{conversation}/turns"
    with server.client.stream("POST", path, json={"text": "Yo soy veinte años."}) as response:
        for event in read_events(response):
            seen.append(event.name)
            if event.name == "speech":
                assert event.data["text"] == "¡Muy bien! ¿Y tú?"
                sound = server.client.get(event.data["speech_url"])
                assert sound.status_code == 200
                assert len(sound.content) > 20_000
                stored = messages(server.client, conversation)[-1]
                assert (stored["text"], stored["state"]) == (event.data["text"], "pending")
                heard.set()
    assert seen[-2:] == ["speech", "done"]
    assert event.data["corrections"]


def test_who_stops_when_only_corrections_are_awaited_keeps_the_whole_reply(server: Server, ollama: FakeOllama) -> None:
    ollama.checking_s = 30.0
    conversation = begin(server.client)
    path = f"/api/conversations/{conversation}/turns"
    with server.client.stream("POST", path, json={"text": "Yo soy veinte años."}) as response:
        for event in read_events(response):
            if event.name == "start":
                turn = event.data["turn_id"]
            if event.name == "speech":
                assert server.client.delete(f"/api/turns/{turn}").status_code == 204
    assert event.name == "done"
    assert event.data["stopped"] is False
    assert [c["replacement"] for c in event.data["corrections"]] == ["tengo"]  # by the rules
    assert [m["state"] for m in messages(server.client, conversation)[-2:]] == ["complete", "complete"]
