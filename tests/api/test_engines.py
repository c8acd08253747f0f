"""Who answers a learner is their own choice, among those the operator has named; and the page can say who and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.client import begin, messages, say
from tests.conftest import running
from tests.fakes.hosted import KEY, FakeHosted, fake_hosted
from tests.fakes.hosted import MODEL as HOSTED
from tests.fakes.ollama import FakeOllama, fake_ollama

GB = 10**9
SMALL, LARGE, HUGE = "small:3b", "large:24b", "huge:200b"


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with fake_ollama() as fake:
        fake.models = {SMALL: 1 * GB, LARGE: 3 * GB, HUGE: 900 * GB}
        yield fake


@pytest.fixture
def hosted() -> Iterator[FakeHosted]:
    with fake_hosted() as fake:
        yield fake


def named(hosted: FakeHosted) -> dict[str, object]:
    return {
        "llm_offered": ["openai", "anthropic"],
        "openai_url": f"{hosted.url}/v1",
        "openai_model": HOSTED,
        "openai_key": KEY,
        "ollama_memory_gb": 20,
    }


def test_a_learner_chooses_who_answers(ollama: FakeOllama, hosted: FakeHosted, tmp_path: Path) -> None:
    with running(ollama.tutor(tmp_path, **named(hosted))) as server:
        client = server.client
        found = client.get("/api/engines").json()
        assert found["chosen"] == "auto"
        assert (found["now"]["engine"], found["problem"]) == ("ollama", "")
        assert found["now"]["why"]
        offers = {one["id"]: one for one in found["engines"]}
        # What memory cannot hold is not offered.
        assert list(offers) == ["ollama", f"ollama/{SMALL}", f"ollama/{LARGE}", "openai", "anthropic"]
        assert offers["openai"] == {
            "id": "openai",
            "engine": "openai",
            "model": HOSTED,
            "here": True,
            "host": "",
            "problem": "",
        }
        assert not offers["anthropic"]["here"]
        assert "MODEL" in offers["anthropic"]["problem"]

        for wanted, engine, model in (
            (f"ollama/{SMALL}", "ollama", SMALL),
            ("openai", "openai", HOSTED),
            (f"ollama/{LARGE}", "ollama", LARGE),
        ):
            assert client.patch("/api/learner", json={"engine": wanted}).json()["engine"] == wanted
            conversation = begin(client, level="C1")
            start = say(client, conversation)[0].data
            assert (start["engine"], start["model"], start["why"]) == (engine, model, "you chose it in Settings")
            assert messages(client, conversation)[-1]["why"] == "you chose it in Settings"  # also after a reload
            now = client.get("/api/engines").json()["now"]
            assert (now["model"], now["why"]) == (model, "you chose it in Settings")
        assert client.patch("/api/learner", json={"engine": "auto"}).status_code == 200
        assert say(client, begin(client))[0].data["why"] != "you chose it in Settings"
        assert (
            KEY
            not in client.get("/api/engines").text + client.get("/api/status").text + client.get("/api/learner").text
        )


def test_only_what_is_there_can_be_chosen(ollama: FakeOllama, hosted: FakeHosted, tmp_path: Path) -> None:
    with running(ollama.tutor(tmp_path, **named(hosted))) as server:
        for wanted in ("gemini", "anthropic", f"ollama/{HUGE}", "ollama/embedder", "", "openai/x", "../x"):
            answer = server.client.patch("/api/learner", json={"engine": wanted})
            assert answer.status_code == 404, wanted
            assert answer.json()["error"]["action"]
        assert server.client.get("/api/learner").json()["engine"] == "auto"


def test_nobody_takes_the_place_of_the_chosen_one(ollama: FakeOllama, hosted: FakeHosted, tmp_path: Path) -> None:
    changes = named(hosted) | {"llm_fallback": ["openai"], "corrections_llm": True}
    with running(ollama.tutor(tmp_path, **changes)) as server:
        server.client.patch("/api/learner", json={"engine": f"ollama/{SMALL}"})
        conversation = begin(server.client)
        ollama.die_after = 0
        failed = say(server.client, conversation)[-1]
        assert failed.name == "error"
        ollama.die_after = None
        del ollama.models[SMALL]  # somebody removed it
        gone = say(server.client, conversation)[-1]
        assert gone.name == "error"
        assert SMALL in gone.data["message"]
        assert "another model in Settings" in gone.data["action"]
        found = server.client.get("/api/engines").json()
        assert found["now"] is None
        assert SMALL in found["problem"]
        assert hosted.requests == []


def test_what_leaves_beside_the_model_is_named(ollama: FakeOllama, tmp_path: Path) -> None:
    beside = {"stt": "openai", "stt_url": "https://ears.example.org/v1", "languagetool_url": "http://127.0.0.1:8010"}
    with running(ollama.tutor(tmp_path, **beside)) as server:
        found = server.client.get("/api/engines").json()
        assert found["sent_away"] == [{"part": "hearing", "host": "ears.example.org"}]
        assert found["now"]["here"]


def test_nothing_is_fetched_to_say_who_would_answer(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.models = {}
    settings = ollama.tutor(tmp_path / "data", llm="auto", models_dir=tmp_path / "none")
    with running(settings) as server:
        found = server.client.get("/api/engines").json()
        assert found["now"] is None
        assert found["problem"]
        assert all(one["problem"] for one in found["engines"])
    assert not (tmp_path / "none").exists()
