"""Text that is no text, in every field of every request: an answer each time, and the server stays up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests import here
from tests.api.client import begin, say
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama

HOSTILE = {
    "half a pair": b'"\\ud800 hola"',
    "the other half": b'"hola \\udfff"',
    "NUL": b'"ho\\u0000la"',
    "decomposed": '"el nin\u0303o canto\u0301"'.encode(),
    "very long": b'"' + b"que " * 2_500_000 + b'"',
    "one line without end": b'"' + b"x" * 200_000 + b'"',
    "invisible": '"\u200b\u202e\ufeff\u2028"'.encode(),
}


def described() -> dict[str, Any]:
    return dict(here.described().openapi())


def text_fields(spec: dict[str, Any]) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Every field of every JSON body that takes text: method, path, its name, and a body that is fine otherwise."""
    found = []
    for path, methods in spec["paths"].items():
        for method, told in methods.items():
            body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            if not body:
                continue
            schema = resolved(spec, body)
            fine = {name: usual(spec, schema["properties"][name]) for name in schema.get("required", ())}
            for name, field in schema["properties"].items():
                if "string" in str(resolved(spec, field)):
                    found.append((method, path, name, fine))
    return found


def resolved(spec: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return dict(spec["components"]["schemas"].get(name, {"properties": {}}))
    return schema


def usual(spec: dict[str, Any], schema: dict[str, Any]) -> Any:
    schema = resolved(spec, schema)
    if "enum" in schema:
        return schema["enum"][0]
    kinds = {"integer": 1, "number": 1.0, "boolean": True, "array": [{"role": "user", "content": "Hola"}]}
    return kinds.get(schema.get("type", "string"), "hola")


def parameters(spec: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Every text in an address: method, path, where it stands, its name."""
    return [
        (method, path, one["in"], one["name"])
        for path, methods in spec["paths"].items()
        for method, told in methods.items()
        for one in told.get("parameters", [])
        if one["in"] in ("path", "query") and "string" in str(one["schema"])
    ]


@pytest.fixture(scope="module", params=["nobody signs in", "signed in", "not signed in"])
def door(
    request: pytest.FixtureRequest, ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A tutor as each of those who may send it something finds it."""
    accounts = request.param != "nobody signs in"
    settings = ollama.tutor(tmp_path_factory.mktemp("door"), accounts=accounts, max_upload_bytes=30_000_000)
    with running(settings) as server:
        if request.param == "signed in":
            secret = server.wait_for_line("#/setup").rpartition("token=")[2].strip()
            owner = {"name": "Clara", "password": "una contraseña larga", "token": secret}
            server.client.post("/api/owner", json=owner).raise_for_status()
        yield server


def told_plainly(answer: httpx.Response, *what: str) -> None:
    assert answer.status_code < 500, (*what, answer.text)
    if answer.status_code >= 400:
        assert answer.json()["error"]["action"]


@pytest.mark.parametrize("kind", HOSTILE)
def test_every_field_of_every_body(door: Server, kind: str) -> None:
    spec, asked = described(), 0
    for method, path, name, fine in text_fields(spec):
        if "/sessions" in path or path == "/api/session":
            continue  # guessing is slowed down, and signing out ends the test
        url = path.replace("{", "").replace("}", "")
        head = json.dumps({key: value for key, value in fine.items() if key != name})[:-1]
        body = f"{head}{', ' if len(head) > 1 else ''}{json.dumps(name)}: ".encode() + HOSTILE[kind] + b"}"
        answer = door.client.request(method, url, content=body, headers={"Content-Type": "application/json"})
        told_plainly(answer, method, path, name)
        asked += 1
    assert asked > 40
    assert door.client.get("/api/levels").status_code < 500


# As they come in an address; UTF-8 of half a character, of more than there is, and of too many bytes.
IN_ADDRESSES = (
    "%00",
    "ho%00la",
    "%ED%A0%80",
    "%F5%80%80%80",
    "%C0%AF",
    "nin%CC%83o",
    "%E2%80%AE",
    "%2e%2e%2f",
    "x" * 8_000,
)


@pytest.mark.parametrize("text", IN_ADDRESSES, ids=[text[:12] for text in IN_ADDRESSES])
def test_every_text_in_an_address(door: Server, text: str) -> None:
    spec, asked = described(), 0
    for method, path, where, name in parameters(spec):
        if path.endswith("/events") and "conversation" in path and where == "query":
            continue  # a stream without end
        url = path.replace("{" + name + "}", text) if where == "path" else f"{path}?{name}={text}"
        told_plainly(door.client.request(method, url.replace("{", "").replace("}", "")), method, path, name)
        asked += 1
    assert asked > 40


@pytest.mark.parametrize("name", ["\x00", "..\\..\\x.txt", "ni\u0303o.txt", "x" * 5_000, "\u202egpj.txt", ""])
def test_names_and_texts_of_uploads(door: Server, name: str) -> None:
    files = {"file": (name, "Hola.\u0000 El nin\u0303o.".encode() + b"\xed\xa0\x80", "text/plain")}
    told_plainly(door.client.post("/api/documents", files=files, data={"title": "ti\u0000tulo"}), name)


def test_half_a_character_is_refused_where_it_used_to_end_the_connection(server: Server) -> None:
    body = b'{"text": "\\ud800 hola"}'
    answer = server.client.post("/api/corrections", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422


def test_places_of_corrections_are_those_of_the_text_as_it_was_sent(server: Server) -> None:
    text = "El nin\u0303o, la nin\u0303a y yo va a la playa ayer."
    told = server.client.post("/api/corrections", json={"text": text, "mode": "fast"}).json()["corrections"]
    assert all(text[edit["start"] : edit["end"]] == edit["original"] for edit in told)


def test_a_list_with_a_cell_without_end_is_refused(server: Server) -> None:
    answer = server.client.post("/api/cards/import", json={"text": "mesa," + "x" * 150_000})
    assert answer.status_code == 422
    assert "Line 1" in answer.json()["error"]["message"]


def test_at_most_so_many_corrections_are_told(server: Server) -> None:
    text = "Yo va a casa. " * 2_000
    answer = server.client.post("/api/corrections", json={"text": text}).json()
    assert len(answer["corrections"]) == 500
    assert "va a casa" not in answer["corrected_text"]


def test_a_character_that_an_engine_tells_in_halves_is_whole(server: Server, ollama: FakeOllama) -> None:
    ollama.tokens = ["¡Qué bien \ud83d", "\ude00! ", "\udc00\0", "¿Y tú?"]
    told = say(server.client, begin(server.client))[-1]
    assert (told.name, told.data["text"]) == ("done", "¡Qué bien 😀! ¿Y tú?")
