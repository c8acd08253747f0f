"""Tutors to test: in this process on one set of networks, or in a process of their own where that is what is tested."""

from __future__ import annotations

import functools
import json
import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
from fastapi import FastAPI
from pydantic import SecretStr

from tests.postgres import database_for
from tutor.api.server import Server as HttpServer
from tutor.app import create_app
from tutor.cli import bind
from tutor.core.logs import formatter
from tutor.core.settings import Settings
from tutor.corrections.check import Corrector
from tutor.runtime import Engines
from tutor.speech.networks import Networks
from tutor.store.session import Store, held

# Set while `--postgres` is on: where a tutor finds its databases.
POSTGRES = "TUTOR_TEST_POSTGRES"
# How long a busy machine may take to start a program or to end it, in seconds.
PATIENCE_S = 60.0


@functools.cache
def networks() -> Networks:
    """Those that all tutors of this process hear and speak with."""
    return Networks()


@functools.cache
def corrector() -> Corrector:
    """The one that all tutors of this process correct with."""
    return Corrector()


class Server:
    """A tutor that answers on a port of its own; `lines` is what its operator is shown."""

    url: str
    data_dir: Path
    lines: list[str]
    client: httpx.Client

    def connect(self) -> None:
        self.client = httpx.Client(base_url=self.url, timeout=180, trust_env=False)

    def wait_for_line(self, part: str) -> str:
        """The first line for the operator that has `part`."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            for line in self.lines:
                if part in line:
                    return line
            time.sleep(0.02)
        raise AssertionError("".join(self.lines))

    def stop(self) -> int:
        """Ends it as an operator would, and gives its exit code."""
        raise NotImplementedError


class Here(Server):
    """A tutor in this process: a real server in a thread, with an event loop and a database of its own."""

    def __init__(self, settings: Settings) -> None:
        self.data_dir = settings.data_dir
        self.lines = []
        self._end = ExitStack()
        with ExitStack() as end:
            end.enter_context(held(settings.data_dir))
            end.enter_context(self._log())
            store = Store(settings.database)
            end.enter_context(store.held())
            store.migrate()
            listening = bind("127.0.0.1", 0)
            self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            engines = Engines.of(settings, store, networks(), corrector)
            app = create_app(settings, store, engines, lambda path: self.lines.append(f"{self.url}{path}\n"))
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
        lines = self.lines

        class Handler(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                lines.append(self.format(record) + "\n")

        handler = Handler(logging.INFO)
        handler.setFormatter(formatter(as_json=True))
        root = logging.getLogger()
        root.addHandler(handler)
        try:
            yield
        finally:
            root.removeHandler(handler)

    def stop(self) -> int:
        if self._thread.is_alive():
            self.client.close()
            self._server.should_exit = True
            self._thread.join(PATIENCE_S)
            assert not self._thread.is_alive(), "the server does not end"
            self._end.close()
        return 0


class Spawned(Server):
    """A tutor in a process of its own."""

    def __init__(self, env: dict[str, str]) -> None:
        self.data_dir = Path(env["TUTOR_DATA_DIR"])
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tutor.cli", "serve", "--port", "0"],
            env=os.environ | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line)
            if found := re.search(r"http://\S+", line):
                self.url = found[0]
                break
        else:
            raise AssertionError("".join(self.lines))
        threading.Thread(target=self._read, daemon=True).start()
        self.connect()
        self.client.get("/api/status")  # its port is bound; what is asked now waits until it answers

    def _read(self) -> None:
        assert self.process.stdout
        self.lines.extend(self.process.stdout)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_S)

    def stop(self) -> int:
        if self.process.poll() is None:
            self.client.close()
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


@contextmanager
def running(settings: Settings) -> Iterator[Server]:
    """A tutor on these settings in this process, until the block ends."""
    settings = _with_database(settings)
    if not settings.database_url:
        _put_in_place(_migrated(), settings.data_dir)
    server = Here(settings)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def spawned(settings: Settings, **env: str) -> Iterator[Spawned]:
    """A tutor on these settings in a process of its own, until the block ends."""
    given = {
        "TUTOR_" + name.upper(): _as_text(value)
        for name, value in _with_database(settings).model_dump(exclude_unset=True).items()
        if value is not None
    }
    server = Spawned(given | env)
    server.data_dir = settings.data_dir
    try:
        yield server
    finally:
        server.stop()


def described() -> FastAPI:
    """The application as its own description tells of it; never started."""
    settings, store = Settings(), Store("sqlite://")
    return create_app(settings, store, Engines.of(settings, store), lambda path: None)


def _with_database(settings: Settings) -> Settings:
    if (databases := os.environ.get(POSTGRES)) and not settings.database_url:
        return settings.model_copy(update={"database_url": database_for(databases, settings.data_dir)})
    return settings


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


def _as_text(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return json.dumps(value) if isinstance(value, list) else str(value)
