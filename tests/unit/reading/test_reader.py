"""A hostile document ends its own process, never the server, and costs bounded time and memory."""

from __future__ import annotations

import asyncio
import os
import subprocess
import zlib
from pathlib import Path
from typing import IO

import psutil
import pytest

from tests.documents import epub, page, pdf
from tests.tutors import PATIENCE_S
from tutor.core.errors import DocumentEmpty, DocumentTooLong, DocumentUnreadable, TutorError
from tutor.core.levels import Level
from tutor.reading import reader as module
from tutor.reading.reader import Reader

EASY = "Mi gato es negro. Come pescado y duerme mucho. Vive en mi casa con mi familia. Es muy bueno. " * 3
HARD = (
    "Habiéndose desvanecido la ensoñación, el taciturno archivero hubiera preferido que ninguna elucubración "
    "perturbase la parsimoniosa cadencia con que, sin apenas aspavientos, se deshilachaban sus postreras certidumbres. "
)


def saved(data: bytes, folder: Path, name: str = "file") -> IO[bytes]:
    path = folder / name
    path.write_bytes(data)
    return path.open("rb")


async def test_a_document_comes_back_cut_and_graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIME_LIMIT_S", PATIENCE_S)
    read = await Reader().read(saved(pdf([(EASY * 2).split(". "), HARD.split(", ")], "Prueba"), tmp_path))
    assert (read.kind, read.title) == ("pdf", "Prueba")
    assert {passage.page for passage in read.passages} == {1, 2}
    assert read.words > 60
    assert "gat" in read.passages[0].terms.split()
    easy = await Reader().read(saved(EASY.encode(), tmp_path))
    hard = await Reader().read(saved(HARD.encode(), tmp_path))
    assert easy.level <= Level.A2 < Level.C1 <= hard.level
    assert [passage.level for passage in hard.passages] == [hard.level]


def bomb() -> bytes:
    """A PDF whose one page unpacks to 200 MB."""
    squeezed = zlib.compress(b" " * 200_000_000, 9)
    page = pdf([["Hola"]])
    before, _, after = page.partition(b"<< /Length ")
    _, _, rest = after.partition(b"endstream")
    head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(squeezed)
    return before + head + squeezed + b"\nendstream" + rest


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda: bomb(), id="a page of 200 MB"),
        pytest.param(lambda: epub([("Uno", ["x"])], more={"OEBPS/c0.xhtml": b" " * 150_000_000}), id="a zip bomb"),
        pytest.param(lambda: page("<div>" * 300_000), id="nested deep"),
        pytest.param(
            lambda: b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n<< /Next %d 0 R >>\nendobj\n" % (n, n + 1) for n in range(150_000)),
            id="a crowd of objects",
        ),
        pytest.param(lambda: b"%PDF-1.4\n" + b"[" * 2_000_000, id="arrays in arrays"),
        pytest.param(lambda: b"<html>" + b"<a b=c " * 2_000_000, id="never closed"),
    ],
)  # fmt: skip
async def test_bombs_cost_the_server_nothing(data, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = saved(data(), tmp_path)
    before = psutil.Process().memory_info().rss
    with pytest.raises((DocumentTooLong, DocumentUnreadable, DocumentEmpty)):
        await Reader().read(file)
    assert psutil.Process().memory_info().rss - before < 50_000_000
    assert left_over() == []


async def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fifo = tmp_path / "slow"
    os.mkfifo(fifo)
    endless = os.fdopen(os.open(fifo, os.O_RDWR), "rb", buffering=0)  # whoever reads it waits for ever
    monkeypatch.setattr(module, "TIME_LIMIT_S", 0.5)
    reader = Reader()
    with pytest.raises(DocumentTooLong):
        await reader.read(endless)
    assert left_over() == []
    monkeypatch.setattr(module, "TIME_LIMIT_S", PATIENCE_S)
    assert (await reader.read(saved(b"Hola a todos.", tmp_path))).words == 3  # the next one is not affected


async def test_what_is_wrong_with_it_reaches_the_learner_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TutorError) as told:
        await Reader().read(saved(pdf([[]]), tmp_path))
    assert told.value.code == "document_empty"
    assert "text recognition" in told.value.action


def left_over() -> list[str]:
    return [line for child in psutil.Process().children() if "parse_one" in (line := " ".join(child.cmdline()))]


async def test_who_brings_many_files_delays_others_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    reader, start = Reader(), module.sandbox.start

    async def begun(name: str, file: IO[bytes]) -> subprocess.Popen[bytes]:
        order.append(Path(file.name).name)
        return await start("this", None)  # which ends at once: there is none

    monkeypatch.setattr(module.sandbox, "start", begun)
    brought = [("ana", saved(b"Hola.", tmp_path, f"ana {n}")) for n in range(6)]
    reading = [reader.read(file, whose) for whose, file in [*brought, ("ben", saved(b"Hola.", tmp_path, "ben"))]]
    await asyncio.gather(*reading, return_exceptions=True)
    assert order.index("ben") <= module.AT_ONCE
