"""Who is being listened to, and what they have said but not sent yet."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from tutor.conversation.idle.background import Background
from tutor.conversation.unsent import SAID_S, Unsent, UnsentShelf
from tutor.core.errors import BusUnreachable, SpeechForgotten, TooManyMicrophones, TutorError
from tutor.core.levels import Level
from tutor.runtime import Services
from tutor.speech.live.endpoint import Endpoint
from tutor.speech.live.listening import Heard, Listening, Nothing, Others, Partial, Said, Speaking, TooLong
from tutor.speech.stt.transcribe import Transcript
from tutor.store.columns import new_id

# How long a session outlives its connection, in seconds.
SESSION_S = 60.0
# Microphones of one learner at once, and utterances kept of them.
MOST_SESSIONS = 3
MOST_SAID = 4
# Messages kept for a page that reads none; then the oldest are dropped.
MOST_MESSAGES = 200

# What is sent to the page, in the form it has on the wire; None ends the connection.
Message = dict[str, Any] | None


def error_message(error: TutorError, *, fatal: bool) -> dict[str, Any]:
    """An error as the page is told of it; after a fatal one the connection ends."""
    return {"type": "error", "fatal": fatal} | error.as_dict()


@dataclass(eq=False)
class Session:
    """A learner's microphone in a conversation, which may outlive a dropped connection."""

    learner_id: str
    conversation_id: str
    listening: Listening
    id: str = field(default_factory=new_id)
    began: float = field(default_factory=time.monotonic)
    expected: str | None = None  # what the turn will end with if this pause is its end; None while somebody speaks
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    outbox: asyncio.Queue[Message] | None = None  # of the connection it has now
    expiry: asyncio.TimerHandle | None = None

    def tell(self, message: Message) -> None:
        """Send something to the page, if it is there."""
        if self.outbox is not None:
            if self.outbox.full():
                self.outbox.get_nowait()
            self.outbox.put_nowait(message)


