"""Builds the application: settings in, routers and lifespan out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from tutor import __version__
from tutor.api import search
from tutor.api.accounts import accounts, oidc, sessions
from tutor.api.cards import cards, offline, vocabulary, words
from tutor.api.classes import assignments, classes, learner_work, overview
from tutor.api.classes import lists as word_lists
from tutor.api.classes import scenes as taught_scenes
from tutor.api.classes import sentences as class_sentences
from tutor.api.classes.access import keep_clearing
from tutor.api.conversation import conversations, following, listen, messages, scenes, turns
from tutor.api.corrections import corrections
from tutor.api.deps import SIGNED_IN
from tutor.api.event_schemas import describe
from tutor.api.exercises import drills, longer, placement
from tutor.api.guard import Guard
from tutor.api.learners import calendar, learner, memory, progress, today, usage
from tutor.api.lti import course as lti_course
from tutor.api.lti import launch as lti_launch
from tutor.api.lti import platforms as lti_platforms
from tutor.api.models import models as models_api
from tutor.api.page import serve_page
from tutor.api.programs import openai_audio, openai_chat
from tutor.api.programs.realtime import route as realtime
from tutor.api.programs.wyoming import serve as serve_wyoming
from tutor.api.reading import documents, read_aloud, reading, samples
from tutor.api.schemas import ErrorAnswer
from tutor.api.speech import pronunciation, shadow
from tutor.api.spoken import SIMPLER_VOICE
from tutor.api.status import engines, lists
from tutor.api.status import metrics as metrics_api
from tutor.api.templates import templates
from tutor.conversation.idle.background import Background, unsummarised
from tutor.conversation.idle.prewarm import prewarm
from tutor.conversation.manager import Turns
from tutor.conversation.microphones import Listeners
from tutor.conversation.owning import mend_interrupted
from tutor.conversation.scenes.library import prepare as prepare_scenes
from tutor.core.errors import NO_ROOM, DiskFull, InvalidInput, NotFound, TooManyRequests, TutorError
from tutor.core.metrics import Measured
from tutor.core.metrics_board import keep_telling
from tutor.core.reserve import Reserve, RoomToDelete
from tutor.core.secrets import setup_secret
from tutor.core.settings import Settings
from tutor.core.traces import OFF
from tutor.learners.accounts import people
from tutor.learners.data_export import clear_away
from tutor.learners.erasure import finish_erasures
from tutor.learners.lti.telling import GradesBack
from tutor.learners.models.better import Better
from tutor.learners.models.room import ModelRoom
from tutor.learners.signin.ways import WaysIn
from tutor.reading.hearings import Hearings
from tutor.reading.library import mend_unfinished
from tutor.reading.reader import Reader
from tutor.runtime import Engines, Services
from tutor.store.files import keep_discarding
from tutor.store.session import Store

log = logging.getLogger(__name__)

# Of what was sent, an error says no more, in characters.
LONGEST_TOLD = 200

# Answers from this size on are compressed, in bytes; higher levels save a percent for several times the work.
COMPRESSED_FROM, COMPRESSION = 1024, 5
# The built page: in a checkout beside the package, in a wheel inside it.
PAGES = (Path(__file__).parent.parent / "frontend" / "dist", Path(__file__).parent / "page")


# How old a document or an export is, in seconds, that another process is no longer making.
ABANDONED_S = 3600.0

# Everything but signing in asks who it is. So do turns, which are looked for before all others.
ROUTERS = (
    conversations,
    scenes,
    search,
    today,
    memory,
    calendar,
    following,
    usage,
    messages,
    corrections,
    learner,
    lists,
    engines,
    models_api,
    templates,
    documents,
    reading,
    read_aloud,
    samples,
    drills,
    longer,
    cards,
    offline,
    words,
    vocabulary,
    placement,
    progress,
    pronunciation,
    shadow,
    classes,
    assignments,
    overview,
    learner_work,
    word_lists,
    taught_scenes,
    class_sentences,
    lti_course,
    openai_chat,
    openai_audio,
)


def built_page() -> Path | None:
    """The folder of the built page, if there is one."""
    return next((folder for folder in PAGES if (folder / "index.html").is_file()), None)


def create_app(settings: Settings, store: Store, engines: Engines, announce: Callable[[str], None]) -> FastAPI:
    """The whole application, on an opened database and with engines, which it closes in the end.

    `announce` shows the operator what only they may see.
    """

    reserve = Reserve(settings.data_dir / ".reserve")

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        services = app.state.services = await Services.of(settings, store, engines)
        if services.replica.alone and (mended := await store.run(mend_interrupted)):
            log.info("interrupted turns can be retried", extra={"turns": mended})
        # Where others work with the same data, what is old enough is no longer being made.
        age_s = 0.0 if services.replica.alone else ABANDONED_S
        await anyio.to_thread.run_sync(services.files.discard, await mend_unfinished(store, age_s))
        clear_away(settings.data_dir, age_s)
        reserve.hold()
        app.state.reader = Reader()
        ways_in = app.state.ways_in = WaysIn.of(settings)
        # Made at first use else, on the loop, while everybody waits: the scenes, and what each route takes and gives.
        await anyio.to_thread.run_sync(prepare_scenes)
        await anyio.to_thread.run_sync(_prepare_routes, app)
        await finish_erasures(store, settings.data_dir, services.forget_files)
        copying = asyncio.create_task(services.backups.keep_making()) if services.backups else None
        clearing = asyncio.create_task(keep_clearing(services)) if settings.accounts else None
        bus, counted = services.bus, services.metrics.text
        counting = asyncio.create_task(keep_telling(bus, services.replica, "app", counted)) if bus else None
        discarding = asyncio.create_task(keep_discarding(services.files)) if settings.files else None
        grades = GradesBack(store, ways_in.outside, ways_in.keys)
        telling = asyncio.create_task(grades.keep_telling()) if settings.accounts else None
        learner = await store.run(people.first_learner)
        app.state.learner_id = learner.id
        if settings.accounts and not await store.read(people.has_owner):
            announce(f"/#/setup?token={setup_secret(settings.setup_file)}")
        background = app.state.background = Background(services)
        app.state.turns = Turns(services, background)
        app.state.listeners = Listeners(services, background)
        listen.answer_others(services, app.state.listeners)
        for conversation_id in await store.read(lambda s: unsummarised(s, settings.history_messages)):
            background.look_after(conversation_id)
        room = app.state.models = ModelRoom(services)
        hearings = app.state.hearings = Hearings(services, background.calm, background.new_passages)
        better = app.state.better = Better(services, room)
        warming = asyncio.create_task(_wake(services, app.state.learner_id, better)) if settings.prewarm else None
        wyoming = await serve_wyoming(services) if settings.wyoming_port else None
        yield
        if wyoming:
            await wyoming.stop()
        app.state.listeners.close()
        await hearings.close()
        await app.state.turns.close()
        await room.close()
        await background.close()
        for task in (warming, copying, clearing, discarding, telling, counting):
            if task:
                task.cancel()
        await ways_in.close()
        await services.close()

    app = FastAPI(
        title="Tutor",
        version=__version__,
        lifespan=lifespan,
        responses={"4XX": {"model": ErrorAnswer}, "5XX": {"model": ErrorAnswer}},
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # else it is made on the loop
        telemetry=OFF,
    )
    # Lists of what one has said for weeks, and the scenes: sound, streams and what is compressed already are left alone.
    app.add_middleware(GZipMiddleware, minimum_size=COMPRESSED_FROM, compresslevel=COMPRESSION)
    app.add_middleware(RoomToDelete, reserve=reserve)
    app.add_middleware(
        Guard,
        max_body=settings.max_upload_bytes,
        hosts=frozenset(settings.allowed_hosts),
        origins=frozenset(settings.allowed_origins),
    )
    if settings.allowed_origins:
        # Outside the guard, so that such a page can also read what the guard refuses.
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_credentials=True,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID", "Share-Token"],
            expose_headers=["Retry-After", SIMPLER_VOICE],
        )
    app.add_middleware(Measured, metrics=engines.metrics, traces=engines.traces)
    _handle_errors(app)
    # A request is held against one route after the other, some eight calls each: turns come first.
    app.include_router(turns.router, dependencies=[SIGNED_IN])
    app.include_router(sessions.router)
    app.include_router(accounts.router)
    for open_to_all in (oidc, lti_launch, lti_platforms):  # each route of these knows whom it lets in
        app.include_router(open_to_all.router)
    app.include_router(metrics_api.router)
    app.include_router(calendar.public)
    app.include_router(listen.router)  # these two tell who is not signed in by themselves
    app.include_router(realtime.router)
    for module in ROUTERS:
        app.include_router(module.router, dependencies=[SIGNED_IN])
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    app.add_api_route("/api/openapi.json", lambda: JSONResponse(app.openapi()), include_in_schema=False)
    if page := built_page():
        serve_page(app, page)  # last, since it answers for all that is left
    return app


def _prepare_routes(app: FastAPI) -> None:
    """Make what FastAPI makes of routes when it looks for one."""
    for route in app.routes:
        route.matches({"type": "http", "method": "GET", "path": "/"})


async def _wake(services: Services, learner_id: str, better: Better) -> None:
    await prewarm(services, learner_id)
    await better.bring()


def _handle_errors(app: FastAPI) -> None:
    def answer(error: TutorError) -> JSONResponse:
        headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyRequests) else None
        return JSONResponse({"error": error.as_dict()}, status_code=error.status, headers=headers)

    @app.exception_handler(TutorError)
    async def tutor_error(request: Request, error: TutorError) -> Response:
        return answer(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])[:LONGEST_TOLD] or "body"
        return answer(InvalidInput(f"The request could not be understood: {where}: {first['msg'][:LONGEST_TOLD]}."))

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        known = NotFound() if error.status_code == 404 else InvalidInput(str(error.detail))
        return JSONResponse({"error": known.as_dict()}, status_code=error.status_code, headers=error.headers)

    @app.exception_handler(ClientDisconnect)
    async def hung_up(request: Request, error: ClientDisconnect) -> Response:
        return Response(status_code=499)  # as nginx counts it; nobody reads it

    @app.exception_handler(OSError)
    async def os_error(request: Request, error: OSError) -> Response:
        if error.errno in NO_ROOM:
            return answer(DiskFull())
        return await unexpected(request, error)

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> Response:
        log.error("unexpected error", exc_info=error)
        return answer(TutorError())
