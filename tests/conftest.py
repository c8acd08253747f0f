"""Shared by all tests: settings on an empty data folder with the real models, real speech, a real server."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import numpy as np
import pytest
from numpy.typing import NDArray
from pydantic import SecretStr

from tests.postgres import database_for, postgres
from tutor.core.downloads import load_catalogue
from tutor.core.settings import Settings
from tutor.speech.tts.voices import KokoroModel, KokoroVoice, PiperVoice, to_int16, with_breath

if TYPE_CHECKING:
    from tests.scenes import People

REAL = Settings()  # where `make test` put the models


# Set while `--postgres` is on: where a server finds its databases.
POSTGRES = "TUTOR_TEST_POSTGRES"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="give every server a PostgreSQL database")


@pytest.fixture(scope="session", autouse=True)
def _postgres(request: pytest.FixtureRequest) -> Iterator[None]:
    if not request.config.getoption("--postgres"):
        yield
        return
    with postgres() as url:
        os.environ[POSTGRES] = url
        yield
        del os.environ[POSTGRES]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Quick tests first: what is broken shows early."""
    if config.getoption("--postgres"):
        for item in items:
            if "sqlite" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="about SQLite's files"))
    items.sort(key=lambda item: ("/e2e/" in str(item.path), "models" in item.keywords))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty tutor that uses the models already on this machine and the small plumbing model."""
    return Settings(
        data_dir=tmp_path / "data",
        models_dir=REAL.models_folder,
        voices_dir=REAL.voices_folder,
        embedded_model="qwen2.5-coder-0.5b-instruct",
        llm="embedded",
        prewarm=False,
    )


@pytest.fixture(scope="session")
def dora() -> KokoroVoice:
    """The voice that speaks the learner's lines."""
    catalogue = load_catalogue()
    entry = next(v for v in catalogue.voices if v.id == "ef_dora")
    files = catalogue.ensure_voice(entry, REAL)
    return KokoroVoice(KokoroModel(files["model"]), files["style"], "es")


def wav_bytes(samples: NDArray[np.int16], rate: int) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return out.getvalue()


@pytest.fixture(scope="session")
def spoken(dora: KokoroVoice) -> Callable[[str], bytes]:
    """A learner's sentence as a WAV."""
    return lambda text: wav_bytes(dora.say(text, 0.95), dora.sample_rate)


@pytest.fixture(scope="session")
def people() -> People:
    """Who else is in the room."""
    from tests.scenes import People

    return People()


@pytest.fixture(scope="session")
def spoken_english() -> Callable[[str], bytes]:
    """What somebody says in English, as a WAV."""
    catalogue = load_catalogue()
    entry = next(v for v in catalogue.voices if v.id == "en_US-joe-medium")
    joe = PiperVoice(catalogue.ensure_voice(entry, REAL)["model"], 22_050)
    return lambda text: wav_bytes(joe.say(text, 1.0), joe.sample_rate)


def recording(dora: KokoroVoice, phonemes: str) -> bytes:
    """What is said in these sounds (IPA) as a WAV."""
    style = np.fromfile(REAL.voices_folder / "ef_dora/style.bin", dtype=np.float32).reshape(-1, 1, 256)
    said = dora.model.say(phonemes, style, 0.9, "es", phonemes=True)
    return wav_bytes(with_breath(to_int16(said), dora.sample_rate), dora.sample_rate)


# The module that starts a tutor, where that is not its own; and all that were started.
STARTED_BY = "TUTOR_TEST_STARTED_BY"
started: list[Server] = []


class Server:
    """A real tutor in a process of its own."""

    data_dir: Path

    def __init__(self, env: dict[str, str]) -> None:
        self.data_dir = Path(env["TUTOR_DATA_DIR"])
        self.process = subprocess.Popen(
            [sys.executable, "-m", os.environ.get(STARTED_BY, "tutor.cli"), "serve", "--port", "0"],
            env=os.environ | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout
        self.lines: list[str] = []
        started.append(self)
        for line in self.process.stdout:
            self.lines.append(line)
            if found := re.search(r"http://\S+", line):
                self.url = found[0]
                break
        else:
            raise AssertionError("".join(self.lines))
        threading.Thread(target=self._read, daemon=True).start()
        self.client = httpx.Client(base_url=self.url, timeout=180, trust_env=False)
        self._wait_until_up()

    def _read(self) -> None:
        assert self.process.stdout
        self.lines.extend(self.process.stdout)

    def _wait_until_up(self) -> None:
        for _ in range(200):
            try:
                self.client.get("/api/status")
            except httpx.ConnectError:
                continue
            return

    def wait_for_line(self, part: str) -> str:
        """The first line of the server's output that has `part`."""
        for _ in range(200):
            for line in self.lines:
                if part in line:
                    return line
            time.sleep(0.05)
        raise AssertionError("".join(self.lines))

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> int:
        self.client.close()
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


def _as_text(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return json.dumps(value) if isinstance(value, list) else str(value)


@contextmanager
def running(settings: Settings, **env: str) -> Iterator[Server]:
    """A server on these settings until the block ends."""
    given = {
        "TUTOR_" + name.upper(): _as_text(value)
        for name, value in settings.model_dump(exclude_unset=True).items()
        if value is not None
    }
    if (databases := os.environ.get(POSTGRES)) and not settings.database_url:
        given["TUTOR_DATABASE_URL"] = database_for(databases, settings.data_dir)
    server = Server(given | env)
    server.data_dir = settings.data_dir
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()
