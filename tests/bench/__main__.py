"""`make bench`: speed as ratios against a floor measured in the same run. Prints a table, writes out/bench.json.

python -m tests.bench [--clips N] [--turns N] [NAME ...]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import psutil
from fastapi import FastAPI
from sse_starlette import EventSourceResponse, ServerSentEvent

from tests.api.client import begin, read_events, say
from tests.bench.after_speech import after_speech
from tests.bench.common import Row, percentile, tutor, wait_until_ready
from tests.bench.gated import gates
from tests.bench.spoken import chain, hearing
from tests.bench.together import spoken_together, together
from tests.conftest import REAL, Server
from tests.fakes.ollama import MODEL, FakeOllama, fake_ollama
from tests.fakes.serve import serving
from tutor.cards.queue import queue
from tutor.cards.schedule import review
from tutor.core.downloads import load_catalogue
from tutor.corrections.check import Corrector
from tutor.exercises.items import ids, item_of
from tutor.exercises.placement import bank, next_question
from tutor.exercises.syllabus import syllabus
from tutor.language.es.sentences import sentences
from tutor.language.es.spoken import speakable
from tutor.speech.tts.voices import KokoroModel, KokoroVoice
from tutor.store.session import Store
from tutor.store.tables import Card, Learner

OUT = Path("out/bench.json")


@contextmanager
def plain_tutor(fake: FakeOllama) -> Iterator[Server]:
    with tutor(llm="ollama", ollama_url=fake.url, prewarm=False, corrections_llm=False) as server:
        server.client.get("/api/voices")
        say(server.client, begin(server.client))  # loads what is loaded on first use
        yield server


def first_token() -> list[Row]:
    """What the server adds to the first token of an engine that answers at once."""
    with fake_ollama() as fake, plain_tutor(fake) as server:
        fake.tokens = ["Hola."]
        direct, through = [], []
        body = {"model": MODEL, "messages": [{"role": "user", "content": "Hola"}], "stream": True}
        with httpx.Client(base_url=fake.url, trust_env=False) as client:
            for n in range(220):
                began = time.perf_counter()
                with client.stream("POST", "/api/chat", json=body) as answer:
                    for m, _ in enumerate(answer.iter_lines()):
                        if m == 0:
                            direct.append(time.perf_counter() - began)
                if n % 20 == 0:
                    conversation = begin(server.client)
                began = time.perf_counter()
                path = f"/api/conversations/{conversation}/turns"
                with server.client.stream("POST", path, json={"text": f"Hola, número {n}."}) as reply:
                    for event in read_events(reply):
                        if event.name == "token":
                            through.append(time.perf_counter() - began)
        added = [(t - statistics.median(direct)) * 1000 for t in through[20:]]
        floor = statistics.median(direct) * 1000
        p50, p99 = statistics.median(added), percentile(added, 0.99)
        return [
            Row("server-added first token, median", p50, "ms", floor, "≤ 5 ms", p50 <= 5),
            Row("server-added first token, p99", p99, "ms", floor, "≤ 20 ms", p99 <= 20),
        ]


def bare_relay(upstream: str) -> FastAPI:
    """The least that a relay of Ollama's stream over sse-starlette can do."""
    app = FastAPI()
    client = httpx.AsyncClient(
        base_url=upstream, limits=httpx.Limits(max_connections=None), timeout=60, trust_env=False
    )

    @app.post("/relay")
    async def relay() -> EventSourceResponse:
        async def events() -> AsyncIterator[ServerSentEvent]:
            body = {"model": MODEL, "messages": [], "stream": True}
            async with client.stream("POST", "/api/chat", json=body) as answer:
                async for line in answer.aiter_lines():
                    yield ServerSentEvent(
                        data=json.dumps({"text": json.loads(line)["message"]["content"]}), event="token"
                    )

        return EventSourceResponse(events())

    return app


async def _drain(client: httpx.AsyncClient, path: str, body: dict[str, str]) -> bool:
    last = ""
    async with client.stream("POST", path, json=body) as answer:
        async for line in answer.aiter_lines():
            if line.startswith("event:"):
                last = line
    return last.endswith(("done", "token"))


