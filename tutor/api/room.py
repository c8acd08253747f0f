"""The room for what is large: recordings, documents, and what is heard in sounds."""

from __future__ import annotations

from dataclasses import dataclass

import anyio.to_thread

from tutor.core.errors import ComputerFull, RoomUsed
from tutor.learners.data_export import recordings_of
from tutor.runtime import Services


@dataclass(frozen=True)
class Room:
    """Of a learner's recordings, in bytes: what they take, and what they could by their own bound and by the disk's."""

    used: int
    own_most: int
    disk_most: int | None

    @property
    def most(self) -> int:
        return self.own_most if self.disk_most is None else min(self.own_most, self.disk_most)


async def recordings_room(services: Services, learner_id: str) -> Room:
    """Raises FilesUnreachable."""
    names = await services.store.read(lambda session: recordings_of(session, learner_id))
    used, left = await anyio.to_thread.run_sync(lambda: (services.files.total(names), _left(services)))
    return Room(used, services.settings.learner_mb * 1_000_000, None if left is None else used + left)


async def check_room(services: Services, learner_id: str, coming: int = 0) -> None:
    """Raises RoomUsed where a learner's recordings have no room left, or none for so many bytes more, ComputerFull,
    FilesUnreachable."""
    room = await recordings_room(services, learner_id)
    if room.used + coming >= room.own_most:
        raise RoomUsed()
    if room.disk_most is not None and room.used + coming >= room.disk_most:
        raise ComputerFull()


async def check_disk(services: Services) -> None:
    """Raises ComputerFull where nothing large is kept any more."""
    if await anyio.to_thread.run_sync(_left, services) == 0:
        raise ComputerFull()


def _left(services: Services) -> int | None:
    """What the disk has above what is left free for everybody's words; None where recordings are in no folder."""
    free = services.files.free()
    return None if free is None else max(0, free - services.settings.keep_free_mb * 1_000_000)
