"""Every route that takes an id, asked with ids of somebody else."""

from __future__ import annotations

import re
from typing import Any

import httpx

from tests.here import described

NOBODYS = (
    "/api/words/",
    "/api/scenarios/",
    "/api/gap-texts/",
    "/api/listening/",
    "/api/tasks/",
    "/api/samples/",
    "/api/models/",
)
"""Words, scenes, exercises and models are the same for all."""
OWNERS = ("/api/accounts/", "/api/invitations/", "/api/lti/")
"""What the owner of the tutor alone may do."""
UNKNOWN = "0" * 32
# What a route wants beside its address: by the end of its path, else by its method; whatever is wanted besides gets {}.
_BODIES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("post", "/turns", {"text": "Hola"}),
    ("patch", "/cards/{card_id}", {"back": "mío"}),
    ("patch", "", {"title": "mío"}),
    ("put", "/templates/{template_id}", {"name": "mío", "text": "mío"}),
    ("post", "/review", {"rating": 3, "version": 1}),
    ("put", "/consent", {"consent": True}),
    ("post", "/joining/{code}", {"consent": True}),
    ("put", "/memory/{fact_id}", {"text": "mío"}),
    ("post", "/placement/{placement_id}/answer", {"item_id": "x", "answer": "y"}),
    ("post", "/placement/{placement_id}/recording", {"item_id": "x", "answer": "y"}),
    ("post", "/items/{item_id}/answer", {"answer": "y"}),
    ("post", "/items/{number}", {"answer": "y"}),
    ("post", "", {}),
    ("put", "", {}),
)


def routes() -> list[tuple[str, str]]:
    """Every route of the program, from its own description."""
    return [(method, path) for path, methods in described().openapi()["paths"].items() for method in methods]


def somebodys() -> list[tuple[str, str]]:
    """Those that take an id of something that is somebody's."""
    return [(method, path) for method, path in routes() if "{" in path and not path.startswith(NOBODYS)]


def asked(client: httpx.Client, method: str, path: str, ids: dict[str, str]) -> httpx.Response:
    """What a route answers to these ids, and to something it would take from whoever may."""
    url = re.sub(r"\{(\w+)\}", lambda name: ids.get(name[1], UNKNOWN), path)
    if path.endswith("/shadow"):
        return client.request(method, url, data={"sentence": 0}, files={"audio": ("a.wav", b"RIFF", "audio/wav")})
    body = next((body for of, end, body in _BODIES if of == method and path.endswith(end)), None)
    return client.request(method, url, json=body)


def refusal(path: str) -> int:
    """How a route refuses whoever it is not for."""
    return 403 if path.startswith(OWNERS) else 404


def belongings(client: httpx.Client, owner: httpx.Client, conversation: str, secret: str) -> dict[str, str]:
    """A learner's own of every kind that a route takes an id of, in whose texts the secret stands."""
    said = next(
        m for m in client.get(f"/api/conversations/{conversation}").json()["messages"] if m["role"] == "learner"
    )
    document = client.post("/api/documents", files={"file": ("secreto.txt", secret.encode())}).json()
    return {
        "learner_id": client.get("/api/learner").json()["id"],
        "conversation_id": conversation,
        "turn_id": said["turn_id"],
        "message_id": said["id"],
        "token_id": client.post("/api/tokens", json={"name": "mi programa"}).json()["id"],
        "account_id": client.get("/api/session").json()["account"]["id"],
        "invitation_id": owner.get("/api/invitations").json()[0]["id"],
        "correction_id": "0",
        "card_id": client.post("/api/cards/words", json={"word": "ducha"}).json()["id"],
        "template_id": client.post("/api/templates", json={"name": "ducha", "text": secret}).json()["id"],
        "fact_id": client.post("/api/memory", json={"text": secret}).json()["id"],
        "document_id": document["id"],
        "position": "1",
        "placement_id": client.post("/api/placement", json={}).json()["id"],
    }


def ids_told() -> set[tuple[str, str, str]]:
    """Method, path and name of every field of a body, and of every parameter of a query, that is an id of something."""
    schema = described().openapi()
    told: set[tuple[str, str, str]] = set()
    for path, methods in schema["paths"].items():
        for method, route in methods.items():
            bodies = route.get("requestBody", {}).get("content", {}).values()
            names = {name for body in bodies for name in _fields(body["schema"], schema["components"]["schemas"])}
            names |= {one["name"] for one in route.get("parameters", []) if one["in"] == "query"}
            told |= {(method, path, name) for name in names if re.search(r"_ids?$|^id$|^replaces$", name)}
    return told


def _fields(part: dict[str, Any], schemas: dict[str, Any], depth: int = 0) -> set[str]:
    """The names of a body's fields, those within others among them."""
    if "$ref" in part:
        return _fields(schemas[part["$ref"].rpartition("/")[2]], schemas, depth + 1) if depth < 4 else set()
    inner = [one for name in ("anyOf", "oneOf", "allOf") for one in part.get(name, [])]
    inner += [*part.get("properties", {}).values(), *([part["items"]] if "items" in part else [])]
    return set(part.get("properties", {})) | {name for one in inner for name in _fields(one, schemas, depth)}
