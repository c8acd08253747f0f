"""Classes over a real server: made by teachers, joined by code, agreed to, left; and what is given in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.api.classrooms import Class, entered, id_of, mine, opened, teacher
from tests.api.client import begin, refused, say, wait_until
from tests.api.test_accounts import PASSWORD, School, browser, joined, school  # noqa: F401
from tests.conftest import Server
from tutor.exercises.gap_texts import gap_texts
from tutor.exercises.items import item_of
from tutor.exercises.listening import passages
from tutor.exercises.tasks import tasks

SCENE, PASSAGE, TASK, POINT, GAPS = "cafe", "a1-en-el-cafe", "a1-tu-dia", "ser-estar-basic", "a2-mi-perro-bruno"
ESSAY = (
    "Mi día empieza a las siete. Primero desayuno café con pan y después voy a la oficina en autobús. "
    "Trabajo hasta las cinco y por la tarde camino en el parque con mi perro. Por la noche leo un libro y ceno con mi "
    "familia. Me acuesto a las once porque siempre estoy muy cansado."
)


@pytest.fixture(scope="module")
def room(school: School) -> Class:  # noqa: F811
    return opened(school, "A1 Lunes")


def answer(client: httpx.Client, point: str, count: int, *, right: bool = True) -> None:
    items = client.get("/api/drills/items", params={"point": point, "count": count, "seed": 7}).json()
    for item in items:
        given = item_of(item["id"]).answers[0] if right else "zzz"
        client.post(f"/api/drills/items/{item['id']}/answer", json={"answer": given}).raise_for_status()


def play(client: httpx.Client, conversation: str) -> None:
    said: list[str] = []
    for _ in range(14):
        suggested = client.get(f"/api/conversations/{conversation}/scene").json()["suggestions"]
        said.append(next((s for s in suggested if s not in said), "No, gracias."))
        if say(client, conversation, said[-1])[-1].data["scene_over"]:
            return
    raise AssertionError("the scene never ended")


def test_somebody_alone_has_no_classes(server: Server) -> None:
    for method, path in (
        ("GET", "/api/classes"),
        ("POST", "/api/classes"),
        ("GET", "/api/assignments"),
        ("GET", "/api/word-lists"),
        ("GET", "/api/joining/ABCDEFGHJK"),
    ):
        body = {"name": "A1"} if method == "POST" else None
        refused(server.client.request(method, path, json=body), 404, "not_found")


def test_the_owner_makes_teachers_and_unmakes_them(school: School) -> None:  # noqa: F811
    person = joined(school.owner, school.server, "Inés")
    refused(person.post("/api/classes", json={"name": "Mía"}), 403, "not_a_teacher")
    account = person.get("/api/session").json()["account"]["id"]
    assert school.ana.patch(f"/api/accounts/{account}", json={"role": "teacher"}).status_code == 403
    assert school.owner.patch(f"/api/accounts/{account}", json={"role": "owner"}).status_code == 422
    assert school.owner.patch(f"/api/accounts/{account}", json={"role": "teacher"}).status_code == 204
    assert person.get("/api/session").json()["account"]["role"] == "teacher"
    made = person.post("/api/classes", json={"name": "Mía"}).json()
    pupil = entered(school, "Pupila de Inés", made["code"], consent=True)
    school.owner.patch(f"/api/accounts/{account}", json={"role": "learner"})
    refused(person.get(f"/api/classes/{made['id']}"), 404, "not_found")
    refused(person.get(f"/api/classes/{made['id']}/members/{id_of(pupil)}"), 404, "not_found")
    refused(pupil.get(f"/api/joining/{made['code']}"), 404, "not_found")  # nor does anybody come in any more
    owner = school.owner.get("/api/session").json()["account"]["id"]
    refused(school.owner.patch(f"/api/accounts/{owner}", json={"role": "learner"}), 422, "invalid_input")
    assert school.owner.post("/api/classes", json={"name": "De la dueña"}).status_code == 201


def test_a_code_however_it_is_typed_opens_while_the_door_is_open(school: School) -> None:  # noqa: F811
    her = teacher(school, "Marta")
    made = her.post("/api/classes", json={"name": "B1 Tarde"}).json()
    code = made["code"]
    shown = school.ana.get(f"/api/joining/{code[:5].lower()}-{code[5:]}").json()
    assert (shown["name"], shown["teacher"], shown["inside"]) == ("B1 Tarde", "Marta", False)
    refused(her.post(f"/api/joining/{code}", json={"consent": True}), 422, "invalid_input")
    fresh = her.post(f"/api/classes/{made['id']}/code").json()["code"]
    assert fresh != code
    for wrong in (code, "AAAAAAAAAA", "x", "%20"):
        refused(school.ana.post(f"/api/joining/{wrong}", json={"consent": True}), 404, "not_found")
    assert her.delete(f"/api/classes/{made['id']}/code").json()["code"] is None
    refused(school.ana.post(f"/api/joining/{fresh}", json={"consent": True}), 404, "not_found")
    assert her.get(f"/api/classes/{made['id']}").json()["members"] == []


def test_a_code_makes_accounts_while_the_door_is_open(school: School) -> None:  # noqa: F811
    her = teacher(school, "Olga")
    made = her.post("/api/classes", json={"name": "Nuevos"}).json()
    for name in ("Uno", "Dos"):  # it serves a whole class
        pupil = browser(school.server)
        body = {"name": name, "password": PASSWORD, "invitation": made["code"]}
        assert pupil.post("/api/accounts", json=body).status_code == 201
        # An account is not yet a yes to the class.
        assert pupil.get("/api/classes").json()["attending"] == []
        assert pupil.get("/api/session").json()["account"]["role"] == "learner"
    her.delete(f"/api/classes/{made['id']}/code")
    body = {"name": "Tres", "password": PASSWORD, "invitation": made["code"]}
    assert browser(school.server).post("/api/accounts", json=body).status_code == 422


def test_learners_see_who_sees_what_and_each_other_never(room: Class) -> None:
    seen = room.agreed.get("/api/classes").json()
    assert seen["may_teach"] is False
    assert [(c["name"], c["teacher"], c["consented_at"] is not None) for c in seen["attending"]] == [
        ("A1 Lunes", "A1 Lunes Profe", True)
    ]
    assert "Silvia" not in str(seen)
    members = {m["name"]: m["consented"] for m in room.room()["members"]}
    assert members["A1 Lunes Aurora"] is True
    assert members["A1 Lunes Silvia"] is False
    assert members["A1 Lunes Rosa"] is False


def test_a_scene_is_done_when_its_goals_are_reached(room: Class) -> None:
    due = (datetime.now(UTC) + timedelta(days=7)).isoformat()
    given = room.give(kind="scene", scene_id=SCENE, level="A1", due_at=due, note="Pedid algo sin azúcar.")
    assert mine(room.agreed, given)["state"] == "open"
    assert mine(room.agreed, given)["note"] == "Pedid algo sin azúcar."
    for pupil in (room.agreed, room.silent):
        play(pupil, begin(pupil, "A1", SCENE))
        told = mine(pupil, given)
        assert (told["state"], told["right"]) == ("done", told["total"])
    seen, unseen = room.standing(given, room.agreed), room.standing(given, room.silent)
    assert (seen["state"], unseen["state"]) == ("done", "done")
    assert seen["total"]
    assert unseen["right"] is unseen["total"] is None
    assert seen["handed_in"] is True
    assert unseen["handed_in"] is False


def test_a_level_is_the_least_and_without_one_it_is_each_at_theirs(room: Class) -> None:
    given = room.give(kind="scene", scene_id=SCENE, level="B1")
    theirs = room.give(kind="scene", scene_id=SCENE)
    assert (mine(room.revoked, given)["level"], mine(room.revoked, theirs)["level"]) == ("B1", None)
    play(room.revoked, begin(room.revoked, "A1", SCENE))
    assert (mine(room.revoked, given)["state"], mine(room.revoked, theirs)["state"]) == ("open", "done")
    play(room.revoked, begin(room.revoked, "B2", SCENE))
    assert mine(room.revoked, given)["state"] == "done"


def test_points_are_done_by_answers_and_only_those_since(room: Class) -> None:
    answer(room.agreed, POINT, 2)
    given = room.give(kind="points", points=[POINT], amount=3)
    assert mine(room.agreed, given)["part"] == 0
    answer(room.agreed, POINT, 2)
    assert (mine(room.agreed, given)["part"], mine(room.agreed, given)["whole"]) == (2, 3)
    answer(room.agreed, POINT, 3)
    # Recognised by itself, before anybody looks.
    wait_until(lambda: room.standing(given, room.agreed)["state"] == "done")
    assert room.standing(given, room.silent)["state"] == "open"


def test_listening_and_writing_are_marked_and_commented_and_given_back(room: Class) -> None:
    heard = room.give(kind="exercise", exercise=f"listening.{PASSAGE}")
    choices = [question.right for question in passages()[PASSAGE].questions]
    room.agreed.post(f"/api/listening/{PASSAGE}/answers", json={"choices": choices}).raise_for_status()
    assert (room.standing(heard, room.agreed)["right"], room.standing(heard, room.agreed)["total"]) == (3, 3)

    task = room.give(kind="exercise", exercise=f"tasks.{TASK}")
    for pupil in (room.agreed, room.silent):
        assert pupil.post(f"/api/tasks/{TASK}/written", json={"text": ESSAY}).json()["enough"]
    where = f"/api/assignments/{task['id']}/members"
    handed_in = room.teacher.get(f"{where}/{id_of(room.agreed)}").json()
    assert handed_in["text"] == ESSAY
    assert handed_in["marks"]
    assert handed_in["recording_url"] is None
    refused(room.teacher.get(f"{where}/{id_of(room.silent)}"), 403, "not_agreed")
    body = {"comment": "¡Muy bien! Cuida los verbos.", "mark": "8", "returned": True}
    assert room.teacher.put(f"{where}/{id_of(room.agreed)}", json=body).json()["state"] == "returned"
    told = mine(room.agreed, task)
    assert (told["state"], told["comment"], told["mark"]) == ("returned", body["comment"], "8")
    room.agreed.post(f"/api/tasks/{TASK}/written", json={"text": ESSAY + " Adiós."}).raise_for_status()
    wait_until(lambda: mine(room.agreed, task)["state"] == "done")
    assert room.standing(task, room.agreed)["times"] == 2
    # Who does not let the teacher see is told what the teacher says all the same.
    room.teacher.put(f"{where}/{id_of(room.silent)}", json={"comment": "Gracias."}).raise_for_status()
    assert mine(room.silent, task)["comment"] == "Gracias."
    path = f"/api/assignments/{heard['id']}/members/{id_of(room.silent)}"  # who has not done it
    refused(room.teacher.put(path, json={"returned": True}), 422, "invalid_input")


def test_a_text_with_gaps_is_marked(room: Class) -> None:
    given = room.give(kind="exercise", exercise=f"gaps.{GAPS}")
    answers = [gap.answers[0] for gap in gap_texts()[GAPS].gaps]
    sent = {"answers": ["zzz", *answers[1:]]}
    room.agreed.post(f"/api/gap-texts/{GAPS}/answers", json=sent).raise_for_status()
    told = mine(room.agreed, given)
    assert (told["state"], told["right"], told["total"]) == ("done", len(answers) - 1, len(answers))


def test_a_task_that_was_spoken_is_kept_for_whom_the_learner_lets_hear_it(
    room: Class, spoken: Callable[[str], bytes]
) -> None:
    spoken_task = next(t.id for t in tasks().values() if t.mode == "speak" and t.level == "A1")
    given = room.give(kind="exercise", exercise=f"tasks.{spoken_task}")
    said = spoken(
        "Me llamo Aurora y soy de Valencia. Tengo dos hermanos y un perro. Por la mañana trabajo en una tienda."
    )
    folder = room.server.data_dir / "recordings"
    before = set(folder.iterdir()) if folder.is_dir() else set()
    for pupil in (room.agreed, room.silent):
        sent = {"audio": ("a.wav", said, "audio/wav")}
        marked = pupil.post(f"/api/tasks/{spoken_task}/spoken", files=sent).raise_for_status().json()
        assert marked["enough"], marked
    kept = set(folder.iterdir()) - before
    assert len(kept) == 1  # of the one who agreed
    where = f"/api/assignments/{given['id']}/members"
    wait_until(lambda: room.standing(given, room.agreed)["state"] == "done")
    handed_in = room.teacher.get(f"{where}/{id_of(room.agreed)}").json()
    assert room.teacher.get(handed_in["recording_url"]).content == said
    refused(room.teacher.get(f"{where}/{id_of(room.silent)}/recording"), 403, "not_agreed")
    # Taken back, it is gone: a later yes does not bring it back.
    room.agreed.put(f"/api/classes/{room.id}/consent", json={"consent": False}).raise_for_status()
    refused(room.teacher.get(handed_in["recording_url"]), 403, "not_agreed")
    assert not [file for file in kept if file.exists()]
    room.agreed.put(f"/api/classes/{room.id}/consent", json={"consent": True}).raise_for_status()
    refused(room.teacher.get(f"{where}/{id_of(room.agreed)}"), 404, "not_found")


def test_a_teachers_text_becomes_the_learners_own_copy(room: Class) -> None:
    text = "El faro de mi pueblo es blanco.\n\nTodos los barcos lo ven de noche."
    document = room.teacher.post("/api/documents", files={"file": ("faro.txt", text.encode())}).json()
    given = room.give(kind="text", document_id=document["id"])
    refused(room.agreed.get(f"/api/documents/{document['id']}"), 404, "not_found")
    refused(room.stranger.post(f"/api/assignments/{given['id']}/start"), 404, "not_found")
    copy = room.agreed.post(f"/api/assignments/{given['id']}/start").json()["document_id"]
    assert room.agreed.post(f"/api/assignments/{given['id']}/start").json()["document_id"] == copy
    assert copy != document["id"]
    passages_ = room.agreed.get(f"/api/documents/{copy}/passages").json()
    assert "El faro de mi pueblo" in str(passages_)
    assert mine(room.agreed, given)["state"] == "open"
    assert room.agreed.post(f"/api/documents/{copy}/read").status_code == 204
    assert mine(room.agreed, given)["state"] == "done"
    refused(room.silent.post(f"/api/documents/{copy}/read"), 404, "not_found")
    sample = room.teacher.get("/api/samples").json()[0]
    ours = room.give(kind="text", sample_id=sample["id"])
    assert ours["title"] == sample["title"]
    copy = room.agreed.post(f"/api/assignments/{ours['id']}/start").json()["document_id"]
    room.agreed.post(f"/api/documents/{copy}/read").raise_for_status()
    assert mine(room.agreed, ours)["state"] == "done"
    refused(
        room.teacher.post(f"/api/classes/{room.id}/assignments", json={"kind": "text", "document_id": copy}),
        404,
        "not_found",
    )


def test_a_list_of_the_teachers_own_becomes_cards(room: Class) -> None:
    text = "español;inglés;ejemplo\nfaro;lighthouse;El faro es alto.\n¿Me pone un café, por favor?;A coffee, please\n"
    kept = room.teacher.post("/api/word-lists", json={"title": "El mar", "text": text}).json()
    assert kept["rows"] == [
        ["faro", "lighthouse", "El faro es alto."],
        ["¿Me pone un café, por favor?", "A coffee, please", ""],
    ]
    refused(room.other_teacher.put(f"/api/word-lists/{kept['id']}", json={"title": "x", "text": "y"}), 404, "not_found")
    refused(room.agreed.get("/api/word-lists"), 403, "not_a_teacher")
    refused(room.teacher.post("/api/word-lists", json={"title": "x", "text": " \n "}), 422, "invalid_input")
    given = room.give(kind="words", list_id=kept["id"])
    assert given["words"] == 2
    assert room.teacher.delete(f"/api/word-lists/{kept['id']}").status_code == 204  # what was given of it stays
    assert mine(room.agreed, given)["whole"] == 2
    room.agreed.post(f"/api/assignments/{given['id']}/start").raise_for_status()
    cards = [c for c in room.agreed.get("/api/cards").json() if c["front"] in ("faro", "¿Me pone un café, por favor?")]
    assert {c["back"] for c in cards} == {"lighthouse", "A coffee, please"}
    for n, card in enumerate(cards):
        assert mine(room.agreed, given)["part"] == n
        room.agreed.post(
            f"/api/cards/{card['id']}/review", json={"rating": 3, "version": card["version"]}
        ).raise_for_status()
    assert mine(room.agreed, given)["state"] == "done"


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "scene"},
        {"kind": "scene", "scene_id": "nowhere"},
        {"kind": "points", "points": ["nowhere"]},
        {"kind": "points", "points": []},
        {"kind": "exercise", "exercise": "tasks.nowhere"},
        {"kind": "exercise", "exercise": "../x"},
        {"kind": "text"},
        {"kind": "text", "sample_id": "nowhere"},
        {"kind": "words", "list_id": "0" * 32},
        {"kind": "poem"},
        {"kind": "scene", "scene_id": SCENE, "due_at": "yesterday"},
        {"kind": "scene", "scene_id": SCENE, "amount": -1},
    ],
)
def test_what_is_not_there_cannot_be_given(room: Class, body: dict[str, object]) -> None:
    assert room.teacher.post(f"/api/classes/{room.id}/assignments", json=body).status_code in (404, 422)


def test_the_same_is_given_again_to_everybody_anew(room: Class) -> None:
    first = room.give(kind="exercise", exercise=f"listening.{PASSAGE}", note="Dos veces")
    choices = [question.right for question in passages()[PASSAGE].questions]
    room.silent.post(f"/api/listening/{PASSAGE}/answers", json={"choices": choices}).raise_for_status()
    assert mine(room.silent, first)["state"] == "done"
    due = "2031-05-04T21:59:00Z"
    second = room.teacher.post(f"/api/assignments/{first['id']}/repeat", json={"due_at": due}).json()
    assert second["note"] == "Dos veces"
    assert mine(room.silent, second)["due_at"] == due
    assert mine(room.silent, second)["state"] == "open"
    # A learner may also do it again for themselves.
    assert room.silent.post(f"/api/assignments/{first['id']}/again").status_code == 204
    assert mine(room.silent, first)["state"] == "open"
    changed = room.teacher.patch(f"/api/assignments/{first['id']}", json={"note": "Una vez"}).json()
    assert changed["note"] == "Una vez"
    assert room.teacher.delete(f"/api/assignments/{first['id']}").status_code == 204
    assert first["id"] not in room.silent.get("/api/assignments").text
