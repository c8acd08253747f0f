"""A mark for a task, by what is measured, under the headings that DELE and SIELE publish for theirs.

Headings: «Criterios de evaluación» of DELE (coherence, fluency, correctness, range) and of SIELE's oral and written
tasks; pronunciation for what was spoken. The bands are ours: the mark is practice and no official one.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from tutor.core.levels import Level
from tutor.corrections.edits import Edit, mistakes
from tutor.exercises.tasks import ExamTask
from tutor.language.es.readability import level_of
from tutor.language.es.tokens import words

Heading = Literal["task", "coherence", "fluency", "correctness", "range", "pronunciation"]
BEST = 4
# How much a mistake weighs, by its severity.
WEIGHT = {"major": 3.0, "normal": 2.0, "minor": 1.0}
# The weight of mistakes in a hundred words up to which correctness has 4, 3, 2 and 1 of four, by level.
MISTAKES = {
    Level.A1: (10, 20, 32, 48), Level.A2: (8, 16, 27, 42), Level.B1: (6, 12, 21, 34),
    Level.B2: (4, 8, 15, 26), Level.C1: (2, 5, 10, 20), Level.C2: (1, 3, 7, 15),
}  # fmt: skip
# Different connectors for the full mark, by level.
CONNECTORS = {Level.A1: 3, Level.A2: 4, Level.B1: 6, Level.B2: 8, Level.C1: 9, Level.C2: 9}
# Words a minute from which a speaker of a level is fluent; a native speaks at 140 to 180.
PACE = {Level.A1: 50, Level.A2: 65, Level.B1: 85, Level.B2: 105, Level.C1: 125, Level.C2: 130}
# A silence from which on it is heard as a pause, in seconds, and how many in a minute are too many for the full mark.
PAUSE_S, PAUSES = 1.2, 8
# Fewer words than these cannot be marked.
FEWEST_WORDS = 10
_CONNECTORS = Path(__file__).parent / "connectors.toml"


@dataclass(frozen=True, slots=True)
class SpokenAnswer:
    """How an answer was spoken: the seconds it took, the start and end of each word in seconds, and which sounds were
    missed in how many of its words; None where the sounds were not examined."""

    seconds: float
    times: Sequence[tuple[float, float]]
    missed: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading with 0 to 4 of four, and what was measured."""

    heading: Heading
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class Marked:
    """All headings, and two things to do. `enough` is false where too little was said to be marked."""

    marks: tuple[Mark, ...]
    advice: tuple[str, ...]
    enough: bool


def mark(task: ExamTask, text: str, edits: Sequence[Edit], spoken: SpokenAnswer | None = None) -> Marked:
    """The mark of an answer. `edits` are what the corrections found in it."""
    said = words(text)
    if len(said) < FEWEST_WORDS:
        return Marked((), (f"Say more: at least {task.words[0]} words are asked for.",), enough=False)
    wrong = mistakes(edits)
    marks = [
        _length(task, len(said)),
        _coherence(task, text),
        _correctness(task, wrong, len(said)),
        _range(task, text, said),
    ]
    if spoken:
        marks.insert(2, _fluency(task, len(said), spoken))
        if spoken.missed is not None:
            marks.append(_sounds(spoken.missed, len(said)))
    return Marked(tuple(marks), _advice(task, marks, wrong, text), enough=True)


def _length(task: ExamTask, count: int) -> Mark:
    least, most = task.words
    points = BEST if count >= least else int(BEST * count / least)
    reason = f"{count} words; {least} to {most} are asked for."
    if count > most * 1.5:
        points, reason = BEST - 1, reason + " In the examination that is too long."
    return Mark("task", points, reason)


def _coherence(task: ExamTask, text: str) -> Mark:
    used = connectors_in(text)
    wanted = CONNECTORS[task.level]
    points = min(BEST, round(BEST * len(used) / wanted))
    shown = ", ".join(used[:6])
    return Mark("coherence", points, f"{len(used)} different connectors{': ' + shown if shown else ''}.")


