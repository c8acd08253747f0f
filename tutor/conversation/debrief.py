"""What a conversation was worth, told at its end without a model: goals, what went well, three mistakes, what next."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from tutor.conversation.focus.chances import all_sentences, sentences
from tutor.conversation.focus.focus import Focus
from tutor.conversation.focus.open import Open
from tutor.conversation.focus.report import Practised, practised
from tutor.conversation.history import played_before
from tutor.conversation.scenes.kept import scene_of, written_for
from tutor.conversation.scenes.library import has_plan
from tutor.conversation.scenes.play import standing
from tutor.conversation.scenes.schema import Lines, Scene, lines_for
from tutor.conversation.scenes.state import State
from tutor.conversation.scenes.wording import last_question
from tutor.conversation.stages.direct import played
from tutor.corrections.edits import Edit, apply, counted
from tutor.language.es.tokens import words
from tutor.store.owned import shown
from tutor.store.tables import Card, Conversation, Message, Suggestion

# The mistakes that are told; the others are in the conversation.
MOST_MISTAKES = 3
MOST_SUGGESTED = 3
# Pauses shorter than this, in seconds, belong to speaking.
PAUSE_S = 0.8
# A turn of so many words without a pause is worth a word.
LONG_TURN_WORDS = 12
_HESITATION = re.compile(r"\b(?:eh+|em+|mm+|este+|ehm+|um+|uh+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing to achieve in a scene."""

    id: str
    text: str
    text_es: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Well:
    """Something said well: `kind` is mended (a form that used to be a mistake), word (a saved one used), long."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake that matters, in the learner's sentence and mended."""

    said: str
    better: str
    rule: str
    rule_id: str
    category: str
    explanation: str
    reason: str
    form: str


@dataclass(frozen=True, slots=True)
class Fluency:
    """How the learner spoke: minutes, words a minute, pauses of 0.8 s and more, hesitations; None where they typed."""

    minutes: float
    words_per_minute: float
    pauses: int
    hesitations: int


@dataclass(frozen=True, slots=True)
class Debrief:
    """All of it."""

    goals: list[Goal]
    well: list[Well]
    mistakes: list[Mistake]
    words_met: list[str]
    words_said: int
    speaking: Fluency | None
    practised: Practised | None = None


def debrief(session: Session, conversation: Conversation) -> Debrief:
    """What a conversation was worth so far."""
    messages = shown(session, conversation.id)
    mine = [m for m in messages if m.role == "learner" and m.text]
    return Debrief(
        goals=goals_of(scene_of(session, conversation), scene_state(session, conversation, messages)),
        well=_well(session, conversation, mine),
        mistakes=_mistakes(mine),
        words_met=_words_met(session, messages),
        words_said=sum(len(words(m.text)) for m in mine),
        speaking=_speaking(mine),
        practised=practised(focus, mine) if (focus := Focus.stored(conversation.focus)) else None,
    )


def scene_state(session: Session, conversation: Conversation, messages: Sequence[Message]) -> State | None:
    """Where a conversation's scene stands after these messages; None in talk without a plan."""
    written = written_for(session, conversation)
    if not has_plan(conversation.scenario_id, written) or conversation.document_id:
        return None
    return standing(*played(conversation, messages, played_before(session, conversation), written))


def goals_of(chosen: Scene, state: State | None) -> list[Goal]:
    """The goals of a conversation's scene, and which are reached; none in talk without a plan."""
    if state is None:
        return []
    return [Goal(step.id, step.goal, step.goal_es, step.id in state.goals) for step in chosen.step]


def suggestions_of(conversation: Conversation, chosen: Scene, state: State | None) -> list[str]:
    """What the learner could say now: sentences of their level that move the scene on."""
    if state is None:
        return []
    if state.asked.kind == "chance":
        focus = Focus.stored(conversation.focus)
        return (
            list(sentences(focus)) if focus else Open.stored(conversation.focus).answers(last_question(state.last_line))
        )
    helps = _helps(chosen)
    return list(lines_for(helps.get((state.asked.kind, state.asked.id), {}), state.band))[:MOST_SUGGESTED]


