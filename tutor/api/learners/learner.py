"""The learner and how they like to be taught."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

import anyio.to_thread
from fastapi import APIRouter, Response
from fastapi.responses import FileResponse
from sqlmodel import Session
from starlette.background import BackgroundTask

from tutor.api.deps import (
    PASSWORD_GIVEN,
    PASSWORD_GIVEN_OR_TOKEN,
    HearingsDep,
    LearnerId,
    ListenersDep,
    ServicesDep,
    TurnsDep,
    rated,
)
from tutor.api.learners.schemas import LearnerOut, LearnerPatch
from tutor.conversation.manager import Turns
from tutor.conversation.microphones import Listeners
from tutor.conversation.prompt.templates.shelf import latest
from tutor.core.errors import NotFound
from tutor.language.es.variety import sounds_of
from tutor.learners.accounts import people
from tutor.learners.data_export import (
    EXPORT_PREFIX,
    as_json,
    recordings_of,
    rows_of,
    write_archive,
)
from tutor.learners.erasure import erase_learner
from tutor.llm.choose import AUTO
from tutor.reading.hearings import Hearings
from tutor.runtime import Services
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["learner"])


@router.get("/learner")
async def read_learner(services: ServicesDep, learner_id: LearnerId) -> LearnerOut:
    """The learner's settings."""
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    return LearnerOut.of(learner)


@router.patch("/learner")
async def change_learner(body: LearnerPatch, services: ServicesDep, learner_id: LearnerId) -> LearnerOut:
    """Change some of the learner's settings; `speech_speed: null` goes back to the level's. With another `variety` the
    tutor sounds like it, too, and vosotros is practised where it is said, unless the same request says otherwise."""
    changes = {
        name: value
        for name, value in body.model_dump(exclude_unset=True).items()
        if value is not None or name == "speech_speed"
    }
    if chosen := changes.get("variety"):
        changes = {"accent": sounds_of(chosen), "vosotros": None} | changes
    voice = changes.get("voice", "auto")
    if voice != "auto" and voice not in [known.id for known in await services.engines.voices.choices()]:
        raise NotFound("There is no such voice.")
    engine = changes.get("engine", AUTO)
    if engine != AUTO and engine not in [
        offer.id for offer in await services.engines.llm.models.offers() if not offer.problem
    ]:
        raise NotFound("There is no such model here.", action="Choose another in Settings.")
    known_hosts = {host for _, host in services.engines.llm.models.elsewhere()}
    if not set(changes.get("remote_hosts", ())) <= known_hosts:
        raise NotFound("The tutor would send nothing there.", action="Choose one of the places that it names.")

    if name := changes.get("name"):
        changes["name"] = " ".join(name.split())

    def write(session: Session) -> Learner:
        learner = session.get_one(Learner, learner_id)
        if changes.get("name") and services.settings.accounts:
            people.check_shown_name(session, learner, changes["name"])
        if "template_id" in changes:
            latest(session, learner_id, changes["template_id"])  # raises NotFound
        for name, value in changes.items():
            setattr(learner, name, value)
        return learner

    return LearnerOut.of(await services.store.run(write))


@router.get("/export", response_class=Response, dependencies=[PASSWORD_GIVEN_OR_TOKEN, rated("exports")])
async def export(
    services: ServicesDep, learner_id: LearnerId, format: Literal["json", "csv", "zip"] = "json"
) -> Response:
    """Everything of the learner: `json` in one file, `csv` as a zip of tables, `zip` both with the recordings."""

    def collect(session: Session) -> tuple[dict[str, list[dict[str, object]]], list[str]]:
        return rows_of(session, learner_id), recordings_of(session, learner_id)

    rows, recordings = await services.store.read(collect)
    name = f"tutor-export.{'json' if format == 'json' else 'zip'}"
    attachment = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    if format == "json":
        return Response(
            await anyio.to_thread.run_sync(as_json, rows), media_type="application/json", headers=attachment
        )

    def write() -> Path:
        with tempfile.NamedTemporaryFile(dir=services.settings.data_dir, prefix=EXPORT_PREFIX, delete=False) as file:
            path = Path(file.name)
        try:
            write_archive(rows, recordings, services.files, path, csv_only=format == "csv")
        except BaseException:  # it holds what somebody said, and would outlive its deletion
            path.unlink(missing_ok=True)
            raise
        return path

    path = await anyio.to_thread.run_sync(write)
    return FileResponse(
        path, media_type="application/zip", headers=attachment, background=BackgroundTask(path.unlink, missing_ok=True)
    )


@router.delete("/learner/data", status_code=204, dependencies=[PASSWORD_GIVEN])
async def delete_everything(
    services: ServicesDep, turns: TurnsDep, listeners: ListenersDep, hearings: HearingsDep, learner_id: LearnerId
) -> None:
    """Delete all that the learner ever said, recordings and speech included. It cannot be brought back."""
    await erase(services, turns, listeners, hearings, learner_id)
    await services.scrub()


async def erase(services: Services, turns: Turns, listeners: Listeners, hearings: Hearings, learner_id: str) -> None:
    """Stop listening to a learner and answering them, then delete their rows and files, and end their streams."""
    listeners.forget(learner_id=learner_id)
    await hearings.forget(learner_id)
    await turns.stop_all(learner_id)

    turns.subscribers.send_away(learner_id)
    await erase_learner(services.store, services.settings.data_dir, learner_id, services.forget_files)
