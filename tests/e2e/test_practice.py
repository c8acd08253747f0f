"""Practising on the page: a session by keyboard alone, cards on two devices, the map, placement, words of messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import Server, recording
from tests.e2e.chromium import chromium, shoot
from tests.e2e.steps import HEARD, begin, record, until, write
from tests.fakes.ollama import FakeOllama
from tutor.exercises.grade import grade
from tutor.exercises.items import item_of
from tutor.speech.tts.voices import KokoroVoice

pytestmark = pytest.mark.e2e

FEW_KINDS = 4


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own for each test: another one's keys must not reach it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, permissions=["microphone"])
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    assert problems == []
    context.close()


def asked(page: Page) -> Locator:
    """The exercise before the learner, once it waits for an answer."""
    expect(page.get_by_test_id("feedback")).to_have_count(0)
    question = page.get_by_test_id("question")
    expect(question).to_be_visible()
    return question


def type_answer(page: Page, text: str) -> None:
    """Into the field, which the keyboard reaches."""
    for _ in range(40):  # the pages and conversations beside it come first
        if page.evaluate("document.activeElement?.dataset.testid") == "answer":
            break
        page.keyboard.press("Tab")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def answer_rightly(page: Page) -> str:
    """Answer what is asked with keys alone; the kind of the exercise."""
    question = asked(page)
    kind = str(question.get_attribute("data-kind"))
    right = item_of(str(question.get_attribute("data-item"))).answers[0]
    if kind in ("choice", "listen"):
        options = page.get_by_test_id("option").locator("span").all_text_contents()
        page.keyboard.press(str(options.index(right) + 1))
    elif kind == "order":
        pieces = page.get_by_test_id("piece")
        left = [letters(piece) for piece in pieces.evaluate_all(PIECES)]
        for word in filter(None, map(letters, right.split())):
            at = left.index(word)
            if len(left) < 10:
                page.keyboard.press(str(at + 1))
            else:  # more than there are digits
                pieces.nth(sum(map(bool, left[:at]))).press("Enter")
            left[at] = ""
        page.keyboard.press("Enter")
    else:
        type_answer(page, right)
    expect(page.get_by_test_id("feedback")).to_have_attribute("data-verdict", "right")
    return kind


def letters(word: str) -> str:
    """A word without its signs and capitals."""
    return re.sub(r"\W", "", word).casefold()


PIECES = "pieces => pieces.map(piece => piece.lastChild.textContent)"


def test_a_session_by_keyboard_alone(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/practice")
    kinds: set[str] = set()
    for n in range(20):
        kinds.add(answer_rightly(page))
        if n == 0:
            shoot(page, "practice-right")
        page.keyboard.press("Enter")
        if len(kinds) >= FEW_KINDS and n >= 6:
            break
    assert len(kinds) >= FEW_KINDS
    asked(page)
    page.get_by_test_id("finish").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("summary")).to_contain_text("of them right")
    shoot(page, "practice-summary")


def test_what_is_wrong_almost_right_or_no_answer(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/practice?point=adjective-agreement")
    seen: set[str] = set()
    for _ in range(40):
        question = asked(page)
        item = item_of(str(question.get_attribute("data-item")))
        kind, bare = item.kind, item.answers[0].translate(str.maketrans("áéíóú", "aeiou"))
        if kind in ("choice", "listen", "order", "say", "dictation"):
            page.get_by_test_id("dont-know").click()
            expect(page.get_by_test_id("feedback")).to_contain_text("This is how it goes")
        elif "unusable" not in seen:
            seen.add("unusable")
            type_answer(page, "🙂🙂")
            expect(page.get_by_test_id("not-counted")).to_be_visible()
            expect(page.get_by_test_id("answer")).to_be_focused()
            type_answer(page, "casa")
            expect(page.get_by_test_id("feedback")).to_be_visible()
        elif "almost" not in seen and grade(item, bare).verdict == "almost":
            seen.add("almost")
            type_answer(page, bare)
            expect(page.get_by_test_id("feedback")).to_have_attribute("data-verdict", "almost")
            expect(page.get_by_test_id("expected").locator("ins").first).to_be_visible()
            shoot(page, "practice-almost")
        else:
            page.get_by_test_id("dont-know").click()
        if seen >= {"unusable", "almost"}:
            break
        page.get_by_test_id("next").press("Enter")
    assert seen >= {"unusable", "almost"}
    page.get_by_test_id("explain").click()
    expect(page.get_by_test_id("point")).to_contain_text("Examples")


def test_letters_to_press(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/practice?point=ser-present")
    while asked(page).get_attribute("data-kind") not in ("conjugation", "cloze", "repair", "build", "translate"):
        page.get_by_test_id("dont-know").click()
        page.get_by_test_id("next").click()
    field = page.get_by_test_id("answer")
    field.fill("an")
    field.press("ArrowLeft")
    page.get_by_role("button", name="ñ", exact=True).click()
    expect(field).to_have_value("añn")
    expect(field).to_be_focused()


def test_cards_are_rated_by_key_taken_back_and_read_again(page: Page, server: Server) -> None:
    for card in server.client.get("/api/cards?limit=500").json():
        server.client.delete(f"/api/cards/{card['id']}")
    for word in ("cocina", "ventana", "lluvia"):
        assert server.client.post("/api/cards/words", json={"word": word}).status_code in (200, 201)
    page.goto(f"{server.url}/#/practice")
    card = page.get_by_test_id("card")
    first = card.get_attribute("data-card")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("card-back")).to_be_visible()
    expect(page.get_by_test_id("rate-3")).to_be_focused()
    page.keyboard.press("1")
    expect(card).not_to_have_attribute("data-card", str(first))
    page.keyboard.press("u")
    expect(card).to_have_attribute("data-card", str(first))

    # Another device is quicker.
    known = next(c for c in server.client.get("/api/cards/queue").json()["cards"] if c["id"] == first)
    review = {"rating": 4, "version": known["version"]}
    assert server.client.post(f"/api/cards/{first}/review", json=review).status_code == 200
    page.keyboard.press("Enter")
    page.keyboard.press("3")
    expect(page.get_by_text("reviewed on another device")).to_be_visible()
    expect(card).to_be_visible()
    expect(card).not_to_have_attribute("data-card", str(first))
    shoot(page, "practice-card")


def test_the_map_explains_a_point_and_leads_to_its_exercises(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_test_id("to-map").click()
    points = page.get_by_test_id("map-point")
    expect(points.first).to_be_visible()
    syllabus = server.client.get("/api/syllabus").json()
    assert points.count() == len(syllabus)
    shoot(page, "map")
    point = syllabus[12]
    link = page.locator(f'[data-point="{point["id"]}"]')
    link.focus()
    page.keyboard.press("Enter")
    detail = page.get_by_role("dialog")
    expect(detail).to_contain_text(point["explanation"])
    expect(detail).to_contain_text(point["examples"][2]["spanish"])
    expect(detail).to_contain_text(point["mistake_wrong"])
    shoot(page, "map-point")
    page.keyboard.press("Escape")
    expect(detail).to_have_count(0)
    expect(link).to_be_focused()
    link.click()
    page.get_by_test_id("practise").click()
    for _ in range(3):
        item = item_of(str(asked(page).get_attribute("data-item")))
        assert item.point == point["id"]
        page.get_by_test_id("dont-know").click()
        page.get_by_test_id("next").click()
    page.get_by_test_id("to-map").click()
    expect(link).to_have_attribute("data-state", "learning")


def test_the_map_speaks_spanish_to_who_does(page: Page, server: Server) -> None:
    server.client.patch("/api/learner", json={"first_language": "es"})
    try:
        point = server.client.get("/api/syllabus").json()[12]
        assert point["title_es"] != point["title"]
        page.goto(f"{server.url}/#/map")
        link = page.locator(f'[data-point="{point["id"]}"]')
        expect(link).to_contain_text(point["title_es"])
        link.click()
        expect(page.get_by_role("dialog")).to_contain_text(point["title_es"])
        expect(page.get_by_role("dialog")).to_contain_text(point["explanation_es"])
    finally:
        server.client.patch("/api/learner", json={"first_language": "en"})


def replied(page: Page, count: int) -> Locator:
    """The tutor's latest message once it is whole; `count` with the opening line."""
    expect(page.get_by_test_id("message-tutor")).to_have_count(count)
    reply = page.get_by_test_id("message-tutor").last
    expect(reply).to_have_attribute("data-state", "complete")
    return reply


