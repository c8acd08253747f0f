"""The voice: begun when the reply's text is complete, before the corrections are."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import anyio.to_thread

from tutor.conversation.repository import keep_reply, keep_steps
from tutor.conversation.scenes.library import own_sentences
from tutor.conversation.state import TurnState
from tutor.core.errors import TutorError
from tutor.speech.tts.speaker import speaker_for
from tutor.speech.tts.synthesize import Saying, Utterance


async def speak(state: TurnState) -> asyncio.Task[None] | None:
    """Begin to say the reply, and tell where; whoever wants to hear it need not wait for the corrections.

    Returns the task that notes when the first sentence can be heard, for whoever runs the turn to hold.
    """
    opened, services = state.opened, state.services
    state.timeline.begin("spoke")
    shared = await anyio.to_thread.run_sync(own_sentences, state.scene.id, state.reply) if state.scene else ()
    saying = Saying(opened.tutor_message_id, state.reply, opened.speed, opened.learner_id, shared)
    try:
        by = await speaker_for(saying, services.engines.voices, services.speech, opened.voice, opened.accent)
    except TutorError as error:
        state.timeline.drop("spoke")
        state.log.add("notice", {"code": error.code, "message": f"{error.message} {error.action}"})
        return None
    made = services.speech.prepare_ahead(saying, by)
    await services.store.run(lambda session: keep_reply(session, opened, state.reply))
    state.log.add("speech", {"text": state.reply, "speech_url": state.speech_url, "simpler_voice": by.simpler})
    if not isinstance(made, Utterance):
        state.timeline.drop("spoke")
        return None
    state.utterance = made
    turn = asyncio.current_task()
    assert turn
    return asyncio.create_task(_note_first_sound(state, made, turn))


async def _note_first_sound(state: TurnState, made: Utterance, turn: asyncio.Task[None]) -> None:
    """Note when the first sentence can be heard; the turn may have ended by then."""
    with suppress(TutorError):  # told to those who want to hear it
        if await made.first():
            state.timeline.end("spoke")
            if state.ending:
                await asyncio.wait([turn])
                turn_id, steps = state.opened.turn_id, state.timeline.steps()
                await state.services.store.run(lambda session: keep_steps(session, turn_id, steps))
