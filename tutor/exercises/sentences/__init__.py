"""The sentences of a point: the three of the syllabus, at least thirty more in `<level>/<point>.toml`, and pairs in which
one word decides between two forms, in `../contrasts/`.

Each has a key that stays: the first three are numbers, the others a digest of the sentence, so that files may be put
in another order and sentences struck without an item becoming another.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tutor.exercises.syllabus import Example, Point, syllabus

FOLDER = Path(__file__).parent
CONTRASTS = FOLDER.parent / "contrasts"
_DIGEST_BYTES = 4
# Sentences of each point that only the placement test asks, so that it measures no memory of the exercises.
RESERVED = 2


def examples(point: Point) -> Mapping[str, Example]:
    """All sentences of a point by their keys, those of the syllabus first. The point's file is read at first use.

    Raises ValueError when two sentences of the point have the same key.
    """
    return _examples(point.id)


@cache
def _examples(point_id: str) -> Mapping[str, Example]:
    point = syllabus().by_id[point_id]
    found = {str(number): example for number, example in enumerate(point.examples)}
    for example in read(FOLDER / point.level.lower() / f"{point.id}.toml"):
        key = key_of(example)
        if key in found:
            raise ValueError(f"{point.id} has this sentence twice: {example.sentence()}")
        found[key] = example
    for pair in pairs():
        if pair.point == point_id:
            found |= {key_of(example): example for example in (pair.one, pair.other)}
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences that differ in what decides between two forms: la sopa es buena, la sopa está buena."""

    contrast: str
    point: str
    one: Example
    other: Example


@cache
def pairs() -> tuple[Pair, ...]:
    """All pairs."""
    found = []
    for file in sorted(CONTRASTS.glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        found += [
            Pair(file.stem, data["point"], Example.parse(*one), Example.parse(*other)) for one, other in data["pairs"]
        ]
    return tuple(found)


@cache
def twins() -> Mapping[str, str]:
    """The material of each sentence of a pair, and that of the other: `point.key`."""
    found: dict[str, str] = {}
    for pair in pairs():
        one, other = (f"{pair.point}.{key_of(example)}" for example in (pair.one, pair.other))
        found |= {one: other, other: one}
    return MappingProxyType(found)


def reserved(point: Point) -> tuple[str, ...]:
    """The keys of the sentences kept for the placement test."""
    return _reserved(point.id)


@cache
def _reserved(point_id: str) -> tuple[str, ...]:
    paired = {twin.partition(".")[2] for twin in twins()}
    own = (key for key in _examples(point_id) if len(key) == 2 * _DIGEST_BYTES and key not in paired)
    return tuple(sorted(own)[:RESERVED])


def read(file: Path) -> list[Example]:
    """The sentences of a file; none where there is no file. Raises ValueError (tomllib's and pydantic's are)."""
    if not file.exists():
        return []
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["sentences"]
    return [Example.parse(*row) for row in rows]


def key_of(example: Example) -> str:
    """Eight hexadecimal digits, told by the right sentence and nothing else."""
    return hashlib.blake2b(example.sentence().encode(), digest_size=_DIGEST_BYTES).hexdigest()
