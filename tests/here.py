"""A tutor in this process: a real server in a thread, with an event loop and a database of its own."""

from __future__ import annotations

import functools
import logging
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from tests.loop_watch import watched
from tests.tutors import PATIENCE_S, Server
from tutor.api.server import Server as HttpServer
from tutor.app import create_app
from tutor.cli import bind
from tutor.core.logs import formatter, quieten
from tutor.core.malloc import share_arenas
from tutor.core.settings import Settings
from tutor.corrections.check import Corrector
from tutor.runtime import Engines
from tutor.speech.networks import Networks
from tutor.store.session import Store, held

share_arenas()  # as `tutor serve` does, before there are threads


@functools.cache
def corrector() -> Corrector:
    """The one that all tutors of this process correct with."""
    return Corrector()


class Here(Server):
    """Shares nothing with the other tutors of this process but the networks and the corrector."""

    def __init__(self, settings: Settings, networks: Networks) -> None:
        self.data_dir = settings.data_dir
        self.lines = []
        corrector()  # read here, so that no request waits for it
        if not settings.database_url:
            _put_in_place(_migrated(), settings.data_dir)
        self._end = ExitStack()
        with ExitStack() as end:
            end.enter_context(held(settings.data_dir))
            end.enter_context(self._log())
            store = Store(settings.database)
            end.enter_context(store.held())
            store.migrate()
            listening = bind("127.0.0.1", 0)
            self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            engines = Engines.of(settings, store, networks, corrector)
            app = create_app(settings, store, engines, lambda path: self.lines.append(f"{self.url}{path}\n"))
            app.openapi = lambda: _described(app)  # type: ignore[method-assign]
            app = watched(app)
            self._server = HttpServer(app, settings)
            self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listening]}, daemon=True)
            self._thread.start()
            while not self._server.started:
                assert self._thread.is_alive(), "".join(self.lines)
                time.sleep(0.005)
            self._end = end.pop_all()
        self.connect()

    @contextmanager
    def _log(self) -> Iterator[None]:
        """What its operator would see of the log."""
        lines = self.lines

        class Handler(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                lines.append(self.format(record) + "\n")

        handler = Handler(logging.INFO)
        handler.setFormatter(formatter(as_json=True))
        root = logging.getLogger()
        level = root.level
        quieten()
        root.addHandler(handler)
        root.setLevel(logging.INFO)
        try:
            yield
        finally:
            root.removeHandler(handler)
            root.setLevel(level)

    def stop(self) -> int:
        if self._thread.is_alive():
            self.client.close()
            self._server.should_exit = True
            self._thread.join(PATIENCE_S)
            assert not self._thread.is_alive(), "the server does not end"
            self._end.close()
        return 0


def _described(app: FastAPI) -> dict[str, Any]:
    """The description of any application, made once; what each route takes and gives is made for this one, as ever."""
    list(iter_route_contexts(app.routes))
    return _description()


@functools.cache
def _description() -> dict[str, Any]:
    return described().openapi()


def described() -> FastAPI:
    """The application as its own description tells of it; never started."""
    settings, store = Settings(), Store("sqlite://")
    return create_app(settings, store, Engines.of(settings, store), lambda path: None)


@functools.cache
def _migrated() -> bytes:
    """An empty database at this program's version, made once."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/tutor.db")
        store.migrate()
        with store.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        store.close()
        return Path(folder, "tutor.db").read_bytes()


def _put_in_place(database: bytes, folder: Path) -> None:
    """Where there is no database yet."""
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True)
        (folder / "tutor.db").touch(mode=0o600)
        (folder / "tutor.db").write_bytes(database)