def _correctness(task: ExamTask, wrong: Sequence[Edit], count: int) -> Mark:
    weight = 100 * sum(WEIGHT[edit.severity] for edit in wrong) / count
    points = BEST - sum(weight > limit for limit in MISTAKES[task.level])
    kinds = ", ".join(kind for kind, _ in Counter(edit.category for edit in wrong).most_common(3))
    found = f"{len(wrong)} in {count} words" + (f", most of {kinds}" if kinds else "")
    return Mark("correctness", points, f"Mistakes found: {found}.")


def _range(task: ExamTask, text: str, said: Sequence[str]) -> Mark:
    estimated = level_of(text)
    # Half a level below what is asked is still that level: speech and short texts are simpler than books.
    points = max(0, min(BEST, BEST - max(0, round(2 * (task.level.number - 0.5 - estimated.score)))))
    different = len(set(said))
    reason = (
        f"Words and structures like those of texts at {estimated.level}; {different} different words of {len(said)}."
    )
    if different < len(said) * 0.4:
        points = min(points, BEST - 1)
    return Mark("range", points, reason)


def _fluency(task: ExamTask, count: int, spoken: SpokenAnswer) -> Mark:
    minutes = max(spoken.seconds, 1.0) / 60
    pace = count / minutes
    pauses = sum(1 for (_, end), (start, _) in pairwise(spoken.times) if start - end >= PAUSE_S)
    points = min(BEST, int(BEST * pace / PACE[task.level]))
    if pauses / minutes > PAUSES:
        points = max(0, points - 1)
    times = "pause" if pauses == 1 else "pauses"
    return Mark("fluency", points, f"{round(pace)} words a minute, {pauses} {times} longer than {PAUSE_S:g} s.")


def _sounds(missed: int, count: int) -> Mark:
    share = missed / count
    points = BEST - sum(share > limit for limit in (0.02, 0.06, 0.12, 0.25))
    return Mark("pronunciation", points, f"A sound was missed in {missed} of {count} words.")


def _advice(task: ExamTask, marks: Sequence[Mark], wrong: Sequence[Edit], text: str) -> tuple[str, ...]:
    """Two things to do, for the lowest headings."""
    told: list[str] = []
    for one in sorted(marks, key=lambda m: m.points):
        if one.points == BEST or len(told) == 2:
            break
        told.append(_what_to_do(one.heading, task, wrong, text))
    return tuple(told) or ("Do the same task again from memory next week, without your notes.",)


def _what_to_do(heading: Heading, task: ExamTask, wrong: Sequence[Edit], text: str) -> str:
    if heading == "task":
        return "Cover each of the points asked for with two sentences: what, and why."
    if heading == "coherence":
        missing = [c for level in _reachable(task.level) for c in _table()[level] if c not in connectors_in(text)]
        return f"Join your sentences: try {', '.join(f'«{c}»' for c in missing[:3])}."
    if heading == "fluency":
        return "Say it again with your outline in front of you, and do not stop to correct yourself."
    if heading == "correctness":
        rule = Counter(edit.rule for edit in wrong).most_common(1)
        return f"Practise what went wrong most often: {rule[0][0]}." if rule else "Read it once more for mistakes."
    if heading == "pronunciation":
        return "Listen to the words whose sounds were missed, and say each three times."
    return "Say two of your sentences again with other words, and one in another tense."


def connectors_in(text: str) -> list[str]:
    """The connectors in a text, each once, those of the highest level first."""
    plain = f" {' '.join(words(text))} "
    return [
        connector
        for level in reversed(list(_table()))
        for connector in _table()[level]
        if re.search(rf" {re.escape(connector)} ", plain)
    ]


def _reachable(level: Level) -> list[Level]:
    """The levels whose connectors suit a level, its own first."""
    levels = [known for known in _table() if known <= level]
    return levels[::-1]


@cache
def _table() -> dict[Level, tuple[str, ...]]:
    data = tomllib.loads(_CONNECTORS.read_text(encoding="utf-8"))
    return {Level(level): tuple(row) for level, row in data.items()}
