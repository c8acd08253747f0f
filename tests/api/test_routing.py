"""Which model answers, over the real app: three models of an Ollama with a memory budget, and engines that fail."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.api.client import Sent, begin, messages, say
from tests.conftest import Server, running
from tests.fakes.hosted import KEY, fake_hosted
from tests.fakes.hosted import MODEL as HOSTED
from tests.fakes.ollama import FakeOllama, fake_ollama
from tests.tutors import PATIENCE_S

GB = 10**9
SMALL, MIDDLE, LARGE = "small:3b", "middle:4b", "large:24b"
WHY = "¿Por qué se dice «para» y no «por»?"


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with fake_ollama() as fake:
        yield fake


@pytest.fixture
def three(ollama: FakeOllama) -> FakeOllama:
    ollama.models = {SMALL: 1 * GB, MIDDLE: 3 * GB, LARGE: 14 * GB}
    ollama.speeds = {SMALL: 40.0, MIDDLE: 12.0, LARGE: 2.0}
    return ollama


@contextmanager
def tutoring(ollama: FakeOllama, folder: Path, **changes: object) -> Iterator[Server]:
    with running(ollama.tutor(folder, **changes)) as server:
        yield server


def start(events: list[Sent]) -> dict[str, str]:
    assert events[0].name == "start"
    return events[0].data


def codes(events: list[Sent]) -> list[str]:
    return [event.data["code"] for event in events if event.name == "notice"]


def until(true: Callable[[], bool]) -> None:
    """Wait for something that happens beside the conversation."""
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_larger_model_is_loaded_while_a_small_one_answers(three: FakeOllama, tmp_path: Path) -> None:
    three.loaded = [SMALL]
    with tutoring(three, tmp_path, ollama_memory_gb=20) as server:
        conversation = begin(server.client)
        first = say(server.client, conversation, "Hola.")
        assert start(first)["model"] == SMALL
        assert f"{LARGE} is being loaded" in start(first)["why"]  # nothing is measured yet
        until(lambda: LARGE in three.loaded)
        second = say(server.client, conversation, "Estoy bien.")
        assert start(second)["model"] == LARGE
        assert "model_switched" in codes(second)
        assert "model_switched" not in codes(first)
        third = say(server.client, conversation, "Me gusta el café.")
        assert start(third)["model"] == MIDDLE or f"{MIDDLE} is being loaded" in start(third)["why"]  # large was slow
        until(lambda: MIDDLE in three.loaded)
        assert start(say(server.client, conversation, "Y el té."))["model"] == MIDDLE
        assert start(say(server.client, conversation, WHY))["model"] in (MIDDLE, LARGE)
        assert [m["model"] for m in messages(server.client, conversation) if m["role"] == "tutor"][1:3] == [
            SMALL,
            LARGE,
        ]


def test_what_memory_cannot_hold_goes_and_what_never_fits_is_not_loaded(three: FakeOllama, tmp_path: Path) -> None:
    three.loaded = [MIDDLE]
    with tutoring(three, tmp_path, ollama_memory_gb=17) as server:
        assert start(say(server.client, begin(server.client), WHY))["model"] == MIDDLE  # nothing is swapped for that
        advanced = begin(server.client, level="C1")
        assert f"{LARGE} is being loaded" in start(say(server.client, advanced, "Hola."))["why"]
        until(lambda: three.loaded == [LARGE])  # the two together are more than memory holds
    three.loaded, three.requests = [SMALL], []
    with tutoring(three, tmp_path, ollama_memory_gb=4) as server:
        say(server.client, begin(server.client, level="C1"), "Hola.")
        until(lambda: three.loaded == [MIDDLE])
        assert all(request["model"] != LARGE for request in three.requests)


def test_a_model_can_be_pinned(three: FakeOllama, tmp_path: Path) -> None:
    three.loaded = [SMALL]
    with tutoring(three, tmp_path, ollama_model=MIDDLE) as server:
        for text in ("Hola.", WHY):
            first = start(say(server.client, begin(server.client), text))
            assert (first["model"], first["why"]) == (MIDDLE, "chosen in the settings")


def test_the_next_engine_answers_in_the_same_turn(
    ollama: FakeOllama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.llm.choose.REST_S", 3600.0)
    ollama.die_after = 0
    with fake_hosted() as hosted:
        changes = {
            "llm_fallback": ["openai"],
            "openai_url": f"{hosted.url}/v1",
            "openai_model": HOSTED,
            "openai_key": KEY,
        }
        with tutoring(ollama, tmp_path, **changes) as server:
            conversation = begin(server.client)
            events = say(server.client, conversation, "Hola.")
            assert events[-1].name == "done"
            assert "model_switched" in codes(events)
            reply = messages(server.client, conversation)[-1]
            assert (reply["engine"], reply["state"]) == ("openai", "complete")
            assert reply["text"] == events[-1].data["text"] != ""
            asked = len(ollama.requests)
            again = say(server.client, conversation, "¿Y tú?")
            assert start(again)["engine"] == "openai"  # the one that failed rests
            assert len(ollama.requests) == asked


def test_no_engine_is_tried_that_the_settings_do_not_name(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.die_after = 0
    with tutoring(ollama, tmp_path) as server:
        conversation = begin(server.client)
        events = say(server.client, conversation, "Hola.")
        assert events[-1].name == "error"
        assert events[-1].data["retryable"]
        assert messages(server.client, conversation)[1]["text"] == "Hola."
        ollama.die_after = None
        assert say(server.client, conversation, "¿Y ahora?")[-1].name == "done"  # the only one is asked again at once
