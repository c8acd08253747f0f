"""Drills, cards and their settings over a real server."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest

from tests.api.client import begin, messages, refused, say
from tests.conftest import Server
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S
from tutor.exercises.items import item_of

RIGHT = "cloze.ser-present.0"


@pytest.fixture(autouse=True)
def _no_cards(server: Server) -> Iterator[None]:
    yield
    for card in server.client.get("/api/cards", params={"limit": 500}).json():
        server.client.delete(f"/api/cards/{card['id']}")
    server.client.patch("/api/review-settings", json={"daily_limit": 100, "new_per_day": 15, "timezone": "UTC"})


def answer(server: Server, item_id: str, text: str | None) -> dict[str, object]:
    reply = server.client.post(f"/api/drills/items/{quote(item_id)}/answer", json={"answer": text})
    assert reply.status_code == 200, reply.text
    return dict(reply.json())


def test_the_map_follows_what_the_learner_does(server: Server) -> None:
    points = {p["id"]: p for p in server.client.get("/api/syllabus").json()}
    assert len(points) >= 120
    assert {p["state"] for p in points.values()} <= {"known", "learning", "next", "later"}
    assert (points["noun-gender"]["state"], points["noun-gender"]["assumed"]) == ("known", True)  # the learner is A2
    assert points["preterite-regular"]["state"] == "next"
    assert points["si-unreal-past"]["state"] == "later"
    answer(server, "cloze.preterite-regular.0", None)
    assert server.client.get("/api/syllabus/preterite-regular").json()["state"] == "learning"
    for item_id in ("cloze.preterite-regular.0", "choice.preterite-regular.2", "say.preterite-regular.0"):
        graded = answer(server, item_id, item_of(item_id).answers[0])
        assert (graded["verdict"], graded["right"]) == ("right", True)
    point = server.client.get("/api/syllabus/preterite-regular").json()
    # Known is not what was right on one day only.
    assert (point["state"], point["assumed"], point["attempts"], point["right"]) == ("learning", False, 4, 3)
    level = server.client.get("/api/drills/level").json()
    assert (level["level"], level["done"], level["next_level"]) == ("A2", False, "B1")
    assert level["known"] < level["points"]


def test_a_card_that_was_answered_wrongly_counts_as_forgotten(server: Server) -> None:
    wrong = answer(server, RIGHT, "es")
    card = server.client.get("/api/cards/queue").json()["cards"][0]
    assert answer(server, RIGHT, "está")["right"] is False
    path = f"/api/cards/{wrong['card_id']}/review"
    reviewed = server.client.post(path, json={"rating": 3, "version": card["version"]}).json()
    assert reviewed["right"] is False
    answer(server, RIGHT, "soy")
    assert server.client.post(path, json={"rating": 3, "version": reviewed["version"]}).json()["right"] is True


def test_items_are_drawn_without_their_answers(server: Server) -> None:
    items = server.client.get("/api/drills/items", params={"count": 20}).json()
    assert len({i["id"] for i in items}) == 20
    for item in items:
        assert server.client.get(f"/api/drills/items/{quote(item['id'])}").json() == item
        assert "answers" not in item
        assert "sentence" not in item
    some = server.client.get("/api/drills/items", params={"point": "por-para-basic", "kind": "choice"}).json()
    assert {i["kind"] for i in some} == {"choice"}
    assert {i["point"] for i in some} == {"por-para-basic"}


def test_a_wrong_answer_becomes_a_card_and_a_useless_one_does_not(server: Server) -> None:
    assert answer(server, RIGHT, "🙂") | {"feedback": ""} == {
        "item_id": RIGHT, "verdict": "unusable", "counted": False, "right": False, "feedback": "", "expected": "soy",
        "sentence": "Yo soy estudiante.", "judged_by": "rules", "transcript": None, "card_id": None,
    }  # fmt: skip
    wrong = answer(server, RIGHT, "es")
    assert (wrong["verdict"], wrong["expected"]) == ("wrong", "soy")
    assert answer(server, RIGHT, "está")["card_id"] == wrong["card_id"]
    queued = server.client.get("/api/cards/queue").json()
    assert [c["id"] for c in queued["cards"]] == [wrong["card_id"]]
    assert queued["cards"][0]["item"]["id"] == RIGHT


@pytest.mark.parametrize("text", ["", "🙂" * 400, "привет", "hola " * 90, "\u202e", "Ω≈ç√"])
def test_odd_answers_are_not_errors(server: Server, text: str) -> None:
    assert answer(server, RIGHT, text)["feedback"]


def test_ten_thousand_characters_are_refused(server: Server) -> None:
    reply = server.client.post(f"/api/drills/items/{RIGHT}/answer", json={"answer": "a" * 10_000})
    refused(reply, 413, "text_too_long")


def test_a_card_is_reviewed_once_and_taken_back(server: Server) -> None:
    card = server.client.post("/api/cards/words", json={"word": "ventanas", "sentence": "Abre las ventanas."}).json()
    assert (card["front"], card["back"], card["version"]) == ("ventana", "window", 1)
    path = f"/api/cards/{card['id']}/review"
    done = server.client.post(path, json={"rating": 3, "version": 1, "duration_ms": 900}).json()
    assert (done["version"], done["reviews"]) == (2, 1)
    refused(server.client.post(path, json={"rating": 3, "version": 1}), 409, "card_changed")
    undone = server.client.post("/api/cards/undo").json()
    assert (undone["id"], undone["reviews"], undone["standing"]) == (card["id"], 0, "new")
    refused(server.client.post("/api/cards/undo"), 409, "nothing_to_undo")
    aside = server.client.patch(f"/api/cards/{card['id']}", json={"standing": "suspended", "back": "pane"}).json()
    assert (aside["standing"], aside["back"]) == ("suspended", "pane")
    assert server.client.get("/api/cards/queue").json()["cards"] == []
    assert server.client.patch(f"/api/cards/{card['id']}", json={"standing": "active"}).json()["standing"] == "new"
    assert server.client.post("/api/cards/words", json={"word": "ventana"}).status_code == 200


def test_the_daily_limit_is_the_learners(server: Server) -> None:
    server.client.post("/api/cards/import", json={"text": "mesa\nsilla\npuerta\ncama"})
    assert len(server.client.get("/api/cards/queue").json()["cards"]) == 4
    changed = server.client.patch("/api/review-settings", json={"new_per_day": 2, "timezone": "America/Lima"})
    assert changed.json()["timezone"] == "America/Lima"
    assert len(server.client.get("/api/cards/queue").json()["cards"]) == 2
    refused(server.client.patch("/api/review-settings", json={"timezone": "Mars/Olympus"}), 422, "invalid_input")


def test_lists_in_and_decks_out(server: Server) -> None:
    done = server.client.post("/api/cards/import", json={"text": "mesa,table\n🙂\nsilla,chair"}).json()
    assert (done["added"], done["known"], [r["row"] for r in done["refused"]]) == (2, 0, [2])
    rows = list(csv.DictReader(io.StringIO(server.client.get("/api/cards/export.csv").text)))
    assert {r["front"]: r["back"] for r in rows} == {"mesa": "table", "silla": "chair"}
    deck = server.client.get("/api/cards/export.apkg")
    assert deck.content.startswith(b"PK")
    assert "tutor.apkg" in deck.headers["content-disposition"]


@pytest.mark.models
def test_a_deck_with_sound(server: Server) -> None:
    server.client.post("/api/cards/words", json={"word": "mesa"})
    silent = server.client.get("/api/cards/export.apkg").content
    assert len(server.client.get("/api/cards/export.apkg", params={"audio": True}).content) > len(silent) + 10_000


@pytest.mark.models
def test_an_item_is_heard_and_answered_aloud(server: Server, spoken: Callable[[str], bytes]) -> None:
    item_id = "say.future.2"
    assert server.client.get("/api/drills/items/dictation.future.2/speech").content.startswith(b"RIFF")
    files = {"audio": ("a.wav", spoken("Ellos no podrán venir."))}
    graded = server.client.post(f"/api/drills/items/{item_id}/recording", files=files).json()
    assert graded["verdict"] == "right", graded
    assert "podr" in graded["transcript"]
    refused(server.client.post(f"/api/drills/items/{item_id}/recording", json={}), 422, "invalid_input")
    broken = {"audio": ("a.wav", b"not a recording at all")}
    refused(server.client.post(f"/api/drills/items/{item_id}/recording", files=broken), 422, "audio_unreadable")


def test_a_mistake_in_conversation_comes_back_until_it_is_got_over(server: Server) -> None:
    say(server.client, begin(server.client), "La problema es grande.")
    errors = server.client.get("/api/cards", params={"kind": "error"}).json()
    assert [c["form"] for c in errors] == ["El problema"]
    queued = server.client.get("/api/cards/queue").json()["cards"]
    assert "problema" in queued[0]["item"]["prompt"]
    events = say(server.client, begin(server.client), "Aquí está el problema.")
    notices = [e.data for e in events if e.name == "notice" and e.data["code"] == "error_retired"]
    assert [n["forms"] for n in notices] == [["El problema"]]
    assert server.client.get("/api/cards", params={"standing": "retired"}).json()[0]["id"] == errors[0]["id"]


@pytest.mark.models
def test_a_placement_question_is_answered_aloud(server: Server, spoken: Callable[[str], bytes]) -> None:
    for _ in range(60):  # the first question is drawn at random, and of some the recogniser is not sure
        state = server.client.post("/api/placement", json={"spoken": True}).json()
        sentence = item_of(state["item"]["id"]).sentence
        if sentence in ("Ellos no podrán venir.", "Pienso mucho en mi familia."):
            break
    files = {"audio": ("a.wav", spoken(sentence))}
    reply = server.client.post(f"/api/placement/{state['id']}/recording", files=files)
    assert reply.status_code == 200, reply.text
    after = reply.json()
    assert after["answered"] == 1
    assert after["chances"]["A1"] < state["chances"]["A1"]  # it was right
    refused(server.client.post("/api/placement/x/recording", files=files), 404, "not_found")


def test_a_deleted_conversation_takes_its_errors_along(server: Server) -> None:
    conversation = begin(server.client)
    say(server.client, conversation, "La problema es grande.")
    message = messages(server.client, conversation)[1]
    word = server.client.post("/api/cards/words", json={"word": "problema", "message_id": message["id"]}).json()
    server.client.delete(f"/api/conversations/{conversation}")
    assert [c["id"] for c in server.client.get("/api/cards").json()] == [word["id"]]


@pytest.mark.sqlite
def test_what_belongs_to_somebody_else_does_not_exist(server: Server) -> None:
    database = server.data_dir / "tutor.db"
    with sqlite3.connect(database, timeout=PATIENCE_S) as db:
        db.execute(
            "INSERT OR REPLACE INTO learner (id, name, first_language, level, voice, strictness, created_at) "
            "VALUES ('bea', '', 'en', 'A1', 'auto', 'normal', '2026-01-01')"
        )
        fields = "id, learner_id, kind, key, front, back, sentence, rule, category, form, standing, leech, due, reviews, lapses, version, created_at"
        db.execute(
            f"INSERT OR REPLACE INTO card ({fields}) VALUES "
            "('theirs', 'bea', 'word', 'k', '', '', '', '', '', '', 'new', 0, '2026-01-01', 0, 0, 1, '2026-01-01')"
        )
        db.execute(
            "INSERT OR REPLACE INTO placement (id, learner_id, asked, answers, spoken, created_at) "
            "VALUES ('theirs', 'bea', '[]', '[]', 0, '2026-01-01')"
        )
    client = server.client
    refused(client.post("/api/cards/theirs/review", json={"rating": 3, "version": 1}), 404, "not_found")
    refused(client.patch("/api/cards/theirs", json={"back": "x"}), 404, "not_found")
    refused(client.delete("/api/cards/theirs"), 404, "not_found")
    refused(client.get("/api/placement/theirs"), 404, "not_found")
    refused(client.post("/api/placement/theirs/answer", json={"item_id": RIGHT, "answer": "x"}), 404, "not_found")
    assert client.get("/api/cards").json() == []
    assert client.get("/api/cards/queue").json()["cards"] == []
    refused(client.post("/api/cards/words", json={"word": "mesa", "message_id": "0" * 32}), 404, "not_found")


@pytest.mark.parametrize(
    "path", ["syllabus/x", "drills/items/x", "drills/items/🙂/speech", "drills/items?point=x", "placement/x"]
)
def test_what_does_not_exist(server: Server, path: str) -> None:
    refused(server.client.get(f"/api/{path}"), 404, "not_found")


def test_placement_of_somebody_who_knows_everything_and_of_somebody_who_knows_nothing(server: Server) -> None:
    for knows, level in ((True, "C2"), (False, "A1")):
        state = server.client.post("/api/placement", json={"spoken": knows}).json()
        asked = 0
        while state["item"] is not None:
            assert state["level"] is None
            item_id = state["item"]["id"]
            body = {"item_id": item_id, "answer": item_of(item_id).answers[0] if knows else None}
            state = server.client.post(f"/api/placement/{state['id']}/answer", json=body).json()
            asked += 1
            assert asked <= 30
        assert (state["level"], state["answered"]) == (level, asked)
        assert server.client.get(f"/api/placement/{state['id']}").json() == state
        refused(
            server.client.post(f"/api/placement/{state['id']}/answer", json={"item_id": item_id, "answer": "x"}),
            422,
            "invalid_input",
        )


def test_placement_counts_only_answers_to_the_question_asked(server: Server) -> None:
    state = server.client.post("/api/placement", json={}).json()
    path = f"/api/placement/{state['id']}/answer"
    refused(server.client.post(path, json={"item_id": "cloze.noun-gender.0", "answer": "x"}), 422, "invalid_input")
    useless = server.client.post(path, json={"item_id": state["item"]["id"], "answer": "🙂"}).json()
    assert (useless["answered"], useless["item"], useless["notice"] != "") == (0, state["item"], True)


def test_a_reply_is_measured_and_its_hard_words_are_glossed(server: Server, ollama: FakeOllama) -> None:
    ollama.tokens = ["El ", "presupuesto ", "es ", "alto."]
    conversation = begin(server.client, level="A1")
    done = say(server.client, conversation, "Hola.")[-1].data
    assert [(g["text"], g["level"], g["meaning"]) for g in done["glosses"]] == [("presupuesto", "B2", "budget")]
    assert done["reply_level"] in ("A1", "A2", "B1")
    said, reply = messages(server.client, conversation)[-2:]
    assert (reply["glosses"], reply["reply_level"]) == (done["glosses"], done["reply_level"])
    assert (said["glosses"], said["reply_level"]) == ([], None)


HARD = (
    "Habida cuenta de la complejidad del asunto, el tribunal optó por aplazar su decisión, a sabiendas de que la "
    "demora acarrearía un coste político considerable para quienes la habían propuesto."
)


def test_a_reply_far_above_the_level_is_said_once_more_and_both_are_kept(server: Server, ollama: FakeOllama) -> None:
    ollama.tokens, ollama.simpler = [HARD], "Es difícil. El juez espera."
    conversation = begin(server.client, level="A1")
    events = say(server.client, conversation, "Hola.")
    done = events[-1].data
    assert (done["text"], done["original_text"]) == ("Es difícil. El juez espera.", HARD)
    assert [e.data["code"] for e in events if e.name == "notice"] == ["simplified"]
    kept = messages(server.client, conversation)[-1]
    assert (kept["text"], kept["original_text"]) == (done["text"], HARD)
    assert done["reply_level"] == "A1"


@pytest.mark.parametrize(("level", "simpler"), [("C1", "Es fácil."), ("A1", HARD), ("A1", "")])
def test_a_reply_stays_as_it_is(server: Server, ollama: FakeOllama, level: str, simpler: str) -> None:
    """It is not too hard for the level, or what the model makes of it is no easier."""
    ollama.tokens, ollama.simpler = [HARD], simpler
    done = say(server.client, begin(server.client, level=level), "Hola.")[-1].data
    assert (done["text"], done["original_text"]) == (HARD, None)


def test_progress_is_told_and_downloaded(server: Server) -> None:
    say(server.client, begin(server.client), "La problema es grande.")
    found = server.client.get("/api/progress", params={"weeks": 2}).json()
    assert found["weeks"][-1]["errors"]["agreement"] >= 1
    assert found["streak_days"] == 1
    assert set(found["skills"]) == {"grammar", "listening", "speaking", "writing"}
    assert "monday,minutes_spoken" in server.client.get("/api/progress.csv").text


@pytest.mark.models
def test_a_card_is_spoken(server: Server) -> None:
    card = server.client.post("/api/cards/words", json={"word": "mesa"}).json()
    assert server.client.get(f"/api/cards/{card['id']}/speech").content.startswith(b"RIFF")
