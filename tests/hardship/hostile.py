"""One learner does all that the tutor allows, without a pause, while a class talks: the class must not feel it.

Everything stays on this machine. Only what needs no engine is timed: a stand-in gives the replies.
"""

from __future__ import annotations

import asyncio
import random
import re
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from tests.conftest import Spawned, spawned
from tests.fakes.ollama import fake_ollama

PASSWORD = "una contraseña larga"
# What a page asks for again and again.
LOOKS = ("/api/conversations", "/api/today", "/api/learner", "/api/cards/queue", "/api/levels", "/api/documents")
P95_S, MOST_MB = 0.150, 1000.0


@dataclass
class Counted:
    """What the class and its guest met with. Latencies in seconds, memory in MB."""

    looks: list[float] = field(default_factory=list)
    turns: int = 0
    errors: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)  # of the hostile one, by what was asked and the status
    memory: list[float] = field(default_factory=list)

    @property
    def p95_s(self) -> float:
        return sorted(self.looks)[int(len(self.looks) * 0.95)] if self.looks else float("nan")

    @property
    def passed(self) -> bool:
        failed = [what for what in self.answers if what.split(" ")[1] in ("500", "503", "gone:")]
        return not self.errors and not failed and self.p95_s <= P95_S and max(self.memory) <= MOST_MB

    def table(self) -> str:
        looks = sorted(self.looks)
        rows = [
            ("looks of the class", f"{len(looks)}"),
            ("p50", f"{looks[len(looks) // 2] * 1000:.0f} ms" if looks else "-"),
            ("p95", f"{self.p95_s * 1000:.0f} ms (at most {P95_S * 1000:.0f})"),
            ("longest", f"{looks[-1] * 1000:.0f} ms" if looks else "-"),
            ("turns", f"{self.turns}"),
            ("errors", f"{len(self.errors)} {self.errors[:3] or ''}"),
            ("memory at most", f"{max(self.memory):.0f} MB (at most {MOST_MB:.0f})"),
            *((f"hostile: {what}", f"{count}") for what, count in sorted(self.answers.items())),
        ]
        return "\n".join(f"{name:<44}{value}" for name, value in rows)


def run(learners: int, seconds: float) -> Counted:
    """So many talk for so long."""
    counted = Counted()
    with tempfile.TemporaryDirectory() as folder, fake_ollama() as fake:
        fake.delay_s = 0.05
        settings = fake.tutor(
            Path(folder), accounts=True, turns_rate="30/minute", conversations_rate="60/hour", llm_slots=8
        )
        with spawned(settings) as server:
            asyncio.run(_school(server, counted, learners, seconds))
    return counted


async def _school(server: Spawned, counted: Counted, learners: int, seconds: float) -> None:
    found = re.search(r"token=(\S+)", server.wait_for_line("#/setup"))
    assert found
    async with httpx.AsyncClient(base_url=server.url, timeout=120, trust_env=False) as owner:
        made = await owner.post("/api/owner", json={"name": "Clara", "password": PASSWORD, "token": found[1]})
        made.raise_for_status()
        people = [await join(owner, server.url, f"Alumna {letters(n)}") for n in range(learners + 1)]
        until = time.monotonic() + seconds
        hostile, *class_ = people
        attacks = [_keep_on(hostile, attack, until, counted) for attack in ATTACKS]
        process = psutil.Process(server.process.pid)
        await asyncio.gather(_weigh(process, until, counted), *(_talk(one, until, counted) for one in class_), *attacks)
        for one in people:
            await one.aclose()


