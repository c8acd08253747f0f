"""A teacher's day with the editor: a café of their own, from its copy to a learner who plays it to its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server, running
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot, wait_until_fits
from tests.e2e.schooled import join_class, sign_in, teaching, visitor
from tests.e2e.steps import begin, tutor_text, write
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def school(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A tutor without a model, whose partners say what is written."""
    settings = ollama.tutor(tmp_path_factory.mktemp("editor"), accounts=True, llm="none")
    with running(settings) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(browser: Browser, school: Server) -> Iterator[Page]:
    with teaching(browser, school, "A1 Lunes") as page:
        yield page


@pytest.fixture(scope="module")
def learner(browser: Browser, teacher: Page) -> Iterator[Page]:
    context, page = visitor(browser)
    join_class(page, teacher, "Ana")
    yield page
    context.close()


def saved(page: Page) -> None:
    expect(page.get_by_test_id("editor-state")).to_have_attribute("data-saving", "saved")


def opened(page: Page, title: str | re.Pattern[str]) -> None:
    """Open a part of the form, unless it is open."""
    part = page.locator("details.editor-part").filter(has=page.locator("summary", has_text=title)).first
    if part.get_attribute("open") is None:
        part.locator("summary").first.click()


def test_a_copy_of_the_cafe_gets_another_menu(teacher: Page, learner: Page) -> None:
    expect(learner.locator(".home")).to_be_visible()
    teacher.get_by_test_id("to-classes").click()
    own = teacher.get_by_test_id("own-scenes")
    own.get_by_label("Begin with").select_option("cafe")
    own.get_by_role("button", name="Begin a scene").click()
    expect(teacher.get_by_role("heading", name="En el café")).to_be_visible()
    expect(teacher.get_by_test_id("editor-state")).to_contain_text("It can be played.")
    teacher.get_by_label("Title, in Spanish").fill("El café de Clara")
    opened(teacher, "What is sold")
    teacher.get_by_label("Price: un té", exact=True).fill("4.75")
    teacher.get_by_role("button", name="Add a thing").click()
    row = teacher.locator("tr[data-testid^=item-item-]")
    row.get_by_label(re.compile("^Name of thing")).fill("una tarta de queso")
    row.get_by_label("Price: una tarta de queso").fill("6")
    saved(teacher)
    expect(teacher.get_by_role("heading", name="El café de Clara")).to_be_visible()


def test_a_mistake_is_told_where_it_is(teacher: Page) -> None:
    opened(teacher, re.compile(r"^2\. "))
    ask = teacher.locator("[data-where='step.1.ask.A']")
    before = ask.input_value()
    ask.fill("Tenemos tarta de queso.")
    saved(teacher)
    step = teacher.locator("details.editor-part").filter(has=teacher.locator("summary", has_text=re.compile(r"^2\. ")))
    expect(step.get_by_test_id("problems")).to_contain_text("This has to ask something")
    expect(teacher.get_by_test_id("editor-state")).to_contain_text("1 thing to mend")
    expect(teacher.get_by_role("button", name="Give it: A1 Lunes")).to_be_disabled()
    shoot(teacher, "scene-editor-mistake")
    ask.fill(before)
    done = teacher.locator("[data-where='step.1.done.A']")
    fine = done.input_value()
    done.fill(fine + "\nLa mesa es rojo y muy bonita.")
    saved(teacher)
    expect(step.get_by_test_id("problems")).to_contain_text("La mesa es roja y muy bonita.")
    expect(teacher.get_by_test_id("editor-state")).to_contain_text("It can be played.")
    done.fill(fine)
    saved(teacher)
    expect(step.get_by_test_id("problems")).to_have_count(0)


def test_the_try_out_knows_the_new_price(teacher: Page) -> None:
    trial = teacher.get_by_test_id("try-out")
    trial.get_by_role("button", name="Begin").click()
    for said, answer in (
        ("¿Cuánto cuesta un té?", "cuatro euros con setenta y cinco"),
        ("¿Cuánto cuesta la tarta de queso?", "seis euros"),
        ("Un té, por favor.", "un té"),
    ):
        trial.get_by_label("Say something in Spanish").fill(said)
        trial.get_by_role("button", name="Say it").click()
        expect(trial.locator(".partner").last).to_contain_text(answer)
    expect(trial.locator("[data-reached=true]")).to_have_count(1)
    shoot(teacher, "scene-editor")
    teacher.locator(".editor-side").scroll_into_view_if_needed()


