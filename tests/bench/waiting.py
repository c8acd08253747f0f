"""python -m tests.bench.waiting: does work grow with recognisers on Ray? They take no core here, they only wait.

What is measured is the way to them: the application's queue, its threads, Ray's router, and the way back. Wants
`pip install '.[cluster]'`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from typing import Any

import numpy as np
import ray
from ray import serve

from tutor.cluster import APP, RAY, asked_of, part
from tutor.core.queue import FairQueue
from tutor.core.settings import Settings
from tutor.speech.served import Place, ServedNetworks
from tutor.speech.stt.transcribe import Transcript, Word

SECONDS_OF_SOUND, RATE = 5, 16_000
# Askers for each recogniser: the queue is never empty.
ASKERS = 3
SETTLE_S = 3.0


class WaitingPart:
    """A recogniser that takes a while for whatever it hears."""

    def __init__(self, settings: Settings, wait_s: float) -> None:
        self._wait_s = wait_s

    async def answer(self, network: tuple[Any, ...], method: str, args: tuple[Any, ...]) -> Any:
        await asyncio.sleep(self._wait_s)
        return Transcript("hola", [Word("hola", 0.0, 0.5, 0.9)], "es", float(SECONDS_OF_SOUND))


async def heard_in(replicas: int, seconds: float) -> float:
    """Sounds a second that so many recognisers hear."""
    handle = serve.get_deployment_handle("recogniser", app_name=APP)

    def ask(place: Place, network: tuple[Any, ...], method: str, args: tuple[Any, ...]) -> Any:
        return asked_of(handle.answer, network, method, args)

    recogniser = ServedNetworks(ask).whisper(Settings().data_dir, "es")
    queue, sound = FairQueue(replicas), np.zeros(SECONDS_OF_SOUND * RATE, dtype=np.float32)
    done: list[float] = []

    async def asker(name: str) -> None:
        while True:
            await queue.work(name, None, recogniser.transcribe, sound)
            done.append(time.monotonic())

    asking = [asyncio.create_task(asker(f"{n}")) for n in range(ASKERS * replicas)]
    await asyncio.sleep(SETTLE_S)
    began = time.monotonic()
    await asyncio.sleep(seconds)
    counted = sum(then >= began for then in done)
    for task in asking:
        task.cancel()
    await asyncio.wait(asking)
    await queue.rest()
    return counted / seconds


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wait", type=float, default=1.0, help="seconds that a sound takes")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--replicas", type=int, nargs="+", default=[1, 2, 4, 8, 16])
    args = parser.parse_args()
    os.environ.update({name: value for name, value in RAY.items() if name not in os.environ})
    ray.init(address="local", num_cpus=max(args.replicas) + 2, include_dashboard=False, log_to_driver=False)
    one = 0.0
    for replicas in args.replicas:
        made = part("recogniser", WaitingPart, {"recogniser": replicas}, 1).bind(Settings(), args.wait)
        serve.run(made, name=APP, route_prefix=None)
        rate = asyncio.run(heard_in(replicas, args.seconds))
        one = one or rate / replicas
        print(f"{replicas:3} recognisers {rate:7.2f} sounds/s   efficiency {rate / replicas / one:.2f}", flush=True)
    serve.shutdown()
    ray.shutdown()


if __name__ == "__main__":
    main()
