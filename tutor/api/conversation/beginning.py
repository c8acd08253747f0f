"""The beginning of a turn, by whatever door it comes in."""

from __future__ import annotations

import io

import anyio.to_thread
from sqlmodel import Session

from tutor.api.conversation.schemas import NewTurn
from tutor.conversation.events import TurnLog
from tutor.conversation.manager import Turns
from tutor.conversation.microphones import Listeners
from tutor.conversation.recordings import save_recording
from tutor.conversation.repository import OpenTurn, open_turn
from tutor.conversation.unsent import Unsent
from tutor.learners import data_export
from tutor.runtime import Services


async def begin_turn(
    services: Services,
    turns: Turns,
    listeners: Listeners,
    learner_id: str,
    conversation_id: str,
    said: NewTurn,
    recording: str | None = None,
) -> TurnLog:
    """Store what was typed, recorded, or said to a microphone, and begin to answer it.

    What cannot be stored can be sent again, and a `recording` is deleted. Raises NotFound, TurnInProgress,
    SpeechForgotten, TooManyRequests, DiskFull.
    """
    folder = services.settings.recordings_folder
    utterance: Unsent | None = None
    if said.listen_id:
        await services.limits.count("uploads", learner_id)
        await check_room(services, learner_id)
        utterance = await listeners.take(said.listen_id, learner_id, conversation_id)

    def write(session: Session) -> OpenTurn:
        transcript = utterance.transcript.as_dict() if utterance else None
        return open_turn(
            session,
            services.replica,
            learner_id,
            conversation_id,
            text=said.text or (utterance.transcript.text if utterance else ""),
            recording=recording,
            transcript=transcript,
            replaces=said.replaces,
        )

    try:
        if utterance:
            recording = await anyio.to_thread.run_sync(save_recording, io.BytesIO(utterance.wav), folder)
        with turns.opening(conversation_id):  # another one may have come in during the upload
            return turns.begin(await services.store.run(write))
    except Exception:
        if recording:
            (folder / recording).unlink(missing_ok=True)
        if utterance:
            await listeners.put_back(utterance)
        raise


async def check_room(services: Services, learner_id: str) -> None:
    """Raises TutorError where a learner's recordings have no room left."""
    settings = services.settings
    folder, most = settings.recordings_folder, settings.learner_mb * 1_000_000
    await services.store.read(lambda session: data_export.check_room(session, learner_id, folder, most))
