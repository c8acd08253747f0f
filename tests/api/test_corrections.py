"""Corrections over the real server: dismissed, explained, counted over time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlmodel import Session, select

from tests.api.client import begin, messages, read_events, refused, say, wait_until
from tests.conftest import Server
from tests.fakes.ollama import FakeOllama
from tutor.core.errors import NotFound
from tutor.corrections.edits import Edit
from tutor.learners.correction_preferences import dismiss, dismiss_correction, errors_by_week, preferences_of
from tutor.store.owned import get_message
from tutor.store.session import Store
from tutor.store.tables import Conversation, Dismissal, Learner, Message

TEXT = "Mi hermana tiene un pregunta y la problema es grande."
NOBODY = "0" * 32


def check(client: httpx.Client, text: str = TEXT, **more: str) -> list[dict[str, Any]]:
    answer = client.post("/api/corrections", json={"text": text} | more)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["corrections"])


@pytest.fixture
def said(server: Server) -> tuple[str, list[dict[str, Any]]]:
    """A message with corrections."""
    conversation = begin(server.client)
    say(server.client, conversation, TEXT)
    message = next(m for m in messages(server.client, conversation) if m["role"] == "learner")
    return message["id"], message["corrections"]


def test_what_is_being_written_is_read_before_it_is_sent(server: Server, ollama: FakeOllama) -> None:
    conversation = begin(server.client)
    ollama.requests.clear()
    check(server.client, "Ayer fui al mercado ", conversation_id=conversation)
    wait_until(lambda: any("mercado" in prompt[-1]["content"] for prompt in ollama.primed))
    say(server.client, conversation, "Ayer fui al mercado")
    assert ollama.chats[-1]["messages"] in ollama.primed
    elsewhere = {"text": TEXT, "conversation_id": NOBODY}
    refused(server.client.post("/api/corrections", json=elsewhere), 404, "not_found")


def test_a_correction_tells_all_the_page_needs(said: tuple[str, list[dict[str, Any]]]) -> None:
    _, corrections = said
    assert [(c["original"], c["replacement"]) for c in corrections] == [("un", "una"), ("la", "el")]
    assert {c["rule_id"] for c in corrections} == {"determiner-noun"}
    assert sorted(c["rank"] for c in corrections) == [0, 1]
    for c in corrections:
        assert c["id"]
        assert c["rule"]
        assert c["example"]
        assert c["dismissed"] is False


def test_a_dismissed_correction_is_marked_and_not_offered_again(
    server: Server, said: tuple[str, list[dict[str, Any]]]
) -> None:
    message, corrections = said
    url = f"/api/messages/{message}/corrections"
    assert server.client.post(f"{url}/{corrections[0]['id']}/dismiss").status_code == 204
    assert server.client.post(f"{url}/{corrections[0]['id']}/dismiss").status_code == 204
    assert [c["original"] for c in check(server.client)] == ["la"]
    conversation = begin(server.client)
    done = say(server.client, conversation, TEXT)[-1].data
    assert [c["original"] for c in done["corrections"]] == ["la"]
    live = corrections[1]
    body = {k: live[k] for k in ("original", "replacement", "category", "rule_id")}
    assert server.client.post("/api/corrections/dismiss", json=body).status_code == 204
    assert check(server.client) == []


def test_what_does_not_exist_is_not_found(server: Server, said: tuple[str, list[dict[str, Any]]]) -> None:
    message, _ = said
    for m, c in ((NOBODY, "17-3f2a9c01"), (message, "nothing")):
        for verb in ("dismiss", "why"):
            answer = server.client.post(f"/api/messages/{m}/corrections/{c}/{verb}")
            assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_why_is_streamed(server: Server, ollama: FakeOllama) -> None:
    conversation = begin(server.client)
    say(server.client, conversation, "Ella tengo dos hermanos.")
    message = next(m for m in messages(server.client, conversation) if m["role"] == "learner")
    ollama.tokens = ["Because ", "ella ", "needs tiene."]
    url = f"/api/messages/{message['id']}/corrections/{message['corrections'][0]['id']}/why"
    with server.client.stream("POST", url) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        events = list(read_events(response))
    tokens = [e.data["text"] for e in events if e.name == "token"]
    assert [e.name for e in events] == ["start", *(["token"] * len(tokens)), "done"]
    assert len(tokens) >= 3  # streamed; a last point may wait, since a mark could begin with it
    assert "".join(tokens) == "Because ella needs tiene."
    assert events[-1].data["text"] == "Because ella needs tiene."
    asked = ollama.chats[-1]["messages"]
    assert "Ella tengo dos hermanos." in asked[-1]["content"]
    ollama.tokens, ollama.die_after = ["Because ", "…"], 1
    with server.client.stream("POST", url) as response:
        last = list(read_events(response))[-1]
    assert last.name == "error"
    assert {"code", "message", "action", "retryable"} <= set(last.data)


def test_progress_is_counted(server: Server, said: tuple[str, list[dict[str, Any]]]) -> None:
    answer = server.client.get("/api/progress/errors", params={"weeks": 3}).json()
    assert len(answer["weeks"]) == len(answer["messages"]) == len(answer["words"]) == 3
    assert datetime.date.fromisoformat(answer["weeks"][-1]).weekday() == 0
    assert answer["messages"][-1] >= 1
    assert all(len(c["counts"]) == 3 for c in answer["categories"])
    assert server.client.get("/api/progress/errors", params={"weeks": 0}).status_code == 422


@pytest.fixture
def session(tmp_path: Any) -> Iterator[Session]:
    store = Store(f"sqlite:///{tmp_path / 'test.db'}")
    store.migrate()
    with store.session() as session:
        yield session
    store.close()


def written(session: Session, day: str, *corrections: dict[str, Any], learner: str = "") -> tuple[str, str]:
    owner = session.get(Learner, learner) or Learner()
    session.add(owner)
    session.flush()
    conversation = Conversation(learner_id=owner.id, title="t", level="A2", scenario_id="charla")
    session.add(conversation)
    session.flush()
    when = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)
    message = Message(
        conversation_id=conversation.id,
        position=1,
        role="learner",
        text=TEXT,
        corrections=list(corrections),
        created_at=when,
    )
    session.add(message)
    session.flush()
    return owner.id, message.id


EDIT = {
    "start": 17, "end": 19, "original": "un", "replacement": "una", "category": "agreement", "severity": "normal",
    "explanation": "", "rule": "old", "confidence": 0.9, "source": "grammar",
}  # fmt: skip


def test_weeks_begin_on_monday_and_dismissed_ones_do_not_count(session: Session) -> None:
    me, _ = written(session, "2026-11-15T23:59", EDIT)  # a Sunday
    written(session, "2026-11-16T00:01", EDIT, EDIT | {"category": "mood"}, EDIT | {"dismissed": True}, learner=me)
    written(session, "2026-11-16T12:00", EDIT)  # somebody else's
    found = errors_by_week(session, me, 2, datetime.date(2026, 11, 21))
    assert found["weeks"] == ["2026-11-09", "2026-11-16"]
    assert (found["messages"], found["words"]) == ([1, 1], [len(TEXT.split())] * 2)
    assert found["categories"] == [{"category": "agreement", "counts": [1, 1]}, {"category": "mood", "counts": [0, 1]}]


def test_nobody_dismisses_for_somebody_else(session: Session) -> None:
    me, message = written(session, "2026-11-16", EDIT)
    other, _ = written(session, "2026-11-16")
    mine = get_message(session, me, message).corrections[0]
    with pytest.raises(NotFound):
        dismiss_correction(session, other, message, Edit.stored(mine).id)
    dismiss_correction(session, me, message, Edit.stored(mine).id)
    assert get_message(session, me, message).corrections[0]["dismissed"]
    dismiss(session, me, "un", "una", "agreement", "determiner-noun")
    dismiss(session, me, "un", "una", "agreement", "determiner-noun")
    counted = {d.rule_id: d.count for d in session.exec(select(Dismissal))}
    assert counted == {"other": 1, "determiner-noun": 2}
    assert ("un", "una", "determiner-noun") in preferences_of(session, me, "A2").dismissed
    assert preferences_of(session, other, "A2").dismissed == frozenset()


def test_what_was_not_said_is_withdrawn_and_neither_counted_nor_remembered(session: Session) -> None:
    asked = EDIT | {"evidence": "weak", "heard_at": [0.4, 0.5]}
    me, message = written(session, "2026-11-16T00:01", asked)
    today = datetime.date(2026, 11, 18)
    assert errors_by_week(session, me, 1, today)["categories"] == []
    assert dismiss_correction(session, me, message, Edit.stored(asked).id)
    assert get_message(session, me, message).corrections[0]["dismissed"]
    assert preferences_of(session, me, "A2").dismissed == frozenset()
    assert not dismiss_correction(session, me, message, Edit.stored(asked).id)  # it counts once


LIKELY = "Vos tienes un perro muy grande."


def test_what_is_only_likely_is_asked_and_counts_once_it_is_meant(server: Server) -> None:
    conversation = begin(server.client)
    done = say(server.client, conversation, LIKELY)[-1].data
    (asked,) = done["corrections"]
    assert (asked["certainty"], asked["reason"], asked["replacement"]) == ("likely", "vos-form", "tenés")
    message = next(m for m in messages(server.client, conversation) if m["role"] == "learner")

    def cards() -> int:
        return sum(c["kind"] == "error" and "tenés" in c["back"] for c in server.client.get("/api/cards").json())

    before = cards()
    url = f"/api/messages/{message['id']}/corrections/{asked['id']}/accept"
    assert server.client.post(url).status_code == 204
    assert server.client.post(url).status_code == 204
    after = next(m for m in messages(server.client, conversation) if m["role"] == "learner")
    assert [c["certainty"] for c in after["corrections"]] == ["sure"]
    assert cards() == before + 1
    refused(server.client.post(url.replace(asked["id"], "nothing")), 404, "not_found")


def test_a_tip_becomes_no_card(server: Server) -> None:
    def cards() -> set[str]:
        return {c["back"] for c in server.client.get("/api/cards").json() if c["kind"] == "error"}

    before = cards()
    server.client.patch("/api/learner", json={"tips": True}).raise_for_status()
    try:
        done = say(server.client, begin(server.client), "Vivo en madrid con mi hermana y tengo una coche.")[-1].data
    finally:
        server.client.patch("/api/learner", json={"tips": False}).raise_for_status()
    assert [(c["replacement"], c["certainty"]) for c in done["corrections"]] == [("Madrid", "sure"), ("un", "sure")]
    (made,) = cards() - before
    assert "un" in made.split()


def test_the_variety_learnt_reaches_the_corrections(server: Server) -> None:
    try:
        learner = server.client.patch("/api/learner", json={"variety": "river-plate"}).json()
        assert (learner["variety"], learner["accent"], learner["vosotros"]) == ("river-plate", "america", False)
        assert [c["certainty"] for c in check(server.client, LIKELY)] == ["sure"]
        learner = server.client.patch("/api/learner", json={"variety": "spain", "vosotros": False}).json()
        assert (learner["variety"], learner["accent"], learner["vosotros"]) == ("spain", "spain", False)
        assert server.client.patch("/api/learner", json={"variety": "mars"}).status_code == 422
    finally:
        server.client.patch("/api/learner", json={"variety": "spain", "vosotros": True})


@pytest.mark.parametrize(
    ("asked", "point"),
    [
        ({"reason": "subject-verb", "category": "verb form", "form": "llegaron"}, "preterite-regular"),
        ({"reason": "subjunctive-doubt", "category": "mood", "form": "venga"}, "subjunctive-doubt"),
        ({"reason": "misspelt", "category": "spelling", "form": "casa"}, None),
        ({"reason": "unheard-of", "category": "mood"}, "subjunctive-forms"),
    ],
)
def test_a_correction_leads_to_its_point(server: Server, asked: dict[str, str], point: str | None) -> None:
    found = server.client.get("/api/corrections/point", params=asked).json()
    assert (found and found["id"]) == point


def test_a_model_that_would_not_correct_it_says_that_it_is_unsure(server: Server, ollama: FakeOllama) -> None:
    conversation = begin(server.client)
    say(server.client, conversation, "Ella tengo dos hermanos.")
    message = next(m for m in messages(server.client, conversation) if m["role"] == "learner")
    (edit,) = message["corrections"]
    ollama.tokens, ollama.formatted = ["Because ", "of that."], '{"right": "both"}'
    with server.client.stream("POST", f"/api/messages/{message['id']}/corrections/{edit['id']}/why") as response:
        told = list(read_events(response))[-1]
    assert told.name == "done"
    assert "not sure" in told.data["text"]
    assert edit["explanation"] in told.data["text"]


def test_corrections_are_explained_in_the_language_of_the_page(server: Server) -> None:
    def told() -> str:
        return str(check(server.client, "La problema es grande.")[0]["explanation"])

    def learner(**changes: str) -> None:
        server.client.patch("/api/learner", json=changes).raise_for_status()

    learner(first_language="en", page_language="")
    english = told()
    learner(page_language="de")
    german = told()
    learner(first_language="es")
    assert told() == german != english
    learner(page_language="")  # no page has told: the first language decides
    spanish = told()
    assert spanish not in (english, german)
    learner(first_language="en")
    assert told() == english
    refused(server.client.patch("/api/learner", json={"page_language": "xx"}), 422, "invalid_input")


def test_points_and_scenes_are_told_in_the_language_of_the_page(server: Server) -> None:
    client = server.client

    def titles() -> tuple[str, str, str]:
        point = client.get("/api/syllabus/noun-gender").json()["title"]
        scene = next(scene for scene in client.get("/api/scenarios").json() if scene["id"] == "cafe")
        return point, scene["title"], scene["goals"][0]

    before = titles()
    assert before == ("Gender of nouns", "At the café", "Order something to drink")
    client.patch("/api/learner", json={"page_language": "de"}).raise_for_status()
    assert titles() == ("Das Geschlecht der Substantive", "Im Café", "Bestell etwas zu trinken")
    conversation = begin(client, scenario="cafe")
    assert (
        client.get(f"/api/conversations/{conversation}/scene").json()["goals"][0]["text"] == "Bestell etwas zu trinken"
    )
    client.patch("/api/learner", json={"page_language": ""}).raise_for_status()
    assert titles() == before
