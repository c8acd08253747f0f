"""The beginning of a turn, by whatever door it comes in."""

from __future__ import annotations

import io

import anyio.to_thread
from sqlmodel import Session

from tutor.api.conversation.schemas import NewTurn
from tutor.api.room import check_room
from tutor.conversation.events import TurnLog
from tutor.conversation.manager import Turns
from tutor.conversation.microphones import Listeners
from tutor.conversation.recordings import save_recording
from tutor.conversation.repository import OpenTurn, Sending, open_turn
from tutor.conversation.unsent import Unsent
from tutor.runtime import Services


async def begin_turn(
    services: Services,
    turns: Turns,
    listeners: Listeners,
    learner_id: str,
    conversation_id: str,
    said: NewTurn,
    recording: str | None = None,
    sent_as: str | None = None,
) -> TurnLog:
    """Store what was typed, recorded, or said to a microphone, and begin to answer it.

    What cannot be stored can be sent again, and a `recording` is deleted. Raises NotFound, TurnInProgress,
    AlreadySentError, SpeechForgotten, TooManyRequests, RoomUsed, ComputerFull, DiskFull, FilesUnreachable.
    """
    utterance: Unsent | None = None
    if said.listen_id:
        await services.limits.count("uploads", learner_id)
        await check_room(services, learner_id)
        utterance = await listeners.take(said.listen_id, learner_id, conversation_id)

    def write(session: Session) -> OpenTurn:
        transcript = utterance.transcript.as_dict() if utterance else None
        text = said.text or (utterance.transcript.text if utterance else "")
        sending = Sending(text, recording, transcript, said.replaces, sent_as)
        return open_turn(session, services.replica, learner_id, conversation_id, sending)

    try:
        if utterance:
            recording = await anyio.to_thread.run_sync(save_recording, io.BytesIO(utterance.wav), services.files)
        with turns.opening(conversation_id):  # another one may have come in during the upload
            return turns.begin(await services.store.run(write))
    except Exception:
        if recording:
            await anyio.to_thread.run_sync(services.files.discard, [recording])
        if utterance:
            await listeners.put_back(utterance)
        raise
