"""Shared by all tests: settings on an empty data folder with the real models, real speech, a real server."""

from __future__ import annotations

import io
import os
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.postgres import postgres
from tests.tutors import POSTGRES, networks
from tests.tutors import Server as Server
from tests.tutors import Spawned as Spawned
from tests.tutors import running as running
from tests.tutors import spawned as spawned
from tutor.core.downloads import load_catalogue
from tutor.core.settings import Settings
from tutor.speech.audio.wav import to_int16
from tutor.speech.tts.voices import KokoroVoice, with_breath

if TYPE_CHECKING:
    from tests.scenes import People

pytest_plugins = ["tests.in_time"]
REAL = Settings()  # where `make test` put the models


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


# What a test module is: one of these, by its folder unless it says otherwise. Only `process` and `e2e` start programs.
CATEGORIES = ("unit", "app", "process", "e2e")
# The files that take longest, by the processor's time (docs/decisions/house.md).
LONGEST = (
    "test_schema.py", "test_bad_input.py", "test_listen.py", "test_pronunciation.py", "test_cluster.py",
    "test_call.py", "test_practice.py", "test_spoken_turn.py", "test_everyday.py",
    "test_placement.py", "test_catalogue.py", "test_listening.py", "test_wheel.py",
)  # fmt: skip
# Set by `.ci/run` on a slow machine, for all workers alike: they have to collect in one order.
LONGEST_LAST = "TUTOR_TESTS_LONGEST_LAST"
FOLDERS = {"unit": "unit", "api": "app", "app": "app", "process": "process", "e2e": "e2e"}


@pytest.hookimpl(tryfirst=True)  # before `-m` looks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Gives each test its category. Quick tests first: what is broken shows early. Where workers share the files, they
    begin with the longest, and so end together, unless the time may not do for all (`LONGEST_LAST`)."""
    for item in items:
        item.add_marker(category(item))
    if config.getoption("--postgres"):
        for item in items:
            if "sqlite" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="about SQLite's files"))
    if hasattr(config, "workerinput") and os.environ.get(LONGEST_LAST):
        items.sort(key=lambda item: item.path.name in LONGEST)
    elif hasattr(config, "workerinput"):
        items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))
    else:
        items.sort(key=lambda item: ("e2e" in item.keywords, "models" in item.keywords))


def category(item: pytest.Item) -> str:
    """The one category of a test's module. Raises UsageError where there is none, or several."""
    module = item.getparent(pytest.Module)
    assert module
    marks = getattr(module.obj, "pytestmark", [])
    said = {mark.name for mark in (marks if isinstance(marks, list) else [marks])} & set(CATEGORIES)
    folders = [FOLDERS[folder] for folder in item.path.relative_to(Path(__file__).parent).parts if folder in FOLDERS]
    found = said or set(folders[:1])
    if len(found) != 1:
        raise pytest.UsageError(f"{item.path}: a test module is exactly one of {', '.join(CATEGORIES)}")
    if found == {"app"} and getattr(module.obj, "spawned", None):
        raise pytest.UsageError(f"{item.path}: tests that start a tutor's process belong into tests/process")
    return found.pop()


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
    return networks().kokoro(files["model"], files["style"], "es")


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
    joe = networks().piper(catalogue.ensure_voice(entry, REAL)["model"], 22_050)
    return lambda text: wav_bytes(joe.say(text, 1.0), joe.sample_rate)


def recording(dora: KokoroVoice, phonemes: str) -> bytes:
    """What is said in these sounds (IPA) as a WAV."""
    style = np.fromfile(REAL.voices_folder / "ef_dora/style.bin", dtype=np.float32).reshape(-1, 1, 256)
    said = dora.model.say(phonemes, style, 0.9, "es", phonemes=True)
    return wav_bytes(with_breath(to_int16(said), dora.sample_rate), dora.sample_rate)