def tried(page: Page, *lines: tuple[str, str]) -> None:
    """Begin anew and talk: what is said, and what the partner's answer holds."""
    trial = page.get_by_test_id("try-out")
    trial.get_by_role("button", name="From the beginning").click()
    # What was said before is gone; the first line is there.
    expect(trial.locator(".mine")).to_have_count(0)
    for said, answer in lines:
        trial.get_by_label("Say something in Spanish").fill(said)
        trial.get_by_role("button", name="Say it").click()
        expect(trial.locator(".partner").last).to_contain_text(answer)


def test_a_complication_is_written_and_comes_when_it_is_tried(teacher: Page) -> None:
    teacher.get_by_role("button", name="Add a complication").click()
    opened(teacher, "without words")
    part = teacher.locator("details.editor-part").filter(has=teacher.locator("[data-where='twist.2.say.A']"))
    part.get_by_label("It comes after").select_option("drink")
    part.locator("[data-where='twist.2.say.A']").fill("Perdone, se ha ido la luz.")
    saved(teacher)
    # It asks nothing, and nothing is said when it is over.
    expect(part.get_by_test_id("problems")).to_contain_text("at least one line")
    part.locator("[data-where='twist.2.say.A']").fill("Perdone, se ha ido la luz. ¿Espera un momento?")
    part.locator("[data-where='twist.2.done.A']").fill("Gracias por esperar.")
    saved(teacher)
    expect(teacher.get_by_test_id("editor-state")).to_contain_text("It can be played.")
    trial = teacher.get_by_test_id("try-out")
    trial.get_by_label("Complication").select_option(label="Perdone, se ha ido la luz. ¿Espera un momento?")
    tried(teacher, ("Un té, por favor.", "se ha ido la luz"), ("Sí, claro, espero.", "Gracias por esperar"))
    expect(trial.locator("[data-part=twist-3]")).to_have_attribute("data-reached", "true")
    shoot(teacher, "scene-editor-complication")
    trial.get_by_label("Complication").select_option("*")
    tried(teacher)
    expect(trial.get_by_label("Goals").get_by_text("Complication:")).to_have_count(1)
    trial.get_by_label("Complication").select_option("")
    tried(teacher, ("Un té, por favor.", "un té"))
    expect(trial.get_by_label("Goals").get_by_text("Complication:")).to_have_count(0)


def test_a_topic_is_written_and_spoken_of_when_it_is_tried(teacher: Page) -> None:
    teacher.get_by_role("button", name="Add a topic").click()
    opened(teacher, "a topic without a name")
    part = teacher.locator("details.editor-part").filter(has=teacher.locator("[data-where='topic.1.title']"))
    part.get_by_label("Name, for you").fill("The sea")
    for where, text in (("hears", "mar|playa|barco"), ("ask.A", "¿Va mucho a la playa?"),
                        ("react.A", "A mi abuelo le encantaba el mar."), ("own.A", "Yo tengo una barca.")):  # fmt: skip
        part.locator(f"[data-where='topic.1.{where}']").fill(text)
    saved(teacher)
    expect(teacher.get_by_test_id("editor-state")).to_contain_text("It can be played.")
    tried(teacher, ("Voy mucho a la playa con mis hermanos.", "A mi abuelo le encantaba el mar."))
    expect(teacher.get_by_test_id("try-topics")).to_contain_text("The sea")
    shoot(teacher, "scene-editor-topic")


def test_words_of_the_place_and_examples_are_kept(teacher: Page) -> None:
    opened(teacher, "Words of the place")
    words = teacher.get_by_label(re.compile("^Word "))
    expect(words.first).to_be_visible()
    count, first = words.count(), words.first.input_value()
    teacher.get_by_role("button", name="Add a word").click()
    # On its way it is one that stands there already.
    teacher.get_by_label(f"Word {count + 1}", exact=True).press_sequentially(f"{first}s")
    teacher.get_by_label(f"Explanation of word {count + 1}", exact=True).fill("dos cafés pequeños")
    opened(teacher, "Examples for the model")
    teacher.get_by_role("group", name="Example 1").get_by_label("The partner answers").fill("Enseguida. ¿Algo más?")
    saved(teacher)
    teacher.reload()
    opened(teacher, "Words of the place")
    expect(teacher.get_by_label(f"Word {count + 1}", exact=True)).to_have_value(f"{first}s")
    expect(words.first).to_have_value(first)
    opened(teacher, "Examples for the model")
    answers = teacher.get_by_role("group", name="Example 1").get_by_label("The partner answers")
    expect(answers).to_have_value("Enseguida. ¿Algo más?")


