"""Coming in, being let in, and leaving: on the page of a tutor that has accounts, and of one that has none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server, running
from tests.e2e.axe import faults
from tests.e2e.chromium import SIZES, shoot
from tests.e2e.schooled import PASSWORD, setup_link, sign_in, visitor
from tests.e2e.steps import begin, stored, write
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def school(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = ollama.tutor(tmp_path_factory.mktemp("school"), accounts=True)
    with running(settings) as server:
        yield server


@pytest.fixture(scope="module")
def owner(browser: Browser, school: Server) -> Iterator[Page]:
    """The one who started the tutor, come in through the link it printed."""
    context, page = visitor(browser)
    page.goto(setup_link(school))
    expect(page.get_by_role("heading", name="A new tutor")).to_be_visible()
    page.get_by_label("Name").fill("Clara")
    password = page.get_by_label("Password", exact=True)
    password.fill("corta")
    page.get_by_role("button", name="Make it mine").click()
    expect(page.get_by_test_id("error")).to_contain_text("too short")
    password.fill(PASSWORD)
    shoot(page, "setup")
    page.get_by_role("button", name="Make it mine").click()
    expect(page.get_by_test_id("account")).to_contain_text("Clara", ignore_case=True)
    assert "token" not in page.url
    yield page
    context.close()


def test_without_accounts_there_is_no_door(page: Page, server: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url + "#/join?token=x")
    expect(page.get_by_test_id("new-conversation")).to_be_visible()
    expect(page.get_by_test_id("account")).to_have_count(0)
    assert [url for url in asked if "Welcome" in url or "Account" in url] == []


def test_what_was_typed_waits_behind_the_door(owner: Page, school: Server) -> None:
    begin(owner, school.url)
    owner.context.clear_cookies()
    write(owner, "Esto no se pierde")
    expect(owner.get_by_role("heading", name="Welcome back")).to_be_visible()
    sign_in(owner, "Clara", "no es esta frase")
    expect(owner.locator(".welcome").get_by_test_id("error")).to_be_visible()
    sign_in(owner, "Clara", PASSWORD)
    expect(owner.get_by_test_id("message-learner")).to_contain_text("Esto no se pierde")
    owner.get_by_test_id("error").get_by_role("button", name="Try again").click()
    expect(owner.get_by_test_id("message-tutor")).to_have_count(2)
    expect(owner.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    said = owner.evaluate("async () => (await (await fetch('/api/conversations')).json()).map(c => c.message_count)")
    assert said == [3]


def test_an_invitation_makes_one_account_that_sees_only_its_own(owner: Page, browser: Browser, school: Server) -> None:
    owner.get_by_test_id("account").click()
    owner.get_by_role("button", name="New invitation").click()
    link = owner.locator(".secret input").input_value()
    shoot(owner, "account")
    owner.keyboard.press("Escape")

    context, guest = visitor(browser)
    guest.goto(link)
    expect(guest.get_by_role("heading", name="You are invited")).to_be_visible()
    guest.get_by_label("Name").fill("Ben")
    guest.get_by_label("Password", exact=True).fill(PASSWORD)
    guest.get_by_role("button", name="Join").click()
    expect(guest.get_by_test_id("account")).to_contain_text("Ben", ignore_case=True)
    expect(guest.locator(".conversation-row")).to_have_count(0)
    guest.get_by_test_id("account").click()
    expect(guest.get_by_text("Invitations")).to_have_count(0)
    guest.get_by_role("button", name="Sign out", exact=True).click()
    expect(guest.get_by_role("heading", name="Welcome back")).to_be_visible()
    expect(guest.get_by_test_id("account")).to_have_count(0)

    guest.goto(link)
    guest.reload()
    guest.get_by_label("Name").fill("Otro")
    guest.get_by_label("Password", exact=True).fill(PASSWORD)
    guest.get_by_role("button", name="Join").click()
    expect(guest.get_by_test_id("error")).to_be_visible()
    context.close()

    owner.get_by_test_id("account").click()
    owner.get_by_role("button", name="Remove Ben").click()
    owner.get_by_role("alert").get_by_role("button", name="Remove").click()
    expect(owner.get_by_role("button", name="Remove Ben")).to_have_count(0)
    owner.keyboard.press("Escape")


def test_a_token_is_shown_once_and_a_password_changes(owner: Page, school: Server) -> None:
    owner.get_by_test_id("account").click()
    owner.get_by_label("What it is for").fill("guion")
    owner.get_by_role("button", name="New token").click()
    token = owner.locator(".secret input").input_value()
    bearer = {"Authorization": f"Bearer {token}"}
    assert school.client.get("/api/conversations", headers=bearer).status_code == 200
    owner.get_by_role("button", name="Remove guion").click()
    expect(owner.get_by_role("button", name="Remove guion")).to_have_count(0)
    assert school.client.get("/api/conversations", headers=bearer).status_code == 401

    owner.get_by_label("Current password").fill("no es esta frase")
    owner.get_by_label("New password").fill("otra frase bien larga")
    owner.get_by_role("button", name="Change password").click()
    expect(owner.get_by_test_id("error")).to_be_visible()
    owner.get_by_label("Current password").fill(PASSWORD)
    owner.get_by_role("button", name="Change password").click()
    expect(owner.get_by_text("Changed", exact=True)).to_be_visible()
    owner.keyboard.press("Escape")
    expect(owner.get_by_role("dialog")).to_have_count(0)


def test_the_password_is_asked_for_once_more_and_what_was_refused_is_then_done(owner: Page) -> None:
    """A server that has forgotten who gave theirs lately: it does so after ten minutes, and when it is started."""
    needed = {"code": "password_needed", "message": "No.", "action": "Give it.", "retryable": False}
    owner.get_by_test_id("account").click()
    owner.get_by_label("What it is for").fill("otro guion")
    owner.route(
        "**/api/tokens",
        lambda route: (
            route.fulfill(status=403, json={"error": needed}) if route.request.method == "POST" else route.continue_()
        ),
        times=1,
    )
    owner.get_by_role("button", name="New token").click()
    asking = owner.get_by_role("dialog", name="Your password once more")
    asking.get_by_label("Password", exact=True).fill("no es esta")
    asking.get_by_role("button", name="Go on").click()
    expect(asking.get_by_test_id("error")).to_be_visible()
    asking.get_by_label("Password", exact=True).fill("otra frase bien larga")
    asking.get_by_role("button", name="Go on").click()
    expect(asking).to_have_count(0)
    expect(owner.locator(".secret input")).to_have_count(1)


def test_all_that_is_kept_can_be_taken_away_and_deleted(page: Page, server: Server, tmp_path: Path) -> None:
    begin(page, server.url)
    write(page, "Para siempre jamás")
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    assert len(stored(server, page)) == 3
    page.get_by_role("button", name="Settings").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as JSON").click()
    file = tmp_path / "export.json"
    download.value.save_as(file)
    assert "Para siempre jamás" in json.dumps(json.loads(file.read_text()), ensure_ascii=False)

    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("button", name="Delete everything")).to_be_disabled()
    page.get_by_label("Type “delete” to confirm").fill("delete")
    page.get_by_role("button", name="Delete everything").click()
    expect(page.locator(".home")).to_be_visible()
    expect(page.locator(".conversation-row")).to_have_count(0)
    assert server.client.get("/api/conversations").json() == []


# What the page takes along for days without the tutor, as its own box keeps it.
TAKE_ALONG = """(learner) => new Promise((done, failed) => {
    localStorage.setItem("tutor.pocket", learner);
    const opening = indexedDB.open(`tutor.${learner}`, 1);
    opening.onupgradeneeded = () => ["deck", "sounds", "kept"].forEach(
        (shelf) => opening.result.createObjectStore(shelf, shelf === "kept" ? { autoIncrement: true } : undefined));
    opening.onerror = failed;
    opening.onsuccess = () => {
        const writing = opening.result.transaction("deck", "readwrite");
        writing.objectStore("deck").put({ cards: [{ id: "1", front: "secreto" }], items: [] }, "deck");
        writing.oncomplete = () => { opening.result.close(); done(null); };
    };
})"""
TAKEN = """(learner) => new Promise((done, failed) => {
    const opening = indexedDB.open(`tutor.${learner}`, 1);
    opening.onerror = failed;
    opening.onsuccess = () => {
        const all = opening.result.transaction("deck").objectStore("deck").getAll();
        all.onsuccess = () => { opening.result.close(); done(all.result.length); };
    };
})"""


def test_who_was_signed_out_from_elsewhere_leaves_no_cards_for_the_next_one(owner: Page, browser: Browser) -> None:
    link = owner.evaluate("async () => (await (await fetch('/api/invitations', {method: 'POST'})).json()).url")
    context, shared = visitor(browser)
    shared.goto(link)
    shared.get_by_label("Name").fill("Dora")
    shared.get_by_label("Password", exact=True).fill(PASSWORD)
    shared.get_by_role("button", name="Join").click()
    expect(shared.get_by_test_id("account")).to_be_visible()
    learner = shared.evaluate("async () => (await (await fetch('/api/learner')).json()).id")
    shared.evaluate(TAKE_ALONG, learner)
    assert shared.evaluate(TAKEN, learner) == 1
    shared.evaluate("fetch('/api/sessions', {method: 'DELETE'})")  # on her telephone
    shared.reload()
    expect(shared.get_by_role("heading", name="Welcome back")).to_be_visible()
    shared.wait_for_function("localStorage.getItem('tutor.pocket') === null")
    shared.wait_for_function(f"async (learner) => (await ({TAKEN})(learner)) === 0", arg=learner)
    context.close()


@pytest.mark.parametrize("size", SIZES)
def test_who_has_forgotten_a_password_sets_a_new_one_by_a_link(
    owner: Page, browser: Browser, school: Server, size: str
) -> None:
    name = {"desk": "Elsa", "phone": "Fede"}[size]
    owner.reload()
    invitation = owner.evaluate("async () => (await (await fetch('/api/invitations', {method: 'POST'})).json()).token")
    body = {"name": name, "password": PASSWORD, "invitation": invitation}
    httpx.post(f"{school.url}/api/accounts", json=body, trust_env=False).raise_for_status()
    owner.get_by_test_id("account").click()
    owner.get_by_role("button", name=f"Password link for {name}").click()
    made = owner.locator(".secret").filter(has_text=f"Give this link to {name}")
    link = made.locator("input").input_value()
    made.scroll_into_view_if_needed()
    shoot(owner, f"reset-made-{size}")
    owner.keyboard.press("Escape")

    context = browser.new_context(
        viewport=SIZES[size], color_scheme="dark" if size == "phone" else "light", bypass_csp=True
    )
    page = context.new_page()
    page.goto(school.url)
    expect(page.get_by_text("Forgotten your password?")).to_be_visible()
    assert faults(page) == []
    shoot(page, f"door-{size}")
    page.goto(link)  # in the page that shows the door already
    expect(page.get_by_role("heading", name="A new password")).to_be_visible()
    assert page.get_by_label("Name").count() == 0
    assert faults(page) == []
    shoot(page, f"reset-{size}")
    password = page.get_by_label("Password", exact=True)
    password.fill("corta")
    page.get_by_role("button", name="Set it and sign in").click()
    expect(page.get_by_test_id("error")).to_contain_text("too short")
    password.fill("otra frase, bien larga")
    page.keyboard.press("Enter")
    expect(page.locator(".home")).to_be_visible()
    assert "token" not in page.url
    page.goto(link)  # once more, by who is in: it is used up, and there is a way on
    page.get_by_label("Password", exact=True).fill("otra frase, bien larga")
    page.get_by_role("button", name="Set it and sign in").click()
    expect(page.get_by_test_id("error")).to_contain_text("used up")
    page.get_by_role("button", name="I know my password").click()
    expect(page.locator(".home")).to_be_visible()
    context.close()


def test_a_name_that_could_be_taken_for_another_is_refused_at_the_door(
    owner: Page, browser: Browser, school: Server
) -> None:
    owner.reload()
    link = owner.evaluate("async () => (await (await fetch('/api/invitations', {method: 'POST'})).json()).url")
    context, page = visitor(browser)
    page.goto(link)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    for name, told in (
        ("С" + "lara", "several scripts"),  # its first letter is Cyrillic
        ("Cla\u202era", "nobody sees"),
        ("Ｃｌａｒａ", "that name already"),
    ):
        page.get_by_label("Name").fill(name)
        page.get_by_role("button", name="Join").click()
        expect(page.get_by_test_id("error")).to_contain_text(told)
    page.get_by_label("Name").fill("Clara María")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_test_id("account")).to_contain_text("Clara María")
    context.close()


def test_the_owner_closes_all_classes(owner: Page) -> None:
    owner.reload()
    owner.evaluate(
        """fetch('/api/classes', {
            method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({name: '3A'})
        })"""
    )
    owner.get_by_test_id("account").click()
    owner.get_by_test_id("close-classes").click()
    expect(owner.get_by_text("All classes are closed.")).to_be_visible()
    codes = owner.evaluate("async () => (await (await fetch('/api/classes')).json()).teaching.map((room) => room.code)")
    assert codes == [None]
