"""Nothing leaks: a teacher sees what those who agreed said since then, and nobody else sees anything of a class."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.api.classrooms import Class, confess, entered, id_of, mine, opened, teacher
from tests.api.client import begin, refused, say, wait_until
from tests.api.test_accounts import School, browser, iter_databases, school  # noqa: F401
from tests.api.test_following import Stream, streams  # noqa: F401
from tests.api.test_listen import closed_with, microphone
from tests.api.walk import routes
from tests.tutors import PATIENCE_S

BEFORE, AFTER = "Antes de decir que sí yo tengo mucho sed de albaricoque.", "La mandarina es rojo y muy buena."
SECRETS = {
    "silent": "La verdad es que me gusta el pomelo.",
    "revoked": "Mi secreto es la chirimoya.",
    "former": "Nunca he dicho que odio la guayaba.",
    "agreed": AFTER,
}
TASK, POINT = "a1-tu-dia", "ser-estar-basic"
ESSAY = (
    "Por la mañana desayuno en casa y después voy a la oficina en autobús. Trabajo hasta las cinco y por la tarde "
    "camino en el parque con mi perro. Por la noche leo un libro y ceno con mi familia. Me acuesto a las once."
)


@dataclass
class Told:
    """A class in which everybody has said something."""

    room: Class
    conversations: dict[str, str]
    task: dict[str, str]
    ids: dict[str, str]
    gets: list[str]


@pytest.fixture(scope="module")
def told(school: School) -> Told:  # noqa: F811
    room = opened(school, "B2 Martes")
    # What the one who agreed said before they did.
    room.agreed.put(f"/api/classes/{room.id}/consent", json={"consent": False}).raise_for_status()
    before = confess(room.agreed, BEFORE)
    room.agreed.put(f"/api/classes/{room.id}/consent", json={"consent": True}).raise_for_status()
    given = room.give(kind="exercise", exercise=f"tasks.{TASK}")
    conversations = {"before": before}
    for name, secret in SECRETS.items():
        pupil: httpx.Client = getattr(room, name)
        conversations[name] = confess(pupil, secret)
        pupil.post(f"/api/tasks/{TASK}/written", json={"text": f"{secret} {ESSAY}"}).raise_for_status()
        assert mine(pupil, given)["state"] == "done"
    assert room.former.delete(f"/api/classes/{room.id}/membership").status_code == 204
    ids = {name: id_of(getattr(room, name)) for name in SECRETS}
    gets = [path for method, path in routes() if method == "get" and "{" in path]
    return Told(room, conversations, given, ids, [path for path in gets if not path.endswith("/events")])


def fruits(text: str) -> set[str]:
    return set(re.findall("albaricoque|mandarina|pomelo|chirimoya|guayaba", text))


def everything(client: httpx.Client, told: Told) -> str:
    """Every answer to every GET that has anything to do with the class, with the ids of all who are or were in it."""
    room = told.room
    heard = [
        client.get(path).text for path in ("/api/classes", "/api/assignments", "/api/export", "/api/conversations")
    ]
    for pupil in ("agreed", "silent", "revoked", "former"):
        for about in ("before", pupil):
            ids = {
                "class_id": room.id,
                "assignment_id": told.task["id"],
                "learner_id": told.ids[pupil],
                "conversation_id": told.conversations[about],
            }
            for path in told.gets:
                names = set(re.findall(r"\{(\w+)\}", path))
                if names <= ids.keys() and (about == pupil or "conversation_id" in names):
                    answer = client.get(path.format_map(ids))
                    assert answer.status_code < 500, (path, answer.text)
                    heard.append(answer.text)
    return "\n".join(heard)


def test_a_teacher_sees_those_who_agreed_from_then_on(told: Told) -> None:
    heard = everything(told.room.teacher, told)
    assert fruits(heard) == {"mandarina"}
    assert fruits(everything(told.room.other_teacher, told)) == set()
    assert fruits(everything(told.room.stranger, told)) == set()


def test_learners_see_their_own_and_not_each_others(told: Told) -> None:
    room = told.room
    assert fruits(everything(room.agreed, told)) == {"albaricoque", "mandarina"}
    assert fruits(everything(room.silent, told)) == {"pomelo"}
    assert fruits(everything(room.revoked, told)) == {"chirimoya"}
    assert fruits(everything(room.former, told)) == {"guayaba"}


def test_every_route_of_a_class_is_closed_to_all_but_its_teacher(told: Told, school: School) -> None:  # noqa: F811
    """Walks every route of classes, by its own description, as everybody around the class."""
    room = told.room
    kept = room.teacher.post("/api/word-lists", json={"title": "Frutas", "text": "granada"}).json()
    scene = room.teacher.post("/api/taught-scenes", json={"copy_of": "cafe"}).json()
    room.teacher.put(f"/api/taught-scenes/{scene['id']}/classes/{room.id}").raise_for_status()
    secret = {"title": "Guayabas", "text": "La guayaba es dulce.;The guava is sweet."}
    sentences = room.teacher.post("/api/sentence-sets", json=secret).json()
    room.teacher.put(f"/api/sentence-sets/{sentences['id']}/classes/{room.id}").raise_for_status()
    ids = {
        "class_id": room.id,
        "scene_id": scene["id"],
        "set_id": sentences["id"],
        "number": "0",
        "assignment_id": told.task["id"],
        "learner_id": id_of(room.agreed),
        "conversation_id": told.conversations["agreed"],
        "list_id": kept["id"],
    }
    bodies = {
        "consent": {"consent": True},
        "assignments": {"kind": "exercise", "exercise": f"tasks.{TASK}"},
        "repeat": {},
        "word-lists": {"title": "mío", "text": "mío"},
        "{scene_id}": {"draft": scene["draft"]},
        "try": {"level": "A1"},
        "{set_id}": {"title": "mío", "text": "mío;mine"},
        "{number}": {"answer": "mío"},
    }
    outsiders = {
        "another teacher": room.other_teacher,
        "a stranger": room.stranger,
        "a former member": room.former,
        "the owner": school.owner,
    }
    members = {"a class-mate": room.silent, "who revoked": room.revoked}
    own = (
        "/consent",
        "/membership",
        "/start",
        "/again",
        "/sentences",
        "/items",
        "/items/{number}",
    )  # what a member may do with their own
    walked = 0
    for method, path in routes():
        if not path.startswith(
            (
                "/api/classes/{",
                "/api/assignments/{",
                "/api/word-lists/{",
                "/api/taught-scenes/{",
                "/api/sentence-sets/{",
            )
        ):
            continue
        url = re.sub(r"\{(\w+)\}", lambda name: ids[name[1]], path)
        last = path.split("/")[-1] if "word-lists" not in path else "word-lists"
        body = bodies.get(last, {})
        askers = outsiders | ({} if path.endswith(own) else members)
        for who, client in askers.items():
            answer = client.request(method, url, json=body if method in ("post", "put", "patch") else None)
            if path == "/api/classes/{class_id}" and method == "delete":
                assert answer.status_code in (403, 404), (who, method, path, answer.text)
            else:
                assert answer.status_code == 404, (who, method, path, answer.text)
            assert not fruits(answer.text)
            assert "B2 Martes" not in answer.text
            assert "Carmen" not in answer.text
        walked += 1
    assert walked >= 38
    assert room.room()["name"] == "B2 Martes"
    assert len(room.room()["members"]) == 3


def test_the_routes_of_a_learner_are_closed_to_the_teacher_as_ever(told: Told) -> None:
    """Consent opens the pages of the class, and nothing else."""
    conversation = told.conversations["agreed"]
    for path in ("", "/events", "/scene", "/debrief", "/export.md"):
        assert told.room.teacher.get(f"/api/conversations/{conversation}{path}").status_code in (404, 405)
    answer = told.room.teacher.post(f"/api/conversations/{conversation}/turns", json={"text": "Hola"})
    assert answer.status_code == 404


def test_no_stream_and_no_socket_opens_to_anybody_around_the_class(told: Told, school: School) -> None:  # noqa: F811
    """Not to the teacher either: live they follow by the learner's link alone."""
    room, conversation = told.room, told.conversations["agreed"]
    messages_ = room.agreed.get(f"/api/conversations/{conversation}").json()["messages"]
    said = next(m for m in messages_ if m["role"] == "learner")
    around = (room.teacher, room.other_teacher, room.silent, room.revoked, room.former, room.stranger, school.owner)
    for client in around:
        for path in (
            f"/api/conversations/{conversation}/events",
            f"/api/turns/{said['turn_id']}/events",
            f"/api/messages/{said['id']}/recording",
            f"/api/messages/{said['id']}/speech",
        ):
            answer = client.get(path)
            assert answer.status_code == 404, (path, answer.status_code)
            assert not fruits(answer.text)
        refused(client.get("/api/followed/events", headers={"share-token": room.id}), 404, "not_found")
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items())}
        with microphone(room.server, conversation, **cookie) as socket:
            assert closed_with(socket) == 4404
    # A link ends for the teacher too when the learner takes it back.
    token = room.agreed.post(f"/api/conversations/{conversation}/share", json={}).json()["token"]
    room.agreed.delete(f"/api/conversations/{conversation}/share").raise_for_status()
    refused(room.teacher.get("/api/followed/events", headers={"share-token": token}), 404, "not_found")
    refused(
        room.teacher.post("/api/followed/hint", json={"text": "x"}, headers={"share-token": token}), 404, "not_found"
    )


