"""`WS /api/listen` over the real server, with the real ears."""

from __future__ import annotations

import contextlib
import io
import json
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.api.client import begin, messages, say, wait_until
from tests.api.test_accounts import School, browser, joined, school  # noqa: F401 (a fixture)
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S
from tests.unit.test_listening import pcm, silence

pytestmark = pytest.mark.models
SENTENCE = "Ayer fui al mercado con mi hermana."


@contextmanager
def microphone(
    server: Server, conversation: str, session: str = "", origin: str | None = None, **headers: str
) -> Iterator[ClientConnection]:
    url = f"{server.url.replace('http', 'ws')}/api/listen?conversation_id={conversation}&session={session}"
    with connect(
        url,
        origin=origin,  # type: ignore[arg-type]
        additional_headers=headers,
        proxy=None,
        open_timeout=PATIENCE_S,
        ping_timeout=PATIENCE_S,
        max_size=None,
    ) as socket:
        yield socket


def read(socket: ClientConnection, *kinds: str) -> dict[str, Any]:
    """The next message of one of these kinds."""
    while True:
        message: dict[str, Any] = json.loads(socket.recv(timeout=PATIENCE_S))
        if message["type"] in kinds:
            return message


def speak(socket: ClientConnection, sound: bytes) -> None:
    for at in range(0, len(sound), 3200):
        socket.send(sound[at : at + 3200])


def closed_with(socket: ClientConnection) -> int:
    """The code that the server closes with."""
    with contextlib.suppress(ConnectionClosed):
        while True:
            socket.recv(timeout=PATIENCE_S)
    assert socket.close_code
    return socket.close_code


@pytest.fixture(scope="module")
def sentence(spoken: Callable[[str], bytes]) -> bytes:
    return pcm(spoken(SENTENCE))


def test_what_is_said_becomes_a_turn(server: Server, ollama: FakeOllama, sentence: bytes) -> None:
    conversation = begin(server.client)
    with microphone(server, conversation) as socket:
        ready = read(socket, "ready")
        assert ready["received"] == 0
        assert ready["silence_s"] == 1.8
        speak(socket, sentence + silence(2))
        assert read(socket, "voice")["on"] is True
        assert read(socket, "voice")["on"] is False
        final = read(socket, "final")
        assert "mercado" in final["transcript"]["text"]
        assert final["transcript"]["words"][0].keys() == {"text", "start", "end", "probability"}
        events = say(server.client, conversation, fields={"text": "", "listen_id": final["listen_id"]})
        assert events[1].name == "transcript"
        assert events[1].data == final["transcript"]
        speak(socket, sentence)  # listening goes on
        socket.send(json.dumps({"type": "end"}))
        again = read(socket, "final")
        assert "mercado" in again["transcript"]["text"]
        assert again["listen_id"] != final["listen_id"]
    message = messages(server.client, conversation)[1]
    assert message["text"] == final["transcript"]["text"]
    assert message["transcript"] == final["transcript"]
    recording = server.client.get(message["recording_url"]).content
    assert recording[:4] == b"RIFF"
    assert (len(recording) - 44) / 32000 == pytest.approx(final["transcript"]["duration_s"], abs=0.01)
    assert ollama.chats[-1]["messages"][-1]["content"] == final["transcript"]["text"]
    heard = server.client.post("/v1/audio/transcriptions", files={"file": ("a.wav", recording)}, data={"model": "w"})
    assert heard.json()["text"] == final["transcript"]["text"]


def test_an_edited_transcript_counts_and_the_recording_stays(
    server: Server, ollama: FakeOllama, sentence: bytes
) -> None:
    conversation = begin(server.client)
    final = hear(server, conversation, sentence)
    edited = "Anteayer fui al mercado."
    events = say(server.client, conversation, edited, fields={"listen_id": final["listen_id"]})
    assert events[1].data["text"] == edited
    message = messages(server.client, conversation)[1]
    assert message["text"] == edited
    assert message["transcript"]["text"] == final["transcript"]["text"]
    assert message["recording_url"]
    assert ollama.chats[-1]["messages"][-1]["content"] == edited


