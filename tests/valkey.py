"""Debian's Valkey on a loopback port; Redis 7.0, from which it comes and whose wire it speaks, where Debian has none yet."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.fakes.serve import free_port
from tests.tutors import PATIENCE_S


def program() -> str | None:
    """The server's program."""
    return shutil.which("valkey-server") or shutil.which("redis-server")


class ValkeyServer:
    """One that can be killed and started again where it was; it keeps nothing on the disk."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"valkey://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        name = program()
        assert name, "Valkey is needed: apt-get install valkey-server"
        options = {"port": self.port, "bind": "127.0.0.1", "save": "", "appendonly": "no", "dir": self._folder}
        words = [str(word) for option, value in options.items() for word in (f"--{option}", value)]
        self._process = subprocess.Popen([name, *words], stdout=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.02)
        raise AssertionError("Valkey does not start")

    def kill(self) -> None:
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(PATIENCE_S)
            self._process = None


@contextmanager
def valkey() -> Iterator[ValkeyServer]:
    """A running server, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="tutor-valkey-") as folder:
        server = ValkeyServer(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.kill()