def test_no_route_of_a_course_opens_the_class_to_anybody(told: Told, school: School) -> None:  # noqa: F811
    """Only what the tutor itself has sealed for somebody does; what others make up is nothing."""
    room = told.room
    around = (room.teacher, room.other_teacher, room.silent, room.revoked, room.former, room.stranger, school.owner)
    walked = 0
    for method, path in routes():
        if not path.startswith(("/api/lti/door", "/api/lti/pick")):
            continue
        for client in around:
            for token in (room.id, told.task["id"], "a.b.c", "x" * 20_000):
                asked = {"token": token, "assignment_id": told.task["id"]}
                body = {"token": token, "consent": True} if method == "post" else None
                answer = client.request(method, path, params=asked, json=body)
                assert answer.status_code in (403, 404), (method, path, answer.text)
                assert "B2 Martes" not in answer.text
        walked += 1
    assert walked == 4
    assert len(room.room()["members"]) == 3


def test_a_view_has_what_was_said_and_done(told: Told) -> None:
    room = told.room
    view = room.teacher.get(f"/api/classes/{room.id}/overview").json()
    rows = {row["name"]: row for row in view["learners"]}
    assert set(rows) == {"B2 Martes Aurora", "B2 Martes Silvia", "B2 Martes Rosa"}
    silent = rows["B2 Martes Silvia"]
    assert (silent["given"], silent["done"]) == (1, 1)
    hidden = ("minutes", "messages", "answers", "goals", "errors", "words")
    assert [silent[name] for name in hidden] == [None] * len(hidden)
    seen = rows["B2 Martes Aurora"]
    assert seen["messages"] == 1
    assert seen["errors"] == 1
    assert [(m["count"], m["learners"], m["examples"]) for m in view["mistakes"]] == [
        (1, 1, [{"said": AFTER, "better": "La mandarina es roja y muy buena."}])
    ]
    assert seen["minutes"] > 0
    assert len(view["weeks"]) == len(view["minutes"]) == 8
    table = room.teacher.get(f"/api/classes/{room.id}/overview.csv").text.splitlines()
    assert len(table) == 4
    assert table[0].startswith("name,consented,given,done,minutes")
    one = room.teacher.get(f"/api/classes/{room.id}/members/{id_of(room.agreed)}").json()
    assert [talk["conversation_id"] for talk in one["talks"]] == [told.conversations["agreed"]]
    assert one["weeks"][-1]["messages"] == 1
    weeks = room.teacher.get(f"/api/classes/{room.id}/members/{id_of(room.agreed)}/weeks.csv").text
    assert len(weeks.splitlines()) == 9
    refused(room.teacher.get(f"/api/classes/{room.id}/members/{id_of(room.silent)}"), 403, "not_agreed")
    refused(room.teacher.get(f"/api/classes/{room.id}/members/{id_of(room.former)}"), 404, "not_found")


