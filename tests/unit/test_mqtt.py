"""The model behind a broker, with a real Mosquitto between."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic import SecretStr

from tests.fakes.mqtt_model import MOSQUITTO, Broker, MqttAnswerer, answering, broker
from tests.tutors import PATIENCE_S
from tutor.core.errors import EngineFailed, EngineUnavailable
from tutor.core.settings import Settings
from tutor.llm import pace
from tutor.llm.base import ChatRequest, Usage, complete
from tutor.llm.engines import mqtt
from tutor.llm.engines.mqtt import MqttModel

pytestmark = pytest.mark.skipif(not Path(MOSQUITTO).exists(), reason="mosquitto is not installed")
REQUEST = ChatRequest([{"role": "user", "content": "¿Qué tal?"}], max_tokens=50)


# For how long nothing may come, in tests of that: much more than an answer takes.
SHORT_S = 2.0
# For how long something may take to come: it is waited for several times in a row where a broker is lost.
LONG_S = 60.0


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mqtt, "BROKER_S", LONG_S)


@pytest.fixture
def mosquitto(tmp_path: Path) -> Iterator[Broker]:
    with broker(tmp_path) as one:
        yield one


def model(port: int, silence_s: float = LONG_S, **more: object) -> MqttModel:
    return MqttModel(Settings(mqtt_url=f"mqtt://127.0.0.1:{port}", llm_silence_s=silence_s, **more))  # type: ignore[arg-type]


async def test_parts_pass_through(mosquitto: Broker) -> None:
    answerer = MqttAnswerer()
    async with answering(answerer, mosquitto.port):
        parts = [part async for part in model(mosquitto.port, mqtt_model="abuela").stream(REQUEST)]
    assert parts[:-1] == answerer.parts
    usage = parts[-1]
    assert isinstance(usage, Usage)
    assert (usage.prompt_tokens, usage.completion_tokens) == (42, 3)
    asked = answerer.requests[0]
    assert (asked["model"], asked["messages"], asked["max_tokens"]) == ("abuela", list(REQUEST.messages), 50)
    assert not answerer.cancelled


@pytest.mark.parametrize(("size", "count"), [(0, 4), (5, 4), (1000, 1)])
async def test_a_whole_reply_is_told_bit_by_bit(mosquitto: Broker, size: int, count: int) -> None:
    answerer = MqttAnswerer(whole=True)
    async with answering(answerer, mosquitto.port):
        parts = [part async for part in model(mosquitto.port, mqtt_chunk_chars=size).stream(REQUEST)]
    assert "".join(map(str, parts)) == "".join(answerer.parts)
    assert len(parts) == count


@pytest.mark.parametrize("text", ["", " ", "hola", " a  b\n\n¡c! ", "x" * 5000])
@pytest.mark.parametrize("size", [0, 1, 7])
async def test_pacing_loses_nothing_and_is_never_slower_than_reading(
    text: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(pace.asyncio, "sleep", sleep)
    assert "".join([bit async for bit in pace.paced(text, size, 60.0)]).strip() == text.strip()
    assert sum(waited) <= min(pace.LONGEST_S, len(text) / pace.READING_CHARS_PER_S)
    waited.clear()
    _ = [bit async for bit in pace.paced("uno dos tres", 3, 0.001)]
    assert waited == [0.001] * 3  # a faster setting holds


async def test_two_tutors_on_one_broker_get_their_own_replies(mosquitto: Broker) -> None:
    answerer = MqttAnswerer(delay_s=0.02)

    async def serve_at_once(asked: str) -> str:
        return await complete(model(mosquitto.port), ChatRequest([{"role": "user", "content": asked}], 50))

    class Echo(MqttAnswerer):
        async def answer(self, client, asked) -> None:  # type: ignore[no-untyped-def]
            self.parts = [asked["messages"][0]["content"]]
            await super().answer(client, asked)

    answerer = Echo(delay_s=0.02)
    async with answering(answerer, mosquitto.port):
        asked = [f"soy el tutor {n}" for n in range(6)]
        assert await asyncio.gather(*map(serve_at_once, asked)) == asked
    assert len({request["reply_to"] for request in answerer.requests}) == 6


async def test_a_lost_reply_ends_in_time(mosquitto: Broker) -> None:
    for lose in (4, 1):  # all of it, and only its end
        answerer = MqttAnswerer(lose=lose)
        async with answering(answerer, mosquitto.port):
            with pytest.raises(EngineFailed, match="middle"):
                await complete(model(mosquitto.port, await _silence_s(mosquitto)), REQUEST)
            await _until(lambda: len(answerer.cancelled) == 1)  # noqa: B023


async def test_looking_whether_somebody_answers(mosquitto: Broker) -> None:
    answerer = MqttAnswerer()
    async with answering(answerer, mosquitto.port):
        await model(mosquitto.port).check()
    assert answerer.requests[0]["max_tokens"] == 1
    with pytest.raises(EngineUnavailable, match="no model answers") as caught:
        await model(mosquitto.port, SHORT_S).check()
    assert "tutor/requests" in caught.value.action
    mosquitto.stop()
    with pytest.raises(EngineUnavailable, match="does not answer"):
        await model(mosquitto.port).check()


async def test_top_p_is_passed_on(mosquitto: Broker) -> None:
    answerer = MqttAnswerer()
    async with answering(answerer, mosquitto.port):
        await complete(model(mosquitto.port), ChatRequest(REQUEST.messages, 50, top_p=0.3))
    assert answerer.requests[0]["top_p"] == 0.3


async def test_stopping_tells_the_engine(mosquitto: Broker) -> None:
    answerer = MqttAnswerer(lose=2)
    async with answering(answerer, mosquitto.port):
        async with aclosing(model(mosquitto.port).stream(REQUEST)) as parts:
            await anext(parts)
        await _until(lambda: answerer.cancelled == [answerer.requests[0]["id"]])


async def test_a_broker_restart_before_the_reply_goes_unnoticed(
    mosquitto: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits, there = list[float](), asyncio.Event()

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) > 1:  # nobody hears what is asked before there is somebody again
            await there.wait()

    monkeypatch.setattr(mqtt, "asyncio", SimpleNamespace(sleep=sleep))
    first = MqttAnswerer(lose=4)
    asking = asyncio.create_task(complete(model(mosquitto.port), REQUEST))
    async with answering(first, mosquitto.port):
        await _until(lambda: len(first.requests) == 1)
        mosquitto.stop()
        await _until(lambda: len(waits) == 2)  # once, nobody was there at all
        mosquitto.start()
    async with answering(MqttAnswerer(), mosquitto.port):
        there.set()
        assert await asking == "¡Muy bien! ¿Y tú?"


async def test_a_broker_restart_inside_the_reply_is_told_and_the_next_one_works(mosquitto: Broker) -> None:
    one = model(mosquitto.port)
    async with answering(MqttAnswerer(lose=1), mosquitto.port):
        parts = one.stream(REQUEST)
        assert await anext(parts) == "¡Muy "
        mosquitto.stop()
        with pytest.raises(EngineFailed, match="middle"):
            _ = [part async for part in parts]
    mosquitto.start()
    async with answering(MqttAnswerer(), mosquitto.port):
        assert await complete(one, REQUEST) == "¡Muy bien! ¿Y tú?"


@pytest.mark.parametrize("raw", [b"<html>", b"", b"\xff\xfe", b"[]", b'{"text": 5}', b'{"id": null}'])
async def test_what_is_no_reply(mosquitto: Broker, raw: bytes) -> None:
    async with answering(MqttAnswerer(raw=raw), mosquitto.port):
        with pytest.raises(EngineFailed, match="no answer"):
            await complete(model(mosquitto.port), REQUEST)


async def test_an_error_behind_the_broker(mosquitto: Broker) -> None:
    async with answering(MqttAnswerer(error="out of memory"), mosquitto.port):
        with pytest.raises(EngineFailed, match="no answer"):
            await complete(model(mosquitto.port), REQUEST)


async def test_a_model_that_never_ends(mosquitto: Broker) -> None:
    async with answering(MqttAnswerer(parts=["palabra " * 100] * 50), mosquitto.port):
        with pytest.raises(EngineFailed, match="would not stop"):
            await complete(model(mosquitto.port), REQUEST)


async def test_no_broker() -> None:
    with pytest.raises(EngineUnavailable, match="does not answer") as refused:
        await complete(model(9), REQUEST)
    assert "TUTOR_MQTT_URL" in refused.value.action


async def test_authentication(tmp_path: Path) -> None:
    passwords = tmp_path / "passwords"
    passwords.touch(mode=0o600)
    for name in ("tutor", "model"):
        await _run("mosquitto_passwd", "-b", str(passwords), name, f"{name}-clave")
    # Mosquitto gives up root's rights before it reads the file.
    with broker(tmp_path, "allow_anonymous false", f"password_file {passwords}", "user root") as one:
        known = {"mqtt_user": "tutor", "mqtt_password": SecretStr("tutor-clave")}
        async with answering(MqttAnswerer(), one.port, username="model", password="model-clave"):
            assert await complete(model(one.port, **known), REQUEST)
        for wrong in ({}, known | {"mqtt_password": SecretStr("otra")}):
            with pytest.raises(EngineUnavailable, match="let the tutor in") as refused:
                await model(one.port, **wrong).load()
            assert "otra" not in str(refused.value)


async def test_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    certify = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    await _run(*certify, *names, "-keyout", str(key), "-out", str(certificate))
    trusting = ssl.create_default_context(cafile=certificate)
    lines = ["allow_anonymous true", f"certfile {certificate}", f"keyfile {key}", "user root"]
    with broker(tmp_path, *lines) as one:
        secure = f"mqtts://127.0.0.1:{one.port}"
        async with answering(MqttAnswerer(whole=True), one.port, tls=trusting):
            trusted = MqttModel(Settings(mqtt_url=secure, mqtt_ca=certificate, llm_silence_s=LONG_S))
            assert await complete(trusted, REQUEST)
        with pytest.raises(EngineUnavailable):  # nobody vouches for that certificate
            await complete(MqttModel(Settings(mqtt_url=secure)), REQUEST)
        monkeypatch.setattr(mqtt, "BROKER_S", SHORT_S)  # which does not say so
        with pytest.raises(EngineUnavailable):  # no TLS where TLS is asked for
            await model(one.port).load()
    with pytest.raises(EngineUnavailable, match="not set right"):
        MqttModel(Settings(mqtt_url=secure, mqtt_ca=tmp_path / "none.pem"))


async def _until(true: object) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not true():  # type: ignore[operator]  # noqa: ASYNC110 (it is told by a broker)
            await asyncio.sleep(0.02)


async def _silence_s(mosquitto: Broker) -> float:
    """Much longer than an answer takes on this machine."""
    async with answering(MqttAnswerer(), mosquitto.port, "another/topic"):
        began = time.monotonic()
        await complete(model(mosquitto.port, mqtt_request_topic="another/topic"), REQUEST)
    return max(SHORT_S, 20 * (time.monotonic() - began))


async def _run(*command: str) -> None:
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.DEVNULL)
    assert await process.wait() == 0
