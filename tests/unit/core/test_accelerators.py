"""What graphics processor there is: the driver's own program is asked, and whatever is broken counts as none."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.tutors import PATIENCE_S
from tutor.core import accelerators as looking
from tutor.core.accelerators import Accelerators, Gpu, accelerators

GPU = {"type": "GPU", "name": "Vulkan0", "description": "AMD Radeon RX 7600", "memory_total": 8_573_157_376}


@pytest.fixture(autouse=True)
def _looked_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine that has nothing yet, neither the driver's program nor wheels that compute elsewhere."""
    looking.accelerators.cache_clear()
    monkeypatch.setattr(looking, "LOOK_S", PATIENCE_S)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("xllamacpp", "ctranslate2", "onnxruntime"):
        monkeypatch.setitem(sys.modules, name, None)  # cannot be imported


def driver(folder: Path, script: str) -> None:
    program = folder / "nvidia-smi"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def wheel(monkeypatch: pytest.MonkeyPatch, name: str, **has: object) -> None:
    made = ModuleType(name)
    vars(made).update(has)
    monkeypatch.setitem(sys.modules, name, made)


def test_nothing_needs_one() -> None:
    assert accelerators() == Accelerators()
    assert accelerators().memory_gb == 0


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("echo 'NVIDIA GeForce RTX 4070, 12282'", Gpu("NVIDIA GeForce RTX 4070", 12282 * 2**20 / 1e9)),
        ("echo 'NVIDIA A10, 23028'; echo 'NVIDIA A10, 23028'", Gpu("NVIDIA A10", 23028 * 2**20 / 1e9)),
        ("echo 'No devices were found'", None),
        ("echo 'Failed to initialize NVML' >&2; exit 9", None),
        ("", None),
    ],
)
def test_the_driver_is_asked(tmp_path: Path, script: str, found: Gpu | None) -> None:
    driver(tmp_path, script)
    told = accelerators()
    assert told.gpu == found
    assert told.memory_gb == 0  # a card that no wheel computes on makes no larger partner quick


def test_what_the_wheels_compute_on(monkeypatch: pytest.MonkeyPatch) -> None:
    wheel(monkeypatch, "xllamacpp", get_device_info=lambda: [{"type": "CPU", "name": "CPU"}, GPU])
    wheel(monkeypatch, "ctranslate2", get_cuda_device_count=lambda: 1)
    wheel(monkeypatch, "onnxruntime", get_available_providers=lambda: ["CUDAExecutionProvider", "CPUExecutionProvider"])
    told = accelerators()
    assert told.llama == Gpu("AMD Radeon RX 7600", 8.573157376)
    assert (told.whisper, told.onnx, told.memory_gb) == (True, True, 8.573157376)


def test_wheels_that_compute_on_the_cpu_and_those_that_break(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> int:
        raise RuntimeError("CUDA driver version is insufficient")

    wheel(monkeypatch, "xllamacpp", get_device_info=lambda: [{"type": "CPU", "name": "CPU"}])
    wheel(monkeypatch, "ctranslate2", get_cuda_device_count=breaks)
    wheel(monkeypatch, "onnxruntime", get_available_providers=lambda: ["CPUExecutionProvider"])
    assert accelerators() == Accelerators()
