"""Debian's Mosquitto, and a program behind it that answers the tutor's requests."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiomqtt

from tests.fakes.serve import free_port
from tests.tutors import PATIENCE_S

MOSQUITTO = shutil.which("mosquitto") or "/usr/sbin/mosquitto"


@dataclass
class Broker:
    """A Mosquitto of our own, which can be stopped and started again on the same port."""

    folder: Path
    lines: list[str] = field(default_factory=lambda: ["allow_anonymous true"])
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        config = self.folder / "mosquitto.conf"
        config.write_text("\n".join([f"listener {self.port} 127.0.0.1", *self.lines]) + "\n")
        self.process = subprocess.Popen([MOSQUITTO, "-c", str(config)], stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            time.sleep(0.02)
        raise AssertionError("mosquitto did not start")

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(PATIENCE_S)
            self.process = None


@contextmanager
def broker(folder: Path, *lines: str) -> Iterator[Broker]:
    """A running broker; `lines` are of its configuration."""
    one = Broker(folder, list(lines)) if lines else Broker(folder)
    one.start()
    try:
        yield one
    finally:
        one.stop()


@dataclass
class MqttAnswerer:
    """How it answers, and what it was asked."""

    parts: list[str] = field(default_factory=lambda: ["¡Muy ", "bien! ", "¿Y tú?"])
    whole: bool = False
    lose: int = 0  # leave out so many last parts, the one that says it is done among them
    delay_s: float = 0.0
    raw: bytes | None = None
    error: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)

    async def answer(self, client: aiomqtt.Client, asked: dict[str, Any]) -> None:
        async def tell(**told: Any) -> None:
            await client.publish(asked["reply_to"], json.dumps({"id": asked["id"]} | told), qos=1)

        if self.raw is not None:
            await client.publish(asked["reply_to"], self.raw, qos=1)
        elif self.error:
            await tell(error=self.error)
        elif self.whole:
            await tell(text="".join(self.parts), done=True)
        else:
            usage = {"prompt_tokens": 42, "completion_tokens": len(self.parts)}
            told: list[dict[str, Any]] = [*({"text": part} for part in self.parts), {"done": True, "usage": usage}]
            for one in told[: len(told) - self.lose]:
                await tell(**one)
                await asyncio.sleep(self.delay_s)

    async def serve(self, client: aiomqtt.Client) -> None:
        async for message in client.messages:
            assert isinstance(message.payload, bytes)
            asked = json.loads(message.payload)
            if asked.get("cancel"):
                self.cancelled.append(asked["id"])
                continue
            self.requests.append(asked)
            await self.answer(client, asked)


@asynccontextmanager
async def answering(
    answerer: MqttAnswerer, port: int, topic: str = "tutor/requests", tls: ssl.SSLContext | None = None, **who: str
) -> AsyncIterator[None]:
    """The program behind the broker, until the block ends."""
    insecure = True if tls else None
    async with aiomqtt.Client(
        "127.0.0.1",
        port,
        tls_context=tls,
        tls_insecure=insecure,
        timeout=60,
        **who,  # type: ignore[arg-type]
    ) as client:
        await client.subscribe(topic, qos=1)
        task = asyncio.create_task(answerer.serve(client))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError, aiomqtt.MqttError):
                await task
