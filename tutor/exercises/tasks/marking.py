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
from tutor.exercises.feedback import feedback_in
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


def mark(
    task: ExamTask, text: str, edits: Sequence[Edit], spoken: SpokenAnswer | None = None, language: str = "en"
) -> Marked:
    """The mark of an answer, told in a language. `edits` are what the corrections found in it."""
    say = _Teller(language)
    said = words(text)
    if len(said) < FEWEST_WORDS:
        return Marked((), (say.of("too_short", least=task.words[0]),), enough=False)
    wrong = mistakes(edits)
    marks = [
        _length(task, len(said), say),
        _coherence(task, text, say),
        _correctness(task, wrong, len(said), say),
        _range(task, text, said, say),
    ]
    if spoken:
        marks.insert(2, _fluency(task, len(said), spoken, say))
        if spoken.missed is not None:
            marks.append(_sounds(spoken.missed, len(said), say))
    return Marked(tuple(marks), _advice(task, marks, wrong, text, say), enough=True)


class _Teller:
    """What is measured, as a sentence of feedback/<language>.toml."""

    def __init__(self, language: str) -> None:
        self._texts = feedback_in(language)

    def of(self, key: str, **facts: object) -> str:
        return self._texts.marks[key].format_map(facts)

    def number(self, value: float) -> str:
        return f"{value:g}".replace(".", self._texts.decimal)

    def kind(self, category: str) -> str:
        return self._texts.kinds.get(category, category)


def _length(task: ExamTask, count: int, say: _Teller) -> Mark:
    least, most = task.words
    points = BEST if count >= least else int(BEST * count / least)
    reason = say.of("length", count=count, least=least, most=most)
    if count > most * 1.5:
        points, reason = BEST - 1, f"{reason} {say.of('too_long')}"
    return Mark("task", points, reason)


def _coherence(task: ExamTask, text: str, say: _Teller) -> Mark:
    used = connectors_in(text)
    wanted = CONNECTORS[task.level]
    points = min(BEST, round(BEST * len(used) / wanted))
    key = "connectors" if len(used) > 1 else "one_connector" if used else "no_connectors"
    return Mark("coherence", points, say.of(key, count=len(used), shown=", ".join(used[:6])))


def _correctness(task: ExamTask, wrong: Sequence[Edit], count: int, say: _Teller) -> Mark:
    weight = 100 * sum(WEIGHT[edit.severity] for edit in wrong) / count
    points = BEST - sum(weight > limit for limit in MISTAKES[task.level])
    kinds = ", ".join(say.kind(kind) for kind, _ in Counter(edit.category for edit in wrong).most_common(3))
    key = "mistakes_of" if kinds else "mistakes"
    return Mark("correctness", points, say.of(key, found=len(wrong), count=count, kinds=kinds))


def _range(task: ExamTask, text: str, said: Sequence[str], say: _Teller) -> Mark:
    estimated = level_of(text)
    # Half a level below what is asked is still that level: speech and short texts are simpler than books.
    points = max(0, min(BEST, BEST - max(0, round(2 * (task.level.number - 0.5 - estimated.score)))))
    different = len(set(said))
    reason = say.of("range", level=estimated.level, different=different, count=len(said))
    if different < len(said) * 0.4:
        points = min(points, BEST - 1)
    return Mark("range", points, reason)


def _fluency(task: ExamTask, count: int, spoken: SpokenAnswer, say: _Teller) -> Mark:
    minutes = max(spoken.seconds, 1.0) / 60
    pace = count / minutes
    pauses = sum(1 for (_, end), (start, _) in pairwise(spoken.times) if start - end >= PAUSE_S)
    points = min(BEST, int(BEST * pace / PACE[task.level]))
    if pauses / minutes > PAUSES:
        points = max(0, points - 1)
    key = "pace_one" if pauses == 1 else "pace"
    return Mark("fluency", points, say.of(key, pace=round(pace), pauses=pauses, least=say.number(PAUSE_S)))


def _sounds(missed: int, count: int, say: _Teller) -> Mark:
    share = missed / count
    points = BEST - sum(share > limit for limit in (0.02, 0.06, 0.12, 0.25))
    return Mark("pronunciation", points, say.of("sounds", missed=missed, count=count))


def _advice(task: ExamTask, marks: Sequence[Mark], wrong: Sequence[Edit], text: str, say: _Teller) -> tuple[str, ...]:
    """Two things to do, for the lowest headings."""
    told: list[str] = []
    for one in sorted(marks, key=lambda m: m.points):
        if one.points == BEST or len(told) == 2:
            break
        told.append(_what_to_do(one.heading, task, wrong, text, say))
    return tuple(told) or (say.of("again"),)


def _what_to_do(heading: Heading, task: ExamTask, wrong: Sequence[Edit], text: str, say: _Teller) -> str:
    if heading == "coherence":
        missing = [c for level in _reachable(task.level) for c in _table()[level] if c not in connectors_in(text)]
        return say.of("do_coherence", connectors=", ".join(f"«{c}»" for c in missing[:3]))
    if heading == "correctness":
        rule = Counter(edit.rule for edit in wrong).most_common(1)
        return say.of("do_correctness", rule=rule[0][0]) if rule else say.of("do_reread")
    return say.of(f"do_{heading}")


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
