"""A learner's week in a class: each day something of another kind is given, done on the page, and seen by the teacher."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import Server, running
from tests.e2e.chromium import shoot
from tests.e2e.schooled import join_class, teaching, unbroken, visitor
from tests.e2e.steps import begin, write
from tests.fakes.ollama import FakeOllama
from tutor.exercises.gap_texts import gap_texts
from tutor.exercises.tasks import tasks

pytestmark = pytest.mark.e2e

GAPS, WRITING = "a2-mi-perro-bruno", "a1-tu-dia"
SPEAKING = next(task for task in tasks().values() if task.mode == "speak" and task.level == "A1")
DAY = (
    "Mi día empieza a las siete. Primero desayuno café con pan y después voy a la oficina en autobús. Trabajo hasta las "
    "cinco y por la tarde camino en el parque con mi perro. Por la noche leo un libro y ceno con mi familia."
)
SAID = "Me llamo Ana y soy de Valencia. Tengo dos hermanos y un perro. Por la mañana trabajo en una tienda."


@pytest.fixture(scope="module")
def school(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = ollama.tutor(tmp_path_factory.mktemp("week"), accounts=True, llm="none")
    with running(settings) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(browser: Browser, school: Server) -> Iterator[Page]:
    with teaching(browser, school, "A2 Semana", patient=True) as page:
        yield page


@pytest.fixture(scope="module")
def learner(browser: Browser, teacher: Page) -> Iterator[Page]:
    context, page = visitor(browser)
    page.set_default_timeout(0)
    join_class(page, teacher, "Ana")
    begin(page, page.url.split("#")[0])
    yield page
    unbroken(context)
    context.close()


def sent(page: Page, url: str, **what: Any) -> Any:
    """What is answered to something that somebody sends, however long a busy machine takes."""
    answer = page.request.post(url, timeout=0, **what)
    assert answer.ok, answer.text()
    return answer.json()


def give(teacher: Page, school: Server, what: dict[str, object]) -> str:
    """Give it to the class, as the form does; the title it is shown by."""
    room = teacher.request.get(f"{school.url}/api/classes", timeout=0).json()["teaching"][0]["id"]
    return str(sent(teacher, f"{school.url}/api/classes/{room}/assignments", data=what)["title"])


def today(learner: Page, title: str) -> Locator:
    """Where it stands on Today."""
    learner.locator(".brand").first.click()
    learner.reload()
    return learner.get_by_test_id("given-one").filter(has_text=title)


def do_it(learner: Page, title: str) -> None:
    today(learner, title).get_by_role("button", name=re.compile("^Do it:")).click()


def done(teacher: Page, learner: Page, title: str) -> Locator:
    """The assignment as its teacher has it, once it is done on both pages."""
    expect(today(learner, title)).to_have_attribute("data-state", "done")
    teacher.reload()
    given = teacher.get_by_test_id("assignment").filter(has_text=title)
    expect(given).to_contain_text("Done by 1 of 1")
    return given


def test_monday_a_text_is_read_to_its_end(teacher: Page, learner: Page, school: Server) -> None:
    text = "El faro de mi pueblo es blanco.\n\nTodos los barcos lo ven de noche."
    file = {"file": {"name": "El faro.txt", "mimeType": "text/plain", "buffer": text.encode()}}
    document = sent(teacher, f"{school.url}/api/documents", multipart=file)
    title = give(teacher, school, {"kind": "text", "document_id": document["id"]})
    do_it(learner, title)
    expect(learner.get_by_test_id("passage").last).to_contain_text("Todos los barcos")
    learner.get_by_test_id("passage").last.scroll_into_view_if_needed()
    with learner.expect_response(re.compile("/read$"), timeout=0):
        learner.mouse.wheel(0, 5000)
        learner.reload()
    done(teacher, learner, title)


def test_tuesday_gaps_are_filled(teacher: Page, learner: Page, school: Server) -> None:
    title = give(teacher, school, {"kind": "exercise", "exercise": f"gaps.{GAPS}"})
    do_it(learner, title)
    answers = [gap.answers[0] for gap in gap_texts()[GAPS].gaps]
    expect(learner.get_by_test_id("gap")).to_have_count(len(answers))
    for n, answer in enumerate(answers):
        learner.get_by_test_id("gap").nth(n).fill(answer)
    learner.get_by_test_id("check").click()
    expect(learner.get_by_test_id("outcome")).to_contain_text(f"{len(answers)} of {len(answers)} right")
    expect(done(teacher, learner, title)).to_contain_text(f"{len(answers)}/{len(answers)}")


def test_wednesday_a_task_is_written(teacher: Page, learner: Page, school: Server) -> None:
    title = give(teacher, school, {"kind": "exercise", "exercise": f"tasks.{WRITING}"})
    do_it(learner, title)
    learner.get_by_test_id("writing").fill(DAY)
    learner.get_by_test_id("mark").click()
    expect(learner.get_by_test_id("marked")).to_be_visible()
    done(teacher, learner, title).get_by_role("button", name=re.compile("^Ana:")).click()
    expect(teacher.get_by_test_id("handed-in")).to_contain_text(DAY)
    teacher.keyboard.press("Escape")


def test_thursday_a_task_is_spoken(
    teacher: Page, learner: Page, school: Server, spoken: Callable[[str], bytes]
) -> None:
    """How it is recorded is held by test_longer; here the teacher hears it."""
    title = give(teacher, school, {"kind": "exercise", "exercise": f"tasks.{SPEAKING.id}"})
    do_it(learner, title)
    expect(learner.get_by_test_id("record-button")).to_be_visible()
    recording = {"audio": {"name": "a.wav", "mimeType": "audio/wav", "buffer": spoken(SAID)}}
    assert sent(learner, f"{school.url}/api/tasks/{SPEAKING.id}/spoken", multipart=recording)["enough"]
    done(teacher, learner, title).get_by_role("button", name=re.compile("^Ana:")).click()
    sound = teacher.get_by_test_id("handed-in").locator("audio")
    expect(sound).to_be_visible()
    lasts = "audio => { audio.preload = 'auto'; audio.load(); return new Promise(has => audio.onloadedmetadata = () => has(audio.duration)) }"
    assert sound.evaluate(lasts) > 2
    teacher.keyboard.press("Escape")


def test_friday_words_become_cards(teacher: Page, learner: Page, school: Server) -> None:
    words = {"title": "El mar", "text": "faro;lighthouse\nola;wave\n"}
    kept = sent(teacher, f"{school.url}/api/word-lists", data=words)
    title = give(teacher, school, {"kind": "words", "list_id": kept["id"]})
    do_it(learner, title)
    expect(learner).to_have_url(re.compile("#/practice"))
    mine = {"faro": "lighthouse", "ola": "wave"}
    cards = [card for card in learner.request.get(f"{school.url}/api/cards", timeout=0).json() if card["front"] in mine]
    assert {card["front"]: card["back"] for card in cards} == mine
    for card in cards:
        said = {"rating": 3, "version": card["version"]}
        sent(learner, f"{school.url}/api/cards/{card['id']}/review", data=said)
    done(teacher, learner, title)


def test_saturday_the_teacher_gives_what_the_mistakes_are_about(teacher: Page, learner: Page) -> None:
    begin(learner, learner.url.split("#")[0])
    write(learner, "La casa es rojo y muy bonita.")
    expect(learner.get_by_test_id("message-tutor")).to_have_count(2)
    expect(learner.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    teacher.reload()
    expect(teacher.get_by_test_id("common-mistakes")).to_contain_text("La casa es roja")
    before = teacher.get_by_test_id("assignment").count()
    teacher.get_by_test_id("give-points").first.click()
    expect(teacher.get_by_test_id("assignment")).to_have_count(before + 1)
    expect(teacher.get_by_test_id("give-points").first).to_be_disabled()
    learner.locator(".brand").first.click()
    learner.reload()
    given = learner.locator("[data-testid=given-one][data-state=open]")
    given.get_by_role("button", name=re.compile("^Do it:")).click()
    expect(learner.get_by_test_id("question")).to_be_visible()


def test_sunday_the_teacher_looks_at_one_learner(teacher: Page, learner: Page, tmp_path: Path) -> None:
    teacher.get_by_test_id("class-overview").get_by_role("link", name="Ana").click()
    page = teacher.get_by_test_id("class-learner")
    expect(page.get_by_test_id("chart").first.locator("canvas")).to_be_visible()
    expect(page.get_by_test_id("learner-work").locator("audio")).to_be_visible()
    expect(page.get_by_test_id("common-mistakes")).to_contain_text("La casa es roja")
    expect(page.get_by_test_id("give-points")).to_have_count(0)
    with teacher.expect_download(timeout=0) as download:
        page.get_by_role("link", name="Download as CSV").click()
    download.value.save_as(tmp_path / "ana.csv")
    table = (tmp_path / "ana.csv").read_text().splitlines()
    assert table[0].startswith("monday,minutes,messages,words,words_per_minute,answers,right")
    assert len(table) == 13  # of twelve weeks
    assert int(table[-1].split(",")[2]) >= 1
    shoot(teacher, "week-learner")
    teacher.emulate_media(media="print")
    expect(page.locator(".table-scroll table")).to_be_visible()
    expect(page.get_by_role("link", name="Download as CSV")).to_be_hidden()
    shoot(teacher, "week-learner-paper")
    teacher.emulate_media(media="screen")
