"""Tutors to test: in this process on one set of networks, or in a process of their own where that is what is tested."""

from __future__ import annotations

import functools
import json
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from pydantic import SecretStr

from tests.forked import Forked
from tests.kokoro import TestNetworks, hummed
from tests.postgres import database_for
from tutor.core.settings import Settings
from tutor.speech.networks import Networks

# Set while `--postgres` is on: where a tutor finds its databases.
POSTGRES = "TUTOR_TEST_POSTGRES"
# How long a busy machine may take for whatever a test waits for, in seconds; what is promised within a time says its own.
PATIENCE_S = 300.0


@functools.cache
def networks() -> Networks:
    """Those that all tutors of this process hear and speak with."""
    return TestNetworks()


@functools.cache
def humming() -> Networks:
    """The same where what is said counts and not how it sounds: a voice that only hums."""
    return TestNetworks(hummed)


class Server:
    """A tutor that answers on a port of its own; `lines` is what its operator is shown."""

    url: str
    data_dir: Path
    lines: list[str]
    client: httpx.Client

    def connect(self) -> None:
        self.client = httpx.Client(base_url=self.url, timeout=PATIENCE_S, trust_env=False)

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


class Spawned(Server):
    """A tutor in a process of its own."""

    def __init__(self, env: dict[str, str]) -> None:
        self.data_dir = Path(env["TUTOR_DATA_DIR"])
        self.process = Forked(["serve", "--port", "0"], os.environ | env)
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
def running(settings: Settings, hears_and_speaks: Networks | None = None) -> Iterator[Server]:
    """A tutor on these settings in this process, until the block ends, with the shared networks or others."""
    from tests.here import Here  # the whole program takes seconds to import, which a test of one part need not wait for

    server = Here(_with_database(settings), hears_and_speaks or networks())
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def spawned(settings: Settings, **env: str) -> Iterator[Spawned]:
    """A tutor on these settings in a process of its own, until the block ends."""
    server = Spawned(as_environment(_with_database(settings)) | env)
    server.data_dir = settings.data_dir
    try:
        yield server
    finally:
        server.stop()


def as_environment(settings: Settings) -> dict[str, str]:
    """What is set of them, for a process of its own."""
    given = settings.model_dump(exclude_unset=True).items()
    return {"TUTOR_" + name.upper(): _as_text(value) for name, value in given if value is not None}


def _with_database(settings: Settings) -> Settings:
    if (databases := os.environ.get(POSTGRES)) and not settings.database_url:
        return settings.model_copy(update={"database_url": database_for(databases, settings.data_dir)})
    return settings


def _as_text(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return json.dumps(value) if isinstance(value, list) else str(value)
