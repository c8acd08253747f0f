"""`WS /v1/realtime` as other programs speak it: with the official `openai` client, the real ears and the real voice."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from openai import AsyncOpenAI
from openai.resources.realtime.realtime import AsyncRealtimeConnection
from openai.types.realtime import RealtimeServerEvent
from pydantic import TypeAdapter
from websockets.exceptions import InvalidStatus

from tests.api.client import messages, wait_until
from tests.api.test_accounts import School, school  # noqa: F401 (a fixture)
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S
from tests.unit.test_listening import pcm, silence
from tutor.api.programs.realtime.sound import Resampler
from tutor.core.settings import Settings

SENTENCE = "Ayer fui al mercado con mi hermana."
STEP = 4800  # bytes: a tenth of a second
# While a last word is made out the tutor reads nothing, pings neither.
OPTIONS: Any = {"proxy": None, "max_size": None, "open_timeout": PATIENCE_S, "ping_timeout": PATIENCE_S}
# The client itself takes whatever comes; its types are what it promises.
EVENT: TypeAdapter[Any] = TypeAdapter(RealtimeServerEvent)


class Talk:
    """A connection, and all that came over it."""

    def __init__(self, connection: AsyncRealtimeConnection) -> None:
        self.connection = connection
        self.came: list[Any] = []

    async def until(self, kind: str) -> Any:
        """The next event of a kind; all on the way are as the client's types say."""
        while True:
            raw = await asyncio.wait_for(self.connection.recv_bytes(), PATIENCE_S)
            event = EVENT.validate_json(raw, strict=False)
            assert event.type == json.loads(raw)["type"]
            self.came.append(event)
            if event.type == kind:
                return event

    def of(self, kind: str) -> list[Any]:
        return [event for event in self.came if event.type == kind]

    async def send(self, kind: str, **fields: Any) -> None:
        await self.connection.send({"type": kind, **fields})  # type: ignore[arg-type]

    async def say(self, sound: bytes) -> None:
        for at in range(0, len(sound), STEP):
            await self.send("input_audio_buffer.append", audio=base64.b64encode(sound[at : at + STEP]).decode())

    async def type(self, text: str) -> None:
        item = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}
        await self.send("conversation.item.create", item=item)

    async def configure(self, **session: Any) -> Any:
        await self.send("session.update", session={"type": "realtime", **session})
        return (await self.until("session.updated")).session

    async def fails(self, code: str) -> Any:
        error = (await self.until("error")).error
        assert error.code == code
        return error


@asynccontextmanager
async def talking(server: Server, origin: str | None = None, **query: str) -> AsyncIterator[Talk]:
    async with AsyncOpenAI(base_url=f"{server.url}/v1", api_key="any") as client:
        asked = client.realtime.connect(
            model="gpt-realtime",
            extra_query=query,
            extra_headers={"Origin": origin} if origin else {},
            websocket_connection_options=OPTIONS,
        )
        async with asked as connection:
            talk = Talk(connection)
            await talk.until("session.created")
            yield talk


@pytest.fixture(scope="module")
def sentence(spoken: Callable[[str], bytes]) -> bytes:
    """What a learner says, as programs send it: PCM16 of 24 kHz."""
    resampler = Resampler(16_000, 24_000)
    return resampler(pcm(spoken(SENTENCE))) + resampler.rest()


def quiet(seconds: float) -> bytes:
    return silence(seconds * 1.5)


@pytest.mark.models
async def test_a_spoken_turn(server: Server, sentence: bytes) -> None:
    async with talking(server) as talk:
        session = talk.came[0].session
        assert session.audio.input.turn_detection.type == "server_vad"
        assert session.audio.input.format.rate == 24000
        conversation = (await talk.until("conversation.created")).conversation.id
        await talk.say(sentence + quiet(2.5))
        started = await talk.until("input_audio_buffer.speech_started")
        assert started.audio_start_ms < 1000
        stopped = await talk.until("input_audio_buffer.speech_stopped")
        committed = await talk.until("input_audio_buffer.committed")
        assert started.item_id == stopped.item_id == committed.item_id
        created = await talk.until("conversation.item.created")
        assert (created.item.id, created.item.role) == (started.item_id, "user")
        heard = await talk.until("conversation.item.input_audio_transcription.completed")
        assert "mercado" in heard.transcript
        assert heard.usage.seconds > 1
        done = await talk.until("response.done")
    assert done.response.status == "completed"
    assert done.response.usage.total_tokens == 46
    (item,) = done.response.output
    assert item.content[0].transcript == "¡Muy bien! ¿Y tú?"
    written = "".join(event.delta for event in talk.of("response.output_audio_transcript.delta"))
    assert written == talk.of("response.output_audio_transcript.done")[0].transcript == item.content[0].transcript
    sound = b"".join(base64.b64decode(event.delta) for event in talk.of("response.output_audio.delta"))
    samples = np.frombuffer(sound, dtype="<i2")
    assert 0.8 * 24_000 < len(samples) < 6 * 24_000
    assert np.abs(samples).max() > 2000
    kinds = [event.type for event in talk.came]
    in_order = [
        "response.created",
        "response.output_item.added",
        "response.content_part.added",
        "response.output_audio.delta",
        "response.output_audio.done",
        "response.output_audio_transcript.done",
        "response.content_part.done",
        "response.output_item.done",
        "response.done",
    ]
    assert [kinds.index(kind) for kind in in_order] == sorted(kinds.index(kind) for kind in in_order)
    said, answered = messages(server.client, conversation)[1:]
    assert said["text"] == heard.transcript
    assert said["recording_url"]
    assert answered["state"] == "complete"


