"""Fetches beside a running tutor: told of, cancelled, gone on with, against a real server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tutors import PATIENCE_S
from tests.unit.test_catalogue import Site, serving, sha256
from tutor.core.downloads import Catalogue, ModelEntry
from tutor.core.downloads.files import ModelFile
from tutor.core.downloads.jobs import Job, Jobs, Report, from_catalogue
from tutor.core.settings import Settings

CONTENT = bytes(range(256)) * 4096


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.files = {"/m": CONTENT}
        yield site


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", _env_file=None)


def catalogue(url: str, content: bytes = CONTENT) -> Catalogue:
    file = ModelFile(name="m.gguf", size=len(content), sha256=sha256(content), url=url)
    return Catalogue([ModelEntry(name="m", kind="llm", licence="MIT", description="", file=(file,))], [])


async def until(ready: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not ready():  # noqa: ASYNC110 (what it waits for is no event)
            await asyncio.sleep(0.01)


async def test_one_comes_and_is_told_of(site: Site, home: Settings) -> None:
    jobs, things = Jobs(), catalogue(f"{site.url}/m")
    job = jobs.start("m", 0, from_catalogue(things, ["m"], home))
    assert jobs.start("m", 0, from_catalogue(things, ["m"], home)) is job
    await jobs.wait("m")
    assert (job.state, job.here, job.share) == ("done", len(CONTENT), 1.0)
    assert things.installed("m", home)
    jobs.forget("m")
    assert jobs.of("m") is None


async def test_what_fails_says_why_and_what_helps(home: Settings) -> None:
    jobs = Jobs()
    job = jobs.start("m", 0, from_catalogue(catalogue("http://127.0.0.1:9/m"), ["m"], home))
    await jobs.wait("m")
    assert job.state == "failed"
    assert "m.gguf" in job.problem
    assert job.action
    full = jobs.start("m", 0, from_catalogue(catalogue("http://127.0.0.1:9/m"), ["no"], home))
    await jobs.wait("m")
    assert full.state == "failed"


async def test_a_cancelled_one_keeps_what_has_come_and_goes_on(site: Site, home: Settings) -> None:
    jobs, things = Jobs(), catalogue(f"{site.url}/m")
    begun, goes_on = asyncio.Event(), from_catalogue(things, ["m"], home)

    async def slow(report: Report) -> None:
        def told(here: int, total: int) -> None:
            report(here, total)
            if here:
                loop.call_soon_threadsafe(begun.set)

        await goes_on(told)
        await asyncio.sleep(3600)

    loop = asyncio.get_running_loop()
    job = jobs.start("m", 0, slow)
    await begun.wait()
    assert await jobs.cancel("m")
    assert job.state == "cancelled"
    assert not await jobs.cancel("m")
    again = jobs.start("m", 0, goes_on)
    await jobs.wait("m")
    assert again.state == "done"


async def test_they_come_one_after_the_other() -> None:
    jobs, ends, order = Jobs(), asyncio.Event(), list[str]()

    async def work(report: Report) -> None:
        await ends.wait()

    first, second = jobs.start("a", 1, work), jobs.start("b", 1, work)
    await until(lambda: first.state == "coming")
    assert second.state == "waiting"
    assert [job.id for job in jobs.going_on] == ["a", "b"]
    await jobs.cancel("b")
    assert second.state == "cancelled"
    ends.set()
    await jobs.wait("a")
    assert (first.state, order) == ("done", [])
    await jobs.close()


async def test_a_fault_of_ours_is_told_too() -> None:
    async def work(report: Report) -> None:
        raise RuntimeError("x")

    jobs = Jobs()
    job: Job = jobs.start("a", 1, work)
    await jobs.wait("a")
    assert (job.state, bool(job.problem)) == ("failed", True)
