"""Reads documents in a process of its own for each: a bad file may crash, hang or swell there, not in the server."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import IO, Any

from tutor.core import sandbox
from tutor.core.errors import DocumentEmpty, DocumentLocked, DocumentTooLong, DocumentUnreadable, TutorError
from tutor.core.levels import Level
from tutor.core.queue import FairQueue
from tutor.reading.read import Kind
from tutor.reading.text import WordAt

# A long novel takes ten seconds; only a file made to be slow takes this long.
TIME_LIMIT_S = 90.0
AT_ONCE = 2

_ERRORS: dict[str, type[TutorError]] = {
    error.code: error for error in (DocumentEmpty, DocumentLocked, DocumentTooLong, DocumentUnreadable)
}


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage of a file; `terms` is what it is indexed under."""

    text: str
    section: str
    page: int | None
    level: Level
    terms: str
    at_s: float | None = None  # when it is said, where it was said
    heard: tuple[WordAt, ...] = ()  # its words, where it was heard


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A file that was read. `title` is "" when it has none; `level` is that of most of its passages."""

    kind: Kind
    title: str
    words: int
    level: Level
    passages: tuple[ReadPassage, ...]


class Reader:
    """A process for each file, a few at once; further ones wait, who brings many behind who brings one."""

    def __init__(self) -> None:
        self._turns = FairQueue(AT_ONCE)

    async def read(self, file: IO[bytes], learner_id: str = "") -> ReadDocument:
        """The passages of a learner's open file, from where it stands.

        Raises DocumentUnreadable, DocumentEmpty, DocumentLocked, DocumentTooLong.
        """
        async with self._turns.slot(learner_id):
            process = await sandbox.start("tutor.reading.parse_one", file)
            try:
                answer = await asyncio.wait_for(sandbox.answer(process), TIME_LIMIT_S)
            except TimeoutError as error:
                raise DocumentTooLong(detail=f"reading took more than {TIME_LIMIT_S:g} s") from error
            finally:
                await sandbox.end(process)
        return await asyncio.to_thread(_read, answer, process.returncode)


def _read(answer: bytes, returncode: int | None) -> ReadDocument:
    try:
        told = json.loads(answer)
    except ValueError as error:  # it was ended by its bounds, or crashed
        raise DocumentTooLong(detail=f"the reader ended with {returncode}") from error
    if "error" in told:
        raise _ERRORS.get(told["error"], DocumentUnreadable)(told["message"], action=told["action"])
    return as_read(told)


def as_read(told: dict[str, Any]) -> ReadDocument:
    """What `parse_one.measured` tells."""
    passages = tuple(ReadPassage(**(passage | {"level": Level(passage["level"])})) for passage in told["passages"])
    return ReadDocument(told["kind"], told["title"], told["words"], Level.at(told["score"]), passages)
