from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import Server, running
from tests.fakes.ollama import fake_ollama
from tests.tutors import PATIENCE_S


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with fake_ollama() as fake, running(fake.tutor(tmp_path_factory.mktemp("calendar"))) as server:
        yield server


def test_a_calendar_is_read_by_its_address_alone_until_it_is_ended(server: Server) -> None:
    server.client.patch("/api/learner", json={"reminder_at": "07:15"}).raise_for_status()
    path = server.client.post("/api/calendar").json()["path"]
    read = httpx.get(server.url + path, timeout=PATIENCE_S, trust_env=False)
    assert read.headers["content-type"].startswith("text/calendar")
    assert "T071500" in read.text
    other = server.client.post("/api/calendar").json()["path"]
    assert server.client.get(path).status_code == 404
    assert server.client.get(other).status_code == 200
    assert server.client.delete("/api/calendar").status_code == 204
    assert server.client.get(other).status_code == 404
    assert server.client.get("/api/calendar/none.ics").status_code == 404


@pytest.mark.parametrize("wrong", ["7:15", "24:00", "12:60", "soon", "12:00\n"])
def test_only_times_of_a_day_are_taken(server: Server, wrong: str) -> None:
    assert server.client.patch("/api/learner", json={"reminder_at": wrong}).status_code == 422


def test_a_reminder_is_switched_off(server: Server) -> None:
    assert server.client.patch("/api/learner", json={"reminder_at": ""}).json()["reminder_at"] == ""


def test_the_week_has_its_days_up_to_today(server: Server) -> None:
    day = server.client.get("/api/today").json()
    assert 1 <= len(day["week"]) <= 7
    assert day["minutes_done"] == day["week"][-1]
    assert day["minutes_a_week"] == 5 * day["minutes_a_day"]


def test_a_calendar_goes_with_everything_else(server: Server) -> None:
    path = server.client.post("/api/calendar").json()["path"]
    assert server.client.delete("/api/learner/data").status_code == 204
    assert server.client.get(path).status_code == 404
