"""A teacher's own lists of words and sentences."""

from __future__ import annotations

from fastapi import APIRouter, Response
from sqlmodel import Session

from tutor.api.classes.access import HiddenTeacherId, TeacherId
from tutor.api.classes.schemas import ListIn, ListOut
from tutor.api.deps import ServicesDep
from tutor.api.schemas import Id
from tutor.learners.classes import lists

router = APIRouter(prefix="/api/word-lists", tags=["classes"])


@router.get("")
async def list_lists(services: ServicesDep, teacher_id: TeacherId) -> list[ListOut]:
    """A teacher's lists, the newest first."""
    found = await services.store.read(lambda session: lists.lists_of(session, teacher_id))
    return [ListOut.of(kept) for kept in found]


@router.post("", status_code=201)
async def add_list(body: ListIn, services: ServicesDep, teacher_id: TeacherId) -> ListOut:
    """A new list: one word or sentence a line, or CSV as Spanish, meaning, example."""
    rows = lists.read_rows(body.text)
    return await services.store.run(lambda session: ListOut.of(lists.add_list(session, teacher_id, body.title, rows)))


@router.put("/{list_id}")
async def change_list(list_id: Id, body: ListIn, services: ServicesDep, teacher_id: HiddenTeacherId) -> ListOut:
    """Write a list anew. What was given of it before stays as it was."""
    rows = lists.read_rows(body.text)

    def write(session: Session) -> ListOut:
        kept = lists.list_of(session, teacher_id, list_id)
        kept.title, kept.rows = body.title, rows
        return ListOut.of(kept)

    return await services.store.run(write)


@router.delete("/{list_id}", status_code=204)
async def delete_list(list_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId) -> Response:
    """Delete a list. What was given of it before stays."""
    await services.store.run(lambda session: session.delete(lists.list_of(session, teacher_id, list_id)))
    return Response(status_code=204)
