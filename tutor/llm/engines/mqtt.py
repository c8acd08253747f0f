"""A language model behind an MQTT broker.

The tutor publishes one JSON object to the request topic:

    {"id": …, "reply_to": …, "model": …, "messages": […], "max_tokens": …, "temperature": …, "top_p": … or null,
     "schema": … or null}

and listens on `reply_to`, a topic of this request alone, for objects `{"id", "text", "done"}`: one that is done and
holds the whole text, or parts of which the last is done and may hold `usage`. `{"id", "error"}` ends it too. When the
learner stops the reply, `{"id", "cancel": true}` goes to the request topic.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import uuid
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager, suppress
from urllib.parse import urlsplit

import aiomqtt
from aiomqtt.exceptions import MqttConnectError
from pydantic import BaseModel, ValidationError

from tutor.core.errors import EngineFailed, EngineUnavailable
from tutor.core.settings import Settings
from tutor.llm.base import ChatMessage, ChatRequest, Usage, complete
from tutor.llm.engines.remote import MQTT, Clock, bounded
from tutor.llm.pace import paced

# How long connecting, and each call to the broker, may take in seconds.
BROKER_S = 5.0
AT_LEAST_ONCE = 1
# A broker that was there a moment ago is looked for again this often, in seconds.
AGAIN_S = 0.5


class _Usage(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Part(BaseModel):
    id: str
    text: str = ""
    done: bool = False
    error: str = ""
    usage: _Usage | None = None


class _Lost(Exception):
    """The broker went away before the reply had begun."""


class MqttModel:
    """A model that some other program reads requests for. Each request has a connection and a reply topic of its own."""

    engine = "mqtt"
    shares_cpu = False
    continues_answers = False

    def __init__(self, settings: Settings) -> None:
        self.name = settings.mqtt_model
        self._settings = settings
        self._connection = _connection(settings)

    async def load(self) -> None:
        """Look whether the broker lets the tutor in."""
        with _errors():
            async with self._connection():
                pass

    async def check(self) -> None:
        await self.load()
        try:
            await complete(self, ChatRequest([{"role": "user", "content": "Hola."}], max_tokens=1))
        except EngineFailed as error:
            raise EngineUnavailable(
                "The broker lets the tutor in, but no model answers behind it.",
                action=f"Start the program that reads {self._settings.mqtt_request_topic} there.",
                detail=error.detail,
            ) from error

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        told = bounded(self._parts(request), MQTT, request.max_tokens, self._settings.llm_silence_s)
        async with aclosing(told) as parts:
            async for part in parts:
                yield part

    async def _parts(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        """The reply, asked for anew when the broker restarts before it has begun."""
        lost = False
        while True:
            try:
                async with aclosing(self._ask(request)) as parts:
                    async for part in parts:
                        yield part
                return
            except _Lost:
                lost = True
            except EngineUnavailable:
                if not lost:
                    raise
            await asyncio.sleep(AGAIN_S)

    async def _ask(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        settings, id = self._settings, uuid.uuid4().hex
        reply_to = f"{settings.mqtt_reply_topic}/{id}"
        begun = ended = False
        with _errors():
            async with self._connection() as client:
                await client.subscribe(reply_to, qos=AT_LEAST_ONCE)
                await self._publish(client, _question(id, reply_to, self.name, request))
                try:
                    async with aclosing(_replies(client, id)) as replies:
                        clock = Clock()
                        async for part in replies:
                            whole, ended = part.done and not begun, part.done
                            begun = begun or bool(part.text)
                            if whole:
                                async for bit in paced(
                                    part.text, settings.mqtt_chunk_chars, settings.mqtt_chunk_delay_s
                                ):
                                    yield bit
                            elif part.text:
                                clock.token()
                                yield part.text
                            if part.usage:
                                written = part.usage.completion_tokens
                                yield Usage(part.usage.prompt_tokens, written, None, clock.tokens_per_s(written))
                except aiomqtt.MqttError as error:
                    if not begun:
                        raise _Lost from error
                    raise MQTT.silent(error) from error
                finally:
                    if not ended:
                        await self._cancel(client, id)

    async def _cancel(self, client: aiomqtt.Client, id: str) -> None:
        with suppress(aiomqtt.MqttError):  # the broker is gone: nobody is left to be told
            await self._publish(client, {"id": id, "cancel": True})

    async def _publish(self, client: aiomqtt.Client, told: dict[str, object]) -> None:
        payload = json.dumps(told, ensure_ascii=False)
        await client.publish(self._settings.mqtt_request_topic, payload, qos=AT_LEAST_ONCE)

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        """Nothing: whether there is a prefix cache behind the broker isn't known."""

    async def close(self) -> None:
        """Nothing: no connection outlives its request."""


def _question(id: str, reply_to: str, model: str, request: ChatRequest) -> dict[str, object]:
    return {
        "id": id,
        "reply_to": reply_to,
        "model": model,
        "messages": list(request.messages),
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        "top_p": request.top_p,
        "schema": request.schema,
    }


async def _replies(client: aiomqtt.Client, id: str) -> AsyncGenerator[_Part, None]:
    """What comes for one request, up to its end. Raises EngineFailed."""
    async for message in client.messages:
        try:
            part = _Part.model_validate_json(message.payload if isinstance(message.payload, bytes) else b"")
        except ValidationError as error:
            raise MQTT.unclear(f"{error.error_count()} faults in a reply") from error
        if part.id != id:
            continue
        if part.error:
            raise MQTT.unclear(part.error)
        yield part
        if part.done:
            return


def _connection(settings: Settings) -> Callable[[], aiomqtt.Client]:
    """What makes a new connection: one that was lost can't be used again. Raises EngineUnavailable."""
    url = urlsplit(settings.mqtt_url)
    secure = url.scheme == "mqtts"
    try:
        tls = ssl.create_default_context(cafile=settings.mqtt_ca) if secure else None
        port = url.port or (8883 if secure else 1883)
    except (OSError, ValueError) as error:
        raise EngineUnavailable(
            "The way to the broker is not set right.",
            action="Check TUTOR_MQTT_URL and TUTOR_MQTT_CA.",
            detail=str(error),
        ) from error
    return lambda: aiomqtt.Client(
        url.hostname or "",
        port,
        username=settings.mqtt_user or None,
        password=settings.mqtt_password.get_secret_value() or None,
        tls_context=tls,
        timeout=BROKER_S,
    )


@contextmanager
def _errors() -> Iterator[None]:
    """Turn what the broker refuses into what a learner can read."""
    try:
        yield
    except MqttConnectError as error:
        raise EngineUnavailable(
            "The broker does not let the tutor in.",
            action="Check TUTOR_MQTT_USER and TUTOR_MQTT_PASSWORD and start the tutor again.",
            detail=str(error),
        ) from error
    except (aiomqtt.MqttError, OSError) as error:
        raise MQTT.unreachable(error) from error
