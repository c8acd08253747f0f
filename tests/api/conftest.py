from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama, fake_ollama
from tests.loop_watch import held
from tests.tutors import PATIENCE_S
from tutor.core.guesses import Guesses
from tutor.core.recent import Recent

# How long the program waits for what is next to it in tests, where a slow machine takes longer and a test means something
# else. A test that means one of these sets it.
WAITS = (
    "tutor.api.connections.HEAD_S",
    "tutor.api.guard.LINGER_S",
    "tutor.api.guard.PART_S",
    "tutor.conversation.microphones.SESSION_S",
    "tutor.conversation.stages.correct.CORRECTION_PATIENCE_S",
    "tutor.learners.lti.telling.WHOLE_S",
    "tutor.learners.signin.outside.STEP_S",
    "tutor.learners.signin.outside.WHOLE_S",
    "tutor.llm.embedder.QUESTION_S",
    "tutor.llm.engines.ollama_inventory.LIST_TIMEOUT",
    "tutor.llm.engines.ollama_inventory.TIMEOUT",
    "tutor.llm.engines.ollama_server.LOOK_S",
    "tutor.llm.engines.remote.CONNECT_S",
    "tutor.reading.reader.TIME_LIMIT_S",
    "tutor.speech.audio.decoder.TIME_LIMIT_S",
)


@pytest.fixture(scope="module", autouse=True)
def _whatever_the_machine() -> Iterator[None]:
    """Nothing that a test counts on is over because the machine is slow: neither a wait for an answer nor the minutes that a
    guess counts and a password is fresh."""
    with pytest.MonkeyPatch.context() as patch:
        for name in WAITS:
            patch.setattr(name, PATIENCE_S)
        patch.setattr("tutor.runtime.Guesses", lambda: Guesses(clock=lambda: 0.0))
        patch.setattr("tutor.runtime.Recent", lambda: Recent(clock=lambda: 0.0))
        yield


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
def _nobody_holds_the_loop() -> Iterator[None]:
    """A request that keeps all others waiting fails its test."""
    held.clear()
    yield
    assert not held, "\n".join(held)


@pytest.fixture(autouse=True)
def _fresh(ollama: FakeOllama) -> None:
    ollama.tokens = ["¡Muy ", "bien! ", "¿Y ", "tú?"]
    ollama.delay_s, ollama.checking_s, ollama.die_after = 0.0, 0.0, None
    ollama.garbage, ollama.held, ollama.free, ollama.simpler = False, False, 0, ""
    ollama.requests.clear()
