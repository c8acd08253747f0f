"""Who may come in, and what they may see. Over a real server that asks people to sign in."""

from __future__ import annotations

import re
import stat
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from tests.api.client import begin, messages, read_events, say
from tests.api.walk import asked, belongings, refusal, routes, somebodys
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S

PASSWORD = "una contraseña larga"


@dataclass
class School:
    """A tutor with its owner and two learners, each in a browser of their own."""

    server: Server
    owner: httpx.Client
    ana: httpx.Client
    ben: httpx.Client


def browser(server: Server) -> httpx.Client:
    return httpx.Client(base_url=server.url, timeout=PATIENCE_S, trust_env=False)


def joined(school_owner: httpx.Client, server: Server, name: str) -> httpx.Client:
    invitation = school_owner.post("/api/invitations").json()
    client = browser(server)
    body = {"name": name, "password": PASSWORD, "invitation": invitation["token"]}
    answer = client.post("/api/accounts", json=body)
    assert answer.status_code == 201, answer.text
    return client


@pytest.fixture(scope="module")
def school(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    # By the hour: what a test counts stays counted while it works.
    settings = ollama.tutor(tmp_path_factory.mktemp("school"), accounts=True, checks_rate="20000/hour")
    with running(settings) as server:
        shown = "".join(server.wait_for_line("#/setup"))
        found = re.search(r"token=(\S+)", shown)
        assert found
        setup = settings.data_dir / "owner-setup"
        assert stat.S_IMODE(setup.stat().st_mode) == 0o600
        owner = browser(server)
        assert owner.get("/api/session").json() == {
            "accounts": True,
            "signed_in": False,
            "needs_owner": True,
            "elsewhere": None,
            "account": None,
        }
        body = {"name": "Doña Clara", "password": PASSWORD, "token": "guessed"}
        assert owner.post("/api/owner", json=body).status_code == 422
        assert owner.post("/api/owner", json=body | {"token": found[1]}).status_code == 201
        assert not setup.exists()
        assert owner.post("/api/owner", json=body | {"token": found[1]}).status_code == 422
        yield School(server, owner, joined(owner, server, "Ana"), joined(owner, server, "Ben"))


def test_nobody_comes_in_without_signing_in(school: School) -> None:
    stranger = browser(school.server)
    allowed = {("get", "/api/session"), ("post", "/api/session"), ("post", "/api/owner"), ("post", "/api/accounts")}
    allowed |= {("post", "/api/password")}  # its link is its secret
    nobodys = ("/api/oidc/",)  # the way in with an account from elsewhere, which this tutor does not have
    from_courses = ("/api/lti/login", "/api/lti/again", "/api/lti/launch")  # the way in from a course, likewise
    for method, path in routes():
        answer = stranger.request(method, fill(path, "0" * 32), json={})
        if (method, path) in allowed:
            assert answer.status_code in (200, 422)
        elif path.startswith(nobodys):
            assert answer.status_code == 404
        elif path in from_courses:
            assert answer.headers["location"].startswith("/#/problem?code=")
        elif (method, path) == ("get", "/api/lti/keys"):
            assert answer.status_code == 200  # public ones
        elif path.startswith("/api/calendar/{"):
            assert answer.status_code == 404  # its address is its secret, and this one was guessed
        else:
            assert answer.status_code == 401, (method, path, answer.status_code)
            assert answer.json()["error"]["code"] == "sign_in"


def test_no_header_opens_the_door(school: School) -> None:
    stranger = browser(school.server)
    for headers in (
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer undefined"},
        {"Authorization": "Basic YW5hOmFuYQ=="},
        {"Cookie": "tutor_session="},
        {"Cookie": "tutor_session=' OR 1=1 --"},
        {"X-Forwarded-User": "Ana"},
        {"X-Original-URL": "/api/session"},
        {"X-HTTP-Method-Override": "GET"},
    ):
        assert stranger.get("/api/conversations", headers=headers).status_code == 401


def test_one_learner_never_sees_another(school: School, ollama: FakeOllama) -> None:
    """Walks every route that takes an id with ids of another learner."""
    conversation = begin(school.ana)
    secret = "Mi secreto es que canto en la ducha."
    say(school.ana, conversation, secret)
    # Who is in a class, and who teaches there, is walked in test_class_leaks.
    ids = belongings(school.ana, school.owner, conversation, secret)
    walked = 0
    for method, path in somebodys():
        answer = asked(school.ben, method, path, ids)
        assert answer.status_code == refusal(path), (method, path, answer.text)
        assert "ducha" not in answer.text
        walked += 1
    assert walked >= 60
    theirs = {"level": "A2", "document_id": ids["document_id"]}
    assert school.ben.post("/api/conversations", json=theirs).status_code == 404
    for path in (
        "/api/conversations",
        "/api/documents",
        "/api/documents/search?q=ducha",
        "/api/export",
        "/api/tokens",
        "/api/cards",
        "/api/cards/export.csv",
        "/api/templates",
    ):
        assert "ducha" not in school.ben.get(path).text
        assert "mi programa" not in school.ben.get(path).text
    assert "ducha" in school.ana.get("/api/export").text
    assert conversation in school.ana.get("/api/conversations").text
    assert PASSWORD not in school.ana.get("/api/export").text
    assert "argon2" not in school.ana.get("/api/export").text


def test_another_learners_edit_cannot_reach_in(school: School) -> None:
    mine, theirs = begin(school.ben), begin(school.ana)
    say(school.ana, theirs, "Esto es mío.")
    victim = messages(school.ana, theirs)[1]["id"]
    answer = school.ben.post(f"/api/conversations/{mine}/turns", json={"text": "x", "replaces": victim})
    assert answer.status_code == 404
    assert messages(school.ana, theirs)[1]["text"] == "Esto es mío."


def test_only_the_owner_invites_and_removes(school: School) -> None:
    assert school.ana.post("/api/invitations").status_code == 403
    assert school.ana.get("/api/accounts").status_code == 403
    people = {person["name"]: person for person in school.owner.get("/api/accounts").json()}
    assert {"Doña Clara", "Ana", "Ben"} <= people.keys()
    only = school.owner.delete(f"/api/accounts/{people['Doña Clara']['id']}")
    assert only.status_code == 422


def test_who_learns_may_look_at_models_and_only_the_owner_changes_them(school: School) -> None:
    told = school.ana.get("/api/models").json()
    assert (told["may_change"], bool(told["models"])) == (False, True)
    assert school.owner.get("/api/models").json()["may_change"]
    for method, path in (
        ("POST", "ollama/gemma3:4b/download"),
        ("DELETE", "ollama/gemma3:4b/download"),
        ("POST", "whisper-base/use"),
        ("POST", "whisper-base/measure"),
        ("POST", "ollama/gemma3:1b/try"),
        ("DELETE", "ef_dora"),
    ):
        answer = school.ana.request(method, f"/api/models/{path}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden"), path
    assert school.owner.delete("/api/models/ollama/gemma3:4b/download").status_code == 404
    assert browser(school.server).get("/api/models").status_code == 401


def test_an_invitation_serves_one_person_once(school: School) -> None:
    invitation = school.owner.post("/api/invitations").json()
    body = {"name": "Carla", "password": PASSWORD, "invitation": invitation["token"]}
    assert invitation["url"].endswith(f"/#/join?token={invitation['token']}")
    results: list[int] = []

    def join(name: str) -> None:
        results.append(browser(school.server).post("/api/accounts", json=body | {"name": name}).status_code)

    rush = [threading.Thread(target=join, args=(f"Carla{n}",)) for n in range(4)]
    for thread in rush:
        thread.start()
    for thread in rush:
        thread.join()
    assert sorted(results) == [201, 422, 422, 422]
    withdrawn = school.owner.post("/api/invitations").json()
    assert school.owner.delete(f"/api/invitations/{withdrawn['id']}").status_code == 204
    answer = browser(school.server).post("/api/accounts", json=body | {"invitation": withdrawn["token"], "name": "Eva"})
    assert answer.status_code == 422


def test_a_taken_name_however_it_is_written(school: School) -> None:
    invitation = school.owner.post("/api/invitations").json()["token"]
    body = {"name": "  ANA ", "password": PASSWORD, "invitation": invitation}
    assert browser(school.server).post("/api/accounts", json=body).status_code == 422
    assert browser(school.server).post("/api/accounts", json=body | {"name": "Ana María"}).status_code == 201


def test_the_cookie_is_kept_from_scripts_and_other_pages(school: School) -> None:
    client = browser(school.server)
    answer = client.post("/api/session", json={"name": "ana", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/api/conversations").status_code == 200


def test_signing_out_here_and_everywhere(school: School) -> None:
    phone, laptop = browser(school.server), browser(school.server)
    for client in (phone, laptop):
        assert client.post("/api/session", json={"name": "Ben", "password": PASSWORD}).status_code == 200
    kept = dict(phone.cookies)
    assert phone.delete("/api/session").status_code == 204
    assert browser(school.server).get("/api/conversations", cookies=kept).status_code == 401
    assert laptop.get("/api/conversations").status_code == 200
    token = laptop.post("/api/tokens", json={"name": "guion"}).json()["token"]
    assert laptop.delete("/api/sessions").status_code == 204
    assert laptop.get("/api/conversations").status_code == 401
    assert school.ben.get("/api/conversations").status_code == 401
    bearer = {"Authorization": f"Bearer {token}"}
    assert laptop.get("/api/conversations", headers=bearer).status_code == 200
    assert school.ben.post("/api/session", json={"name": "Ben", "password": PASSWORD}).status_code == 200


def test_tokens_are_shown_once_and_can_be_taken_back(school: School) -> None:
    made = school.ben.post("/api/tokens", json={"name": "reloj"}).json()
    assert made["token"] not in school.ben.get("/api/tokens").text
    bearer = {"Authorization": f"Bearer {made['token']}"}
    program = browser(school.server)
    assert program.get("/api/learner", headers=bearer).json()["name"] == "Ben"
    assert school.ben.delete(f"/api/tokens/{made['id']}").status_code == 204
    assert program.get("/api/learner", headers=bearer).status_code == 401


def test_a_new_password_signs_other_devices_out(school: School) -> None:
    person = joined(school.owner, school.server, "Dora")
    other = browser(school.server)
    other.post("/api/session", json={"name": "Dora", "password": PASSWORD})
    wrong = person.patch("/api/account", json={"password": "falsa", "new_password": "otra contraseña larga"})
    assert wrong.status_code == 401
    short = person.patch("/api/account", json={"password": PASSWORD, "new_password": "corta"})
    assert short.status_code == 422
    assert (
        person.patch("/api/account", json={"password": PASSWORD, "new_password": "otra contraseña larga"}).status_code
        == 204
    )
    assert person.get("/api/conversations").status_code == 200
    assert other.get("/api/conversations").status_code == 401
    again = other.post("/api/session", json={"name": "Dora", "password": PASSWORD})
    assert again.json()["error"]["code"] == "wrong_login"


def test_guessing_passwords_is_slowed_down(school: School) -> None:
    joined(school.owner, school.server, "Elsa")
    guesser = browser(school.server)
    codes = [guesser.post("/api/session", json={"name": "Elsa", "password": f"g{n}"}).status_code for n in range(12)]
    assert codes == [401] * 10 + [429] * 2
    refused = guesser.post(
        "/api/session", json={"name": " ELSA", "password": PASSWORD}, headers={"X-Forwarded-For": "203.0.113.7"}
    )
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert guesser.post("/api/session", json={"name": "nobody", "password": "x"}).status_code == 401


def test_removing_a_person_ends_their_streams_and_leaves_nothing(school: School, ollama: FakeOllama) -> None:
    ollama.tokens, ollama.held, ollama.free = [f"Sí {n}. " for n in range(400)], True, 5  # it does not end by itself
    person = joined(school.owner, school.server, "Fede")
    learner_id = person.get("/api/learner").json()["id"]
    conversation = begin(person)
    account = person.get("/api/session").json()["account"]["id"]
    with person.stream("POST", f"/api/conversations/{conversation}/turns", json={"text": "Hola"}) as response:
        events = read_events(response)
        next(events)
        assert school.owner.delete(f"/api/accounts/{account}").status_code == 204
        assert len(list(events)) < 400
    assert person.get("/api/conversations").status_code == 401
    database = next(iter_databases(school))
    assert learner_id.encode() not in database


def iter_databases(school: School) -> Iterator[bytes]:
    folder = school.server.data_dir
    yield b"".join(path.read_bytes() for path in folder.glob("tutor.db*"))


def fill(path: str, value: str) -> str:
    return re.sub(r"\{\w+\}", value, path)
