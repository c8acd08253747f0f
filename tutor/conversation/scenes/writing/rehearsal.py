"""A scene played through with a learner who says what its help suggests: is each step reached, does each complication come
and pass, does it end?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from tutor.conversation.scenes.director import Director, advance
from tutor.conversation.scenes.schema import Band, Scene, Step, Twist, lines_for
from tutor.conversation.scenes.state import Move, State
from tutor.conversation.scenes.words import Lemmas

SEED = 7
# Lines for each step, and some for greeting and end.
TRIES, MORE = 3, 6
# What any question is answered by, whatever it is about.
_ANSWERING = frozenset(["yes", "no", "statement", "agree", "disagree", "bad_news", "good_news"])
# What is said to an open question for which no help is written, and to any other.
_TELLING, _AGREEING = "Me llamo Ana y vivo aquí.", "Sí, gracias."


class Missed(NamedTuple):
    """Something that a play did not come to; the same as a problem has."""

    where: str
    code: Literal["unreachable", "help_missed", "help_needed", "no_end"]
    hint: bool
    values: dict[str, str]


class Played(NamedTuple):
    """How a play went: steps that were over in the end, what was asked for, whether the complication was settled, and whether
    it ended."""

    reached: set[str]
    asked: set[str]
    settled: bool
    ended: bool


def rehearse(scene: Scene, lemmas: Lemmas) -> Iterator[Missed]:
    """What a play through comes to nowhere, in the first band for which the scene has a first line. A talk about topics
    goes where its learner goes: nothing of it has to be reached."""
    if not scene.step:
        return
    director = Director.of(scene, lemmas)
    bands = [band for band in get_args(Band) if scene.opening.get(band)]
    for band in bands[:1]:
        yield from _steps(director, scene, band)
        yield from _twists(director, scene, band)


def _steps(director: Director, scene: Scene, band: Band) -> Iterator[Missed]:
    played = _play(director, scene, band)
    for n, step in enumerate(scene.step):
        where = f"step.{n}"
        if not lines_for(step.help, band):
            yield Missed(f"{where}.help", "help_needed", True, {})
        elif step.id in played.asked and step.id not in played.reached:
            said = lines_for(step.help, band)[0]
            yield Missed(f"{where}.hears", "help_missed", False, {"line": said, "goal": step.goal_es})
        elif step.id not in played.reached and not step.optional:
            yield Missed(where, "unreachable", False, {"goal": step.goal_es})
    if not played.ended:
        yield Missed("end.say", "no_end", True, {})


def _twists(director: Director, scene: Scene, band: Band) -> Iterator[Missed]:
    for n, twist in enumerate(scene.twist):
        played = _play(director, scene, band, twist)
        if twist.id not in played.asked:
            yield Missed(f"twist.{n}", "unreachable", True, {})
        elif not played.settled and (lines := lines_for(twist.help, band)):
            yield Missed(f"twist.{n}.hears", "help_missed", False, {"line": lines[0]})
        elif not played.settled:
            yield Missed(f"twist.{n}.help", "help_needed", True, {})


def _play(director: Director, scene: Scene, band: Band, twist: Twist | None = None) -> Played:
    steps = {step.id: step for step in scene.step}
    state = director.begin(band, SEED, twist=twist.id if twist else None)
    asked: set[str] = set()
    settled = False
    for _ in range(TRIES * len(steps) + MORE):
        asked.add(state.asked.id)
        part = twist if state.asked.kind == "twist" else steps.get(state.asked.id)
        move = _best(director, state, part, band)
        settled = settled or (isinstance(part, Twist) and _does(move, part))
        state = advance(state, move, move.reply)
        if move.ended:
            break
    return Played(set(state.goals), asked, settled, state.ended)


def _best(director: Director, state: State, part: Step | Twist | None, band: Band) -> Move:
    """The first of the suggested lines that does what is asked for, else the one that is about something."""
    moves = [director.decide(state, line) for line in (lines_for(part.help, band) if part else ())]
    moves = moves or [director.decide(state, _TELLING if part and part.open else _AGREEING)]
    done = [move for move in moves if part and _does(move, part)]
    return (done or moves)[0]


def _does(move: Move, part: Step | Twist) -> bool:
    if isinstance(part, Step):
        return part.id in move.after.goals
    # Over by what was answered, and not given up.
    return move.after.twist_done and bool(_ANSWERING.union([f"twist:{part.id}"]).intersection(move.acts))
