"""Texts with gaps: a whole story in which each gap asks for one point of the syllabus. Written by us, in `<level>.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tutor.core.levels import Level
from tutor.exercises.item import GAP, Item
from tutor.exercises.shelf import shelf, taken
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


@cache
def gap_texts() -> Mapping[str, GapText]:
    """All texts by id, the easiest first. Raises ValueError for one that is not well written."""
    return shelf(FOLDER, "text", lambda level, row: parse(level, **row))


def gap_text(text_id: str) -> GapText:
    """The text of that id. Raises NotFound."""
    return taken(gap_texts(), text_id, "text")


def parse(level: Level, id: str, title: str, topic: str, text: str, variety: Variety = "") -> GapText:
    """A text as it stands in its file. Raises ValueError for a gap without an answer, or of an unknown point."""
    text = " ".join(text.split())
    pieces = _GAP.split(text)
    parts = tuple(pieces[::3])
    if any("[" in part or "@" in part for part in parts):
        raise ValueError(f"{id} has a gap without a point")
    told = [_told(inside) for inside in pieces[1::3]]
    whole = "".join(part + answers[0] for part, (answers, _, _) in zip(parts, told, strict=False)) + parts[-1]
    gaps, start = [], 0
    for number, (point, (answers, wrong, hint)) in enumerate(zip(pieces[2::3], told, strict=True)):
        if point not in syllabus().by_id:
            raise ValueError(f"{id} asks for {point}, which is no point")
        start += len(parts[number])
        before, after = _sentence_around(whole, start, answers[0])
        start += len(answers[0])
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


def _sentence_around(whole: str, start: int, answer: str) -> tuple[str, str]:
    """What stands before and after the answer in its sentence."""
    end = start + len(answer)
    first, last = next((span for span in sentence_spans(whole, slips=True) if end <= span[1]), (0, len(whole)))
    if (colon := whole.rfind(": ", first, start)) >= 0:  # what somebody says, and not who
        first = colon + len(": ")
    return whole[first:start], whole[end:last]