def relay() -> list[Row]:
    """100 streams of 200 tokens at once, against a relay that does nothing else."""
    streams, tokens = 100, 200

    async def run(base: str, paths: list[str]) -> tuple[float, int]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=base, timeout=120, limits=limits, trust_env=False) as client:
            began = time.perf_counter()
            fine = await asyncio.gather(*(_drain(client, path, {"text": "Hola, ¿qué tal?"}) for path in paths))
            return time.perf_counter() - began, sum(fine)

    with fake_ollama() as fake, plain_tutor(fake) as server:
        fake.tokens = ["palabra "] * tokens
        with serving(bare_relay(fake.url)) as port:
            floor, _ = asyncio.run(run(f"http://127.0.0.1:{port}", ["/relay"] * streams))
        process = psutil.Process(server.process.pid)
        seconds, grown = [], []
        for _ in range(3):
            paths = [f"/api/conversations/{begin(server.client)}/turns" for _ in range(streams)]
            before = process.memory_info().rss
            took, fine = asyncio.run(run(server.url, paths))
            seconds.append(took)
            grown.append((process.memory_info().rss - before) / 1e6)
    rate, floor_rate = streams * tokens / min(seconds), streams * tokens / floor
    return [
        Row("relay of tokens, of a bare relay", rate / floor_rate, "x", floor_rate, "≥ 0.8", rate / floor_rate >= 0.8),
        Row("streams finished of 100", fine, "", None, "100", fine == streams),
        Row("memory grown by the third 100 streams", grown[-1], "MB", grown[0], "flat (≤ 10)", grown[-1] <= 10),
    ]


def prefix_cache() -> list[Row]:
    """Prompt tokens evaluated in the second turn of a conversation."""
    with tutor(llm="embedded") as server:
        wait_until_ready(server)
        conversation = begin(server.client)
        say(server.client, conversation, "Hola, me llamo Ana y soy de Boston.")
        events = say(server.client, conversation, "Me gusta mucho cocinar con mi hermana.")
        usage = events[-1].data["usage"]
        evaluated = usage["prompt_tokens"] - usage["cached_tokens"]
        new = len("Me gusta mucho cocinar con mi hermana.") / 3.2
        return [Row("prompt tokens evaluated, second turn", evaluated, "", new, "≤ new + 32", evaluated <= new + 32)]


def first_audio() -> list[Row]:
    """Whole text to first byte of sound, against synthesising the first sentence alone."""
    catalogue = load_catalogue()
    files = catalogue.ensure_voice(next(v for v in catalogue.voices if v.id == "ef_dora"), REAL)
    voice = KokoroVoice(KokoroModel(files["model"]), files["style"], "es")
    text = "Ayer fui al mercado con mi hermana. Compramos fruta y pan para toda la semana. ¿Y tú, qué hiciste?"
    first = sentences(speakable(text))[0]
    voice.say(first, 0.85)
    alone, served = [], []
    with fake_ollama() as fake, plain_tutor(fake) as server:
        fake.tokens = [text]
        for n in range(5):
            began = time.perf_counter()
            voice.say(first, 0.85)
            alone.append(time.perf_counter() - began)
            events = say(server.client, begin(server.client), f"Hola {n}.")
            url = events[-1].data["speech_url"] + f"?speed={1 + n / 1000}"  # not the one already prepared
            time.sleep(3.0)
            began = time.perf_counter()
            with server.client.stream("GET", url) as answer:
                for block in answer.iter_raw():
                    if len(block) > 44:
                        break
            served.append(time.perf_counter() - began)
    ratio = statistics.median(served) / statistics.median(alone)
    return [
        Row("text to first audio, of first sentence", ratio, "x", statistics.median(alone), "≤ 1.15", ratio <= 1.15)
    ]