class Listeners:
    """Opens sessions and finds them again; keeps what was said until it is sent."""

    def __init__(self, services: Services, background: Background) -> None:
        self._services = services
        self._background = background
        self._sessions: dict[str, Session] = {}
        self._said: dict[str, Unsent] = {}
        self._shelf = UnsentShelf(services.bus) if services.bus else None
        self._unshelved: set[str] = set()
        self._shelving: set[asyncio.Task[None]] = set()
        if services.bus:
            services.bus.on("forget", lambda told: self._forget(told["learner"], told["conversation"]))

    def open(
        self, learner_id: str, conversation_id: str, level: Level, patience: float, native_language: str
    ) -> Session:
        """A new session, with a learner of this level, patience and first language. Raises TooManyMicrophones."""
        mine = [s for s in self._sessions.values() if s.learner_id == learner_id]
        if len(mine) >= MOST_SESSIONS:
            left = next((s for s in mine if s.outbox is None), None)
            if left is None:
                raise TooManyMicrophones()
            self._close(left)
        services, settings = self._services, self._services.settings
        session = Session(
            learner_id,
            conversation_id,
            Listening(
                Endpoint(level, patience, finished=services.engines.ears.finished),
                lambda samples: services.engines.ears.hear(samples, learner_id, native_language=native_language),
                lambda samples, known: services.engines.ears.follow(samples, known, learner_id, native_language),
                lambda samples, known: services.engines.ears.partial(samples, known, learner_id, native_language),
                lambda heard: self._pass_on(session, heard),
                longest_s=settings.max_audio_seconds,
                silence_s=settings.listen_silence_s,
            ),
        )
        self._sessions[session.id] = session
        return session

    def find(self, session_id: str, learner_id: str, conversation_id: str) -> Session | None:
        """A session that is still kept."""
        session = self._sessions.get(session_id)
        mine = session and (session.learner_id, session.conversation_id) == (learner_id, conversation_id)
        return session if mine else None

    def attach(self, session: Session) -> asyncio.Queue[Message]:
        """Give a session a new connection; the one it had ends. What waits to be sent is told again."""
        session.tell(None)
        if session.expiry:
            session.expiry.cancel()
        session.outbox = asyncio.Queue(MOST_MESSAGES)
        session.tell(
            {
                "type": "ready",
                "session": session.id,
                "received": session.listening.received,
                "silence_s": round(session.listening.endpoint.silence_s, 2),
            }
        )
        self._pass_on(session, session.listening.others)
        for utterance in self._said.values():
            if utterance.session_id == session.id:
                session.tell(utterance.message())
        return session.outbox

    def detach(self, session: Session, outbox: asyncio.Queue[Message], *, keep: bool) -> None:
        """A connection has ended; with `keep` the learner may come back for a while."""
        if session.outbox is not outbox:  # another one has taken over
            return
        session.outbox = None
        if keep and session.id in self._sessions:
            session.expiry = asyncio.get_running_loop().call_later(SESSION_S, self._close, session)
        else:
            self._close(session)

    async def take(self, listen_id: str, learner_id: str, conversation_id: str) -> Unsent:
        """What was said, for its own conversation and only once. Raises SpeechForgotten, BusUnreachable."""
        utterance = self._said.get(listen_id)
        if utterance is None and self._shelf:
            utterance = await self._shelf.look(listen_id)
        if utterance is None or (utterance.learner_id, utterance.conversation_id) != (learner_id, conversation_id):
            raise SpeechForgotten()
        if self._shelf and listen_id not in self._unshelved:
            await self._shelf.take(utterance)
        self._unshelved.discard(listen_id)
        self._said.pop(listen_id, None)
        if utterance.until < time.monotonic():
            raise SpeechForgotten()
        return utterance

    async def put_back(self, utterance: Unsent) -> None:
        """It could not be sent, and may be tried again."""
        self._said[utterance.id] = utterance
        if self._shelf:
            await self._shelf.put(utterance)

    def forget(self, *, learner_id: str | None = None, conversation_id: str | None = None) -> None:
        """End the sessions of a learner or of a conversation, and forget what was said in them."""
        self._forget(learner_id, conversation_id)
        if self._services.bus:
            self._services.bus.shout("forget", learner=learner_id, conversation=conversation_id)

    def _forget(self, learner_id: str | None, conversation_id: str | None) -> None:
        for session in list(self._sessions.values()):
            if session.learner_id == learner_id or session.conversation_id == conversation_id:
                self._close(session)
        for utterance in list(self._said.values()):
            if utterance.learner_id == learner_id or utterance.conversation_id == conversation_id:
                del self._said[utterance.id]
                if self._shelf:
                    self._later(self._shelf.drop(utterance))

    def discard(self, session: Session) -> None:
        """Forget what was said since the last utterance ended."""
        session.listening.discard()
        self._background.speaking(session.id, on=False)

    def close(self) -> None:
        for session in list(self._sessions.values()):
            self._close(session)

    def _close(self, session: Session) -> None:
        if self._sessions.pop(session.id, None):
            self.discard(session)
            session.tell(None)
            if session.expiry:
                session.expiry.cancel()

    def _pass_on(self, session: Session, heard: Heard) -> None:
        match heard:
            case Speaking(on, first):
                if first:
                    self._background.speaking(session.id, on=True)
                    self._background.prime_now(session.conversation_id)
                session.expected = None if on else ""
                session.tell({"type": "voice", "on": on})
            case Partial(text):
                if session.expected not in (None, text):
                    session.expected = text
                    self._background.prime_now(session.conversation_id, text)
                session.tell({"type": "partial", "text": text})
            case Said(sound, transcript):
                self._background.speaking(session.id, on=False)
                utterance = self._keep(session, sound, transcript)
                if self._shelf:
                    self._later(self._shelve(session, utterance))
                else:
                    session.tell(utterance.message())
            case Nothing(unclear):
                self._background.speaking(session.id, on=False)
                session.tell({"type": "nothing", "unclear": unclear})
            case Others(below_db):
                session.tell({"type": "others", "below_db": below_db})
            case TooLong(error):
                session.tell(error_message(error, fatal=False))

    def _keep(self, session: Session, sound: bytes, transcript: Transcript) -> Unsent:
        now = time.monotonic()
        mine = [u for u in self._said.values() if u.learner_id == session.learner_id]
        for old in [u for u in self._said.values() if u.until < now] + mine[: 1 - MOST_SAID]:
            self._said.pop(old.id, None)
        utterance = Unsent(
            new_id(), session.learner_id, session.conversation_id, session.id, sound, transcript, now + SAID_S
        )
        self._said[utterance.id] = utterance
        return utterance

    async def _shelve(self, session: Session, utterance: Unsent) -> None:
        """Put an utterance where other processes find it, then tell the page, which may send it to any of them."""
        assert self._shelf
        try:
            await self._shelf.put(utterance)
        except BusUnreachable:
            self._unshelved.add(utterance.id)  # here it can be sent all the same
        session.tell(utterance.message())

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._shelving.add(task)
        task.add_done_callback(self._shelving.discard)
