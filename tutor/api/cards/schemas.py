"""Cards, words and their review as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from tutor.api.exercises.schemas import ItemOut
from tutor.api.schemas import Id, Sent, Strict
from tutor.core.levels import Level
from tutor.language.es.dictionary import Source
from tutor.store.tables import Card

CardKind = Literal["word", "error", "item"]
CardStanding = Literal["new", "learning", "review", "suspended", "retired"]
Text500 = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class EntryOut(BaseModel):
    """A word looked up. `source` is whose the meaning is: our lists', FreeDict's, a model's guess, or "" for none."""

    word: str
    lemma: str
    level: Level
    meaning: str
    source: Source
    gender: Literal["m", "f", ""]
    forms: list[str]  # what the form may be, as the learner calls it
    elsewhere: str = ""  # where it is said, if not in the Spanish that is learnt, and what is said there
    card_id: str | None  # of the card, when it was saved before


class GuessOut(BaseModel):
    meaning: str
    source: Literal["model"] = "model"


class SentenceIn(Strict):
    sentence: Text500 = ""


class SuggestionOut(BaseModel):
    """A word of the tutor's that may be kept as a card."""

    id: str
    word: str
    level: Level
    meaning: str
    source: Source
    sentence: str
    message_id: str | None


class CardOut(Sent):
    """A card. `item` is what to ask now: for items the item itself, for errors a new one about the same point.

    `right`, of a card just reviewed: whether it was known. What was answered wrongly was not, whatever the rating.
    """

    id: str
    kind: CardKind
    front: str
    back: str
    sentence: str
    rule: str
    category: str
    form: str
    message_id: str | None
    standing: CardStanding
    leech: bool
    due: datetime
    reviews: int
    lapses: int
    version: int
    created_at: datetime
    retired_at: datetime | None
    item: ItemOut | None = None
    right: bool | None = None

    @classmethod
    def of(cls, card: Card, item: ItemOut | None = None, *, right: bool | None = None) -> CardOut:
        return cls.model_validate(card.model_dump() | {"item": item, "right": right})


class QueueOut(BaseModel):
    cards: list[CardOut]
    due: int
    new: int
    done_today: int
    new_today: int
    daily_limit: int
    session_minutes: int


class ReviewIn(Strict):
    rating: Annotated[int, Field(ge=1, le=4)]
    version: Annotated[int, Field(ge=1, lt=2**31)]
    duration_ms: Annotated[int, Field(ge=0, le=3_600_000)] | None = None
    id: Id | None = None  # the device's name for the review: sent again because its reply was lost, it counts once


class NewWord(Strict):
    word: Annotated[str, StringConstraints(max_length=200)]
    meaning: Text500 = ""
    sentence: Text500 = ""
    message_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")] | None = None


class CardPatch(Strict):
    back: Text500 | None = None
    sentence: Text500 | None = None
    standing: Literal["active", "suspended"] | None = None


class ReviewSettingsOut(BaseModel):
    daily_limit: int
    new_per_day: int
    session_minutes: int
    timezone: str


class ReviewSettingsPatch(Strict):
    daily_limit: Annotated[int, Field(ge=0, le=9999)] | None = None
    new_per_day: Annotated[int, Field(ge=0, le=999)] | None = None
    session_minutes: Annotated[int, Field(ge=1, le=120)] | None = None
    timezone: Annotated[str, StringConstraints(max_length=64)] | None = None


class WordList(Strict):
    text: Annotated[str, StringConstraints(max_length=1_000_000)]


class RefusedRow(BaseModel):
    row: int
    reason: str


class ImportOut(BaseModel):
    """How an import went; `refused` are the first rows that were not taken."""

    added: int
    known: int
    refused: list[RefusedRow]
    refused_in_all: int
