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


@contextmanager
def postgres() -> Iterator[str]:
    """A cluster of its own, on a free port; gives its URL without a database's name."""
    bin_ = programs()
    assert bin_, "PostgreSQL is needed: apt-get install postgresql"
    port = free_port()
    # PostgreSQL refuses to run as root.
    us = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="tutor-postgres-"))
    if us:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run([*us, bin_ / "initdb", "-D", data, "-U", "tutor", "-A", "trust", "-E", "UTF8"], **quiet)
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c max_connections=300"
    log = folder / "log"
    subprocess.run([*us, bin_ / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start"], **quiet)
    try:
        yield f"postgresql+psycopg://tutor@127.0.0.1:{port}"
    finally:
        subprocess.run([*us, bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet)
        shutil.rmtree(folder)


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
