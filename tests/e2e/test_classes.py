"""A teacher's day and a learner's: a class is made, joined, given something, done, seen, and left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server, running
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot, wait_until_fits
from tests.e2e.schooled import come_in, make_class, own, sign_in, unbroken, visitor
from tests.e2e.steps import begin, write
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e

MISTAKE = "La casa es rojo y muy bonita."


@pytest.fixture(scope="module")
def school(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = ollama.tutor(tmp_path_factory.mktemp("school"), accounts=True)
    with running(settings) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(browser: Browser, school: Server) -> Iterator[Page]:
    """The owner, who teaches."""
    context, page = visitor(browser)
    own(page, school)
    yield page
    unbroken(context)
    context.close()


@pytest.fixture(scope="module")
def learner(browser: Browser) -> Iterator[Page]:
    context, page = visitor(browser)
    yield page
    context.close()


def open_class(page: Page) -> None:
    page.get_by_test_id("to-classes").click()
    page.get_by_role("link", name="A2 Lunes").click()
    expect(page.get_by_test_id("class")).to_be_visible()


def test_somebody_alone_sees_no_classes(page: Page, server: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url)
    expect(page.get_by_test_id("new-conversation")).to_be_visible()
    expect(page.get_by_test_id("to-practice")).to_be_visible()
    expect(page.get_by_test_id("to-classes")).to_have_count(0)
    assert [url for url in asked if "/api/classes" in url or "/api/assignments" in url] == []


def test_a_class_is_made_and_its_code_shown(teacher: Page) -> None:
    make_class(teacher, "A2 Lunes")
    expect(teacher.get_by_role("heading", name="A2 Lunes")).to_be_visible()
    expect(teacher.locator(".door-code")).to_have_text(re.compile(r"^[2-9A-Z]{5}-[2-9A-Z]{5}$"))


def test_a_list_comes_from_a_file(teacher: Page, tmp_path: Path) -> None:
    teacher.get_by_test_id("to-classes").click()
    file = tmp_path / "El mar.csv"
    file.write_text("español;inglés\nfaro;lighthouse\nola;wave\n")
    section = teacher.get_by_test_id("word-lists")
    section.locator("input[type=file]").set_input_files(file)
    expect(section.get_by_label("Name of the list")).to_have_value("El mar")
    section.get_by_role("button", name="Keep the list").click()
    expect(section.get_by_text("El mar 2 rows")).to_be_visible()


def test_a_learner_joins_by_the_link_and_sees_who_sees_what(teacher: Page, learner: Page) -> None:
    open_class(teacher)
    learner.goto(teacher.locator(".secret input").input_value())
    # Nobody is asked for more than a name.
    expect(learner.get_by_role("button", name="I have an account already")).to_be_visible()
    expect(learner.locator("form input")).to_have_count(3)
    come_in(learner, "Ana", "Join")
    expect(learner.get_by_role("heading", name="A2 Lunes")).to_be_visible()
    told = learner.get_by_test_id("who-sees")
    expect(told).to_contain_text("What Clara always sees")
    expect(told).to_contain_text("only if you say yes")
    shoot(learner, "join-class")
    learner.get_by_test_id("join-seen").click()
    expect(learner.locator(".home")).to_be_visible()
    learner.get_by_test_id("to-classes").click()
    expect(learner.get_by_test_id("attended")).to_contain_text("Clara sees what you say and do here")


def test_what_is_given_is_on_today_and_done_by_doing_it(teacher: Page, learner: Page) -> None:
    teacher.reload()
    teacher.get_by_test_id("new-assignment").click()
    form = teacher.get_by_test_id("assignment-form")
    form.get_by_label("Kind").select_option("listening")
    form.get_by_label("Which").select_option(index=1)
    form.get_by_label("A word to your learners").fill("Escuchad dos veces.")
    form.get_by_role("button", name="Give it").click()
    expect(teacher.get_by_test_id("assignment")).to_contain_text("Done by 0 of 1")

    begin(learner, learner.url.split("#")[0])
    write(learner, MISTAKE)
    expect(learner.get_by_test_id("message-tutor")).to_have_count(2)
    expect(learner.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    learner.locator(".brand").first.click()
    given = learner.get_by_test_id("given")
    expect(given).to_contain_text("Escuchad dos veces.")
    expect(given).to_contain_text("A2 Lunes")
    shoot(learner, "given")
    given.get_by_role("button", name=re.compile("^Do it:")).click()
    expect(learner).to_have_url(re.compile("#/longer/listening/"))
    passage = learner.url.rsplit("/", 1)[1]
    learner.evaluate(
        """async id => {
             const asked = await (await fetch(`/api/listening/${id}`)).json();
             const choices = asked.questions.map(question => question.options[0]);
             await fetch(`/api/listening/${id}/answers`, {
               method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({choices}) });
           }""",
        passage,
    )
    learner.locator(".brand").first.click()
    expect(learner.get_by_test_id("given-one")).to_have_attribute("data-state", "done")


def test_the_teacher_sees_the_class_and_comments(teacher: Page, learner: Page, tmp_path: Path) -> None:
    teacher.reload()
    expect(teacher.get_by_test_id("assignment")).to_contain_text("Done by 1 of 1")
    overview = teacher.get_by_test_id("class-overview")
    expect(overview.get_by_test_id("chart").locator("canvas")).to_be_visible()
    expect(overview.get_by_test_id("common-mistakes")).to_contain_text("es rojo")
    shoot(teacher, "class")
    with teacher.expect_download() as download:
        overview.get_by_role("link", name="Download as CSV").click()
    download.value.save_as(tmp_path / "class.csv")
    assert "Ana" in (tmp_path / "class.csv").read_text()

    teacher.get_by_test_id("assignment").get_by_role("button", name=re.compile("^Ana:")).click()
    dialog = teacher.get_by_test_id("handed-in")
    dialog.get_by_label("Comment").fill("¡Bien escuchado!")
    dialog.get_by_label("Mark").fill("9")
    dialog.get_by_role("button", name="Send").click()
    expect(teacher.get_by_role("dialog")).to_have_count(0)
    expect(teacher.get_by_test_id("assignment")).to_contain_text("9")
    learner.reload()
    expect(learner.get_by_test_id("given-one")).to_contain_text("¡Bien escuchado!")

    overview.get_by_role("link", name="Ana").click()
    expect(teacher.get_by_test_id("class-learner").get_by_role("heading", name="Ana")).to_be_visible()
    expect(teacher.get_by_test_id("chart").first.locator("canvas")).to_be_visible()
    shoot(teacher, "class-learner")
    teacher.locator(".class-list .text-button").first.click()
    expect(teacher.get_by_role("dialog")).to_contain_text(MISTAKE)
    teacher.keyboard.press("Escape")


def test_a_hint_while_the_teacher_follows(teacher: Page, learner: Page) -> None:
    begin(learner, learner.url.split("#")[0])
    learner.get_by_test_id("share").click()
    learner.get_by_role("dialog").get_by_role("button", name=re.compile("link", re.IGNORECASE)).click()
    link = learner.locator(".secret input").input_value()
    learner.keyboard.press("Escape")
    teacher.goto(link)
    expect(teacher.get_by_test_id("followed")).to_be_visible()
    teacher.get_by_label("Whisper a hint that only the learner sees").fill("Pregunta por el precio.")
    teacher.get_by_role("button", name="Whisper").click()
    expect(teacher.get_by_text("The learner sees it.")).to_be_visible()
    expect(learner.get_by_test_id("hint")).to_contain_text("Pregunta por el precio.")
    expect(learner.get_by_test_id("hint")).to_contain_text("Clara")
    shoot(learner, "hint")
    learner.get_by_test_id("hint").get_by_role("button", name="Close").click()
    expect(learner.get_by_test_id("hint")).to_have_count(0)


def test_who_takes_their_yes_back_and_leaves_is_seen_no_more(teacher: Page, learner: Page) -> None:
    learner.get_by_test_id("to-classes").click()
    learner.get_by_test_id("consent").click()
    expect(learner.get_by_test_id("attended")).to_contain_text("sees only what you are to do")
    teacher.goto(teacher.url.split("#")[0])
    open_class(teacher)
    expect(teacher.get_by_test_id("class-overview")).to_contain_text("not seen")
    expect(teacher.get_by_test_id("class-overview")).not_to_contain_text("es rojo")
    learner.get_by_role("button", name="Leave the class").click()
    learner.get_by_role("alert").get_by_role("button", name="Leave the class").click()
    expect(learner.get_by_test_id("attended")).to_have_count(0)
    teacher.reload()
    expect(teacher.get_by_role("heading", name="A2 Lunes")).to_be_visible()
    expect(teacher.get_by_test_id("class-overview")).to_have_count(0)
    teacher.get_by_role("button", name="Delete this class").click()
    teacher.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(teacher.get_by_test_id("classes")).to_be_visible()
    expect(teacher.get_by_role("link", name="A2 Lunes")).to_have_count(0)


@pytest.mark.parametrize("where", ["#/classes", "#/class?code=XXXXX-XXXXX"])
def test_the_pages_of_classes_break_no_rule(browser: Browser, school: Server, where: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(school.url)
    sign_in(page, "Clara")
    expect(page.get_by_test_id("bottom-bar")).to_be_visible()
    page.goto(school.url + where)
    expect(page.locator(".classes")).to_be_visible()
    wait_until_fits(page)
    if where == "#/classes":
        page.get_by_label("Name of a new class").fill("B1 Martes")
        page.get_by_role("button", name="Make a class").click()
        expect(page.get_by_role("heading", name="B1 Martes")).to_be_visible()
        page.get_by_test_id("new-assignment").click()
        expect(page.get_by_test_id("assignment-form")).to_be_visible()
        wait_until_fits(page)
        shoot(page, "class-narrow")
    assert faults(page) == []
    context.close()
