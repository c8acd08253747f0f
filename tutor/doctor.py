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

import psutil

from tutor.app import built_page
from tutor.catalogue import load_catalogue
from tutor.llm import ollama
from tutor.settings import Settings

MIN_FREE_BYTES = 2_000_000_000
MIN_MEMORY_BYTES = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `ok` is None when the tutor works without it."""

    name: str
    ok: bool | None
    found: str
    mend: str = ""


def checks(settings: Settings) -> list[Check]:
    """Look at everything, hashing the model files."""
    return [check for part in (_program, _engines, _models, _machine) for check in part(settings)]


def render(found: list[Check]) -> str:
    """The checks as text, with what mends each gap."""
    signs = {True: "ok  ", None: "-   ", False: "GAP "}
    lines = []
    for check in found:
        lines.append(f"{signs[check.ok]} {check.name}: {check.found}")
        if check.mend:
            lines.append(f"       → {check.mend}")
    gaps = sum(check.ok is False for check in found)
    lines.append("")
    lines.append("Everything the tutor needs is here." if gaps == 0 else f"{gaps} to mend.")
    return "\n".join(lines)


def _program(settings: Settings) -> Iterator[Check]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield Check("Python", sys.version_info >= (3, 11), version)
    page = built_page()
    yield Check("page", page is not None, str(page or "not built"), "" if page else "make setup")
    yield _port(settings)


def _engines(settings: Settings) -> Iterator[Check]:
    for name, module in (
        ("speech recogniser", "faster_whisper"),
        ("Kokoro voices", "kokoro_onnx"),
        ("Piper voices", "piper"),
        ("embedded language model", "xllamacpp"),
        ("spelling dictionary", "tutor.corrections.check"),
    ):
        yield _works(name, lambda module=module: importlib.import_module(module))  # type: ignore[misc]
    model = asyncio.run(ollama.find(settings.ollama_url, settings.ollama_model, settings.context_tokens, "0"))
    if model:
        yield Check("Ollama", True, f"answers at {settings.ollama_url}, would use {model.name}")
    else:
        needed = False if settings.llm == "ollama" else None
        yield Check(
            "Ollama", needed, "does not answer or has no chat model", "ollama serve, then: ollama pull gemma3:4b"
        )


def _works(name: str, load: Callable[[], object]) -> Check:
    try:
        load()
    except Exception as error:  # whatever keeps a native library from loading
        return Check(name, False, f"{type(error).__name__}: {error}", "make setup")
    return Check(name, True, "installed")


def _models(settings: Settings) -> Iterator[Check]:
    catalogue = load_catalogue()
    needed = catalogue.needed(settings)
    for name in needed:
        entry = catalogue.entry(name)
        broken = catalogue.verify(entry, settings)
        if not broken:
            yield Check(name, True, f"{entry.size_bytes / 1e6:.0f} MB, verified")
            continue
        here = [f for f in broken if (entry.folder(settings) / f).exists()]
        state = f"damaged: {', '.join(here)}" if here else "missing"
        yield Check(name, False, state, f"tutor models get {name}")
    for voice in catalogue.voices:
        if voice.id not in needed:
            here_too = catalogue.installed(voice, settings)
            mend = "" if here_too else f"tutor models get {voice.id}"
            yield Check(f"voice {voice.id}", True if here_too else None, "here" if here_too else "not fetched", mend)


def _machine(settings: Settings) -> Iterator[Check]:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_dir):
            pass
        yield Check("data folder", True, str(settings.data_dir))
    except OSError as error:
        yield Check("data folder", False, str(error), "choose another with TUTOR_DATA_DIR")
        return
    free = shutil.disk_usage(settings.data_dir).free
    mend = "free some space" if free < MIN_FREE_BYTES else ""
    yield Check("disk", free >= MIN_FREE_BYTES, f"{free / 1e9:.0f} GB free", mend)
    memory = psutil.virtual_memory()
    enough = memory.total >= MIN_MEMORY_BYTES
    yield Check("memory", enough, f"{memory.available / 1e9:.0f} of {memory.total / 1e9:.0f} GB free")


def _port(settings: Settings) -> Check:
    with socket.socket() as probe:
        taken = probe.connect_ex((settings.host, settings.port)) == 0
    if taken:
        return Check("port", None, f"{settings.port} is in use (by the tutor itself?)", "PORT=8001 make run")
    return Check("port", True, f"{settings.port} is free")
