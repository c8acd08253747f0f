"""Traces of a turn, as a collector gets them over the wire."""

from __future__ import annotations

from collections.abc import Iterator

import anyio.to_thread
import pytest

from tests.api.client import begin, say
from tests.conftest import running
from tests.fakes.collector import Collector, running_collector
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S
from tutor.core.settings import Settings
from tutor.core.traces import Traces

CALLER = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """One that is waited for, however slow the machine."""
    for limit in ("LAST_S", "BATCH_S"):
        monkeypatch.setattr(f"tutor.core.traces.{limit}", PATIENCE_S)
    with running_collector() as collector:
        yield collector


def settings_for(tmp_path_factory: pytest.TempPathFactory, ollama: FakeOllama, collector: str) -> Settings:
    return Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        llm="ollama",
        ollama_url=ollama.url,
        prewarm=False,
        corrections_llm=False,
        tts="openai",
        tts_url="http://127.0.0.1:9/v1",  # nobody: turns here are silent
        traces=collector,
    )


def test_a_turn_is_traced_from_the_request_to_its_last_step_and_says_no_word(
    ollama: FakeOllama, collector: Collector, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ollama.tokens = ["Qué ", "murciélago."]
    with running(settings_for(tmp_path_factory, ollama, collector.url)) as server:
        conversation = begin(server.client)
        server.client.headers["traceparent"] = f"00-{CALLER}-b7ad6b7169203331-01"
        say(server.client, conversation, "Yo gusta la hipotenusa.")
        ollama.die_after = 1
        say(server.client, conversation, "Otra hipotenusa.")
        del server.client.headers["traceparent"]
        server.client.get("/api/search", params={"q": "hipotenusa"}).raise_for_status()
    # Ending the tutor sends what is left.
    named = {span.name: span for span in collector.spans}
    asked = named["POST /api/conversations/{conversation_id}/turns"]
    turns = [span for span in collector.spans if span.name == "turn"]
    assert {span.trace_id.hex() for span in (asked, *turns)} == {CALLER}
    requests = {span.span_id for span in collector.spans if span.name == asked.name}
    assert {turn.parent_span_id for turn in turns} == requests
    done, failed = sorted(turns, key=lambda turn: turn.start_time_unix_nano)
    steps = {span.name: span for span in collector.spans if span.parent_span_id == done.span_id}
    assert {"prepared", "thought", "wrote", "corrected", "wait for llm"} <= set(steps)
    for step in steps.values():
        assert done.start_time_unix_nano <= step.start_time_unix_nano <= step.end_time_unix_nano
    told = {pair.key: pair.value.string_value for pair in failed.attributes}
    assert told == {"tutor.engine": "ollama", "tutor.outcome": "failed", "tutor.code": "engine_failed"}
    assert failed.status.code == failed.status.STATUS_CODE_ERROR
    sent = b"".join(collector.bodies)
    for word in ("hipotenusa", "murci", conversation):
        assert word.encode() not in sent
    assert "GET /api/search" in named


async def test_what_another_process_does_for_a_turn_is_a_part_of_it(collector: Collector) -> None:
    app, part = Traces.to(collector.url), Traces.to(collector.url)
    turn = app.begin("turn")
    with turn.inside():
        passed = await anyio.to_thread.run_sync(app.passed)  # as engines are asked: in a worker thread
    with part.there("voices say_timed", passed):
        pass
    turn.end("done")
    await app.close()
    await part.close()
    named = {span.name: span for span in collector.spans}
    assert named["voices say_timed"].parent_span_id == named["turn"].span_id
    assert named["voices say_timed"].trace_id == named["turn"].trace_id


def test_a_collector_that_is_away_costs_nobody_a_turn(
    ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with running(settings_for(tmp_path_factory, ollama, "http://127.0.0.1:9")) as server:
        assert say(server.client, begin(server.client), "Me gusta el té.")[-1].name == "done"


def test_without_a_collector_nothing_is_told_whatever_the_environment_asks_for(
    ollama: FakeOllama,
    collector: Collector,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
    with running(settings_for(tmp_path_factory, ollama, "")) as server:
        say(server.client, begin(server.client), "Me gusta el té.")
        assert server.client.post("/api/conversations", json={"level": "hipotenusa"}).status_code == 422
    assert collector.bodies == []
