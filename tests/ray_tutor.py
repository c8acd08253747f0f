"""A tutor on Ray Serve, as `tutor cluster` starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx

from tests.fakes.serve import free_port
from tests.tutors import PATIENCE_S, as_environment
from tutor.core.settings import Settings


@contextmanager
def on_ray(settings: Settings, *parts: str, within_s: float) -> Iterator[httpx.Client]:
    """Answers once all has started, `within_s` seconds; one replica of each of the named parts, `apps`, `recognisers`, `voices`."""
    port = free_port()
    one = [word for name in parts for word in (f"--{name}", "1")]
    command = [sys.executable, "-m", "tutor.cli", "cluster", "--port", str(port), *one]
    program = subprocess.Popen(command, env=os.environ | as_environment(settings))
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_S, trust_env=False) as client:
            until = time.monotonic() + within_s
            while time.monotonic() < until:
                assert program.poll() is None
                with suppress(httpx.HTTPError):
                    if client.get("/api/status").status_code == 200:
                        break
                time.sleep(1)
            yield client
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait(120)
