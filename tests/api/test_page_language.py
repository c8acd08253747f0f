"""What the tutor tells a learner, in the language of their page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from tests.api.classrooms import mine, opened
from tests.api.client import begin, say
from tests.api.test_accounts import School, school  # noqa: F401
from tests.conftest import Server
from tutor.corrections.explain import name_of
from tutor.exercises.told import points_in
from tutor.language.es.levels import levels_in

GERMAN, FRENCH = points_in("de"), points_in("fr")


@pytest.fixture
def german(server: Server) -> Iterator[httpx.Client]:
    """A learner from England whose page speaks German."""
    server.client.patch("/api/learner", json={"page_language": "de", "first_language": "en"}).raise_for_status()
    yield server.client
    server.client.patch("/api/learner", json={"page_language": ""}).raise_for_status()


def test_the_map_and_the_levels(german: httpx.Client) -> None:
    point = german.get("/api/syllabus/noun-gender").json()
    told = GERMAN["noun-gender"]
    assert (point["title"], point["explanation"], point["regions"]) == (told.title, told.explanation, told.regions)
    assert tuple(example["meaning"] for example in point["examples"]) == told.examples
    assert point["explanation_es"].startswith("Todo sustantivo")
    levels = {level["id"]: level for level in german.get("/api/levels").json()}
    for id, told in levels_in("de").items():
        assert (levels[id]["name"], levels[id]["can_do"]) == (told.name, told.can_do)
    assert levels["A1"]["name_es"] == "Principiante"


def test_what_is_said_of_an_answer(german: httpx.Client) -> None:
    def answered(item: str, text: str | None) -> str:
        reply = german.post(f"/api/drills/items/{quote(item)}/answer", json={"answer": text})
        return str(reply.raise_for_status().json()["feedback"])

    assert answered("cloze.ser-present.0", None) == GERMAN["ser-present"].explanation
    assert answered("cloze.ser-present.0", "soy") == "Richtig."
    assert german.get("/api/drills/items/conjugation.ser-present.ser.present.1s").json()["tense"] == "Präsens"
    deck = german.get("/api/offline/deck").json()
    assert {key["explanation"] for key in deck["keys"].values()} <= {told.explanation for told in GERMAN.values()}


def test_a_mark_is_told(german: httpx.Client) -> None:
    text = "Me llamo Ana y soy de Berlín. Vivo con mi madre y trabajo en un banco."
    marked = german.post("/api/tasks/a1-presentarte/written", json={"text": text}).raise_for_status().json()
    assert marked["marks"][0]["reason"] == "16 Wörter; verlangt sind 40 bis 90."
    assert not [mark for mark in marked["marks"] if "words" in mark["reason"]]


def test_the_point_of_a_correction(german: httpx.Client) -> None:
    found = german.get("/api/corrections/point", params={"reason": "determiner-noun", "category": "agreement"}).json()
    assert found["title"] == GERMAN[found["id"]].title


def test_conversations_are_called_so(german: httpx.Client) -> None:
    def begun(**what: object) -> dict[str, object]:
        return dict(german.post("/api/conversations", json={"level": "A2", **what}).raise_for_status().json())

    about = begun(point_id="ser-present")
    assert about["title"] == GERMAN["ser-present"].title
    german.patch("/api/learner", json={"page_language": "fr"}).raise_for_status()
    again = german.get(f"/api/conversations/{about['id']}").json()
    assert again["focus"]["title"] == FRENCH["ser-present"].title
    scene = begin(german, scenario="cafe")
    german.patch("/api/learner", json={"page_language": "de"}).raise_for_status()
    say(german, scene, "Buenos días, quiero un café con leche, por favor.")
    # It keeps the name that it began with.
    assert german.get(f"/api/conversations/{scene}").json()["title"].startswith("Au café: Buenos días")


def test_a_class_reads_each_in_their_own(school: School) -> None:  # noqa: F811
    room = opened(school, "Lenguas")
    room.teacher.patch("/api/learner", json={"page_language": "fr"}).raise_for_status()
    room.agreed.patch("/api/learner", json={"page_language": "de"}).raise_for_status()
    scene = room.give(kind="scene", scene_id="cafe")
    points = room.give(kind="points", points=["ser-present", "estar-present"], amount=4)
    assert (scene["title"], mine(room.agreed, scene)["title"]) == ("Au café", "Im Café")
    assert points["title"] == f"{FRENCH['ser-present'].title}, {FRENCH['estar-present'].title}"
    assert mine(room.agreed, points)["title"] == f"{GERMAN['ser-present'].title}, {GERMAN['estar-present'].title}"
    assert {one["title"] for one in room.room()["assignments"]} == {scene["title"], points["title"]}
    for number in range(4):
        room.agreed.post(f"/api/drills/items/cloze.ser-present.{number % 3}/answer", json={"answer": None})
    say(room.agreed, begin(room.agreed), "La problema es grande.")
    seen = room.teacher.get(f"/api/classes/{room.id}/overview").json()
    assert [point["title"] for point in seen["points"]] == [FRENCH["ser-present"].title]
    assert [mistake["rule"] for mistake in seen["mistakes"]] == [name_of("determiner-noun", "fr")]
