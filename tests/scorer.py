"""The corpus's own scorer, from beside the corpus."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any


def load_scorer(path: Path) -> Any:
    """score_gec.py as a module."""
    spec = importlib.util.spec_from_file_location("score_gec", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
