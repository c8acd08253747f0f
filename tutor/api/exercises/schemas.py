"""The syllabus, items, grades and placement tests as they go over the wire."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import BaseModel, StringConstraints

from tutor.api.conversation.schemas import HardWord
from tutor.api.schemas import Id, Sent, Strict
from tutor.core.levels import Level
from tutor.exercises.grade import RIGHT_VERDICTS, Grade, Verdict
from tutor.exercises.item import Item
from tutor.exercises.progress import Progress, Standing, State
from tutor.exercises.syllabus import ItemKind
from tutor.exercises.told import point_in
from tutor.language.es.forms import tense_name


class ExampleOut(BaseModel):
    """An example and its English; `meaning` is in the language of the page."""

    spanish: str
    english: str
    meaning: str


class PointOut(BaseModel):
    """A grammar point on the learner's map, told in the language of their page; what ends in `_es` is in Spanish.

    `assumed`: known only because it lies below the learner's level.
    """

    id: str
    level: Level
    title: str
    title_es: str
    requires: list[str]
    explanation: str
    explanation_es: str
    regions: str  # how it differs in Spain and the Americas; "" where it does not
    regions_es: str
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
    def of(cls, standing: Standing, language: str = "") -> PointOut:
        point = standing.point
        told = point_in(point, language)
        return cls(
            id=point.id,
            level=point.level,
            title=told.title,
            title_es=point.title_es,
            requires=list(point.requires),
            explanation=told.explanation,
            explanation_es=point.es,
            regions=told.regions,
            regions_es=point.regions[1],
            examples=[
                ExampleOut(spanish=e.sentence(), english=e.english, meaning=meaning)
                for e, meaning in zip(point.examples, told.examples, strict=True)
            ],
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
        standings = now.of_level(now.level)
        following = now.level.next
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


class NewPlacement(Strict):
    """`spoken`: whether some answers may be asked aloud; false when there is no microphone."""

    spoken: bool = False


class PlacementAnswer(Strict):
    item_id: Annotated[str, StringConstraints(max_length=200)]
    answer: str | None


class PlacementOut(Sent):
    """Where a placement test stands. `item` is null at the end, when `level` is known.

    `share` is how much of the test is done at least; `begins`: the level is A1 because the language is new to the learner;
    `notice` says why an answer was not counted.
    """

    id: str
    item: ItemOut | None
    answered: int
    share: float
    level: Level | None
    chances: dict[Level, float]
    begins: bool = False
    notice: str = ""


class LevelIn(Strict):
    text: Annotated[str, StringConstraints(max_length=20_000)]


class LevelOut(BaseModel):
    """A text's level; `score` runs from 1 (A1) to 6 (C2)."""

    level: Level
    score: float
    words: list[HardWord]
