"""Two tutors on one PostgreSQL and one Valkey are one tutor: whoever is asked, and when one of them is killed."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.api.client import Sent, begin, messages, read_events, refused, say, text_of, wait_until
from tests.conftest import Spawned, spawned
from tests.fakes.ollama import FakeOllama
from tests.postgres import database_for
from tests.process.pairs import Pair, needs_servers
from tests.tutors import PATIENCE_S
from tests.valkey import ValkeyServer
from tutor.conversation.owning import LEASE_S

pytestmark = needs_servers


class Reader:
    """Follows a turn in a thread of its own."""

    def __init__(self, server: Spawned, method: str, path: str, after: int = 0, **body: Any) -> None:
        self.events: list[Sent] = []
        self.ended = threading.Event()
        self._ask = (server.url, method, path, {"Last-Event-ID": str(after)} if after else {}, body)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        url, method, path, headers, body = self._ask
        try:
            with (
                httpx.Client(base_url=url, timeout=PATIENCE_S, trust_env=False) as client,
                client.stream(method, path, headers=headers, **({"json": body} if body else {})) as response,
            ):
                for event in read_events(response):
                    self.events.append(event)
        except httpx.HTTPError:
            pass
        finally:
            self.ended.set()

    def named(self, name: str) -> list[Sent]:
        return [event for event in self.events if event.name == name]


def talking(server: Spawned, conversation: str, text: str = "Hola") -> Reader:
    """A turn that has begun to be answered."""
    reader = Reader(server, "POST", f"/api/conversations/{conversation}/turns", text=text)
    wait_until(lambda: reader.named("token"))
    return reader


@contextmanager
def slow(model: FakeOllama, tokens: int = 300, delay_s: float = 0.3) -> Iterator[None]:
    """A model that would write for a minute and a half, unless it is told otherwise."""
    kept = model.tokens, model.delay_s
    model.tokens, model.delay_s = [f"Palabra {n}. " for n in range(tokens)], delay_s
    try:
        yield
    finally:
        model.tokens, model.delay_s = kept


def test_an_owner_that_is_killed_leaves_a_turn_to_be_retried_and_nobody_elses_is_touched(pair: Pair) -> None:
    with slow(pair.model):
        lost, other = begin(pair.one.client), begin(pair.two.client)
        reader, others = talking(pair.one, lost, "¡No me pierdas!"), talking(pair.two, other)
        turn = reader.events[0].data["turn_id"]
        elsewhere = Reader(pair.two, "GET", f"/api/turns/{turn}/events")
        wait_until(lambda: len(elsewhere.named("token")) > 2)
        pair.one.kill()
        pair.model.held = True
        assert elsewhere.ended.wait(PATIENCE_S)
        assert not others.ended.is_set()
        with spawned(pair.settings) as again:  # whose start ends nobody's turn either
            seen = len(others.events)
            pair.model.held = False
            wait_until(lambda: len(others.events) > seen)
            assert again.client.get(f"/api/conversations/{other}").json()["active_turn_id"] is not None
            assert again.client.delete(f"/api/turns/{others.events[0].data['turn_id']}").status_code == 204
            assert others.ended.wait(PATIENCE_S)
            assert others.events[-1].data["stopped"]
    last = elsewhere.events[-1]
    assert (last.name, last.data["code"], last.data["retryable"]) == ("error", "interrupted", True)
    kept = messages(pair.two.client, lost)
    assert kept[-2]["text"] == "¡No me pierdas!"
    assert kept[-1]["state"] == "failed"
    # Nothing that was told of the reply is missing or twice: what its readers saw is what was kept.
    assert kept[-1]["text"] == last.data["text"] == text_of(elsewhere.events)
    assert kept[-1]["text"].startswith(text_of(reader.events)[:200])
    late = Reader(pair.two, "GET", f"/api/turns/{turn}/events", after=reader.events[-1].seq)
    assert late.ended.wait(PATIENCE_S)
    assert late.events[-1].name == "error"
    again_ = Reader(pair.two, "POST", f"/api/turns/{turn}/regenerate")
    assert again_.ended.wait(PATIENCE_S)
    assert again_.events[-1].name == "done"


def test_an_owner_that_is_only_slow_is_not_taken_for_dead(pair: Pair) -> None:
    with slow(pair.model):
        conversation = begin(pair.one.client)
        here = talking(pair.one, conversation)
        pair.one.process.send_signal(signal.SIGSTOP)
        pair.model.delay_s = 0.0
        time.sleep(2 * LEASE_S)
        waiting = pair.two.client.get(f"/api/conversations/{conversation}").json()["active_turn_id"]
        pair.one.process.send_signal(signal.SIGCONT)
        assert waiting == here.events[0].data["turn_id"]
        assert here.ended.wait(PATIENCE_S)
    assert here.events[-1].name == "done"
    assert messages(pair.two.client, conversation)[-1]["text"] == text_of(here.events)


def test_a_turn_is_followed_at_the_other_from_any_event_to_its_end(pair: Pair) -> None:
    with slow(pair.model):
        conversation = begin(pair.one.client)
        here = talking(pair.one, conversation)
        turn = here.events[0].data["turn_id"]
        assert pair.two.client.get(f"/api/conversations/{conversation}").json()["active_turn_id"] == turn
        there = [Reader(pair.two, "GET", f"/api/turns/{turn}/events", after=after) for after in (0, 1, 5)]
        wait_until(lambda: all(reader.events for reader in there))
        pair.model.delay_s = 0.01
        assert here.ended.wait(PATIENCE_S)
        assert all(reader.ended.wait(PATIENCE_S) for reader in there)
    assert all(reader.events[-1].name == "done" for reader in there)
    assert text_of(there[0].events) == text_of(here.events) == here.events[-1].data["text"]
    assert text_of(here.events).endswith(text_of(there[2].events))
    for reader in there:
        numbers = [event.seq for event in reader.events]
        assert numbers == sorted(set(numbers))
    replayed = Reader(pair.two, "GET", f"/api/turns/{turn}/events")
    assert replayed.ended.wait(PATIENCE_S)
    assert (replayed.events[-1].name, text_of(replayed.events)) == ("done", text_of(here.events))


def test_a_stop_at_the_other_ends_it_and_keeps_the_words(pair: Pair) -> None:
    with slow(pair.model):
        conversation = begin(pair.one.client)
        here = talking(pair.one, conversation)
        assert pair.two.client.delete(f"/api/turns/{here.events[0].data['turn_id']}").status_code == 204
        kept = messages(pair.two.client, conversation)[-1]
        assert here.ended.wait(PATIENCE_S)
    assert here.events[-1].data["stopped"]
    assert (kept["state"], kept["text"]) == ("stopped", here.events[-1].data["text"])
    assert kept["text"] == text_of(here.events)


def test_one_turn_a_conversation_whoever_is_asked(pair: Pair) -> None:
    with slow(pair.model, tokens=30, delay_s=0.01):
        for _ in range(5):
            pair.model.held = True  # until the one who comes too late was told so
            conversation = begin(pair.one.client)
            path, answers = f"/api/conversations/{conversation}/turns", list[int]()
            together = threading.Barrier(2)

            def ask(server: Spawned, path: str = path, told: list[int] = answers, go: Any = together) -> None:
                go.wait()
                with (
                    httpx.Client(base_url=server.url, timeout=PATIENCE_S, trust_env=False) as client,
                    client.stream("POST", path, json={"text": "Hola"}) as response,
                ):
                    told.append(response.status_code)
                    if response.status_code == 200:
                        list(read_events(response))
                    else:
                        response.read()
                        pair.model.held = False

            asking = [threading.Thread(target=ask, args=(server,)) for server in (pair.one, pair.two)]
            for one in asking:
                one.start()
            for one in asking:
                one.join()
            assert sorted(answers) == [200, 409]
            said = [m["role"] for m in messages(pair.two.client, conversation)]
            assert said == ["tutor", "learner", "tutor"]


def test_rates_are_counted_once(database: str, bus: ValkeyServer, ollama: FakeOllama, tmp_path: Path) -> None:
    url = database_for(database, tmp_path)
    settings = ollama.tutor(tmp_path / "data", database_url=url, bus=bus.url, turns_rate="3/hour")
    with spawned(settings) as one, spawned(settings) as two:
        conversation = begin(one.client)
        for server in (one, two, one):
            assert say(server.client, conversation)[-1].name == "done"
        refused(
            two.client.post(f"/api/conversations/{conversation}/turns", json={"text": "¿Y?"}), 429, "too_many_requests"
        )
        used = {rate["kind"]: rate["used"] for rate in two.client.get("/api/quotas").json()["rates"]}
        assert used["turns"] == 3


def test_without_valkey_it_says_so_and_goes_on_when_it_is_back(pair: Pair, bus: ValkeyServer) -> None:
    conversation = begin(pair.one.client)
    with slow(pair.model):
        here = talking(pair.one, conversation)
        turn = here.events[0].data["turn_id"]
        elsewhere = Reader(pair.two, "GET", f"/api/turns/{turn}/events")
        wait_until(lambda: elsewhere.named("token"))
        bus.kill()
        try:
            other = pair.two.client.get("/api/conversations").json()[0]["id"]
            answer = pair.two.client.post(f"/api/conversations/{other}/turns", json={"text": "Hola"})
            refused(answer, 503, "bus_unreachable")
            assert answer.json()["error"]["retryable"]
            seen = len(elsewhere.events)
            wait_until(lambda: len(elsewhere.events) > seen)  # by way of the database
            assert pair.two.client.delete(f"/api/turns/{turn}").status_code == 204
        finally:
            bus.start()
        assert elsewhere.ended.wait(PATIENCE_S)
    assert elsewhere.events[-1].data["stopped"]
    assert text_of(elsewhere.events) == text_of(here.events)
    wait_until(lambda: pair.two.client.get("/api/quotas").status_code == 200)
    assert say(pair.two.client, conversation, "¿Seguimos?")[-1].name == "done"


def test_whoever_is_asked_shows_what_both_count(pair: Pair) -> None:
    assert say(pair.one.client, begin(pair.one.client))[-1].name == "done"

    def turns() -> dict[str, float]:
        page = pair.two.client.get("/metrics/all").text
        families = {family.name: family for family in text_string_to_metric_families(page)}
        names = {sample.labels["replica"]: 0.0 for sample in families["process_cpu_seconds"].samples}
        counted = families["tutor_turns"].samples if "tutor_turns" in families else []
        return names | {s.labels["replica"]: s.value for s in counted if s.name.endswith("_total")}

    wait_until(lambda: sorted(turns().values()) == [0.0, 1.0])
    pair.one.kill()
    wait_until(lambda: sorted(turns().values()) == [0.0])  # who is gone is shown for some seconds more


def test_one_by_itself_is_refused_beside_them(pair: Pair, tmp_path: Path) -> None:
    alone = pair.settings.model_copy(update={"bus": "", "data_dir": tmp_path / "alone"})
    with pytest.raises(AssertionError, match="already working with this database"), spawned(alone):
        pass