def test_a_word_of_a_message_is_saved(page: Page, server: Server, ollama: FakeOllama) -> None:
    ollama.tokens = ["El desarrollo ", "es lento 😀. ", "¿Y tú?"]
    begin(page, server.url)
    write(page, "Hola")
    reply = replied(page, 2)
    # Above the level: its meaning stands below it.
    expect(reply.locator("rt")).to_have_text("development")
    reply.locator("[data-word=desarrollo]").click()
    detail = page.get_by_test_id("word-detail")
    expect(detail.get_by_test_id("meaning")).to_have_text("development")
    # Said at once, and again when asked for.
    expect(detail.get_by_test_id("hear")).to_have_attribute("data-speech-state", "ended")
    detail.get_by_test_id("hear").click()
    expect(detail.get_by_test_id("hear")).to_have_attribute("data-speech-state", HEARD)
    shoot(page, "word")
    # It is still below the word after the page was loaded anew.
    page.reload()
    expect(reply.locator("rt")).to_have_text("development")
    reply.locator("[data-word=desarrollo]").click()
    detail.get_by_test_id("save-word").press("Enter")
    expect(detail).to_contain_text("Saved")
    page.keyboard.press("Escape")
    expect(detail).to_have_count(0)
    [card] = [c for c in server.client.get("/api/cards?kind=word").json() if c["front"] == "desarrollo"]
    assert (card["back"], card["sentence"]) == ("development", "El desarrollo es lento 😀.")
    assert len(card["message_id"]) == 32

    # With the keyboard, and in the learner's own message; the dictionary form is kept.
    write(page, "Mis padres viven en una casa")
    reply = replied(page, 3)
    page.get_by_test_id("message-learner").last.locator(".learner-text").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator("[data-word=viven]")).to_be_focused()
    page.keyboard.press("Enter")
    detail.get_by_test_id("save-word").press("Enter")
    expect(detail.get_by_test_id("lemma")).to_have_text("vivir")
    expect(detail.get_by_test_id("meaning")).to_contain_text("live")
    expect(detail).to_contain_text("Saved")
    page.keyboard.press("Escape")
    expect(detail).to_have_count(0)

    # What no list has the model may be asked, and its guess is marked.
    ollama.tokens, ollama.formatted = ["Hay mucho ", "hacinamiento."], '{"meaning": "overcrowding"}'
    write(page, "Y aquí")
    replied(page, 4).locator("[data-word=hacinamiento]").click()
    detail.get_by_test_id("ask-word").click()
    expect(detail.get_by_test_id("meaning")).to_have_text("overcrowding")
    expect(detail.get_by_test_id("opinion")).to_contain_text("guess")


