"""A conversation's life in any order of events: what the learner said stays, in order, whatever happens."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.api.client import begin, messages, read_events, say
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama
from tests.tutors import humming

# What people type, with what breaks programs: NUL is no text, and half of a surrogate pair cannot be encoded.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=80).filter(
    str.strip
)


def kept(text: str) -> str:
    """A text as it is stored: composed, without the space around it."""
    return unicodedata.normalize("NFC", text).strip()


@pytest.fixture
def busy_server(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    options = ollama.tutor(tmp_path_factory.mktemp("life"))
    with running(options, humming()) as server:
        yield server


def test_any_life_of_a_conversation(busy_server: Server, ollama: FakeOllama) -> None:
    client = busy_server.client

    class Life(RuleBasedStateMachine):
        """The model: what the learner said and still stands, and whether the last reply failed."""

        def __init__(self) -> None:
            super().__init__()
            self.conversation = begin(client)
            self.said: list[str] = []
            self.failed = False
            ollama.die_after, ollama.delay_s = None, 0

        @rule(text=TEXTS)
        def speak(self, text: str) -> None:
            events = say(client, self.conversation, text)
            assert events[-1].name == "done"
            self.said.append(kept(text))
            self.failed = False

        @rule(text=TEXTS)
        def speak_while_the_engine_dies(self, text: str) -> None:
            ollama.die_after = 1
            events = say(client, self.conversation, text)
            ollama.die_after = None
            assert events[-1].name == "error"
            assert events[-1].data["retryable"]
            self.said.append(kept(text))
            self.failed = True

        @rule(text=TEXTS)
        def speak_and_stop(self, text: str) -> None:
            ollama.delay_s = 0.02
            path = f"/api/conversations/{self.conversation}/turns"
            with client.stream("POST", path, json={"text": text}) as response:
                events = read_events(response)
                turn = next(events).data["turn_id"]
                assert client.delete(f"/api/turns/{turn}").status_code == 204
                assert list(events)[-1].name == "done"
            ollama.delay_s = 0
            self.said.append(kept(text))
            self.failed = False

        @precondition(lambda self: self.said)
        @rule(data=st.data())
        def edit(self, data: st.DataObject) -> None:
            n = data.draw(st.integers(0, len(self.said) - 1))
            text = data.draw(TEXTS)
            mine = [m for m in messages(client, self.conversation) if m["role"] == "learner"]
            say(client, self.conversation, text, fields={"replaces": mine[n]["id"]})
            self.said = [*self.said[:n], kept(text)]
            self.failed = False

        @precondition(lambda self: self.said)
        @rule()
        def regenerate(self) -> None:
            turn = messages(client, self.conversation)[-1]["turn_id"]
            with client.stream("POST", f"/api/turns/{turn}/regenerate") as response:
                assert list(read_events(response))[-1].name == "done"
            self.failed = False

        @rule(text=st.sampled_from(["", "   ", "\n\t"]))
        def say_nothing(self, text: str) -> None:
            path = f"/api/conversations/{self.conversation}/turns"
            assert client.post(path, json={"text": text}).status_code == 422

        @rule(level=st.sampled_from(["A1", "B2", "C2"]), title=st.text(min_size=1, max_size=200))
        def change(self, level: str, title: str) -> None:
            try:
                body = {"level": level, "title": title}
                answer = client.patch(f"/api/conversations/{self.conversation}", json=body)
            except (UnicodeEncodeError, httpx.InvalidURL):
                return
            assert answer.status_code in (200, 422)

        @invariant()
        def what_was_said_stands_in_order(self) -> None:
            shown = messages(client, self.conversation)
            assert [m["text"] for m in shown if m["role"] == "learner"] == self.said
            assert [m["role"] for m in shown] == ["tutor"] + ["learner", "tutor"] * len(self.said)
            assert (shown[-1]["state"] == "failed") == self.failed
            listed = {c["id"]: c for c in client.get("/api/conversations").json()}
            assert listed[self.conversation]["message_count"] == len(shown)

    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
