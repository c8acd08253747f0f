"""A teacher's own sentences: brought as tables, given to classes, practised there. And texts, brought as tables too."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from tutor.api.classes.access import HiddenTeacherId, PupilId, TeacherId, recognise_soon
from tutor.api.classes.sentence_schemas import (
    ClassSetOut,
    SentenceSetIn,
    SentenceSetOut,
    TableIn,
    TablePreview,
    TextsIn,
    TextsOut,
)
from tutor.api.deps import BackgroundDep, ServicesDep, rated
from tutor.api.exercises.schemas import AnswerIn, GradeOut, ItemOut
from tutor.api.schemas import Id
from tutor.cards.drilled import note_attempt
from tutor.core.errors import NotFound, TableFaulty
from tutor.core.spreadsheet import harmless
from tutor.exercises.grade import grade
from tutor.exercises.item import Item
from tutor.learners.classes import rooms
from tutor.learners.classes import sentences as own
from tutor.learners.classes.tables import ReadTable, Row
from tutor.learners.classes.texts import read_texts
from tutor.reading import library
from tutor.reading.parse_one import measured
from tutor.reading.reader import as_read
from tutor.reading.text import Paragraph
from tutor.runtime import Services
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["classes"])

_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}, "description": "A table."}}


@router.post("/sentence-sets/preview")
async def preview_sentences(body: TableIn, services: ServicesDep, teacher_id: TeacherId) -> TablePreview:
    """What a table of sentences would give, and which of its lines cannot be used. Nothing is kept."""
    return TablePreview.of_sentences(await _read(services, teacher_id, own.read_sentences, body.text))


@router.get("/sentence-sets")
async def list_sentence_sets(services: ServicesDep, teacher_id: TeacherId) -> list[SentenceSetOut]:
    """A teacher's sentences, the newest set first."""

    def read(session: Session) -> list[SentenceSetOut]:
        return [SentenceSetOut.of(one, own.classes_with(session, one.id)) for one in own.sets_of(session, teacher_id)]

    return await services.store.read(read)


@router.post("/sentence-sets", status_code=201)
async def add_sentences(body: SentenceSetIn, services: ServicesDep, teacher_id: TeacherId) -> SentenceSetOut:
    """Keep the sentences of a table; with `skip_bad` those that can be used, else all or none."""
    found = await _read(services, teacher_id, own.read_sentences, body.text)
    if not found.rows or (found.bad and not body.skip_bad):
        raise TableFaulty()
    return await services.store.run(
        lambda session: SentenceSetOut.of(own.add_set(session, teacher_id, body.title, found.rows), [])
    )


@router.put("/sentence-sets/{set_id}")
async def change_sentences(
    set_id: Id, body: SentenceSetIn, services: ServicesDep, teacher_id: HiddenTeacherId
) -> SentenceSetOut:
    """Write a set anew. What classes have of it stays until it is given again."""
    found = await _read(services, teacher_id, own.read_sentences, body.text)

    def write(session: Session) -> SentenceSetOut:
        kept = own.own_set(session, teacher_id, set_id)
        if not found.rows or (found.bad and not body.skip_bad):
            raise TableFaulty()
        kept.title, kept.rows = body.title, found.rows
        return SentenceSetOut.of(kept, own.classes_with(session, set_id))

    return await services.store.run(write)


@router.get("/sentence-sets/{set_id}/table.csv", responses=_CSV, response_class=Response)
async def export_sentences(set_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId) -> Response:
    """A set as a table."""
    kept = await services.store.read(lambda session: own.own_set(session, teacher_id, set_id))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(own.COLUMNS)
    writer.writerows([harmless(cell) for cell in own.as_cells(row)] for row in kept.rows)
    headers = {"Content-Disposition": 'attachment; filename="sentences.csv"', "Cache-Control": "no-store"}
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


@router.delete("/sentence-sets/{set_id}", status_code=204)
async def delete_sentences(set_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId) -> Response:
    """Delete a set, and take it back from classes."""

    def write(session: Session) -> None:
        kept = own.own_set(session, teacher_id, set_id)
        for given in own.classes_with(session, set_id):
            own.take_back(session, given)
        session.delete(kept)

    await services.store.run(write)
    return Response(status_code=204)


@router.put("/sentence-sets/{set_id}/classes/{class_id}")
async def share_sentences(
    set_id: Id, class_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId
) -> SentenceSetOut:
    """Give a class the sentences as they are now."""

    def write(session: Session) -> SentenceSetOut:
        kept = own.own_set(session, teacher_id, set_id)
        own.share(session, kept, rooms.taught(session, teacher_id, class_id))
        return SentenceSetOut.of(kept, own.classes_with(session, set_id))

    return await services.store.run(write)


