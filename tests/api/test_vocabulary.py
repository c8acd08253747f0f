"""The study list over a real server: read by level and topic, searched, and made cards of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.client import refused
from tests.conftest import Server
from tutor.language.es.vocabulary import vocabulary


@pytest.fixture(autouse=True)
def _nothing_kept(server: Server) -> Iterator[None]:
    yield
    for card in server.client.get("/api/cards", params={"limit": 500}).json():
        server.client.delete(f"/api/cards/{card['id']}")
    server.client.patch("/api/learner", json={"page_language": "", "first_language": "en"})


def listed(server: Server, **asked: str) -> list[dict[str, Any]]:
    reply = server.client.get("/api/vocabulary", params=asked)
    assert reply.status_code == 200, reply.text
    return list(reply.json())


def test_the_words_of_a_level_and_a_topic(server: Server) -> None:
    found = listed(server, level="A1", topic="home")
    assert {word["shown"] for word in found} == {
        word.shown for word in vocabulary() if word.level == "A1" and word.topic == "home"
    }
    assert [word["zipf"] for word in found] == sorted((word["zipf"] for word in found), reverse=True)
    door = next(word for word in found if word["shown"] == "la puerta")
    assert (door["meaning"], door["gender"], door["plural"], door["card_id"]) == ("door", "f", "puertas", None)
    assert "puerta" in door["sentence"]


def test_a_verb_tells_its_irregular_forms_in_the_pages_language(server: Server) -> None:
    server.client.patch("/api/learner", json={"page_language": "de"})
    found = next(word for word in listed(server, q="tener") if word["shown"] == "tener")
    assert found["meaning"] == "haben"
    assert [forms["forms"][0] for forms in found["irregular"]] == ["tengo", "tuve"]
    assert found["irregular"][0]["tense"] == "Präsens"


def test_what_is_searched_is_found_in_word_and_meaning_whatever_the_accents(server: Server) -> None:
    assert "el autobús" in {word["shown"] for word in listed(server, q="AUTOBUS")}
    assert "la ventana" in {word["shown"] for word in listed(server, q="window")}
    assert listed(server, q="qqq") == []


def test_words_become_cards_once_with_meaning_and_sentence(server: Server) -> None:
    server.client.patch("/api/learner", json={"page_language": "fr"})
    for _ in range(2):
        reply = server.client.post("/api/vocabulary/cards", json={"words": ["la puerta", "acostarse"]})
        assert reply.status_code == 201, reply.text
        assert all(word["card_id"] and word["standing"] == "new" for word in reply.json())
    cards = {card["front"]: card for card in server.client.get("/api/cards").json()}
    assert set(cards) == {"puerta", "acostarse"}
    assert cards["puerta"]["back"] == "porte"
    assert "puerta" in cards["puerta"]["sentence"]
    assert sum(word["card_id"] is not None for word in listed(server, level="A1", topic="home")) == 1


def test_two_words_with_one_form_are_two_cards(server: Server) -> None:
    reply = server.client.post("/api/vocabulary/cards", json={"words": ["poder", "el poder", "una"]})
    assert {word["standing"] for word in reply.json()} == {"new"}
    backs = {card["front"]: card["back"] for card in server.client.get("/api/cards").json()}
    assert (backs["poder"], backs["el poder"]) == ("to be able to", "power")


def test_a_word_met_in_a_text_is_the_same_card(server: Server) -> None:
    card = server.client.post("/api/cards/words", json={"word": "puertas"}).json()
    found = next(word for word in listed(server, level="A1", topic="home") if word["shown"] == "la puerta")
    assert found["card_id"] == card["id"]


@pytest.mark.parametrize("words", [["la puerta", "el puerta"], ["x"]])
def test_a_word_that_is_not_listed_adds_nothing(server: Server, words: list[str]) -> None:
    refused(server.client.post("/api/vocabulary/cards", json={"words": words}), 404, "not_found")
    assert server.client.get("/api/cards").json() == []


def test_bad_requests(server: Server) -> None:
    refused(server.client.post("/api/vocabulary/cards", json={"words": []}), 422, "invalid_input")
    refused(server.client.post("/api/vocabulary/cards", json={"words": ["x"] * 301}), 422, "invalid_input")
    refused(server.client.get("/api/vocabulary", params={"level": "D1"}), 422, "invalid_input")
    refused(server.client.get("/api/vocabulary/el puerta/sentence"), 404, "not_found")
