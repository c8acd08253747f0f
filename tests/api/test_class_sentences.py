"""A teacher's own sentences and texts: brought as tables, given to a class, practised, exported."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
import pytest

from tests.api.classrooms import Class, id_of, mine, opened
from tests.api.client import refused, wait_until
from tests.api.test_accounts import School, school  # noqa: F401

TABLE = (
    "spanish;translation;alternatives;gap;point\n"
    "Ayer fui al cine.;I went to the cinema yesterday.;Fui ayer al cine.|Fui al cine ayer.;;\n"
    "La casa es blanca.;The house is white.;;es;ser-estar-basic\n"
    "Mi hermana vive en Lima.;My sister lives in Lima.;;vive;\n"
)


@pytest.fixture(scope="module")
def room(school: School) -> Class:  # noqa: F811
    return opened(school, "B1 Viernes")


def kept(room: Class, text: str = TABLE, title: str = "Frases") -> dict[str, Any]:
    answer = room.teacher.post("/api/sentence-sets", json={"title": title, "text": text})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def give(room: Class, made: dict[str, Any]) -> None:
    room.teacher.put(f"/api/sentence-sets/{made['id']}/classes/{room.id}").raise_for_status()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (";only English;;;", "no_spanish"),
        ("Hola.;;;;", "nothing_asked"),
        ("Voy a casa.;I go home.;;voy;", "gap_elsewhere"),
        ("Voy a casa.;I go home.;;cas;", "gap_elsewhere"),
        ("Voy a casa.;I go home.;;;no-such-point", "no_such_point"),
        (f"{'x' * 301};long;;;", "too_long"),
        ("Uno.;One.;a|b|c|d|e|f|g;;", "many_alternatives"),
        ("Ayer fui al cine.;I went to the cinema yesterday.;;;", "twice"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_used(room: Class, line: str, fault: str) -> None:
    told = room.teacher.post("/api/sentence-sets/preview", json={"text": f"{TABLE}\n{line}\n"}).json()
    assert len(told["rows"]) == 3
    assert [(bad["line"], bad["fault"]) for bad in told["bad"]] == [(6, fault)]
    body = {"title": "Frases", "text": f"{TABLE}{line}\n"}
    refused(room.teacher.post("/api/sentence-sets", json=body), 422, "table_faulty")
    answer = room.teacher.post("/api/sentence-sets", json=body | {"skip_bad": True})
    assert len(answer.json()["rows"]) == 3
    room.teacher.delete(f"/api/sentence-sets/{answer.json()['id']}").raise_for_status()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        '"never closed',
        "\x00",
        '"' + "x" * 150_000 + '"',
        "a\rb\rc",
        ";;;;",
        "'" * 500,
    ],
)
def test_no_table_is_more_than_an_answer(room: Class, text: str) -> None:
    for path in ("sentence-sets", "class-texts"):
        told = room.teacher.post(f"/api/{path}/preview", json={"text": text})
        assert told.status_code in (200, 422), told.text
        if told.status_code == 200:
            assert told.json()["rows"] == []
        body = {"text": text} | ({"title": "x"} if path == "sentence-sets" else {})
        assert room.teacher.post(f"/api/{path}", json=body).json()["error"]["code"] in ("table_faulty", "invalid_input")


def test_too_many_are_told(room: Class) -> None:
    many = "".join(f"Tengo {n} gatos.;I have {n} cats.\n" for n in range(2, 310))
    told = room.teacher.post("/api/sentence-sets/preview", json={"text": many}).json()
    assert len(told["rows"]) == 300
    assert {bad["fault"] for bad in told["bad"]} == {"too_many"}


def test_a_table_comes_back_and_no_spreadsheet_runs_it(room: Class) -> None:
    made = kept(room, TABLE + '"=2+5";"@SUM(A1)";;;\n', "Fórmulas")
    text = room.teacher.get(f"/api/sentence-sets/{made['id']}/table.csv").text
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["spanish", "translation", "alternatives", "gap", "point"]
    assert rows[1][2] == "Fui ayer al cine.|Fui al cine ayer."
    assert rows[4][:2] == ["'=2+5", "'@SUM(A1)"]
    again = room.teacher.post("/api/sentence-sets/preview", json={"text": text}).json()
    assert again["rows"][:3] == made["rows"][:3]
    assert again["bad"] == []


def test_a_class_practises_them_and_the_map_counts_it(room: Class) -> None:
    made = kept(room)
    where = f"/api/classes/{room.id}/sentences"
    assert room.silent.get(where).json() == []
    refused(room.silent.get(f"{where}/{made['id']}/items"), 404, "not_found")
    give(room, made)
    assert room.silent.get(where).json() == [{"id": made["id"], "title": "Frases", "count": 3}]
    items = room.silent.get(f"{where}/{made['id']}/items").json()
    by_number = {int(item["id"].rsplit(".", 1)[1]): item for item in items}
    assert by_number[0]["kind"] == "translate"
    assert by_number[0]["prompt"] == "I went to the cinema yesterday."
    assert by_number[1]["prompt"] == "La casa ___ blanca."
    assert by_number[1]["point"] == "ser-estar-basic"

    def answer(number: int, said: str | None) -> dict[str, Any]:
        url = f"{where}/{made['id']}/items/{number}"
        return dict(room.silent.post(url, json={"answer": said}).raise_for_status().json())

    assert answer(0, "Fui al cine ayer.")["verdict"] == "right"
    wrong = answer(0, "Ayer iré al cine mañana.")
    assert (wrong["verdict"], wrong["expected"]) == ("wrong", "Ayer fui al cine.")
    assert answer(1, "es")["right"]
    assert answer(1, "está")["verdict"] == "wrong"
    assert answer(2, None)["verdict"] == "wrong"
    assert answer(2, "vive")["verdict"] == "right"
    before = room.silent.get("/api/syllabus/ser-estar-basic").json()["attempts"]
    assert before >= 2
    refused(room.silent.post(f"{where}/{made['id']}/items/7", json={"answer": "x"}), 404, "not_found")
    # What was practised goes on to be counted where the whole map is.
    for path in ("/api/syllabus", "/api/drills/items", "/api/practice/queue", "/api/export", "/api/today"):
        assert room.silent.get(path).status_code in (200, 404), path


def test_an_assignment_of_them_is_done_by_answering_each(room: Class) -> None:
    made = kept(room, title="Para el lunes")
    body = {"kind": "sentences", "set_id": made["id"]}
    refused(room.teacher.post(f"/api/classes/{room.id}/assignments", json=body), 404, "not_found")
    give(room, made)
    given = room.give(**body)
    assert (given["title"], given["set_id"]) == ("Para el lunes", made["id"])
    # Taken back from the class it can still be done by who was given it.
    room.teacher.delete(f"/api/sentence-sets/{made['id']}/classes/{room.id}").raise_for_status()
    where = f"/api/classes/{room.id}/sentences/{made['id']}/items"
    for number, said in enumerate(("Ayer fui al cine.", "es", "no sé")):
        assert mine(room.agreed, given)["part"] == number
        room.agreed.post(f"{where}/{number}", json={"answer": said}).raise_for_status()
    wait_until(lambda: mine(room.agreed, given)["state"] == "done")
    stands = room.standing(given, room.agreed)
    assert (stands["right"], stands["total"]) == (2, 3)
    room.teacher.delete(f"/api/assignments/{given['id']}").raise_for_status()
    refused(room.agreed.get(where), 404, "not_found")


def test_only_the_class_has_them(room: Class) -> None:
    room.former.delete(f"/api/classes/{room.id}/membership").raise_for_status()
    made = kept(room, title="Solo nosotros")
    give(room, made)
    where = f"/api/classes/{room.id}/sentences"
    for client in (room.former, room.stranger, room.other_teacher):
        refused(client.get(where), 404, "not_found")
        refused(client.get(f"{where}/{made['id']}/items"), 404, "not_found")
        refused(client.post(f"{where}/{made['id']}/items/0", json={"answer": "x"}), 404, "not_found")
    for member in (room.silent, room.revoked):
        assert member.get(f"{where}/{made['id']}/items").status_code == 200
        refused(member.get("/api/sentence-sets"), 403, "not_a_teacher")
    room.teacher.delete(f"/api/sentence-sets/{made['id']}").raise_for_status()
    assert made["id"] not in str(room.silent.get(where).json())


def test_texts_come_from_a_table_and_are_read_as_an_assignment(room: Class) -> None:
    table = 'title,text\n"El faro","El faro es alto.\n\nDesde arriba se ve el mar."\nSin texto,\nEl faro,Otra vez.\n'
    told = room.teacher.post("/api/class-texts/preview", json={"text": table}).json()
    assert [row[0] for row in told["rows"]] == ["El faro"]
    assert [(bad["line"], bad["fault"]) for bad in told["bad"]] == [(5, "no_text"), (6, "twice")]
    refused(room.teacher.post("/api/class-texts", json={"text": table}), 422, "table_faulty")
    made = room.teacher.post("/api/class-texts", json={"text": table, "skip_bad": True}).json()
    given = room.give(kind="text", document_id=made["document_ids"][0])
    started = room.silent.post(f"/api/assignments/{given['id']}/start").json()
    passages = room.silent.get(f"/api/documents/{started['document_id']}/passages").text
    assert "Desde arriba se ve el mar." in passages
    assert id_of(room.silent)


def test_answers_and_tables_are_counted(room: Class) -> None:
    """Who grades without end keeps others waiting, in a class too."""

    def counted(client: httpx.Client) -> int:
        return next(one["used"] for one in client.get("/api/quotas").json()["rates"] if one["kind"] == "checks")

    made = kept(room)
    give(room, made)
    before = counted(room.silent), counted(room.teacher)
    path = f"/api/classes/{room.id}/sentences/{made['id']}/items/0"
    room.silent.post(path, json={"answer": "No sé."}).raise_for_status()
    for path in ("sentence-sets", "class-texts"):
        room.teacher.post(f"/api/{path}/preview", json={"text": "x" * 50_000}).raise_for_status()
    assert (counted(room.silent), counted(room.teacher)) == (before[0] + 1, before[1] + 12)
