"""A browser over WebDriver (W3C), with the driver that Debian has for it: for what WebKit does with the page."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.e2e.driven import Driven
from tests.tutors import PATIENCE_S

SCREEN = shutil.which("xvfb-run")
DRIVER = shutil.which("WebKitWebDriver")
BROWSER = next(iter(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")), None)
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class WebKit(Driven):
    """One page of the browser."""

    def __init__(self, driver: httpx.Client) -> None:
        self._driver = driver
        options = {"binary": str(BROWSER), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._session = self._ask("POST", "/session", wanted)["sessionId"]

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = self._driver.request(method, path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()["value"]

    def _do(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._ask(method, f"/session/{self._session}{path}", body)

    def goto(self, url: str) -> None:
        self._do("POST", "/url", {"url": url})

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, as JSON has it."""
        return self._do("POST", "/execute/sync", {"script": f"return {expression}", "args": []})

    def _find(self, test_id: str) -> str:
        self.wait_for(f"document.querySelector('[data-testid=\"{test_id}\"]') !== null")
        found = self._do("POST", "/element", {"using": "css selector", "value": f"[data-testid='{test_id}']"})
        return str(found[_ELEMENT])

    def click(self, test_id: str) -> None:
        self._do("POST", f"/element/{self._find(test_id)}/click", {})

    def fill(self, test_id: str, text: str) -> None:
        self._do("POST", f"/element/{self._find(test_id)}/value", {"text": text})

    def shoot(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(self._do("GET", "/screenshot")))

    def close(self) -> None:
        self._do("DELETE", "")


@contextmanager
def webkit() -> Iterator[WebKit]:
    """A page of WebKit in a screen that nobody sees, until the block ends."""
    assert DRIVER
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [DRIVER, f"--port={port}"]
    if SCREEN and "DISPLAY" not in os.environ:
        program = [SCREEN, "-a", *program]
    process = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_S, trust_env=False) as driver:
            end = time.monotonic() + PATIENCE_S
            while time.monotonic() < end:
                try:
                    driver.get("/status")
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            page = WebKit(driver)
            try:
                yield page
            finally:
                page.close()
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE_S)