def letters(n: int) -> str:
    return chr(ord("a") + n // 26) + chr(ord("a") + n % 26)


async def join(owner: httpx.AsyncClient, url: str, name: str) -> httpx.AsyncClient:
    invitation = (await owner.post("/api/invitations")).json()["token"]
    client = httpx.AsyncClient(base_url=url, timeout=120, trust_env=False)
    body = {"name": name, "password": PASSWORD, "invitation": invitation}
    (await client.post("/api/accounts", json=body)).raise_for_status()
    return client


async def _weigh(process: psutil.Process, until: float, counted: Counted) -> None:
    while time.monotonic() < until:
        parts = [process, *process.children(recursive=True)]
        counted.memory.append(sum(part.memory_info().rss for part in parts if part.is_running()) / 1e6)
        await asyncio.sleep(0.5)


async def _talk(client: httpx.AsyncClient, until: float, counted: Counted) -> None:
    """A learner as they are: says something every ten seconds or so, and looks about in between."""
    chance = random.Random(id(client))
    begun = (await client.post("/api/conversations", json={"level": "A2"})).json()["id"]
    await asyncio.sleep(chance.uniform(0, 5))
    while time.monotonic() < until:
        try:
            async with client.stream(
                "POST", f"/api/conversations/{begun}/turns", json={"text": "Hola, ¿qué tal?"}
            ) as told:
                last = [line async for line in told.aiter_lines() if line.startswith("event: ")]
            counted.turns += 1
            if last[-1:] != ["event: done"]:
                counted.errors.append(f"{told.status_code} {last[-1:]}")
            for _ in range(4):
                asked = time.monotonic()
                answer = await client.get(chance.choice(LOOKS))
                counted.looks.append(time.monotonic() - asked)
                if answer.status_code != 200:
                    counted.errors.append(f"{answer.status_code}")
                await asyncio.sleep(chance.uniform(1, 3))
        except httpx.HTTPError as error:
            counted.errors.append(repr(error))


async def _keep_on(client: httpx.AsyncClient, attack: str, until: float, counted: Counted) -> None:
    """The same again and again; where the tutor says to wait, a moment only."""
    while time.monotonic() < until:
        try:
            status = str((await _attack(client, attack)).status_code)
        except httpx.HTTPError as error:
            status = f"gone: {error!r}"
        counted.answers[f"{attack} {status}"] += 1
        await asyncio.sleep(0.5 if status == "429" else 0.05)


ATTACKS = ("headings", "prose", "sound", "cards", "check", "search", "export", "schema", "conversations")
HEADINGS = b"<h1>n<p>a" * 300_000
PROSE = ("El barco salió al mar cada mañana con Álvaro y no volvió. " * 40 + "\n\n") * 300
SOUND = b"RIFF\0\0\0\0WAVE" + bytes(20_000_000)
CARDS = "\n".join(f"palabra{n},word {n}" for n in range(4_990))
CHECK = "que yo va a la playa con mi amigos " * 2_800
SCHEMA = {"enum": [str(n) for n in range(20_000)]}


async def _attack(client: httpx.AsyncClient, attack: str) -> httpx.Response:
    if attack == "headings":
        return await client.post("/api/documents", files={"file": ("a.html", HEADINGS, "text/html")})
    if attack == "prose":
        return await client.post("/api/documents", files={"file": ("a.txt", PROSE.encode(), "text/plain")})
    if attack == "sound":
        begun = (await client.get("/api/conversations")).json()
        if not begun:
            return await client.post("/api/conversations", json={"level": "A2"})
        return await client.post(f"/api/conversations/{begun[0]['id']}/turns", files={"audio": ("a.wav", SOUND)})
    if attack == "cards":
        return await client.post("/api/cards/import", json={"text": CARDS})
    if attack == "check":
        return await client.post("/api/corrections", json={"text": CHECK})
    if attack == "search":
        return await client.get("/api/documents/search", params={"q": "el barco mar " * 10})
    if attack == "export":
        return await client.get("/api/cards/export.csv")
    if attack == "schema":
        wanted = {"type": "json_schema", "json_schema": {"schema": SCHEMA}}
        body = {"messages": [{"role": "user", "content": "Hola"}], "response_format": wanted}
        return await client.post("/v1/chat/completions", json=body)
    return await client.post("/api/conversations", json={"level": "A2"})
