"""Kokoro for tests: all of it as it is, but its network runs once for a sentence, or not at all where only answers count."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.speech.networks import Networks
from tutor.speech.tts.voices import KokoroModel, KokoroVoice

# What the network made of its inputs, for the other processes that test.
FOLDER = Path(__file__).parents[1] / "out/kokoro"
# Samples in a frame, of which the network tells how many each token lasts.
FRAME = 600

Outputs = list[NDArray[Any]]
Run = Callable[[dict[str, NDArray[Any]]], Outputs]


class _Session:
    """A session of ONNX whose runs are made by `run`."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def run(self, outputs: None, inputs: dict[str, NDArray[Any]]) -> Outputs:
        return self._run(inputs)


def kept(model: Path, run: Run) -> Run:
    """The same, run once for the same inputs of the same network."""

    def from_folder(inputs: dict[str, NDArray[Any]]) -> Outputs:
        told = b"".join(name.encode() + np.ascontiguousarray(value).tobytes() for name, value in sorted(inputs.items()))
        file = FOLDER / f"{hashlib.sha256(told + str(model.stat().st_size).encode()).hexdigest()[:24]}.npz"
        if not file.exists():
            FOLDER.mkdir(parents=True, exist_ok=True)
            partly = file.with_suffix(f".{os.getpid()}.npz")
            np.savez(partly, *run(inputs))
            partly.replace(file)
        with np.load(file) as outputs:
            return [outputs[name] for name in sorted(outputs.files)]

    return from_folder


def hummed(model: Path, run: Run) -> Run:
    """Two frames of a hum for each token."""

    def hum(inputs: dict[str, NDArray[Any]]) -> Outputs:
        tokens = next(value for name, value in inputs.items() if name not in ("style", "speed"))
        frames = np.full(tokens.size, 2, dtype=np.int64)
        at = np.arange(int(frames.sum()) * FRAME)
        return [(0.1 * np.sin(2 * np.pi * 220 * at / 24_000)).astype(np.float32), frames]

    return hum


class _Model(KokoroModel):
    def __init__(self, path: Path, made: Callable[[Path, Run], Run]) -> None:
        super().__init__(path)
        self._made = made

    def load(self) -> None:
        super().load()
        with self._lock:
            session = self._kokoro.sess
            if not isinstance(session, _Session):
                self._kokoro.sess = _Session(self._made(self._path, lambda inputs: list(session.run(None, inputs))))


class TestNetworks(Networks):
    """Those of a tutor, with a Kokoro whose runs are made by `kept` or `hummed`."""

    __test__ = False

    def __init__(self, made: Callable[[Path, Run], Run] = kept) -> None:
        super().__init__()
        self._made = made

    def kokoro(self, model: Path, style: Path, language: str) -> KokoroVoice:
        network = self._once(lambda: _Model(model, self._made), "kokoro", model)
        return self._once(lambda: KokoroVoice(network, style, language), "style", style, language)
