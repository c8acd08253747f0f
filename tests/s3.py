"""A store that speaks the S3 API, in a process of its own on a loopback port; it keeps everything in its memory.

What is at TUTOR_TEST_S3, an address, is asked in its place: another server of that kind, started by hand.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.request import ProxyHandler, build_opener
from uuid import uuid4

import pytest
from boto3.session import Session

from tests.fakes.serve import free_port
from tests.tutors import PATIENCE_S

OTHER = "TUTOR_TEST_S3"
KEYS = {"AWS_ACCESS_KEY_ID": "tutor-tests", "AWS_SECRET_ACCESS_KEY": "of-no-worth", "AWS_DEFAULT_REGION": "us-east-1"}


class S3Store:
    """One bucket of a running store."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.bucket = f"tutor-{uuid4().hex[:12]}"
        session = Session(
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
            region_name=KEYS["AWS_DEFAULT_REGION"],
        )
        self.client: Any = session.client("s3", endpoint_url=url)
        self.client.create_bucket(Bucket=self.bucket)

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def objects(self) -> dict[str, bytes]:
        """Everything in the bucket, by its key."""
        found = self.client.list_objects_v2(Bucket=self.bucket).get("Contents", [])
        return {one["Key"]: self.client.get_object(Bucket=self.bucket, Key=one["Key"])["Body"].read() for one in found}


@contextmanager
def s3_server() -> Iterator[str]:
    """The address of a running store, until the block ends."""
    if other := os.environ.get(OTHER):
        yield other
        return
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    ask = build_opener(ProxyHandler({})).open
    try:
        until = time.monotonic() + PATIENCE_S
        while True:
            with suppress(OSError):
                ask(f"{url}/moto-api/", timeout=5).close()
                break
            assert process.poll() is None, "the store ends at once"
            assert time.monotonic() < until, "the store does not start"
            time.sleep(0.05)
        yield url
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE_S)


@pytest.fixture(scope="session")
def s3_address() -> Iterator[str]:
    """The address of a store that speaks the S3 API."""
    with s3_server() as url:
        yield url


@pytest.fixture
def store(s3_address: str, monkeypatch: pytest.MonkeyPatch) -> S3Store:
    """An empty bucket of it, whose keys are in the environment."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    return S3Store(s3_address)
