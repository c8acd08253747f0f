"""What a teacher sees of a class and of one learner: of those who agreed, from when they did."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from tutor.api.classes.access import HiddenTeacherId, goals_reached, recognise_all
from tutor.api.classes.calling import page_language
from tutor.api.deps import ServicesDep
from tutor.api.schemas import Id, Sent
from tutor.core.errors import NotFound
from tutor.core.spreadsheet import harmless
from tutor.corrections.explain import name_of, rules
from tutor.exercises.syllabus import syllabus
from tutor.exercises.told import point_in
from tutor.learners.classes import rooms
from tutor.learners.classes.assignments import standings
from tutor.learners.classes.overview import ClassView, CommonMistake, MissedPoint, Seen, class_view, learner_view
from tutor.store.owned import get_conversation, shown
from tutor.store.tables import Learner

router = APIRouter(prefix="/api/classes/{class_id}", tags=["classes"])

Weeks = Annotated[int, Query(ge=1, le=52)]
_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}, "description": "A table."}}


class MendedOut(Sent):
    said: str
    better: str


class CommonMistakeOut(Sent):
    """A kind of mistake, how often it was made and by how many."""

    rule_id: str
    rule: str
    category: str
    point_id: str | None
    count: int
    learners: int
    examples: list[MendedOut]


class MissedPointOut(Sent):
    """A point of the map that `missed` of `of` learners miss."""

    point_id: str
    title: str
    title_es: str
    missed: int
    of: int


class LearnerSumOut(Sent):
    """A learner in a row. Without their consent there is only what was to be done, and how much of it was."""

    learner_id: str
    name: str
    consented: bool
    given: int
    done: int
    minutes: float | None
    messages: int | None
    answers: int | None
    goals: int | None
    errors: int | None
    words: int | None


class OverviewOut(Sent):
    """`minutes` of all who agreed, week by week."""

    weeks: list[date]
    minutes: list[float]
    learners: list[LearnerSumOut]
    mistakes: list[CommonMistakeOut]
    points: list[MissedPointOut]


class LearnerWeekOut(Sent):
    """`errors` by category; `words` is what they are measured against."""

    monday: date
    minutes: float
    messages: int
    words: int
    words_per_minute: float | None
    answers: int
    right: int
    errors: dict[str, int]


class TalkOut(Sent):
    conversation_id: str
    scenario_id: str
    title: str
    level: str
    created_at: datetime
    reached: int
    goals: int
    messages: int


class LearnerViewOut(Sent):
    learner_id: str
    name: str
    since: datetime
    weeks: list[LearnerWeekOut]
    talks: list[TalkOut]
    mistakes: list[CommonMistakeOut]


class LineOut(Sent):
    """What one side said; `better` is the learner's sentence with its mistakes mended."""

    role: str
    text: str
    better: str | None
    created_at: datetime


class TalkLinesOut(Sent):
    title: str
    lines: list[LineOut]


@router.get("/overview")
async def read_overview(
    class_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId, weeks: Weeks = 8
) -> OverviewOut:
    """Who did what, the most frequent mistakes, and what half of the class misses."""
    await recognise_all(services, teacher_id, class_id)
    return await services.store.read(lambda session: _overview(session, teacher_id, class_id, weeks))


@router.get("/overview.csv", responses=_CSV, response_class=Response)
async def download_overview(
    class_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId, weeks: Weeks = 8
) -> Response:
    """The class as a table, one learner a line."""
    await recognise_all(services, teacher_id, class_id)
    found = await services.store.read(lambda session: _overview(session, teacher_id, class_id, weeks))
    heading = ["name", "consented", "given", "done", "minutes", "messages", "answers", "goals", "errors", "words"]
    rows = [[_cell(one.model_dump()[name]) for name in heading] for one in found.learners]
    return _download(heading, rows, "class.csv")


@router.get("/members/{learner_id}")
async def read_member(
    class_id: Id, learner_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId, weeks: Weeks = 8
) -> LearnerViewOut:
    """A learner who agreed: errors by kind over time, pace, scenes."""

    def read(session: Session) -> LearnerViewOut:
        _, since = rooms.agreed(session, teacher_id, class_id, learner_id)
        language = session.get_one(Learner, teacher_id).explained_in
        seen = learner_view(session, learner_id, since, weeks, goals_reached)
        return LearnerViewOut(
            learner_id=learner_id,
            name=session.get_one(Learner, learner_id).name,
            since=since,
            weeks=[_week(week) for week in seen.weeks],
            talks=[TalkOut.model_validate(talk, from_attributes=True) for talk in seen.talks],
            mistakes=[_mistake(mistake, language) for mistake in seen.mistakes],
        )

    return await services.store.read(read)


