"""From a course of a learning platform, within its page: a teacher puts a task there, a learner does it, the grade arrives."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

from tests.api.client import wait_until
from tests.conftest import Server, running
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot, wait_until_fits
from tests.e2e.schooled import owner_made, sign_in, visitor
from tests.fakes.lti import FakePlatform, fake_platform, person
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def platform() -> Iterator[FakePlatform]:
    """Under another name than the tutor's: to a browser, another site."""
    people = {"marta": person("t-1", "Marta", "Instructor"), "ana": person("s-1", "Ana"), "ben": person("s-2", "Ben")}
    with fake_platform(people=people) as fake:
        yield fake


@pytest.fixture(scope="module")
def school(ollama: FakeOllama, platform: FakePlatform, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ollama.tutor(tmp_path_factory.mktemp("school"), accounts=True)) as server:
        platform.tool = server.url.rstrip("/")
        owner_made(server)
        yield server


def tutor_in(page: Page, platform: FakePlatform, who: str, link: str = "none") -> FrameLocator:
    """The tutor in a page of the course."""
    page.goto(f"{platform.issuer}/course/{who}?link={link}")
    return page.frame_locator("iframe")


def test_the_owner_enters_the_platform(browser: Browser, school: Server, platform: FakePlatform) -> None:
    context = browser.new_context(viewport={"width": 1100, "height": 800}, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(school.url)
    sign_in(page, "Clara")
    page.get_by_test_id("account").click()
    page.get_by_role("link", name="Platforms").click()
    expect(page.get_by_test_id("platforms").get_by_label("Login initiation URL")).to_have_value(
        f"{platform.tool}/api/lti/login"
    )
    page.get_by_role("button", name="Enter a platform").click()
    form = page.get_by_test_id("platform-form")
    entry = platform.entry()
    for label, name in (
        ("Name, as teachers know it", "name"),
        ("Issuer (platform ID)", "issuer"),
        ("Client ID", "client_id"),
        ("Authentication request URL", "auth_url"),
        ("Access token URL", "token_url"),
        ("Public keyset URL", "keys_url"),
    ):
        form.get_by_label(label).fill(entry[name])
    form.get_by_label("Deployment IDs, with spaces between").fill(" ".join(entry["deployments"]))
    assert faults(page) == []
    shoot(page, "platforms")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_test_id("platform")).to_contain_text(platform.issuer)
    page.set_viewport_size({"width": 390, "height": 800})
    wait_until_fits(page)
    context.close()


def test_a_teacher_puts_a_task_into_the_course_within_its_page(
    browser: Browser, school: Server, platform: FakePlatform
) -> None:
    context, page = visitor(browser)
    tutor = tutor_in(page, platform, "marta", "pick")
    expect(tutor.get_by_role("heading", name="A link for Moodle")).to_be_visible()
    tutor.get_by_test_id("new-assignment").click()
    form = tutor.get_by_test_id("assignment-form")
    form.get_by_label("Kind").select_option("listening")
    form.get_by_label("Which").select_option(index=1)
    form.get_by_role("button", name="Give it").click()
    shoot(page, "course-pick")
    tutor.get_by_role("link", name=re.compile("^Put into the course")).click()
    expect(tutor.get_by_text("Link added")).to_be_visible()
    assert [link["type"] for link in platform.links] == ["ltiResourceLink"]
    # Alone, the class is there.
    page.goto(f"{platform.issuer}/course/marta?frame=false")
    page.get_by_role("link", name="Open it").click()
    expect(page.get_by_role("heading", name="Español A2")).to_be_visible()
    context.close()


def test_a_learner_does_it_within_the_course_and_the_grade_arrives(
    browser: Browser, school: Server, platform: FakePlatform
) -> None:
    context, page = visitor(browser)
    tutor = tutor_in(page, platform, "ana", "0")
    expect(tutor.get_by_test_id("who-sees")).to_contain_text("What Marta always sees")
    expect(tutor.get_by_text("Your course is told when you have done something")).to_be_visible()
    shoot(page, "course-door")
    tutor.get_by_test_id("join-seen").click()
    expect(tutor.get_by_test_id("given-one")).to_have_attribute("data-state", "open")
    shoot(page, "course-task")
    tutor.get_by_role("button", name=re.compile("^Do it:")).click()
    frame = next(frame for frame in page.frames if frame.url.startswith(school.url))
    frame.wait_for_url(re.compile("#/longer/listening/"))
    frame.evaluate(
        """async id => {
             const asked = await (await fetch(`/api/listening/${id}`)).json();
             const choices = asked.questions.map(question => question.options[0]);
             const body = JSON.stringify({ choices });
             const headers = { "Content-Type": "application/json" };
             const answer = await fetch(`/api/listening/${id}/answers`, { method: "POST", headers, body });
             if (!answer.ok) throw new Error(await answer.text());
           }""",
        frame.url.rsplit("/", 1)[1],
    )
    wait_until(lambda: platform.scores)
    told = platform.scores[0]
    assert (told["userId"], told["activityProgress"], told["gradingProgress"]) == ("s-1", "Completed", "FullyGraded")
    assert told["scoreMaximum"] > 0
    # Once more from the course: not asked again, and it is done.
    tutor = tutor_in(page, platform, "ana", "0")
    expect(tutor.get_by_test_id("given-one")).to_have_attribute("data-state", "done")
    context.close()


def test_where_such_cookies_are_not_kept_a_window_of_its_own_opens(
    browser: Browser, school: Server, platform: FakePlatform
) -> None:
    context, page = visitor(browser)

    def keep_no_cookie(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        kept = {name: value for name, value in answer.headers.items() if name != "set-cookie"}
        route.fulfill(status=answer.status, headers=kept)

    page.route(re.compile(r"/api/lti/login"), keep_no_cookie)
    tutor = tutor_in(page, platform, "ben", "0")
    expect(tutor.get_by_role("heading", name="A window of its own")).to_be_visible()
    shoot(page, "course-window")
    with context.expect_page() as opened:
        tutor.get_by_role("link", name="Open the tutor").click()
    expect(opened.value.get_by_test_id("who-sees")).to_be_visible()
    context.close()
