"""Scenes that teachers write: begun from one of ours or blank, checked as they are written, tried, given to classes."""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import asdict
from functools import partial
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Path, Response
from sqlmodel import Session

from tutor.api.classes.access import HiddenTeacherId, TeacherId
from tutor.api.classes.scene_schemas import (
    CopyableOut,
    GivenSceneOut,
    NewTaughtScene,
    ProblemOut,
    SceneFileIn,
    TaughtSceneIn,
    TaughtSceneOut,
    TaughtSceneSum,
    TrialIn,
    TrialOut,
)
from tutor.api.deps import BackgroundDep, ServicesDep, rated
from tutor.api.schemas import Id
from tutor.conversation.scenes.kept import as_text
from tutor.conversation.scenes.library import TAUGHT, scene, scenes
from tutor.conversation.scenes.schema import Scene
from tutor.conversation.scenes.told import in_language
from tutor.conversation.scenes.writing import file
from tutor.conversation.scenes.writing.draft import SceneDraft, blank, copy_of, finished
from tutor.conversation.scenes.writing.problems import Problem, looked_at
from tutor.conversation.scenes.writing.spanish import spanish_problems
from tutor.conversation.tryout import Tryout, first_line, tried
from tutor.core.errors import EmptyText, InvalidInput, SceneNotReady, TextTooLong
from tutor.learners.classes import rooms
from tutor.learners.classes import scenes as taught
from tutor.runtime import Services
from tutor.store.class_tables import TaughtScene
from tutor.store.tables import Learner

router = APIRouter(prefix="/api/taught-scenes", tags=["classes"])

_FILE: dict[int | str, dict[str, Any]] = {200: {"content": {"application/toml": {}}, "description": "The scene."}}
ClassId = Annotated[Id, Path()]


@router.get("")
async def list_taught_scenes(services: ServicesDep, teacher_id: TeacherId) -> list[TaughtSceneSum]:
    """A teacher's scenes, those last worked on first."""

    def read(session: Session) -> list[TaughtSceneSum]:
        return [_sum(session, one) for one in taught.scenes_of(session, teacher_id)]

    return await services.store.read(read)


@router.get("/copyable")
async def list_copyable(services: ServicesDep, teacher_id: TeacherId) -> list[CopyableOut]:
    """Our scenes that one may begin with a copy of."""
    learner = await services.store.read(lambda session: session.get_one(Learner, teacher_id))
    told = [in_language(one, learner.page_language) for one in scenes() if one.offered]
    return [CopyableOut.model_validate(one, from_attributes=True) for one in told]


@router.post("", status_code=201)
async def begin_scene(body: NewTaughtScene, services: ServicesDep, teacher_id: TeacherId) -> TaughtSceneOut:
    """A new scene to write on."""
    own = body.copy_of is not None and body.copy_of.startswith(TAUGHT)
    draft = blank()
    if body.copy_of is not None and not own:
        ours = scene(body.copy_of)
        if not ours.offered:
            raise InvalidInput("That scene cannot be copied.", action="Choose another one.")
        draft = copy_of(ours)

    def write(session: Session) -> TaughtScene:
        if own and body.copy_of:
            data = taught.own_scene(session, teacher_id, body.copy_of.removeprefix(TAUGHT)).draft
        else:
            data = draft.model_dump(mode="json")
        return taught.add_scene(session, teacher_id, str(data["title_es"]), data)

    return await _told(services, await services.store.run(write))


@router.post("/import", status_code=201, dependencies=[rated("checks")])
async def import_scene(body: SceneFileIn, services: ServicesDep, teacher_id: TeacherId) -> TaughtSceneOut:
    """A new scene from a file."""
    draft = await services.work(teacher_id, len(body.text), file.read, body.text)

    def write(session: Session) -> TaughtScene:
        return taught.add_scene(session, teacher_id, draft.title_es, draft.model_dump(mode="json"))

    return await _told(services, await services.store.run(write))


@router.get("/{scene_id}")
async def read_taught_scene(scene_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId) -> TaughtSceneOut:
    """A scene as it is written, and what is wrong with it."""
    return await _told(services, await _own(services, teacher_id, scene_id))


@router.put("/{scene_id}", dependencies=[rated("checks")])
async def save_taught_scene(
    scene_id: Id, body: TaughtSceneIn, services: ServicesDep, teacher_id: HiddenTeacherId
) -> TaughtSceneOut:
    """Keep a scene as it is written now, whatever is wrong with it. What classes have of it stays as it was."""

    data = body.draft.model_dump(mode="json")
    if len(as_text(data)) > file.MOST_FILE_CHARS:
        raise TextTooLong("That scene is too long.", action="Make two of it.")

    def write(session: Session) -> TaughtScene:
        kept = taught.own_scene(session, teacher_id, scene_id)
        taught.save_scene(kept, body.draft.title_es, data)
        return kept

    return await _told(services, await services.store.run(write))


@router.delete("/{scene_id}", status_code=204)
async def delete_taught_scene(scene_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId) -> Response:
    """Delete a scene, and take it back from classes. Conversations that began with it go on."""

    def write(session: Session) -> None:
        taught.delete_scene(session, taught.own_scene(session, teacher_id, scene_id), TAUGHT + scene_id)

    await services.store.run(write)
    await services.scrub()
    return Response(status_code=204)


