"""PostgreSQL goes away and comes back while the tutor runs; and two tutors want the same one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.api.client import begin, messages, read_events, say, wait_until
from tests.conftest import spawned
from tests.fakes.ollama import FakeOllama
from tests.postgres import database_for, postgres, programs
from tests.tutors import PATIENCE_S

pytestmark = pytest.mark.skipif(programs() is None, reason="needs Debian's package postgresql")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with postgres() as url:
        yield url


@contextmanager
def gone(url: str) -> Iterator[None]:
    """The database takes no connections, and those it had are cut."""
    server, _, name = url.replace("+psycopg", "").rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as operator:
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")  # type: ignore[arg-type]
        operator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")  # type: ignore[arg-type]


def status(ask: Callable[[], httpx.Response]) -> tuple[int, str, bool]:
    answer = ask()
    error = answer.json()["error"]
    return answer.status_code, error["code"], error["retryable"]


def test_what_is_asked_meanwhile_may_be_asked_again_and_the_turn_is_mended(
    cluster: str, ollama: FakeOllama, tmp_path: Path
) -> None:
    url = database_for(cluster, tmp_path)
    with spawned(ollama.tutor(tmp_path / "data", database_url=url)) as server:
        conversation = begin(server.client)
        ollama.tokens, ollama.delay_s = [f"Palabra {n}. " for n in range(300)], 0.3
        path = f"/api/conversations/{conversation}/turns"
        with server.client.stream("POST", path, json={"text": "Hola"}) as response:
            events = read_events(response)
            while next(events).name != "token":
                pass
            with gone(url):
                ollama.delay_s = 0.0
                last = list(events)[-1]
                assert (last.name, last.data["code"], last.data["retryable"]) == ("error", "database_unreachable", True)
                unreachable = (503, "database_unreachable", True)
                assert status(lambda: server.client.get("/api/conversations")) == unreachable
                assert status(lambda: server.client.post("/api/cards/words", json={"word": "mesa"})) == unreachable
        wait_until(lambda: messages(server.client, conversation)[-1]["state"] == "failed")
        assert messages(server.client, conversation)[1]["text"] == "Hola"
        assert messages(server.client, conversation)[-1]["text"] == last.data["text"] != ""
        assert say(server.client, conversation, "¿Sigues ahí?")[-1].name == "done"


def test_a_second_tutor_on_the_same_database_is_refused(cluster: str, ollama: FakeOllama, tmp_path: Path) -> None:
    url = database_for(cluster, tmp_path)
    with spawned(ollama.tutor(tmp_path / "one", database_url=url)) as server:
        env = {"TUTOR_DATA_DIR": str(tmp_path / "two"), "TUTOR_DATABASE_URL": url, "TUTOR_PREWARM": "0"}
        command = [sys.executable, "-m", "tutor.cli", "serve", "--port", "0"]
        second = subprocess.run(
            command, env=os.environ | env, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
        assert second.returncode == 1
        assert "TUTOR_DATABASE_URL" in second.stderr
        server.kill()
    with spawned(ollama.tutor(tmp_path / "one", database_url=url)) as server:
        assert server.client.get("/api/conversations").status_code == 200
