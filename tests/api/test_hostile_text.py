"""Text that is no text, in every field of every request: an answer each time, and the server stays up."""

from __future__ import annotations

from typing import Any

import pytest

from tests import here
from tests.conftest import Server

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


@pytest.mark.parametrize("kind", HOSTILE)
def test_every_field_of_every_body(server: Server, kind: str) -> None:
    import json

    spec, asked = described(), 0
    for method, path, name, fine in text_fields(spec):
        url = path.replace("{", "").replace("}", "")
        head = json.dumps({key: value for key, value in fine.items() if key != name})[:-1]
        body = f"{head}{', ' if len(head) > 1 else ''}{json.dumps(name)}: ".encode() + HOSTILE[kind] + b"}"
        answer = server.client.request(method, url, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code < 500, (method, path, name, answer.text)
        if answer.status_code >= 400:
            assert answer.json()["error"]["action"]
        asked += 1
    assert asked > 40
    assert server.client.get("/api/levels").status_code == 200


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
