"""What the doctor says of five machines, whole: the words are what somebody reads who needs help."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from tests.fakes.ollama import FakeOllama, fake_ollama
from tutor import doctor
from tutor.core.accelerators import Accelerators, Gpu
from tutor.core.downloads import Catalogue
from tutor.core.downloads.entries import Entry
from tutor.core.settings import Settings
from tutor.llm.probe import Probe, Probes

EARS_AND_VOICES = ("whisper-base", "kokoro-82m-int8", "ef_dora", "em_alex", "em_santa")
NO_OLLAMA = "http://127.0.0.1:9"
CARD = Gpu("NVIDIA GeForce RTX 4070", 12.9)

PROGRAM = """\
ok   Python: <version>
ok   page: <page>
ok   port: a free one will be taken
"""
VOICES = """\
ok   whisper-base: 150.2 MB, every byte verified
ok   kokoro-82m-int8: 92.4 MB, every byte verified
ok   ef_dora: 0.5 MB, every byte verified
ok   em_alex: 0.5 MB, every byte verified
ok   em_santa: 0.5 MB, every byte verified
"""
MORE_VOICES = """\
-    es_ES-davefx-medium: not fetched
       → <tutor> models get es_ES-davefx-medium
-    es_ES-sharvard-medium: not fetched
       → <tutor> models get es_ES-sharvard-medium
-    es_ES-carlfm-x_low: not fetched
       → <tutor> models get es_ES-carlfm-x_low
-    es_MX-claude-high: not fetched
       → <tutor> models get es_MX-claude-high
-    es_AR-daniela-high: not fetched
       → <tutor> models get es_AR-daniela-high
-    en_US-joe-medium: not fetched
       → <tutor> models get en_US-joe-medium
ok   data folder: <data> can be written
ok   privacy: the data folder is its owner's alone
ok   database folder: <data> can be written
ok   disk: <free> GB free
"""
ON_CPU = """\
ok   speech recogniser: loads, computes on the CPU
ok   Kokoro voices: loads, computes on the CPU
ok   Piper voices: loads, computes on the CPU
ok   graphics processor: none, and none is needed
ok   spelling dictionary: loads
"""
WELL = "\nEverything the tutor needs is here."


class Machine:
    """Describes a machine to the doctor: what is really here is not asked."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self._patch = monkeypatch

    def text(
        self,
        memory_gb: float,
        cores: int,
        *here: str,
        accelerators: Accelerators | None = None,
        url: str = NO_OLLAMA,
        **settings: object,
    ) -> str:
        told, patch = accelerators or Accelerators(), self._patch
        memory = SimpleNamespace(total=memory_gb * 1e9, available=memory_gb * 0.8e9)
        patch.setattr(psutil, "virtual_memory", lambda: memory)
        patch.setattr("os.cpu_count", lambda: cores)
        for place in ("tutor.doctor", "tutor.core.downloads.partner"):
            patch.setattr(f"{place}.accelerators", lambda: told)
        patch.setattr("tutor.llm.engines.embedded_models.llama_gpu", lambda: told.llama)
        patch.setattr("tutor.doctor.built_page", lambda: Path("/page"))
        patch.setattr(Catalogue, "installed", lambda self, entry, settings: _name(entry) in here)
        patch.setattr(Catalogue, "verify", lambda self, name, settings: [] if name in here else ["all"])
        made = Settings(data_dir=self.home, port=0, ollama_url=url, _env_file=None, **settings)
        catalogue = doctor.load_catalogue()
        for name in here:
            entry = catalogue.entry(name)
            folder = entry.folder(made)
            folder.mkdir(parents=True)
            (folder / entry.file[0].name).touch()
        return self._plain(doctor.render(doctor.checks(made)))

    def _plain(self, text: str) -> str:
        text = text.replace(str(self.home), "<data>").replace(doctor._command(), "<tutor>")
        text = text.replace("page: /page", "page: <page>")
        text = text.replace("Python: " + ".".join(map(str, sys.version_info[:3])), "Python: <version>")
        return re.sub(r"(disk: )[\d.]+ GB", r"\1<free> GB", text)


def _name(entry: Entry | str) -> str:
    return entry if isinstance(entry, str) else Catalogue.name_of(entry)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    return Machine(home, monkeypatch)


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with fake_ollama() as fake:
        fake.models = {"gemma3:4b": 3_300_000_000, "qwen2.5:7b": 4_700_000_000}
        yield fake


def test_4_gb_that_reached_no_hub(machine: Machine) -> None:
    assert machine.text(4.1, 2, *EARS_AND_VOICES, "qwen2.5-coder-1.5b-instruct") == (
        PROGRAM
        + ON_CPU
        + """\
-    Ollama: does not answer at http://127.0.0.1:9
       → ollama serve
ok   embedded language model: loads, computes on the CPU, would use qwen2.5-coder-1.5b-instruct
ok   partner: The partner is qwen2.5-coder-1.5b-instruct. For 4 GB of memory and 2 cores there is qwen2.5-1.5b-instruct: \
tutor models get qwen2.5-1.5b-instruct
"""
        + VOICES
        + "ok   qwen2.5-coder-1.5b-instruct: 1117.3 MB, every byte verified\n"
        + MORE_VOICES
        + "ok   memory: 3.3 of 4.1 GB free\n"
        + WELL
    )


