"""The corrections of the learner's sentence: beside the reply, told with its end."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace

import anyio.to_thread

from tutor.conversation import sound_evidence
from tutor.conversation.ports import preferences_of
from tutor.conversation.state import TurnState
from tutor.core.errors import TutorError
from tutor.corrections.check import Checked
from tutor.corrections.review import review
from tutor.llm.engines.none import NoModel
from tutor.speech.stt.transcribe import Word

log = logging.getLogger(__name__)

# The reply is asked for first: the rules, which take longer, wait until then, or for so long, in seconds.
HEAD_START_S = 0.05
# How long `done` may wait for the model's corrections after the reply is complete, in seconds.
CORRECTION_PATIENCE_S = 10.0
# How long corrections by a model on the voice's cores let others' replies and voices go first, in seconds.
COURTESY_S = 5.0


async def correct(state: TurnState) -> None:
    """Correct the learner's sentence: by the rules while the model thinks, then with the model and by the sound.

    The model is asked once its reply has begun, so that nobody waits for it. One that computes on the cores of the
    voice is asked once there is sound for a while, and nobody else waits for a reply.
    """
    opened, services = state.opened, state.services
    with suppress(TimeoutError):
        async with asyncio.timeout(HEAD_START_S):
            await state.answering.wait()
    spoken = opened.recording is not None
    corrector = await services.engines.corrector()
    wanted = await services.store.read(
        lambda session: preferences_of(session, opened.learner_id, opened.level, spoken=spoken)
    )
    with state.timeline.during("corrected"):
        checked = await anyio.to_thread.run_sync(corrector.check, state.text, wanted)
        state.checked = _judged(state, checked, None)
    await state.answering.wait()
    if state.model.shares_cpu:
        await state.voice_ahead.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(COURTESY_S):
                await services.engines.queues["llm"].rest()
                await services.engines.queues["tts"].rest()
    with state.timeline.during("corrected"):
        if services.settings.corrections_llm or services.engines.languagetool:
            # Without a model the rules have looked over all that can be: nothing is left unchecked.
            asks = services.settings.corrections_llm and not isinstance(state.model, NoModel)
            asked = state.model if asks else None
            checked = await review(
                corrector, state.text, wanted, model=asked, languagetool=services.engines.languagetool
            )
        state.checked = _judged(state, checked, await _score_wordings(state, checked))


async def wait_for_corrections(state: TurnState, correcting: asyncio.Task[None]) -> None:
    """Give the corrections a moment more; those without the model are kept if it takes too long."""
    if state.utterance and not correcting.done() and state.model.shares_cpu:
        await state.utterance.ahead()
    state.voice_ahead.set()
    done, _ = await asyncio.wait([correcting], timeout=CORRECTION_PATIENCE_S)
    if not done:
        state.log.add("notice", {"code": "corrections_slow", "message": "The model took too long to check this."})
    elif error := correcting.exception():
        log.warning("corrections failed", exc_info=error, extra={"turn": state.opened.turn_id})
        state.log.add("notice", {"code": "corrections_failed", "message": "Not all of this could be checked."})


async def _score_wordings(state: TurnState, checked: Checked) -> list[float] | None:
    """How likely the sound makes each wording of what was said; None where it cannot tell, or nothing was said."""
    opened = state.opened
    if state.transcript is None or opened.recording is None or not checked.edits:
        return None
    try:
        samples = await state.sound()
        wordings = sound_evidence.wordings(state.text, checked.edits)
        return await state.services.engines.ears.score_wordings(samples, wordings, opened.learner_id)
    except TutorError as error:
        log.info("a recording was not weighed", extra={"turn": opened.turn_id, "code": error.code})
        return None


def _judged(state: TurnState, checked: Checked, likelihoods: list[float] | None) -> Checked:
    """The edits with the evidence of the sound for each mistake; what was typed needs none."""
    if state.transcript is None:
        return checked
    words = [Word(**word) for word in state.transcript["words"]]
    return replace(checked, edits=sound_evidence.judged(state.text, checked.edits, words, likelihoods))