def test_suggested_words_are_kept_or_not(page: Page, server: Server, ollama: FakeOllama) -> None:
    ollama.tokens = ["El presupuesto y la huelga."]
    begin(page, server.url)
    write(page, "Hola")
    replied(page, 2)
    conversation = server.client.get("/api/conversations").json()[0]["id"]
    server.client.patch(f"/api/conversations/{conversation}", json={"level": "B1"})
    wanted = {"presupuesto", "huelga"}
    until(page, lambda: {s["word"] for s in server.client.get("/api/suggestions").json()} >= wanted)
    page.goto(f"{server.url}/#/progress")
    suggested = page.get_by_test_id("suggested")
    expect(suggested).to_contain_text("huelga")
    shoot(page, "suggested")
    suggested.get_by_role("button", name="Keep “presupuesto”", exact=True).press("Enter")
    expect(page.get_by_role("button", name="Keep “presupuesto”", exact=True)).to_have_count(0)
    suggested.get_by_role("button", name="Do not keep “huelga”").click()
    expect(page.get_by_role("button", name="Do not keep “huelga”")).to_have_count(0)
    assert "presupuesto" in [c["front"] for c in server.client.get("/api/cards?kind=word").json()]


def test_a_correction_leads_to_the_map_and_is_got_over(page: Page, server: Server) -> None:
    begin(page, server.url)
    write(page, "Quiero una café con leche")
    replied(page, 2)
    page.get_by_test_id("correction").first.click()
    page.get_by_test_id("to-point").click()
    expect(page.get_by_test_id("point")).to_be_visible()
    # Another day, without help: it is told quietly.
    begin(page, server.url)
    write(page, "Hoy tomo un café con azúcar")
    expect(replied(page, 2).get_by_test_id("notice-error_retired")).to_be_visible()
    shoot(page, "retired")


