"""Signing in with an account from elsewhere, against a provider that speaks the documented wire, rightly and wrongly."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pydantic import SecretStr

from tests.api.client import begin, refused, wait_until
from tests.api.test_accounts import PASSWORD, browser, iter_databases, joined
from tests.conftest import Server, running
from tests.fakes.keys import CLOCKS
from tests.fakes.oidc import CLIENT, SECRET, FakeProvider, fake_provider
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S


@dataclass
class Door:
    """A tutor that trusts a provider, and its owner."""

    server: Server
    owner: httpx.Client
    provider: FakeProvider

    def people(self) -> list[dict[str, Any]]:
        return list(self.owner.get("/api/accounts").json())


@pytest.fixture(scope="module")
def provider() -> Iterator[FakeProvider]:
    with fake_provider() as fake:
        yield fake


@pytest.fixture(scope="module")
def door(ollama: FakeOllama, provider: FakeProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    yield from opened(ollama, provider, tmp_path_factory, oidc_makes_accounts=True)


@pytest.fixture(scope="module")
def closed_door(ollama: FakeOllama, provider: FakeProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """Nobody gets an account just because the provider knows them."""
    yield from opened(ollama, provider, tmp_path_factory)


def opened(ollama: FakeOllama, provider: FakeProvider, folders: pytest.TempPathFactory, **more: Any) -> Iterator[Door]:
    settings = ollama.tutor(
        folders.mktemp("oidc"),
        accounts=True,
        oidc_issuer=provider.issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SecretStr(SECRET),
        oidc_name="the school",
        **more,
    )
    with running(settings) as server:
        found = re.search(r"token=(\S+)", server.wait_for_line("#/setup"))
        assert found
        owner = browser(server)
        body = {"name": "Clara", "password": PASSWORD, "token": found[1]}
        assert owner.post("/api/owner", json=body).status_code == 201
        yield Door(server, owner, provider)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider that is only slow is waited for, and asked for nothing anew meanwhile."""
    for module in ("outside", "oidc"):
        for limit in ("STEP_S", "WHOLE_S"):
            monkeypatch.setattr(f"tutor.learners.signin.{module}.{limit}", PATIENCE_S)
    monkeypatch.setattr("tutor.learners.signin.outside.AGAIN_S", 3600.0)


@pytest.fixture(autouse=True)
def _right(provider: FakeProvider) -> None:
    """Everything as it should be, and somebody whom the tutor does not know yet."""
    provider.user = {"sub": f"u-{time.monotonic_ns()}", "given_name": "Nuria", "email": "nuria@school.example"}
    provider.wrong, provider.told, provider.clock_s, provider.lasts_s = {}, {}, 0.0, 300.0
    provider.hangs = provider.huge = provider.reuses_codes = False
    provider.keys.how = "right"


def go(client: httpx.Client, url: str) -> httpx.Response:
    """Follow one redirect; the provider is another host, which gets none of our cookies."""
    if url.startswith("/") or url.startswith(str(client.base_url).rstrip("/")):
        return client.get(url)
    return httpx.get(url, trust_env=False, timeout=PATIENCE_S)


def cross(client: httpx.Client, start: str = "/api/oidc/start") -> str:
    """Sign in, and where one is led to in the end."""
    out = client.get(start)
    assert out.status_code == 303, out.text
    if out.headers["location"].startswith("/#/"):
        return out.headers["location"]
    back = go(client, out.headers["location"]).headers["location"]
    return str(client.get(back).headers["location"])


def me(client: httpx.Client) -> dict[str, Any]:
    return dict(client.get("/api/session").json()["account"] or {})


