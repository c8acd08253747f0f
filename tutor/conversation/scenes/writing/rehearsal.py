"""A scene played through with a learner who says what its help suggests: is each step reached, does it end?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from tutor.conversation.scenes.director import Director, advance
from tutor.conversation.scenes.schema import Band, Scene, Step, lines_for
from tutor.conversation.scenes.state import Move, State
from tutor.conversation.scenes.words import Lemmas

SEED = 7
# Lines for each step, and some for greeting and end.
TRIES, MORE = 3, 6


class Missed(NamedTuple):
    """Something that a play did not come to; the same as a problem has."""

    where: str
    code: Literal["unreachable", "help_missed", "help_needed", "no_end"]
    hint: bool
    values: dict[str, str]


def rehearse(scene: Scene, lemmas: Lemmas) -> Iterator[Missed]:
    """What a play through comes to nowhere, in the first band for which the scene has a first line."""
    if not scene.step:
        return
    director = Director.of(scene, lemmas)
    numbers = {step.id: n for n, step in enumerate(scene.step)}
    bands = [band for band in get_args(Band) if scene.opening.get(band)]
    for band in bands[:1]:
        reached, asked, ended = _play(director, scene, band)
        for step in scene.step:
            where = f"step.{numbers[step.id]}"
            if not lines_for(step.help, band):
                yield Missed(f"{where}.help", "help_needed", True, {})
            elif step.id in asked and step.id not in reached:
                said = lines_for(step.help, band)[0]
                yield Missed(f"{where}.hears", "help_missed", False, {"line": said, "goal": step.goal_es})
            elif step.id not in reached and not step.optional:
                yield Missed(where, "unreachable", False, {"goal": step.goal_es})
        if not ended:
            yield Missed("end.say", "no_end", True, {})


def _play(director: Director, scene: Scene, band: Band) -> tuple[set[str], set[str], bool]:
    """The steps that were over in the end, those that were asked for, and whether it ended."""
    steps = {step.id: step for step in scene.step}
    state = director.begin(band, SEED)
    asked: set[str] = set()
    for _ in range(TRIES * len(steps) + MORE):
        step = steps.get(state.asked.id) if state.asked.kind == "step" else None
        if step:
            asked.add(step.id)
        move = _best(director, state, step, band)
        state = advance(state, move, move.reply)
        if move.ended:
            break
    return set(state.goals), asked, state.ended


def _best(director: Director, state: State, step: Step | None, band: Band) -> Move:
    """The first of the suggested lines that does the step, else the one that is about something."""
    moves = [director.decide(state, line) for line in (lines_for(step.help, band) if step else ())]
    moves = moves or [director.decide(state, "Me llamo Ana y vivo aquí." if step and step.open else "Sí, gracias.")]
    done = [move for move in moves if step and step.id in move.after.goals]
    return (done or moves)[0]
