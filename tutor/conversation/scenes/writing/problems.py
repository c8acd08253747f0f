"""What is wrong with a draft, told at the place where it is. The page says it in the teacher's language, by its code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from tutor.conversation.scenes.library import lemmas
from tutor.conversation.scenes.patterns import compiled
from tutor.conversation.scenes.schema import Lines, Scene, scene_from
from tutor.conversation.scenes.writing.draft import SceneDraft, finished
from tutor.conversation.scenes.writing.places import DraftPlace, parts_of, patterns_of, places_of
from tutor.conversation.scenes.writing.prices import contradicted, menu_of
from tutor.conversation.scenes.writing.rehearsal import rehearse
from tutor.llm.prompt_guard import gives_orders

Code = Literal[
    "needed", "no_lines", "no_hears", "no_steps", "pattern", "markup", "orders", "braces", "no_price", "facts_long",
    "same_id", "no_such_step", "ask_needs_question", "no_question_here", "opening_needs_question", "unreachable",
    "help_missed", "help_needed", "no_end", "price_differs", "correction", "level",
]  # fmt: skip

# Words of the facts with the prices: they stand in every prompt.
MOST_FACTS = 200
MOST_TOLD = 100
# So many drafts are remembered as they were looked at: each is asked for again when it is tried, and given to a class.
LOOKED_AT = 32
_MARKUP = re.compile(r"[<>]")
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_FILLED = frozenset("one the price total name".split())  # noqa: SIM905
_MONEY = frozenset(["price", "total"])


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong. Before it is mended the scene cannot be played, unless it is only a `hint`."""

    where: str
    code: Code
    hint: bool = False
    values: dict[str, str] = field(default_factory=dict)


@lru_cache(LOOKED_AT)
def looked_at(draft: str) -> tuple[tuple[Problem, ...], Scene | None]:
    """What is wrong with a draft that is given as JSON, and the scene as it would be played; None where it cannot be."""
    found, scene = problems_of(SceneDraft.model_validate_json(draft))
    return tuple(found), scene


def problems_of(draft: SceneDraft) -> tuple[list[Problem], Scene | None]:
    """All but what is wrong with its Spanish, and the scene as it would be played; None where it cannot be."""
    found = [*_needed(draft), *_texts(draft), *_patterns(draft), *_references(draft)]
    if any(not problem.hint for problem in found):
        return found[:MOST_TOLD], None
    try:
        scene = scene_from(finished(draft, "draft"))
    except ValueError:  # what the format wants beside all this, if there is anything
        return [*found, Problem("", "needed")], None
    if len(scene.partner.facts.split()) > MOST_FACTS:
        words = {"words": str(len(scene.partner.facts.split())), "most": str(MOST_FACTS)}
        found.append(Problem("partner.facts", "facts_long", values=words))
        return found[:MOST_TOLD], None
    found += [Problem(where, code, hint, values) for where, code, hint, values in rehearse(scene, lemmas)]
    playable = all(problem.hint for problem in found)
    return found[:MOST_TOLD], scene if playable else None


def _has(lines: Lines | dict[str, list[str]] | object) -> bool:
    assert isinstance(lines, dict)
    return any(line.strip() for said in lines.values() for line in said)


