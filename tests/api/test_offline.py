"""What a device takes along and brings back, over the wire."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Server, running
from tests.fakes.ollama import fake_ollama


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("offline")
    with fake_ollama() as fake, running(fake.tutor(folder, checks_rate="300/hour")) as server:
        yield server


def kept(**fields: Any) -> dict[str, Any]:
    return {"id": uuid.uuid4().hex, "at": "2026-03-10T12:00:00Z"} | fields


def send(server: Server, *done: dict[str, Any], sent_at: str = "2026-03-10T13:00:00Z") -> Any:
    return server.client.post("/api/offline/kept", json={"sent_at": sent_at, "kept": done})


def test_a_deck_has_what_is_due_and_how_it_is_answered(server: Server) -> None:
    card = server.client.post("/api/cards/words", json={"word": "ventana"}).json()
    deck = server.client.get("/api/offline/deck").json()
    assert card["id"] in [one["id"] for one in deck["cards"]]
    assert len(deck["items"]) == 20
    assert all(deck["keys"][item["id"]]["answers"] for item in deck["items"])


def test_what_is_brought_back_counts_once(server: Server) -> None:
    card = server.client.post("/api/cards/words", json={"word": "lluvia"}).json()
    one = kept(card_id=card["id"], rating=3)
    assert send(server, one).json() == {"counted": 1, "known": 0, "gone": 0}
    assert send(server, one).json() == {"counted": 0, "known": 1, "gone": 0}
    cards = {c["id"]: c for c in server.client.get("/api/cards?limit=500").json()}
    assert cards[card["id"]]["reviews"] == 1


def test_a_review_whose_reply_was_lost_is_not_counted_again(server: Server) -> None:
    card = server.client.post("/api/cards/words", json={"word": "cocina"}).json()
    one = kept(card_id=card["id"], rating=3)
    body = {"rating": 3, "version": card["version"], "id": one["id"]}
    first = server.client.post(f"/api/cards/{card['id']}/review", json=body).json()
    again = server.client.post(f"/api/cards/{card['id']}/review", json=body)
    assert (again.status_code, again.json()["reviews"]) == (200, first["reviews"])
    assert send(server, one).json()["known"] == 1


def test_an_answer_sent_twice_is_one(server: Server) -> None:
    item = server.client.get("/api/drills/items?count=1&seed=4").json()[0]
    name = uuid.uuid4().hex
    answers = [
        server.client.post(f"/api/drills/items/{item['id']}/answer", json={"answer": None, "id": name})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert send(server, kept(item_id=item["id"], answer=None) | {"id": name}).json()["known"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"sent_at": "2026-03-10T12:00:00", "kept": []},
        {"sent_at": "2026-03-10T12:00:00Z", "kept": [{"id": "x", "at": "2026-03-10T12:00:00Z"}]},
        {"sent_at": "2026-03-10T12:00:00Z", "kept": [kept(rating=5)]},
        {"sent_at": "2026-03-10T12:00:00Z", "kept": [kept(at="soon")]},
        {"sent_at": "2026-03-10T12:00:00Z", "kept": [kept() for _ in range(501)]},
    ],
)
def test_what_cannot_be_understood_is_refused(server: Server, body: dict[str, Any]) -> None:
    answer = server.client.post("/api/offline/kept", json=body)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]


def test_strange_times_and_empty_things_do_no_harm(server: Server) -> None:
    card = server.client.post("/api/cards/words", json={"word": "puerta"}).json()
    strange = [
        kept(),
        kept(item_id="no-such", answer="x"),
        kept(card_id=card["id"], rating=2, at="0001-01-01T00:00:00+14:00"),
        kept(card_id=card["id"], rating=2, at="9999-12-31T23:59:59-12:00"),
        kept(card_id="0" * 32, rating=2),
    ]
    answer = send(server, *strange, sent_at="9999-12-31T23:59:59Z")
    assert answer.status_code == 200
    assert answer.json() == {"counted": 2, "known": 0, "gone": 3}


def test_many_long_answers_count_by_their_length(server: Server) -> None:
    item = server.client.get("/api/drills/items?count=1&seed=5").json()[0]["id"]
    codes = []
    for _ in range(4):
        codes.append(send(server, *(kept(item_id=item, answer="x" * 2_000) for _ in range(80))).status_code)
    assert codes[-1] == 429
