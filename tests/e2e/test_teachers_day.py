"""The rest of a teacher's day: what half of a class misses is given, done, given back and done again; paper; what is gone for good
is asked about first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server, running
from tests.e2e.schooled import join_class, teaching, visitor
from tests.e2e.steps import begin
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e

POINT = "ser-estar-basic"


@pytest.fixture(scope="module")
def school(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = ollama.tutor(tmp_path_factory.mktemp("day"), accounts=True, llm="none")
    with running(settings) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(browser: Browser, school: Server) -> Iterator[Page]:
    with teaching(browser, school, "A2 Jueves") as page:
        yield page


@pytest.fixture(scope="module")
def learner(browser: Browser, teacher: Page) -> Iterator[Page]:
    context, page = visitor(browser)
    join_class(page, teacher, "Ana")
    begin(page, page.url.split("#")[0])
    yield page
    context.close()


def answer(learner: Page, school: Server, times: int) -> None:
    """Ana answers about the point, and is wrong."""
    items = learner.request.get(f"{school.url}/api/drills/items?point={POINT}&count={times}").json()
    assert len(items) == times
    for item in items:
        sent = learner.request.post(f"{school.url}/api/drills/items/{item['id']}/answer", data={"answer": "zzz"})
        assert sent.ok, sent.text()


def home(page: Page) -> None:
    page.locator(".brand").first.click()
    page.reload()


def test_what_half_of_the_class_misses_is_given_by_one_press(teacher: Page, learner: Page, school: Server) -> None:
    answer(learner, school, 3)
    teacher.reload()
    missed = teacher.get_by_test_id("missed-points")
    expect(missed.locator("li")).to_have_count(1)
    expect(missed).to_contain_text("1 of 1")
    teacher.get_by_test_id("give-points").last.click()
    expect(teacher.get_by_test_id("assignment")).to_contain_text("Done by 0 of 1")
    home(learner)
    learner.get_by_test_id("given").get_by_role("button", name=re.compile("^Do it:")).click()
    expect(learner).to_have_url(re.compile(f"practice.*{POINT}"))
    expect(learner.get_by_test_id("question")).to_be_visible()


def test_what_is_given_back_is_to_be_done_again(teacher: Page, learner: Page, school: Server) -> None:
    answer(learner, school, 10)
    home(learner)
    given = learner.get_by_test_id("given-one")
    expect(given).to_have_attribute("data-state", "done")
    teacher.reload()
    expect(teacher.get_by_test_id("assignment")).to_contain_text("0/10")
    teacher.get_by_test_id("assignment").get_by_role("button", name=re.compile("^Ana:")).click()
    dialog = teacher.get_by_test_id("handed-in")
    expect(dialog).to_contain_text("0 of 10 by the tutor’s measure")
    dialog.get_by_label("Comment").fill("Mira otra vez ser y estar.")
    dialog.get_by_role("button", name="Give back, to be done again").click()
    expect(teacher.get_by_role("dialog")).to_have_count(0)
    expect(teacher.get_by_test_id("assignment")).to_contain_text("to be done again")
    home(learner)
    expect(given).to_have_attribute("data-state", "returned")
    expect(given).to_contain_text("Mira otra vez ser y estar.")
    answer(learner, school, 10)
    home(learner)
    expect(given).to_have_attribute("data-state", "done")


def test_a_day_until_which_is_told_and_missed(teacher: Page, learner: Page) -> None:
    teacher.get_by_test_id("new-assignment").click()
    form = teacher.get_by_test_id("assignment-form")
    form.get_by_label("Kind").select_option("tasks")
    form.get_by_label("Which").select_option(index=1)
    form.get_by_label("Until").fill((date.today() - timedelta(days=2)).isoformat())
    form.get_by_role("button", name="Give it").click()
    expect(teacher.get_by_test_id("assignment")).to_have_count(2)
    home(learner)
    expect(learner.locator("[data-testid=given-one][data-state=open]")).to_contain_text("was due")


def test_paper_has_the_class_and_nothing_to_press(teacher: Page) -> None:
    expect(teacher.get_by_test_id("class-overview").get_by_role("table")).to_be_visible()
    teacher.emulate_media(media="print")
    expect(teacher.get_by_test_id("class-overview").get_by_role("table")).to_be_visible()
    expect(teacher.get_by_test_id("class-settings")).to_be_hidden()
    expect(teacher.get_by_test_id("new-assignment")).to_be_hidden()
    teacher.emulate_media(media="screen")


def test_the_same_again_and_what_is_handed_in_goes_after_a_question(teacher: Page) -> None:
    all_given = teacher.get_by_test_id("assignment")
    expect(all_given).to_have_count(2)
    done = all_given.filter(has_text="Done by 1 of 1")
    done.get_by_role("button", name=re.compile("^Give again")).click()
    expect(all_given).to_have_count(3)
    done.get_by_role("button", name=re.compile("^Delete the assignment")).click()
    asked = teacher.get_by_role("dialog")
    expect(asked).to_contain_text("will be gone for good")
    asked.get_by_role("button", name="Cancel").click()
    expect(all_given).to_have_count(3)
    done.get_by_role("button", name=re.compile("^Delete the assignment")).click()
    asked.get_by_role("button", name="Delete", exact=True).click()
    expect(all_given).to_have_count(2)
    expect(done).to_have_count(0)


def test_a_class_keeps_as_long_as_it_is_told_and_lets_go_of_who_is_removed(teacher: Page, learner: Page) -> None:
    settings = teacher.get_by_test_id("class-settings")
    settings.get_by_label("Keep what is handed in for").select_option("30")
    teacher.reload()
    expect(settings.get_by_label("Keep what is handed in for")).to_have_value("30")
    settings.get_by_role("button", name="Remove Ana from the class").click()
    asked = teacher.get_by_role("dialog")
    expect(asked).to_contain_text("what they handed in will be gone for good")
    asked.get_by_role("button", name="Delete", exact=True).click()
    expect(teacher.get_by_test_id("class-overview")).to_have_count(0)
    home(learner)
    expect(learner.get_by_test_id("to-classes")).to_be_visible()
    expect(learner.get_by_test_id("given")).to_have_count(0)
