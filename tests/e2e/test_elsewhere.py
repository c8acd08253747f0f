"""Coming in with an account from elsewhere, by the button on the sign-in page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from pydantic import SecretStr

from tests.conftest import Server, running
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot
from tests.e2e.schooled import owner_made
from tests.fakes.oidc import CLIENT, SECRET, FakeProvider, fake_provider
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def provider() -> Iterator[FakeProvider]:
    with fake_provider(page=True) as fake:
        yield fake


@pytest.fixture(scope="module")
def school(ollama: FakeOllama, provider: FakeProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = ollama.tutor(
        tmp_path_factory.mktemp("school"),
        accounts=True,
        oidc_issuer=provider.issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SecretStr(SECRET),
        oidc_name="the school",
        oidc_makes_accounts=True,
    )
    with running(settings) as server:
        owner_made(server)
        yield server


def test_one_signs_in_with_the_schools_account(browser: Browser, school: Server, provider: FakeProvider) -> None:
    context = browser.new_context(viewport={"width": 1100, "height": 800}, reduced_motion="reduce", locale="de-DE")
    page = context.new_page()
    page.goto(school.url)
    expect(page.get_by_test_id("elsewhere")).to_have_text("Mit the school anmelden")
    context.close()
    context = browser.new_context(viewport={"width": 1100, "height": 800}, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(school.url)
    expect(page.get_by_test_id("elsewhere")).to_have_text("Sign in with the school")
    assert faults(page) == []
    shoot(page, "elsewhere")
    page.get_by_test_id("elsewhere").click()
    page.get_by_role("link", name="I am Nuria").click()
    expect(page.get_by_test_id("account")).to_contain_text("Nuria")
    page.get_by_test_id("account").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("You sign in with the school.")
    dialog.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_test_id("elsewhere")).to_be_visible()

    # Who is kept out is told so on the page.
    account = next(p for p in school.client.get("/api/accounts").json() if p["name"] == "Nuria")
    school.client.patch(f"/api/accounts/{account['id']}", json={"active": False}).raise_for_status()
    page.get_by_test_id("elsewhere").click()
    page.get_by_role("link", name="I am Nuria").click()
    expect(page.get_by_test_id("error")).to_contain_text("Your account on this tutor is closed.")
    shoot(page, "elsewhere-closed")
    context.close()