def to_hear(played: Scene) -> frozenset[str]:
    """The sentences of a scene that a learner may hear before saying them: those of the card, and the suggestions."""
    suggested = {line for lines in _helps(played).values() for band in lines.values() for line in band}
    return frozenset(suggested | all_sentences() | {spanish for spanish, _ in played.card.phrases})


def _helps(played: Scene) -> dict[tuple[str, str], Lines]:
    helps: dict[tuple[str, str], Lines] = {("step", step.id): step.help for step in played.step}
    helps |= {("topic", topic.id): topic.help for topic in played.topic}
    return helps | {("twist", twist.id): twist.help for twist in played.twist}


def _mistake(text: str, edit: Edit) -> Mistake:
    better = apply(text, [edit])
    return Mistake(text, better, edit.rule, edit.rule_id, edit.category, edit.explanation, edit.about, edit.replacement)


def _mistakes(mine: Sequence[Message]) -> list[Mistake]:
    found = [
        (edit.rank, _mistake(m.text, edit))
        for m in mine
        for stored in m.corrections
        if counted(stored) and (edit := Edit.stored(stored)).severity != "minor"
    ]
    told: dict[str, Mistake] = {}
    for _, mistake in sorted(found, key=lambda pair: pair[0]):
        told.setdefault(mistake.rule_id, mistake)  # one of a kind: three points, not the same one three times
    return list(told.values())[:MOST_MISTAKES]


def _well(session: Session, conversation: Conversation, mine: Sequence[Message]) -> list[Well]:
    said = {word for m in mine for word in words(m.text)}
    ids = [m.id for m in mine]
    told = [
        Well("mended", card.form)
        for card in session.exec(
            select(Card)
            .where(Card.learner_id == conversation.learner_id, Card.kind == "error", col(Card.message_id).not_in(ids))
            .order_by(col(Card.created_at).desc())
        )
        if card.form and set(words(card.form)) <= said and _right(card.form, mine)
    ][:2]
    told += [
        Well("word", card.key)
        for card in session.exec(select(Card).where(Card.learner_id == conversation.learner_id, Card.kind == "word"))
        if card.key.lower() in said
    ][:1]
    longest = max((m for m in mine if not _pauses(m)), key=lambda m: len(words(m.text)), default=None)
    if longest is not None and longest.transcript and len(words(longest.text)) >= LONG_TURN_WORDS:
        told.append(Well("long", longest.text))
    return told[:3]


def _right(form: str, mine: Sequence[Message]) -> bool:
    """Whether the form was said where nothing was corrected."""
    pattern = re.compile(rf"\b{re.escape(form)}\b", re.IGNORECASE)
    return any(pattern.search(m.text) and not any(counted(c) for c in m.corrections) for m in mine)


def _words_met(session: Session, messages: Sequence[Message]) -> list[str]:
    ids = [m.id for m in messages if m.role == "tutor"]
    return list(session.exec(select(Suggestion.word).where(col(Suggestion.message_id).in_(ids)).limit(12)))


def _speaking(mine: Sequence[Message]) -> Fluency | None:
    spoken = [m for m in mine if m.transcript]
    seconds = sum(float(m.transcript.get("duration_s", 0.0)) for m in spoken if m.transcript)
    if not spoken or seconds <= 0:
        return None
    count = sum(len(words(m.text)) for m in spoken)
    return Fluency(
        minutes=round(seconds / 60, 1),
        words_per_minute=round(count / (seconds / 60)),
        pauses=sum(_pauses(m) for m in spoken),
        hesitations=sum(len(_HESITATION.findall(m.text)) for m in spoken),
    )


def _pauses(message: Message) -> int:
    """Pauses within what was said, by the times of its words."""
    timed = (message.transcript or {}).get("words", [])
    return sum(1 for a, b in itertools.pairwise(timed) if b["start"] - a["end"] >= PAUSE_S)
