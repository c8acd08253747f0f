"""Who has forgotten their password is let in again, by a link of the owner's or the operator's, and nobody else is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.api.test_accounts import PASSWORD, browser, joined
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama

NEW = "otra contraseña, más larga"


@dataclass
class Door:
    server: Server
    owner: httpx.Client

    def offered(self, name: str) -> str:
        """The token of a link that the owner makes for somebody."""
        ids = {person["name"]: person["id"] for person in self.owner.get("/api/accounts").json()}
        made = self.owner.post(f"/api/accounts/{ids[name]}/reset")
        assert made.status_code == 201, made.text
        assert made.json()["url"].endswith(f"/#/reset?token={made.json()['token']}")
        return str(made.json()["token"])

    def uses(self, token: str, password: str = NEW) -> tuple[int, httpx.Client]:
        client = browser(self.server)
        return client.post("/api/password", json={"token": token, "password": password}).status_code, client

    def signs_in(self, name: str, password: str) -> int:
        return browser(self.server).post("/api/session", json={"name": name, "password": password}).status_code


@pytest.fixture(scope="module")
def door(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    settings = ollama.tutor(tmp_path_factory.mktemp("forgotten"), accounts=True)
    with running(settings) as server:
        owner = browser(server)
        token = server.wait_for_line("#/setup").split("token=")[1].split()[0]
        body = {"name": "Clara", "password": PASSWORD, "token": token}
        owner.post("/api/owner", json=body).raise_for_status()
        yield Door(server, owner)


def test_a_link_sets_a_new_password_once_and_lets_in(door: Door) -> None:
    ana = joined(door.owner, door.server, "Ana")
    token = door.offered("Ana")
    assert ana.get("/api/learner").status_code == 200, "until it is used, nothing has changed"
    assert door.signs_in("Ana", PASSWORD) == 200
    assert door.uses(token, "corta")[0] == 422
    status, again = door.uses(token)
    assert status == 200
    assert again.get("/api/session").json()["account"]["name"] == "Ana"
    assert ana.get("/api/learner").status_code == 401, "whoever was in is out"
    assert (door.signs_in("Ana", PASSWORD), door.signs_in("Ana", NEW)) == (401, 200)
    assert door.uses(token)[0] == 422, "it serves once"


def test_who_guessed_too_often_comes_in_by_the_link(door: Door) -> None:
    joined(door.owner, door.server, "Eva")
    stranger = browser(door.server)
    for n in range(12):
        stranger.post("/api/session", json={"name": "Eva", "password": f"g{n}"})
    assert door.uses(door.offered("Eva"))[0] == 200


def test_all_that_the_old_password_opened_ends(door: Door) -> None:
    ben = joined(door.owner, door.server, "Ben")
    token = ben.post("/api/tokens", json={"name": "guion"}).json()["token"]
    program = browser(door.server)
    program.headers["Authorization"] = f"Bearer {token}"
    assert program.get("/api/learner").status_code == 200
    assert door.uses(door.offered("Ben"))[0] == 200
    assert program.get("/api/learner").status_code == 401


def test_a_link_ends_with_the_next_one_and_with_what_makes_it_needless(door: Door) -> None:
    dora = joined(door.owner, door.server, "Dora")
    first, second = door.offered("Dora"), door.offered("Dora")
    assert door.uses(first)[0] == 422
    changed = dora.patch("/api/account", json={"password": PASSWORD, "new_password": NEW, "keep_tokens": True})
    assert changed.status_code == 204
    assert door.uses(second)[0] == 422, "she has remembered it herself"
    third = door.offered("Dora")
    account = next(one["id"] for one in door.owner.get("/api/accounts").json() if one["name"] == "Dora")
    door.owner.patch(f"/api/accounts/{account}", json={"active": False})
    assert door.uses(third)[0] == 422
    assert door.owner.post(f"/api/accounts/{account}/reset").status_code == 422, "closed, nothing opens it"


def test_only_the_owner_makes_one_and_no_other_secret_is_one(door: Door) -> None:
    eli = joined(door.owner, door.server, "Eli")
    mine = eli.get("/api/session").json()["account"]["id"]
    assert eli.post(f"/api/accounts/{mine}/reset").status_code == 403
    token = eli.post("/api/tokens", json={"name": "guion"}).json()["token"]
    for secret in (token, eli.cookies["tutor_session"], "adivinado"):
        assert door.uses(secret)[0] == 422
    link = door.offered("Eli")
    bearer = browser(door.server).get("/api/learner", headers={"Authorization": f"Bearer {link}"})
    assert bearer.status_code == 401, "a link opens nothing by itself"


@pytest.mark.sqlite
def test_the_operator_lets_the_owner_in_while_the_tutor_runs(
    door: Door,
) -> None:
    [token] = parse_qs(urlsplit(operator(door, 0).split()[-1].replace("#/", "")).query)["token"]
    assert door.signs_in("Clara", PASSWORD) == 200
    status, owner = door.uses(token)
    assert (status, owner.get("/api/session").json()["account"]["role"]) == (200, "owner")
    assert "clara" in operator(door, 1, "Nadie"), "what names there are"


def operator(door: Door, code: int, *name: str) -> str:
    """What `tutor account reset` says, in a process beside the tutor's."""
    said = subprocess.run(
        [sys.executable, "-m", "tutor.cli", "account", "reset", *name],
        env=os.environ | {"TUTOR_DATA_DIR": str(door.server.data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == code, said.stderr
    return said.stdout + said.stderr


def test_guessing_links_is_slowed_down(ollama: FakeOllama, tmp_path: Path) -> None:
    with running(ollama.tutor(tmp_path, accounts=True)) as server:
        guesser = browser(server)
        codes = {
            guesser.post("/api/password", json={"token": f"t{n}", "password": NEW}).status_code for n in range(110)
        }
    assert codes == {422, 429}
