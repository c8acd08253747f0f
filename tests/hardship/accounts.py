"""Accounts in hard times: a crowd that joins, one that guesses, clocks that jump, a disk that fills at each write."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

from tests.api.client import begin, messages, say
from tests.conftest import Server, spawned
from tests.fakes.ollama import fake_ollama

PASSWORD = "una contraseña larga"
JUMPS_S = (3600, -7200, 86_400 * 400, -86_400 * 4_000, 86_400 * 365 * 30, 0)

# Loaded before the C library: what asks for the time of day gets it with an offset read from a file.
CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static long offset(void) {
  long seconds = 0;
  FILE *file = fopen(getenv("JUMP_FILE"), "r");
  if (file) { if (fscanf(file, "%ld", &seconds) != 1) seconds = 0; fclose(file); }
  return seconds;
}
int clock_gettime(clockid_t id, struct timespec *at) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(id, at);
  if (id == CLOCK_REALTIME) at->tv_sec += offset();
  return result;
}
"""


def crowd() -> bool:
    """40 join at once, 150 guess at once: all who are invited are in, ten guesses are looked at, others go on."""
    with (
        tempfile.TemporaryDirectory() as folder,
        fake_ollama() as fake,
        spawned(fake.tutor(Path(folder), accounts=True)) as server,
    ):
        owner = _owner(server)
        tokens = [owner.post("/api/invitations").json()["token"] for _ in range(40)]
        bodies = [
            {"name": f"Alumna {chr(97 + n // 26)}{chr(97 + n % 26)}", "password": PASSWORD, "invitation": token}
            for n, token in enumerate(tokens)
        ]
        joined, waits = asyncio.run(_at_once(server, "/api/accounts", bodies))
        again = [body for body, status in zip(bodies, joined, strict=True) if status == 429]
        for body in again:
            time.sleep(0.5)
            httpx.post(f"{server.url}/api/accounts", json=body, timeout=60, trust_env=False)
        people = len(owner.get("/api/accounts").json())
        guesses = [{"name": "Clara", "password": f"guess {n}"} for n in range(150)]
        guessed, more = asyncio.run(_at_once(server, "/api/session", guesses))
        welcome = owner.post("/api/session", json={"name": "Clara", "password": PASSWORD}).status_code
    looks = sorted(waits + more)
    print(f"40 joins at once: {dict(Counter(joined))}, then {people} people; 150 guesses: {dict(Counter(guessed))}")
    print(f"the owner signs in: {welcome}; others' looks meanwhile: p95 {looks[int(len(looks) * 0.95)] * 1000:.0f} ms")
    return people == 41 and guessed.count(401) == 10 and welcome == 200 and not {500, 503} & set(joined + guessed)


async def _at_once(server: Server, path: str, bodies: list[dict[str, str]]) -> tuple[list[int], list[float]]:
    """The statuses of requests that all come at once, and how long others waited for a light one meanwhile."""
    waits: list[float] = []

    async def look(client: httpx.AsyncClient) -> None:
        while True:
            asked = time.monotonic()
            await client.get("/api/status")
            waits.append(time.monotonic() - asked)
            await asyncio.sleep(0.05)

    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=server.url, timeout=120, trust_env=False, limits=limits) as client:
        looking = asyncio.create_task(look(client))
        answers = await asyncio.gather(*(client.post(path, json=body) for body in bodies))
        await asyncio.sleep(0.1)
        looking.cancel()
    return [answer.status_code for answer in answers], waits


def clocks() -> bool:
    """The machine's clock jumps by hours and decades, to and fro: everybody goes on, nobody is told to wait for years."""
    with tempfile.TemporaryDirectory() as folder, fake_ollama() as fake:
        source, library, jump = (Path(folder) / name for name in ("clock.c", "clock.so", "jump"))
        source.write_text(CLOCK)
        built = subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=False)
        if built.returncode:
            print("clocks: not tried, there is no C compiler")
            return True
        jump.write_text("0")
        preload = {"LD_PRELOAD": str(library), "JUMP_FILE": str(jump)}
        settings = fake.tutor(Path(folder) / "data", turns_rate="4/minute")
        seen = []
        with spawned(settings, **preload) as server:
            conversation = begin(server.client)
            for seconds in JUMPS_S:
                jump.write_text(str(seconds))
                time.sleep(16)  # four a minute may be said, whatever the clock shows
                seen.append(_goes_on(server.client, conversation))
        with spawned(settings, **preload) as server:
            seen.append(_goes_on(server.client, conversation))
            texts = [m["text"] for m in messages(server.client, conversation) if m["role"] == "learner"]
    print(f"{len(JUMPS_S)} jumps of the clock: {seen.count(True)} of {len(seen)} times everything went on")
    return all(seen) and texts == ["Hola, ¿qué tal?"] * len(seen)