def test_what_half_of_the_class_misses_is_one_click_from_an_assignment(told: Told) -> None:
    room = told.room
    point = "ser-estar-basic"
    for item in room.agreed.get("/api/drills/items", params={"point": point, "count": 3}).json():
        room.agreed.post(f"/api/drills/items/{item['id']}/answer", json={"answer": "zzz"}).raise_for_status()
    for item in room.silent.get("/api/drills/items", params={"point": "definite-articles", "count": 3}).json():
        room.silent.post(f"/api/drills/items/{item['id']}/answer", json={"answer": "zzz"}).raise_for_status()
    missed = room.teacher.get(f"/api/classes/{room.id}/overview").json()["points"]
    assert [(p["point_id"], p["missed"], p["of"]) for p in missed if p["point_id"] == point] == [(point, 1, 1)]
    assert "definite-articles" not in [p["point_id"] for p in missed]
    given = room.give(kind="points", points=[p["point_id"] for p in missed])
    assert mine(room.silent, given)["points"] == [p["point_id"] for p in missed]
    room.teacher.delete(f"/api/assignments/{given['id']}").raise_for_status()


def test_a_hint_reaches_the_learner_alone_and_stops_nothing(
    told: Told,
    streams: Callable[..., Stream],  # noqa: F811
) -> None:
    room = told.room
    conversation = begin(room.agreed)
    token = room.agreed.post(f"/api/conversations/{conversation}/share", json={}).json()["token"]
    opened_ = {"share-token": token}
    assert room.teacher.post("/api/followed/hint", json={"text": "¡Pregunta!"}, headers=opened_).json() == {"pages": 0}
    page = streams(room.agreed, f"/api/conversations/{conversation}/events")
    guest = streams(room.teacher, "/api/followed/events", **opened_)
    page.wait(lambda s: s.named("state"))
    sent = room.teacher.post("/api/followed/hint", json={"text": "Pregunta por el precio."}, headers=opened_)
    assert sent.json() == {"pages": 1}
    hint = page.wait(lambda s: s.named("hint"))[-1]
    assert hint == {"teacher": "B2 Martes Profe", "text": "Pregunta por el precio."}
    assert say(room.agreed, conversation, "¿Cuánto cuesta?")[-1].name == "done"
    assert not guest.named("hint")
    assert "Pregunta por el precio" not in room.agreed.get(f"/api/conversations/{conversation}").text
    # Only teachers whisper, and only with the link.
    refused(room.silent.post("/api/followed/hint", json={"text": "x"}, headers=opened_), 403, "not_a_teacher")
    refused(room.teacher.post("/api/followed/hint", json={"text": "x"}, headers={"share-token": "x"}), 404, "not_found")
    refused(room.teacher.post("/api/followed/hint", json={"text": " "}, headers=opened_), 422, "invalid_input")


