"""A microphone whose page is connected now to one of two tutors, now to the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from websockets.sync.client import ClientConnection

from tests.api.client import begin, messages, refused, say
from tests.api.test_listen import closed_with, microphone, read, speak
from tests.conftest import Server
from tests.process.pairs import Pair, needs_servers
from tests.unit.test_listening import pcm, silence

pytestmark = [*needs_servers, pytest.mark.models]
SENTENCE = "Mañana compro pan y queso en la tienda."
# How often a page comes back on a machine that is slow.
TRIES = 10


@contextmanager
def back_at(server: Server, conversation: str, session: str) -> Iterator[tuple[ClientConnection, dict[str, Any]]]:
    """The microphone of a page that comes back, and what it is told: that its session goes on. A process that is too busy to
    say within ANSWER_S that it has it still has it, so that a page may come once more."""
    for _ in range(TRIES):
        with microphone(server, conversation, session) as socket:
            ready = read(socket, "ready")
            if ready["session"] == session:
                yield socket, ready
                return
    raise AssertionError("the session did not go on")


def test_a_page_that_comes_back_to_the_other_goes_on_and_sends_it_there(
    pair: Pair,
    spoken: Callable[[str], bytes],
) -> None:
    conversation = begin(pair.one.client)
    sound = pcm(spoken(SENTENCE))
    half = len(sound) // 3200 // 2 * 3200
    with microphone(pair.one, conversation) as socket:
        session = read(socket, "ready")["session"]
        speak(socket, sound[:half])
        read(socket, "voice")
    with back_at(pair.two, conversation, session) as (socket, ready):
        assert (ready["session"], ready["received"]) == (session, half // 2)
        speak(socket, sound[half:] + silence(0.3))
        socket.send(json.dumps({"type": "end"}))
        final = read(socket, "final")
        text = final["transcript"]["text"].casefold()
        assert "compro" in text
        assert "tienda" in text
    events = say(pair.two.client, conversation, fields={"text": "", "listen_id": final["listen_id"]})
    assert events[-1].name == "done"
    said = messages(pair.one.client, conversation)[1]
    assert said["transcript"] == final["transcript"]
    assert pair.one.client.get(said["recording_url"]).content[:4] == b"RIFF"
    path = f"/api/conversations/{conversation}/turns"
    for server in (pair.one, pair.two):  # it is sent once, wherever
        answer = server.client.post(path, json={"text": "", "listen_id": final["listen_id"]})
        refused(answer, 410, "speech_forgotten")


def test_a_session_whose_server_is_gone_begins_anew(pair: Pair) -> None:
    conversation = begin(pair.one.client)
    with microphone(pair.one, conversation) as socket:
        session = read(socket, "ready")["session"]
    with back_at(pair.two, conversation, session) as (relayed, _):
        pair.one.kill()
        assert closed_with(relayed) == 1012
    with microphone(pair.two, conversation, session) as socket:
        ready = read(socket, "ready")
        assert ready["session"] != session
        assert ready["received"] == 0
