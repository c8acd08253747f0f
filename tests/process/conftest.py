"""Tutors in processes of their own, and other programs around them."""

from __future__ import annotations

from tests.api.conftest import _fresh, ollama
from tests.process.pairs import bus, database, pair
from tests.s3 import s3_address, store

__all__ = ["_fresh", "bus", "database", "ollama", "pair", "s3_address", "store"]