def test_8_gb_with_a_hub(machine: Machine) -> None:
    found = Probe(7.4, 0.9, 1.0, 0, 12, "2026-11-29T12:00:00+00:00")
    Probes(machine.home / "probes.json").keep("embedded", "qwen3-4b-instruct-2507", found)
    assert machine.text(8.2, 4, *EARS_AND_VOICES, "qwen3-4b-instruct-2507") == (
        PROGRAM
        + ON_CPU
        + """\
-    Ollama: does not answer at http://127.0.0.1:9
       → ollama serve
ok   embedded language model: loads, computes on the CPU, would use qwen3-4b-instruct-2507 (7 tokens a second when it \
arrived)
ok   partner: This machine has 8 GB of memory and 4 cores: qwen3-4b-instruct-2507 is what suits them (2.5 GB).
"""
        + VOICES
        + "ok   qwen3-4b-instruct-2507: 2497.3 MB, every byte verified\n"
        + MORE_VOICES
        + "ok   memory: 6.6 of 8.2 GB free\n"
        + WELL
    )


def test_16_gb_with_ollama(machine: Machine, ollama: FakeOllama) -> None:
    ollama.cloud, ollama.show_status = {"gpt-oss:120b-cloud": "https://ollama.com"}, {"broken:1b": 502}
    ollama.models["broken:1b"] = 900_000_000
    text = machine.text(16.4, 8, *EARS_AND_VOICES, "qwen2.5-1.5b-instruct", url=ollama.url)
    assert text.replace(ollama.url, "<ollama>") == (
        PROGRAM
        + ON_CPU
        + """\
ok   Ollama: answers at <ollama>, would use qwen2.5:7b
-    Ollama, broken:1b: left out: Ollama answers 502 when asked about it
       → if you do not need it: ollama rm broken:1b
-    Ollama, gpt-oss:120b-cloud: is computed at ollama.com, so it never answers unless a learner chooses it
       → if you do not need it: ollama rm gpt-oss:120b-cloud
ok   embedded language model: loads, computes on the CPU, would use qwen2.5-1.5b-instruct
ok   partner: Ollama answers with qwen2.5:7b; qwen2.5-1.5b-instruct stands in where it does not.
"""
        + VOICES
        + "ok   qwen2.5-1.5b-instruct: 986.0 MB, every byte verified\n"
        + MORE_VOICES
        + "ok   memory: 13.1 of 16.4 GB free\n"
        + WELL
    )


def test_a_graphics_processor(machine: Machine) -> None:
    told = Accelerators(CARD, CARD, whisper=True, onnx=False)
    assert machine.text(16.4, 4, *EARS_AND_VOICES, "qwen2.5-7b-instruct", accelerators=told) == (
        PROGRAM
        + """\
ok   speech recogniser: loads, computes on CUDA
ok   Kokoro voices: loads, computes on the CPU
ok   Piper voices: loads, computes on the CPU
-    graphics processor: NVIDIA GeForce RTX 4070, 13 GB: language model and ears on it
       → for voices on it: the wheels in docs/using.md#graphics-processors
ok   spelling dictionary: loads
-    Ollama: does not answer at http://127.0.0.1:9
       → ollama serve
ok   embedded language model: loads, computes on NVIDIA GeForce RTX 4070, would use qwen2.5-7b-instruct
ok   partner: This machine has 16 GB of memory and 4 cores, and 13 GB on its graphics processor: qwen2.5-7b-instruct is what \
suits them (4.7 GB).
"""
        + VOICES
        + "ok   qwen2.5-7b-instruct: 4683.1 MB, every byte verified\n"
        + MORE_VOICES
        + "ok   memory: 13.1 of 16.4 GB free\n"
        + WELL
    )


def test_an_ollama_on_somebody_elses_computer(
    machine: Machine, ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Its name is a public one; that it leads here, only the test knows.
    host = "ollama.example.org"
    real = psutil.socket.getaddrinfo
    monkeypatch.setattr(
        "socket.getaddrinfo",
        lambda name, *rest, **more: real("127.0.0.1" if host in str(name) else name, *rest, **more),
    )
    text = machine.text(8.2, 4, *EARS_AND_VOICES, "qwen3-4b-instruct-2507", url=f"http://{host}:{ollama.port}")
    assert text.replace(f":{ollama.port}", ":<port>") == (
        PROGRAM
        + ON_CPU
        + """\
ok   Ollama: answers at http://ollama.example.org:<port>, would use qwen2.5:7b; what is said would go to ollama.example.org, \
so it never answers by itself
ok   embedded language model: loads, computes on the CPU, would use qwen3-4b-instruct-2507
ok   partner: This machine has 8 GB of memory and 4 cores: qwen3-4b-instruct-2507 is what suits them (2.5 GB).
"""
        + VOICES
        + "ok   qwen3-4b-instruct-2507: 2497.3 MB, every byte verified\n"
        + MORE_VOICES
        + "ok   memory: 6.6 of 8.2 GB free\n"
        + WELL
    )
