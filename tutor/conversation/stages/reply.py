"""The tutor's reply: the scene's own line, or the model's sentences, each through the gate before it is shown.

A strong model writes by itself, told what the reply has to do. With a weak one, or none, the lines of the scene are said: even
where they know no answer, they are better than what it makes up (docs/decisions/talk.md). A weak model writes where
there is no scene, or for a strong one that fails; what the gate leaves of it is filled up with the scene's line.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import asdict

import anyio.to_thread

from tutor.conversation.gates import Gate, Mend, SentenceStream, whole_part
from tutor.conversation.ports import fenced
from tutor.conversation.prompt.switch_note import switch_note
from tutor.conversation.repository import PromptBasis, assemble
from tutor.conversation.scenes.library import scene
from tutor.conversation.stages.mend import mender
from tutor.conversation.state import TurnState
from tutor.core.errors import EngineFailed
from tutor.core.levels import Level
from tutor.language.es.sentences import is_whole
from tutor.language.es.tokens import plain, words
from tutor.llm.base import ChatMessage, ChatModel, ChatRequest, Instead, Usage
from tutor.llm.families import reply_request
from tutor.llm.generate import Asking
from tutor.llm.offer import Choice
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
    if state.move and not state.family.leads:
        write(state, state.move.reply)
        return
    before = await state.history()
    conversation = before.conversation
    played = state.scene or scene(conversation.scenario_id, before.written)
    # What it is in Spanish is looked up among many words, which are put in order when first asked for.
    note = await anyio.to_thread.run_sync(_note, state) if state.switch else _note(state)
    messages = assemble(
        state.services.settings, PromptBasis(Level(conversation.level), played, before.template), before.recent,
        conversation.summary, state.opened.first_language, note, fenced(state.sources),
    )  # fmt: skip
    if before.model_before not in (None, state.model.name):
        _switched(state)
    with state.timeline.during("thought"):
        await _ask(state, messages, before.earlier_replies)
    if not state.log.text.strip():
        raise EngineFailed("The language model gave no answer.")


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
    directed = move and (
        move.after.asked.kind == "chance" or any(act.split(":")[0] not in UNDIRECTED for act in move.acts)
    )
    return move.instruction or None if move and directed else None


async def _ask(state: TurnState, messages: list[ChatMessage], before: list[str]) -> None:
    """Let a model write, and show what passes the gate."""
    services, settings, opened = state.services, state.services.settings, state.opened
    corrector = await services.engines.corrector()
    draft = _Draft(state, before, mender(corrector))

    def asked(model: ChatModel) -> ChatRequest:
        return reply_request(model.name, messages, settings.reply_tokens, settings.temperature, opened.conversation_id)

    def switched(choice: Choice) -> None:
        state.choice = choice
        draft.begin_anew()
        _switched(state)

    waiting = state.queue_observer("llm")

    def queue(position: int, wait_s: float | None) -> None:
        waiting(position, wait_s)
        if position:
            state.timeline.drop("thought")
        else:
            state.timeline.begin("thought")

    asking = Asking(
        opened.learner_id,
        "reply",
        state.text,
        Level(opened.level),
        queue=queue,
        switched=switched,
        loading=lambda model, seconds: _loading(state, model, seconds),
        shown=lambda: bool(state.log.text.strip()),
    )
    try:
        written = services.engines.llm.generate.stream(asking, asked, state.choice)
        async with aclosing(written if settings.streaming else whole(written)) as parts:
            await _write(state, parts, draft)
    except (asyncio.CancelledError, EngineFailed):
        draft.keep_rest()  # what had come is kept
        raise
    finally:
        state.timeline.end("wrote")
        if draft.fired:
            services.metrics.gates(draft.fired)
    if draft.kept:
        _fill_up(state, draft.kept)


async def _write(state: TurnState, parts: AsyncGenerator[str | Usage, None], draft: _Draft) -> None:
    """Show the sentences of what a model writes, as they end. A loop is stopped; so is an engine that heeds no limit."""
    asked, first_token_ms, length = time.perf_counter(), 0.0, 0
    async for part in parts:
        if isinstance(part, Usage):
            draft.cut_short = part.cut
            state.usage = asdict(part) | {"first_token_ms": round(first_token_ms, 1)}
            continue
        first_token_ms = first_token_ms or (time.perf_counter() - asked) * 1000
        draft.add(part)
        length += len(part)
        if draft.looping:
            break
        if length > LONGEST_REPLY:  # leaving the loop stops the engine
            state.log.add("notice", {"code": "reply_cut", "message": "The answer went on too long and was cut."})
            break
    draft.end()


class _Draft:
    """What a model writes, cut into sentences, each through the gate before it is shown."""

    def __init__(self, state: TurnState, before: list[str], mend: Mend) -> None:
        self._state = state
        self._before = before
        self._mend = mend
        self.fired: Counter[str] = Counter()
        self.begin_anew()

    def begin_anew(self) -> None:
        """Another model writes."""
        state = self._state
        leads = state.family.leads
        self._gate = Gate(
            state.text,
            self._before,
            address=state.scene.address if state.scene else "",
            facts=state.scene.partner.facts if state.scene and not leads else "",
            bilingual=state.switch is not None,
            mend=None if leads else self._mend,
            fired=self.fired,
        )
        self._sentences = SentenceStream()
        self.kept: list[str] = []
        self.cut_short = False

    @property
    def looping(self) -> bool:
        return self._sentences.looping

    def add(self, part: str) -> None:
        """A piece has come."""
        if isinstance(part, Instead):
            self._state.log.take_back()
            self.begin_anew()
        self._show_all(self._sentences.add(part))

    def end(self) -> None:
        """The model has ended. Where its limit has cut it, the reply ends with its last whole sentence."""
        rest = self._sentences.end()
        if self.cut_short:
            rest = [piece for piece in rest if is_whole(piece)] or (rest if not self.kept else [])
        self._show_all(rest)

    def keep_rest(self) -> None:
        """Show what had come of the last sentence."""
        if rest := " ".join(self._sentences.end()):
            _show(self._state, rest)

    def _show_all(self, sentences: list[str]) -> None:
        for sentence in sentences:
            self.kept.append(sentence)
            if (passed := self._gate(sentence)) is not None:
                _show(self._state, passed)


def _fill_up(state: TurnState, kept: list[str]) -> None:
    """Where too little is left, the scene's line comes; without a scene, what the model wrote is better than nothing."""
    shown, move = state.log.text, state.move
    if move is None:
        if not shown.strip() and kept:
            _show(state, whole_part(" ".join(kept)))
        return
    leads = state.family.leads
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


def _switched(state: TurnState) -> None:
    state.log.add("notice", {"code": "model_switched", "message": f"{state.model.name} answers now."})


def _loading(state: TurnState, model: ChatModel, seconds: float) -> None:
    message = f"{model.name} is being loaded into memory: {seconds:.0f} seconds so far."
    state.log.add("notice", {"code": "model_loading", "message": message})