def corrections() -> list[Row]:
    """`fast` corrections of a 20-word message."""
    text = "Ayer yo fui a el mercado con mi hermana y compramos muchos frutas porque la problema es que tiene hambre."
    corrector = Corrector()
    times = []
    for n in range(300):
        began = time.perf_counter()
        corrector.check(text.replace("Ayer", f"Ayer {n}"))
        times.append((time.perf_counter() - began) * 1000)
    p95 = percentile(times, 0.95)
    return [Row("fast corrections of 20 words, p95", p95, "ms", None, "≤ 50 ms", p95 <= 50)]


def memory() -> list[Row]:
    """Idle, with Whisper base, a Kokoro voice and the corrections loaded, without the language model."""
    with fake_ollama() as fake, tutor(llm="ollama", ollama_url=fake.url) as server:
        wait_until_ready(server)
        time.sleep(3)
        used = psutil.Process(server.process.pid).memory_info().rss / 1e6
    return [Row("idle memory without the language model", used, "MB", None, "≤ 700 MB", used <= 700)]


def drills() -> list[Row]:
    """Items, the queue of a large deck, and a question of the placement test."""
    points = syllabus().points
    item_ids = [item_id for point in points for item_id in ids(point)]
    began = time.perf_counter()
    for item_id in item_ids:
        item_of(item_id)
    rate = len(item_ids) / (time.perf_counter() - began)
    asked = [question.item_id for question in bank()[::60][:24]]
    began = time.perf_counter()
    for n in range(50):
        next_question(asked, ["right", "wrong"] * 12, str(n))
    question_ms = (time.perf_counter() - began) * 20
    queued, following = [], []
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/tutor.db")
        store.migrate()
        now, rng = datetime.now(UTC), random.Random(1)
        with store.session() as session:
            session.add(Learner(id="ana"))
            session.flush()
            for n in range(20_000):
                due = now + timedelta(days=rng.uniform(-30, 60))
                standing, step = rng.choice([("new", 0), ("review", None), ("review", None), ("learning", 0)])
                session.add(Card(learner_id="ana", kind="word", key=str(n), standing=standing, step=step, due=due,
                                 stability=5.0, difficulty=5.0))  # fmt: skip
        for _ in range(40):
            with store.session() as session:
                began = time.perf_counter()
                cards = queue(session, "ana", now).cards
                queued.append((time.perf_counter() - began) * 1000)
        for card in cards[:40]:
            began = time.perf_counter()
            with store.session() as session:
                review(session, card, 3, card.version, now)
            with store.session() as session:
                queue(session, "ana", now, limit=1)
            following.append((time.perf_counter() - began) * 1000)
        store.close()
    day, after = percentile(queued, 0.95), statistics.median(following)
    return [
        Row("drill items generated", rate, "/s", None, "≥ 200 /s", rate >= 200),
        Row("placement question", question_ms, "ms", None, "≤ 50 ms", question_ms <= 50),
        Row("queue of 20,000 cards, p95", day, "ms", None, "≤ 50 ms", day <= 50),
        Row("review and next card of 20,000, median", after, "ms", None, "≤ 20 ms", after <= 20),
    ]


BENCHES: dict[str, Callable[[], list[Row]]] = {
    f.__name__: f
    for f in (
        corrections,
        drills,
        first_token,
        gates,
        relay,
        first_audio,
        memory,
        prefix_cache,
        together,
        spoken_together,
        after_speech,
    )
}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which; all when none is given")
    parser.add_argument("--clips", type=int, default=40, help="recordings for `hearing`")
    parser.add_argument("--turns", type=int, default=20, help="spoken turns for `chain`")
    given = parser.parse_args(argv)
    benches = BENCHES | {"hearing": lambda: hearing(given.clips), "chain": lambda: chain(given.turns)}
    rows = [row for name in given.names or benches for row in benches[name]()]
    print(f"{'':46s} {'measured':>10s}      {'floor':>10s}  target")
    for row in rows:
        floor = "" if row.floor is None else f"{row.floor:.2f}"
        met = "ok" if row.met else "MISSED"
        print(f"{row.name:46s} {row.value:10.2f} {row.unit:4s} {floor:>10s}  {row.target:12s} {met}")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([asdict(row) for row in rows], indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
