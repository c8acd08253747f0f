"""Whose processor's time a run takes, which others on the machine do not change."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress

import psutil

EVERY_S = 1.0
TUTORS, DECODERS = "tutors", "decoders"
# What a process is, by a part of how it was started.
KINDS = (
    ("tutor.cli serve", TUTORS),
    ("multiprocessing.forkserver", TUTORS),
    ("tutor.speech.audio.decode_one", DECODERS),
    ("valkey-server", "Valkey"),
    ("redis-server", "Valkey"),
    ("postgres", "PostgreSQL"),
    ("tests.hardship.looking", "who looks"),
    ("tests.fakes", "the model"),
    ("ray::", "Ray's parts"),
    ("raylet", "Ray"),
    ("gcs_server", "Ray"),
)


class Spent:
    """Counts from when it is made until `end`: this process and all below it, and servers that left it, which were started
    with one of these words."""

    def __init__(self, *servers: str) -> None:
        self._servers = servers
        self._latest: dict[tuple[str, int], float] = {}
        self._count()
        self._began = dict(self._latest)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> dict[str, float]:
        """Seconds by who took them, the most first."""
        self._over.set()
        self._thread.join()
        self._count()
        found: Counter[str] = Counter()
        for key, seconds in self._latest.items():
            found[key[0]] += seconds - self._began.get(key, 0.0)
        return dict(found.most_common())

    def _watch(self) -> None:
        while not self._over.wait(EVERY_S):
            self._count()

    def _count(self) -> None:
        for one in self._ours():
            with suppress(psutil.Error):
                kind, times = _kind(one), one.cpu_times()
                if kind == DECODERS:  # live for less than a look at them: the tutor that waited for them knows
                    continue
                self._latest[kind, one.pid] = times.user + times.system
                if kind == TUTORS:
                    self._latest[DECODERS, one.pid] = times.children_user + times.children_system

    def _ours(self) -> Iterable[psutil.Process]:
        this = psutil.Process()
        ours = {this, *this.children(recursive=True)}
        for one in psutil.process_iter(["cmdline"]):
            if set(self._servers) & set(one.info["cmdline"] or []):
                ours |= {one, *one.children(recursive=True)}
        return ours


def _kind(process: psutil.Process) -> str:
    command = " ".join(process.cmdline()) or process.name()
    return next((kind for part, kind in KINDS if part in command), "learners")
