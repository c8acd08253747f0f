"""The syllabus, items, grades and cards as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import BaseModel, Field, StringConstraints

from tutor.api.conversation_schemas import HardWord
from tutor.api.schemas import Id, Sent, Strict
from tutor.core.levels import Level
from tutor.exercises.grade import RIGHT_VERDICTS, Grade, Verdict
from tutor.exercises.item import Item
from tutor.exercises.progress import Progress, Standing, State
from tutor.exercises.syllabus import ItemKind
from tutor.language.es.dictionary import Source
from tutor.language.es.forms import tense_name
from tutor.store.tables import Card

CardKind = Literal["word", "error", "item"]
CardStanding = Literal["new", "learning", "review", "suspended", "retired"]
Text500 = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class ExampleOut(BaseModel):
    spanish: str
    english: str


class PointOut(BaseModel):
    """A grammar point on the learner's map. `assumed`: known only because it lies below the learner's level."""

    id: str
    level: Level
    title: str
    title_es: str
    requires: list[str]
    explanation: str
    explanation_es: str
    examples: list[ExampleOut]
    mistake_wrong: str
    mistake_right: str
    kinds: list[ItemKind]
    rules: list[str]  # of corrections about this point, besides its own id
    state: State
    assumed: bool
    attempts: int
    right: int
    open_errors: int

    @classmethod
    def of(cls, standing: Standing) -> PointOut:
        point = standing.point
        return cls(
            id=point.id,
            level=point.level,
            title=point.title,
            title_es=point.title_es,
            requires=list(point.requires),
            explanation=point.en,
            explanation_es=point.es,
            examples=[ExampleOut(spanish=e.sentence(), english=e.english) for e in point.examples],
            mistake_wrong=point.mistake[0],
            mistake_right=point.mistake[1],
            kinds=list(point.kinds),
            rules=list(point.rules),
            state=standing.state,
            assumed=standing.assumed,
            attempts=standing.attempts,
            right=standing.right,
            open_errors=standing.open_errors,
        )


class LevelDoneOut(BaseModel):
    """How far a level is. `done` when all its points are known: then `next_level` is open, and `message` says so."""

    level: Level
    known: int
    points: int
    done: bool
    next_level: Level | None
    message: str

    @classmethod
    def of(cls, now: Progress) -> LevelDoneOut:
        levels = list(Level)
        standings = now.of_level(now.level)
        at = levels.index(now.level)
        following = levels[at + 1] if at + 1 < len(levels) else None
        done = now.finished(now.level)
        ahead = (
            f"go on with {following}: its first points are open now"
            if following
            else "keep it alive: read, talk, do tasks"
        )
        message = f"{now.level} done: every point of it is known. Take the level test, or {ahead}." if done else ""
        return cls(
            level=now.level,
            known=sum(s.state == "known" for s in standings),
            points=len(standings),
            done=done,
            next_level=following,
            message=message,
        )


class WordOut(BaseModel):
    text: str
    english: str
    level: Level
    topic: str
    gender: Literal["m", "f", ""]
    plural: str
    zipf: float


class EntryOut(BaseModel):
    """A word looked up. `source` is whose the meaning is: our lists', FreeDict's, a model's guess, or "" for none."""

    word: str
    lemma: str
    level: Level
    meaning: str
    source: Source
    gender: Literal["m", "f", ""]
    forms: list[str]  # what the form may be, as the learner calls it
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


class ItemOut(BaseModel):
    """An exercise without its answer. `options` are to choose from, or, for `order`, to be put in order."""

    id: str
    kind: ItemKind
    point: str
    level: Level
    prompt: str
    english: str
    hint: str
    options: list[str]
    tense: str | None  # of conjugation, as the learner calls it
    speech_url: str | None  # what is to be heard

    @classmethod
    def of(cls, item: Item, language: str) -> ItemOut:
        return cls(
            id=item.id,
            kind=item.kind,
            point=item.point,
            level=item.level,
            prompt=item.prompt,
            english=item.english,
            hint=item.hint,
            options=list(item.options),
            tense=tense_name(item.cell[1], language) if item.cell else None,
            speech_url=f"/api/drills/items/{quote(item.id, safe='')}/speech" if item.spoken else None,
        )


class AnswerIn(Strict):
    """`answer: null` is "I don't know". `judge` lets the language model decide what the rules can't. `id` is the device's
    name for the answer: sent again because the reply to it was lost, it counts once."""

    answer: str | None
    judge: bool = False
    id: Id | None = None


class GradeOut(Sent):
    """`counted` is false when the answer said nothing about the learner (emoji, another script); `right` is what a
    summary should count."""

    item_id: str
    verdict: Verdict
    counted: bool
    right: bool
    feedback: str
    expected: str
    sentence: str
    judged_by: Literal["rules", "model"]
    transcript: str | None = None
    card_id: str | None = None

    @classmethod
    def of(cls, item: Item, grade: Grade, *, transcript: str | None = None, card_id: str | None = None) -> GradeOut:
        return cls(
            item_id=item.id,
            verdict=grade.verdict,
            counted=grade.verdict not in ("unusable", "unforeseen"),
            right=grade.verdict in RIGHT_VERDICTS,
            feedback=grade.feedback,
            expected=grade.expected,
            sentence=item.sentence,
            judged_by=grade.judged_by,
            transcript=transcript,
            card_id=card_id,
        )


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
    message_id: Id | None = None


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
    added: int
    known: int
    refused: list[RefusedRow]


class NewPlacement(Strict):
    """`spoken`: whether some answers may be asked aloud; false when there is no microphone."""

    spoken: bool = False


class PlacementAnswer(Strict):
    item_id: Annotated[str, StringConstraints(max_length=200)]
    answer: str | None


class PlacementOut(Sent):
    """Where a placement test stands. `item` is null at the end, when `level` is known.

    `share` is how much of the test is done at least; `notice` says why an answer was not counted.
    """

    id: str
    item: ItemOut | None
    answered: int
    share: float
    level: Level | None
    chances: dict[Level, float]
    notice: str = ""


class LevelIn(Strict):
    text: Annotated[str, StringConstraints(max_length=20_000)]


class LevelOut(BaseModel):
    """A text's level; `score` runs from 1 (A1) to 6 (C2)."""

    level: Level
    score: float
    words: list[HardWord]
