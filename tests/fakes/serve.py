"""Runs a fake server on a free loopback port: in a thread, or in a process of its own where what it computes would count."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(app: FastAPI) -> Iterator[int]:
    """The port on which `app` answers until the block ends."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(5)


@contextmanager
def serving_apart(module: str) -> Iterator[int]:
    """The port on which a module answers that ends with `serve_here`, until the block ends."""
    program = subprocess.Popen([sys.executable, "-m", module], stdout=subprocess.PIPE, text=True)
    assert program.stdout
    try:
        yield int(program.stdout.readline())
    finally:
        program.kill()
        program.wait()


class _Telling(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(self.servers[0].sockets[0].getsockname()[1], flush=True)


def serve_here(app: FastAPI) -> None:
    """Answer until this process ends; its port is printed."""
    _Telling(uvicorn.Config(app, port=0, log_level="critical")).run()
