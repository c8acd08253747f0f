"""Turns, explanations and other programs on models as they are: that think, go, load, refuse, and are elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.api.client import Sent, begin, messages, read_events, say, text_of, wait_until
from tests.conftest import Server, running
from tests.fakes.hosted import KEY, FakeHosted, fake_hosted
from tests.fakes.hosted import MODEL as HOSTED
from tests.fakes.ollama import FakeOllama, fake_ollama

GB = 10**9
SAID = "¡Qué bien! ¿Y tú?"
CLOUD = "gpt-oss:120b-cloud"


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with fake_ollama() as fake:
        fake.models = {"gemma3:4b": 3 * GB}
        yield fake


@pytest.fixture
def hosted() -> Iterator[FakeHosted]:
    with fake_hosted() as fake:
        yield fake


@contextmanager
def tutoring(ollama: FakeOllama, folder: Path, **changes: object) -> Iterator[Server]:
    with running(ollama.tutor(folder, ollama_memory_gb=20, **changes)) as server:
        yield server


def beside(hosted: FakeHosted) -> dict[str, object]:
    return {
        "llm_fallback": ["openai"],
        "openai_url": f"{hosted.url}/v1",
        "openai_model": HOSTED,
        "openai_key": KEY,
    }


def codes(events: list[Sent]) -> list[str]:
    return [event.data["code"] for event in events if event.name == "notice"]


def chat(server: Server, **more: Any) -> Any:
    return server.client.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": "Hola"}]} | more)


@pytest.mark.parametrize(
    "tokens",
    [
        ["<th", "ink>The user", " says hi.</thi", "nk>\n\n", "¡Qué bien! ", "¿Y tú?"],
        ["Okay, the user says hi.", " I greet.</", "think>\n", SAID],
        ["Saludo breve.</thi", "nk>", SAID],
        ["<|channel|>analysis<|message|>Hi.<|end|><|start|>assistant<|channel|>final<|message|>", SAID, "<|return|>"],
        [SAID, "<|im_", "end|>\n<|im_start|>user\n", "Bien."],
        [SAID, "<end_of_turn>"],
    ],
)
def test_a_thought_is_never_kept_spoken_or_sent_back(ollama: FakeOllama, tmp_path: Path, tokens: list[str]) -> None:
    ollama.tokens = tokens
    with tutoring(ollama, tmp_path) as server:
        conversation = begin(server.client)
        events = say(server.client, conversation, "Hola.")
        assert events[-1].data["text"] == SAID
        assert messages(server.client, conversation)[-1]["text"] == SAID
        say(server.client, conversation, "Estoy bien.")
        sent = json.dumps(ollama.chats[-1]["messages"], ensure_ascii=False)
        assert SAID in sent
        assert not any(mark in sent for mark in ("think", "<|", "user says", "end_of_turn", "Saludo breve"))
        assert chat(server).json()["choices"][0]["message"]["content"] == SAID


def test_a_model_that_only_thinks_says_so(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.models, ollama.thinking, ollama.headless = {"gpt-oss:20b": GB}, ["gpt-oss:20b"], True
    ollama.thoughts = ["hm "] * 9000
    with tutoring(ollama, tmp_path) as server:
        failed = say(server.client, begin(server.client))[-1]
        assert (failed.name, failed.data["code"]) == ("error", "thought_too_long")
        ollama.thoughts = ["hm "] * 600  # more than a reply may have
        done = say(server.client, begin(server.client))[-1]
        assert (done.name, done.data["text"]) == ("done", "¡Muy bien! ¿Y tú?")


def test_a_reply_cut_by_its_limit_ends_with_a_whole_sentence(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.tokens = ["¡Qué ", "bien! ", "Me ", "gusta ", "mucho ", "el ", "café. ", "Y ", "también ", "el "] + [
        "té "
    ] * 99
    with tutoring(ollama, tmp_path, reply_tokens=16) as server:
        conversation = begin(server.client)
        assert say(server.client, conversation)[-1].data["text"] == "¡Qué bien! Me gusta mucho el café."
        assert messages(server.client, conversation)[-1]["text"] == "¡Qué bien! Me gusta mucho el café."


def test_nothing_goes_to_the_cloud_unless_a_learner_says_so(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.models, ollama.cloud = {}, {CLOUD: "https://ollama.com"}
    with tutoring(ollama, tmp_path) as server:
        conversation = begin(server.client)
        failed = say(server.client, conversation)[-1]
        assert failed.name == "error"
        assert "leave this computer" in failed.data["message"]
        assert chat(server).status_code == 503
        assert ollama.requests == []
        offers = {one["id"]: one for one in server.client.get("/api/engines").json()["engines"]}
        assert (offers[f"ollama/{CLOUD}"]["here"], offers[f"ollama/{CLOUD}"]["host"]) == (False, "ollama.com")
        assert server.client.patch("/api/learner", json={"engine": f"ollama/{CLOUD}"}).status_code == 200
        assert say(server.client, conversation)[0].data["model"] == CLOUD
        now = server.client.get("/api/engines").json()["now"]
        assert (now["here"], now["host"]) == (False, "ollama.com")


@pytest.mark.parametrize(
    ("status", "told", "code"),
    [
        (500, "model requires more system memory (8.4 GiB) than is available (3.1 GiB)", "model_too_large"),
        (404, "model 'gemma3:4b' not found", "model_missing"),
        (400, '"gemma3:4b" does not support chat', "model_cannot_chat"),
        (503, "server busy, please try again.  maximum pending requests exceeded", "engine_busy"),
    ],
)
def test_the_reason_is_told_and_the_next_model_answers(
    ollama: FakeOllama, tmp_path: Path, status: int, told: str, code: str
) -> None:
    ollama.refusals = {"gemma3:4b": (status, told)}
    with tutoring(ollama, tmp_path) as server:
        failed = say(server.client, begin(server.client))[-1]
        assert (failed.name, failed.data["code"]) == ("error", code)
    ollama.models["mistral:7b"] = GB
    with tutoring(ollama, tmp_path) as server:
        events = say(server.client, begin(server.client))
        if code == "engine_busy":  # so is the other
            assert events[-1].data["code"] == code
        else:
            assert events[-1].data["text"] == "¡Muy bien! ¿Y tú?"
            assert codes(events) == ["model_switched"]


def test_a_removed_model_gives_way_to_the_next_of_the_same_engine(
    ollama: FakeOllama, hosted: FakeHosted, tmp_path: Path
) -> None:
    ollama.models = {"gemma3:4b": 3 * GB, "gemma3:1b": GB}
    with tutoring(ollama, tmp_path, **beside(hosted)) as server:
        conversation = begin(server.client)
        say(server.client, conversation)
        del ollama.models["gemma3:4b"]
        ollama.loaded = []
        events = say(server.client, conversation)
        assert events[-1].name == "done"
        assert messages(server.client, conversation)[-1]["model"] == "gemma3:1b"
        assert hosted.requests == []


def test_a_load_is_told_while_it_lasts(ollama: FakeOllama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.llm.generate.LOADING_S", 0.1)
    ollama.load_s = 3.0
    with tutoring(ollama, tmp_path) as server:
        events = say(server.client, begin(server.client))
        told = [e.data["message"] for e in events if e.name == "notice" and e.data["code"] == "model_loading"]
        assert told
        assert "gemma3:4b" in told[0]
        assert "second" in told[0]
        assert events[-1].name == "done"
        assert server.client.get("/api/status").json()["engines"]["llm"]["state"] == "ready"
        assert "model_loading" not in codes(say(server.client, begin(server.client)))


def test_who_waits_for_an_engine_of_one_place_sees_the_queue(
    ollama: FakeOllama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ollama's usual setting makes one reply after the other and does not say so; that is learned from what happens."""
    # On a slow machine much of a wait is the way of the first word.
    monkeypatch.setattr("tutor.llm.parallel.SHARE", 0.3)
    ollama.parallel, ollama.delay_s = 1, 0.3
    ollama.tokens = ["¡Muy ", "bien! ", "Me ", "gusta ", "mucho. ", "¿Y ", "a ", "ti?"]
    with tutoring(ollama, tmp_path) as server, ThreadPoolExecutor(2) as both:
        conversations = [begin(server.client) for _ in range(2)]

        def queued() -> bool:
            told = list(both.map(lambda one: say(server.client, one), conversations))
            assert all(events[-1].name == "done" for events in told)
            return any(event.name == "queue" for events in told for event in events)

        assert any(queued() for _ in range(10))