@pytest.mark.models
async def test_sound_that_the_program_commits(server: Server, sentence: bytes) -> None:
    async with talking(server) as talk:
        session = await talk.configure(audio={"input": {"turn_detection": None}}, output_modalities=["text"])
        assert session.audio.input.turn_detection is None
        await talk.send("input_audio_buffer.commit")
        await talk.fails("invalid_input")
        await talk.say(sentence + quiet(4))
        await talk.send("input_audio_buffer.commit")
        heard = await talk.until("conversation.item.input_audio_transcription.completed")
        assert "mercado" in heard.transcript
        await talk.send("response.create")
        done = await talk.until("response.done")
        assert done.response.output[0].content[0].text == "¡Muy bien! ¿Y tú?"
        assert not talk.of("input_audio_buffer.speech_started")
        assert not talk.of("response.output_audio.delta")
        await talk.say(sentence)
        await talk.send("input_audio_buffer.clear")
        await talk.until("input_audio_buffer.cleared")
        await talk.send("input_audio_buffer.commit")
        await talk.fails("nothing_heard")


async def test_the_tutor_speaks_first_and_is_answered_in_writing(server: Server, ollama: FakeOllama) -> None:
    async with talking(server, scenario_id="charla") as talk:
        await talk.configure(output_modalities=["text"])
        await talk.send("response.create")
        opening = (await talk.until("response.done")).response.output[0]
        assert opening.content[0].text
        await talk.send("response.create")
        await talk.fails("invalid_input")
        await talk.type("Hola, me llamo Ana.")
        item = (await talk.until("conversation.item.created")).item
        await talk.send("conversation.item.retrieve", item_id=item.id)
        assert (await talk.until("conversation.item.retrieved")).item.content[0].text == "Hola, me llamo Ana."
        await talk.send("response.create", response={"metadata": {"of": "mine"}})
        done = await talk.until("response.done")
        assert done.response.metadata == {"of": "mine"}
        assert "".join(event.delta for event in talk.of("response.output_text.delta")).endswith("¡Muy bien! ¿Y tú?")
        asked = [message["content"] for message in ollama.chats[-1]["messages"]]
        assert "Ana" in asked[-1]


async def test_a_response_is_cancelled(server: Server, ollama: FakeOllama) -> None:
    async with talking(server) as talk:
        await talk.configure(output_modalities=["text"])
        await talk.send("response.cancel", event_id="mine-1")
        assert (await talk.fails("invalid_input")).event_id == "mine-1"
        ollama.held = True
        await talk.type("Cuéntame algo de tu ciudad, por favor.")
        await talk.send("response.create")
        await talk.until("response.created")
        await talk.send("response.create")
        await talk.fails("turn_in_progress")
        wait_until(lambda: ollama.chats)
        await talk.send("response.cancel")
        done = (await talk.until("response.done")).response
        assert (done.status, done.status_details.reason) == ("cancelled", "client_cancelled")
        ollama.held = False
        await talk.type("¿Y tú?")
        await talk.send("response.create")
        assert (await talk.until("response.done")).response.status == "completed"


async def test_what_fails_is_told_in_the_response(server: Server, ollama: FakeOllama) -> None:
    async with talking(server) as talk:
        await talk.configure(output_modalities=["text"])
        ollama.garbage = True
        await talk.type("Cuéntame algo de tu ciudad, por favor.")
        await talk.send("response.create")
        done = (await talk.until("response.done")).response
        assert done.status == "failed"
        assert done.status_details.error.code
        ollama.garbage = False


