"""How the partner reacts to what a line does, before asking on."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.conversation.scenes.listen import Act
from tutor.conversation.scenes.order import Named, is_many, joined
from tutor.conversation.scenes.schema import Step
from tutor.conversation.scenes.state import Ordered
from tutor.conversation.scenes.turn import Turn
from tutor.conversation.scenes.wording import turn_to

# Acts that leave the scene where it was; the partner says a line and asks again in other words.
ASIDE = frozenset(
    {
        "insult",
        "rules",
        "english",
        "nonsense",
        "long_text",
        "parrot",
        "silence",
        "repeat",
        "slower",
        "meaning",
        "not_understood",
    }
)
SOCIAL_LINES = ("bad_news", "good_news", "compliment", "apology", "thanks", "surprise", "disagree", "agree", "wait")


def react(turn: Turn, acts: Sequence[Act]) -> None:
    """Say what this line calls for, and note what it changed."""
    kinds = {act.kind for act in acts}
    turn.sad = "bad_news" in kinds
    for act in acts:
        if act.kind in ASIDE:
            _aside(turn, act.kind)
            return
    if "greeting" in kinds and turn.state.turn == 0 and not kinds & {"back", "how_are_you"}:
        turn.say([line for line in turn.common("greeting") if len(line.split()) <= 2], "greeting")
    if turn.sad and not kinds & {"step", "answer", "order"}:
        turn.say_common("bad_news")
    elif "good_news" in kinds and not kinds & {"step", "answer", "order"}:
        turn.say_common("good_news")
    _answers(turn, acts)
    turn.answered_items = bool(turn.script.menu.items) and any(act.asks for act in acts)
    _orders(turn, acts)
    _steps(turn, acts)
    for act in acts:
        if act.kind == "twist" and not turn.twist_done:
            turn.twist_done = turn.progress = True
            turn.say(turn.lines(turn.script.twists[act.id].done), act.id)
    for topic in dict.fromkeys(act.id for act in acts if act.kind == "topic"):
        _topic(turn, topic)
    for act in acts:
        _question(turn, act, acts)
    if not turn.progress and not any(act.asks for act in acts):
        _plain(turn, acts)
    if not turn.pieces and "greeting" in kinds and turn.state.turn < 3:
        turn.say_common("greeting")
    for kind in SOCIAL_LINES:
        if not turn.pieces and kind in kinds:
            turn.say_common(kind)


def _aside(turn: Turn, kind: str) -> None:
    turn.say_common(kind)
    turn.told.append(
        {
            "english": "El alumno no habla en español: dile con amabilidad que hable en español.",
            "not_understood": "El alumno no ha entendido: dilo con palabras más fáciles.",
            "meaning": "El alumno no entiende una palabra: explícala con palabras fáciles.",
            "slower": "El alumno no ha entendido: dilo más corto y más fácil.",
            "repeat": "Repite lo último con otras palabras.",
            "insult": "Pide respeto con calma.",
            "silence": "El alumno no dice nada: anímalo.",
        }.get(kind, "No cambies de papel: vuelve a la escena.")
    )
    answer = turn.script.answers.get(turn.state.spoken)
    if (
        kind in {"not_understood", "repeat", "slower", "meaning"}
        and answer
        and turn.state.answered[-1:] == (answer.id,)
    ):
        turn.say(turn.lines(answer.say), answer.id, turn.values())
    turn.confident = kind not in {"meaning", "long_text"}


def _answers(turn: Turn, acts: Sequence[Act]) -> None:
    seen: list[str] = []
    for act in sorted((act for act in acts if act.kind == "answer"), key=lambda a: not a.asks):
        if act.id in seen:
            continue
        seen.append(act.id)
        answer = turn.script.answers[act.id]
        lines = turn.lines(answer.say)
        if not turn.say(lines, act.id, turn.values()):
            if act.asks and len(turn.pieces) < 2:
                turn.say_again(lines, act.id)
            else:
                turn.say_common("ok")
        turn.answered.append(act.id)
        turn.spoken = act.id
        turn.progress = turn.progress or act.id not in turn.state.answered
        if act.asks:
            turn.expect += answer.key


def _orders(turn: Turn, acts: Sequence[Act]) -> None:
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


def menu(turn: Turn, without: Sequence[Named]) -> None:
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


def order(turn: Turn, items: Sequence[Named]) -> None:
    """Take an order: to the open steps it belongs to, or on top of what was ordered."""
    script, asked = turn.script, turn.state.asked
    steps = [step for step in script.scene.step if step.item]
    now: list[Ordered] = []
    reached: list[Step] = []
    if turn.state.asked.kind == "twist" and turn.state.twist:
        after = script.twists[turn.state.twist].after
        turn.order = [one for one in turn.order if one.step != after]
    for item in items:
        fit = [step for step in steps if item.id in script.step_items[step.id]]
        still = [s for s in fit if s.id not in turn.steps or s in reached]
        step = next((s for s in still if s.id == asked.id), still[0] if still else fit[0] if fit else None)
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
        turn.say_common("item_added", values)


def _steps(turn: Turn, acts: Sequence[Act]) -> None:
    named = tuple(item for act in acts if act.kind == "order" for item in act.items)
    if named:
        order(turn, named)
    found = [act for act in acts if act.kind == "step" and act.id not in turn.steps]
    declined = bool(found) and _decline(turn, acts, {act.id for act in found})
    most = max([0, *(act.terms for act in found)])
    answered = any(act.kind == "answer" and not act.asks for act in acts)
    answered = answered or any(act.kind == "topic" and act.terms > most for act in acts)
    bare = next((act.kind for act in acts if act.kind in {"yes", "no"} and act.terms <= 2), "")
    for act in found:
        finish(
            turn,
            act.id,
            bare=bare if act.id == turn.state.asked.id else "",
            quiet=answered or declined or (bool(turn.pieces) and len(found) > 2),
        )
    for act in acts:
        if act.kind == "again" and act.id not in {f.id for f in found}:
            turn.progress = True
            step = turn.script.steps[act.id]
            if not turn.pieces and not turn.say(turn.lines(step.done), f"done{act.id}", turn.values()):
                turn.say_common("ok")
    if turn.sad and not turn.pieces:
        turn.say_common("bad_news")


def _decline(turn: Turn, acts: Sequence[Act], found: set[str]) -> bool:
    """«No, nada más» says no to what was asked, even where it is also the answer to something else."""
    asked = turn.state.asked
    if (
        asked.kind == "step"
        and asked.id not in turn.steps
        and asked.id not in found
        and any(a.kind == "no" for a in acts)
    ):
        no_lines = turn.lines(turn.script.steps[asked.id].no)
        if no_lines:
            turn.reach(asked.id, "passed")
            return turn.say(no_lines, f"no{asked.id}")
    return False


def finish(turn: Turn, step_id: str, *, quiet: bool = False, bare: str = "") -> None:
    """A step is done; the partner says so, unless a better word was said already."""
    step = turn.script.steps[step_id]
    turn.reach(step_id)
    for earlier in turn.script.scene.step:
        if earlier.id == step_id:
            break
        if earlier.id not in turn.steps and turn.tried.get(earlier.id) and (earlier.optional or turn.lines(earlier.no)):
            turn.steps[earlier.id] = "passed"
    own = [one for one in turn.order if one.step == step_id]
    if (
        bare in {"yes", "no"}
        and not quiet
        and turn.say(turn.lines(step.yes if bare == "yes" else step.no), bare + step_id)
    ):
        return
    if not quiet and not turn.say(turn.lines(step.done), f"done{step_id}", turn.values(own)):
        turn.say_common("ok")


def _topic(turn: Turn, topic_id: str) -> None:
    topic = turn.script.topics[topic_id]
    turn.touch(topic_id)
    turn.progress = True
    if not turn.say(turn.lines(topic.react), f"react{topic_id}"):
        turn.say_common("ok")


def own_story(turn: Turn, topic_id: str) -> bool:
    """What the partner tells of themself."""
    topic = turn.script.topics[topic_id]
    turn.touch(topic_id)
    turn.own_told.append(topic_id)
    return turn.say(turn.lines(topic.own), f"own{topic_id}")


def _question(turn: Turn, act: Act, acts: Sequence[Act]) -> None:
    script = turn.script
    if act.kind == "own":
        turn.progress = True
        if not own_story(turn, act.id):
            turn.confident = turn.say(turn.lines(script.topics[act.id].react), act.id)
    elif act.kind == "back":
        about = turn.topic_now or (turn.state.spoken if turn.state.spoken in script.topics else None)
        if about is None and turn.state.asked.kind == "topic":
            about = turn.state.asked.id
        feels = any(a.kind in {"greeting", "how_are_you"} for a in acts) or turn.state.turn == 0
        if about and own_story(turn, about):
            turn.progress = True
        else:
            turn.confident = turn.say_common("how_are_you" if feels else "back") and feels
    elif act.kind in {"how_are_you", "ask_name", "ask_origin", "ask_age"}:
        turn.say_common(act.kind, turn.values())
        turn.confident = turn.confident and act.kind in {"how_are_you", "ask_name"}
    elif act.kind == "how_to_say":
        word = act.word.removeprefix("a ").removeprefix("the ")
        found = script.common.english.get(word) or script.common.english.get("to " + word)
        found = found or next(
            (es for es, en in script.scene.card.phrases if word in en.lower().strip(".?!").split(" , ")), None
        )
        turn.say_common("how_to_say" if found else "how_to_say_unknown", {"word": found or ""})
        turn.told.append(f"Di cómo se dice «{act.word}» en español.")
        turn.confident = turn.confident and found is not None
    elif act.kind == "total":
        values = turn.values()
        turn.confident = turn.confident and turn.say_common("total", values)
        turn.expect += [word for word in values.get("total", "").split() if len(word) > 2]
    elif act.kind == "unknown":
        turn.confident = False
        turn.told.append("Contesta a su pregunta con los datos de la escena; si no lo sabes, dilo.")
        if not turn.say(turn.lines(script.scene.lost.unknown), "unknown"):
            turn.say_common("ok")


def _plain(turn: Turn, acts: Sequence[Act]) -> None:
    """A statement, a yes or a no that nothing in the scene recognised: what was asked decides."""
    kinds = {act.kind for act in acts}
    polarity = next((act.kind for act in acts if act.kind in {"yes", "no"}), "")
    tells = "statement" in kinds or bool(kinds & {"bad_news", "good_news", "agree", "disagree"})
    asked = turn.state.asked
    turn.short = not tells
    if turn.state.offered and polarity == "yes":
        order(turn, (Named(turn.state.offered, 1.0, False, frozenset()),))
    elif asked.kind == "twist" and turn.state.twist and (tells or polarity) and not turn.twist_done:
        turn.twist_done = turn.progress = True
        turn.say(turn.lines(turn.script.twists[turn.state.twist].done), asked.id)
    elif asked.kind == "step" and asked.id not in turn.steps:
        _step_answer(turn, turn.script.steps[asked.id], polarity, tells)
    elif asked.kind == "topic" and (tells or polarity or "wait" in kinds):
        turn.progress = tells
        turn.changing = polarity == "no" and not tells
        _topic(turn, asked.id)
    elif polarity == "yes" and not tells:
        turn.say_common("yes")
    elif polarity == "no" and not tells:
        turn.say_common("no")
    elif "statement" in kinds:
        lost(turn)


def _step_answer(turn: Turn, step: Step, polarity: str, tells: bool) -> None:
    yes_no = turn.state.asked.yes_no
    yes_lines, no_lines = turn.lines(step.yes), turn.lines(step.no)
    if step.open and (tells or (polarity and yes_no and not (yes_lines if polarity == "yes" else no_lines))):
        finish(turn, step.id)
    elif polarity == "no" and not tells:
        if turn.say(no_lines, f"no{step.id}"):
            turn.reach(step.id, "passed")
        else:
            turn.say_common("no")
            if yes_no or turn.tried.get(step.id, 0) >= 2:
                turn.reach(step.id, "passed")
    elif polarity == "yes" and not tells:
        if yes_lines and turn.say(yes_lines, f"yes{step.id}"):
            if not (step.item or step.open or turn.state.turn == 0):
                turn.reach(step.id)
        elif yes_no and not step.item and turn.state.turn:
            finish(turn, step.id)
        else:
            turn.say_common("yes")
    elif tells:
        lost(turn)


def lost(turn: Turn) -> None:
    """Nothing was recognised: in role, and back to the scene."""
    if turn.state.ended:
        turn.say_common("ok")
        return
    turn.confident = False
    turn.told.append("Reacciona con una frase corta a lo que dice.")
    if not turn.say(turn.lines(turn.script.scene.lost.say), "lost"):
        turn.say_common("ok")
