"""An Ollama that takes requests and does not answer: its slot is free again, and the next engine answers where it may."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.api.client import Sent, begin, say, text_of, wait_until
from tests.conftest import running
from tests.fakes.hosted import KEY, FakeHosted, fake_hosted
from tests.fakes.hosted import MODEL as HOSTED
from tests.fakes.ollama import MODEL, FakeOllama
from tests.tutors import PATIENCE_S
from tutor.llm.deadlines import Deadlines

SOON = 1.5
ONE_SLOT = {"llm_slots": 1}


@pytest.fixture(autouse=True)
def _nothing_else_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """After three minutes the client of HTTP would give up by itself, and the next engine answer all the same."""
    monkeypatch.setattr("tutor.llm.engines.ollama_inventory.TIMEOUT", None)


@pytest.fixture(autouse=True)
def _well_again(ollama: FakeOllama) -> None:
    ollama.hangs, ollama.stall_after = "", None
    ollama.refusals.clear()
    ollama.loaded.clear()


def beside(hosted: FakeHosted) -> dict[str, object]:
    return {
        "llm_fallback": ["openai"],
        "openai_url": f"{hosted.url}/v1",
        "openai_model": HOSTED,
        "openai_key": KEY,
        **ONE_SLOT,
    }


def answered(events: list[Sent], hosted: FakeHosted) -> None:
    assert events[-1].name == "done", events[-1].data
    assert hosted.requests


@pytest.mark.parametrize("path", ["/api/chat", "/api/tags"])
def test_the_next_engine_answers(
    ollama: FakeOllama, tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.llm.engines.ollama_inventory.LIST_TIMEOUT", SOON if path == "/api/tags" else PATIENCE_S)
    # Only Ollama, which has to load its model, is given up soon.
    monkeypatch.setattr(Deadlines, "first", lambda *asked: PATIENCE_S)
    with fake_hosted() as hosted, running(ollama.tutor(tmp_path, **beside(hosted), llm_first_token_s=SOON)) as server:
        ollama.hangs = path
        conversation = begin(server.client)
        answered(say(server.client, conversation), hosted)
        ollama.hangs = ""


def test_one_that_stops_between_words_is_given_up_and_its_slot_is_free(
    ollama: FakeOllama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ollama.tokens = [f"Palabra {n} y más. " for n in range(20)]
    ollama.stall_after = 9
    with running(ollama.tutor(tmp_path, **ONE_SLOT, llm_silence_s=SOON)) as server:
        conversation = begin(server.client)
        last = say(server.client, conversation)[-1]
        assert (last.name, last.data["code"]) == ("error", "engine_too_slow")
        assert last.data["retryable"]
        assert last.data["text"].startswith("Palabra 0")
        ollama.stall_after = None
        monkeypatch.setattr(Deadlines, "next", lambda *asked: PATIENCE_S)
        assert say(server.client, conversation)[-1].name == "done"  # there is one slot
    assert ollama.cancelled >= 1


def test_a_small_one_is_not_waited_for_in_a_scene(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.models = {"qwen2.5-coder:1.5b": 5}
    try:
        with running(ollama.tutor(tmp_path, llm_first_token_s=SOON, ollama_model="qwen2.5-coder:1.5b")) as server:
            conversation = begin(server.client, scenario="cafe")
            ollama.hangs = "/api/chat"
            events = say(server.client, conversation, "¿Y la zurrumbia de la abuela?")
            assert events[-1].name == "done", events[-1].data
            assert text_of(events).strip()
    finally:
        ollama.models = {MODEL: 5}


def test_one_that_thinks_for_long_is_not_silent(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.models, ollama.thinking, ollama.headless = {"gpt-oss:20b": 5}, ["gpt-oss:20b"], True
    ollama.thoughts, ollama.delay_s = ["hm "] * 40, 0.3  # longer than it may be silent, though not between two of them
    try:
        with running(ollama.tutor(tmp_path, llm_first_token_s=10, llm_silence_s=10)) as server:
            last = say(server.client, begin(server.client))[-1]
            assert last.name == "done", last.data
    finally:
        ollama.models, ollama.thinking, ollama.headless, ollama.thoughts = {MODEL: 5}, [], False, []


@pytest.mark.parametrize(
    ("status", "error"), [(400, "invalid options"), (500, 'invalid format: "x"; expected a valid JSON Schema object')]
)
def test_what_it_refuses_is_bad_input_and_nobody_is_sent_elsewhere(
    ollama: FakeOllama, tmp_path: Path, status: int, error: str
) -> None:
    with fake_hosted() as hosted, running(ollama.tutor(tmp_path, **beside(hosted))) as server:
        ollama.refusals[MODEL] = (status, error)
        schema = {"type": "json_schema", "json_schema": {"schema": {"type": "nonsense"}}}
        body = {"messages": [{"role": "user", "content": "Hola"}], "response_format": schema}
        answer = server.client.post("/v1/chat/completions", json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "request_refused")
        ollama.refusals.clear()
        assert say(server.client, begin(server.client))[0].data["engine"] == "ollama"
        assert hosted.requests == []


@pytest.mark.parametrize(
    ("engine", "model", "partner"),
    [("ollama", MODEL, "free"), ("ollama", "qwen2.5-coder:1.5b", "small"), ("none", "", "none")],
)
def test_who_writes_in_scenes_is_told(
    ollama: FakeOllama, tmp_path: Path, engine: str, model: str, partner: str
) -> None:
    ollama.models = {model or MODEL: 5}
    try:
        with running(ollama.tutor(tmp_path, llm=engine, ollama_model=model, prewarm=True)) as server:

            def told() -> Any:
                return server.client.get("/api/status").json()

            wait_until(lambda: told()["engines"]["llm"]["state"] == "ready")
            assert told()["partner"] == partner
            # Nor is a model told beforehand of a scene in which it will write nothing.
            assert bool(ollama.primed) == (partner == "free")
    finally:
        ollama.models = {MODEL: 5}
