"""All that a learner ever said is deleted, in parts, and to the end also after a crash."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import anyio.to_thread
from sqlmodel import Session, SQLModel

from tutor.core.errors import FilesUnreachable
from tutor.learners.data_export import (
    belongs,
    handed_in_to,
    handed_in_to_classes_of,
    message_ids_of,
    recordings_of,
)
from tutor.store.parts import delete_rows
from tutor.store.session import Store
from tutor.store.tables import Learner

# Who somebody is and how they sign in is not what they said.
_KEPT = {"learner", "account", "credential", "identity", "invitation"}
# Begins the name of the file that tells of a deletion under way.
_UNDER_WAY = "erasing-"
_MARK = re.compile(rf"{_UNDER_WAY}([0-9a-f]{{32}})")

Forget = Callable[[list[str], list[str]], None]
"""Deletes recordings, and what was spoken of messages or to learners."""


async def erase_learner(store: Store, data_dir: Path, learner_id: str, forget: Forget) -> None:
    """Delete all rows and files of a learner but the account; the learner's settings start anew.

    What is heard goes first, then what is read. A note on the disk lets `finish_erasures` go on after a crash.
    Raises FilesUnreachable, with all that is read still there.
    """
    mark = data_dir / f"{_UNDER_WAY}{learner_id}"
    with suppress(OSError):  # on a full disk it goes without
        mark.touch(mode=0o600)
    try:
        await _erase(store, learner_id, forget)
    except FilesUnreachable:
        mark.unlink(missing_ok=True)  # they were told so, and may go on: nothing goes behind their back later
        raise
    mark.unlink(missing_ok=True)


def under_way(data_dir: Path) -> list[Path]:
    """The notes of deletions that did not come to their end."""
    return [file for file in data_dir.iterdir() if _MARK.fullmatch(file.name)]


async def finish_erasures(store: Store, data_dir: Path, forget: Forget) -> None:
    """Delete what was being deleted when the tutor ended."""
    for mark in under_way(data_dir):
        await _erase(store, mark.name.removeprefix(_UNDER_WAY), forget)
        mark.unlink(missing_ok=True)


async def _erase(store: Store, learner_id: str, forget: Forget) -> None:
    files, ids = await store.read(
        lambda session: (
            recordings_of(session, learner_id) + handed_in_to(session, learner_id),
            message_ids_of(session, learner_id),
        )
    )
    await anyio.to_thread.run_sync(forget, files, [learner_id, *ids])
    # What others handed in goes with a teacher's classes, in parts too.
    await delete_rows(store, SQLModel.metadata.tables["handin"], handed_in_to_classes_of(learner_id))
    for table in reversed(SQLModel.metadata.sorted_tables):  # what refers to others first
        if table.name not in _KEPT and (mine := belongs(table, learner_id)) is not None:
            await delete_rows(store, table, mine)

    def begin_anew(session: Session) -> None:
        if (learner := session.get(Learner, learner_id)) is None:
            return
        for name, value in Learner().model_dump(exclude={"id", "created_at", "name"}).items():
            setattr(learner, name, value)

    await store.run(begin_anew)
