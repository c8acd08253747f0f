"""What a model or a learner writes is text on the page: nothing in it runs, and nothing is fetched."""

from __future__ import annotations

from playwright.sync_api import Page, Request, expect

from tests.conftest import Server
from tests.e2e.steps import begin, write
from tests.fakes.ollama import FakeOllama

HOSTILE = [
    "<img src=x onerror=\"document.title='taken'\"> ",
    "<script>document.title='taken'</script> ",
    "[pulsa](javascript:document.title='taken') ",
    "![gato](http://203.0.113.1/gato.png) ",
    "<iframe src='http://203.0.113.1/'></iframe> ",
    "<style>body{display:none}</style> ",
    "</div></body> &lt;b&gt; {{7*7}} ${7*7}",
]


def test_a_hostile_reply_is_shown_as_text(page: Page, server: Server, ollama: FakeOllama) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    ollama.tokens = HOSTILE
    page.on("request", note)
    begin(page, server.url)
    write(page, "".join(reversed(HOSTILE)))  # an echo of the learner is not shown
    reply = page.get_by_test_id("message-tutor").last
    expect(reply).to_have_attribute("data-state", "complete")
    for message in (reply, page.get_by_test_id("message-learner")):
        for part in ("<script>", "onerror", "javascript:", "<style>", "{{7*7}}"):
            expect(message).to_contain_text(part)
        assert message.locator("script, img[src='x'], iframe, style, a[href^='javascript']").count() == 0
    page.reload()
    expect(page.get_by_test_id("message-tutor").last).to_contain_text("<script>")
    assert page.title() != "taken"
    assert not [url for url in asked if not url.startswith((server.url, "blob:", "data:"))]
    page.remove_listener("request", note)


def test_the_policy_forbids_inline_script_and_other_places(page: Page, server: Server) -> None:
    page.goto(server.url)
    policy = server.client.get("/").headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy  # WebAssembly's own word for it is another
    with_script = "s => { const e = document.createElement('script'); e.textContent = s; document.head.append(e) }"
    page.evaluate(with_script, "document.title = 'taken'")
    assert page.title() != "taken"
    fetched = page.evaluate("() => fetch('http://203.0.113.1/').then(() => 'let through', () => 'refused')")
    assert fetched == "refused"