def test_what_was_handed_in_goes_with_its_time_and_with_its_class(school: School) -> None:  # noqa: F811
    room = opened(school, "C1 Jueves")
    given = room.give(kind="exercise", exercise=f"tasks.{TASK}")
    text = f"Escribo sobre la maracuyá. {ESSAY}"
    room.agreed.post(f"/api/tasks/{TASK}/written", json={"text": text}).raise_for_status()
    assert room.standing(given, room.agreed)["state"] == "done"
    assert room.teacher.patch(f"/api/classes/{room.id}", json={"retention_days": 3}).status_code == 422
    room.teacher.patch(f"/api/classes/{room.id}", json={"retention_days": 30}).raise_for_status()
    path = f"/api/assignments/{given['id']}/members/{id_of(room.agreed)}"
    assert "maracuyá" in room.teacher.get(path).text
    grow_old(school, given["id"], days=31)
    assert room.teacher.patch(f"/api/classes/{room.id}", json={"name": "C1 Viernes"}).json()["retention_days"] == 30
    refused(room.teacher.get(path), 404, "not_found")
    assert "maracuyá" not in room.agreed.get("/api/export").text

    room.agreed.post(f"/api/tasks/{TASK}/written", json={"text": text}).raise_for_status()
    assert room.standing(given, room.agreed)["state"] == "done"
    assert room.teacher.delete(f"/api/classes/{room.id}").status_code == 204
    assert room.agreed.get("/api/classes").json()["attending"] == []
    assert room.agreed.get("/api/assignments").json() == []
    assert "maracuyá" not in room.agreed.get("/api/export").text
    if database := b"".join(iter_databases(school)):
        assert "maracuyá".encode() not in database
        assert room.id.encode() not in database


def grow_old(school: School, assignment_id: str, days: int) -> None:  # noqa: F811
    """As if what was handed in had lain there for so many days."""
    file = school.server.data_dir / "tutor.db"
    if not file.exists():
        pytest.skip("about SQLite's files")
    with closing(sqlite3.connect(file, timeout=PATIENCE_S)) as database, database:
        then = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S.%f")
        database.execute("UPDATE handin SET done_at = ? WHERE assignment_id = ?", [then, assignment_id])