def test_who_signs_in_elsewhere_gets_an_account_with_a_name_and_nothing_more(door: Door) -> None:
    pupil = browser(door.server)
    assert pupil.get("/api/session").json()["elsewhere"] == "the school"
    assert cross(pupil) == "/#/"
    assert (me(pupil)["name"], me(pupil)["role"], me(pupil)["by"]) == ("Nuria", "learner", "elsewhere")
    assert begin(pupil)
    export = pupil.get("/api/export").text  # shown who they are just now
    assert "nuria@" not in export
    assert door.provider.user["sub"] not in export
    assert b"nuria@" not in next(iter_databases(door))  # type: ignore[arg-type]
    for name in ("tutor_session", "tutor_device"):
        assert name in pupil.cookies
    # The same person later, on another device.
    later = browser(door.server)
    assert cross(later) == "/#/"
    assert me(later)["id"] == me(pupil)["id"]


def test_the_cookies_are_those_of_a_password(door: Door) -> None:
    pupil = browser(door.server)
    out = pupil.get("/api/oidc/start")
    crossing = out.headers["set-cookie"].lower()
    assert "httponly" in crossing
    assert "samesite=lax" in crossing
    assert "path=/api" in crossing
    asked = parse_qs(urlsplit(out.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{door.server.url.rstrip('/')}/api/oidc/callback"]
    back = go(pupil, out.headers["location"]).headers["location"]
    cookies = pupil.get(back).headers.get_list("set-cookie")
    session = next(cookie.lower() for cookie in cookies if cookie.startswith("tutor_session="))
    assert "httponly" in session
    assert "samesite=strict" in session
    assert "tutor_crossing" not in pupil.cookies


def test_signing_out_everywhere_and_what_asks_for_a_password(door: Door) -> None:
    phone, laptop = browser(door.server), browser(door.server)
    assert cross(phone) == cross(laptop) == "/#/"
    assert phone.post("/api/tokens", json={"name": "mi programa"}).status_code == 201
    refused(phone.post("/api/session/password", json={"password": ""}), 401, "wrong_login")
    answer = phone.patch("/api/account", json={"password": "", "new_password": "una frase nueva"})
    refused(answer, 422, "invalid_input")
    assert phone.delete("/api/sessions").status_code == 204
    refused(laptop.get("/api/conversations"), 401, "sign_in")
    # Who gave their password there an hour ago is let in, and asked for it once more where it matters.
    door.provider.wrong = {"auth_time": int(time.time()) - 3600}
    assert cross(laptop) == "/#/"
    refused(laptop.post("/api/tokens", json={"name": "otro"}), 403, "password_needed")
    door.provider.wrong = {}
    out = laptop.get("/api/oidc/start?again=true")
    asked = parse_qs(urlsplit(out.headers["location"]).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
    assert laptop.get(go(laptop, out.headers["location"]).headers["location"]).headers["location"] == "/#/"
    assert laptop.post("/api/tokens", json={"name": "otro"}).status_code == 201
    # Somebody else who does so is not taken for them.
    mine = me(laptop)["id"]
    door.provider.user = {"sub": "somebody else", "given_name": "Otra"}
    assert cross(laptop, "/api/oidc/start?again=true") == "/#/problem?code=sign_in_refused"
    assert me(laptop)["id"] == mine


@pytest.mark.parametrize(
    ("how", "wrong"),
    [
        ("wrong key", {}),
        ("none", {}),
        ("secret", {}),
        ("changed", {}),
        ("right", {"aud": "another-client"}),
        ("right", {"aud": [CLIENT, "another-client"]}),
        ("right", {"aud": [CLIENT, "another-client"], "azp": "another-client"}),
        ("right", {"azp": "another-client"}),
        ("right", {"iss": "http://127.0.0.1:1/realms/school"}),
        ("right", {"nonce": "another"}),
        ("right", {"nonce": None}),
        ("right", {"sub": None}),
        ("right", {"sub": ""}),
        ("right", {"sub": 7}),
        ("right", {"iat": None}),
        ("right", {"exp": None}),
        ("right", {"exp": "tomorrow"}),
        ("right", {"exp": float("inf")}),
        ("right", {"nbf": time.time() + 3600}),
    ],
)
def test_a_token_that_is_not_as_it_must_be_lets_nobody_in(door: Door, how: str, wrong: dict[str, Any]) -> None:
    before = len(door.people())
    door.provider.keys.how, door.provider.wrong = how, wrong
    pupil = browser(door.server)
    assert cross(pupil) == "/#/problem?code=sign_in_refused"
    assert "tutor_session" not in pupil.cookies
    refused(pupil.get("/api/learner"), 401, "sign_in")
    assert len(door.people()) == before


@pytest.mark.parametrize(("clock_s", "lasts_s", "code"), CLOCKS)
def test_clocks_that_differ_by_minutes_are_told(door: Door, clock_s: float, lasts_s: float, code: str) -> None:
    door.provider.clock_s, door.provider.lasts_s = clock_s, lasts_s
    assert cross(browser(door.server)) == f"/#/problem?code={code}"


@pytest.mark.parametrize("clock_s", [-50, 50])
def test_clocks_that_differ_by_seconds_do_not_matter(door: Door, clock_s: float) -> None:
    door.provider.clock_s = clock_s
    assert cross(browser(door.server)) == "/#/"


@pytest.mark.parametrize("reuses_codes", [False, True])
def test_what_came_back_once_does_not_come_back_twice(door: Door, reuses_codes: bool) -> None:
    """Not even from a provider that takes a code twice: the nonce is used up."""
    door.provider.reuses_codes = reuses_codes
    pupil = browser(door.server)
    out = pupil.get("/api/oidc/start")
    kept = pupil.cookies["tutor_crossing"]
    back = go(pupil, out.headers["location"]).headers["location"]
    assert pupil.get(back).headers["location"] == "/#/"
    # The cookie is gone; with it put back, the code is used; with a provider that does not mind, the nonce is.
    assert browser(door.server).get(back).headers["location"] == "/#/problem?code=sign_in_expired"
    thief = browser(door.server)
    assert thief.get(back, cookies={"tutor_crossing": kept}).headers["location"] == "/#/problem?code=sign_in_expired"
    assert "tutor_session" not in thief.cookies


def test_the_answer_of_one_browser_is_of_no_use_in_another(door: Door) -> None:
    thief, victim = browser(door.server), browser(door.server)
    stolen = go(thief, thief.get("/api/oidc/start").headers["location"]).headers["location"]
    victim.get("/api/oidc/start")
    assert victim.get(stolen).headers["location"] == "/#/problem?code=sign_in_expired"
    assert "tutor_session" not in victim.cookies
    for cookie in ("", "x", "a.b.c", thief.cookies["tutor_crossing"][:-4] + "AAAA", "x" * 30_000):
        answer = victim.get(stolen, headers={"Cookie": f"tutor_crossing={cookie}"})
        assert answer.headers["location"] == "/#/problem?code=sign_in_expired"


def test_who_says_no_there_or_is_answered_by_another_is_told(door: Door) -> None:
    pupil = browser(door.server)
    state = parse_qs(urlsplit(pupil.get("/api/oidc/start").headers["location"]).query)["state"][0]
    back = f"/api/oidc/callback?state={state}"
    answer = pupil.get(f"{back}&error=access_denied")
    assert answer.headers["location"] == "/#/problem?code=sign_in_expired"
    out = pupil.get("/api/oidc/start").headers["location"]
    back = go(pupil, out).headers["location"].partition("&iss=")[0]
    assert pupil.get(f"{back}&iss=http://evil.example").headers["location"] == "/#/problem?code=sign_in_refused"


def test_new_keys_are_fetched_when_they_are_met(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> None:
    with fake_provider() as provider:
        for door in opened(ollama, provider, tmp_path_factory, oidc_makes_accounts=True):
            assert cross(browser(door.server)) == "/#/"
            provider.asked.clear()
            assert cross(browser(door.server)) == "/#/"
            assert "/certs" not in provider.asked
            provider.keys.rotate()
            assert cross(browser(door.server)) == "/#/"
            assert provider.asked.count("/certs") == 1
            # Tokens that nobody signed do not make us ask and ask.
            provider.keys.how = "wrong key"
            for _ in range(3):
                assert cross(browser(door.server)) == "/#/problem?code=sign_in_refused"
            assert provider.asked.count("/certs") == 1


def test_a_provider_that_hangs_keeps_nobody_else_waiting(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    pupil = browser(door.server)
    out = pupil.get("/api/oidc/start").headers["location"]
    back = go(pupil, out).headers["location"]
    door.provider.hangs = True
    monkeypatch.setattr("tutor.learners.signin.oidc.STEP_S", 5.0)
    before = len(door.provider.asked)
    told: list[str] = []
    waiting = threading.Thread(target=lambda: told.append(pupil.get(back).headers["location"]))
    waiting.start()
    wait_until(lambda: len(door.provider.asked) > before)
    assert door.owner.get("/api/session").status_code == 200
    assert told == []
    for _ in range(20):
        assert door.owner.get("/api/session").status_code == 200
    waiting.join(PATIENCE_S)
    assert told == ["/#/problem?code=sign_in_away"]


def test_a_provider_that_is_away_or_tells_too_much_is_told(
    ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with fake_provider(huge=True) as provider:
        for door in opened(ollama, provider, tmp_path_factory):
            assert cross(browser(door.server)) == "/#/problem?code=sign_in_away"
            provider.huge = False
            provider.told = {"issuer": "http://127.0.0.1:1/other"}
            assert cross(browser(door.server)) == "/#/problem?code=sign_in_refused"


def test_without_the_setting_an_invitation_opens(closed_door: Door) -> None:
    door = closed_door
    assert cross(browser(door.server)) == "/#/problem?code=no_account"
    assert [person["name"] for person in door.people()] == ["Clara"]
    invitation = door.owner.post("/api/invitations").json()
    pupil = browser(door.server)
    assert cross(pupil, f"/api/oidc/start?door={invitation['token']}") == "/#/"
    assert me(pupil)["name"] == "Nuria"
    assert door.owner.get("/api/invitations").json()[0]["used_by"] == "Nuria"
    # It serves once, and who has an account needs none.
    stranger = browser(door.server)
    assert cross(stranger, f"/api/oidc/start?door={invitation['token']}") == "/#/problem?code=invalid_input"
    assert cross(stranger) == "/#/"
    # The code of a class is a door too; the class is joined by a yes.
    code = door.owner.post("/api/classes", json={"name": "A2"}).json()["code"]
    door.provider.user = {"sub": "class", "given_name": "Ana"}
    assert cross(stranger, f"/api/oidc/start?door={code}") == f"/#/class?code={code}"
    assert stranger.get("/api/classes").json()["attending"] == []


def test_two_people_of_one_name_are_two(door: Door) -> None:
    one, other = browser(door.server), browser(door.server)
    door.provider.user = {"sub": "first", "given_name": "Ana", "email": "ana@school.example"}
    assert cross(one) == "/#/"
    door.provider.user = {"sub": "second", "given_name": "Ana", "email": "ana@school.example"}
    assert cross(other) == "/#/"
    assert me(one)["name"] == me(other)["name"] == "Ana"
    assert me(one)["id"] != me(other)["id"]


def test_an_account_is_never_taken_over_by_a_name(door: Door) -> None:
    """Not the owner's, nor anybody's with a password."""
    joined(door.owner, door.server, "Berta")
    ids = {person["name"]: person["id"] for person in door.people()}
    for claims in (
        {"given_name": "Clara", "preferred_username": "Clara", "name": "Clara"},
        {"given_name": "Berta", "email": "berta@school.example", "email_verified": True},
        {"given_name": "clara ", "sub": ids["Clara"]},
    ):
        door.provider.user = {"sub": f"impostor-{claims['given_name']}"} | claims
        impostor = browser(door.server)
        assert cross(impostor) == "/#/"
        assert me(impostor)["id"] not in ids.values()
        assert me(impostor)["role"] == "learner"
        refused(impostor.get("/api/accounts"), 403, "forbidden")
    # Nor does a password open an account from elsewhere.
    for password in ("", " ", "elsewhere"):
        refused(
            browser(door.server).post("/api/session", json={"name": "Nuria", "password": password}), 401, "wrong_login"
        )


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"preferred_username": "pili"}, "pili"),
        ({"preferred_username": "pili@school.example", "name": "Pilar Gil"}, "Pilar Gil"),
        ({"given_name": "  José\u200b María\n"}, "José María"),
        ({"given_name": "x" * 500}, "x" * 60),
        ({}, "de-userinfo"),
        ({"given_name": ["no", "text"], "name": "\u202eab"}, "ab"),
    ],
)
def test_what_somebody_is_called(door: Door, claims: dict[str, Any], name: str) -> None:
    door.provider.user = {"sub": f"n-{time.monotonic_ns()}"} | claims
    pupil = browser(door.server)
    assert cross(pupil) == "/#/"
    assert me(pupil)["name"] == name


def test_a_closed_account_stays_closed(door: Door) -> None:
    pupil = browser(door.server)
    assert cross(pupil) == "/#/"
    token = pupil.post("/api/tokens", json={"name": "p"}).json()["token"]
    account = f"/api/accounts/{me(pupil)['id']}"
    assert door.owner.patch(account, json={"active": False}).status_code == 204
    refused(pupil.get("/api/learner"), 401, "sign_in")
    refused(browser(door.server).get("/api/learner", headers={"Authorization": f"Bearer {token}"}), 401, "sign_in")
    assert cross(pupil) == "/#/problem?code=account_closed"
    assert door.owner.patch(account, json={"active": True}).status_code == 204
    assert cross(pupil) == "/#/"
    # One with a password too; the owner's stays open.
    berta = joined(door.owner, door.server, "Bruno")
    theirs = f"/api/accounts/{me(berta)['id']}"
    assert door.owner.patch(theirs, json={"active": False}).status_code == 204
    refused(berta.post("/api/session", json={"name": "Bruno", "password": PASSWORD}), 403, "account_closed")
    refused(berta.post("/api/session", json={"name": "Bruno", "password": "wrong"}), 401, "wrong_login")
    refused(door.owner.patch(f"/api/accounts/{me(door.owner)['id']}", json={"active": False}), 422, "invalid_input")
    refused(pupil.patch(theirs, json={"active": True}), 403, "forbidden")


def test_deleting_everything_keeps_the_way_in(door: Door) -> None:
    pupil = browser(door.server)
    assert cross(pupil) == "/#/"
    mine = me(pupil)["id"]
    assert pupil.delete("/api/learner/data").status_code == 204
    assert cross(browser(door.server)) == "/#/"
    assert cross(pupil) == "/#/"
    assert me(pupil)["id"] == mine


def test_a_tutor_that_trusts_nobody_has_no_such_door(
    ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with running(ollama.tutor(tmp_path_factory.mktemp("plain"), accounts=True)) as server:
        client = browser(server)
        assert client.get("/api/session").json()["elsewhere"] is None
        for path in ("/api/oidc/start", "/api/oidc/callback?code=x&state=y"):
            refused(client.get(path), 404, "not_found")


def test_behind_a_proxy_browsers_come_back_to_the_public_address(
    ollama: FakeOllama, provider: FakeProvider, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for door in opened(ollama, provider, tmp_path_factory, public_url="https://tutor.school.example/"):
        out = browser(door.server).get("/api/oidc/start")
        asked = parse_qs(urlsplit(out.headers["location"]).query)
        assert asked["redirect_uri"] == ["https://tutor.school.example/api/oidc/callback"]
        assert "; secure" in out.headers["set-cookie"].lower()
        # This client heeds that a cookie is for HTTPS alone.
        cookie = {"Cookie": f"tutor_session={door.owner.cookies['tutor_session']}"}
        url = door.owner.post("/api/invitations", headers=cookie).json()["url"]
        assert url.startswith("https://tutor.school.example/#/join?token=")
