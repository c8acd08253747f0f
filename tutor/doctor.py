"""`tutor doctor`: what is there, what isn't, and the one command that mends each gap."""

from __future__ import annotations

import asyncio
import importlib
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from tutor.app import PAGES, built_page
from tutor.core.accelerators import Accelerators, accelerators
from tutor.core.bus import reach
from tutor.core.downloads import Catalogue, load_catalogue
from tutor.core.downloads.partner import choose_partner, this_machine
from tutor.core.elsewhere import sent_away
from tutor.core.errors import TutorError
from tutor.core.private import is_open
from tutor.core.settings import Settings
from tutor.llm.choose import ChatModels
from tutor.llm.embedder import Embedder, open_embedder
from tutor.llm.language_models import CatalogueShelf, known
from tutor.llm.probe import Probes
from tutor.store.files import open_files

# How long a server may take, in seconds.
PATIENCE_S = 15.0
MIN_FREE_BYTES = 2_000_000_000
MIN_MEMORY_BYTES = 3_000_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `ok` is None when the tutor works without it, but less well.

    `found` is what there is, `mend` the command or act that closes a gap.
    """

    name: str
    ok: bool | None
    found: str
    mend: str = ""


def checks(settings: Settings) -> list[Check]:
    """Look at everything, hashing every model file: a few seconds. Not for use inside an event loop."""
    return [check for part in (_program, _engines, _models, machine) for check in part(settings)]


def render(checks: list[Check]) -> str:
    """The checks as text, with what mends each gap."""
    signs = {True: "ok  ", None: "-   ", False: "GAP "}
    lines = []
    for check in checks:
        lines.append(f"{signs[check.ok]} {check.name}: {check.found}")
        if check.ok is not True and check.mend:
            lines.append(f"       → {check.mend}")
    gaps = sum(check.ok is False for check in checks)
    lines += ["", f"{gaps} to mend." if gaps else "Everything the tutor needs is here."]
    return "\n".join(lines)


def _program(settings: Settings) -> Iterator[Check]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield Check("Python", sys.version_info >= (3, 11), version, "install Python 3.11 or newer")
    page = built_page()
    yield Check("page", page is not None, str(page or f"not built in {PAGES[0]}"), "make setup")
    yield _port(settings)
    if settings.bus:
        yield _bus(settings)
    if settings.files:
        yield _files(settings)


def _port(settings: Settings) -> Check:
    if settings.port == 0:
        return Check("port", True, "a free one will be taken")
    try:
        socket.create_connection((settings.host, settings.port), timeout=2).close()
    except OSError:
        return Check("port", True, f"{settings.port} is free")
    return Check("port", None, f"{settings.port} is in use, by the tutor itself or another", "PORT=8001 make run")


def _bus(settings: Settings) -> Check:
    """What the tutor's servers hear of each other through."""
    try:
        return Check("Valkey", True, f"version {reach(settings.bus)} answers")
    except TutorError as error:
        return Check("Valkey", False, error.message, error.action)


def _files(settings: Settings) -> Check:
    """Where recordings are kept."""
    try:
        open_files(settings).look()
    except TutorError as error:
        return Check("store of recordings", False, str(error), error.action)
    return Check("store of recordings", True, f"{settings.files} answers")


def _engines(settings: Settings) -> Iterator[Check]:
    told = accelerators()
    for name, module, on_gpu in (
        ("speech recogniser", "faster_whisper", told.whisper),
        ("Kokoro voices", "kokoro_onnx", told.onnx),
        ("Piper voices", "piper", told.onnx),
    ):
        where = "on CUDA" if on_gpu else "on the CPU"
        yield _loads(name, lambda module=module: importlib.import_module(module), f"loads, computes {where}")  # type: ignore[misc]
    yield _graphics(told)
    yield _loads("spelling dictionary", _corrector)
    yield from asyncio.run(_language_models(settings))
    if embedder := open_embedder(settings):
        yield asyncio.run(_embeddings(embedder))
    yield from _sent_away(settings)


_AWAY = {
    "hearing": "what is said is heard at {}",
    "voice": "replies are spoken at {}",
    "corrections": "what is written is checked at {}",
    "documents": "texts and what is asked about them go to {}",
}


def _sent_away(settings: Settings) -> Iterator[Check]:
    """What leaves this house beside what the language model is told."""
    for one in sent_away(settings):
        yield Check(
            f"{one.part} elsewhere", None, _AWAY[one.part].format(one.host), f"to keep it here: unset {one.setting}"
        )


def _corrector() -> object:
    from tutor.corrections.check import Corrector

    return Corrector()


