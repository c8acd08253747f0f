"""Texts as numbers, and what stands together as one of them."""

from __future__ import annotations

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
_PRIME = np.uint32(0x9E3779B1)  # 2 ** 32 over the golden ratio: what is near each other is far apart when multiplied


def code(text: str) -> int:
    """A text as 32 bits."""
    return crc32(text.encode())


def joined(*columns: Codes) -> Codes:
    """One number for what stands in each row of some columns of codes; the same texts always give the same."""
    mixed = np.zeros_like(columns[0])
    for column in columns:
        mixed = (mixed ^ column) * _PRIME
        mixed ^= mixed >> np.uint32(15)
    return mixed
