"""Texts with gaps, listening and tasks over a real server."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.api.client import refused
from tests.conftest import Server
from tutor.exercises.gap_texts import gap_texts
from tutor.exercises.listening import passages

TEXT = "a1-mi-barrio"
PASSAGE = "a1-en-el-cafe"
TASK = "a1-tu-dia"


def test_a_text_with_gaps_is_graded_and_remembered(server: Server) -> None:
    text = server.client.get(f"/api/gap-texts/{TEXT}").json()
    assert len(text["parts"]) == len(text["gaps"]) + 1
    assert all(len(gap["options"]) >= 2 for gap in text["gaps"])
    answers = [gap.answers[0] for gap in gap_texts()[TEXT].gaps]
    mistake = answers.index("es") if "es" in answers else 0
    given = [answer if n != mistake else gap_texts()[TEXT].gaps[n].wrong[0] for n, answer in enumerate(answers)]
    graded = server.client.post(f"/api/gap-texts/{TEXT}/answers", json={"answers": given}).json()
    assert (graded["right"], graded["total"]) == (len(answers) - 1, len(answers))
    wrong = graded["grades"][mistake]
    assert (wrong["verdict"], wrong["expected"]) == ("wrong", answers[mistake])
    assert wrong["feedback"]
    listed = {row["id"]: row for row in server.client.get("/api/gap-texts", params={"level": "A1"}).json()}
    assert listed[TEXT]["best"] == len(answers) - 1
    assert server.client.post(f"/api/gap-texts/{TEXT}/answers", json={"answers": answers}).json()["right"] == len(
        answers
    )
    listed = {row["id"]: row for row in server.client.get("/api/gap-texts").json()}
    assert (listed[TEXT]["best"], listed[TEXT]["total"]) == (len(answers), len(answers))
    assert len(listed) >= 60
    # Each gap counts for its point on the map.
    point = gap_texts()[TEXT].gaps[mistake].point
    assert server.client.get(f"/api/syllabus/{point}").json()["attempts"] >= 2


def test_answers_that_are_none(server: Server) -> None:
    refused(server.client.get("/api/gap-texts/none"), 404, "not_found")
    refused(server.client.post(f"/api/gap-texts/{TEXT}/answers", json={"answers": ["es"]}), 422, "invalid_input")
    refused(server.client.post(f"/api/listening/{PASSAGE}/answers", json={"choices": [""] * 4}), 422, "invalid_input")
    refused(server.client.get(f"/api/listening/{PASSAGE}/lines/99/speech"), 404, "not_found")
    refused(server.client.post(f"/api/tasks/{TASK}/written", json={"text": " "}), 422, "invalid_input")
    refused(server.client.post(f"/api/tasks/{TASK}/spoken", json={}), 422, "invalid_input")
    unanswered = [""] * len(gap_texts()[TEXT].gaps)
    graded = server.client.post(f"/api/gap-texts/{TEXT}/answers", json={"answers": unanswered}).json()
    assert graded["right"] == 0


def test_a_passage_keeps_its_words_until_it_is_answered(server: Server) -> None:
    passage = server.client.get(f"/api/listening/{PASSAGE}").json()
    told = str(passage)
    assert passages()[PASSAGE].lines[0].text not in told
    assert len(passage["speech_urls"]) == len(passages()[PASSAGE].lines)
    chosen = [question.right for question in passages()[PASSAGE].questions]
    chosen[1] = passages()[PASSAGE].questions[1].wrong[0]
    graded = server.client.post(f"/api/listening/{PASSAGE}/answers", json={"choices": chosen}).json()
    assert [grade["right"] for grade in graded["grades"]] == [True, False, True]
    assert graded["lines"][0]["text"] == passages()[PASSAGE].lines[0].text
    assert {line["voice"] for line in graded["lines"]} == {0, 1}
    listed = {row["id"]: row for row in server.client.get("/api/listening").json()}
    assert (listed[PASSAGE]["best"], listed[PASSAGE]["total"]) == (2, 3)


@pytest.mark.models
def test_the_lines_of_a_dialogue_have_two_voices(server: Server) -> None:
    first, second = (server.client.get(f"/api/listening/{PASSAGE}/lines/{n}/speech") for n in (0, 1))
    assert first.headers["content-type"] == second.headers["content-type"] == "audio/wav"
    assert len(first.content) > 10_000 < len(second.content)


def test_a_written_task_is_marked(server: Server) -> None:
    task = server.client.get(f"/api/tasks/{TASK}").json()
    assert (task["mode"], len(task["say"])) == ("write", 4)
    text = (
        "Me levanto a las siete y desayuno pan con queso. Por la mañana trabajo en una oficina. Como en casa con mi hermana "
        "y después leo un poco. Por la tarde voy al parque porque me gusta correr. Por la noche ceno y veo una película."
    )
    marked = server.client.post(f"/api/tasks/{TASK}/written", json={"text": text}).json()
    assert marked["enough"]
    assert {mark["heading"] for mark in marked["marks"]} == {"task", "coherence", "correctness", "range"}
    assert marked["points"] >= 0.75 * marked["total"]
    assert len(marked["advice"]) in (1, 2)
    worse = server.client.post(
        f"/api/tasks/{TASK}/written", json={"text": text.replace("Me levanto", "Yo levanta").replace("Como", "Comes")}
    ).json()
    assert worse["points"] <= marked["points"]
    assert worse["corrected"] != worse["text"]
    short = server.client.post(f"/api/tasks/{TASK}/written", json={"text": "Me levanto."}).json()
    assert (short["enough"], short["marks"]) == (False, [])
    listed = {row["id"]: row for row in server.client.get("/api/tasks").json()}
    assert listed[TASK]["best"] == marked["points"]


@pytest.mark.models
def test_a_spoken_task_is_heard_and_marked(server: Server, spoken: Callable[[str], bytes]) -> None:
    said = spoken("Me llamo Rosa y soy de Perú. Vivo en Lima con mi madre y con mi hermano. Me gusta mucho bailar.")
    marked = server.client.post("/api/tasks/a1-presentarte/spoken", files={"audio": ("r.wav", said)}).json()
    assert marked["enough"], marked
    assert "fluency" in {mark["heading"] for mark in marked["marks"]}
    assert "Lima" in marked["text"]


def test_what_was_done_is_exported(server: Server) -> None:
    server.client.post(f"/api/listening/{PASSAGE}/answers", json={"choices": ["", "", ""]})
    exported = server.client.get("/api/export", params={"format": "json"}).json()
    assert any(row["exercise"] == f"listening.{PASSAGE}" for row in exported["work"])
