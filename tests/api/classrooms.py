"""A school with classes, for tests: two teachers, a class of three, and somebody who was in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from tests.api.client import begin, messages, say
from tests.api.test_accounts import School, joined
from tests.conftest import Server


@dataclass
class Class:
    """A class and those around it. `agreed` lets the teacher see, `silent` does not, `revoked` did once."""

    server: Server
    id: str
    teacher: httpx.Client
    other_teacher: httpx.Client
    agreed: httpx.Client
    silent: httpx.Client
    revoked: httpx.Client
    former: httpx.Client
    stranger: httpx.Client

    def room(self) -> dict[str, Any]:
        return dict(self.teacher.get(f"/api/classes/{self.id}").raise_for_status().json())

    def give(self, **what: Any) -> dict[str, Any]:
        answer = self.teacher.post(f"/api/classes/{self.id}/assignments", json=what)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def standing(self, assignment: dict[str, Any], learner: httpx.Client) -> dict[str, Any]:
        """How an assignment stands with a learner, as the teacher is told."""
        given = next(one for one in self.room()["assignments"] if one["id"] == assignment["id"])
        return dict(next(one for one in given["learners"] if one["learner_id"] == id_of(learner)))


def id_of(client: httpx.Client) -> str:
    return str(client.get("/api/learner").raise_for_status().json()["id"])


def mine(client: httpx.Client, assignment: dict[str, Any]) -> dict[str, Any]:
    """An assignment as the learner is told of it."""
    return dict(next(one for one in client.get("/api/assignments").json() if one["id"] == assignment["id"]))


def teacher(school: School, name: str) -> httpx.Client:
    client = joined(school.owner, school.server, name)
    account = client.get("/api/session").json()["account"]["id"]
    assert school.owner.patch(f"/api/accounts/{account}", json={"role": "teacher"}).status_code == 204
    return client


def entered(school: School, name: str, code: str, *, consent: bool) -> httpx.Client:
    client = joined(school.owner, school.server, name)
    assert client.post(f"/api/joining/{code}", json={"consent": consent}).status_code == 201
    return client


def opened(school: School, name: str) -> Class:
    """A class of that name with everybody around it, whose names begin with its own."""
    its_teacher, other = teacher(school, f"{name} Profe"), teacher(school, f"{name} Otro Profe")
    made = its_teacher.post("/api/classes", json={"name": name}).json()
    code = made["code"]
    revoked = entered(school, f"{name} Rosa", code, consent=True)
    revoked.put(f"/api/classes/{made['id']}/consent", json={"consent": False}).raise_for_status()
    former = entered(school, f"{name} Félix", code, consent=True)
    return Class(
        school.server,
        made["id"],
        its_teacher,
        other,
        entered(school, f"{name} Aurora", code, consent=True),
        entered(school, f"{name} Silvia", code, consent=False),
        revoked,
        former,
        joined(school.owner, school.server, f"{name} Nadie"),
    )


def confess(client: httpx.Client, secret: str) -> str:
    """A conversation in which a learner says something."""
    conversation = begin(client)
    say(client, conversation, secret)
    assert secret in [m["text"] for m in messages(client, conversation)]
    return conversation