def test_a_transcript_edited_after_sending_keeps_its_recording(server: Server, sentence: bytes) -> None:
    conversation = begin(server.client)
    final = hear(server, conversation, sentence)
    say(server.client, conversation, "", fields={"listen_id": final["listen_id"]})
    said = messages(server.client, conversation)[1]
    events = say(server.client, conversation, "Anteayer fui al mercado.", fields={"replaces": said["id"]})
    assert events[-1].name == "done"
    edited = messages(server.client, conversation)[1]
    assert edited["text"] == "Anteayer fui al mercado."
    assert edited["recording_url"]
    assert edited["transcript"]["text"] == final["transcript"]["text"]
    sound = server.client.get(edited["recording_url"]).content
    assert sound == server.client.get(said["recording_url"]).content
    with zipfile.ZipFile(io.BytesIO(server.client.get("/api/export?format=zip").content)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
    server.client.delete(f"/api/conversations/{conversation}").raise_for_status()
    assert server.client.get(edited["recording_url"]).status_code == 404


def hear(server: Server, conversation: str, sound: bytes, **more: Any) -> dict[str, Any]:
    with microphone(server, conversation, **more) as socket:
        speak(socket, sound)
        socket.send(json.dumps({"type": "end"}))
        return read(socket, "final")


def test_a_listen_id_works_once_and_in_its_own_conversation(server: Server, sentence: bytes) -> None:
    conversation, other = begin(server.client), begin(server.client)
    final = hear(server, conversation, sentence)
    body = {"listen_id": final["listen_id"]}
    refused = server.client.post(f"/api/conversations/{other}/turns", json=body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (410, "speech_forgotten")
    say(server.client, conversation, "", fields=body)
    again = server.client.post(f"/api/conversations/{conversation}/turns", json=body)
    assert (again.status_code, again.json()["error"]["code"]) == (410, "speech_forgotten")
    assert len(messages(server.client, conversation)) == 3


def test_what_could_not_be_sent_can_be_sent_again(server: Server, ollama: FakeOllama, sentence: bytes) -> None:
    conversation = begin(server.client)
    final = hear(server, conversation, sentence)
    body = {"listen_id": final["listen_id"]}
    ollama.held = True
    busy = threading.Thread(target=say, args=(server.client, conversation))
    busy.start()
    wait_until(lambda: messages(server.client, conversation)[1:])
    with browser(server) as client:
        assert client.post(f"/api/conversations/{conversation}/turns", json=body).status_code == 409
    ollama.held = False
    busy.join()
    assert say(server.client, conversation, "", fields=body)[-1].name == "done"


def test_a_dropped_connection_goes_on_where_it_was(server: Server, sentence: bytes) -> None:
    conversation = begin(server.client)
    half = len(sentence) // 3 // 2 * 2
    with microphone(server, conversation) as socket:
        session = read(socket, "ready")["session"]
        speak(socket, sentence[:half])
        socket.send("{}")  # its answer shows that all before it was taken
        read(socket, "error")
        socket.socket.close()  # no goodbye
    with microphone(server, conversation, session) as socket:
        ready = read(socket, "ready")
        assert (ready["session"], ready["received"]) == (session, half // 2)
        speak(socket, sentence[half:] + silence(2))
        assert "mercado" in read(socket, "final")["transcript"]["text"]
    with microphone(server, conversation, session) as socket:  # the page may not have got it
        read(socket, "ready")
        assert "mercado" in read(socket, "final")["transcript"]["text"]
        with microphone(server, conversation, session) as second:
            read(second, "ready")
            assert closed_with(socket) == 1000  # a session has one microphone


def test_an_unknown_session_begins_anew(server: Server) -> None:
    conversation, other = begin(server.client), begin(server.client)
    with microphone(server, conversation, "0" * 32) as socket:
        ready = read(socket, "ready")
        assert ready["session"] != "0" * 32
        assert ready["received"] == 0
        with microphone(server, other, ready["session"]) as elsewhere:
            assert read(elsewhere, "ready")["session"] != ready["session"]


def test_commands(server: Server, sentence: bytes) -> None:
    with microphone(server, begin(server.client)) as socket:
        socket.send(json.dumps({"type": "end"}))
        read(socket, "nothing")
        socket.send(json.dumps({"type": "hold", "on": True}))
        speak(socket, sentence + silence(5))
        socket.send(json.dumps({"type": "discard"}))
        socket.send(json.dumps({"type": "hold", "on": False}))
        speak(socket, silence(3))
        socket.send(json.dumps({"type": "end"}))
        message = read(socket, "final", "nothing")
        assert message["type"] == "nothing"


def test_speaking_primes_the_conversation_once(server: Server, ollama: FakeOllama, sentence: bytes) -> None:
    conversation = begin(server.client)
    say(server.client, conversation, "Hola.")
    asked = ollama.chats[-1]["messages"]
    ollama.requests.clear()
    with microphone(server, conversation) as socket:
        speak(socket, sentence + silence(1) + sentence)
        socket.send(json.dumps({"type": "end"}))
        read(socket, "final")
    primed = ollama.primed
    assert primed
    assert primed[0][: len(asked)] == asked
    assert "Hola." in str(primed[0])
    assert primed.count(primed[0]) <= 2  # the other is the idle time's


def test_a_pause_primes_all_that_the_turn_will_ask(server: Server, ollama: FakeOllama, sentence: bytes) -> None:
    conversation = begin(server.client)
    ollama.requests.clear()
    with microphone(server, conversation) as socket:
        speak(socket, sentence + silence(1))
        wait_until(lambda: any("mercado" in prompt[-1]["content"] for prompt in ollama.primed))
        speak(socket, silence(2))
        final = read(socket, "final")
    say(server.client, conversation, fields={"text": "", "listen_id": final["listen_id"]})
    assert ollama.chats[-1]["messages"] in ollama.primed


def test_a_foreign_page_cannot_listen(server: Server) -> None:
    conversation = begin(server.client)
    for refused in ({"origin": "https://evil.example"}, {"origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        with pytest.raises(InvalidStatus) as status, microphone(server, conversation, **refused):
            pass
        assert status.value.response.status_code == 403
    with microphone(server, conversation, origin=server.url) as socket:
        read(socket, "ready")


def test_a_foreign_name_cannot_listen(server: Server) -> None:
    request = "GET /api/listen HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    with browser(server) as client:
        headers = dict(line.split(": ") for line in request.split("\r\n")[1:] if line)
        key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13"}
        assert client.get("/api/listen", headers=headers | key).status_code == 403


def test_only_ones_own_conversations_and_only_signed_in(school: School) -> None:  # noqa: F811
    server = school.server
    conversation = begin(school.ana)

    def cookie(client: httpx.Client) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items())}

    with microphone(server, conversation) as socket:
        error = read(socket, "error")
        assert (error["code"], error["fatal"]) == ("sign_in", True)
        assert closed_with(socket) == 4401
    with microphone(server, conversation, **cookie(school.ben)) as socket:
        assert read(socket, "error")["code"] == "not_found"
        assert closed_with(socket) == 4404
    with microphone(server, conversation, **cookie(school.ana)) as socket:
        session = read(socket, "ready")["session"]
    with microphone(server, conversation, session, **cookie(school.ben)) as socket:
        assert closed_with(socket) == 4404


def test_what_another_learner_said_cannot_be_sent(school: School, sentence: bytes) -> None:  # noqa: F811
    conversation = begin(school.ana)
    ana = {"Cookie": "; ".join(f"{name}={value}" for name, value in school.ana.cookies.items())}
    body = {"listen_id": hear(school.server, conversation, sentence, **ana)["listen_id"]}
    assert school.ben.post(f"/api/conversations/{begin(school.ben)}/turns", json=body).status_code == 410
    assert say(school.ana, conversation, "", fields=body)[-1].name == "done"


def test_who_is_removed_is_no_longer_heard(school: School) -> None:  # noqa: F811
    client = joined(school.owner, school.server, "Carla")
    cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items())}
    with microphone(school.server, begin(client), **cookie) as socket:
        read(socket, "ready")
        accounts = school.owner.get("/api/accounts").json()
        carla = next(account["id"] for account in accounts if account["name"] == "Carla")
        assert school.owner.delete(f"/api/accounts/{carla}").status_code == 204
        assert closed_with(socket) == 1000


def test_a_few_microphones_of_one_learner(server: Server) -> None:
    conversation = begin(server.client)
    first = microphone(server, conversation)
    with microphone(server, conversation) as one, microphone(server, conversation) as two:
        read(one, "ready")
        read(two, "ready")
        with first as three:
            read(three, "ready")
            with microphone(server, conversation) as fourth:
                assert read(fourth, "error")["code"] == "too_many_microphones"
                assert closed_with(fourth) == 4429
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:  # those that hung up make room
        with microphone(server, conversation) as socket:
            if read(socket, "ready", "error")["type"] == "ready":
                return
    raise AssertionError("no room")


@pytest.mark.parametrize("frame", ["", "hola", "[]", "{}", '{"type":"sing"}', '{"type":"hold"}', "9" * 5000, b"\0" * 3, b"\0" * 65538])  # fmt: skip
def test_frames_nobody_can_read(server: Server, frame: str | bytes, sentence: bytes) -> None:
    with microphone(server, begin(server.client)) as socket:
        socket.send(frame)
        error = read(socket, "error")
        assert (error["code"], error["fatal"]) == ("invalid_input", False)
        assert error["message"]
        assert error["action"]
        speak(socket, sentence)  # listening goes on
        assert read(socket, "voice")["on"]
        for _ in range(11):
            socket.send(frame)
        assert closed_with(socket) == 4422
    assert server.client.get("/api/status").status_code == 200


@pytest.mark.parametrize("frame", [bytes(5_000_000), bytes(65536), "x" * 70000], ids=["giant", "sound", "text"])
def test_giant_frames_and_floods_end_the_connection(
    server: Server, monkeypatch: pytest.MonkeyPatch, frame: str | bytes
) -> None:
    monkeypatch.setattr("tutor.api.conversation.listen.time", SimpleNamespace(monotonic=lambda: 0.0))
    with microphone(server, begin(server.client)) as socket:
        read(socket, "ready")
        with contextlib.suppress(ConnectionClosed):
            for _ in range(3000):
                socket.send(frame)
            raise AssertionError("everything was taken")
    with microphone(server, begin(server.client)) as socket:
        read(socket, "ready")


def test_more_sound_than_anyone_can_speak_is_refused_in_words(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # Listening to so much takes a slow machine some of the time that it may have taken to be spoken.
    monkeypatch.setattr("tutor.api.conversation.listen.time", SimpleNamespace(monotonic=lambda: 0.0))
    with microphone(server, begin(server.client)) as socket:
        for _ in range(50):  # 100 s at once
            socket.send(bytes(64_000))
        error = read(socket, "error")
        assert (error["code"], error["fatal"]) == ("too_much_sound", True)
        assert closed_with(socket) == 4429


def test_half_an_hour_of_silence_hangs_up(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> None:
    with running(ollama.tutor(tmp_path_factory.mktemp("quiet"), listen_silence_s=3)) as server:
        conversation = begin(server.client)
        with microphone(server, conversation) as socket:  # as it comes
            speak(socket, silence(5))
            assert read(socket, "error")["code"] == "listening_paused"
            assert closed_with(socket) == 4408
        with microphone(server, conversation) as socket:  # and if none comes at all
            assert read(socket, "error")["code"] == "listening_paused"
            assert closed_with(socket) == 4408