def test_status_tells_that_an_engine_has_gone_and_the_next_turn_heals(tmp_path: Path) -> None:
    with fake_ollama() as gone, tutoring(gone, tmp_path) as server:
        say(server.client, begin(server.client))
        assert server.client.get("/api/status").json()["engines"]["llm"]["state"] == "ready"
        server.client.get("/api/status")
        gone.down = True

        def state() -> str:
            return str(server.client.get("/api/status").json()["engines"]["llm"]["state"])

        wait_until(lambda: state() == "error")
        assert "ollama serve" in server.client.get("/api/status").json()["engines"]["llm"]["action"]
        gone.down = False
        assert say(server.client, begin(server.client))[-1].name == "done"
        assert state() == "ready"


def test_everybody_who_asks_a_model_gets_the_next_one_where_it_fails(
    ollama: FakeOllama, hosted: FakeHosted, tmp_path: Path
) -> None:
    hosted.tokens = ["Hosted ", "says ", "so."]
    with tutoring(ollama, tmp_path, **beside(hosted)) as server:
        client, conversation = server.client, begin(server.client)
        reply = messages(client, conversation)[-1] if say(client, conversation) else {}
        ollama.refusals = {"gemma3:4b": (500, "llama runner process has terminated")}
        trial = {"text": "Eres {level}.", "message": "Hola", "level": "A2", "scenario_id": "charla"}
        with client.stream("POST", "/api/templates/try", json=trial | {"first_language": "en"}) as response:
            events = list(read_events(response))
        assert text_of(events).strip() == "Hosted says so."
        assert codes(events) == ["model_switched"]
        answer = client.post(f"/api/messages/{reply['id']}/translation")
        assert answer.json()["text"] == "Hosted says so."
    with tutoring(ollama, tmp_path / "two", **beside(hosted)) as server:
        answered = chat(server).json()
        assert (answered["choices"][0]["message"]["content"], answered["model"]) == ("Hosted says so.", HOSTED)
        ollama.refusals = {}
        assert chat(server).json()["model"] == "gemma3:4b"  # what other programs meet decides nothing for learners


def test_other_programs_may_send_what_is_not_known_here(ollama: FakeOllama, tmp_path: Path) -> None:
    with tutoring(ollama, tmp_path) as server:
        answer = chat(
            server,
            model="gpt-4o",
            n=1,
            user="me",
            seed=7,
            stop=["\n"],
            tools=[],
            tool_choice="auto",
            logprobs=False,
            presence_penalty=0,
            stream_options=None,
            response_format=None,
            temperature=None,
            metadata={"a": "b"},
        )
        assert answer.status_code == 200, answer.text
        turns = [
            {"role": "user", "content": [{"type": "text", "text": "Hola"}], "name": "ana"},
            {"role": "assistant", "content": None, "tool_calls": []},
            {"role": "tool", "content": "3", "tool_call_id": "x"},
            {
                "role": "user",
                "content": [{"type": "text", "text": "¿Y?"}, {"type": "image_url", "image_url": {"url": "x"}}],
            },
        ]
        assert chat(server, messages=turns).status_code == 200
