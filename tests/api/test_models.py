"""Fetching, measuring, comparing and removing models while the tutor runs, against a hub and an Ollama on this machine."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.api.client import begin, refused, say, wait_until
from tests.conftest import Server, running
from tests.fakes.hub import LARGE, SMALL, HollowModel, serving_models, without_llama
from tests.fakes.ollama import FakeOllama, fake_ollama
from tests.unit.test_catalogue import Site
from tutor.core.settings import Settings

GB = 10**9


@pytest.fixture
def hub() -> Iterator[Site]:
    with serving_models() as site:
        yield site


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with fake_ollama() as fake:
        fake.models = {"gemma3:1b": GB}
        fake.library = {"gemma3:4b": 3 * GB}
        fake.tokens, fake.speeds = ["¡Qué ", "bien! ", "¿Y ", "tú?"], {"gemma3:4b": 12.0, "gemma3:1b": 30.0}
        yield fake


@contextmanager
def tutoring(folder: Path, ollama: FakeOllama, **changes: Any) -> Iterator[Server]:
    changes = {"llm": "auto", "ollama_memory_gb": 20, "models_dir": folder / "models", "data_dir": folder} | changes
    with running(ollama.tutor(changes.pop("data_dir"), **changes)) as server:
        yield server


@pytest.fixture(autouse=True)
def _without_llama(monkeypatch: pytest.MonkeyPatch, hub: Site) -> None:
    without_llama(monkeypatch, hub)


def listed(server: Server) -> dict[str, dict[str, Any]]:
    answer = server.client.get("/api/models")
    assert answer.status_code == 200, answer.text
    return {one["id"]: one for one in answer.json()["models"]}


def fetch(server: Server, id: str) -> dict[str, Any]:
    answer = server.client.post(f"/api/models/{id}/download")
    assert answer.status_code == 202, answer.text
    wait_until(lambda: listed(server)[id]["download"]["state"] not in ("waiting", "coming"))
    return listed(server)[id]


def test_what_there_is_says_what_it_takes_and_how_it_does(ollama: FakeOllama, tmp_path: Path) -> None:
    with tutoring(tmp_path, ollama) as server:
        told = listed(server)
        assert {one["kind"] for one in told.values()} == {"llm", "stt", "tts"}
        small = told["small-1b"]
        assert (small["size_bytes"], small["memory_bytes"] > small["size_bytes"]) == (len(SMALL), True)
        assert (small["installed"], small["licence"], small["suits"]) == (False, "MIT", "unknown")
        assert told["huge-99b"]["suits"] == "too_large"
        assert told["ollama/gemma3:1b"]["installed"]
        assert not told["ollama/gemma3:4b"]["installed"]
        assert told["ollama/mistral-small:24b"]["licence"] == "Apache-2.0"
        machine = server.client.get("/api/models").json()["machine"]
        assert machine["memory_gb"] > 0
        assert machine["cores"] > 0


def test_a_model_of_the_hub_comes_is_measured_and_takes_over(ollama: FakeOllama, tmp_path: Path) -> None:
    with tutoring(tmp_path, ollama, llm="embedded") as server:
        assert fetch(server, "small-1b")["download"]["state"] == "done"
        wait_until(lambda: listed(server)["small-1b"]["measured"])
        conversation = begin(server.client)
        assert say(server.client, conversation)[0].data["model"] == "small-1b"
        assert listed(server)["large-4b"]["suits"] == "expected_slow"  # a hundred times as large
        fetch(server, "large-4b")
        wait_until(lambda: listed(server)["large-4b"]["in_use"])
        wait_until(lambda: listed(server)["large-4b"]["measured"])
        large = listed(server)["large-4b"]
        assert (large["suits"], large["measured"]["tokens_per_s"], large["measured"]["lines"]) == ("well", 9.0, 12)
        assert large["measured"]["spanish"] == 1.0
        wait_until(lambda: say(server.client, conversation)[0].data["model"] == "large-4b")
        now = server.client.get("/api/engines").json()["now"]
        assert (now["model"], "9 tokens a second" in now["why"]) == ("large-4b", True)
    with tutoring(tmp_path, ollama, llm="embedded") as server:  # also after a restart
        assert listed(server)["large-4b"]["measured"]["tokens_per_s"] == 9.0


def test_one_that_is_slow_here_does_not_take_over(
    ollama: FakeOllama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HollowModel, "speeds", {"small-1b": 20.0, "large-4b": 3.0})
    with tutoring(tmp_path, ollama, llm="embedded") as server:
        fetch(server, "small-1b")
        fetch(server, "large-4b")
        wait_until(lambda: listed(server)["large-4b"]["suits"] == "slow")
        assert listed(server)["small-1b"]["in_use"]
        assert say(server.client, begin(server.client))[0].data["model"] == "small-1b"
        offers = [one["id"] for one in server.client.get("/api/engines").json()["engines"]]
        assert {"embedded/small-1b", "embedded/large-4b"} <= set(offers)
        assert server.client.patch("/api/learner", json={"engine": "embedded/large-4b"}).status_code == 200
        assert say(server.client, begin(server.client))[0].data["model"] == "large-4b"


def test_a_broken_fetch_is_said_and_goes_on(ollama: FakeOllama, hub: Site, tmp_path: Path) -> None:
    del hub.files["/large.gguf"]
    with tutoring(tmp_path, ollama) as server:
        failed = fetch(server, "large-4b")["download"]
        assert failed["state"] == "failed"
        assert failed["problem"].endswith(".")
        assert failed["action"]
        hub.files["/large.gguf"] = b"x" * len(LARGE)  # another file
        assert fetch(server, "large-4b")["download"]["state"] == "failed"
        assert not listed(server)["large-4b"]["installed"]
        hub.files["/large.gguf"] = LARGE
        assert fetch(server, "large-4b")["installed"]


def test_a_model_comes_through_ollama_and_is_removed_there(ollama: FakeOllama, tmp_path: Path) -> None:
    with tutoring(tmp_path, ollama, llm="ollama") as server:
        ollama.pull_held = True
        assert server.client.post("/api/models/ollama/gemma3:4b/download").status_code == 202
        wait_until(lambda: listed(server)["ollama/gemma3:4b"]["download"]["here"] > 0)
        coming = listed(server)["ollama/gemma3:4b"]["download"]
        assert coming["state"] == "coming"
        assert 0 < coming["here"] < coming["total"]
        assert server.client.delete("/api/models/ollama/gemma3:4b/download").status_code == 204
        assert listed(server)["ollama/gemma3:4b"]["download"]["state"] == "cancelled"
        wait_until(lambda: ollama.pulls_broken_off == 1)
        ollama.pull_held = False
        assert fetch(server, "ollama/gemma3:4b")["installed"]
        wait_until(lambda: listed(server)["ollama/gemma3:4b"]["measured"])
        assert listed(server)["ollama/gemma3:4b"]["suits"] == "well"
        assert say(server.client, begin(server.client))[0].data["model"] == "gemma3:4b"
        assert server.client.delete("/api/models/ollama/gemma3:4b").status_code == 204
        assert "gemma3:4b" not in ollama.models
        assert listed(server)["ollama/gemma3:4b"]["measured"] is None
        assert say(server.client, begin(server.client))[0].data["model"] == "gemma3:1b"


def test_one_that_thinks_aloud_is_passed_over(ollama: FakeOllama, tmp_path: Path) -> None:
    with tutoring(tmp_path, ollama, llm="ollama") as server:
        ollama.tokens = ["The user greets me. ", "¡Hola!"]
        fetch(server, "ollama/gemma3:4b")
        wait_until(lambda: listed(server)["ollama/gemma3:4b"]["suits"] == "leaks")
        ollama.tokens = ["¡Hola! ", "¿Qué tal?"]
        assert say(server.client, begin(server.client))[0].data["model"] == "gemma3:1b"


def test_two_answer_one_line(ollama: FakeOllama, tmp_path: Path) -> None:
    with tutoring(tmp_path, ollama) as server:
        fetch(server, "small-1b")
        one = server.client.post("/api/models/small-1b/try", json={"text": "Hola.", "level": "A2"}).json()
        two = server.client.post("/api/models/ollama/gemma3:1b/try", json={"text": "Hola.", "level": "A2"}).json()
        assert (one["text"], one["tokens_per_s"]) == ("¡Qué bien! Me gusta mucho. ¿Y tú? (small-1b)", 20.0)
        assert two["text"] == "¡Muy bien! ¿Y tú?"
        refused(server.client.post("/api/models/large-4b/try", json={"text": "Hola."}), 404, "not_found")
        assert server.client.post("/api/models/small-1b/try", json={"text": " "}).status_code == 422


def test_what_is_in_use_stays_and_the_rest_goes(ollama: FakeOllama, tmp_path: Path) -> None:
    with tutoring(tmp_path, ollama, llm="embedded") as server:
        fetch(server, "small-1b")
        refused(server.client.delete("/api/models/small-1b"), 422, "invalid_input")
        fetch(server, "large-4b")
        wait_until(lambda: listed(server)["large-4b"]["in_use"])
        assert server.client.delete("/api/models/small-1b").status_code == 204
        assert not (tmp_path / "models" / "small-1b").exists()
        refused(server.client.delete("/api/models/nada"), 404, "not_found")
        refused(server.client.delete("/api/models/small-1b/download"), 404, "not_found")


@pytest.mark.parametrize("name", ["gpt-oss:120b-cloud", "a b", "..%2Fx", "nada:1b"])
def test_what_cannot_be_had_is_said(ollama: FakeOllama, tmp_path: Path, name: str) -> None:
    with tutoring(tmp_path, ollama, llm="ollama") as server:
        answer = server.client.post(f"/api/models/ollama/{name}/download")
        if answer.status_code == 202:
            wait_until(lambda: listed(server)[f"ollama/{name}"]["download"]["state"] == "failed")
            assert name in listed(server)[f"ollama/{name}"]["download"]["problem"]
        else:
            assert answer.status_code in (404, 422)
            assert answer.json()["error"]["action"]
        assert name == "nada:1b" or ollama.pulls == []


@pytest.mark.models
def test_ears_are_measured_chosen_and_kept(ollama: FakeOllama, tmp_path: Path) -> None:
    real = Settings()
    with tutoring(tmp_path, ollama, models_dir=real.models_folder, voices_dir=real.voices_folder) as server:
        told = server.client.post("/api/models/whisper-base/measure", timeout=None)
        assert told.status_code == 200, told.text
        heard = told.json()["heard"]
        assert heard["right"] > 0.7
        assert heard["factor"] > 0
        assert server.client.post("/api/models/whisper-base/use").status_code == 204
        assert listed(server)["whisper-base"]["in_use"]
        refused(server.client.post("/api/models/whisper-other/use"), 422, "invalid_input")
        sound = server.client.get("/api/models/ef_dora/preview")
        assert sound.headers["content-type"] == "audio/wav"
        with wave.open(io.BytesIO(sound.content)) as file:
            assert file.getnframes() > file.getframerate()
        refused(server.client.get("/api/models/es_AR-daniela-high/preview"), 422, "invalid_input")


def test_a_better_partner_comes_by_itself(
    ollama: FakeOllama, hub: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ollama.models = {}
    with tutoring(tmp_path, ollama, llm="embedded", better_partner=False) as server:
        fetch(server, "small-1b")
    monkeypatch.setattr(HollowModel, "speeds", {"small-1b": 2000.0, "large-4b": 9.0})
    (tmp_path / "probes.json").unlink(missing_ok=True)
    monkeypatch.setattr("tutor.app.prewarm", _nothing)
    shares: list[float] = []
    hub.slow = 0.5  # it does not come before somebody has talked to the small one
    with tutoring(tmp_path, ollama, prewarm=True) as server:

        def there() -> bool:
            if better := server.client.get("/api/status").json()["better"]:
                assert better["name"] == "large-4b"
                shares.append(better["share"])
            return bool(listed(server)["large-4b"]["in_use"])

        assert say(server.client, begin(server.client))[0].data["model"] == "small-1b"
        hub.quick.set()
        wait_until(there)
        wait_until(lambda: server.client.get("/api/status").json()["better"] is None)
        wait_until(lambda: say(server.client, begin(server.client))[0].data["model"] == "large-4b")


def test_what_an_ollama_had_before_is_tried_once(
    ollama: FakeOllama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.app.prewarm", _nothing)
    monkeypatch.setattr("tutor.learners.models.better.SETTLED_S", 0.0)
    ollama.models = {"gemma3:4b": 3 * GB, "mistral:7b": 4 * GB}
    ollama.tokens = ["The user says hello. ", "I should greet."]
    with tutoring(tmp_path, ollama, prewarm=True) as server:
        wait_until(lambda: listed(server)["ollama/gemma3:4b"]["measured"])
        wait_until(lambda: listed(server)["ollama/mistral:7b"]["measured"])
        assert listed(server)["ollama/mistral:7b"]["suits"] == "leaks"
    asked = len(ollama.chats)
    with tutoring(tmp_path, ollama, prewarm=True) as server:
        assert listed(server)["ollama/mistral:7b"]["suits"] == "leaks"
    assert len(ollama.chats) == asked


async def _nothing(*args: object) -> None:
    """Wakes nobody."""
