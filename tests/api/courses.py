"""A tutor and a platform whose courses lead to it, for tests; launches as browsers make them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.api.test_accounts import PASSWORD, browser
from tests.conftest import Server, running
from tests.fakes.lti import FakePlatform, person
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S


@dataclass
class Course:
    """A tutor that knows a platform, and its owner."""

    server: Server
    owner: httpx.Client
    platform: FakePlatform

    def launch(self, client: httpx.Client, who: str, link: str = "none", **headers: str) -> str:
        """Come from the course as somebody, and where one is led to."""
        return str(self.arrive(client, self.form(client, who, link), **headers).headers["location"])

    def form(self, client: httpx.Client, who: str, link: str = "none") -> dict[str, str]:
        """What the platform has the browser bring, and in `cookie` what the browser keeps."""
        out = client.post(
            "/api/lti/login", data=self.platform.begun(who, link), headers={"Origin": self.platform.issuer}
        )
        assert out.status_code == 303, out.text
        if out.headers["location"].startswith("/#/"):
            raise AssertionError(out.headers["location"])
        asked = {name: values[0] for name, values in parse_qs(urlsplit(out.headers["location"]).query).items()}
        # This client heeds that the cookie is for HTTPS alone, which browsers also take this machine for.
        return self.platform.answer(asked) | {"cookie": cookie_of(out, "tutor_course")}

    def arrive(self, client: httpx.Client, form: dict[str, str], **headers: str) -> httpx.Response:
        sent = {name: value for name, value in form.items() if name != "cookie"}
        kept = {"Cookie": f"tutor_course={form['cookie']}"} if form.get("cookie") else {}
        return client.post("/api/lti/launch", data=sent, headers={"Origin": self.platform.issuer} | kept | headers)

    def picked(self, teacher: httpx.Client, who: str, assignment_id: str) -> None:
        """Put a link to an assignment into the course, as its teacher does."""
        token = self.launch(teacher, who, "pick").partition("#/course/pick?token=")[2]
        answer = teacher.get("/api/lti/picked", params={"token": token, "assignment_id": assignment_id})
        assert answer.status_code == 200, answer.text
        action = re.search(r'action="([^"]+)"', answer.text)
        jwt = re.search(r'name="JWT" value="([^"]+)"', answer.text)
        assert action
        assert jwt
        done = httpx.post(action[1], data={"JWT": jwt[1]}, timeout=PATIENCE_S, trust_env=False)
        assert done.status_code == 200, done.text


def cookie_of(answer: httpx.Response, name: str) -> str:
    cookies = answer.headers.get_list("set-cookie")
    return next(cookie.partition(";")[0].partition("=")[2] for cookie in cookies if cookie.startswith(f"{name}="))


def course_of(
    ollama: FakeOllama, platform: FakePlatform, folders: pytest.TempPathFactory, **more: Any
) -> Iterator[Course]:
    platform.people = {
        "maestra": person("t-1", "Marta", "Instructor"),
        "otro": person("t-2", "Tomás", "Instructor"),
        "ana": person("s-1", "Ana"),
        "ben": person("s-2", "Ben"),
        "ana2": person("s-3", "Ana"),
        "jefa": person("s-4", "Clara"),
        "observa": person("o-1", "Olga", "Mentor"),
    }
    with running(ollama.tutor(folders.mktemp("lti"), accounts=True, **more)) as server:
        platform.tool = server.url.rstrip("/")
        found = re.search(r"token=(\S+)", server.wait_for_line("#/setup"))
        assert found
        owner = browser(server)
        body = {"name": "Clara", "password": PASSWORD, "token": found[1]}
        assert owner.post("/api/owner", json=body).status_code == 201
        answer = owner.post("/api/lti/platforms", json=platform.entry())
        assert answer.status_code == 201, answer.text
        yield Course(server, owner, platform)
