"""Steps and topics move on: what is said when one is done, declined or taken up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.conversation.scenes.acts import Act
from tutor.conversation.scenes.asked_for import misses
from tutor.conversation.scenes.changing import DISLIKING
from tutor.conversation.scenes.schema import Step
from tutor.conversation.scenes.turn import SceneTurn
from tutor.conversation.scenes.wording import last_question

SMALL_TALK = 8  # words; a longer line without a word of opinion may still hold one
_FOR_AN_OPINION = re.compile(r"\b(?:opinas|postura|defiendes|discutir|a favor o en contra)\b")
SHORT_REMARK = 4  # words; more than that tell something, even where they also praise


def finish(turn: SceneTurn, step_id: str, *, quiet: bool = False, bare: str = "") -> None:
    """A step is done; the partner says so, unless a better word was said already."""
    step = turn.script.steps[step_id]
    turn.reach(step_id)
    for earlier in turn.script.scene.step:
        if earlier.id == step_id:
            break
        if earlier.id in turn.steps:
            continue
        declined = turn.tried.get(earlier.id) and (earlier.optional or turn.lines(earlier.no))
        if declined or (step.closes and turn.order):
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


def take_up(turn: SceneTurn, topic_id: str, *, quiet: bool = False) -> None:
    """React to what the learner tells of a topic."""
    topic = turn.script.topics[topic_id]
    if topic_id != turn.state.asked.id and not turn.tried.get(topic_id):
        turn.raised = topic_id
    turn.touch(topic_id)
    turn.progress = True
    if not quiet and not turn.say(turn.lines(topic.react), f"react{topic_id}"):
        turn.say_common("ok")


def own_story(turn: SceneTurn, topic_id: str) -> bool:
    """What the partner tells of themself."""
    topic = turn.script.topics[topic_id]
    turn.touch(topic_id)
    turn.own_told.append(topic_id)
    return turn.say(turn.lines(topic.own), f"own{topic_id}")


def plain(turn: SceneTurn, acts: Sequence[Act]) -> None:
    """A statement, a yes or a no that nothing in the scene recognised: what was asked decides."""
    kinds = {act.kind for act in acts}
    polarity = next((act.kind for act in acts if act.kind in {"yes", "no"}), "")
    tells = "statement" in kinds or bool(kinds & {"bad_news", "good_news", "agree", "disagree"})
    asked = turn.state.asked
    if asked.kind == "step" and turn.script.steps[asked.id].open and len(turn.text) > SHORT_REMARK:
        tells = tells or bool(kinds & {"compliment", "surprise", "mild_news"})
    turn.short = not tells
    if turn.state.offered and polarity == "no" and not tells and not turn.enough:
        turn.say_common("no")
    elif asked.kind == "twist" and turn.state.twist and (tells or polarity) and not turn.twist_done:
        turn.twist_done = turn.progress = True
        turn.say(turn.lines(turn.script.twists[turn.state.twist].done), asked.id)
    elif asked.kind == "chance" and tells:
        turn.progress = True
        turn.say_common("ok")
    elif "undecided" in kinds:
        turn.say_common("undecided")
        turn.changing = True
        if turn.tried.get(asked.id, 0) >= 2 and asked.kind == "step":
            turn.steps[asked.id] = "passed"
    elif asked.kind == "topic" and any(act.kind == "no" and act.terms == 2 for act in acts):
        turn.say_common("no")
        turn.changing = True
    elif asked.kind == "step" and asked.id not in turn.steps:
        _step_answer(turn, turn.script.steps[asked.id], polarity, tells)
    elif asked.kind == "topic" and polarity == "no" and not tells:
        turn.say_common("no")  # «¿Qué haces los domingos?» «No.»
        turn.changing = True
    elif asked.kind == "topic" and (tells or polarity or "wait" in kinds):
        take_up(turn, asked.id)
        turn.progress = tells
    elif polarity == "yes" and not tells:
        turn.say_common("yes")
    elif polarity == "no" and not tells:
        turn.say_common("no")
    elif "statement" in kinds:
        lost(turn)


def _step_answer(turn: SceneTurn, step: Step, polarity: str, tells: bool) -> None:
    yes_no = turn.state.asked.yes_no
    yes_lines, no_lines = turn.lines(step.yes), turn.lines(step.no)
    question = last_question(turn.state.last_line)
    if step.open and tells and _FOR_AN_OPINION.search(question) and len(turn.text) <= SMALL_TALK:
        lost(turn)  # «¿De qué te apetece discutir?» «Mi hermana vive en Barcelona.»
    elif step.open and tells and misses(turn.script, question, " ".join(turn.text)):
        lost(turn)  # «¿Desde cuándo le pasa?» «Quiero unas gafas.»
    elif step.open and (tells or (polarity and yes_no and not (yes_lines if polarity == "yes" else no_lines))):
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


def lost(turn: SceneTurn) -> None:
    """Nothing was recognised: in role, and back to the scene."""
    if turn.state.ended:
        turn.say_common("ok")
        return
    turn.confident = False
    if DISLIKING.match(" ".join(turn.text)) and not turn.script.topic_led:
        turn.say_common("no")  # «No me gusta la mermelada»
        return
    turn.told.append("Reacciona con una frase corta a lo que dice.")
    if not turn.say(turn.lines(turn.script.scene.lost.say), "lost"):
        turn.say_common("ok")
