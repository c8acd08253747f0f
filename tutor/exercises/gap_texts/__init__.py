"""Texts with gaps: a whole story in which each gap asks for one point of the syllabus. Written by us, in `<level>.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tutor.core.errors import NotFound
from tutor.core.levels import Level
from tutor.exercises.item import GAP, Item
from tutor.exercises.syllabus import Variety, syllabus
from tutor.language.es.sentences import sentence_spans

FOLDER = Path(__file__).parent
_GAP = re.compile(r"\[([^\]@]+?) @([a-z-]+)\]")


@dataclass(frozen=True, slots=True)
class GapText:
    """A text. `parts` are what stands before, between and after its gaps: always one more than there are `gaps`."""

    id: str
    level: Level
    title: str
    topic: str
    variety: Variety
    parts: tuple[str, ...]
    gaps: tuple[Item, ...]


def gap_texts() -> Mapping[str, GapText]:
    """All texts by id, the easiest first. Raises ValueError for one that is not well written."""
    return _all()


def gap_text(text_id: str) -> GapText:
    """The text of that id. Raises NotFound."""
    if text_id not in _all():
        raise NotFound("There is no such text.")
    return _all()[text_id]


@cache
def _all() -> Mapping[str, GapText]:
    found: dict[str, GapText] = {}
    for level in Level:
        file = FOLDER / f"{level.lower()}.toml"
        if not file.exists():
            continue
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["text"]:
            text = parse(level, **row)
            if text.id in found:
                raise ValueError(f"two texts are called {text.id}")
            found[text.id] = text
    return MappingProxyType(found)


def parse(level: Level, id: str, title: str, topic: str, text: str, variety: Variety = "") -> GapText:
    """A text as it stands in its file. Raises ValueError for a gap without an answer, or of an unknown point."""
    text = " ".join(text.split())
    pieces = _GAP.split(text)
    parts = tuple(pieces[::3])
    if any("[" in part or "@" in part for part in parts):
        raise ValueError(f"{id} has a gap without a point")
    whole = _GAP.sub(lambda gap: _told(gap[1])[0][0], text)
    gaps = []
    for number, (inside, point) in enumerate(zip(pieces[1::3], pieces[2::3], strict=True)):
        if point not in syllabus().by_id:
            raise ValueError(f"{id} asks for {point}, which is no point")
        answers, wrong, hint = _told(inside)
        before, after = _sentence_around(whole, _start(parts, pieces[1::3], number), answers[0])
        gaps.append(
            Item(
                id=f"gap.{point}.{id}-{number}",
                kind="cloze",
                point=point,
                level=level,
                prompt=f"{before}{GAP}{after}",
                answers=answers,
                sentence=f"{before}{answers[0]}{after}",
                hint=hint,
                wrong=wrong,
                gap=(before, after),
                variety=variety,
            )
        )
    return GapText(id, level, title, topic, variety, parts, tuple(gaps))


def _told(inside: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Answers, foreseen mistakes and the hint of a gap."""
    told, _, hint = inside.partition(":")
    right, *wrong = told.split("|")
    answers = tuple(right.split("="))
    if not all(answers) or set(answers) & set(wrong):
        raise ValueError(f"an answer is missing or wrong as well: {inside}")
    return answers, tuple(wrong), hint


def _start(parts: tuple[str, ...], insides: list[str], number: int) -> int:
    """Where the gap begins in the text as it should be."""
    before = parts[: number + 1]
    return sum(map(len, before)) + sum(len(_told(inside)[0][0]) for inside in insides[:number])


def _sentence_around(whole: str, start: int, answer: str) -> tuple[str, str]:
    """What stands before and after the answer in its sentence."""
    end = start + len(answer)
    first, last = next((span for span in sentence_spans(whole, slips=True) if end <= span[1]), (0, len(whole)))
    if (colon := whole.rfind(": ", first, start)) >= 0:  # what somebody says, and not who
        first = colon + len(": ")
    return whole[first:start], whole[end:last]


def points_of(text: GapText) -> Iterator[str]:
    """The points a text asks for, each once."""
    yield from dict.fromkeys(gap.point for gap in text.gaps)
