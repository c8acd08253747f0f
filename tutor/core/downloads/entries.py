"""The catalogue as data, and each entry's place on the disk."""

from __future__ import annotations

import shutil
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock
from pydantic import Field

from tutor.core.downloads.fetch import Fetcher, Progress
from tutor.core.downloads.files import NAME, Data, ModelFile
from tutor.core.downloads.sources import Packages, need_room, writing
from tutor.core.downloads.verify import Seal
from tutor.core.errors import ModelFileBroken, NotFound
from tutor.core.settings import Settings

# The setting that lets the best one answer that is here.
AUTO = "auto"
PACKAGE = Path(__file__).parents[2]
MODELS = Path(__file__).parent / "models.toml"
# In a checkout the voices are described beside the package, in a wheel inside it.
VOICES = (PACKAGE.parent / "voices" / "catalogue.toml", PACKAGE / "voices" / "catalogue.toml")


class _Entry(Data):
    licence: str
    file: tuple[ModelFile, ...]

    @property
    def size_bytes(self) -> int:
        return sum(file.size for file in self.file)

    def folder(self, settings: Settings) -> Path:
        """Where its files are."""
        raise NotImplementedError

    def seals(self, settings: Settings) -> Iterator[tuple[ModelFile, Seal]]:
        folder = self.folder(settings)
        return ((file, Seal(folder / file.name, file.digest, file.size)) for file in self.file)

    def to_come(self, settings: Settings) -> int:
        """How many bytes are still to be fetched, beside those of an interrupted fetch."""
        partial = self.folder(settings) / ".partial"
        here = {file.name: sum(part.stat().st_size for part in (partial / file.name).glob("*")) for file in self.file}
        return sum(max(file.size - here[file.name], 0) for file, seal in self.seals(settings) if not seal.holds())


class ModelEntry(_Entry):
    """A model: a name and its files."""

    name: str = NAME
    kind: Literal["llm", "stt", "tts", "turn"]
    description: str
    memory_gb: float = Field(default=0, ge=0)
    """The memory of a machine that runs it; 0 where it is for no learner."""
    cores: int | None = None
    """With so many it writes as fast as one reads; None where it is only taken if somebody asks for it."""

    def folder(self, settings: Settings) -> Path:
        return settings.models_folder / self.name


class VoiceEntry(_Entry):
    """A voice. `models` are those it speaks with beside its own files, `sample_rate` is in Hz."""

    id: str = NAME
    name: str
    engine: Literal["kokoro", "piper"]
    language: str
    region: str
    gender: Literal["female", "male"]
    quality: Literal["x_low", "low", "medium", "high"]
    sample_rate: int
    models: tuple[str, ...] = ()

    def folder(self, settings: Settings) -> Path:
        return settings.voices_folder / self.id


Entry = ModelEntry | VoiceEntry


@dataclass(frozen=True, slots=True)
class Arriving:
    """How much of a model or voice has arrived, of how much, in bytes. A voice is for speaking: "tts"."""

    name: str
    kind: Literal["llm", "stt", "tts"]
    here: int
    size: int


