"""The words of a recording."""

from __future__ import annotations

from tutor.conversation.repository import keep_transcript
from tutor.conversation.state import TurnState


async def hear(state: TurnState) -> None:
    """Make out what was said, and store it before the model sees it; words that are known already are only told.

    Raises NothingHeard, EngineUnavailable.
    """
    opened, services = state.opened, state.services
    if not opened.recording:
        return
    if opened.transcript:
        state.transcript = opened.transcript
        state.log.add("transcript", opened.transcript | {"text": state.text})
        return
    with state.timeline.during("heard"):
        samples = await state.sound()
        heard = await services.hear(samples, opened.learner_id, state.told("stt"), home=opened.first_language)
    transcript = heard.as_dict()
    await services.store.run(lambda session: keep_transcript(session, opened, transcript))
    state.transcript = transcript
    state.log.add("transcript", transcript)
    state.text = str(transcript["text"])
