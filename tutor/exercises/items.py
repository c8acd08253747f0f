"""Items: an exercise and its right answers, made from the syllabus and the word tables, never by a model.

An item is told by its id alone (`kind.point.rest`), so nothing has to be stored between question and answer, and the
same id is always the same item.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from tutor.core.errors import NotFound
from tutor.core.levels import Level
from tutor.exercises.syllabus import Example, ItemKind, Point, syllabus

GAP = "___"


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise. `answers` are all right, the first is the one shown; `sentence` is the whole right sentence."""

    id: str
    kind: ItemKind
    point: str
    level: Level
    prompt: str
    answers: tuple[str, ...]
    sentence: str
    english: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()  # what learners are likely to answer
    spoken: str = ""  # what is played; not shown
    cell: tuple[str, str, str] | None = field(default=None)  # verb, tense, person of a conjugation item


def item_of(item_id: str) -> Item:
    """The item of that id. Raises NotFound."""
    from tutor.exercises import agreement, conjugation_items

    kind, _, rest = item_id.partition(".")
    point_id, _, rest = rest.partition(".")
    point = syllabus().by_id.get(point_id)
    makers: dict[str, Callable[[Point, str], Item | None]] = {
        "conjugation": conjugation_items.make,
        "agreement": agreement.make,
    }
    item = None
    if point is not None:
        item = makers[kind](point, rest) if kind in makers else _from_example(kind, point, rest)
    if item is None:
        raise NotFound("There is no such exercise.")
    return item


@cache
def ids(point: Point) -> tuple[str, ...]:
    """The ids of all items of a point."""
    from tutor.exercises import agreement, conjugation_items

    found = [f"{kind}.{point.id}.{n}" for kind in point.items for n in range(3) if _fits(kind, point.examples[n])]
    return (*found, *conjugation_items.ids(point), *agreement.ids(point))


def draw(point: Point, rng: random.Random, *, avoid: frozenset[str] = frozenset()) -> Item:
    """An item of a point at random: first the kind, so that a kind with many items does not crowd out the others."""
    kinds: dict[str, list[str]] = {}
    for item_id in ids(point):
        if item_id not in avoid:
            kinds.setdefault(item_id.partition(".")[0], []).append(item_id)
    if not kinds:
        return draw(point, rng)
    return item_of(rng.choice(kinds[rng.choice(sorted(kinds))]))


def _fits(kind: ItemKind, example: Example) -> bool:
    words = example.sentence().split()
    match kind:
        case "choice" | "repair":
            return bool(example.wrong)
        case "order":
            return 3 <= len(words) <= 12
        case "build":
            return bool(example.hint) and "/" not in example.hint and 3 <= len(words) <= 12
        case _:
            return True


def _from_example(kind: str, point: Point, number: str) -> Item | None:
    if kind not in point.items or number not in ("0", "1", "2"):
        return None
    example = point.examples[int(number)]
    if not _fits(kind, example):
        return None
    item_id = f"{kind}.{point.id}.{number}"
    rng = random.Random(item_id)
    sentence = example.sentence()
    sentences = tuple(example.sentence(answer) for answer in example.answers)
    mistakes = tuple(example.sentence(wrong) for wrong in example.wrong)
    common = {"id": item_id, "kind": kind, "point": point.id, "level": point.level, "sentence": sentence}

    def made(prompt: str, answers: tuple[str, ...], **more: object) -> Item:
        return Item(prompt=prompt, answers=answers, **common, **more)  # type: ignore[arg-type]

    gap = example.sentence(GAP)
    match kind:
        case "cloze":
            return made(gap, example.answers, english=example.english, hint=example.hint, wrong=example.wrong)
        case "choice":
            options = _shuffled([example.answers[0], *example.wrong], rng)
            return made(gap, example.answers, english=example.english, options=options, wrong=example.wrong)
        case "repair":
            return made(example.sentence(example.wrong[0]), sentences, english=example.english, wrong=mistakes)
        case "order":
            return made("", sentences, english=example.english, options=_scrambled(sentence.split(), rng))
        case "build":
            chunks = example.sentence(example.hint).rstrip(".").split()
            return made(" / ".join(chunks), sentences, english=example.english, wrong=mistakes)
        case "dictation":
            return made("", (sentence,), spoken=sentence)
        case "listen":
            return made("", (example.english,), spoken=sentence, options=_meanings(point, example, rng))
        case _:  # say, translate
            return made(example.english, sentences, wrong=mistakes)


def _shuffled(options: list[str], rng: random.Random) -> tuple[str, ...]:
    return tuple(rng.sample(options, len(options)))


def _scrambled(words: list[str], rng: random.Random) -> tuple[str, ...]:
    """The words in another order than theirs, without the capital and the stop that would give it away."""
    bare = [word.strip("¿?¡!.,;:—«»“”") for word in words]
    bare[0] = bare[0] if bare[0] in _names() else bare[0].lower()
    for _ in range(20):
        mixed = _shuffled(bare, rng)
        if list(mixed) != bare:
            return mixed
    return tuple(reversed(bare))


@cache
def _names() -> frozenset[str]:
    """Words with a capital in the middle of some example."""
    words = (word for p in syllabus().points for e in p.examples for word in e.sentence().split()[1:])
    return frozenset(word.strip("¿?¡!.,;") for word in words if word[:1].isupper())


def _meanings(point: Point, example: Example, rng: random.Random) -> tuple[str, ...]:
    others = sorted(
        {
            e.english
            for p in syllabus().points
            if p.level == point.level
            for e in p.examples
            if e.english != example.english
        }
    )
    return _shuffled([example.english, *rng.sample(others, 3)], rng)
