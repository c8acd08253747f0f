"""Strangers in a crowd, and somebody who guesses: neither stops the others. Over a real server."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator

import httpx
import pytest

from tests.api.test_accounts import PASSWORD, browser, joined
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama


@pytest.fixture
def server(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ollama.tutor(tmp_path_factory.mktemp("door"), accounts=True)) as server:
        yield server


@pytest.fixture
def owner(server: Server) -> httpx.Client:
    return owner_of(server)


def owner_of(server: Server) -> httpx.Client:
    found = re.search(r"token=(\S+)", server.wait_for_line("#/setup"))
    assert found
    client = browser(server)
    assert client.post("/api/owner", json={"name": "Clara", "password": PASSWORD, "token": found[1]}).status_code == 201
    return client


async def at_once(server: Server, path: str, bodies: list[dict[str, str]]) -> Counter[int]:
    async with httpx.AsyncClient(base_url=server.url, timeout=120, trust_env=False, limits=httpx.Limits()) as client:
        answers = await asyncio.gather(*(client.post(path, json=body) for body in bodies))
    return Counter(answer.status_code for answer in answers)


def test_parallel_guesses_are_as_few_as_others(server: Server, owner: httpx.Client) -> None:
    bodies = [{"name": "Clara", "password": f"guess {n}"} for n in range(150)]
    assert asyncio.run(at_once(server, "/api/session", bodies)) == {401: 10, 429: 140}
    # The owner is not locked out where she has signed in before, nor a class by one of them.
    assert owner.post("/api/session", json={"name": "Clara", "password": PASSWORD}).status_code == 200
    ben = joined(owner, server, "Ben")
    assert browser(server).post("/api/session", json={"name": "Ben", "password": PASSWORD}).status_code == 200
    told = {person["name"]: person["wrong_guesses"] for person in owner.get("/api/accounts").json()}
    assert told == {"Clara": 10, "Ben": 0}
    assert ben.get("/api/accounts").status_code == 403


def test_who_waits_is_told_how_long_and_it_is_no_quarter_of_an_hour(server: Server, owner: httpx.Client) -> None:
    guesser = browser(server)
    codes = [guesser.post("/api/session", json={"name": "clara", "password": f"g{n}"}) for n in range(11)]
    assert [code.status_code for code in codes] == [401] * 10 + [429]
    assert 0 < int(codes[-1].headers["retry-after"]) <= 60


def test_a_stolen_device_cookie_opens_nothing(server: Server, owner: httpx.Client) -> None:
    kept = {"tutor_device": owner.cookies["tutor_device"]}
    assert browser(server).get("/api/conversations", cookies=kept).status_code == 401
    assert browser(server).get("/api/conversations", cookies={"tutor_session": kept["tutor_device"]}).status_code == 401
    bearer = {"Authorization": f"Bearer {kept['tutor_device']}"}
    assert browser(server).get("/api/conversations", headers=bearer).status_code == 401
