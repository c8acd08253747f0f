"""What is being fetched while the tutor runs: one thing after the other, each told of, each to be cancelled."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import anyio.to_thread

from tutor.core.downloads.entries import Catalogue
from tutor.core.errors import TutorError
from tutor.core.settings import Settings

log = logging.getLogger(__name__)

State = Literal["waiting", "coming", "done", "failed", "cancelled"]
# Told how many bytes are here, and how many there will be.
Report = Callable[[int, int], None]
Work = Callable[[Report], Awaitable[None]]


@dataclass(slots=True)
class Job:
    """One fetch; `here` and `total` in bytes. `problem` and `action` say why it failed, and what helps."""

    id: str
    total: int = 0
    here: int = 0
    state: State = "waiting"
    problem: str = ""
    action: str = ""

    @property
    def going_on(self) -> bool:
        return self.state in ("waiting", "coming")

    @property
    def share(self) -> float:
        """How much of it is here, 0…1."""
        return min(self.here / self.total, 1.0) if self.total else 0.0


class Jobs:
    """The fetches of one tutor. Two at once would each take twice as long, so they go one after the other."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._one = asyncio.Semaphore(1)

    def of(self, id: str) -> Job | None:
        """The fetch of that name, as long as something is to be told of it."""
        return self._jobs.get(id)

    @property
    def going_on(self) -> list[Job]:
        """Those that are not over, the oldest first."""
        return [job for job in self._jobs.values() if job.going_on]

    def start(self, id: str, total: int, work: Work) -> Job:
        """Begin a fetch, unless it goes on already; `total` is how much it is known to be."""
        job = self._jobs.get(id)
        if job and job.going_on:
            return job
        job = self._jobs[id] = Job(id, total)
        self._tasks[id] = asyncio.create_task(self._run(job, work))
        return job

    @property
    def all(self) -> list[Job]:
        """Those of which something is to be told."""
        return list(self._jobs.values())

    async def cancel(self, id: str) -> bool:
        """Break a fetch off; what has come is kept, and it can be gone on with. False if there was none."""
        task = self._tasks.get(id)
        if task is None or task.done():
            return False
        task.cancel()
        await asyncio.wait([task])
        return True

    def forget(self, id: str) -> None:
        """Tell nothing more of a fetch that is over."""
        if (job := self._jobs.get(id)) and not job.going_on:
            del self._jobs[id]

    async def wait(self, id: str) -> None:
        """Until it is over, in whatever way."""
        if task := self._tasks.get(id):
            await asyncio.wait([task])

    async def close(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks.values())

    async def _run(self, job: Job, work: Work) -> None:
        def report(here: int, total: int) -> None:
            job.here, job.total = here, total or job.total

        try:
            async with self._one:
                job.state = "coming"
                await work(report)
            job.state, job.here = "done", job.total
        except asyncio.CancelledError:
            job.state = "cancelled"
        except TutorError as error:
            job.state, job.problem, job.action = "failed", error.message, error.action
            log.warning("%s could not be fetched: %s", job.id, error.detail or error.message)
        except Exception as error:
            job.state, job.problem, job.action = "failed", TutorError.message, TutorError.action
            log.exception("%s could not be fetched: %s", job.id, type(error).__name__)


class _Broken(Exception):
    """Somebody cancelled it."""


def from_catalogue(catalogue: Catalogue, names: Sequence[str], settings: Settings) -> Work:
    """Fetches entries of the catalogue. Raises DownloadFailed, DiskFull, NotFound."""

    async def work(report: Report) -> None:
        stopped = threading.Event()
        entries = [catalogue.entry(name) for name in names]
        total = sum(entry.size_bytes for entry in entries)
        came: dict[str, int] = {}

        def fetch() -> None:
            whole = sum(file.size for entry in entries for file, seal in entry.seals(settings) if seal.holds())

            def progress(file: str, here: int, _: int) -> None:
                if stopped.is_set():
                    raise _Broken
                came[file] = here
                report(whole + sum(came.values()), total)

            report(total - sum(entry.to_come(settings) for entry in entries), total)
            catalogue.check_room(names, settings)
            with contextlib.suppress(_Broken):
                for name in names:
                    catalogue.ensure(name, settings, progress)

        try:
            await anyio.to_thread.run_sync(fetch, abandon_on_cancel=True)
        finally:
            stopped.set()

    return work