def test_placement_to_its_end(page: Page, server: Server) -> None:
    """Who knows what is A1 and says of all else that they do not is at A1, whatever they were before."""
    server.client.patch("/api/learner", json={"level": "B1"})
    page.goto(server.url)
    page.get_by_role("button", name="Settings").click()
    page.get_by_test_id("to-placement").click()
    page.get_by_test_id("begin-placement").press("Enter")
    result = page.get_by_test_id("placement-result")
    expect(page.get_by_test_id("question")).to_be_visible()
    shoot(page, "placement")
    last = ""
    for _ in range(60):
        expect(page.locator(f'[data-testid=question]:not([data-item="{last}"])').or_(result)).to_be_visible()
        if result.is_visible():
            break
        last = str(page.get_by_test_id("question").get_attribute("data-item"))
        item = item_of(last)
        if item.level == "A1" and item.kind not in ("choice", "listen", "order"):
            type_answer(page, item.answers[0])
        else:
            page.get_by_test_id("dont-know").press("Enter")
    expect(result).to_contain_text("A1")
    expect(page.get_by_test_id("chances").get_by_role("listitem")).to_have_count(6)
    shoot(page, "placement-result")
    page.get_by_test_id("use-level").press("Enter")
    expect(result).to_contain_text("are at A1")
    assert server.client.get("/api/learner").json()["level"] == "A1"


