"""Somebody with a stolen session: what they cannot do with it, and how the learner gets rid of them. Over a real server."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx
import pytest
from websockets.sync.client import connect

from tests.api.client import begin, lines, say, wait_until
from tests.api.test_accounts import PASSWORD, browser
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S

NEW = "otra contraseña larga"


@dataclass
class Robbed:
    """The owner of a tutor, and somebody who has one of her cookies."""

    server: Server
    owner: httpx.Client
    thief: httpx.Client
    conversation: str


@pytest.fixture
def robbed(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Robbed]:
    settings = ollama.tutor(tmp_path_factory.mktemp("robbed"), accounts=True)
    with running(settings) as server:
        found = re.search(r"token=(\S+)", server.wait_for_line("#/setup"))
        assert found
        owner = browser(server)
        body = {"name": "Clara", "password": PASSWORD, "token": found[1]}
        assert owner.post("/api/owner", json=body).status_code == 201
        conversation = begin(owner)
        stolen = owner.cookies["tutor_session"]
    with running(settings) as server:  # it was stolen some time ago: nobody has given a password lately
        owner.base_url = server.url
        thief = browser(server)
        thief.cookies.set("tutor_session", stolen)
        yield Robbed(server, owner, thief, conversation)


def test_what_lasts_asks_for_the_password(robbed: Robbed) -> None:
    thief, theirs = robbed.thief, f"/api/conversations/{robbed.conversation}"
    assert thief.get(theirs).status_code == 200
    asked: list[tuple[str, str, dict[str, str | bool] | None]] = [
        ("POST", "/api/tokens", {"name": "mine"}),
        ("GET", "/api/export", None),
        ("DELETE", "/api/learner/data", None),
        ("POST", f"{theirs}/share", {}),
        ("POST", "/api/invitations", None),
        ("DELETE", f"/api/accounts/{'0' * 32}", None),
        ("GET", "/api/session/password", None),
        ("POST", "/api/calendar", None),
        ("POST", "/api/joining/ABCDEFGH", {"consent": True}),
        ("PUT", f"/api/classes/{'0' * 32}/consent", {"consent": True}),
    ]
    for method, path, body in asked:
        answer = thief.request(method, path, json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "password_needed"), (method, path)
    assert thief.put(f"/api/classes/{'0' * 32}/consent", json={"consent": False}).status_code == 404
    assert thief.post("/api/session/password", json={"password": "guessed"}).status_code == 401
    assert thief.get("/api/export").status_code == 403
    assert robbed.owner.post("/api/session/password", json={"password": PASSWORD}).status_code == 204
    assert robbed.owner.get("/api/session/password").status_code == 204
    token = robbed.owner.post("/api/tokens", json={"name": "mine"}).json()["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    program = browser(robbed.server)
    assert program.get("/api/export", headers=bearer).status_code == 200
    assert program.post("/api/tokens", json={"name": "x"}, headers=bearer).status_code == 403
    assert program.post("/api/session/password", json={"password": PASSWORD}, headers=bearer).status_code == 403


def follow(robbed: Robbed, over: threading.Event, begun: threading.Event) -> None:
    path = f"/api/conversations/{robbed.conversation}/events"
    with robbed.thief.stream("GET", path) as stream:
        for line in lines(stream):
            if line.startswith("data:"):
                begun.set()
    over.set()


@pytest.mark.models
@pytest.mark.parametrize("way", ["password", "everywhere"])
def test_the_learner_gets_rid_of_them_at_once(robbed: Robbed, way: str) -> None:
    over, begun = threading.Event(), threading.Event()
    following = threading.Thread(target=follow, args=(robbed, over, begun))
    following.start()
    assert begun.wait(PATIENCE_S)
    url = f"{robbed.server.url.replace('http', 'ws')}/api/listen?conversation_id={robbed.conversation}"
    cookie = {"Cookie": f"tutor_session={robbed.thief.cookies['tutor_session']}"}
    with connect(url, additional_headers=cookie, proxy=None, open_timeout=PATIENCE_S) as microphone:
        assert json.loads(microphone.recv(PATIENCE_S))["type"] == "ready"
        ways: dict[str, Callable[[], httpx.Response]] = {
            "password": lambda: robbed.owner.patch("/api/account", json={"password": PASSWORD, "new_password": NEW}),
            "everywhere": lambda: robbed.owner.delete("/api/sessions"),
        }
        assert ways[way]().status_code == 204
        assert over.wait(PATIENCE_S)  # by itself: nobody has to ask who is signed in
        assert all(isinstance(message, str) for message in microphone)  # until it is closed
    following.join()
    assert robbed.thief.get("/api/conversations").status_code == 401


def test_a_new_password_ends_tokens_and_turns(robbed: Robbed, ollama: FakeOllama) -> None:
    owner = robbed.owner
    owner.post("/api/session/password", json={"password": PASSWORD})
    token = owner.post("/api/tokens", json={"name": "mine"}).json()["token"]
    bearer, program = {"Authorization": f"Bearer {token}"}, browser(robbed.server)
    kept = owner.patch("/api/account", json={"password": PASSWORD, "new_password": NEW, "keep_tokens": True})
    assert kept.status_code == 204
    assert program.get("/api/learner", headers=bearer).status_code == 200
    ollama.tokens, ollama.delay_s = ["sí "] * 400, 0.05
    ends: list[str] = []
    talking = threading.Thread(target=lambda: ends.append(say(program, robbed.conversation, headers=bearer)[-1].name))
    talking.start()
    wait_until(lambda: owner.get(f"/api/conversations/{robbed.conversation}").json()["active_turn_id"])
    assert owner.patch("/api/account", json={"password": NEW, "new_password": PASSWORD}).status_code == 204
    talking.join(PATIENCE_S)
    assert ends == ["done"]
    assert program.get("/api/learner", headers=bearer).status_code == 401
    assert owner.get("/api/learner").status_code == 200