class Catalogue:
    """All models and voices."""

    def __init__(self, models: Sequence[ModelEntry], voices: Sequence[VoiceEntry]) -> None:
        self.models = list(models)
        self.voices = list(voices)
        self._silent_hosts: set[str] = set()
        self._arriving: dict[str, Arriving] = {}

    @cached_property
    def _by_name(self) -> dict[str, Entry]:
        return {model.name: model for model in self.models} | {voice.id: voice for voice in self.voices}

    @cached_property
    def _shared(self) -> frozenset[str]:
        """Packages that more than one file comes out of."""
        files = [file for entry in self._by_name.values() for file in entry.file]
        times = Counter(package for file in files for package in file.packages)
        return frozenset(package for package in times if times[package] > 1)

    def entry(self, name: str) -> Entry:
        """The model or voice of that name. Raises NotFound."""
        if name not in self._by_name:
            raise NotFound(f"There is no model called {name}.", action="`tutor models list` shows what there is.")
        return self._by_name[name]

    @staticmethod
    def name_of(entry: Entry) -> str:
        """What an entry is called."""
        return entry.id if isinstance(entry, VoiceEntry) else entry.name

    @property
    def arriving(self) -> list[Arriving]:
        """What is being fetched now, the first begun first. May be asked for while other threads fetch."""
        return list(self._arriving.values())

    def needed(self, settings: Settings, *, for_tests: bool = False) -> list[str]:
        """Names of what the tutor needs to run with these settings, the largest last."""
        kokoro = [voice.id for voice in self.voices if voice.language == "es" and voice.engine == "kokoro"]
        names = [settings.whisper_model] if settings.stt == "whisper" else []
        names += self.with_models(kokoro) if settings.tts == "local" else []
        if for_tests:
            names += ["en_US-joe-medium", "qwen2.5-coder-0.5b-instruct"]
        if settings.computes_here:
            names.append(self.chat_model(settings))
        return names

    def helpful(self, settings: Settings) -> list[str]:
        """Names of what the tutor does without, less well."""
        return [model.name for model in self.models if model.kind == "turn"] if settings.stt == "whisper" else []

    @property
    def chat_models(self) -> list[ModelEntry]:
        """Those that can be a partner, the weakest first."""
        return sorted((m for m in self.models if m.kind == "llm" and m.memory_gb), key=lambda m: m.memory_gb)

    def chat_model(self, settings: Settings) -> str:
        """The chat model that the settings name; else the best that is here, or the one that registries have."""
        if settings.embedded_model != AUTO:
            return settings.embedded_model
        here = [model.name for model in self.chat_models if self.installed(model, settings)]
        return here[-1] if here else self.registry_chat_model

    @property
    def registry_chat_model(self) -> str:
        """The chat model that can be had without the hub; where there is none, the weakest."""
        packed = (model.name for model in self.chat_models if all(file.packages for file in model.file))
        return next(packed, self.chat_models[0].name)

    def with_models(self, names: Sequence[str]) -> list[str]:
        """The names, each voice preceded by the models that it speaks with, none twice. Raises NotFound."""
        every: dict[str, None] = {}
        for name in names:
            entry = self.entry(name)
            every |= dict.fromkeys(entry.models if isinstance(entry, VoiceEntry) else ())
            every[name] = None
        return list(every)

    def installed(self, entry: Entry | str, settings: Settings) -> bool:
        """Whether all files are here and unchanged since they were found right. Costs a look at each, no hashing."""
        entry = self.entry(entry) if isinstance(entry, str) else entry
        models = entry.models if isinstance(entry, VoiceEntry) else ()
        return all(seal.holds() for _, seal in entry.seals(settings)) and all(
            self.installed(model, settings) for model in models
        )

    def ensure(self, name: str, settings: Settings, progress: Progress | None = None) -> Path:
        """The folder of a model with all its files whole; what is missing or damaged is fetched.

        Blocks for as long as that takes; call it in a worker thread. Raises DownloadFailed, DiskFull, NotFound.
        """
        entry = self.entry(name)
        folder = entry.folder(settings)
        if all(seal.holds() for _, seal in entry.seals(settings)):
            return folder
        with writing(folder):
            self._complete(entry, settings, progress)
        return folder

    def _complete(self, entry: Entry, settings: Settings, progress: Progress | None) -> None:
        folder = entry.folder(settings)
        folder.mkdir(parents=True, exist_ok=True)
        packages = Packages(settings.models_folder / ".packages", self._shared)
        fetcher = Fetcher(packages, self._silent_hosts, settings.models_url)
        name = folder.name
        done = 0

        def arrived(file: str, here: int, size: int) -> None:
            kind = entry.kind if isinstance(entry, ModelEntry) else "tts"
            kind = "stt" if kind == "turn" else kind  # what hears the end of a turn belongs to the ears
            self._arriving[name] = Arriving(name, kind, min(done + here, entry.size_bytes), entry.size_bytes)
            if progress:
                progress(file, here, size)

        try:
            with self._lock(entry, settings):
                for file, seal in entry.seals(settings):
                    if not (seal.holds() or seal.check()):
                        fetcher.fetch(file, folder, arrived)
                    done += file.size
                shutil.rmtree(folder / ".partial", ignore_errors=True)
        finally:
            self._arriving.pop(name, None)
        for package in {package for file in entry.file for package in file.packages}:
            if not self._still_wanted(package, settings):
                packages.drop(package)

    def pack(self, name: str, settings: Settings, target: Path) -> None:
        """Copy the files of an entry that is here, each hashed anew, into a folder that `models_url` may name.

        Raises ModelFileBroken, DiskFull, DownloadFailed.
        """
        entry = self.entry(name)
        into = target / entry.folder(settings).name
        with writing(into):
            into.mkdir(parents=True, exist_ok=True)
            for file, seal in entry.seals(settings):
                if not seal.check():
                    raise ModelFileBroken(f"{name}/{file.name} is not here, or damaged.")
                if not Seal(into / file.name, file.digest, file.size).check():
                    need_room(into, file.size)
                    shutil.copyfile(entry.folder(settings) / file.name, into / file.name)

    def gguf(self, name: str, settings: Settings) -> Path:
        """The file of a chat model, fetched if need be: that of the catalogue, whatever else lies beside it.

        Raises like `ensure`.
        """
        folder = self.ensure(name, settings)
        return next(folder / file.name for file in self.entry(name).file if file.name.endswith(".gguf"))

    def ensure_voice(self, entry: VoiceEntry, settings: Settings) -> dict[str, Path]:
        """The files of a voice by their part: `model`, and `style` for Kokoro. Raises like `ensure`."""
        folder = self.ensure(entry.id, settings)
        if entry.engine == "kokoro":
            return {"model": self.ensure(entry.models[0], settings) / "model.onnx", "style": folder / "style.bin"}
        return {"model": folder / "model.onnx"}

    def verify(self, name: str, settings: Settings) -> list[str]:
        """Hash every file of an entry; returns the names of those that are missing or damaged."""
        return [file.name for file, seal in self.entry(name).seals(settings) if not seal.check()]

    def check_room(self, names: Sequence[str], settings: Settings) -> None:
        """Raises DiskFull unless what is to come of the named entries fits on their disks, DownloadFailed."""
        disks: dict[int, tuple[Path, int]] = {}
        for entry in map(self.entry, names):
            folder = entry.folder(settings).parent
            with writing(folder):
                folder.mkdir(parents=True, exist_ok=True)
                disk = folder.stat().st_dev
                _, so_far = disks.get(disk, (folder, 0))
                disks[disk] = folder, so_far + entry.to_come(settings)
        for folder, size in disks.values():
            need_room(folder, size)

    def remove(self, name: str, settings: Settings) -> bool:
        """Delete a model's files. True if there were any."""
        entry = self.entry(name)
        folder = entry.folder(settings)
        if not folder.is_dir():
            return False
        with self._lock(entry, settings):
            shutil.rmtree(folder)
        return True

    def _still_wanted(self, package: str, settings: Settings) -> bool:
        """Whether a file that is not here may come out of an archive that is."""
        return any(
            package in file.packages and not seal.holds()
            for entry in self._by_name.values()
            for file, seal in entry.seals(settings)
        )

    @staticmethod
    def _lock(entry: Entry, settings: Settings) -> FileLock:
        """Keeps two processes from fetching the same files. It lies beside the folder, which may be deleted."""
        folder = entry.folder(settings)
        return FileLock(folder.with_name(f".{folder.name}.lock"))


def load_catalogue() -> Catalogue:
    """The shipped catalogue."""
    models = _read(MODELS)["model"]
    voices = _read(next(path for path in VOICES if path.is_file()))["voice"]
    return Catalogue([ModelEntry(**m) for m in models], [VoiceEntry(**v) for v in voices])


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
