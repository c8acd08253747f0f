"""Taking orders: what was ordered, what is sold out, what there is instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tutor.conversation.scenes.acts import Act
from tutor.conversation.scenes.changing import changes_mind, corrected_amount, corrects
from tutor.conversation.scenes.numbers import quantity
from tutor.conversation.scenes.order import WEIGHTS, Named, is_many, joined
from tutor.conversation.scenes.schema import Step
from tutor.conversation.scenes.state import Ordered
from tutor.conversation.scenes.turn import SceneTurn
from tutor.conversation.scenes.wording import turn_to
from tutor.language.es.numbers import value


def serve(turn: SceneTurn, acts: Sequence[Act]) -> None:
    """Answer what was asked of items, sold out, taken back or not on the menu."""
    known = turn.script.menu.items
    for act in acts:
        if act.kind == "sold_out":
            turn.say_common("item_sold_out")
            menu(turn, act.items)
            turn.progress = True
        elif act.kind == "off_menu":
            turn.say_common("item_unknown")
            menu(turn, ())
        elif act.kind == "remove":
            gone = {item.id for item in act.items}
            turn.order = [one for one in turn.order if one.item not in gone]
            turn.say_common("item_removed")
            turn.progress = True
        elif act.kind == "item_price":
            item, count = known[act.items[0].id], act.items[0].count
            one = Ordered(item.id, count, act.items[0].pieces, "")
            values = turn.values([one])
            if item.unit and not act.items[0].pieces and "price" in values:
                values["price"] += f" {item.unit}"
            turn.say_common("item_price_many" if is_many(item, count) else "item_price", values)
            turn.expect += [word for word in values.get("price", "").split() if len(word) > 2]
            turn.offered, turn.confident = item.id, turn.confident and "price" in values
        elif act.kind in {"item_have", "item_good"}:
            item = known[act.items[0].id]
            bare = item.the.split(" ", 1)[-1]
            many = act.kind == "item_good" and is_many(item)
            turn.say(turn.common(act.kind + ("_many" if many else "")), act.kind, {"one": bare, "the": item.the})
            turn.offered = item.id


def menu(turn: SceneTurn, without: Sequence[Named]) -> None:
    """Say what there is instead: three things of the step at hand."""
    items = [item for item in turn.script.menu.items.values() if not item.sold_out]
    step = turn.state.asked.id if turn.state.asked.kind == "step" else ""
    gone = {item.id for item in without}
    for step_id, own in turn.script.step_items.items():
        if gone & own:
            step = step_id
    own = turn.script.step_items.get(step, frozenset())
    fitting = [item for item in items if item.id in own] or items
    if not fitting:
        return
    start = turn_to(len(fitting), turn.state.seed, f"menu{turn.state.turn}")
    shown = [*fitting[start:], *fitting[:start]][:3]
    turn.say_common("menu", {"menu": joined(item.the.split(" ", 1)[-1] for item in shown)})


def order(turn: SceneTurn, items: Sequence[Named]) -> None:
    """Take an order: to the open steps it belongs to, or on top of what was ordered."""
    script, asked = turn.script, turn.state.asked
    steps = [step for step in script.scene.step if step.item]
    now: list[Ordered] = []
    reached: list[Step] = []
    if turn.state.asked.kind == "twist" and turn.state.twist:
        after = script.twists[turn.state.twist].after
        turn.order = [one for one in turn.order if one.step != after]
    instead = _taken_back(turn, items)
    for item in items:
        fit = [step for step in steps if item.id in script.step_items[step.id]]
        still = [s for s in fit if s.id not in turn.steps or s in reached]
        step = next((s for s in still if s.id == asked.id), still[0] if still else fit[0] if fit else None)
        step = next((s for s in fit if instead and s.id == instead.step), step)
        one = Ordered(item.id, item.count, item.pieces, step.id if step else "")
        same = [o for o in turn.order if o.item == item.id]
        if (
            same
            and item.count == 1
            and not turn.state.stuck
            and turn.state.asked.kind == "step"
            and step
            and step.id not in turn.steps
        ):
            turn.order = [o for o in turn.order if o.item != item.id]
        now.append(one)
        turn.order.append(one)
        if step and step.id not in turn.steps:
            turn.reach(step.id)
            reached.append(step)
    turn.progress = True
    values = turn.values(now)
    lines = [line for step in reached for line in turn.lines(step.done)]
    if not turn.say(lines, "done" + (reached[0].id if reached else ""), values, prefer=("{one}",)):
        turn.say_common("item_changed" if instead else "item_added", values)


def _taken_back(turn: SceneTurn, items: Sequence[Named]) -> Ordered | None:
    """«No, mejor un té»: what was ordered last of its kind goes."""
    text = " ".join(turn.text)
    if not changes_mind(text):
        return None
    fit = [id for id, own in turn.script.step_items.items() if any(item.id in own for item in items)]
    if not corrects(text) and turn.state.asked.id in fit and turn.state.asked.id not in turn.steps:
        return None  # «¿Y de beber?» «Prefiero un té.»
    gone = next((one for one in reversed(turn.order) if one.step in fit), None)
    if gone:
        turn.order.remove(gone)
    return gone


def recount(turn: SceneTurn, acts: Sequence[Act]) -> bool:
    """«No, mejor tres»: so many of what was ordered last. False where a line is nothing of the kind."""
    count = corrected_amount(" ".join(turn.text))
    if count is None or not turn.order or any(act.kind not in {"no", "statement"} for act in acts):
        return False
    turn.order[-1] = replace(turn.order[-1], count=count, pieces=by_piece(turn, turn.order[-1].item, count))
    turn.progress = True
    return turn.say_common("item_changed", turn.values(turn.order[-1:]))


HOW_MUCH_WORDS = 4
_BEFORE_AMOUNT = frozenset(
    [
        "quiero",
        "quisiera",
        "queria",
        "dame",
        "deme",
        "pongame",
        "ponme",
        "me",
        "da",
        "pone",
        "si",
        "vale",
        "bueno",
        "entonces",
        "pues",
        "claro",
        "solo",
    ]
)
_AMOUNTS = frozenset(["un", "una", "uno", "medio", "media", "kilo", "cuarto"])
# «¿Cuántos quiere?», «¿Con uno o le pongo más?»
_HOW_MANY = re.compile(
    r"(?i)¿[^?]*(?:\bcuánt[oa]s\b(?! (?:personas|noches|días|años|veces|son))[^?]*|\bun[oa]\b[^?]*\bmás[^?]*)\?$"
)


def wanted(turn: SceneTurn, acts: Sequence[Act]) -> float | None:
    """«Medio kilo, por favor», after «¿Quiere fresas?»: so much of what was offered."""
    if any(act.kind == "no" for act in acts):
        return None
    said = list(turn.text)
    while said and said[0] in _BEFORE_AMOUNT:
        said.pop(0)
    first = said[: said.index("y")] if "y" in said else said
    first = first[:HOW_MUCH_WORDS]
    return quantity(first) if first and (value(first[0]) or first[0] in _AMOUNTS) else None


def by_piece(turn: SceneTurn, item_id: str, count: float) -> bool:
    """Is it counted singly, though it is sold by weight?"""
    return (
        count != 1
        and turn.script.menu.items[item_id].unit is not None
        and not any(word in WEIGHTS for word in turn.text[:HOW_MUCH_WORDS])
    )


def measure(turn: SceneTurn, words: Sequence[str]) -> None:
    """«Dos kilos»: how much of what was ordered last, where it is sold by weight."""
    count = quantity(words)
    if count is None or not turn.order:
        return
    last = turn.order[-1]
    if turn.script.menu.items[last.item].unit:
        weighed = any(word in WEIGHTS for word in words)
        turn.order[-1] = replace(last, count=count, pieces=not weighed)
    elif _HOW_MANY.search(turn.state.last_line) and count == int(count):  # «¿Cuántos quiere?» «Tres.»
        turn.order[-1] = replace(last, count=count)
