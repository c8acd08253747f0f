"""The metrics of all processes of a tutor on one page: each puts its own through Valkey, and whoever is asked shows them all.

Ray's parts have no address of their own, and of several replicas behind one address a scrape meets whichever is asked.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import anyio.to_thread
import orjson
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from tutor.core.bus import Bus
from tutor.core.errors import BusUnreachable
from tutor.core.replica import Replica, name_here

# How often a process tells its metrics, and how long they are shown after it was last heard of, in seconds.
TELL_EVERY_S, SHOWN_S = 5.0, 15.0
_GROUP = "metrics"

# What a process counts, in Prometheus's own format.
Counted = Callable[[], bytes]


async def keep_telling(bus: Bus, replica: Replica, part: str, counted: Counted) -> None:
    """Tell the others what this process counts, until cancelled. `part` is "app", or what it is of the engines."""
    while True:
        text = await anyio.to_thread.run_sync(counted)
        told = {"replica": name_here(), "part": part, "text": text.decode()}
        try:
            await bus.put(f"{_GROUP}:{replica.id}", orjson.dumps(told), SHOWN_S)
            await bus.join(_GROUP, replica.id, SHOWN_S)
        except BusUnreachable:
            pass  # the next one tells it all again
        await asyncio.sleep(TELL_EVERY_S)


def tell_from_a_thread(url: str, part: str, counted: Counted) -> None:
    """The same for a process that has no loop of its own for it, until it ends."""

    async def tell() -> None:
        replica = Replica(alone=False)
        await keep_telling(Bus(url, replica), replica, part, counted)

    threading.Thread(target=asyncio.run, args=(tell(),), name="metrics", daemon=True).start()


async def of_all(bus: Bus) -> bytes:
    """What all processes count, each sample with its `replica` and `part`. Raises BusUnreachable."""
    told = [await bus.get(f"{_GROUP}:{id}") for id in await bus.names(_GROUP)]
    return await anyio.to_thread.run_sync(together, [orjson.loads(one) for one in told if one])


def together(told: Iterable[dict[str, Any]]) -> bytes:
    """Several processes' metrics as one page, on which each family stands once."""
    families: dict[str, Metric] = {}
    for one in sorted(told, key=lambda one: (one["part"], one["replica"])):
        whose = {"part": one["part"], "replica": one["replica"]}
        for family in text_string_to_metric_families(one["text"]):
            whole = families.setdefault(family.name, Metric(family.name, family.documentation, family.type))
            whole.samples += [sample._replace(labels=sample.labels | whose) for sample in family.samples]
    return generate_latest(_Kept(families.values()))


class _Kept(CollectorRegistry):
    """Families that were counted elsewhere."""

    def __init__(self, families: Iterable[Metric]) -> None:
        super().__init__()
        self._families = families

    def collect(self) -> Iterator[Metric]:
        yield from self._families
