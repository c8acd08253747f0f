"""Tutors in processes of their own, and other programs around them."""

from __future__ import annotations

from tests.api.conftest import _fresh, ollama

__all__ = ["_fresh", "ollama"]
