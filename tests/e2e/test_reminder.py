"""The week on the first page, and being reminded: by the browser, and by a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot
from tests.tutors import PATIENCE_S

pytestmark = pytest.mark.e2e

SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
SHOWN = """window.shown = [];
window.Notification = class { constructor(title, options) { shown.push(title + " " + options.body); }
  static permission = "granted"; static requestPermission() { return Promise.resolve("granted"); } };"""


@pytest.fixture(params=SIZES)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZES[request.param], bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_a_reminder_comes_at_its_time_and_a_calendar_has_it(page: Page, server: Server) -> None:
    width = page.viewport_size["width"]  # type: ignore[index]
    server.client.patch("/api/learner", json={"goal": "travel", "reminder_at": ""}).raise_for_status()
    page.clock.install(time=datetime(2026, 6, 10, 19, 0))
    page.add_init_script(SHOWN)
    page.goto(server.url)
    expect(page.get_by_test_id("week")).to_contain_text("of 50 this week")
    shoot(page, f"week-{width}")
    if width < 860:
        page.get_by_test_id("bar-more").click()
    page.get_by_role("button", name="Settings").click()
    page.get_by_test_id("remind").click()
    page.get_by_test_id("reminder-at").fill("19:30")
    page.get_by_test_id("reminder-at").blur()
    page.get_by_test_id("calendar").click()
    address = page.get_by_test_id("reminder").get_by_role("textbox", name="The address of your calendar").input_value()
    page.get_by_test_id("reminder").scroll_into_view_if_needed()
    assert faults(page) == []
    shoot(page, f"reminder-{width}")
    assert "T193000" in httpx.get(address, trust_env=False, timeout=PATIENCE_S).text
    page.clock.fast_forward("31:00")
    assert page.evaluate("shown") == ["¿Hablamos un rato? 10 minutes of Spanish are waiting."]


# A press that no finger made: the worker's own handler is asked what it would do.
PRESSED = """async (open) => {
  const done = [];
  const page = {focus: async () => { done.push("focused"); }};
  Object.defineProperty(self.clients, "matchAll", {configurable: true, value: async () => open ? [page] : []});
  Object.defineProperty(self.clients, "openWindow", {configurable: true, value: async url => { done.push(url); }});
  await self.registration.showNotification("¿Hablamos un rato?", {tag: "tutor-reminder"});
  const [shown] = await self.registration.getNotifications();
  self.dispatchEvent(new NotificationEvent("notificationclick", {notification: shown}));
  while (done.length === 0 || (await self.registration.getNotifications()).length) await new Promise(r => setTimeout(r, 20));
  return done;
}"""


def test_a_reminder_that_is_pressed_leads_to_the_tutor(browser: Browser, server: Server) -> None:
    context = browser.new_context(service_workers="allow", permissions=["notifications"])
    page = context.new_page()
    page.goto(server.url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    [worker] = context.service_workers
    assert worker.evaluate(PRESSED, False) == ["/"]
    assert worker.evaluate(PRESSED, True) == ["focused"]
    context.close()
