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
from tests.tutors import PATIENCE_S
from tutor.core.secrets import password_matches


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
    async with httpx.AsyncClient(
        base_url=server.url, timeout=PATIENCE_S, trust_env=False, limits=httpx.Limits()
    ) as client:
        answers = await asyncio.gather(*(client.post(path, json=body) for body in bodies))
    return Counter(answer.status_code for answer in answers)


def test_parallel_guesses_are_as_few_as_others(
    server: Server, owner: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    def matches(password: str, password_hash: str | None) -> bool:
        looked_at.append(password)
        return password_matches(password, password_hash)

    monkeypatch.setattr("tutor.core.passwords.password_matches", matches)
    bodies = [{"name": "Clara", "password": f"guess {n}"} for n in range(150)]
    assert asyncio.run(at_once(server, "/api/session", bodies)) == {401: 10, 429: 140}
    assert len(looked_at) == 10
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


def test_a_code_makes_as_many_accounts_as_fit_into_a_class(
    server: Server, owner: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.learners.accounts.people.MOST_MEMBERS", 2)
    made = owner.post("/api/classes", json={"name": "3A"}).json()

    def come(name: str, code: str) -> httpx.Response:
        return browser(server).post("/api/accounts", json={"name": name, "password": PASSWORD, "invitation": code})

    assert [come(name, made["code"]).status_code for name in ("Uno", "Dos", "Tres")] == [201, 201, 422]
    fresh = owner.post(f"/api/classes/{made['id']}/code").json()["code"]
    assert come("Tres", fresh).status_code == 201


def test_codes_cannot_be_tried_one_after_the_other(server: Server, owner: httpx.Client) -> None:
    made = owner.post("/api/classes", json={"name": "3A"}).json()
    ana = joined(owner, server, "Ana")
    bodies = [{"name": f"Nadie {n}", "password": PASSWORD, "invitation": f"AAAAAAAA{n:02}"} for n in range(100)]
    assert asyncio.run(at_once(server, "/api/accounts", bodies)) == {422: 100}
    assert asyncio.run(at_once(server, "/api/accounts", bodies[:5])) == {429: 5}
    assert [ana.get("/api/joining/AAAAAAAAAA").status_code for _ in range(101)] == [404] * 100 + [429]
    # Who is here already, and has the right one, is not kept out by a stranger's guesses.
    ben = browser(server)
    assert ben.post("/api/session", json={"name": "Clara", "password": PASSWORD}).status_code == 200
    assert ben.get(f"/api/joining/{made['code']}").status_code == 200


def test_the_owner_closes_all_classes(server: Server, owner: httpx.Client) -> None:
    made = owner.post("/api/classes", json={"name": "3A"}).json()
    ana = joined(owner, server, "Ana")
    assert ana.delete("/api/joining").status_code == 403
    assert owner.delete("/api/joining").status_code == 204
    body = {"name": "Uno", "password": PASSWORD, "invitation": made["code"]}
    assert browser(server).post("/api/accounts", json=body).status_code == 422
    assert ana.post(f"/api/joining/{made['code']}", json={"consent": False}).status_code == 404
    assert owner.get(f"/api/classes/{made['id']}").json()["code"] is None


def test_nobody_without_an_invitation_has_a_password_hashed(
    server: Server, owner: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hashed(password: str) -> str:
        raise AssertionError("hashed")

    monkeypatch.setattr("tutor.core.passwords.hash_password", hashed)
    body = {"name": "Nadie", "password": PASSWORD, "invitation": "nada"}
    taken = {"name": "Clara", "password": PASSWORD, "invitation": owner.post("/api/invitations").json()["token"]}
    for asked in (body, taken):
        assert browser(server).post("/api/accounts", json=asked).status_code == 422
    assert browser(server).post("/api/owner", json=body | {"token": "nada"} | {"invitation": ""}).status_code == 422