def _needed(draft: SceneDraft) -> Iterator[Problem]:
    needed = {
        "title_es": draft.title_es,
        "description_es": draft.description_es,
        "partner.name": draft.partner.name,
        "partner.role": draft.partner.role,
        "card.you_es": draft.card.you_es,
        **{f"step.{n}.goal_es": step.goal_es for n, step in enumerate(draft.step)},
        **{f"item.{n}.one": item.one for n, item in enumerate(draft.item)},
    }
    yield from (Problem(where, "needed") for where, text in needed.items() if not text.strip())
    tables = {
        "opening": draft.opening,
        "end.say": draft.end.say,
        "lost.say": draft.lost.say,
        "lost.unknown": draft.lost.unknown,
        **{f"step.{n}.{name}": getattr(step, name) for n, step in enumerate(draft.step) for name in ("ask", "done")},
        **{f"answer.{n}.say": answer.say for n, answer in enumerate(draft.answer)},
        **{
            f"topic.{n}.{name}": getattr(t, name) for n, t in enumerate(draft.topic) for name in ("react", "own", "ask")
        },
        **{
            f"twist.{n}.{name}": getattr(twist, name) for n, twist in enumerate(draft.twist) for name in ("say", "done")
        },
    }
    yield from (Problem(where, "no_lines") for where, lines in tables.items() if not _has(lines))
    if not draft.step and not draft.topic:
        yield Problem("step", "no_steps")
    for n, step in enumerate(draft.step):
        if not step.open and not any(map(str.strip, step.hears)):
            yield Problem(f"step.{n}.hears", "no_hears")
    for n, answer in enumerate(draft.answer):
        if not any(map(str.strip, answer.hears)):
            yield Problem(f"answer.{n}.hears", "no_hears")
    for n, topic in enumerate(draft.topic):
        if not topic.offered and not any(map(str.strip, topic.hears)):
            yield Problem(f"topic.{n}.hears", "no_hears")
    for n, twist in enumerate(draft.twist):
        if not twist.open and not any(map(str.strip, twist.hears)):
            yield Problem(f"twist.{n}.hears", "no_hears")


def _texts(draft: SceneDraft) -> Iterator[Problem]:
    menu = menu_of(finished(draft, "draft")["item"])
    priced = any(item.price is not None for item in draft.item) and any(step.item for step in draft.step)
    for place in places_of(draft):
        if _MARKUP.search(place.text):
            yield Problem(place.where, "markup")
        if gives_orders(place.text):
            yield Problem(place.where, "orders")
        yield from _braces(place, priced)
        yield from _questions(place)
        if place.by in ("telling", "reacting") or place.where == "partner.facts":
            if differs := contradicted(menu, place.text):
                said = {"item": differs[0], "price": f"{differs[1]:.2f}".replace(".", ",")}
                yield Problem(place.where, "price_differs", True, said)


def _braces(place: DraftPlace, priced: bool) -> Iterator[Problem]:
    may_fill = place.where.startswith(("step.", "end.", "answer.", "twist.")) and place.by in (
        "asking",
        "reacting",
        "telling",
    )
    for found in _BRACES.findall(place.text):
        name = found[1:2].lower() + found[2:-1]
        if not may_fill or name not in _FILLED:
            yield Problem(place.where, "braces", values={"found": found[:20]})
        elif name in _MONEY and not priced:
            yield Problem(place.where, "no_price", values={"found": found[:20]})


def _questions(place: DraftPlace) -> Iterator[Problem]:
    asks = "?" in place.text
    if place.by == "asking" and not asks:
        yield Problem(place.where, "ask_needs_question")
    if place.by == "reacting" and asks:
        yield Problem(place.where, "no_question_here")
    if place.where.startswith("opening.") and not asks:
        yield Problem(place.where, "opening_needs_question")


def _patterns(draft: SceneDraft) -> Iterator[Problem]:
    for where, text in patterns_of(draft):
        try:
            compiled(text)
        except ValueError:
            yield Problem(where, "pattern", values={"pattern": text[:80]})
        if _MARKUP.search(text):
            yield Problem(where, "markup")


def _references(draft: SceneDraft) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, parts in parts_of(draft).items():
        for n, part in enumerate(parts):
            own = f"item {part.id}" if name == "item" else part.id  # what is sold has names of its own
            if own in seen:
                yield Problem(f"{name}.{n}", "same_id")
            seen.add(own)
    steps = {step.id for step in draft.step}
    for n, step in enumerate(draft.step):
        yield from (Problem(f"step.{n}.after", "no_such_step") for one in step.after if one not in steps)
    for n, twist in enumerate(draft.twist):
        if twist.after not in steps:
            yield Problem(f"twist.{n}.after", "no_such_step")