BAD = [
    "no JSON",
    "[]",
    "17",
    "null",
    "{}",
    '{"type": 3}',
    '{"type": "unheard.of"}',
    '{"type": "session.update"}',
    '{"type": "session.update", "session": {"type": "transcription"}}',
    '{"type": "session.update", "session": {"audio": {"input": {"format": {"type": "audio/pcmu"}}}}}',
    '{"type": "session.update", "session": {"output_modalities": []}}',
    '{"type": "input_audio_buffer.append"}',
    '{"type": "input_audio_buffer.append", "audio": "¿?"}',
    '{"type": "input_audio_buffer.append", "audio": "AAAA"}',
    '{"type": "conversation.item.create", "item": {"type": "function_call_output", "call_id": "1", "output": "x"}}',
    '{"type": "conversation.item.create", "item": {"type": "message", "role": "user", "content": []}}',
    '{"type": "conversation.item.create", "item": {"type": "message", "role": "system", "content": [{"text": "x"}]}}',
    '{"type": "conversation.item.retrieve", "item_id": "none"}',
    '{"type": "conversation.item.truncate", "item_id": "none", "audio_end_ms": -1}',
    '{"type": "response.create", "response": {"output_modalities": ["smell"]}}',
    '{"type": "response.cancel", "event_id": 7}',
    '{"a":' * 2000,
]


async def test_bad_events_are_told_and_nothing_else(server: Server) -> None:
    async with talking(server) as talk:
        for sent in BAD:
            await talk.connection.send_raw(sent)
            error = (await talk.until("error")).error
            assert error.message.endswith("."), sent
            assert error.type == "invalid_request_error", sent
        await talk.connection.send_raw(b"\x00\xff\x00")
        await talk.until("error")
        await talk.configure(output_modalities=["text"], instructions="Sé breve.", tools=[], temperature=0.8)


@pytest.mark.models
async def test_who_speaks_up_is_listened_to(server: Server, ollama: FakeOllama, sentence: bytes) -> None:
    async with talking(server) as talk:
        ollama.held = True
        await talk.type("Cuéntame algo de tu ciudad, por favor.")
        await talk.send("response.create")
        await talk.until("response.created")
        wait_until(lambda: ollama.chats)
        await talk.say(sentence)
        done = (await talk.until("response.done")).response
        assert (done.status, done.status_details.reason) == ("cancelled", "turn_detected")
        ollama.held = False
        await talk.say(quiet(2.5))
        assert (await talk.until("response.done")).response.status == "completed"


async def test_a_flood_of_sound_is_told_and_left_out(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # However long a machine takes for the first minute, it all comes at once.
    monkeypatch.setattr("tutor.api.programs.realtime.hearing.time", SimpleNamespace(monotonic=lambda: 0.0))
    async with talking(server) as talk:
        await talk.configure(audio={"input": {"turn_detection": None}})
        minute = base64.b64encode(bytes(48_000 * 60)).decode()
        for _ in range(2):
            await talk.send("input_audio_buffer.append", audio=minute)
        await talk.fails("too_much_sound")
        await talk.send("input_audio_buffer.clear")
        await talk.until("input_audio_buffer.cleared")


async def test_who_goes_away_leaves_the_turn_to_the_server(server: Server, ollama: FakeOllama) -> None:
    async with talking(server) as talk:
        conversation = (await talk.until("conversation.created")).conversation.id
        await talk.type("Cuéntame algo de tu ciudad, por favor.")
        ollama.held = True
        await talk.send("response.create")
        await talk.until("response.created")
    ollama.held = False
    wait_until(lambda: messages(server.client, conversation)[-1]["state"] == "complete")


async def test_a_session_without_a_word_leaves_nothing(server: Server) -> None:
    async with talking(server) as talk:
        conversation = (await talk.until("conversation.created")).conversation.id
        assert server.client.get(f"/api/conversations/{conversation}").status_code == 200
    wait_until(lambda: server.client.get(f"/api/conversations/{conversation}").status_code == 404)


async def test_a_foreign_page_is_kept_out(server: Server) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with talking(server, origin="https://other.example"):
            pass
    assert refused.value.response.status_code == 403


async def test_rates_and_what_is_not_there(server: Server, ollama: FakeOllama, settings: Settings) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with talking(server, conversation_id="0" * 32):
            pass
    assert refused.value.response.status_code == 404
    limited = ollama.tutor(settings.data_dir, conversations_rate="1/hour", turns_rate="1/hour")
    with running(limited) as other:
        async with talking(other) as talk:
            await talk.configure(output_modalities=["text"])
            for text in ("Hola.", "¿Qué tal?"):
                await talk.type(text)
                await talk.send("response.create")
                if text == "Hola.":
                    await talk.until("response.done")
            await talk.fails("too_many_requests")
        with pytest.raises(InvalidStatus) as refused:
            async with talking(other):
                pass
        assert refused.value.response.status_code == 429


async def test_who_is_not_signed_in_is_told_so(school: School) -> None:  # noqa: F811
    with pytest.raises(InvalidStatus) as refused:
        async with talking(school.server):
            pass
    assert refused.value.response.status_code == 401
    assert json.loads(refused.value.response.body or b"")["error"]["code"] == "sign_in"
