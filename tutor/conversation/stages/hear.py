"""The words of a recording."""

from __future__ import annotations

import anyio.to_thread

from tutor.conversation.repository import discard_unreadable, keep_transcript
from tutor.conversation.state import TurnState
from tutor.core.errors import AudioTooLong, AudioUnreadable


async def hear(state: TurnState) -> None:
    """Make out what was said, and store it before the model sees it; words that are known already are only told.

    Raises NothingHeard, EngineUnavailable, FilesUnreachable, AudioUnreadable and AudioTooLong; what nobody can
    hear is not kept.
    """
    opened, services = state.opened, state.services
    if not opened.recording:
        return
    if opened.transcript:
        state.transcript = opened.transcript
        state.log.add("transcript", opened.transcript | {"text": state.text})
        return
    with state.timeline.during("heard"):
        try:
            samples = await state.sound()
        except (AudioUnreadable, AudioTooLong):
            await _drop(state, opened.recording)
            raise
        heard = await services.engines.ears.hear(
            samples, opened.learner_id, state.queue_observer("stt"), native_language=opened.first_language
        )
    transcript = heard.as_dict()
    await services.store.run(lambda session: keep_transcript(session, opened, transcript))
    state.transcript = transcript
    state.log.add("transcript", transcript)
    state.text = str(transcript["text"])


async def _drop(state: TurnState, recording: str) -> None:
    """Keep no bytes that nobody can hear: they may be anything, and as much as fits."""
    await state.services.store.run(lambda session: discard_unreadable(session, state.opened))
    await anyio.to_thread.run_sync(state.services.files.discard, [recording])
