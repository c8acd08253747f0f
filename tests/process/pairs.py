"""Two tutors on one PostgreSQL and one Valkey, for the tests that need them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Spawned, spawned
from tests.fakes.ollama import FakeOllama
from tests.postgres import database_for, postgres, programs
from tests.valkey import ValkeyServer, program, valkey
from tutor.core.settings import Settings

needs_servers = [
    pytest.mark.skipif(programs() is None, reason="needs Debian's package postgresql"),
    pytest.mark.skipif(program() is None, reason="needs Debian's package valkey-server or redis-server"),
]


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(scope="module")
def bus() -> Iterator[ValkeyServer]:
    with valkey() as server:
        yield server


@dataclass
class Pair:
    """Two replicas, what they have in common, and the model they ask."""

    settings: Settings
    one: Spawned
    two: Spawned
    model: FakeOllama


@pytest.fixture
def pair(database: str, bus: ValkeyServer, ollama: FakeOllama, tmp_path: Path) -> Iterator[Pair]:
    url = database_for(database, tmp_path)
    more = {"database_url": url, "bus": bus.url, "llm_first_token_s": 3600, "llm_silence_s": 3600}
    settings = ollama.tutor(tmp_path / "data", **more)
    with spawned(settings) as one, spawned(settings) as two:
        yield Pair(settings, one, two, ollama)