def test_who_is_new_is_told_that_they_begin(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/placement")
    page.get_by_test_id("begin-placement").click()
    result = page.get_by_test_id("placement-result")
    for count in range(1, 10):
        expect(page.get_by_text(f"Question {count}", exact=True).or_(result)).to_be_visible()
        if result.is_visible():
            break
        page.get_by_test_id("dont-know").click()
    expect(result.get_by_role("heading")).to_have_text("You are new to Spanish: you begin at A1")
    expect(result).not_to_contain_text("%")
    expect(page.get_by_test_id("chances")).to_have_count(0)
    shoot(page, "placement-new")


def test_placement_says_what_it_could_not_use_and_is_taken_up_again(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/placement")
    page.get_by_test_id("begin-placement").click()
    while page.get_by_test_id("answer").count() == 0:
        last = page.get_by_test_id("question").get_attribute("data-item")
        page.get_by_test_id("dont-know").click()
        expect(page.get_by_test_id("question")).not_to_have_attribute("data-item", str(last))
    type_answer(page, "🙂")
    expect(page.get_by_test_id("not-counted")).to_be_visible()
    expect(page.get_by_test_id("answer")).to_be_focused()
    asked_now = str(page.get_by_test_id("question").get_attribute("data-item"))
    page.reload()
    page.get_by_role("button", name="Go on where you stopped").click()
    expect(page.get_by_test_id("question")).to_have_attribute("data-item", asked_now)


def test_progress_settings_lists_and_leeches(page: Page, server: Server) -> None:
    client = server.client
    card = client.post("/api/cards/words", json={"word": "murciélago", "meaning": "bat"}).json()
    for rating in (4, 1) * 8:  # learned and forgotten again
        body = {"rating": rating, "version": card["version"]}
        card = client.post(f"/api/cards/{card['id']}/review", json=body).json()
        if card["leech"]:
            break
    assert card["leech"]
    page.goto(server.url)
    page.get_by_test_id("to-progress").click()
    expect(page.get_by_test_id("overview")).to_contain_text("Grammar")
    minutes = page.get_by_test_id("session_minutes")
    minutes.fill("7")
    minutes.press("Enter")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    settings = client.get("/api/review-settings").json()
    assert settings["session_minutes"] == 7
    assert settings["timezone"] == page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    minutes.fill("0")  # less than a session can have
    minutes.press("Enter")
    expect(minutes).to_have_value("1")

    page.get_by_test_id("word-list").fill("la tormenta; storm\n¿¿??\n")
    page.get_by_test_id("import").click()
    expect(page.get_by_test_id("imported")).to_contain_text("1 word added")
    expect(page.get_by_test_id("imported")).to_contain_text("Line 2")
    with page.expect_download() as download:
        page.get_by_role("link", name="Cards as CSV").click()
    assert "tormenta" in download.value.path().read_text(encoding="utf-8")
    with page.expect_download() as download:
        page.get_by_role("link", name="Cards for Anki").click()
    assert download.value.path().read_bytes()[:2] == b"PK"
    leeches = page.get_by_test_id("leeches")
    expect(leeches).to_contain_text("murciélago")
    shoot(page, "progress")
    leeches.get_by_role("button", name="Bring back").click()
    expect(leeches).to_have_count(0)
    assert client.get("/api/cards?leech=true&standing=suspended").json() == []


def only(page: Page, server: Server, item_id: str) -> None:
    """Practise one exercise, whatever the server would have drawn."""
    item = server.client.get(f"/api/drills/items/{item_id}").json()
    page.route("**/api/drills/items?*", lambda route: route.fulfill(json=[item]))
    page.goto(f"{server.url}/#/practice?point={item['point']}")
    asked(page)


def test_an_unforeseen_answer_is_put_to_the_model_and_marked_so(page: Page, server: Server, ollama: FakeOllama) -> None:
    only(page, server, "translate.noun-gender.0")
    type_answer(page, "El problema es grande mismo")
    feedback = page.get_by_test_id("feedback")
    expect(feedback).to_have_attribute("data-verdict", "unforeseen")
    expect(page.get_by_test_id("opinion")).to_have_count(0)
    page.get_by_test_id("ask").press("Enter")
    expect(page.get_by_test_id("no-opinion")).to_be_visible()  # this model talks nonsense

    page.reload()
    asked(page)
    ollama.formatted = '{"correct": true, "why": "One may say so."}'
    type_answer(page, "El problema es grande mismo")
    page.get_by_test_id("ask").press("Enter")
    expect(feedback).to_have_attribute("data-verdict", "right")
    expect(page.get_by_test_id("opinion")).to_contain_text("can be mistaken")
    shoot(page, "practice-opinion")


@pytest.mark.models
def test_an_answer_aloud(browser: Browser, server: Server, dora: KokoroVoice, tmp_path: Path) -> None:
    microphone = tmp_path / "learner.wav"
    microphone.write_bytes(recording(dora, "el pɹoβlˈema es ɡɹˈande."))  # with an English r
    flags = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={microphone}%noloop",
    ]
    with chromium(*flags) as speaking:
        page = speaking.new_context(permissions=["microphone"]).new_page()
        only(page, server, "say.noun-gender.0")
        record(page, page.get_by_test_id("record-button"))
        page.wait_for_timeout(3500)  # the microphone plays the sentence once
        page.get_by_test_id("record-button").click()
        expect(page.get_by_test_id("feedback")).to_have_attribute("data-verdict", "right")
        expect(page.get_by_test_id("feedback")).to_contain_text("El problema es grande")
        # And how it sounded, without asking.
        expect(page.get_by_test_id("pronounced")).to_contain_text("problema")
        expect(page.locator(".said-well").first).to_be_visible()
        expect(page.locator(".missed mark").last).to_have_text("r")
        expect(page.get_by_test_id("pronounced")).to_contain_text("English r")
        shoot(page, "practice-sounds")
