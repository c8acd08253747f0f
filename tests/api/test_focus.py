"""A conversation about a point of the map or about words, from its beginning to its debrief, without a model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.client import refused, say, text_of
from tests.conftest import REAL, Server, running
from tutor.core.settings import Settings


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A tutor without a language model."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        models_dir=REAL.models_folder,
        voices_dir=REAL.voices_folder,
        llm="none",
    )
    with running(settings) as server:
        yield server


def test_a_point_is_talked_with_and_counted(alone: Server) -> None:
    begun = alone.client.post("/api/conversations", json={"level": "A2", "point_id": "preterite-regular"})
    conversation = begun.raise_for_status().json()
    assert conversation["focus"]["point_id"] == "preterite-regular"
    assert conversation["title"] == conversation["focus"]["title"]
    first = text_of(say(alone.client, conversation["id"], "Hola, estoy muy bien."))
    assert "ayer" in first.lower() or "«" in first
    told = alone.client.get(f"/api/conversations/{conversation['id']}/scene").json()
    assert told["suggestions"]
    heard = alone.client.get("/api/scenarios/charla/speech", params={"text": told["suggestions"][0]})
    assert heard.status_code == 200
    say(alone.client, conversation["id"], "Ayer compré un libro y hablé con mi madre.")
    practised = alone.client.post(f"/api/conversations/{conversation['id']}/close").json()["practised"]
    assert (practised["point_id"], practised["used"], practised["right"]) == ("preterite-regular", 2, 2)
    assert practised["sentences"][0]["text"] == "Ayer compré un libro y hablé con mi madre."


def test_words_are_talked_with(alone: Server) -> None:
    begun = alone.client.post("/api/conversations", json={"level": "A2", "words": ["llave", "puente"]}).json()
    assert begun["focus"]["words"] == ["llave", "puente"]
    assert "«llave»" in text_of(say(alone.client, begun["id"], "Hola, todo bien."))
    say(alone.client, begun["id"], "Siempre pierdo las llaves.")
    practised = alone.client.get(f"/api/conversations/{begun['id']}/debrief").json()["practised"]
    assert practised["words"] == [{"word": "llave", "used": 1}, {"word": "puente", "used": 0}]


def test_without_words_those_of_the_cards_are_taken(alone: Server) -> None:
    none_saved = {"level": "A2", "words": list[str]()}
    refused(alone.client.post("/api/conversations", json=none_saved), 422, "invalid_input")
    alone.client.post("/api/cards/words", json={"word": "ventana"}).raise_for_status()
    assert alone.client.post("/api/conversations", json=none_saved).json()["focus"]["words"] == ["ventana"]


def test_other_conversations_practise_nothing(alone: Server) -> None:
    begun = alone.client.post("/api/conversations", json={"level": "A1", "scenario_id": "cafe"}).json()
    assert begun["focus"] is None
    assert alone.client.get(f"/api/conversations/{begun['id']}/debrief").json()["practised"] is None


@pytest.mark.parametrize("about", [{"point_id": "luna"}, {"words": ["!"]}, {"point_id": "imperfect", "words": ["a"]}])
def test_what_cannot_be_practised_is_refused(alone: Server, about: dict[str, object]) -> None:
    refused(alone.client.post("/api/conversations", json={"level": "A1"} | about), 422, "invalid_input")


def test_what_is_open_is_noted_and_does_not_show(alone: Server) -> None:
    alone.client.post("/api/cards/words", json={"word": "lluvia"}).raise_for_status()
    begun = alone.client.post("/api/conversations", json={"level": "A2", "scenario_id": "charla"}).json()
    assert begun["focus"] is None
    kept = {row["id"]: row["focus"] for row in alone.client.get("/api/export").json()["conversation"]}
    assert "lluvia" in kept[begun["id"]]["open"]["words"]
