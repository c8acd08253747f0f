"""Documents on the page: added, opened, searched, talked about with sources, read together, deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import Server
from tests.documents import epub
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot, wait_until_fits
from tests.e2e.steps import stop_at, write
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e

FOX = "La zorra vivía en el bosque y tenía mucha hambre. Una noche robó tres gallinas del corral de doña Elvira."
HARD = (
    "Habiéndose desvanecido la ensoñación, el taciturno archivero hubiera preferido que ninguna elucubración "
    "perturbase la parsimoniosa cadencia con que se deshilachaban sus postreras certidumbres."
)
SEA = "El pescador salía al mar cada mañana. Conocía todas las islas y nunca tuvo miedo de las olas."
BOOK = epub([("La zorra", [FOX]), ("El archivo", [HARD]), ("El mar", [SEA])], title="Cuentos del norte")
PHONE = {"width": 390, "height": 780}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    assert problems == []
    context.close()


def add(page: Page, server: Server, data: bytes = BOOK, name: str = "cuentos.epub") -> None:
    page.goto(f"{server.url}/#/documents")
    page.get_by_test_id("add-document").set_input_files({"name": name, "mimeType": "", "buffer": data})


def remove_all(server: Server) -> None:
    for document in server.client.get("/api/documents").json():
        server.client.delete(f"/api/documents/{document['id']}")


def test_a_book_is_added_opened_searched_and_deleted(page: Page, server: Server, tmp_path: Path) -> None:
    remove_all(server)
    page.goto(server.url)
    page.get_by_test_id("to-documents").click()
    expect(page.get_by_text("Nothing here yet.")).to_be_visible()
    add(page, server)
    row = page.get_by_test_id("document")
    expect(row).to_contain_text("Cuentos del norte")
    expect(row).to_contain_text("EPUB")
    shoot(page, "documents")
    add(page, server, b"\x00\x01" * 300, "foto.png")
    expect(page.get_by_test_id("error")).to_contain_text("Add a text, a PDF, an EPUB")
    expect(row).to_have_count(1)
    row.get_by_role("link").click()
    expect(page.get_by_test_id("passage")).to_have_count(3)
    page.get_by_test_id("search").fill("gallina")
    page.get_by_test_id("search").press("Enter")
    expect(page.get_by_test_id("hit")).to_have_count(1)
    page.get_by_test_id("search").fill("conocer islas")
    page.get_by_test_id("search").press("Enter")
    expect(page.get_by_test_id("hit")).to_contain_text("El mar")
    page.locator("[data-word='gallinas']").first.click()
    expect(page.get_by_test_id("word-detail")).to_contain_text("gallina")
    shoot(page, "document")
    page.get_by_test_id("hit").click()
    expect(page.get_by_test_id("passage")).to_have_count(1)
    page.get_by_role("button", name="Rename").click()
    page.get_by_label("Title of the text").fill("Dos cuentos")
    page.get_by_label("Title of the text").press("Enter")
    expect(page.get_by_role("heading", name="Dos cuentos")).to_be_visible()
    shoot(page, "document-renamed")
    page.get_by_role("link", name="All texts").click()
    page.get_by_role("button", name="Delete “Dos cuentos”").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_test_id("document")).to_have_count(0)
    assert server.client.get("/api/documents").json() == []


def test_a_text_that_was_refused_is_still_there(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/documents")
    page.get_by_test_id("paste").click()
    pasted = page.get_by_test_id("pasted")
    pasted.fill(SEA)
    page.route("**/api/documents", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_role("button", name="Add this text").click()
    expect(page.get_by_test_id("error")).to_be_visible()
    expect(pasted).to_have_value(SEA)
    page.reload()
    page.get_by_test_id("paste").click()
    expect(pasted).to_have_value(SEA)
    page.unroute("**/api/documents")
    page.get_by_role("button", name="Add this text").click()
    expect(page.get_by_test_id("document").first).to_contain_text("El pescador salía")
    expect(pasted).to_have_value("")


def test_a_double_press_begins_one_conversation(page: Page, server: Server) -> None:
    begun = len(server.client.get("/api/conversations").json())
    page.goto(f"{server.url}/#/documents")
    page.get_by_test_id("talk").first.dblclick()
    expect(page.get_by_test_id("message-tutor").first).to_be_visible()
    assert len(server.client.get("/api/conversations").json()) == begun + 1


def test_a_word_with_its_meaning_stays_whole(browser: Browser, server: Server) -> None:
    server.client.patch("/api/learner", json={"level": "A2"}).raise_for_status()
    text = "El pescador salió al mar antes del amanecer. " * 6
    added = server.client.post("/api/documents", files={"file": ("pescador.txt", text.encode())}).json()
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{server.url}/#/documents/{added['id']}")
    glossed = page.locator(".word ruby")
    expect(glossed.first).to_be_visible()
    for width in range(320, 420, 4):
        page.set_viewport_size({"width": width, "height": 780})
        lines = glossed.evaluate_all(
            "all => all.map(one => new Set([...one.getClientRects()].map(box => box.top)).size)"
        )
        assert max(lines) == 1, width
    context.close()


def test_a_file_is_dropped(page: Page, server: Server) -> None:
    remove_all(server)
    page.goto(f"{server.url}/#/documents")
    data = page.evaluate_handle(
        """text => { const data = new DataTransfer();
        data.items.add(new File([text], "nota.txt", { type: "text/plain" })); return data; }""",
        FOX,
    )
    page.get_by_test_id("drop").dispatch_event("drop", {"dataTransfer": data})
    expect(page.get_by_test_id("document")).to_contain_text("nota")


def test_a_reply_shows_its_sources_and_they_open(page: Page, server: Server, ollama: FakeOllama) -> None:
    remove_all(server)
    ollama.tokens = ["La zorra ", "robó gallinas. ", "¿Por qué?"]
    add(page, server)
    page.get_by_test_id("talk").click()
    expect(page.get_by_test_id("message-tutor")).to_have_count(1)
    write(page, "¿Qué robó la zorra?")
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    reply = page.get_by_test_id("message-tutor").last
    expect(reply).to_have_attribute("data-state", "complete")
    source = reply.get_by_test_id("source")
    expect(source).to_have_text("Passage 1 · La zorra")
    shoot(page, "document-sources")
    page.reload()
    source.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("source-text")).to_contain_text("Una noche robó tres gallinas")
    shoot(page, "document-source-open")
    page.get_by_role("link", name="Read on there").click()
    expect(page.get_by_test_id("passage").first).to_contain_text("zorra")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_read_with_me(page: Page, server: Server, ollama: FakeOllama) -> None:
    remove_all(server)
    ollama.tokens, ollama.simpler = ["¿Qué robó la zorra?"], "El hombre estaba triste. Ya no creía en nada."
    add(page, server)
    page.get_by_test_id("read-together").click()
    reading = page.get_by_test_id("reading")
    expect(page.get_by_test_id("reading-place")).to_have_text("1 of 3")
    expect(reading.locator(".tutor-text")).to_contain_text("La zorra")
    expect(page.get_by_test_id("message-tutor").last).to_contain_text("¿Qué robó la zorra")
    expect(page.get_by_test_id("previous-passage")).to_be_disabled()
    ollama.tokens = ["¿Cómo estaba el hombre?"]
    page.get_by_test_id("next-passage").click()
    expect(page.get_by_test_id("message-tutor").last).to_contain_text("¿Cómo estaba el hombre?")
    expect(reading.locator(".tutor-text")).to_contain_text("El hombre estaba triste.")
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    shoot(page, "reading")
    page.get_by_test_id("as-written").click()
    expect(reading.locator(".tutor-text")).to_contain_text("archivero")
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    wait_until_fits(page)
    shoot(page, "reading-phone-dark")
    ollama.tokens = ["¡Bien! ¿Y tú?"]
    write(page, "Estaba triste.")
    expect(page.get_by_test_id("message-tutor")).to_have_count(3)
    expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    page.goto(f"{server.url}/#/documents")
    expect(page.get_by_test_id("document")).to_contain_text("read to 2 of 3")
    wait_until_fits(page)
    shoot(page, "documents-phone-dark")
    # It goes on where it stopped, in the same conversation.
    page.get_by_test_id("read-together").click()
    expect(page.get_by_test_id("reading-place")).to_have_text("2 of 3")
    expect(page.get_by_test_id("message-tutor")).to_have_count(3)


def test_what_a_document_holds_is_text_on_the_page(page: Page, server: Server) -> None:
    remove_all(server)
    hostile = "Hola <img src=x onerror=\"document.title='taken'\"> <script>document.title='taken'</script> amigo."
    add(page, server, hostile.encode(), "<b>x</b>.txt")
    page.get_by_test_id("document").get_by_role("link").click()
    expect(page.get_by_test_id("passage")).to_contain_text("<script>")
    assert page.locator(".documents script, .documents img, .documents h1 b").count() == 0
    assert page.title() != "taken"


def test_a_sound_is_heard_and_becomes_a_text(browser: Browser, server: Server, spoken: Callable[[str], bytes]) -> None:
    remove_all(server)
    context = browser.new_context(viewport=PHONE, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    sound = spoken("Mi hermana vive en Sevilla. Los domingos paseamos por el río y comemos pescado.")
    going_on: list[Any] = []

    def as_it_began(route: Route) -> None:
        """The text may be ready before anybody has looked."""
        answer = route.fetch()
        going_on.extend(answer.json()[:1] if not going_on else [])
        route.fulfill(response=answer, json=going_on)

    page.route("**/api/documents/hearings", as_it_began)
    add(page, server, sound, "Mi hermana.wav")
    hearing = page.get_by_test_id("hearing")
    expect(hearing).to_contain_text("You can go on with something else")
    expect(hearing.get_by_role("progressbar", name="Listening to “Mi hermana”")).to_be_visible()
    assert faults(page) == []
    shoot(page, "documents-hearing")
    page.unroute("**/api/documents/hearings")
    row = page.get_by_test_id("document")
    expect(row).to_contain_text("sound")
    expect(hearing).to_have_count(0)
    row.get_by_role("link", name="Mi hermana").click()
    expect(page.get_by_test_id("passage")).to_contain_text("Sevilla")
    expect(page.get_by_test_id("passage")).to_contain_text("Passage 1 · 0:00")
    expect(page.get_by_text("in the voice of the recording")).to_be_visible()
    stop_at(page, ".word.lit", "[data-testid=aloud-play]")
    with page.expect_response(lambda answer: answer.url.endswith("/sentences/0/speech")) as played:
        page.get_by_test_id("aloud-play").click()
    assert played.value.body()[24:28] == (16_000).to_bytes(4, "little"), "the recording's own sound"
    expect(page.locator(".word.lit")).to_have_count(1)  # lit word by word
    wait_until_fits(page)
    shoot(page, "documents-recorded-phone")
    assert faults(page) == []
    page.get_by_test_id("aloud-play").click()
    expect(page.get_by_test_id("aloud")).to_have_attribute("data-speech-state", "ended")
    page.goto(f"{server.url}/#/documents")
    page.get_by_role("button", name="Delete “Mi hermana”").click()
    expect(page.get_by_role("dialog")).to_contain_text("Its recording goes with it.")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(row).to_have_count(0)
    assert list((server.data_dir / "recordings").iterdir()) == []
    context.close()


def test_a_sound_without_words_says_so_and_is_forgotten(
    page: Page, server: Server, spoken: Callable[[str], bytes]
) -> None:
    remove_all(server)
    wav = spoken("Hola.")
    add(page, server, wav[:44] + bytes(len(wav) - 44), "silencio.wav")
    hearing = page.get_by_test_id("hearing")
    expect(hearing).to_contain_text("Nobody could be understood")
    hearing.get_by_role("button", name="Close “silencio”").click()
    expect(hearing).to_have_count(0)
