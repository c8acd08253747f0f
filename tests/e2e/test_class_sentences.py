"""A teacher's own sentences: from a table with a bad line to a learner who practises them, and the page over that learner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server, running
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot, wait_until_fits
from tests.e2e.schooled import join_class, make_class, own, sign_in, visitor
from tests.e2e.steps import begin
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e

TABLE = """spanish;translation;alternatives;gap;point
Ayer fui al cine.;I went to the cinema yesterday.;Fui al cine ayer.;;
La casa es blanca.;The house is white.;;es;ser-estar-basic
Voy a casa.;I go home.;;casas;
"""


@pytest.fixture(scope="module")
def school(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = ollama.tutor(tmp_path_factory.mktemp("sentences"), accounts=True, llm="none")
    with running(settings) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(browser: Browser, school: Server) -> Iterator[Page]:
    context, page = visitor(browser)
    own(page, school)
    make_class(page, "A2 Martes")
    yield page
    context.close()


@pytest.fixture(scope="module")
def learner(browser: Browser, teacher: Page) -> Iterator[Page]:
    context, page = visitor(browser)
    join_class(page, teacher, "Ana")
    begin(page, page.url.split("#")[0])
    yield page
    context.close()


def test_a_table_with_a_bad_line_is_looked_at_first(teacher: Page, learner: Page, tmp_path: Path) -> None:
    expect(learner.get_by_test_id("message-tutor")).to_have_count(1)
    teacher.get_by_test_id("to-classes").click()
    section = teacher.get_by_test_id("sentence-sets")
    file = tmp_path / "Primera semana.csv"
    file.write_text(TABLE, "utf-8")
    section.locator("input[type=file]").set_input_files(file)
    expect(section.get_by_label("Name of the sentences")).to_have_value("Primera semana")
    preview = section.get_by_test_id("table-preview")
    expect(preview).to_contain_text("2 lines can be used. 1 cannot:")
    expect(preview).to_contain_text("Line 4: The gap does not stand in the sentence word for word.")
    shoot(teacher, "sentences-preview")
    section.get_by_role("button", name="Keep those that can be used").click()
    expect(section).to_contain_text("2 sentences")
    section.get_by_label("for A2 Martes").click()
    expect(section.get_by_label("for A2 Martes")).to_be_checked()
    with teacher.expect_download() as download:
        section.get_by_role("link", name=re.compile("^As CSV")).click()
    download.value.save_as(tmp_path / "back.csv")
    assert "Fui al cine ayer." in (tmp_path / "back.csv").read_text("utf-8")


def test_texts_come_from_a_table_too(teacher: Page) -> None:
    section = teacher.get_by_test_id("text-tables")
    section.get_by_label("Texts as a table").fill(
        'title,text\n"El faro","El faro es alto y blanco. Desde él se ve el mar."'
    )
    section.get_by_role("button", name="Look at it first").click()
    expect(section.get_by_test_id("table-preview")).to_contain_text("1 line can be used.")
    section.get_by_role("button", name="Keep them all").click()
    expect(section).to_contain_text("1 text was added.")


def test_they_are_given_and_practised(teacher: Page, learner: Page) -> None:
    teacher.get_by_role("link", name="A2 Martes").click()
    teacher.get_by_test_id("new-assignment").click()
    form = teacher.get_by_test_id("assignment-form")
    form.get_by_label("Kind").select_option("sentences")
    form.get_by_label("Which").select_option(label="Primera semana")
    form.get_by_role("button", name="Give it").click()
    expect(teacher.get_by_test_id("assignment")).to_contain_text("Done by 0 of 1")
    learner.locator(".brand").first.click()
    learner.get_by_test_id("given").get_by_role("button", name=re.compile("^Do it:")).click()
    practice = learner.get_by_test_id("class-practice")
    expect(practice).to_contain_text("1 of 2")
    for n in range(2):
        question = practice.get_by_test_id("question")
        expect(question).to_be_visible()
        gap = question.get_attribute("data-kind") == "cloze"
        practice.get_by_test_id("answer").fill("es" if gap else "Yo no lo sé.")
        practice.get_by_test_id("check").click()
        expect(practice.get_by_test_id("feedback")).to_have_attribute("data-verdict", "right" if gap else "wrong")
        if n == 0:
            shoot(learner, "class-practice")
        practice.get_by_test_id("next").click()
    expect(practice).to_contain_text("Done: 1 of 2 right.")
    learner.get_by_test_id("to-classes").click()
    expect(learner.get_by_test_id("class-sets").get_by_role("link", name="Primera semana")).to_be_visible()


def test_the_page_over_the_learner_has_it(teacher: Page, learner: Page) -> None:
    expect(learner.get_by_test_id("attended")).to_be_visible()
    teacher.reload()
    expect(teacher.get_by_test_id("assignment")).to_contain_text("1/2")
    teacher.get_by_test_id("assignment").get_by_role("button", name=re.compile("^Ana:")).click()
    dialog = teacher.get_by_test_id("handed-in")
    dialog.get_by_label("Comment").fill("Mira el pretérito.")
    dialog.get_by_role("button", name="Send").click()
    expect(teacher.get_by_role("dialog")).to_have_count(0)
    teacher.get_by_test_id("class-overview").get_by_role("link", name="Ana").click()
    work = teacher.get_by_test_id("learner-work")
    expect(work).to_contain_text("Nothing has been examined for its sounds yet.")
    expect(work).to_contain_text("Primera semana")
    expect(work).to_contain_text("Mira el pretérito.")
    work.scroll_into_view_if_needed()
    shoot(teacher, "learner-work")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_break_no_rule(browser: Browser, school: Server, teacher: Page, learner: Page, width: int) -> None:
    ours = teacher.url
    practice = learner.locator("[data-testid=class-sets] a").first.get_attribute("href")
    for name, where in (("Clara", ours.split("#")[1]), ("Clara", "/classes"), ("Ana", (practice or "").split("#")[1])):
        context = browser.new_context(
            viewport={"width": width, "height": 844}, reduced_motion="reduce", bypass_csp=True
        )
        page = context.new_page()
        page.goto(school.url)
        sign_in(page, name)
        expect(page.locator(".home")).to_be_visible()
        page.goto(f"{school.url}#{where}")
        if where == "/classes":
            section = page.get_by_test_id("sentence-sets")
            section.get_by_label("Sentences as a table").fill(TABLE)
            section.get_by_role("button", name="Look at it first").click()
            expect(section.get_by_test_id("table-preview")).to_be_visible()
            section.scroll_into_view_if_needed()
        elif name == "Clara":
            expect(page.get_by_test_id("learner-work")).to_be_visible()
        else:
            expect(page.get_by_test_id("question")).to_be_visible()
        wait_until_fits(page)
        shoot(page, f"own-{name}-{where.split('/')[1]}-{width}")
        assert faults(page) == []
        context.close()
