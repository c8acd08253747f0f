"""What the partner asks next, so that the scene goes on to its end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tutor.conversation.likeness import alike
from tutor.conversation.scenes.order import called
from tutor.conversation.scenes.schema import Lines, Topic
from tutor.conversation.scenes.state import Asked
from tutor.conversation.scenes.turn import SceneTurn
from tutor.conversation.scenes.wording import capital, is_yes_no, last_question, turn_to, words_of
from tutor.conversation.scenes.words import tokens
from tutor.language.es.tokens import plain

ASKS_A_TOPIC = 3
STUCK_HELP = 2  # lines in a row without anything new before a hint
STUCK_END = 6
CHANCE_EVERY = 2  # replies
ASIDE_EVERY = 5  # replies, at least
MOST_TRIES = 5  # of asking for one step
MOST_TO_CHOOSE_FROM = 8  # of more, two picked at random are no help


@dataclass(frozen=True, slots=True)
class Lead:
    """The question that ends a reply, and what could be answered."""

    ask: str
    asked: Asked
    help: tuple[str, ...] = ()


def chance(turn: SceneTurn) -> Lead | None:
    """Every other time a question that needs what the conversation practises, those of its own order first."""
    if turn.at_a_loss or turn.state.turn % CHANCE_EVERY:
        return None
    said = set(turn.said)
    for line in turn.state.chances:
        if not any(words_of(sentence) in said for sentence in (line, last_question(line))):
            return Lead(line, Asked("chance"))
    return None


def _aside(turn: SceneTurn) -> Lead | None:
    """Between two topics, in one reply of five at most: a question that needs a form which the learner got wrong."""
    said = set(turn.said)
    fresh = [line for line in turn.state.due.questions if words_of(line) not in said]
    asked = len(turn.state.due.questions) - len(fresh)
    if not fresh or turn.at_a_loss or (asked + 1) * ASIDE_EVERY > turn.state.turn + 1:
        return None
    return Lead(fresh[0], Asked("chance"))


def lead_on(turn: SceneTurn) -> Lead | None:
    """The next question; None where the scene is over."""
    twist = turn.script.twists.get(turn.state.twist or "")
    if twist and not turn.twist_done and twist.after in turn.steps:
        if turn.tried.get(twist.id, 0) < 2:
            if found := _ask(turn, "twist", twist.id, twist.say, twist.help):
                return found
        turn.twist_done = True
    if turn.topic_now and turn.script.scene.step and not turn.tried.get(turn.topic_now):
        topic = turn.script.topics[turn.topic_now]
        if found := _in_order(turn, topic):
            return found
    if (offer := _offer(turn)) is not None:
        return offer
    for step in turn.script.scene.step:
        if step.id in turn.steps or not set(step.after) <= set(turn.steps):
            continue
        if found := _ask(turn, "step", step.id, step.ask, step.help):
            return found
        if (found := _choice(turn, step.id)) is not None:
            return found
        if step.id == turn.state.asked.id and (found := _once_more(turn, turn.state.asked, step.help)) is not None:
            return found
        turn.steps[step.id] = "passed"
    if turn.script.scene.step:
        return lead_on(turn) if _newly_open(turn) else None
    return _topic_lead(turn)


def _offer(turn: SceneTurn) -> Lead | None:
    """«¿Quiere una tostada?», when the learner has just asked about one."""
    item = turn.script.menu.items.get(turn.offered or "")
    if item is None or item.sold_out or any(one.item == item.id for one in turn.order):
        return None
    own = [
        s for s in turn.script.scene.step if item.id in turn.script.step_items.get(s.id, ()) and s.id not in turn.steps
    ]
    own = [s for s in own if set(s.after) <= set(turn.steps)]
    found = turn.pick(turn.common("offer"), "offer", {"one": called(item, 1, False)}) if own else None
    return Lead(found, Asked("step", own[0].id, True), turn.lines(own[0].help)) if found else None


def _newly_open(turn: SceneTurn) -> bool:
    return any(s.id not in turn.steps and set(s.after) <= set(turn.steps) for s in turn.script.scene.step)


def _ask(turn: SceneTurn, kind: str, part: str, lines: Lines, help_lines: Lines) -> Lead | None:
    options = list(turn.lines(lines))
    options = [line for line in options if not turn.refused & set(tokens(plain(last_question(line))))] or options
    if turn.line and turn.pieces and any(alike(turn.line, words_of(last_question(ask)), 0.75) for ask in options):
        if kind == "topic":
            return None
        # The learner asked just that: «¿A qué jugabas?» is turned round, «¿Dónde quedamos?» is agreed on.
        turned = not is_yes_no(f"¿{' '.join(turn.line)}?") and not any(word.endswith("mos") for word in turn.line)
        back = "and_you" if turned else "confirm"
        if asking := turn.pick(turn.common(back), back):
            return Lead(
                asking,
                Asked("step" if kind == "step" else "twist" if kind == "twist" else "topic", part, not turned),
                (),
            )
    if (
        turn.short or turn.answered_items or turn.state.asked.id == part
    ):  # after a bare yes or no rather ask what, which, when
        options.sort(key=is_yes_no)
        start = sum(not is_yes_no(line) for line in options)
        options = options[:start] or options
    found = _fresh(turn, options, part)
    if found is None and len(options) < len(turn.lines(lines)) and (choice := _choice(turn, part)):
        return choice
    found = found or _fresh(turn, list(turn.lines(lines)), part)
    if found is None:
        return None
    turn.tried[part] = turn.tried.get(part, 0) + 1
    asked = Asked("step" if kind == "step" else "twist" if kind == "twist" else "topic", part, is_yes_no(found))
    return Lead(found, asked, turn.lines(help_lines))


def _fresh(turn: SceneTurn, options: list[str], part: str) -> str | None:
    while options:
        found = turn.pick(options, f"ask{part}", turn.values())
        if found is None or not turn.repeats_reply(found):
            return found
        options = [line for line in options if line != found]
        if not any(True for _ in options):
            return found
    return None


def _choice(turn: SceneTurn, step_id: str) -> Lead | None:
    """«¿Un café o un té?», where every way of asking is used up."""
    own = turn.script.step_items.get(step_id)
    if not own:
        return None
    items = [item for item in turn.script.menu.items.values() if item.id in own and not item.sold_out]
    if not 2 <= len(items) <= MOST_TO_CHOOSE_FROM:
        return None
    start = turn_to(len(items), turn.state.seed, f"choice{turn.state.turn}")
    first, second = items[start], items[(start + 1) % len(items)]
    found = turn.pick(turn.common("choice"), "choice", {"a": first.one, "b": second.one})
    if found is None or turn.tried.get(step_id, 0) >= MOST_TRIES:
        return None
    turn.tried[step_id] = turn.tried.get(step_id, 0) + 1
    step = turn.script.steps[step_id]
    return Lead(found, Asked("step", step_id), turn.lines(step.help))


def _once_more(turn: SceneTurn, asked: Asked, help_lines: Lines) -> Lead | None:
    """«Puede decir: “…”. ¿Lo intenta?», where every way of asking is used up and the learner is at a loss."""
    if not turn.at_a_loss or turn.tried.get(asked.id, 0) >= MOST_TRIES:
        return None
    example = hint(turn, turn.lines(help_lines))
    found = turn.pick(turn.common("once_more"), "once_more") if example else None
    if example is None or found is None:
        return None
    turn.pieces.append(example)
    turn.tried[asked.id] = turn.tried.get(asked.id, 0) + 1
    return Lead(found, Asked(asked.kind, asked.id), turn.lines(help_lines))


def _topic_lead(turn: SceneTurn) -> Lead | None:
    if turn.state.asked.kind == "topic":  # who did not understand is asked the same, with something to say
        same = _once_more(turn, turn.state.asked, turn.script.topics[turn.state.asked.id].help)
        if same is not None:
            return same
    now = turn.topic_now or (turn.state.asked.id if turn.state.asked.kind == "topic" else None)
    if now is None and turn.topics:
        now = turn.topics[-1]
    if now and not turn.changing and turn.tried.get(now, 0) < ASKS_A_TOPIC - turn.short:
        topic = turn.script.topics[now]
        if found := _in_order(turn, topic):
            return found
    if (aside := _aside(turn)) is not None:
        return aside
    for topic in _topics_left(turn):
        if found := _in_order(turn, topic):
            return found
    found_text = turn.pick(turn.common("talk_on"), "talk_on")
    return Lead(found_text, Asked("else")) if found_text else None


def _in_order(turn: SceneTurn, topic: Topic) -> Lead | None:
    """The follow-up questions go from general to particular: the next one that was not asked."""
    asks = turn.lines(topic.ask)
    said = set(turn.said)
    begun = 1 + max((at for at, line in enumerate(asks) if words_of(last_question(line)) in said), default=-1)
    if not begun and len(asks) > 2 and (turn.raised == topic.id or turn.tried.get(topic.id)):
        begun = 1  # told of its own accord: the general question is answered
    for line in asks[begun:]:
        if found := _ask(turn, "topic", topic.id, {turn.band: (line,)}, topic.help):
            return found
    return None


def _topics_left(turn: SceneTurn) -> list[Topic]:
    left = [
        topic
        for topic in turn.script.scene.topic
        if topic.id not in turn.topics and not turn.tried.get(topic.id) and _stands_alone(turn, topic)
    ]
    if turn.state.seed and len(left) > 3:  # not always the same ones, though the nearest first
        head = left[:4]
        start = turn_to(len(head), turn.state.seed, f"topic{turn.state.turn}")
        left = [*head[start:], *head[:start], *left[4:]]
    return sorted(left, key=lambda topic: not turn.script.hears[topic.id].words & turn.state.due.words)


def _stands_alone(turn: SceneTurn, topic: Topic) -> bool:
    """May the partner begin it? Not where its first question leans on something told («eso»)."""
    first = turn.lines(topic.ask)[:1]
    return topic.offered and not any(re.search(r"\b(?:eso|esto|así|entonces|ahora)\b", line) for line in first)


def hint(turn: SceneTurn, help_lines: tuple[str, ...]) -> str | None:
    """«Puede decir: “…”», for a learner who is stuck."""
    for frame in turn.common("example"):
        for line in help_lines:
            if found := turn.pick([frame.replace("{help}", capital(line.rstrip(".")))], "example"):
                return found if found.endswith((".", "?", "!")) else _closed(found)
    return None


def _closed(text: str) -> str:
    return text if text[-2:] in {".»", "?»", "!»"} else text + "."
