"""Debian's PostgreSQL, started on a loopback port for `pytest --postgres`: the same tests on another database."""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.fakes.serve import free_port
from tutor.store.session import Store


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, which Debian keeps off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


class PostgresServer:
    """A cluster of its own, on a free port; `url` is its URL without a database's name."""

    def __init__(self) -> None:
        self._bin = programs()
        assert self._bin, "PostgreSQL is needed: apt-get install postgresql"
        self._port = free_port()
        # PostgreSQL refuses to run as root.
        self._us = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self._folder = Path(tempfile.mkdtemp(prefix="tutor-postgres-"))
        if self._us:
            shutil.chown(self._folder, "postgres")
        self._run("initdb", "-U", "tutor", "-A", "trust", "-E", "UTF8")
        self.url = f"postgresql+psycopg://tutor@127.0.0.1:{self._port}"

    def _run(self, name: str, *words: str | Path) -> None:
        assert self._bin
        command = [*self._us, self._bin / name, "-D", self._folder / "data", *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self) -> None:
        where = f"-c listen_addresses=127.0.0.1 -c port={self._port} -c unix_socket_directories="
        self._run("pg_ctl", "-w", "-l", self._folder / "log", "-o", f"{where} -c max_connections=300", "start")

    def stop(self) -> None:
        """As a crash would."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self._folder)


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A running server that can be stopped and started again, until the block ends."""
    server = PostgresServer()
    server.start()
    try:
        yield server
    finally:
        server.close()


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a running server, without a database's name."""
    with postgres_server() as server:
        yield server.url


def database_for(server: str, data_dir: Path) -> str:
    """The URL of the database that belongs to a data folder; a copy of the migrated one when it is first asked for."""
    name = "t" + hashlib.sha256(str(data_dir).encode()).hexdigest()[:20]
    _create(server, name, _migrated(server))
    return f"{server}/{name}"


@functools.cache
def _migrated(server: str) -> str:
    """The name of an empty database at this program's version."""
    _create(server, "migrated", "template1")
    store = Store(f"{server}/migrated")
    store.migrate()
    store.close()
    return "migrated"


def _create(server: str, name: str, template: str) -> None:
    with psycopg.connect(server.replace("+psycopg", "") + "/postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            names = sql.Identifier(name), sql.Identifier(template)
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
