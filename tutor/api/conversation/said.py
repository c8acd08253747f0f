"""A message as it is said aloud: its sound, and when each of its words is heard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from zlib import crc32

import anyio.to_thread
from fastapi import Response
from sqlmodel import Session
from sse_starlette import ServerSentEvent

from tutor.api.spoken import Spoken
from tutor.api.sse import sse, sse_event
from tutor.conversation.scenes.library import own_sentences
from tutor.core.errors import InvalidInput, NotFound
from tutor.core.levels import Level
from tutor.language.es.levels import profile
from tutor.language.es.spoken import speakable
from tutor.language.es.variety import Variety
from tutor.runtime import Services
from tutor.speech.analysis.timing import WordTime, places
from tutor.speech.tts.kept import kept_times
from tutor.speech.tts.speaker import own_speaker, speaker_for
from tutor.speech.tts.synthesize import Saying, Utterance, spoken_words
from tutor.store.owned import get_conversation, get_message
from tutor.store.tables import Conversation, Learner, Message


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as it is said, where it stands in the text (`start:end`, code points), and when it is heard, in seconds from
    the start of the speech."""

    text: str
    start: int
    end: int
    from_s: float
    to_s: float


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A text and its speech, finished or in the making."""

    text: str
    made: Spoken
    variety: Variety

    async def words(self) -> AsyncIterator[list[HeardWord]]:
        """The words by sentence, as they are made."""
        where = iter(places(self.text, spoken_words(self.text, self.variety)))
        async for times in self._times():
            yield [
                HeardWord(word.text, *place, word.start, word.end)
                for word, place in zip(times, where, strict=False)
                if place is not None
            ]

    async def told(self) -> Response:
        """The words as events, one a sentence. Raises EngineUnavailable where the first is not to be had."""
        if isinstance(self.made, Utterance):
            await self.made.first()
        return sse(self._events())

    async def _events(self) -> AsyncIterator[ServerSentEvent]:
        seq = 0
        async for words in self.words():
            seq += 1
            yield sse_event({"words": [asdict(word) for word in words]}, "words", seq)
        yield sse_event({}, "done", seq + 1)

    async def _times(self) -> AsyncIterator[list[WordTime]]:
        if isinstance(self.made, Utterance):
            async for times in self.made.times():
                yield times
        else:
            for times in kept_times(self.made):
                yield times


async def said(services: Services, learner_id: str, message_id: str, speed: float, voice: str | None) -> SpokenText:
    """Begin to say a message; what the learner said is said as it is right.

    Raises NotFound, InvalidInput, EngineUnavailable.
    """

    def read(session: Session) -> tuple[Message, Learner, Conversation]:
        message = get_message(session, learner_id, message_id)
        conversation = get_conversation(session, learner_id, message.conversation_id)
        return message, session.get_one(Learner, learner_id), conversation

    message, learner, conversation = await services.store.read(read)
    text = message.text if message.role == "tutor" else message.corrected_text or message.text
    if not speakable(text):
        raise InvalidInput("There is nothing to say in that message.")
    if voice is not None and voice not in {known.id for known in await services.engines.voices.choices()}:
        raise NotFound("There is no such voice.")
    rate = speed * (learner.speech_speed or profile(Level(conversation.level)).speech_speed)
    # A correction that is withdrawn changes what is right.
    name = message.id if message.role == "tutor" else f"{message.id}.{crc32(text.encode()):08x}"
    # Whatever a learner says is theirs alone, be it word for word a line of the scene.
    told = message.role == "tutor"
    shared = await anyio.to_thread.run_sync(own_sentences, conversation.scenario_id, text) if told else ()
    saying = Saying(name, text, rate, learner.id, shared)
    voices, speech = services.engines.voices, services.speech
    if voice is None:
        by = await speaker_for(saying, voices, speech, learner.voice, learner.accent)
    else:
        by = await own_speaker(voices, voice, learner.accent)
    return SpokenText(text, speech.prepare(saying, by), by.variety)
