"""What the tutor is built on tells its makers nothing of who uses it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

OPENED = """
import tutor
import onnxruntime
try:
    onnxruntime.InferenceSession(b"no model")
except Exception as error:
    print(type(error).__name__)
"""


def test_onnx_runtime_leaves_no_id_of_this_machine(tmp_path: Path) -> None:
    """With its telemetry on, it makes one as soon as a model is opened, with a database of what it is going to send."""
    # In CI it holds back by itself.
    kept = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith(("XDG_", "ORT_"))}
    said = subprocess.run(
        [sys.executable, "-c", OPENED], env=kept | {"HOME": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert "Invalid" in said.stdout, "it was asked to open one"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
