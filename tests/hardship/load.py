"""Many streams at once from an upstream that answers at once: what the tutor adds to each token's way, and memory."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from tests.conftest import spawned
from tests.fakes.ollama import FakeOllama
from tests.fakes.serve import serving_apart


@dataclass
class Load:
    """What a load run counted. Latencies in seconds, from the upstream's write to the reader's screen."""

    turns: int = 0
    tokens: int = 0
    errors: list[str] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)  # from the request to the first token
    memory: list[float] = field(default_factory=list)  # MB

    def percentile(self, values: list[float], share: float) -> float:
        return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else float("nan")

    def table(self) -> str:
        rows = [
            ("turns", f"{self.turns}"),
            ("events with tokens", f"{self.tokens}"),
            ("errors", f"{len(self.errors)} {self.errors[:3] or ''}"),
            ("added latency p50", f"{self.percentile(self.latencies, 0.5) * 1000:.0f} ms"),
            ("added latency p99", f"{self.percentile(self.latencies, 0.99) * 1000:.0f} ms"),
            ("first token p50", f"{self.percentile(self.first, 0.5) * 1000:.0f} ms"),
            ("first token p99", f"{self.percentile(self.first, 0.99) * 1000:.0f} ms"),
            ("memory at start", f"{self.memory[0]:.0f} MB"),
            ("memory at end", f"{self.memory[-1]:.0f} MB"),
            ("memory at most", f"{max(self.memory):.0f} MB"),
        ]
        return "\n".join(f"{name:<22}{value}" for name, value in rows)


async def learner(url: str, load: Load, until: float, pause_s: float) -> None:
    """Talks, reads, pauses, until the time is up."""
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as client:
        begun = await client.post("/api/conversations", json={"level": "A2"})
        path = f"/api/conversations/{begun.json()['id']}/turns"
        while time.monotonic() < until:
            asked = time.monotonic()
            try:
                await _turn(client, path, load, asked)
            except httpx.HTTPError as error:
                load.errors.append(repr(error))
            await asyncio.sleep(pause_s)


async def _turn(client: httpx.AsyncClient, path: str, load: Load, asked: float) -> None:
    name, first = "", True
    async with client.stream("POST", path, json={"text": "Hola, ¿qué tal?"}) as response:
        if response.status_code != 200:
            load.errors.append(f"{response.status_code}")
            return
        async for line in response.aiter_lines():
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: ") and name == "token":
                now = time.monotonic()
                # The upstream's clock is ours: both are on this machine. The oldest token of the event counts.
                sent = float(json.loads(line[6:])["text"].split()[0])
                load.latencies.append(now - sent)
                load.tokens += 1
                if first:
                    load.first.append(now - asked)
                    first = False
            elif line.startswith("data: ") and name == "error":
                load.errors.append(line)
    load.turns += 1


async def _crowd(url: str, pid: int, load: Load, streams: int, seconds: float, pause_s: float) -> None:
    until = time.monotonic() + seconds
    process = psutil.Process(pid)

    async def watch() -> None:
        while time.monotonic() < until:
            load.memory.append(process.memory_info().rss / 1e6)
            await asyncio.sleep(0.5)

    await asyncio.gather(watch(), *(learner(url, load, until, pause_s) for _ in range(streams)))
    load.memory.append(process.memory_info().rss / 1e6)


def run(streams: int, seconds: float, pause_s: float = 0.0) -> Load:
    """So many learners at once for so long."""
    load = Load()
    with tempfile.TemporaryDirectory() as folder, serving_apart("tests.fakes.stamping_ollama") as port:
        settings = FakeOllama(port=port).tutor(Path(folder), llm_slots=streams, turns_rate="1000000/minute")
        with spawned(settings) as server:
            asyncio.run(_crowd(server.url, server.process.pid, load, streams, seconds, pause_s))
    return load
