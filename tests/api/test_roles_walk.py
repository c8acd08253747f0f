"""The walk of two learners, with a class around one of them: nobody gets at what is theirs, whatever part they have in it.

What the class itself shows is walked in test_class_leaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import httpx
import pytest
from starlette.routing import WebSocketRoute
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.api.classrooms import Class, confess, id_of, opened
from tests.api.client import begin
from tests.api.test_accounts import School, school  # noqa: F401
from tests.api.test_listen import microphone, read
from tests.api.walk import OWNERS, UNKNOWN, asked, belongings, ids_told, refusal, routes, somebodys
from tests.here import described
from tests.tutors import PATIENCE_S

SECRET = "Mi secreto es que canto en la ducha."
# Of the class, and of what its teacher made for it.
OF_THE_CLASS = ("/api/classes/", "/api/assignments/", "/api/word-lists/", "/api/taught-scenes/", "/api/sentence-sets/")
# What opens by a secret that only those have who were given it.
BY_SECRET = ("/api/calendar/", "/api/joining/")
# Ids for which this learner has nothing here: none is known, and none can be guessed.
GUESSED = {
    "class_id", "assignment_id", "list_id", "scene_id", "set_id", "number", "code", "secret", "platform_id", "item_id",
    "hearing_id", "suggestion_id", "word", "point_id",
}  # fmt: skip
# Ids told beside the address that are of nobody's things, or one's own names for them.
OF_ALL = {"scenario_id", "sample_id", "point_id", "rule_id", "item_id", "client_id", "id"}
# Parts of the secret, said as one might look for it.
LOOKED_FOR = ("secreto", "canto en la", "ducha")


@dataclass
class Walk:
    """A class, what the learner who agreed has, and everybody around them."""

    room: Class
    ids: dict[str, str]
    around: dict[str, httpx.Client]


@pytest.fixture(scope="module")
def walk(school: School) -> Walk:  # noqa: F811
    room = opened(school, "A2 Miércoles")
    # Said before the yes, so that not even the teacher of the class may see it.
    room.agreed.put(f"/api/classes/{room.id}/consent", json={"consent": False}).raise_for_status()
    ids = belongings(room.agreed, school.owner, confess(room.agreed, SECRET), SECRET)
    room.agreed.put(f"/api/classes/{room.id}/consent", json={"consent": True}).raise_for_status()
    around = {
        "the teacher of the class": room.teacher,
        "the teacher of another class": room.other_teacher,
        "a class-mate": room.silent,
        "who revoked": room.revoked,
        "a former member": room.former,
        "a stranger": room.stranger,
        "the owner": school.owner,
    }
    return Walk(room, ids, around)


def test_the_walk_knows_every_kind_of_id(walk: Walk) -> None:
    """A route that takes another kind of id needs a thing of that kind here, or a reason why it has none."""
    named = {name for _, path in somebodys() for name in re.findall(r"\{(\w+)\}", path)}
    assert named <= walk.ids.keys() | GUESSED


def test_the_walk_knows_every_socket_and_stream() -> None:
    """A new one wants its place in a walk: those with an id in their address have it; a link, a template and sockets are below."""
    parts = [router.original_router.routes for router in described().routes if hasattr(router, "original_router")]
    sockets = {route.path for routes_ in parts for route in routes_ if isinstance(route, WebSocketRoute)}
    assert sockets == {"/api/listen", "/v1/realtime"}
    told = described().openapi()["paths"]
    streams = {path for path, of in told.items() for one in of.values() if "event-stream" in str(one["responses"])}
    assert {path for path in streams if "{" not in path} == {"/api/followed/events", "/api/templates/try"}
    assert len(streams) >= 8


def test_no_role_opens_anything_of_a_learners_own(walk: Walk) -> None:
    walked = 0
    for method, path in somebodys():
        if path.startswith((*OF_THE_CLASS, *BY_SECRET)):
            continue
        for who, client in walk.around.items():
            if who == "the owner" and path.startswith(OWNERS):
                continue  # that is what being the owner means
            answer = asked(client, method, path, walk.ids)
            assert answer.status_code == refusal(path), (who, method, path, answer.text)
            assert "ducha" not in answer.text
        walked += 1
    assert walked >= 45
    # All of it is still there, and as it was.
    mine = walk.room.agreed
    assert SECRET in mine.get(f"/api/conversations/{walk.ids['conversation_id']}").text
    assert SECRET in mine.get("/api/memory").text
    assert mine.get(f"/api/documents/{walk.ids['document_id']}").status_code == 200
    assert [one["id"] for one in mine.get("/api/tokens").json()] == [walk.ids["token_id"]]


def test_no_role_gets_at_it_by_an_id_in_a_body_or_a_query(walk: Walk) -> None:
    ids, room = walk.ids, walk.room
    kept = {"sent_at": "2026-11-01T10:00:00Z", "kept": [
        {"id": "1" * 32, "at": "2026-11-01T09:00:00Z", "card_id": ids["card_id"], "rating": 4},
    ]}  # fmt: skip
    lists = {
        "list_id": room.other_teacher.post("/api/word-lists", json={"title": "x", "text": "granada"}).json()["id"],
        "scene_id": room.other_teacher.post("/api/taught-scenes", json={"copy_of": None}).json()["scenario_id"],
        "set_id": room.other_teacher.post("/api/sentence-sets", json={"title": "x", "text": "Sí.;Yes."}).json()["id"],
    }
    given = f"/api/classes/{room.id}/assignments"
    asks: list[tuple[str, str, str, str, dict[str, object]]] = [
        ("get", "/api/documents/search", "", "document_id", {"q": "ducha", "document_id": ids["document_id"]}),
        ("get", "/api/lti/picked", "", "assignment_id", {"token": "x", "assignment_id": UNKNOWN}),
        ("patch", "/api/learner", "", "template_id", {"template_id": ids["template_id"]}),
        ("post", "/api/cards/words", "", "message_id", {"word": "gato", "message_id": ids["message_id"]}),
        ("post", "/api/conversations", "", "document_id", {"level": "A2", "document_id": ids["document_id"]}),
        ("post", "/api/conversations", "", "template_id", {"level": "A2", "template_id": ids["template_id"]}),
        ("post", "/api/conversations/{conversation_id}/turns", "own", "listen_id", {"listen_id": UNKNOWN}),
        ("post", "/api/conversations/{conversation_id}/turns", "own", "replaces", {"text": "x", "replaces": ids["message_id"]}),
        ("post", "/api/corrections", "", "conversation_id", {"text": "x", "conversation_id": ids["conversation_id"]}),
        ("post", "/api/offline/kept", "", "card_id", kept),
        ("post", "/api/templates/try", "", "template_id", {"message": "x", "level": "A2", "template_id": ids["template_id"]}),
        ("post", "/api/classes/{class_id}/assignments", given, "document_id", {"kind": "text", "document_id": ids["document_id"]}),
        ("post", "/api/classes/{class_id}/assignments", given, "list_id", {"kind": "words", "list_id": lists["list_id"]}),
        ("post", "/api/classes/{class_id}/assignments", given, "scene_id", {"kind": "scene", "scene_id": lists["scene_id"]}),
        ("post", "/api/classes/{class_id}/assignments", given, "set_id", {"kind": "sentences", "set_id": lists["set_id"]}),
    ]  # fmt: skip
    assert {(method, path, name) for method, path, name in ids_told() if name not in OF_ALL} == {
        (method, path, name) for method, path, _, name, _ in asks
    }
    # Answered as if such a thing were not there: with nothing of it.
    not_told = ("/api/offline/kept", "/api/documents/search", "/api/corrections")
    for who, client in walk.around.items():
        for method, path, place, name, body in asks:
            url = f"/api/conversations/{begin(client)}/turns" if place == "own" else place or path
            told = {"params": body} if method == "get" else {"json": body}
            answer = client.request(method, url, **told)  # type: ignore[arg-type]
            assert 400 <= answer.status_code < 500 or path in not_told, (
                who,
                path,
                name,
            )
            assert "ducha" not in answer.text, (who, path, name)
    assert room.room()["assignments"] == []
    card = next(c for c in room.agreed.get("/api/cards").json() if c["id"] == ids["card_id"])
    assert card["reviews"] == 0


def test_no_list_of_anybodys_has_it(walk: Walk) -> None:
    """Every GET without an id, and every search for it: in a list of one's own is what is one's own."""
    plain = [path for method, path in routes() if method == "get" and "{" not in path]
    streams = [path for path in plain if path.endswith("/events")]
    found: dict[str, set[str]] = {"the learner": set()}
    for who, client in (walk.around | {"the learner": walk.room.agreed}).items():
        for path in plain:
            if path in streams:
                continue
            for looked_for in LOOKED_FOR if path.endswith("/search") else ("",):
                answer = client.get(path, params={"q": looked_for} if looked_for else None, follow_redirects=False)
                assert answer.status_code < 500, (who, path, answer.text)
                # What was looked for may be said again.
                if "canto en la ducha" in answer.text:
                    found.setdefault(who, set()).add(path)
    assert found.keys() == {"the learner"}
    assert {"/api/search", "/api/documents/search", "/api/export", "/api/memory"} <= found["the learner"]


def test_no_socket_of_another_role_leads_into_a_talk(walk: Walk) -> None:
    room, conversation = walk.room, walk.ids["conversation_id"]
    cookie = {name: {"Cookie": "; ".join(f"{k}={v}" for k, v in c.cookies.items())} for name, c in walk.around.items()}
    for who in walk.around:
        url = f"{room.server.url.replace('http', 'ws')}/v1/realtime?conversation_id={conversation}"
        with pytest.raises(InvalidStatus) as denied:
            connect(url, additional_headers=cookie[who], proxy=None, open_timeout=PATIENCE_S)
        assert denied.value.response.status_code == 404, who
        assert b"ducha" not in (denied.value.response.body or b"")
    # The session of a microphone is the learner's alone: with its id somebody else gets one of their own.
    own = {"Cookie": "; ".join(f"{name}={value}" for name, value in room.agreed.cookies.items())}
    with microphone(room.server, conversation, **own) as socket:
        session = read(socket, "ready")["session"]
        for who in ("the teacher of the class", "a class-mate"):
            theirs = begin(walk.around[who])
            with microphone(room.server, theirs, session, **cookie[who]) as other:
                assert read(other, "ready")["session"] not in (session, UNKNOWN)


def test_what_a_teacher_may_see_ends_with_the_consent(walk: Walk) -> None:
    """Every route of the class by which something of one learner's is seen, before the yes, after it, and after it is over."""
    room = walk.room
    her = id_of(room.agreed)
    conversation = confess(room.agreed, "Ahora canto en la bañera.")
    ids = {"class_id": room.id, "learner_id": her, "conversation_id": conversation}
    seen = [
        path for method, path in routes()
        if method == "get" and path.startswith("/api/classes/{class_id}/members/")
    ]  # fmt: skip
    assert len(seen) >= 4
    for path in seen:
        assert room.teacher.get(path.format_map(ids)).status_code == 200, path
    room.agreed.put(f"/api/classes/{room.id}/consent", json={"consent": False}).raise_for_status()
    for path in seen:
        answer = room.teacher.get(path.format_map(ids))
        assert answer.status_code in (403, 404) or "bañera" not in answer.text, path
        assert "bañera" not in answer.text
    assert "bañera" not in room.teacher.get(f"/api/classes/{room.id}/overview").text
    room.agreed.put(f"/api/classes/{room.id}/consent", json={"consent": True}).raise_for_status()
    for path in seen:  # a new yes is for what comes after it
        assert "bañera" not in room.teacher.get(path.format_map(ids)).text, path