@router.delete("/sentence-sets/{set_id}/classes/{class_id}")
async def unshare_sentences(
    set_id: Id, class_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId
) -> SentenceSetOut:
    """Take the sentences back from a class; who was given them as an assignment may still practise them."""

    def write(session: Session) -> SentenceSetOut:
        kept = own.own_set(session, teacher_id, set_id)
        rooms.taught(session, teacher_id, class_id)
        for given in own.classes_with(session, set_id):
            if given.classroom_id == class_id:
                own.take_back(session, given)
        session.flush()
        return SentenceSetOut.of(kept, own.classes_with(session, set_id))

    return await services.store.run(write)


@router.get("/classes/{class_id}/sentences")
async def list_class_sentences(class_id: Id, services: ServicesDep, pupil_id: PupilId) -> list[ClassSetOut]:
    """What a class that one is in has to practise."""

    def read(session: Session) -> list[ClassSetOut]:
        own.attends(session, pupil_id, class_id)
        return [ClassSetOut.of(one) for one in own.sets_in(session, class_id)]

    return await services.store.read(read)


@router.get("/classes/{class_id}/sentences/{set_id}/items")
async def draw_sentences(
    class_id: Id,
    set_id: Id,
    services: ServicesDep,
    pupil_id: PupilId,
    count: Annotated[int, Query(ge=1, le=own.MOST_ROWS)] = 20,
) -> list[ItemOut]:
    """Sentences of a class as exercises, in another order each time."""

    def read(session: Session) -> list[ItemOut]:
        own.attends(session, pupil_id, class_id)
        rows = list(enumerate(own.class_set(session, class_id, set_id).rows))
        language = session.get_one(Learner, pupil_id).first_language
        drawn = random.sample(rows, min(count, len(rows)))
        return [ItemOut.of(own.item_of_row(set_id, n, row), language) for n, row in drawn]

    return await services.store.read(read)


@router.post("/classes/{class_id}/sentences/{set_id}/items/{number}", dependencies=[rated("checks")])
async def answer_sentence(
    class_id: Id, set_id: Id, number: int, body: AnswerIn, services: ServicesDep, pupil_id: PupilId
) -> GradeOut:
    """Grade an answer to a sentence of a class, and keep it as any answer is kept."""

    def read(session: Session) -> tuple[Item, str]:
        own.attends(session, pupil_id, class_id)
        rows = own.class_set(session, class_id, set_id).rows
        if not 0 <= number < len(rows):
            raise NotFound("There is no such exercise.")
        language = session.get_one(Learner, pupil_id).first_language
        return own.item_of_row(set_id, number, rows[number]), language

    item, language = await services.store.read(read)
    graded = await anyio.to_thread.run_sync(grade, item, body.answer, language)
    await services.store.run(
        lambda session: note_attempt(session, pupil_id, item, body.answer, graded, sent_id=body.id)
    )
    recognise_soon(services, pupil_id)
    return GradeOut.of(item, graded)


@router.post("/class-texts/preview")
async def preview_texts(body: TableIn, services: ServicesDep, teacher_id: TeacherId) -> TablePreview:
    """What a table of texts would give, and which of its lines cannot be used. Nothing is kept."""
    return TablePreview.of_texts(await _read(services, teacher_id, read_texts, body.text))


@router.post("/class-texts", status_code=201)
async def add_texts(body: TextsIn, services: ServicesDep, background: BackgroundDep, teacher_id: TeacherId) -> TextsOut:
    """Put the texts of a table among one's documents, from where they can be given to classes."""
    found = await _read(services, teacher_id, read_texts, body.text)
    if not found.rows or (found.bad and not body.skip_bad):
        raise TableFaulty()
    ids = []
    for title, text in found.rows:
        paragraphs = [Paragraph(one.strip()) for one in text.split("\n\n") if one.strip()]
        read = as_read(await services.work(teacher_id, len(text), measured, "text", title, paragraphs))
        ids.append((await library.add(services.store, teacher_id, title, read)).id)
    background.new_passages()
    return TextsOut(document_ids=ids)


async def _read(
    services: Services, teacher_id: str, read: Callable[[str], ReadTable[Row]], text: str
) -> ReadTable[Row]:
    """A table, in its turn. Raises TooManyRequests."""
    await services.limits.count("checks", teacher_id, 1 + len(text) // 10_000)
    return await services.work(teacher_id, len(text), read, text)
