"""One box for what was said, read and kept; what is put away; and a conversation as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Server, running
from tests.fakes.ollama import fake_ollama


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with fake_ollama() as fake, running(fake.tutor(tmp_path_factory.mktemp("search"))) as server:
        yield server


def talk(server: Server, text: str) -> str:
    conversation = server.client.post("/api/conversations", json={"level": "A2", "scenario_id": "charla"}).json()
    server.client.post(f"/api/conversations/{conversation['id']}/turns", json={"text": text}).raise_for_status()
    return str(conversation["id"])


def found(server: Server, query: str) -> dict[str, list[dict[str, Any]]]:
    answer = server.client.get("/api/search", params={"q": query})
    assert answer.status_code == 200
    return dict(answer.json())


def listed(server: Server, archived: bool = False) -> list[str]:
    rows = server.client.get("/api/conversations", params={"archived": archived}).json()
    return [row["id"] for row in rows]


def test_one_box_finds_all_three(server: Server) -> None:
    said = talk(server, "Ayer vi una película de tiburones.")
    server.client.post("/api/cards/words", json={"word": "tiburón", "meaning": "shark"}).raise_for_status()
    upload = {"file": ("mar.txt", "El tiburón vive en el mar y nunca duerme del todo. Es un pez muy antiguo.".encode())}
    server.client.post("/api/documents", files=upload).raise_for_status()
    both = found(server, "TIBURON")
    assert [c["id"] for c in both["conversations"]] == [said]
    snippet = both["conversations"][0]["snippet"]
    assert snippet["text"][snippet["start"] : snippet["end"]] == "tiburon"
    assert both["cards"][0]["back"] == "shark"
    assert len(both["passages"]) == 1
    assert found(server, "shark")["cards"]
    assert found(server, "pelicula tiburones")["conversations"]
    assert not found(server, "pelicula elefante")["conversations"]
    assert found(server, "  ") == {"conversations": [], "passages": [], "cards": []}
    assert server.client.get("/api/search").status_code == 422
    assert server.client.get("/api/search", params={"q": "x" * 201}).status_code == 422
    for odd in ("%", "_", "'", '"', "🙂", "AND OR NOT", "*"):
        found(server, odd)


def test_what_is_put_away_is_listed_apart_and_comes_back_when_it_is_used(server: Server) -> None:
    kept = talk(server, "Hola, ¿qué tal?")
    address = f"/api/conversations/{kept}"
    before = server.client.get(address).json()["updated_at"]
    assert server.client.patch(address, json={"archived": True}).status_code == 200
    assert kept not in listed(server)
    assert kept in listed(server, archived=True)
    assert server.client.get(address).json()["updated_at"] == before
    assert found(server, "qué tal")["conversations"]  # it is still found
    server.client.patch(address, json={"archived": False})
    assert kept in listed(server)
    server.client.patch(address, json={"archived": True})
    server.client.post(f"{address}/turns", json={"text": "Aquí estoy otra vez."}).raise_for_status()
    assert kept in listed(server)
    assert kept not in listed(server, archived=True)


def test_a_conversation_is_saved_as_markdown(server: Server) -> None:
    kept = talk(server, "Ayer yo fue al cine.")
    answer = server.client.get(f"/api/conversations/{kept}/export.md")
    assert answer.headers["content-type"].startswith("text/markdown")
    assert ".md" in answer.headers["content-disposition"]
    assert "**Yo:** Ayer yo fue al cine.\n\n- ~~fue~~ → **fui**" in answer.text
    assert server.client.get(f"/api/conversations/{'0' * 32}/export.md").status_code == 404
