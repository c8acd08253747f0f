"""The tutor's reply, streamed; an engine that fails before its first word makes room for the next."""

from __future__ import annotations

import time
from contextlib import aclosing
from dataclasses import asdict

from tutor.conversation.ports import fenced
from tutor.conversation.prompt.switch_note import switch_note
from tutor.conversation.repository import last_model, prompt
from tutor.conversation.stages.choose import instead
from tutor.conversation.state import TurnState
from tutor.core.errors import EngineFailed, EngineUnavailable, ReplyRefused
from tutor.llm.base import ChatRequest, Usage
from tutor.llm.pace import whole

# Characters of a reply; with it bounded, so is what a turn takes in memory, however slowly it is read.
LONGEST_REPLY = 20_000


async def reply(state: TurnState) -> None:
    """Answer as a stream into the log. Raises EngineFailed, EngineUnavailable when nobody can."""
    opened, services, settings = state.opened, state.services, state.services.settings
    note = switch_note(state.switch, opened.level, opened.first_language) if state.switch else None
    messages, model_before = await services.store.read(
        lambda session: (
            prompt(session, settings, opened.conversation_id, opened.first_language, fenced(state.sources), note),
            last_model(session, opened.conversation_id),
        )
    )
    request = ChatRequest(messages, settings.reply_tokens, settings.temperature, conversation=opened.conversation_id)
    failed: set[str] = set()
    while True:
        if model_before not in (None, state.model.name):
            state.log.add("notice", {"code": "model_switched", "message": f"{state.model.name} answers now."})
        try:
            async with services.queues["llm"].slot(opened.learner_id, state.told("llm")):
                with state.timeline.during("thought"):
                    await _stream(state, request)
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


async def _stream(state: TurnState, request: ChatRequest) -> None:
    asked, first_token_ms, length = time.perf_counter(), 0.0, 0
    written = state.model.stream(request)
    async with aclosing(written if state.services.settings.streaming else whole(written)) as parts:
        async for part in parts:
            if isinstance(part, Usage):
                state.usage = asdict(part) | {"first_token_ms": round(first_token_ms, 1)}
                continue
            if not state.answering.is_set():
                first_token_ms = (time.perf_counter() - asked) * 1000
                state.answering.set()
                state.timeline.end("thought")
                state.timeline.begin("wrote")
            state.log.add("token", {"text": part})
            length += len(part)
            if length > LONGEST_REPLY:  # an engine that heeds no limit; leaving the loop stops it
                state.log.add("notice", {"code": "reply_cut", "message": "The answer went on too long and was cut."})
                break
    state.timeline.end("wrote")
