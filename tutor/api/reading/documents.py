"""Documents: add, list, read, search, delete."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as InPath
from sqlmodel import Session
from starlette.datastructures import UploadFile

from tutor.api.classes.access import recognise_soon
from tutor.api.deps import BackgroundDep, HearingsDep, LearnerId, ReaderDep, ServicesDep, TurnsDep, rated
from tutor.api.reading.schemas import DocumentOut, DocumentPatch, HearingOut, Hit, PassageOut
from tutor.api.room import check_disk, check_room
from tutor.api.spoken import decoded
from tutor.core.errors import InvalidInput
from tutor.core.levels import Level
from tutor.reading import library
from tutor.reading.easier import easier_passage
from tutor.reading.index import search
from tutor.reading.recorded import sound_bytes
from tutor.reading.text import one_line
from tutor.speech.audio.formats import is_sound
from tutor.store.tables import Learner, Passage

router = APIRouter(prefix="/api/documents", tags=["documents"])

_FILE = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}
LONGEST_QUERY = 400
Position = Annotated[int, InPath(ge=1, le=2**31 - 1)]


@router.get("")
async def list_documents(services: ServicesDep, learner_id: LearnerId) -> list[DocumentOut]:
    """The learner's documents, the newest first."""
    found = await services.store.read(lambda session: library.documents_of(session, learner_id))
    return [DocumentOut.of(document) for document in found]


@router.get("/hearings")
async def list_hearings(hearings: HearingsDep, learner_id: LearnerId) -> list[HearingOut]:
    """Sound files that are becoming texts, and those that could not."""
    return [HearingOut.of(hearing) for hearing in hearings.of(learner_id)]


@router.delete("/hearings/{hearing_id}", status_code=204)
async def drop_hearing(hearing_id: str, hearings: HearingsDep, learner_id: LearnerId) -> Response:
    """Stop hearing a sound file, or forget one that could not become a text."""
    hearings.drop(learner_id, hearing_id)
    return Response(status_code=204)