def test_it_is_given_to_the_class_and_comes_as_a_file(teacher: Page, tmp_path: Path) -> None:
    teacher.get_by_role("button", name="Give it: A1 Lunes").click()
    expect(teacher.get_by_test_id("publish")).to_contain_text("has it since")
    with teacher.expect_download() as download:
        teacher.get_by_role("link", name="Download as a file").click()
    download.value.save_as(tmp_path / "scene.toml")
    assert "4.75" in (tmp_path / "scene.toml").read_text("utf-8")
    teacher.get_by_test_id("to-classes").click()
    expect(teacher.get_by_test_id("own-scenes")).to_contain_text("given to a class")
    teacher.get_by_role("link", name="A1 Lunes").click()
    teacher.get_by_test_id("new-assignment").click()
    form = teacher.get_by_test_id("assignment-form")
    form.get_by_label("Which").select_option(label="A1 · El café de Clara")
    form.get_by_role("button", name="Give it").click()
    expect(teacher.get_by_test_id("assignment")).to_contain_text("Done by 0 of 1")


def test_a_learner_plays_it_to_its_end(teacher: Page, learner: Page) -> None:
    # Whoever has begun once is no longer welcomed with questions.
    begin(learner, learner.url.split("#")[0])
    learner.locator(".brand").first.click()
    given = learner.get_by_test_id("given")
    expect(given).to_contain_text("A1 Lunes")
    given.get_by_role("button", name=re.compile("^Do it:")).click()
    dialog = learner.get_by_role("dialog")
    expect(dialog.get_by_role("group", name="From my classes")).to_contain_text("El café de Clara")
    shoot(learner, "class-scene-chosen")
    dialog.get_by_test_id("level-A1").click()
    dialog.get_by_test_id("start-conversation").click()
    expect(learner.get_by_test_id("message-tutor")).to_have_count(1)
    replies = ""
    for n, said in enumerate(
        ("¿Cuánto cuesta un té?", "Un té y una tarta de queso, por favor.", "Para tomar aquí, por favor.",
         "No, eso es todo, gracias.", "La cuenta, por favor.", "Con tarjeta, por favor."),
        2,
    ):  # fmt: skip
        write(learner, said)
        expect(learner.get_by_test_id("message-tutor")).to_have_count(n)
        last = learner.get_by_test_id("message-tutor").last
        expect(last).to_have_attribute("data-state", "complete")
        replies += tutor_text(last)
    assert "cuatro euros con setenta y cinco" in replies
    assert "diez euros con setenta y cinco" in replies
    learner.get_by_test_id("show-debrief").click()
    debrief = learner.get_by_test_id("debrief")
    expect(debrief.locator("[data-reached=true]")).to_have_count(6)
    expect(debrief).to_contain_text("Pay")
    shoot(learner, "class-scene-debrief")
    teacher.reload()
    expect(teacher.get_by_test_id("assignment")).to_contain_text("Done by 1 of 1")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_editor_breaks_no_rule(browser: Browser, school: Server, teacher: Page, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(school.url)
    sign_in(page, "Clara")
    expect(page.locator(".home")).to_be_visible()
    page.goto(f"{school.url}#/classes")
    page.get_by_test_id("own-scenes").get_by_role("link", name="El café de Clara").click()
    expect(page.get_by_test_id("scene-editor")).to_be_visible()
    expect(page.get_by_test_id("editor-state")).to_be_visible()
    parts = ("What is sold", "The learner’s card", re.compile(r"^1\. "), "The end", "Perdone, se ha ido la luz", "The sea",
             "Words of the place", "Examples for the model")  # fmt: skip
    for title in parts:
        opened(page, title)
    page.locator("[data-where='step.0.ask.A']").fill("Sin pregunta <b>")
    saved(page)
    page.get_by_test_id("try-out").get_by_role("button", name="Begin").click()
    expect(page.get_by_test_id("try-out").get_by_role("alert")).to_contain_text("cannot be played yet")
    wait_until_fits(page)
    shoot(page, f"scene-editor-{width}")
    assert faults(page) == []
    context.close()
