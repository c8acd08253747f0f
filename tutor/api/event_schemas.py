"""What the events of a turn carry, for OpenAPI and the types that the page makes from it.

The stream names an event in its `event:` line and has one JSON object in `data:`; `TurnEvents` lists both. The stages of a
turn write these objects; tests/api/test_event_schemas.py holds what they write against what is said here.
"""

from __future__ import annotations

from typing import Any, Literal

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import models_json_schema

from tutor.api.conversation.following import ConversationState, Followed, HintEvent
from tutor.api.conversation.said import HeardWord
from tutor.api.conversation.schemas import HardWord, SourceOut, TranscribedWord, UsageOut
from tutor.api.corrections.schemas import CorrectionOut
from tutor.api.schemas import ErrorBody
from tutor.core.errors import told_to_learners
from tutor.core.levels import Level


class _Event(BaseModel):
    model_config = ConfigDict(extra="forbid")


class StartEvent(_Event):
    """The first one: which messages the turn is about, and who answers."""

    turn_id: str
    conversation_id: str
    user_message_id: str
    assistant_message_id: str
    model: str
    engine: str
    level: Level
    why: str


class QueueEvent(_Event):
    """Others use an engine; the next event of any other kind ends the wait. `wait_s` in seconds, if it can be told."""

    engine: Literal["llm", "stt", "tts"]
    position: int
    wait_s: float | None


class TranscriptEvent(_Event):
    """What was heard in a recording; `text` is how the learner put it right, where they did. `unsure` where it is a word or two
    that may have been heard wrong."""

    text: str
    words: list[TranscribedWord]
    language: str
    duration_s: float
    unsure: bool = False


class SourcesEvent(_Event):
    """The passages of a document that the reply is made from."""

    sources: list[SourceOut]


class TokenEvent(_Event):
    """The next piece of the reply."""

    text: str


class NoticeEvent(_Event):
    """Something a learner should know of this turn, in a sentence."""

    code: str
    message: str


class SpeechEvent(_Event):
    """The whole reply is there, and can be heard; `simpler_voice` where another voice than the learner's own speaks, since many
    do."""

    text: str
    speech_url: str
    simpler_voice: bool = False


class DoneEvent(_Event):
    """The end: the reply as it is kept, and the learner's words with what should change in them.

    `switched`: not all of them were Spanish, so that no corrections do not mean no mistakes.
    """

    text: str
    original_text: str | None
    learner_text: str
    corrections: list[CorrectionOut]
    corrected_text: str
    glosses: list[HardWord]
    reply_level: Level | None
    usage: UsageOut | None
    speech_url: str
    stopped: bool
    switched: bool
    goals: list[str]
    scene_over: bool


class ErrorEvent(ErrorBody):
    """The end of a turn that failed; `text` is what had arrived of the reply."""

    model_config = ConfigDict(extra="forbid")

    text: str


class TurnEvents(BaseModel):
    """The events of a turn by their names."""

    start: StartEvent
    queue: QueueEvent
    transcript: TranscriptEvent
    sources: SourcesEvent
    token: TokenEvent
    notice: NoticeEvent
    speech: SpeechEvent
    done: DoneEvent
    error: ErrorEvent


class AnswerStart(_Event):
    """Who answers."""

    model: str
    engine: str
    why: str


class AnswerDone(_Event):
    """The whole answer, and what it cost."""

    text: str
    usage: UsageOut | None


class AnswerEvents(BaseModel):
    """The events of one answer that is not kept: why something is corrected, a template tried."""

    start: AnswerStart
    queue: QueueEvent
    token: TokenEvent
    done: AnswerDone
    error: ErrorBody


class WordsEvent(_Event):
    """The words of one sentence of a speech, as soon as it is spoken."""

    words: list[HeardWord]


class SpeechEvents(BaseModel):
    """The events of `speech/words`."""

    words: WordsEvent


class FollowEvents(BaseModel):
    """What is told while a conversation is open: `state` and `hint` to the learner's pages, `conversation` to guests."""

    state: ConversationState
    hint: HintEvent
    conversation: Followed


STREAMED = (TurnEvents, AnswerEvents, SpeechEvents, FollowEvents)


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description, with what the streams carry among its schemas, and the errors; made once."""
    if app.openapi_schema is None:
        described = get_openapi(title=app.title, version=app.version, routes=app.routes)
        _, events = models_json_schema(
            [(model, "serialization") for model in STREAMED], ref_template="#/components/schemas/{model}"
        )
        described["components"]["schemas"] = events["$defs"] | described["components"]["schemas"]
        # What each code means, so that pages and programs can say it in another language.
        described["x-errors"] = {
            code: {"message": kind.message, "action": kind.action} for code, kind in told_to_learners().items()
        }
        app.openapi_schema = described
    return app.openapi_schema
