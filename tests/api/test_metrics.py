"""/metrics over the real server, read with Prometheus's own parser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.api.client import begin, messages, say
from tests.api.test_accounts import School, school  # noqa: F401
from tests.api.test_listen import hear
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama
from tests.unit.test_listening import pcm
from tutor.core.settings import Settings


@pytest.fixture
def tutor(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        llm="ollama",
        ollama_url=ollama.url,
        prewarm=False,
        corrections_llm=False,
        tts="openai",
        tts_url="http://127.0.0.1:9/v1",  # nobody: turns here are silent
    )
    with running(settings) as server:
        yield server


def measured(client: httpx.Client) -> dict[tuple[str, tuple[str, ...]], float]:
    """Values by name and the values of their labels."""
    answer = client.get("/metrics")
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_a_turn_is_measured(tutor: Server, ollama: FakeOllama) -> None:
    conversation = begin(tutor.client)
    say(tutor.client, conversation, "Yo gusta la problema.")
    ollama.die_after = 1
    say(tutor.client, conversation, "Hola otra vez.")
    found = measured(tutor.client)
    assert found["tutor_turns_total", ("ollama", "done")] == 1
    assert found["tutor_turns_total", ("ollama", "failed")] == 1
    assert found["tutor_errors_total", ("engine_failed",)] == 1
    assert found["tutor_first_token_seconds_count", ("ollama",)] == 1
    assert found["tutor_tokens_per_second_sum", ("ollama",)] == 4
    assert found["tutor_tokens_total", ("ollama", "prompt")] == 42
    assert found["tutor_queue_wait_seconds_count", ("llm",)] == 2
    assert sum(v for (name, _), v in found.items() if name == "tutor_corrections_total") >= 1


@pytest.mark.models
def test_hearing_and_speaking_are_measured(server: Server, spoken: Callable[[str], bytes]) -> None:
    conversation = begin(server.client)
    done = say(server.client, conversation, files={"audio": ("r.wav", spoken("Hola, me llamo Ana."))})[-1]
    assert server.client.get(done.data["speech_url"]).status_code == 200
    found = measured(server.client)
    assert found["tutor_transcription_realtime_factor_count", ()] == 1
    assert found["tutor_transcription_realtime_factor_sum", ()] > 0
    assert found["tutor_synthesis_realtime_factor_count", ()] >= 1
    assert found["tutor_queue_wait_seconds_count", ("stt",)] >= 1
    assert found["tutor_queue_wait_seconds_count", ("tts",)] >= 1


@pytest.mark.models
def test_what_was_misheard_is_counted_once_it_is_withdrawn(server: Server, spoken: Callable[[str], bytes]) -> None:
    client, conversation = server.client, begin(server.client)
    heard = hear(server, conversation, pcm(spoken("Quiero un café con leche.")))
    for fields, evidence, count in (({"listen_id": heard["listen_id"]}, "weak", 1), ({}, "sure", 0)):
        (edit,) = say(client, conversation, "Quiero una café con leche.", fields=fields)[-1].data["corrections"]
        assert edit["evidence"] == evidence
        before = measured(client)["tutor_misheard_total", ()]
        message = next(m for m in messages(client, conversation)[::-1] if m["role"] == "learner")
        for _ in range(2):
            assert client.post(f"/api/messages/{message['id']}/corrections/{edit['id']}/dismiss").status_code == 204
        assert measured(client)["tutor_misheard_total", ()] - before == count


def test_routes_are_named_by_their_template(tutor: Server) -> None:
    conversation = begin(tutor.client)
    say(tutor.client, conversation)
    for path in (
        "/api/conversations/nobody",
        "/api/nothing/at/all",
        "/wp-login.php",
        f"/api/conversations/{conversation}",
    ):
        tutor.client.get(path)
    tutor.client.request("BREW", "/coffee")
    found = measured(tutor.client)
    count = "tutor_request_seconds_count"
    assert found[count, ("POST", "/api/conversations/{conversation_id}/turns", "200")] == 1
    assert found[count, ("GET", "/api/conversations/{conversation_id}", "200")] == 1
    assert found[count, ("GET", "/api/conversations/{conversation_id}", "404")] == 1
    text = tutor.client.get("/metrics").text
    for word in (conversation, "nobody", "nothing", "wp-login", "coffee", "BREW"):
        assert word not in text


def test_one_by_itself_is_all_there_is(tutor: Server) -> None:
    tutor.client.get("/api/learner").raise_for_status()
    answer = tutor.client.get("/metrics/all")
    assert answer.status_code == 200
    (asked,) = [
        sample
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
        if sample.name == "tutor_request_seconds_count" and sample.labels["route"] == "/api/learner"
    ]
    assert asked.labels["part"] == "app"
    assert asked.labels["replica"]
    assert asked.value == 1


@pytest.mark.parametrize("path", ["/metrics", "/metrics/all"])
def test_only_the_owner_may_read_it(school: School, path: str) -> None:  # noqa: F811
    assert school.owner.get(path).status_code == 200
    assert school.ana.get(path).status_code == 403
    assert httpx.get(f"{school.server.url}{path}", trust_env=False).status_code == 401
