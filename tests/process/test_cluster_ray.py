"""The tutor on Ray Serve: one start on this machine, and a learner who types, speaks, listens and is corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.api.client import begin, messages, say, text_of, wait_until
from tests.fakes.collector import Collector, running_collector
from tests.fakes.ollama import FakeOllama
from tests.postgres import database_for
from tests.process.pairs import needs_servers
from tests.ray_tutor import on_ray
from tests.valkey import ValkeyServer

pytestmark = [
    *needs_servers,
    pytest.mark.models,
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("ray") is None, reason="needs pip install '.[cluster]'"),
]


@pytest.fixture
def collector() -> Iterator[Collector]:
    with running_collector() as collector:
        yield collector


@pytest.fixture
def cluster(
    database: str, bus: ValkeyServer, ollama: FakeOllama, collector: Collector, tmp_path: Path
) -> Iterator[httpx.Client]:
    url = database_for(database, tmp_path)
    settings = ollama.tutor(tmp_path / "data", database_url=url, bus=bus.url, traces=collector.url)
    with on_ray(settings, "recognisers", "voices", within_s=400) as client:
        yield client


def parts_counted(client: httpx.Client) -> set[str]:
    """The parts on the page of metrics that have done something."""
    families = text_string_to_metric_families(client.get("/metrics/all").text)
    return {
        sample.labels["part"]
        for family in families
        for sample in family.samples
        if sample.name in ("tutor_part_seconds_count", "tutor_turns_total") and sample.value
    }


def test_a_learner_notices_nothing(
    cluster: httpx.Client, ollama: FakeOllama, collector: Collector, spoken: Callable[[str], bytes]
) -> None:
    conversation = begin(cluster)
    events = say(cluster, conversation, "Yo soy cansado hoy.")
    assert events[-1].name == "done"
    assert text_of(events) == events[-1].data["text"]
    assert events[-1].data["corrections"]
    recording = {"audio": ("a.wav", spoken("Ayer fui al mercado con mi hermana."), "audio/wav")}
    events = say(cluster, conversation, files=recording)
    heard = next(event for event in events if event.name == "transcript").data
    assert "mercado" in heard["text"]
    assert heard["words"][0].keys() == {"text", "start", "end", "probability"}
    assert events[-1].name == "done"
    said = messages(cluster, conversation)
    speech = cluster.get(f"/api/messages/{said[-1]['id']}/speech").content
    assert speech[:4] == b"RIFF"
    assert len(speech) > 20_000
    words = {"text": "Ayer fui al mercado con mi hermana."}
    sounds = cluster.post("/api/pronunciation", files={"audio": ("a.wav", recording["audio"][1])}, data=words)
    assert sounds.status_code == 200, sounds.text
    assert len(sounds.json()["words"]) == 7
    # What is larger than a message between Ray's parts usually is comes through both ways.
    large = "Ayer fui al mercado con mi hermana y compramos fruta. " * 120_000
    document = cluster.post("/api/documents", files={"file": ("largo.txt", large.encode())})
    assert document.status_code in (201, 413, 422), document.text
    # Whoever is asked counts all parts, and a part's work is traced within the turn that it was done for.
    wait_until(lambda: parts_counted(cluster) == {"app", "recogniser", "sounds", "voices", "corrections"})
    for work in ("recogniser transcribe", "voices say_timed", "corrections judge"):
        wait_until(lambda work=work: any(span.name == work for span in list(collector.spans)))
    turns = {span.trace_id for span in collector.spans if span.name.endswith("/turns")}
    assert {span.trace_id for span in collector.spans if span.name == "recogniser transcribe"} <= turns
    # Both replicas are one tutor: whoever is asked, the turn is there to its end.
    turn = events[0].data["turn_id"]
    for _ in range(6):
        with cluster.stream("GET", f"/api/turns/{turn}/events") as replay:
            assert replay.read().count(b"event: done") == 1
