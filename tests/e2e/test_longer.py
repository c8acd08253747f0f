"""Longer exercises on the page: a text with gaps, a dialogue to listen to, a task to write, on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import Server
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot, size_of, wait_until_fits
from tests.e2e.steps import record, until
from tutor.exercises.gap_texts import gap_texts
from tutor.exercises.listening import passages
from tutor.exercises.tasks import tasks

pytestmark = pytest.mark.e2e

TEXT, PASSAGE = "a2-mi-perro-bruno", "a2-el-museo-del-chocolate"
STORY = (
    "Hace dos años fui a Galicia con mi hermana. Era un lugar verde y muy tranquilo. Un día llovió mucho y entramos en un bar "
    "pequeño, donde una señora nos contó la historia de su barco. Después comimos pulpo y cantamos. Por la noche dormimos en "
    "una casa cerca del mar, así que oíamos las olas. Lo recuerdo porque mi hermana se rió como nunca, y porque al final "
    "perdimos el tren. ¡Qué viaje!"
)


@pytest.fixture
def page(sized_page: Page) -> Page:
    return sized_page


def clean(page: Page) -> None:
    wait_until_fits(page)
    assert faults(page) == []


def test_a_text_is_chosen_filled_and_graded(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/longer/gaps")
    expect(page.get_by_role("link", name=gap_texts()[TEXT].title)).to_be_visible()  # the learner is A2
    shoot(page, f"longer-list-{size_of(page)}")
    clean(page)
    page.get_by_role("link", name=gap_texts()[TEXT].title).click()
    gaps = page.get_by_test_id("gap")
    answers = [gap.answers[0] for gap in gap_texts()[TEXT].gaps]
    expect(gaps).to_have_count(len(answers))
    for n, answer in enumerate(answers):
        gaps.nth(n).fill(answer if n != 1 else gap_texts()[TEXT].gaps[1].wrong[0])
    page.get_by_test_id("check").click()
    expect(page.get_by_test_id("outcome")).to_contain_text(f"{len(answers) - 1} of {len(answers)} right")
    shoot(page, f"longer-gaps-{size_of(page)}")
    clean(page)
    page.get_by_role("link", name="All exercises").click()
    expect(page.get_by_text(f"best {len(answers) - 1} of {len(answers)}")).to_be_visible()


def test_a_passage_is_heard_and_its_questions_answered(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/longer/listening/{PASSAGE}")
    page.get_by_test_id("play").click()
    expect(page.get_by_test_id("play")).to_have_attribute("data-playing", "true")
    page.get_by_test_id("play").click()
    expect(page.get_by_test_id("check")).to_be_disabled()
    for question in passages()[PASSAGE].questions:
        page.get_by_role("radio", name=question.right, exact=True).check()
    page.get_by_test_id("check").click()
    expect(page.get_by_test_id("outcome")).to_contain_text("3 of 3 right")
    expect(page.get_by_test_id("outcome")).to_contain_text("Museo del Chocolate")
    shoot(page, f"longer-listening-{size_of(page)}")
    clean(page)


def test_a_task_is_written_and_marked(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/longer/tasks/a2-un-viaje")
    page.get_by_test_id("writing").fill(STORY)
    shoot(page, f"longer-task-{size_of(page)}")
    clean(page)
    page.get_by_test_id("mark").click()
    expect(page.get_by_test_id("marked")).to_contain_text("not an official mark")
    expect(page.get_by_test_id("marked")).to_contain_text("Correctness")
    shoot(page, f"longer-marked-{size_of(page)}")
    clean(page)


def test_what_was_written_or_said_outlives_a_tutor_that_goes_away(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/longer/tasks/a2-un-viaje")
    writing = page.get_by_test_id("writing")
    writing.fill(STORY)
    page.route("**/written", lambda route: route.abort("connectionrefused"))
    page.get_by_test_id("mark").click()
    expect(page.get_by_test_id("error")).to_be_visible()
    expect(writing).to_have_value(STORY)
    page.reload()
    expect(writing).to_have_value(STORY)
    page.unroute("**/written")
    page.get_by_test_id("mark").click()
    expect(page.get_by_test_id("marked")).to_be_visible()
    page.reload()  # what was marked is no draft any more
    expect(writing).to_have_value("")


def test_a_recording_that_did_not_arrive_is_sent_again(page: Page, server: Server) -> None:
    spoken = next(task.id for task in tasks().values() if task.mode != "write")
    page.context.grant_permissions(["microphone"])
    page.goto(f"{server.url}/#/longer/tasks/{spoken}")
    sizes: list[int] = []

    def refuse(route: Route) -> None:
        sizes.append(len(route.request.post_data_buffer or b""))
        route.abort("connectionrefused")

    page.route("**/spoken", refuse)
    button = page.get_by_test_id("record-button")
    record(page, button)
    page.wait_for_timeout(1500)
    button.click()
    retry = page.get_by_test_id("error").get_by_role("button", name="Try again")
    expect(retry).to_be_visible()
    clean(page)
    retry.click()
    expect(retry).to_be_visible()
    until(page, lambda: len(sizes) == 2)
    assert sizes[0] == sizes[1] > 1000
