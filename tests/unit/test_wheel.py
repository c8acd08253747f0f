"""The tutor as it is installed: from its wheel alone, without a checkout and without Node."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.tutors import PATIENCE_S
from tutor.core.settings import Settings

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "frontend" / "dist" / "index.html"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not PAGE.is_file():
        pytest.skip("the page is not built: npm run build")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT], check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `tutor` program in an environment that has only the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel], check=True)
    # What the wheel depends on is here already: it is lent, without this checkout.
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "tutor"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """No Node, no checkout, a home of its own; a browser that only writes down what it was asked to open."""
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    assert shutil.which("node", path="/nowhere") is None
    here = Settings()
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "BROWSER": f"{browser} %s",
        "TUTOR_PORT": "0",
        "TUTOR_DATA_DIR": str(tmp_path / "data"),
        "TUTOR_MODELS_DIR": str(here.models_folder),
        "TUTOR_VOICES_DIR": str(here.voices_folder),
        "TUTOR_EMBEDDED_MODEL": "qwen2.5-coder-0.5b-instruct",
        "TUTOR_PREWARM": "false",
        "PYTHONUNBUFFERED": "1",
    } | {name: os.environ[name] for name in ("LANG", "LC_ALL") if name in os.environ}


def test_the_wheel_holds_the_page_and_all_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "tutor/page/index.html",
        "tutor/page/sw.js",
        "tutor/page/manifest.webmanifest",
        "tutor/page/icon-512.png",
        "tutor/voices/catalogue.toml",
        "tutor/language/es/texts/a1.toml",
        "tutor/language/es/scenes/cafe.toml",
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "frontend/"))]


@pytest.fixture
def running(installed: Path, env: dict[str, str], tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """`tutor` alone; where it serves, and what it said until then."""
    process = subprocess.Popen(
        [installed], cwd=tmp_path, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout
    said: list[str] = []
    try:
        for line in process.stdout:
            said.append(line)
            if found := re.search(r"http://\S+", line):
                yield found[0], said
                break
        else:
            raise AssertionError("".join(said))
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def test_tutor_alone_fetches_serves_and_opens_the_browser(running: tuple[str, list[str]], tmp_path: Path) -> None:
    url, said = running
    assert any("models are here" in line or "Fetching" in line or "could not" in line for line in said)
    with httpx.Client(base_url=url, trust_env=False, timeout=PATIENCE_S) as client:
        assert '<div id="root">' in client.get("/").text
        assert client.get("/sw.js").status_code == 200
        assert client.get("/api/learner").status_code == 200
        assert len(client.get("/api/samples").json()) >= 24
    end = time.monotonic() + PATIENCE_S
    while not ((opened := tmp_path / "opened").exists() and opened.read_text()):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert opened.read_text().strip() == url
