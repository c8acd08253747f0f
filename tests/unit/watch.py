"""Watches a store: how many rows each write transaction changed, in order, for tests of who makes others wait."""

from __future__ import annotations

from sqlalchemy import Connection, event

from tutor.store.session import Store


class Watch:
    """`rows` of each transaction that changed any, triggers' included."""

    def __init__(self, store: Store) -> None:
        self.rows: list[int] = []
        self._before = 0
        event.listen(store.engine, "begin", self._begin)
        event.listen(store.engine, "commit", self._commit)

    def _begin(self, connection: Connection) -> None:
        self._before = _changes(connection)

    def _commit(self, connection: Connection) -> None:
        if changed := _changes(connection) - self._before:
            self.rows.append(changed)


def _changes(connection: Connection) -> int:
    return int(connection.connection.driver_connection.total_changes)  # type: ignore[union-attr]
