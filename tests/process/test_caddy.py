"""The shipped Caddyfile lets tokens through as they are written, and large bodies not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import tutor
from tests.api.client import begin
from tests.conftest import running
from tests.fakes.ollama import FakeOllama
from tests.fakes.serve import free_port
from tests.process.test_nginx import read_while_it_is_written, wait_for_proxy
from tests.tutors import PATIENCE_S
from tutor.core.settings import Settings

CADDY = shutil.which("caddy") or ""
SHIPPED = Path(tutor.__file__).parents[1] / "deploy" / "Caddyfile"
NAME = "tutor.example.org"

pytestmark = pytest.mark.skipif(not CADDY, reason="caddy is not installed")


@pytest.fixture
def proxied(ollama: FakeOllama, tmp_path: Path) -> Iterator[httpx.Client]:
    settings = Settings(
        data_dir=tmp_path / "data", llm="ollama", ollama_url=ollama.url, prewarm=False, corrections_llm=False
    )
    with running(settings) as server:
        port = free_port()
        site = SHIPPED.read_text()
        for shipped, here in (
            ("\ntutor.example.org {", f"\nhttp://127.0.0.1:{port} {{"),  # no certificate authority here
            ("127.0.0.1:8000", server.url.removeprefix("http://")),
        ):
            assert shipped in site
            site = site.replace(shipped, here)
        file = tmp_path / "Caddyfile"
        file.write_text("{\n\tadmin off\n}\n" + site)
        home = os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
        process = subprocess.Popen(
            [CADDY, "run", "--config", str(file), "--adapter", "caddyfile"], env=home, stderr=subprocess.PIPE, text=True
        )
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_S, trust_env=False)
        try:
            wait_for_proxy(client, process)
            yield client
        finally:
            client.close()
            process.terminate()
            process.communicate(timeout=PATIENCE_S)


def test_tokens_come_through_as_they_are_written(proxied: httpx.Client, ollama: FakeOllama) -> None:
    read_while_it_is_written(proxied, ollama)


def test_a_large_recording_is_refused(proxied: httpx.Client) -> None:
    path = f"/api/conversations/{begin(proxied)}/turns"
    answer = proxied.post(path, files={"audio": ("r.webm", b"\x1a\x45\xdf\xa3" + bytes(30_000_000))})
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "upload_too_large"
