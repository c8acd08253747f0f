"""Watches a store: what each write transaction changed and took, for tests of who makes others wait."""

from __future__ import annotations

from time import thread_time

from sqlalchemy import Connection, event

from tutor.store.session import Store


class Watch:
    """`rows` of each transaction that changed any, triggers' included, in order; `longest_s` is the longest of the
    processor's time that one took, in seconds: of that there is as much as it needs on a busy machine too."""

    def __init__(self, store: Store) -> None:
        self.rows: list[int] = []
        self.longest_s = 0.0
        event.listen(store.engine, "begin", self._begin)
        event.listen(store.engine, "commit", self._commit)

    def _begin(self, connection: Connection) -> None:
        connection.info["watched"] = _changes(connection), thread_time()  # several may be open at once

    def _commit(self, connection: Connection) -> None:
        before, began = connection.info["watched"]
        if changed := _changes(connection) - before:
            self.rows.append(changed)
            self.longest_s = max(self.longest_s, thread_time() - began)


def _changes(connection: Connection) -> int:
    return int(connection.connection.driver_connection.total_changes)  # type: ignore[union-attr]