def test_who_deletes_everything_or_goes_leaves_nothing_in_a_class(school: School) -> None:  # noqa: F811
    room = opened(school, "B1 Sábado")
    given = room.give(kind="exercise", exercise=f"tasks.{TASK}")
    for pupil in (room.agreed, room.silent):
        pupil.post(f"/api/tasks/{TASK}/written", json={"text": f"La papaya. {ESSAY}"}).raise_for_status()
    path = f"/api/assignments/{given['id']}/members/{id_of(room.agreed)}"
    room.teacher.put(path, json={"comment": "Qué papaya más rica."}).raise_for_status()
    # The comment on one's work is in one's export; the class of the teacher is in theirs.
    assert "Qué papaya más rica" in room.agreed.get("/api/export").text
    assert "B1 Sábado" in str(room.teacher.get("/api/export").json()["classroom"])
    assert "papaya" not in room.teacher.get("/api/export").text
    assert room.agreed.delete("/api/learner/data").status_code == 204
    names = {f"B1 Sábado {name}" for name in ("Félix", "Rosa", "Silvia")}
    assert {m["name"] for m in room.room()["members"]} == names
    account = room.silent.get("/api/session").json()["account"]["id"]
    assert school.owner.delete(f"/api/accounts/{account}").status_code == 204
    assert {m["name"] for m in room.room()["members"]} == names - {"B1 Sábado Silvia"}
    # A class goes with its teacher.
    account = room.teacher.get("/api/session").json()["account"]["id"]
    assert school.owner.delete(f"/api/accounts/{account}").status_code == 204
    assert room.revoked.get("/api/classes").json()["attending"] == []
    if database := b"".join(iter_databases(school)):
        assert b"papaya" not in database


def test_who_leaves_is_seen_no_more_and_starts_anew(school: School) -> None:  # noqa: F811
    her = teacher(school, "Lucía")
    made = her.post("/api/classes", json={"name": "A2"}).json()
    pupil = entered(school, "Hugo", made["code"], consent=True)
    given = her.post(
        f"/api/classes/{made['id']}/assignments", json={"kind": "exercise", "exercise": f"tasks.{TASK}"}
    ).json()
    pupil.post(f"/api/tasks/{TASK}/written", json={"text": ESSAY}).raise_for_status()
    path = f"/api/assignments/{given['id']}/members/{id_of(pupil)}"
    wait_until(lambda: her.get(path).status_code == 200)
    assert her.delete(f"/api/classes/{made['id']}/members/{id_of(pupil)}").status_code == 204
    refused(her.get(path), 404, "not_found")
    refused(pupil.delete(f"/api/classes/{made['id']}/membership"), 404, "not_found")
    assert pupil.post(f"/api/joining/{made['code']}", json={"consent": True}).status_code == 201
    refused(her.get(path), 404, "not_found")
    assert mine(pupil, given)["state"] == "open"


def test_who_is_not_signed_in_is_told_nothing(told: Told) -> None:
    stranger = browser(told.room.server)
    for path in (
        f"/api/classes/{told.room.id}",
        f"/api/assignments/{told.task['id']}/members/{told.ids['agreed']}",
        "/api/joining/ABCDEFGHJK",
    ):
        refused(stranger.get(path), 401, "sign_in")


def test_what_was_done_in_part_before_the_yes_is_only_told_to_be_done(told: Told, school: School) -> None:  # noqa: F811
    room = told.room
    late = entered(school, "B2 Martes Lola", room.room()["code"], consent=False)
    given = room.give(kind="points", points=[POINT], amount=4)

    def answer(count: int, seed: int) -> None:
        asked = {"point": POINT, "count": count, "seed": seed}
        for item in late.get("/api/drills/items", params=asked).json():
            late.post(f"/api/drills/items/{item['id']}/answer", json={"answer": "zzz"}).raise_for_status()

    answer(3, 1)
    assert mine(late, given)["part"] == 3
    late.put(f"/api/classes/{room.id}/consent", json={"consent": True}).raise_for_status()
    answer(1, 2)
    assert mine(late, given)["state"] == "done"
    stands = room.standing(given, late)
    assert (stands["state"], stands["right"], stands["total"]) == ("done", None, None)
    refused(room.teacher.get(f"/api/assignments/{given['id']}/members/{id_of(late)}"), 404, "not_found")
    # What was given before the yes, and all done after it, is seen.
    late.put(f"/api/classes/{room.id}/consent", json={"consent": False}).raise_for_status()
    later = room.give(kind="points", points=[POINT], amount=2)
    late.put(f"/api/classes/{room.id}/consent", json={"consent": True}).raise_for_status()
    answer(2, 3)
    assert mine(late, later)["state"] == "done"
    assert (room.standing(later, late)["right"], room.standing(later, late)["total"]) == (0, 2)