@router.post(
    "",
    status_code=201,
    openapi_extra=_FILE,
    dependencies=[rated("uploads")],
    responses={202: {"model": HearingOut, "description": "A sound: it is heard in the background."}},
)
async def add_document(
    request: Request,
    response: Response,
    services: ServicesDep,
    reader: ReaderDep,
    hearings: HearingsDep,
    background: BackgroundDep,
    learner_id: LearnerId,
) -> DocumentOut | HearingOut:
    """Add a text, PDF, EPUB, saved web page, subtitles or a sound, as multipart field `file`. The file itself is not kept; of
    a sound, what is heard in it is, in the room for recordings."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise InvalidInput("The file is missing.")
    await services.store.read(lambda session: library.check_room(session, learner_id))
    await check_disk(services)
    async with request.form(max_files=1, max_fields=4) as form:
        upload = form.get("file")
        if not isinstance(upload, UploadFile):
            raise InvalidInput("The file is missing.")
        name = one_line(Path(upload.filename or "").stem)
        await upload.seek(0)
        head = await upload.read(16)
        await upload.seek(0)
        if is_sound(head):
            longest_s = services.settings.max_sound_minutes * 60
            with hearings.room(learner_id, longest_s) as place:
                samples = await decoded(upload, services, learner_id, longest_s)
                await check_room(services, learner_id, sound_bytes(len(samples)))
                hearing = hearings.begin(place, name or "sound", samples)
            response.status_code = 202
            return HearingOut.of(hearing)
        read = await reader.read(upload.file, learner_id)
    title = read.title or name or read.kind
    document = await library.add(services.store, learner_id, title, read)
    background.new_passages()
    return DocumentOut.of(document)


@router.get("/search", dependencies=[rated("searches")])
async def search_documents(
    services: ServicesDep,
    learner_id: LearnerId,
    q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUERY)],
    document_id: Annotated[str | None, Query(max_length=64)] = None,
    count: Annotated[int, Query(ge=1, le=50)] = 20,
) -> list[Hit]:
    """Passages with these words in any of their forms, the best first; of all documents, or of one.

    With an embeddings server, also those that mean the same.
    """
    meaning = await services.engines.meaning(q)

    def read(session: Session) -> list[Hit]:
        if document_id:
            library.get_document(session, learner_id, document_id)
        found = search(session, learner_id, q, meaning, document_id=document_id, most=count)
        return [
            Hit(title=document.title, **passage.model_dump(exclude={"id", "easier", "easier_for"}))
            for passage, document in found
        ]

    return await services.store.read(read)


@router.get("/{document_id}")
async def read_document(document_id: str, services: ServicesDep, learner_id: LearnerId) -> DocumentOut:
    """One document."""
    document = await services.store.read(lambda session: library.get_document(session, learner_id, document_id))
    return DocumentOut.of(document)


@router.patch("/{document_id}")
async def rename_document(
    document_id: str, body: DocumentPatch, services: ServicesDep, learner_id: LearnerId
) -> DocumentOut:
    """Give a document another title. Conversations about it keep theirs."""
    document = await services.store.run(lambda session: library.rename(session, learner_id, document_id, body.title))
    return DocumentOut.of(document)


@router.delete("/{document_id}", status_code=204)
async def delete_document(document_id: str, services: ServicesDep, turns: TurnsDep, learner_id: LearnerId) -> Response:
    """Delete a document with its index and its sound, and what conversations quote of it. They stay, with what was said in
    them."""
    for conversation_id in await services.store.read(lambda session: library.about(session, learner_id, document_id)):
        if active := await turns.under_way(conversation_id):
            await turns.stop(active)  # or it would still keep what it quotes
    document = await services.store.read(lambda session: library.get_document(session, learner_id, document_id))
    if document.recording:
        await anyio.to_thread.run_sync(services.forget_files, [document.recording], [])
    await library.remove(services.store, learner_id, document_id)
    await services.scrub()
    return Response(status_code=204)


@router.post("/{document_id}/read", status_code=204)
async def note_read(document_id: str, services: ServicesDep, learner_id: LearnerId) -> Response:
    """The learner has come to the end of a document."""
    await services.store.run(lambda session: library.note_read(session, learner_id, document_id))
    recognise_soon(services, learner_id)
    return Response(status_code=204)


@router.get("/{document_id}/passages")
async def read_passages(
    document_id: str,
    services: ServicesDep,
    learner_id: LearnerId,
    start: Annotated[int, Query(ge=1, le=2**31 - 1)] = 1,
    count: Annotated[int, Query(ge=1, le=50)] = 20,
    level: Level | None = None,
) -> list[PassageOut]:
    """Passages from position `start` on, their hard words explained for `level` (else the learner's own)."""

    def read(session: Session) -> tuple[list[Passage], Learner]:
        library.get_document(session, learner_id, document_id)
        return library.passages_of(session, document_id, start, count), session.get_one(Learner, learner_id)

    passages, learner = await services.store.read(read)
    told = level or Level(learner.level), learner.explained_in
    return await anyio.to_thread.run_sync(lambda: [PassageOut.of(passage, *told) for passage in passages])


@router.get("/{document_id}/passages/{position}")
async def read_passage(
    document_id: str, position: Position, services: ServicesDep, learner_id: LearnerId, level: Level | None = None
) -> PassageOut:
    """One passage, its hard words explained for `level` (else the learner's own)."""

    def read(session: Session) -> tuple[Passage, Learner]:
        document = library.get_document(session, learner_id, document_id)
        return library.get_passage(session, document, position), session.get_one(Learner, learner_id)

    passage, learner = await services.store.read(read)
    at = level or Level(learner.level)
    return await anyio.to_thread.run_sync(PassageOut.of, passage, at, learner.explained_in)


@router.post("/{document_id}/passages/{position}/easier", dependencies=[rated("turns")])
async def make_easier(
    document_id: str,
    position: Position,
    services: ServicesDep,
    background: BackgroundDep,
    learner_id: LearnerId,
    level: Level | None = None,
) -> PassageOut:
    """A passage far above `level` in easier words, by the language model; kept, so it is asked once."""
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    at = level or Level(learner.level)
    with background.paused():
        passage = await easier_passage(services, learner_id, document_id, position, at)
    return await anyio.to_thread.run_sync(PassageOut.of, passage, at, learner.explained_in)
