from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama, fake_ollama


@pytest.fixture(scope="module")
def ollama() -> Iterator[FakeOllama]:
    with fake_ollama() as fake:
        yield fake


@pytest.fixture(scope="module")
def server(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = ollama.tutor(
        tmp_path_factory.mktemp("data"), max_upload_bytes=2000000, max_audio_seconds=20, corrections_llm=True
    )
    with running(settings) as server:
        yield server


@pytest.fixture(autouse=True)
def _fresh(ollama: FakeOllama) -> None:
    ollama.tokens = ["¡Muy ", "bien! ", "¿Y ", "tú?"]
    ollama.delay_s, ollama.checking_s, ollama.die_after = 0.0, 0.0, None
    ollama.garbage, ollama.held, ollama.simpler = False, False, ""
    ollama.requests.clear()