@router.get("/members/{learner_id}/weeks.csv", responses=_CSV, response_class=Response)
async def download_member(
    class_id: Id, learner_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId, weeks: Weeks = 8
) -> Response:
    """A learner who agreed as a table, one week a line, a column for each category of error."""

    def read(session: Session) -> Seen:
        _, since = rooms.agreed(session, teacher_id, class_id, learner_id)
        return learner_view(session, learner_id, since, weeks, goals_reached)

    found = (await services.store.read(read)).weeks
    categories = sorted({category for week in found for category in week.errors})
    heading = ["monday", "minutes", "messages", "words", "words_per_minute", "answers", "right", *categories]
    rows = [
        [_cell(_week(week).model_dump()[name]) for name in heading[:7]] + [str(week.errors[c]) for c in categories]
        for week in found
    ]
    return _download(heading, rows, "learner.csv")


@router.get("/members/{learner_id}/conversations/{conversation_id}")
async def read_talk(
    class_id: Id, learner_id: Id, conversation_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId
) -> TalkLinesOut:
    """A conversation that a learner began after they agreed."""

    def read(session: Session) -> TalkLinesOut:
        _, since = rooms.agreed(session, teacher_id, class_id, learner_id)
        conversation = get_conversation(session, learner_id, conversation_id)
        if conversation.created_at < since:
            raise NotFound("That conversation does not exist, or no longer does.")
        return TalkLinesOut(
            title=conversation.title,
            lines=[
                LineOut(role=m.role, text=m.text, better=m.corrected_text, created_at=m.created_at)
                for m in shown(session, conversation_id)
                if m.text
            ],
        )

    return await services.store.read(read)


def _overview(session: Session, teacher_id: str, class_id: str, weeks: int) -> OverviewOut:
    rooms.taught(session, teacher_id, class_id)
    language = page_language(session, teacher_id)
    found = class_view(session, class_id, weeks, goals_reached)
    columns = list(zip(*(one.weeks for one in found.seen.values()), strict=True))
    return OverviewOut(
        weeks=[column[0].monday for column in columns],
        minutes=[round(sum(week.minutes for week in column), 1) for column in columns],
        learners=list(_sums(session, class_id, found)),
        mistakes=[_mistake(mistake, session.get_one(Learner, teacher_id).explained_in) for mistake in found.mistakes],
        points=[_missed(point, language) for point in found.points],
    )


def _sums(session: Session, class_id: str, found: ClassView) -> Iterable[LearnerSumOut]:
    for member, who in rooms.members(session, class_id):
        stands = standings(session, who.id, classroom_id=class_id)
        seen = found.seen.get(who.id)
        yield LearnerSumOut(
            learner_id=who.id,
            name=who.name,
            consented=member.consent_at is not None,
            given=len(stands),
            done=sum(one.state == "done" for one in stands),
            minutes=round(sum(week.minutes for week in seen.weeks), 1) if seen else None,
            messages=sum(week.messages for week in seen.weeks) if seen else None,
            answers=sum(week.answers for week in seen.weeks) if seen else None,
            goals=sum(talk.reached for talk in seen.talks) if seen else None,
            errors=sum(week.errors.total() for week in seen.weeks) if seen else None,
            words=sum(week.words for week in seen.weeks) if seen else None,
        )


def _missed(one: MissedPoint, language: str) -> MissedPointOut:
    point = syllabus().by_id[one.point_id]
    return MissedPointOut(
        point_id=point.id,
        title=point_in(point, language).title,
        title_es=point.title_es,
        missed=one.missed,
        of=one.of,
    )


def _mistake(mistake: CommonMistake, language: str) -> CommonMistakeOut:
    """With its rule as it is called in the teacher's language, whatever their learners' are."""
    return CommonMistakeOut(
        rule_id=mistake.rule_id,
        rule=name_of(mistake.rule_id, language) if mistake.rule_id in rules() else mistake.rule,
        category=mistake.category,
        point_id=mistake.point_id,
        count=mistake.count,
        learners=len(mistake.learners),
        examples=[MendedOut(said=one.said, better=one.better) for one in mistake.examples],
    )


def _week(week: Any) -> LearnerWeekOut:
    told = LearnerWeekOut.model_validate(week, from_attributes=True)
    told.minutes = round(told.minutes, 1)
    return told


def _cell(value: object) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else str(value)


def _download(heading: list[str], rows: list[list[str]], name: str) -> Response:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([heading, *rows])
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
