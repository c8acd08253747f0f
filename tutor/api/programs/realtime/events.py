"""What a program may send over `/v1/realtime`, in the names of the API's general availability; other fields are ignored."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, TypeAdapter

from tutor.api.programs.realtime.settings import SessionChange
from tutor.api.schemas import Received


class _FromProgram(Received):
    """`event_id` is the program's own; an error names it."""

    event_id: Annotated[str, Field(max_length=512)] | None = None


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
    type: str = "input_text"
    text: str | None = None


class NewItem(BaseModel):
    id: Annotated[str, Field(max_length=64)] | None = None
    type: Literal["message"]
    role: Literal["user", "assistant", "system"]
    content: list[ItemPart] = []

    @property
    def text(self) -> str:
        return " ".join(part.text.strip() for part in self.content if part.text and part.text.strip())


class CreateItem(_FromProgram):
    type: Literal["conversation.item.create"]
    item: NewItem


class RetrieveItem(_FromProgram):
    type: Literal["conversation.item.retrieve"]
    item_id: str


class TruncateItem(_FromProgram):
    """So much of a reply was heard before it was broken off."""

    type: Literal["conversation.item.truncate"]
    item_id: str
    content_index: int = 0
    audio_end_ms: Annotated[int, Field(ge=0)]


class ResponseWish(BaseModel):
    output_modalities: list[Literal["text", "audio"]] | None = None
    metadata: dict[str, Any] | None = None


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
