"""A browser over WebDriver BiDi (W3C), without a driver between: for what Debian's Firefox does with the page."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.e2e.driven import Driven
from tests.tutors import PATIENCE_S

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
# A sound may begin without a press, a microphone that hums is there, nothing is fetched from elsewhere, nothing is asked.
PREFERENCES = """user_pref("media.autoplay.default", 0);
user_pref("media.navigator.streams.fake", true);
user_pref("media.navigator.permission.disabled", true);
user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("remote.active-protocols", 1);
"""


class Tab(Driven):
    """One page of the browser."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line
        self._number = 0
        self._send("session.new", {"capabilities": {}})
        self._context = self._send("browsingContext.getTree", {})["contexts"][0]["context"]

    def _send(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        self._line.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._line.recv(timeout=PATIENCE_S))
            if answer.get("id") == self._number:
                assert answer["type"] == "success", answer
                return dict(answer["result"])

    def goto(self, url: str) -> None:
        self._send("browsingContext.navigate", {"context": self._context, "url": url, "wait": "complete"})

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, or of what it promises, as JSON has it."""
        asked = {
            "expression": f"(async () => JSON.stringify(await ({expression}) ?? null))()",
            "target": {"context": self._context},
            "awaitPromise": True,
        }
        answer = self._send("script.evaluate", asked)
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def click(self, test_id: str) -> None:
        self.wait_for(f"document.querySelector('[data-testid=\"{test_id}\"]:enabled') !== null")
        self.evaluate(f"document.querySelector('[data-testid=\"{test_id}\"]').click()")

    def type(self, text: str) -> None:
        """Keys, to whatever has the focus."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keyboard", "actions": keys}]
        self._send("input.performActions", {"context": self._context, "actions": actions})

    def fill(self, test_id: str, text: str) -> None:
        self.evaluate(f"document.querySelector('[data-testid={test_id}]').focus()")
        self.type(text)

    def shoot(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        shot = self._send("browsingContext.captureScreenshot", {"context": self._context})
        path.write_bytes(base64.b64decode(shot["data"]))


@contextmanager
def firefox(profile: Path) -> Iterator[Tab]:
    """A tab of a Firefox without a window, until the block ends."""
    assert FIREFOX
    (profile / "user.js").write_text(PREFERENCES)
    process = subprocess.Popen(
        [FIREFOX, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stderr
        for line in process.stderr:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                break
        else:
            raise AssertionError("Firefox does not listen")
        with connect(f"{found[1]}/session", max_size=None, open_timeout=PATIENCE_S, ping_interval=None) as line_:
            yield Tab(line_)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
