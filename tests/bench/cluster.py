"""python -m tests.bench.cluster [--ray]: what a turn and a transcription cost in one process, on PostgreSQL with Valkey, and on
Ray, asked in turn so that whatever else the machine does meets all alike."""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import httpx

from tests.api.client import begin, read_events
from tests.conftest import spawned, wav_bytes
from tests.fakes.ollama import fake_ollama
from tests.postgres import database_for, postgres
from tests.ray_tutor import on_ray
from tests.tutors import networks
from tests.valkey import valkey
from tutor.core.downloads import load_catalogue
from tutor.core.settings import Settings


def first_token(client: httpx.Client, conversation: str) -> float:
    began = time.perf_counter()
    path = f"/api/conversations/{conversation}/turns"
    took = 0.0
    with client.stream("POST", path, json={"text": "¿Qué tal el fin de semana?"}) as response:
        for event in read_events(response):
            if event.name == "token" and not took:
                took = time.perf_counter() - began
    assert took
    return took


def transcription(client: httpx.Client, recording: bytes) -> float:
    began = time.perf_counter()
    files = {"file": ("a.wav", recording)}
    assert client.post("/v1/audio/transcriptions", files=files, data={"model": "w"}).status_code == 200
    return time.perf_counter() - began


def spoken(text: str) -> bytes:
    catalogue, settings = load_catalogue(), Settings()
    entry = next(voice for voice in catalogue.voices if voice.id == "ef_dora")
    files = catalogue.ensure_voice(entry, settings)
    dora = networks().kokoro(files["model"], files["style"], "es")
    return wav_bytes(dora.say(text, 1.0), dora.sample_rate)


def compare(name: str, clients: dict[str, Callable[[], float]], rounds: int) -> None:
    """So many rounds, in each everybody once, in any order; the medians, and those of the differences to the first."""
    took: dict[str, list[float]] = {who: [] for who in clients}
    for n in range(rounds + 2):
        for who in random.sample(list(clients), len(clients)):
            seconds = clients[who]()
            if n >= 2:  # the first ones warm up
                took[who].append(seconds * 1000)
    first = next(iter(took))
    for who, mine in took.items():
        more = statistics.median(b - a for a, b in zip(took[first], mine, strict=True))
        print(f"{name:<16}{who:<12} median {statistics.median(mine):8.1f} ms   {more:+7.1f} ms", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--ray", action="store_true")
    parser.add_argument("--rounds", type=int, default=40)
    args = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        model = stack.enter_context(fake_ollama())
        database, bus = stack.enter_context(postgres()), stack.enter_context(valkey())
        rates = {"uploads_rate": "100000/minute"}

        def shared(name: str) -> Settings:
            url = database_for(database, folder / name)
            return model.tutor(folder / name, database_url=url, bus=bus.url, **rates)

        clients = {
            "one process": stack.enter_context(spawned(model.tutor(folder / "alone", **rates))).client,
            "replica": stack.enter_context(spawned(shared("replica"))).client,
        }
        if args.ray:
            clients["Ray Serve"] = stack.enter_context(
                on_ray(shared("ray"), "apps", "recognisers", "voices", within_s=600)
            )
        talks = {who: (client, begin(client)) for who, client in clients.items()}
        compare("first token", {who: lambda t=t: first_token(*t) for who, t in talks.items()}, args.rounds)
        recording = spoken("Mañana compro pan en la tienda.")
        heard = {who: lambda c=c: transcription(c, recording) for who, c in clients.items()}
        compare("transcription", heard, max(8, args.rounds // 3))


if __name__ == "__main__":
    main()
