"""The last turns as a waterfall, and the tokens they used, over the real server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.client import begin, say, wait_until
from tests.api.test_accounts import School, joined, school  # noqa: F401
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama


def steps(turn: dict[str, Any]) -> dict[str, tuple[int, int | None]]:
    """The first of each kind."""
    return {step["step"]: (step["from_ms"], step["to_ms"]) for step in reversed(turn["steps"])}


def test_a_turn_tells_where_its_time_went(server: Server, ollama: FakeOllama) -> None:
    ollama.delay_s = 0.1
    conversation = begin(server.client)
    done = say(server.client, conversation, "Yo gusta la problema.")
    turn = server.client.get("/api/turns").json()[0]
    assert turn["id"] == done[0].data["turn_id"]
    assert (turn["said"], turn["state"], turn["spoken"]) == ("Yo gusta la problema.", "done", False)
    assert turn["usage"] == done[-1].data["usage"]
    assert turn["engine"] == "ollama"
    found = steps(turn)
    assert {"prepared", "thought", "wrote", "corrected"} <= found.keys()
    assert "heard" not in found
    assert found["thought"][1] <= found["wrote"][0]
    assert found["thought"][1] - found["thought"][0] >= 95  # the engine sends nothing earlier
    for begun, ended in ((s["from_ms"], s["to_ms"]) for s in turn["steps"] if s["step"] != "spoke"):
        assert 0 <= begun <= ended <= turn["took_ms"]
    assert len([s for s in turn["steps"] if s["step"] == "corrected"]) == 2  # by rules at once, by the model afterwards


@pytest.mark.models
def test_a_spoken_turn_is_heard_and_speaks(server: Server, spoken: Callable[[str], bytes]) -> None:
    conversation = begin(server.client)
    say(server.client, conversation, files={"audio": ("r.wav", spoken("Hola, me llamo Ana."))})

    def latest() -> dict[str, Any]:
        return dict(server.client.get("/api/turns?limit=1").json()[0])

    wait_until(lambda: steps(latest())["spoke"][1] is not None)
    turn = latest()
    found = steps(turn)
    assert turn["spoken"]
    assert found["heard"][1] <= found["thought"][0]
    assert found["spoke"][0] >= found["wrote"][1]


def test_who_had_to_wait_sees_for_how_long(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.held = True
    with running(ollama.tutor(tmp_path / "data", llm_slots=1)) as server:
        first, second = begin(server.client), begin(server.client)
        rush = [threading.Thread(target=say, args=(server.client, id)) for id in (first, second)]
        for thread in rush:
            thread.start()
        wait_until(lambda: server.client.get("/api/status").json()["waiting"]["llm"] == 1)
        time.sleep(0.2)
        ollama.held = False
        for thread in rush:
            thread.join()
        found = [steps(turn) for turn in server.client.get("/api/turns").json()]
        waited = [turn["waited"] for turn in found if "waited" in turn]
        assert len(waited) == 1
        assert waited[0][1] - waited[0][0] > 100


def test_turns_that_end_early_are_there_too(server: Server, ollama: FakeOllama) -> None:
    conversation = begin(server.client)
    ollama.die_after = 1
    say(server.client, conversation, "Hola.")
    assert server.client.get("/api/turns").json()[0]["state"] == "failed"
    ollama.die_after, ollama.tokens, ollama.delay_s = None, [f"Sí {n}. " for n in range(300)], 0.3
    path = f"/api/conversations/{conversation}/turns"
    with server.client.stream("POST", path, json={"text": "Otra vez."}) as response:
        next(response.iter_bytes())
        turn_id = server.client.get(f"/api/conversations/{conversation}").json()["active_turn_id"]
        assert turn_id not in {turn["id"] for turn in server.client.get("/api/turns").json()}
        server.client.delete(f"/api/turns/{turn_id}")
    turn = server.client.get("/api/turns").json()[0]
    assert (turn["id"], turn["state"]) == (turn_id, "stopped")
    assert all(step["to_ms"] is not None for step in turn["steps"])
    assert len(server.client.get("/api/turns?limit=1").json()) == 1
    assert server.client.get("/api/turns?limit=0").status_code == 422


def test_tokens_are_counted_by_learner(school: School) -> None:  # noqa: F811
    iris = joined(school.owner, school.server, "Iris")
    assert used(iris) == {}
    for _ in range(2):
        conversation = begin(iris)
        turn = say(iris, conversation)[0].data["turn_id"]
    say(school.ben, begin(school.ben))
    assert used(iris) == {"Iris": (2, 84, 8)}
    iris.post(f"/api/turns/{turn}/regenerate", headers={"Accept": "application/json"})
    assert used(iris) == {"Iris": (3, 126, 12)}  # both replies were paid for
    assert {"Iris", "Ben"} <= used(school.owner).keys()
    assert used(school.owner)["Iris"] == (3, 126, 12)
    assert "Iris" not in used(school.ben)
    assert {turn["conversation_id"] for turn in iris.get("/api/turns").json()}.isdisjoint(
        turn["conversation_id"] for turn in school.owner.get("/api/turns?limit=100").json()
    )
    iris.delete(f"/api/conversations/{conversation}")
    assert used(iris) == {"Iris": (1, 42, 4)}


def used(client: httpx.Client) -> dict[str, tuple[int, int, int]]:
    found = client.get("/api/usage")
    assert found.status_code == 200, found.text
    return {one["name"]: (one["replies"], one["prompt_tokens"], one["completion_tokens"]) for one in found.json()}
