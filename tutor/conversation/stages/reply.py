"""The tutor's reply: the scene's own line, or the model's sentences, each through the gate before it is shown.

A strong model writes by itself, told what the reply has to do. A weak one writes where no line of the scene fits; what
the gate leaves of it is filled up with the scene's line. Without a model the scene's lines are all there is.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import asdict

from tutor.conversation.gates import Gate, SentenceStream, whole_part
from tutor.conversation.ports import fenced
from tutor.conversation.prompt.switch_note import switch_note
from tutor.conversation.repository import earlier_replies, last_model, prompt
from tutor.conversation.stages.choose import instead
from tutor.conversation.stages.mend import mender
from tutor.conversation.state import TurnState
from tutor.core.errors import EngineFailed, EngineUnavailable, ReplyRefused
from tutor.language.es.tokens import plain, words
from tutor.llm.base import ChatMessage, Usage
from tutor.llm.families import family_of, reply_request
from tutor.llm.pace import whole

# Characters of a reply; with it bounded, so is what a turn takes in memory, however slowly it is read.
LONGEST_REPLY = 20_000
# What a learner may do without the scene having something to add to what a model answers.
UNDIRECTED = frozenset(
    [
        "topic",
        "statement",
        "greeting",
        "how_are_you",
        "thanks",
        "yes",
        "no",
        "bad_news",
        "mild_news",
        "good_news",
        "surprise",
        "agree",
        "disagree",
        "compliment",
    ]
)


async def reply(state: TurnState) -> None:
    """Answer as a stream into the log. Raises EngineFailed, EngineUnavailable when nobody can."""
    if (
        state.move
        and not family_of(state.model.name).leads
        and (state.move.confident or not family_of(state.model.name).writes)
    ):
        write(state, state.move.reply)
        return
    opened, services, settings = state.opened, state.services, state.services.settings
    messages, model_before, before = await services.store.read(
        lambda session: (
            prompt(
                session, settings, opened.conversation_id, opened.first_language, fenced(state.sources), _note(state)
            ),
            last_model(session, opened.conversation_id),
            earlier_replies(session, opened.conversation_id),
        )
    )
    failed: set[str] = set()
    while True:
        if model_before not in (None, state.model.name):
            state.log.add("notice", {"code": "model_switched", "message": f"{state.model.name} answers now."})
        try:
            async with services.queues["llm"].slot(opened.learner_id, state.told("llm")):
                with state.timeline.during("thought"):
                    await _ask(state, messages, before)
            if not state.log.text.strip():
                raise EngineFailed("The language model gave no answer.")
            return
        except (EngineFailed, EngineUnavailable) as error:
            failed.add(state.model.engine)
            if not isinstance(error, ReplyRefused):  # it works, and others are answered
                services.models.failed(state.model.engine)
            if state.log.text.strip():
                raise
            model_before = state.model.name
            state.choice = await instead(state, failed, error)


def write(state: TurnState, text: str) -> None:
    """Say a line of the scene's own."""
    state.written = True
    _show(state, text)


def _note(state: TurnState) -> str | None:
    """What is told the model in this turn alone: another language of the learner's, or what this reply has to do."""
    if state.switch:
        return switch_note(state.switch, state.opened.level, state.opened.first_language)
    move = state.move
    # Small talk needs no direction; a strong model finds better words than ours.
    directed = move and any(act.split(":")[0] not in UNDIRECTED for act in move.acts)
    return move.instruction or None if move and directed else None


async def _ask(state: TurnState, messages: list[ChatMessage], before: list[str]) -> None:
    """Let the model write, and show what passes the gate."""
    settings = state.services.settings
    leads = family_of(state.model.name).leads
    gate = Gate(
        state.text,
        before,
        address=state.scene.address if state.scene else "",
        facts=state.scene.partner.facts if state.scene and not leads else "",
        bilingual=state.switch is not None,
        mend=None if leads else mender(await state.services.corrector()),
    )
    request = reply_request(
        state.model.name, messages, settings.reply_tokens, settings.temperature, state.opened.conversation_id
    )
    cut, kept = SentenceStream(), list[str]()
    try:
        async with aclosing(_sentences(state, state.model.stream(request), cut)) as sentences:
            async for sentence in sentences:
                kept.append(sentence)
                if (passed := gate(sentence)) is not None:
                    _show(state, passed)
    except (asyncio.CancelledError, EngineFailed):
        if rest := " ".join(cut.end()):  # what had come is kept
            _show(state, rest)
        raise
    finally:
        state.timeline.end("wrote")
        if gate.fired:
            state.services.metrics.gates(gate.fired)
    if kept:
        _fill_up(state, kept)


def _fill_up(state: TurnState, kept: list[str]) -> None:
    """Where too little is left, the scene's line comes; without a scene, what the model wrote is better than nothing."""
    shown, move = state.log.text, state.move
    if move is None:
        if not shown.strip() and kept:
            _show(state, whole_part(" ".join(kept)))
        return
    leads = family_of(state.model.name).leads
    said = {plain(word) for word in words(shown)}
    if not shown.strip() or (move.expect and not leads and not said & set(move.expect)):
        write(state, move.reply)
    elif not leads and "?" not in shown and "?" in move.reply:
        _show(state, move.reply[move.reply.rindex("¿") :] if "¿" in move.reply else move.reply)


def _show(state: TurnState, text: str) -> None:
    if not state.answering.is_set():
        state.answering.set()
        state.timeline.end("thought")
        state.timeline.begin("wrote")
    shown = state.log.text
    state.log.add("token", {"text": f" {text}" if shown and not shown[-1].isspace() else text})


async def _sentences(
    state: TurnState, written: AsyncGenerator[str | Usage, None], cut: SentenceStream
) -> AsyncGenerator[str, None]:
    """The sentences of what a model writes, as they end. A loop is stopped; so is an engine that heeds no limit."""
    asked, first_token_ms, length = time.perf_counter(), 0.0, 0
    async with aclosing(written if state.services.settings.streaming else whole(written)) as parts:
        async for part in parts:
            if isinstance(part, Usage):
                state.usage = asdict(part) | {"first_token_ms": round(first_token_ms, 1)}
                continue
            first_token_ms = first_token_ms or (time.perf_counter() - asked) * 1000
            for sentence in cut.add(part):
                yield sentence
            length += len(part)
            if cut.looping:
                break
            if length > LONGEST_REPLY:  # leaving the loop stops the engine
                state.log.add("notice", {"code": "reply_cut", "message": "The answer went on too long and was cut."})
                break
    for sentence in cut.end():
        yield sentence
