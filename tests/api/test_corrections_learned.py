"""The judge learns what the learners of an installation accept and dismiss; over the real server."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.api.client import begin, messages, say
from tests.api.test_accounts import School, school  # noqa: F401
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama
from tutor.corrections.experience import LEAST

# One kind of mistake, never with the same words.
SAID = (
    "Yo tiene un perro.",
    "Nosotros vive en Lima.",
    "Ella trabajo en un hospital.",
    "Tú come mucha fruta.",
    "Ellos canta muy bien.",
    "Mis padres viaja mucho.",
    "Vosotros estudian francés.",
)
FRESH = "Ayer yo fue al cine."
OTHER_KIND = "Tengo un amiga."


def check(client: httpx.Client, text: str) -> list[tuple[str, str]]:
    answer = client.post("/api/corrections", json={"text": text, "level": "A2"}).raise_for_status()
    return [(c["replacement"], c["certainty"]) for c in answer.json()["corrections"]]


def told_in_talk(client: httpx.Client, conversation: str, text: str) -> tuple[str, dict[str, Any]]:
    """The message of a learner and the correction of its verb."""
    say(client, conversation, text)
    message = [m for m in messages(client, conversation) if m["role"] == "learner"][-1]
    return message["id"], next(c for c in message["corrections"] if c["rule_id"] == "subject-verb")


def dismissed_in_talks(client: httpx.Client) -> None:
    talk = begin(client)
    for text in SAID:
        message, correction = told_in_talk(client, talk, text)
        client.post(f"/api/messages/{message}/corrections/{correction['id']}/dismiss").raise_for_status()


def test_what_is_dismissed_again_and_again_is_only_asked_about_and_comes_back(
    server: Server, ollama: FakeOllama, tmp_path: Any
) -> None:
    client = server.client
    assert check(client, FRESH) == [("fui", "sure")]
    dismissed_in_talks(client)
    assert check(client, FRESH) == [("fui", "likely")]
    assert check(client, OTHER_KIND) == [("una", "sure")]
    with running(ollama.tutor(tmp_path)) as another:
        assert check(another.client, FRESH) == [("fui", "sure")]

    message, asked = told_in_talk(client, begin(client), "El sábado yo compró pan.")
    assert asked["certainty"] == "likely"
    for _ in range(2):  # which counts once
        client.post(f"/api/messages/{message}/corrections/{asked['id']}/accept").raise_for_status()
    for _ in range(3 * len(SAID)):
        taken = {"rule_id": asked["rule_id"], "source": asked["source"]}
        client.post("/api/corrections/accept", json=taken).raise_for_status()
    assert check(client, FRESH) == [("fui", "sure")]


def test_what_no_kind_is_is_not_counted(server: Server) -> None:
    def kinds() -> list[str]:
        return [row["kind"] for row in server.client.get("/api/export").json()["kindanswers"]]

    before = kinds()
    change = {"original": "a", "replacement": "b", "category": "x", "rule_id": "no kind of ours"}
    assert server.client.post("/api/corrections/dismiss", json=change).status_code == 204
    accepted = server.client.post("/api/corrections/accept", json={"rule_id": "no kind of ours"})
    assert accepted.status_code == 204
    assert kinds() == before


def test_one_of_a_class_silences_nothing_for_the_others(school: School) -> None:  # noqa: F811
    for n in range(4 * LEAST):
        change = {"original": f"fue{n}", "replacement": "fui", "category": "verb form", "rule_id": "subject-verb"}
        school.ben.post("/api/corrections/dismiss", json=change).raise_for_status()
    assert check(school.ben, FRESH) == [("fui", "likely")]
    assert check(school.ana, FRESH) == [("fui", "sure")]


@pytest.mark.parametrize("path", ["dismiss", "accept"])
def test_answers_are_bounded_texts(server: Server, path: str) -> None:
    change = {"original": "a", "replacement": "b", "category": "x", "rule_id": "r" * 61}
    body = change if path == "dismiss" else {"rule_id": change["rule_id"]}
    assert server.client.post(f"/api/corrections/{path}", json=body).status_code == 422
