"""Which graphics processors the engines here can compute on. Nothing needs one."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import Any

# How long the driver's own program may take to tell of its devices, in seconds.
LOOK_S = 5.0


@dataclass(frozen=True, slots=True)
class Gpu:
    """A graphics processor, and its memory in GB; 0 where that is not known."""

    name: str
    memory_gb: float = 0.0


@dataclass(frozen=True, slots=True)
class Accelerators:
    """`gpu` is what the machine has. `llama` is the device that the language model's wheel computes on, `whisper` and
    `onnx` tell whether ears and voices compute on CUDA."""

    gpu: Gpu | None = None
    llama: Gpu | None = None
    whisper: bool = False
    onnx: bool = False

    @property
    def memory_gb(self) -> float:
        """Of the device that the language model computes on, in GB."""
        return self.llama.memory_gb if self.llama else 0.0


@cache
def accelerators() -> Accelerators:
    """What there is, looked for once: a second or two. Whatever is missing or broken counts as not there."""
    return Accelerators(_nvidia(), _llama(), _whisper(), _onnx())


@cache
def llama_gpu() -> Gpu | None:
    """The device that the wheel of llama.cpp computes on, if it is no CPU."""
    return _llama()


@cache
def whisper_on_cuda() -> bool:
    """Whether ears can compute on CUDA."""
    return _whisper()


@cache
def onnx_providers() -> tuple[str, ...]:
    """On what ONNX networks compute, the first that works first."""
    return ("CUDAExecutionProvider", "CPUExecutionProvider") if _onnx() else ("CPUExecutionProvider",)


def _nvidia() -> Gpu | None:
    if (program := shutil.which("nvidia-smi")) is None:
        return None
    asked = [program, "--query-gpu=name,memory.total", "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, timeout=LOOK_S, check=True).stdout
        name, _, mebibytes = told.splitlines()[0].rpartition(",")
        return Gpu(name.strip(), float(mebibytes) * 2**20 / 1e9)
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return None


def _llama() -> Gpu | None:
    try:
        import xllamacpp

        devices: list[dict[str, Any]] = xllamacpp.get_device_info()
        found = next(one for one in devices if "GPU" in str(one["type"]))
        return Gpu(str(found["description"] or found["name"]), int(found["memory_total"]) / 1e9)
    except Exception:  # whatever keeps a native library from loading
        return None


def _whisper() -> bool:
    try:
        import ctranslate2

        return bool(ctranslate2.get_cuda_device_count() > 0)
    except Exception:
        return False


def _onnx() -> bool:
    try:
        import onnxruntime

        return "CUDAExecutionProvider" in onnxruntime.get_available_providers()
    except Exception:
        return False