def _graphics(told: Accelerators) -> Check:
    """Nothing needs a graphics processor; one that is there and lies idle is worth a word."""
    name, gpu = "graphics processor", told.llama or told.gpu
    if gpu is None:
        return Check(name, True, "none, and none is needed")
    parts = {"language model": told.llama is not None, "ears": told.whisper, "voices": told.onnx}
    used = [part for part, on in parts.items() if on]
    idle = [part for part, on in parts.items() if not on]
    memory = f", {gpu.memory_gb:.0f} GB" if gpu.memory_gb else ""
    found = f"{gpu.name}{memory}: {_listed(used)} on it" if used else f"{gpu.name}{memory}: not used"
    mend = f"for {_listed(idle)} on it: the wheels in docs/using.md#graphics-processors" if idle else ""
    return Check(name, None if idle else True, found, mend)


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 2 else names)


def _loads(name: str, load: Callable[[], object], found: str = "loads") -> Check:
    try:
        load()
    except Exception as error:  # whatever keeps a native library from loading
        return Check(name, False, f"{type(error).__name__}: {error}", "make setup")
    return Check(name, True, found)


async def _language_models(settings: Settings) -> list[Check]:
    """Each engine that may answer or be chosen; a gap is only one without which nobody would."""

    probes = Probes(settings.data_dir / "probes.json")
    models = ChatModels(settings, CatalogueShelf(settings, load_catalogue()), probes)
    found = []
    try:
        for engine, name, health in await models.health():
            missing = False if models.needs(engine) else None
            found.append(Check(name, True if health.ok else missing, health.found, health.mend))
            found += [Check(f"{name}, {subject}", None, what, mend) for subject, what, mend in health.remarks]
    finally:
        await models.close()
    return found


async def _embeddings(embedder: Embedder) -> Check:
    """Ask what a word means. Without an answer, documents are searched by their words alone."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            await embedder.embed(["hola"])
    except TutorError as error:
        return Check("embeddings server", None, error.message, error.action)
    except TimeoutError:
        return Check("embeddings server", None, "takes too long to answer", "see whether its model fits into memory")
    finally:
        await embedder.close()
    return Check("embeddings server", True, f"answers with {embedder.model}")


def _models(settings: Settings) -> Iterator[Check]:
    catalogue = load_catalogue()
    if settings.computes_here:
        facts = asyncio.run(known(settings, catalogue))
        yield Check("partner", True, choose_partner(catalogue, settings, this_machine(), None, facts)[1])
    needed = catalogue.needed(settings)
    for name in needed:
        yield _model(catalogue, name, settings, missing=False)
    for voice in catalogue.voices:
        if voice.id not in needed:
            yield _model(catalogue, voice.id, settings, missing=None)


def _model(catalogue: Catalogue, name: str, settings: Settings, missing: bool | None) -> Check:
    entry = catalogue.entry(name)
    folder = entry.folder(settings)
    here = [file.name for file in entry.file if (folder / file.name).exists()]
    mend = f"{_command()} models get {name}"
    if not here:
        return Check(name, missing, "not fetched", mend)
    if wrong := catalogue.verify(name, settings):
        state = ", ".join(f"{file} is {'damaged' if file in here else 'missing'}" for file in wrong)
        return Check(name, False, state, mend)
    return Check(name, True, f"{entry.size_bytes / 1e6:.1f} MB, every byte verified")


def _command() -> str:
    """How this tutor is called from a shell: in a checkout its environment need not be on the path."""
    found = shutil.which("tutor")
    mine = found is not None and Path(found).parent == Path(sys.executable).parent
    return "tutor" if mine else f"{sys.executable} -m tutor"


def _writable(name: str, folder: Path, mend: str) -> Check:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Check(name, False, str(error), mend)
    return Check(name, True, f"{folder} can be written")


def _privacy(settings: Settings) -> Check:
    folder = settings.data_dir
    if is_open(folder):
        found = f"other people on this machine can look into {folder}"
        return Check("privacy", False, found, f"chmod 700 {folder}")
    return Check("privacy", True, "the data folder is its owner's alone")


def machine(settings: Settings) -> Iterator[Check]:
    """Folders, space and memory."""
    data = _writable("data folder", settings.data_dir, "choose another with TUTOR_DATA_DIR")
    yield data
    yield _privacy(settings)
    if settings.database.startswith("sqlite:///"):
        database = Path(settings.database.removeprefix("sqlite:///"))
        yield _writable("database folder", database.parent, "choose another with TUTOR_DATABASE_URL")
    if data.ok:
        free = shutil.disk_usage(settings.data_dir).free
        yield Check("disk", free >= MIN_FREE_BYTES or None, f"{free / 1e9:.1f} GB free", "free some space")
    memory = psutil.virtual_memory()
    found = f"{memory.available / 1e9:.1f} of {memory.total / 1e9:.1f} GB free"
    yield Check("memory", memory.available >= MIN_MEMORY_BYTES or None, found, "close other programs")
