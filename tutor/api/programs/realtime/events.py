"""What a program may send over `/v1/realtime`, in the names of the API's general availability; other fields are ignored."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, Field, TypeAdapter

from tutor.api.programs.realtime.settings import SessionChange
from tutor.api.schemas import Received
from tutor.core.errors import InvalidInput

LONGEST_ID = 512
# Of an event that brings no sound, in characters: the checks of a longer one would keep others waiting.
LONGEST_EVENT = 100_000
# What an event with much sound holds beside it, at most.
MOST_FIELDS = 50
APPEND = "input_audio_buffer.append"
ItemId = Annotated[str, Field(max_length=64)]
# The program's own, sent back with the response; as large as in the API.
Metadata = Annotated[
    dict[Annotated[str, Field(max_length=64)], Annotated[str, Field(max_length=512)]], Field(max_length=16)
]


class _FromProgram(Received):
    """`event_id` is the program's own; an error names it."""

    event_id: Annotated[str, Field(max_length=LONGEST_ID)] | None = None


class SessionUpdate(_FromProgram):
    type: Literal["session.update"]
    session: SessionChange


class AppendAudio(_FromProgram):
    """Sound in base64."""

    type: Literal["input_audio_buffer.append"]
    audio: str


class CommitAudio(_FromProgram):
    type: Literal["input_audio_buffer.commit"]


class ClearAudio(_FromProgram):
    type: Literal["input_audio_buffer.clear"]


class ItemPart(BaseModel):
    type: Annotated[str, Field(max_length=64)] = "input_text"
    text: str | None = None


class NewItem(BaseModel):
    id: ItemId | None = None
    type: Literal["message"]
    role: Literal["user", "assistant", "system"]
    content: Annotated[list[ItemPart], Field(max_length=50)] = []

    @property
    def text(self) -> str:
        return " ".join(part.text.strip() for part in self.content if part.text and part.text.strip())


class CreateItem(_FromProgram):
    type: Literal["conversation.item.create"]
    item: NewItem


class RetrieveItem(_FromProgram):
    type: Literal["conversation.item.retrieve"]
    item_id: ItemId


class TruncateItem(_FromProgram):
    """So much of a reply was heard before it was broken off."""

    type: Literal["conversation.item.truncate"]
    item_id: ItemId
    content_index: int = 0
    audio_end_ms: Annotated[int, Field(ge=0)]


class ResponseWish(BaseModel):
    output_modalities: Annotated[list[Literal["text", "audio"]], Field(max_length=2)] | None = None
    metadata: Metadata | None = None


class CreateResponse(_FromProgram):
    type: Literal["response.create"]
    response: ResponseWish | None = None


class CancelResponse(_FromProgram):
    type: Literal["response.cancel"]
    response_id: str | None = None


ClientEvent = (
    SessionUpdate
    | AppendAudio
    | CommitAudio
    | ClearAudio
    | CreateItem
    | RetrieveItem
    | TruncateItem
    | CreateResponse
    | CancelResponse
)
CLIENT_EVENT: TypeAdapter[ClientEvent] = TypeAdapter(Annotated[ClientEvent, Field(discriminator="type")])


def read_event(frame: str | bytes) -> Any:
    """What a frame holds, to be checked; only sound may be long. Raises InvalidInput."""
    commas = frame.count(",") if isinstance(frame, str) else frame.count(b",")
    if len(frame) > LONGEST_EVENT and commas > MOST_FIELDS:  # base64 has none
        raise _too_long()
    try:
        sent = orjson.loads(frame)
    except orjson.JSONDecodeError as error:
        raise InvalidInput("That is no JSON.", action="Send one event as a JSON object.") from error
    if len(frame) <= LONGEST_EVENT:
        return sent
    if not (isinstance(sent, dict) and sent.get("type") == APPEND and isinstance(sent.get("audio"), str)):
        raise _too_long()
    return {name: sent[name] for name in AppendAudio.model_fields if isinstance(sent.get(name), str)}


def _too_long() -> InvalidInput:
    return InvalidInput(
        f"An event without sound can have {LONGEST_EVENT} characters.", action="Send less in one event."
    )
