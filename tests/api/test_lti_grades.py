"""Grades go back to the course they belong to: what, when, once, and also where the platform was away meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.api.classrooms import id_of
from tests.api.client import wait_until
from tests.api.courses import Course, course_of
from tests.api.test_accounts import browser
from tests.fakes.lti import FakePlatform, fake_platform, person
from tests.fakes.ollama import FakeOllama
from tutor.learners.lti import grades
from tutor.learners.lti.telling import EVERY_S

TASK = "a1-tu-dia"
ESSAY = (
    "Por la mañana desayuno en casa y después voy a la oficina en autobús. Trabajo hasta las cinco y por la tarde "
    "camino en el parque con mi perro. Por la noche leo un libro y ceno con mi familia. Me acuesto a las once."
)


@dataclass
class Linked:
    """A class with a link to an assignment in its course, as number 0."""

    course: Course
    teacher: httpx.Client
    room: str
    given: dict[str, Any]

    @property
    def scores(self) -> list[dict[str, Any]]:
        return self.course.platform.scores

    def pupil(self, who: str, *, consent: bool) -> httpx.Client:
        client = browser(self.course.server)
        where = self.course.launch(client, who, "0")
        body = {"token": where.partition("token=")[2], "consent": consent}
        client.post("/api/lti/door", json=body).raise_for_status()
        return client

    def mark(self, pupil: httpx.Client, **said: Any) -> None:
        path = f"/api/assignments/{self.given['id']}/members/{id_of(pupil)}"
        self.teacher.put(path, json=said).raise_for_status()


def write(pupil: httpx.Client) -> None:
    pupil.post(f"/api/tasks/{TASK}/written", json={"text": ESSAY}).raise_for_status()


@pytest.fixture
def platform() -> Iterator[FakePlatform]:
    with fake_platform() as fake:
        yield fake


@pytest.fixture
def linked(ollama: FakeOllama, platform: FakePlatform, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Linked]:
    for course in course_of(ollama, platform, tmp_path_factory):
        teacher = browser(course.server)
        room = course.launch(teacher, "maestra").rpartition("/")[2]
        give = {"kind": "exercise", "exercise": f"tasks.{TASK}"}
        given = teacher.post(f"/api/classes/{room}/assignments", json=give).json()
        course.picked(teacher, "maestra", given["id"])
        yield Linked(course, teacher, room, given)


def is_quiet(linked: Linked) -> bool:
    told = linked.course.owner.get("/api/lti/platforms").json()["platforms"][0]
    return bool(told["grades_waiting"] == 0)


def stays(linked: Linked, count: int) -> None:
    """Nothing more comes, though it is looked for twice more."""
    time.sleep(2 * EVERY_S + 1)
    assert len(linked.scores) == count, linked.scores


def test_what_is_handed_in_and_marked_is_told_once_each(linked: Linked) -> None:
    ana, ben = linked.pupil("ana", consent=True), linked.pupil("ben", consent=False)
    write(ana)
    wait_until(lambda: linked.scores)
    standing = next(s for s in linked_standings(linked) if s["learner_id"] == id_of(ana))
    told = linked.scores[0]
    assert told["userId"] == "s-1"
    assert told["lineitem"] == "0"
    assert (told["activityProgress"], told["gradingProgress"]) == ("Completed", "FullyGraded")
    assert (told["scoreGiven"], told["scoreMaximum"]) == (standing["right"], standing["total"])
    assert "comment" not in told

    # Of who did not say yes, only that it is done.
    write(ben)
    wait_until(lambda: len(linked.scores) == 2)
    told = linked.scores[1]
    assert (told["userId"], told["activityProgress"], told["gradingProgress"]) == ("s-2", "Completed", "PendingManual")
    assert not {"scoreGiven", "scoreMaximum", "comment"} & told.keys()

    # A mark in numbers takes the place of the measure, of ben's too; words are for the page alone.
    linked.mark(ben, mark="7,5/10", comment="Bien")
    wait_until(lambda: len(linked.scores) == 3)
    assert (linked.scores[2]["scoreGiven"], linked.scores[2]["scoreMaximum"]) == (7.5, 10.0)
    assert linked.scores[2]["timestamp"] > linked.scores[1]["timestamp"]
    linked.mark(ana, mark="notable", comment="Muy bien")
    linked.mark(ben, mark="7,5/10", comment="Muy bien")
    stays(linked, 3)
    linked.mark(ana, mark="80 %")
    wait_until(lambda: len(linked.scores) == 4)
    assert (linked.scores[3]["scoreGiven"], linked.scores[3]["scoreMaximum"]) == (80.0, 100.0)
    assert linked.course.platform.tokens == 1

    # Given back, it keeps its grade there; done again, it is told again.
    linked.mark(ana, returned=True)
    stays(linked, 4)
    write(ana)
    wait_until(lambda: len(linked.scores) == 5)
    wait_until(lambda: is_quiet(linked))


def linked_standings(linked: Linked) -> list[dict[str, Any]]:
    room = linked.teacher.get(f"/api/classes/{linked.room}").json()
    return list(room["assignments"][0]["learners"])


def test_a_platform_that_is_away_is_told_later_and_once(
    platform: FakePlatform, linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grades, "AGAIN_S", (2,))  # it may be away for a while
    ana = linked.pupil("ana", consent=True)
    platform.away = True
    write(ana)
    told = wait_for_failure(linked)
    assert told["grades_waiting"] == 1
    assert "503" in told["failure"] or "does not answer" in told["failure"]
    assert linked.scores == []
    platform.away = False
    wait_until(lambda: linked.scores)
    stays(linked, 1)
    wait_until(lambda: is_quiet(linked))
    told = linked.course.owner.get("/api/lti/platforms").json()["platforms"][0]
    assert (told["grades_waiting"], told["failure"]) == (0, "")


def wait_for_failure(linked: Linked) -> dict[str, Any]:
    def told() -> dict[str, Any]:
        return dict(linked.course.owner.get("/api/lti/platforms").json()["platforms"][0])

    wait_until(lambda: told()["failure"])
    return told()


def test_who_never_came_by_the_link_or_left_is_told_of_nowhere(linked: Linked) -> None:
    course = linked.course
    course.platform.people["eva"] = person("s-9", "Eva")
    eva = browser(course.server)
    token = course.launch(eva, "eva").partition("token=")[2]  # by the course, not by the link
    eva.post("/api/lti/door", json={"token": token, "consent": True}).raise_for_status()
    write(eva)
    ana = linked.pupil("ana", consent=True)
    ana.delete(f"/api/classes/{linked.room}/membership").raise_for_status()
    write(ana)
    stays(linked, 0)
    # What a learner deletes is told nowhere either.
    ben = linked.pupil("ben", consent=True)
    ben.delete("/api/learner/data").raise_for_status()
    write(ben)
    stays(linked, 0)
