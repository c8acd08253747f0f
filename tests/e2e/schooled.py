"""A teacher and a learner in a browser each: how one comes in, makes a class and joins it, for tests about what they do then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import Server

PASSWORD = "una frase bien larga"


def visitor(browser: Browser) -> tuple[BrowserContext, Page]:
    """Somebody new; what their pages complain about stands in `context.problems`."""
    context = browser.new_context(
        viewport={"width": 1100, "height": 800}, reduced_motion="reduce", accept_downloads=True
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    context.problems = problems  # type: ignore[attr-defined]
    return context, page


def unbroken(context: BrowserContext) -> None:
    """Nothing that a page did was kept from it, and nothing failed unseen."""
    problems: list[str] = context.problems  # type: ignore[attr-defined]
    assert [p for p in problems if "Content Security" in p or "Uncaught" in p] == []


def come_in(page: Page, name: str, button: str) -> None:
    """Give a name and a password where an account is made."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_test_id("account")).to_contain_text(name, ignore_case=True)


def setup_link(server: Server) -> str:
    """The link that a new tutor printed for its owner."""
    link = re.search(r"http\S+/#/setup\?token=\S+", server.wait_for_line("#/setup"))
    assert link
    return link[0]


def own(page: Page, server: Server) -> None:
    """Clara comes in as the owner, who teaches."""
    page.goto(setup_link(server))
    come_in(page, "Clara", "Make it mine")


def owner_made(server: Server) -> None:
    """Clara's account is made, without a page."""
    token = setup_link(server).partition("token=")[2]
    body = {"name": "Clara", "password": PASSWORD, "token": token}
    server.client.post("/api/owner", json=body).raise_for_status()


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """Come in by the door, with an account that there is."""
    door = page.locator(".welcome")
    door.get_by_label("Name").fill(name)
    door.get_by_label("Password", exact=True).fill(password)
    door.get_by_role("button", name="Sign in").click()


def make_class(teacher: Page, name: str) -> None:
    """Make a class, and see what its door says."""
    teacher.get_by_test_id("to-classes").click()
    teacher.get_by_label("Name of a new class").fill(name)
    teacher.get_by_role("button", name="Make a class").click()
    expect(teacher.locator(".door-code")).to_be_visible()


@contextmanager
def teaching(browser: Browser, school: Server, name: str, *, patient: bool = False) -> Iterator[Page]:
    """The owner's page, open at a class of theirs, until the end. `patient`: it waits however long a busy machine takes."""
    context, page = visitor(browser)
    if patient:
        page.set_default_timeout(0)
    own(page, school)
    make_class(page, name)
    yield page
    unbroken(context)
    context.close()


def join_class(page: Page, teacher: Page, name: str) -> None:
    """Join the class that the teacher has open, by its link."""
    page.goto(teacher.locator(".secret input").input_value())
    come_in(page, name, "Join")
    page.get_by_test_id("join-seen").click()
    expect(page.locator(".home")).to_be_visible()