def _goes_on(client: httpx.Client, conversation: str) -> bool:
    said = say(client, conversation, "Hola, ¿qué tal?")[-1].name == "done"
    looks = [client.get(path).status_code for path in ("/api/today", "/api/cards/queue", "/api/progress")]
    return said and looks == [200, 200, 200]


def full_disk() -> bool:
    """The disk fills up a little more before each kind of write: what is refused is told, what was said before is there."""
    with tempfile.TemporaryDirectory() as folder, fake_ollama() as fake, _disk(Path(folder), 64) as disk:
        if disk is None:
            print("full disk: not tried, a disk of one's own needs root")
            return True
        settings = fake.tutor(disk / "data", turns_rate="100000/minute", backup_days=2)
        told: Counter[int] = Counter()
        with spawned(settings) as server:
            kept = begin(server.client)
            say(server.client, kept, "Esto se queda.")
            time.sleep(2)  # the day's copy is made
            for left_kb in range(400, -1, -20):
                _fill(disk, left_kb * 1024)
                told.update(_write_all(server.client, kept))
            (disk / "filler").unlink()
            went_on = say(server.client, kept, "Y se sigue.")[-1].name == "done"
            texts = [m["text"] for m in messages(server.client, kept)]
        with closing(sqlite3.connect(disk / "data" / "tutor.db")) as database:
            whole = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        left = [file.name for file in (disk / "data").iterdir() if file.name.startswith(("export-", "tmp"))]
    print(f"writes on a disk that fills: {dict(told)}; went on {went_on}, whole {whole}, left behind {left}")
    fine = {200, 201, 202, 204, 404, 409, 422, 429, 507}
    return set(told) <= fine and told[507] > 0 and went_on and whole and not left and "Esto se queda." in texts


def _write_all(client: httpx.Client, conversation: str) -> Iterator[int]:
    """One of each kind of write."""
    begun = client.post("/api/conversations", json={"level": "A2"})
    yield begun.status_code
    sound = {"audio": ("a.wav", b"RIFF\0\0\0\0WAVE" + bytes(50_000))}
    yield client.post(f"/api/conversations/{conversation}/turns", json={"text": "Hola. " * 50}).status_code
    yield client.post(f"/api/conversations/{conversation}/turns", files=sound).status_code
    yield client.post("/api/documents", files={"file": ("a.txt", b"El mar es azul. " * 500)}).status_code
    yield client.post("/api/cards/import", json={"text": "mesa,table\nsilla,chair"}).status_code
    yield client.post("/api/cards/words", json={"word": "mesa"}).status_code
    yield client.post("/api/memory", json={"text": f"tiene {time.time_ns()} gatos"}).status_code
    yield client.post("/api/templates", json={"name": f"n{time.time_ns()}", "text": "{level}"}).status_code
    yield client.patch("/api/learner", json={"name": f"Ana {time.time_ns()}"}).status_code
    yield client.get("/api/export?format=zip").status_code
    if begun.status_code == 201:
        yield client.delete(f"/api/conversations/{begun.json()['id']}").status_code


@contextmanager
def _disk(folder: Path, megabytes: int) -> Iterator[Path | None]:
    disk = folder / "disk"
    disk.mkdir()
    size = f"size={megabytes}m"
    if subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", disk], check=False).returncode:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def _fill(disk: Path, left: int) -> None:
    """Leave so many bytes free, by a file that nobody reads."""
    room = os.statvfs(disk)
    more = room.f_bavail * room.f_frsize - left
    with (disk / "filler").open("ab", buffering=0) as filler:
        if more > 0:
            filler.write(bytes(more))


def _owner(server: Server) -> httpx.Client:
    found = re.search(r"token=(\S+)", server.wait_for_line("#/setup"))
    assert found
    client = httpx.Client(base_url=server.url, timeout=60, trust_env=False)
    client.post("/api/owner", json={"name": "Clara", "password": PASSWORD, "token": found[1]}).raise_for_status()
    return client