@router.get("/{scene_id}/file", responses=_FILE, response_class=Response)
async def export_taught_scene(scene_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId) -> Response:
    """A scene as a file."""
    kept = await _own(services, teacher_id, scene_id)
    headers = {
        "Content-Disposition": f'attachment; filename="{_file_name(kept.title)}.toml"',
        "Cache-Control": "no-store",
    }
    data = finished(SceneDraft.model_validate(kept.draft), _file_name(kept.title))
    return Response(file.written(data), media_type="application/toml", headers=headers)


@router.put("/{scene_id}/classes/{class_id}")
async def publish_scene(
    scene_id: Id, class_id: ClassId, services: ServicesDep, teacher_id: HiddenTeacherId
) -> TaughtSceneOut:
    """Give a class the scene as it is written now, in the place of what it had of it."""
    kept = await _own(services, teacher_id, scene_id)
    if (await anyio.to_thread.run_sync(looked_at, as_text(kept.draft)))[1] is None:
        raise SceneNotReady()
    text = _text(kept)

    def write(session: Session) -> None:
        taught.own_scene(session, teacher_id, scene_id)
        taught.give_to(session, scene_id, rooms.taught(session, teacher_id, class_id), text)

    await services.store.run(write)
    return await _told(services, kept)


@router.delete("/{scene_id}/classes/{class_id}")
async def unpublish_scene(
    scene_id: Id, class_id: ClassId, services: ServicesDep, teacher_id: HiddenTeacherId
) -> TaughtSceneOut:
    """Take the scene back from a class; who was given it as an assignment may still play it."""

    def write(session: Session) -> TaughtScene:
        kept = taught.own_scene(session, teacher_id, scene_id)
        rooms.taught(session, teacher_id, class_id)
        for given in taught.given_to(session, scene_id):
            if given.classroom_id == class_id:
                taught.take_from(session, given, TAUGHT + scene_id)
        return kept

    return await _told(services, await services.store.run(write))


@router.post("/{scene_id}/try", dependencies=[rated("turns")])
async def try_scene(
    scene_id: Id, body: TrialIn, services: ServicesDep, background: BackgroundDep, teacher_id: HiddenTeacherId
) -> TrialOut:
    """What the partner of the scene says, as it is written now. Nothing of it is kept."""
    kept = await _own(services, teacher_id, scene_id)
    written = await anyio.to_thread.run_sync(_playable, as_text(kept.draft))
    twist = _complication(scene("", written), body)
    if not body.opening:
        return _begun(first_line(scene("", written), body.level), twist)
    if not body.said.strip():
        raise EmptyText()
    learner = await services.store.read(lambda session: session.get_one(Learner, teacher_id))
    talk = Tryout(written, body.level, body.opening, tuple(body.lines), body.said, twist)
    with background.paused():
        answer = await tried(services, teacher_id, learner.first_language, talk, model=body.model)
    return TrialOut.model_validate(asdict(answer) | {"twist": twist})


def _complication(written: Scene, body: TrialIn) -> str | None:
    """The complication of a talk: the one that is wanted, if it is still there; any, where one is to be drawn."""
    there = [twist.id for twist in written.twist]
    if body.draw and there and not body.opening:
        return secrets.choice(there)
    return body.twist if body.twist in there else None


def _begun(line: str, twist: str | None) -> TrialOut:
    return TrialOut(
        reply=line,
        model=None,
        heard=[],
        goals=[],
        topics=[],
        twist=twist,
        twist_done=False,
        suggestions=[],
        ended=False,
    )


def _playable(text: str) -> str:
    """A draft as the text of a scene. Raises SceneNotReady."""
    _, found = looked_at(text)
    if found is None:
        raise SceneNotReady()
    return as_text(found.model_dump(mode="json"))


async def _own(services: Services, teacher_id: str, scene_id: str) -> TaughtScene:
    return await services.store.read(lambda session: taught.own_scene(session, teacher_id, scene_id))


def _text(kept: TaughtScene) -> str:
    return as_text(finished(SceneDraft.model_validate(kept.draft), TAUGHT + kept.id))


async def _told(services: Services, kept: TaughtScene) -> TaughtSceneOut:
    draft = SceneDraft.model_validate(kept.draft)
    corrector = await services.engines.corrector()

    def check() -> tuple[list[Problem], bool]:
        found, playable = looked_at(as_text(kept.draft))
        return [*found, *spanish_problems(draft, corrector)], playable is not None

    text = _text(kept)
    problems, playable = await services.work(kept.learner_id, len(text), check)
    given = await services.store.read(partial(taught.given_to, scene_id=kept.id))
    return TaughtSceneOut(
        id=kept.id,
        scenario_id=TAUGHT + kept.id,
        draft=draft,
        problems=[ProblemOut.model_validate(asdict(problem)) for problem in problems],
        playable=playable,
        updated_at=kept.updated_at,
        published=[GivenSceneOut.of(one, text) for one in given if one.listed],
    )


def _sum(session: Session, kept: TaughtScene) -> TaughtSceneSum:
    return TaughtSceneSum(
        id=kept.id,
        scenario_id=TAUGHT + kept.id,
        title=kept.title,
        level=kept.draft["level_min"],
        updated_at=kept.updated_at,
        class_ids=[one.classroom_id for one in taught.given_to(session, kept.id) if one.listed],
    )


def _file_name(name: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")[:40] or "scene"
