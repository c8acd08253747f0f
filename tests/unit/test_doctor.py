"""The doctor against a real data folder, a real port and a server that speaks like Ollama."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.fakes.embeddings import fake_embeddings
from tests.fakes.hosted import KEY, MODEL, fake_hosted
from tests.tutors import PATIENCE_S
from tutor import doctor
from tutor.core.settings import Settings
from tutor.doctor import Check, render


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    for impatient in ("tutor.doctor", "tutor.llm.engines.registry"):
        monkeypatch.setattr(f"{impatient}.PATIENCE_S", PATIENCE_S)


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", port=0, ollama_url="http://127.0.0.1:9", _env_file=None)


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server


def found(settings: Settings, name: str) -> Check:
    return next(check for check in doctor.checks(settings) if check.name == name)


def test_every_part_is_looked_at_and_every_gap_has_a_way_to_mend_it(home: Settings) -> None:
    checks = doctor.checks(home)
    names = {check.name for check in checks}
    expected = {"Python", "page", "port", "Ollama", "embedded language model", "spelling dictionary"}
    assert names >= expected | {"whisper-base", "ef_dora", "es_ES-davefx-medium", "data folder", "disk", "memory"}
    assert len(names) == len(checks)
    assert all(check.mend for check in checks if check.ok is not True)


def test_what_is_needed_is_a_gap_and_what_is_not_is_a_remark(home: Settings) -> None:
    ears = found(home, "whisper-base")
    assert (ears.ok, ears.found) == (False, "not fetched")
    assert ears.mend.endswith("models get whisper-base")
    assert found(home, "es_ES-davefx-medium").ok is None


def test_an_embeddings_server_is_asked(home: Settings) -> None:
    with fake_embeddings() as fake:
        there = home.model_copy(update={"embeddings_url": fake.url, "embeddings_model": "m"})
        assert found(there, "embeddings server").ok is True
        fake.status, fake.answer = 404, b"{}"
        check = found(there, "embeddings server")
    assert check.ok is None
    assert "TUTOR_EMBEDDINGS_MODEL" in check.mend


def test_what_leaves_the_house_is_told(home: Settings) -> None:
    check = found(home.model_copy(update={"languagetool_url": "https://grammar.example.org"}), "corrections elsewhere")
    assert (check.ok, check.found) == (None, "what is written is checked at grammar.example.org")
    assert check.mend == "to keep it here: unset TUTOR_LANGUAGETOOL_URL"


def test_a_damaged_file_is_told_from_a_missing_one(home: Settings) -> None:
    folder = home.voices_folder / "en_US-joe-medium"
    folder.mkdir(parents=True)
    (folder / "model.onnx.json").write_bytes(b"x" * 4794)
    check = found(home, "en_US-joe-medium")
    assert check.ok is False
    assert check.found == "model.onnx is missing, model.onnx.json is damaged"


def test_a_taken_port_is_said(home: Settings, listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    assert found(home.model_copy(update={"port": port}), "port").ok is None
    listening.close()
    assert found(home.model_copy(update={"port": port}), "port").ok is True


def test_a_data_folder_that_cannot_be_written_is_a_gap(home: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    check = found(home.model_copy(update={"data_dir": tmp_path / "file"}), "data folder")
    assert check.ok is False
    assert "TUTOR_DATA_DIR" in check.mend


@pytest.fixture
def ollama() -> Iterator[tuple[str, list[str]]]:
    models: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            listed = [{"model": name, "size": 1} for name in models]
            self.answer({"models": listed})

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.answer({"capabilities": ["completion"], "model_info": {}})

        def answer(self, content: dict[str, object]) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", models
    server.shutdown()
    server.server_close()


def test_ollama_silent_without_a_model_and_ready(home: Settings, ollama: tuple[str, list[str]]) -> None:
    url, models = ollama
    silent = found(home, "Ollama")
    assert silent.ok is None
    assert silent.mend == "ollama serve"
    assert found(home.model_copy(update={"llm": "ollama"}), "Ollama").ok is False
    there = home.model_copy(update={"ollama_url": url})
    assert found(there, "Ollama").mend == "ollama pull gemma3:4b"
    models.append("gemma3:4b")
    ready = found(there, "Ollama")
    assert ready.ok is True
    assert "gemma3:4b" in ready.found


def test_engines_elsewhere_are_asked_when_they_are_named(home: Settings) -> None:
    assert not {"OpenAI-compatible server", "Claude", "Gemini", "model behind MQTT"} & {
        c.name for c in doctor.checks(home)
    }
    with fake_hosted() as hosted:
        named = {
            "llm": "openai",
            "llm_fallback": ["anthropic"],
            "llm_offered": ["gemini", "mqtt"],
            "openai_url": f"{hosted.url}/v1",
            "openai_key": SecretStr(KEY),
            "anthropic_url": hosted.url,
            "anthropic_model": "another",
            "anthropic_key": SecretStr(KEY),
            "gemini_url": hosted.url,
            "gemini_model": MODEL,
            "gemini_key": SecretStr("falsa"),
            "mqtt_url": "mqtt://127.0.0.1:9",
        }
        there = {check.name: check for check in doctor.checks(home.model_copy(update=named))}
        silent = found(
            home.model_copy(update=named | {"openai_url": "http://127.0.0.1:9/v1"}), "OpenAI-compatible server"
        )
        lacking = found(home.model_copy(update=named | {"openai_model": "x"}), "OpenAI-compatible server")
    assert there["OpenAI-compatible server"].ok is True
    assert (silent.ok, silent.mend) == (False, "Check the network and TUTOR_OPENAI_URL, then retry.")
    assert (lacking.ok, lacking.mend) == (False, f"Set TUTOR_OPENAI_MODEL to: {MODEL}.")
    assert (there["Claude"].ok, "TUTOR_ANTHROPIC_MODEL" in there["Claude"].mend) == (None, True)
    assert (there["Gemini"].ok, "TUTOR_GEMINI_KEY" in there["Gemini"].mend) == (None, True)
    assert (there["model behind MQTT"].ok, "TUTOR_MQTT_URL" in there["model behind MQTT"].mend) == (None, True)
    assert hosted.requests == []  # looking costs nothing
    assert KEY not in render(list(there.values()))


def test_rendering() -> None:
    text = render([Check("a", True, "fine", "unseen"), Check("b", False, "gone", "get b"), Check("c", None, "old")])
    assert text.splitlines() == ["ok   a: fine", "GAP  b: gone", "       → get b", "-    c: old", "", "1 to mend."]
    assert render([Check("a", True, "fine")]).endswith("Everything the tutor needs is here.")
