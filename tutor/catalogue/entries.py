"""The catalogue as data, and each entry's place on the disk."""

from __future__ import annotations

import shutil
import tomllib
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, Field

from tutor.catalogue.fetch import Fetcher, Progress
from tutor.catalogue.verify import Digest, Seal
from tutor.errors import NotFound
from tutor.settings import Settings

PACKAGE = Path(__file__).parent.parent
# In a checkout the voices are described beside the package, in a wheel inside it.
VOICES = (PACKAGE.parent / "voices" / "catalogue.toml", PACKAGE / "voices" / "catalogue.toml")


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wheels(_Data):
    """Parts inside wheels of the Python package index: a pattern of the member's name in each."""

    packages: tuple[str, ...]
    member: str


class Npm(_Data):
    """A member of a package of the npm registry."""

    package: str
    member: str


class ModelFile(_Data):
    """One file: `size` in bytes; `sha256`, or `md5` where its publisher gives no better."""

    name: str = Field(pattern=r"^[\w.-]+$")
    size: int = Field(gt=0)
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    md5: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$")
    hub: str | None = None
    wheels: Wheels | None = None
    npm: Npm | None = None

    @property
    def digest(self) -> Digest:
        return Digest("sha256", self.sha256) if self.sha256 else Digest("md5", self.md5 or "")


class ModelEntry(_Data):
    """A model: a name and its files."""

    name: str
    kind: Literal["llm", "stt", "tts"]
    licence: str
    about: str
    file: tuple[ModelFile, ...]

    @property
    def size_bytes(self) -> int:
        return sum(file.size for file in self.file)

    def folder(self, settings: Settings) -> Path:
        return settings.models_folder / self.name


class VoiceEntry(_Data):
    """A voice. `network` names the model that it is a style of."""

    id: str
    name: str
    engine: Literal["kokoro", "piper"]
    network: str | None = None
    language: str
    region: str
    gender: Literal["female", "male", "several"]
    sample_rate: int
    licence: str
    file: tuple[ModelFile, ...]

    @property
    def size_bytes(self) -> int:
        return sum(file.size for file in self.file)

    def folder(self, settings: Settings) -> Path:
        return settings.voices_folder / self.id


class Catalogue:
    """All models and voices."""

    def __init__(self, models: list[ModelEntry], voices: list[VoiceEntry]) -> None:
        self.models = models
        self.voices = voices

    @cached_property
    def _by_name(self) -> dict[str, ModelEntry | VoiceEntry]:
        return {m.name: m for m in self.models} | {v.id: v for v in self.voices}

    @cached_property
    def _shared(self) -> frozenset[str]:
        """Packages that more than one file comes from."""
        files = [f for entry in self._by_name.values() for f in entry.file]
        used = Counter(p for f in files if f.wheels for p in f.wheels.packages)
        used.update(f.npm.package for f in files if f.npm)
        return frozenset(package for package, times in used.items() if times > 1)

    def _packages(self, settings: Settings) -> Path:
        return settings.models_folder / ".packages"

    def tidy(self, settings: Settings) -> None:
        """Drop archives that were kept for further files; called when all wanted files are here."""
        shutil.rmtree(self._packages(settings), ignore_errors=True)

    def entry(self, name: str) -> ModelEntry | VoiceEntry:
        """The model or voice of that name. Raises NotFound."""
        if name not in self._by_name:
            raise NotFound(f"There is no model called {name}.", action="`tutor models list` shows what there is.")
        return self._by_name[name]

    def needed(self, settings: Settings, *, for_tests: bool = False) -> list[str]:
        """What the tutor needs to run with these settings, small files first."""
        spanish = [v for v in self.voices if v.language == "es" and v.engine == "kokoro"]
        names = [settings.whisper_model, *{v.network for v in spanish if v.network}, *(v.id for v in spanish)]
        if settings.llm != "ollama":
            names.append(settings.embedded_model)
        if for_tests:
            names += ["en_US-joe-medium", "qwen2.5-coder-0.5b-instruct"]
        return names

    def installed(self, entry: ModelEntry | VoiceEntry, settings: Settings) -> bool:
        """Whether all files are here and were whole when they last changed. Costs a look at each, no hashing."""
        folder = entry.folder(settings)
        whole = all(Seal(folder / f.name, f.digest, f.size).holds() for f in entry.file)
        if whole and isinstance(entry, VoiceEntry) and entry.network:
            return self.installed(self.entry(entry.network), settings)
        return whole

    def ensure(self, name: str, settings: Settings, progress: Progress | None = None) -> Path:
        """The folder of a model with all its files whole; what is missing or damaged is fetched.

        Blocks for as long as that takes; call it in a worker thread. Raises DownloadFailed, DiskFull, NotFound.
        """
        entry = self.entry(name)
        folder = entry.folder(settings)
        if all(Seal(folder / f.name, f.digest, f.size).holds() for f in entry.file):
            return folder
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock"):  # another process may be fetching the same
            fetcher = Fetcher(folder, self._packages(settings), self._shared, progress)
            for file in entry.file:
                seal = Seal(folder / file.name, file.digest, file.size)
                if not (seal.holds() or seal.check()):
                    fetcher.fetch(file)
            fetcher.clean()
        return folder

    def ensure_voice(self, entry: VoiceEntry, settings: Settings) -> dict[str, Path]:
        """The files of a voice by their part: `model`, and `style` for one that shares a network."""
        folder = self.ensure(entry.id, settings)
        if entry.network:
            return {"model": self.ensure(entry.network, settings) / "model.onnx", "style": folder / "style.bin"}
        return {"model": folder / "model.onnx"}

    def verify(self, entry: ModelEntry | VoiceEntry, settings: Settings) -> list[str]:
        """Hash every file of an entry; returns the names of those that are missing or damaged."""
        folder = entry.folder(settings)
        return [f.name for f in entry.file if not Seal(folder / f.name, f.digest, f.size).check()]

    def remove(self, name: str, settings: Settings) -> bool:
        """Delete a model's files. True if there were any."""
        folder = self.entry(name).folder(settings)
        there = folder.is_dir()
        shutil.rmtree(folder, ignore_errors=True)
        return there


def load_catalogue() -> Catalogue:
    """The shipped catalogue."""
    models = _read(PACKAGE / "models.toml")["model"]
    voices = _read(next(path for path in VOICES if path.is_file()))["voice"]
    return Catalogue([ModelEntry(**m) for m in models], [VoiceEntry(**v) for v in voices])


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
