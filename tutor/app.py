"""Builds the application: settings in, routers and lifespan out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from sqlmodel import Session, select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tutor import __version__
from tutor.api import conversations, corrections, learner, lists, messages, progress, turns
from tutor.api.guard import Guard
from tutor.api.schemas import ErrorAnswer
from tutor.background import Background, unsummarised
from tutor.conversation import mend_interrupted
from tutor.errors import NO_ROOM, DiskFull, InvalidInput, NotFound, TutorError
from tutor.prewarm import prewarm
from tutor.services import Services
from tutor.settings import Settings
from tutor.store.session import Store
from tutor.store.tables import Learner
from tutor.turn import Turns

log = logging.getLogger(__name__)

# The built page: in a checkout beside the package, in a wheel inside it.
PAGES = (Path(__file__).parent.parent / "frontend" / "dist", Path(__file__).parent / "page")


def built_page() -> Path | None:
    """The folder of the built page, if there is one."""
    return next((folder for folder in PAGES if (folder / "index.html").is_file()), None)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole application. Opens the database at start-up, so building it has no side effects."""
    settings = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        store = Store(settings.database)
        store.migrate()
        if mended := await store.run(mend_interrupted):
            log.info("%d interrupted turns can be retried", mended)
        services = app.state.services = Services(settings, store)
        app.state.learner_id = await store.run(_the_learner)
        background = app.state.background = Background(services)
        app.state.turns = Turns(services, background)
        for conversation_id in await store.run(lambda s: unsummarised(s, settings.history_messages)):
            background.look_after(conversation_id)
        warming = asyncio.create_task(prewarm(services, app.state.learner_id)) if settings.prewarm else None
        yield
        await app.state.turns.close()
        await background.close()
        if warming:
            warming.cancel()
        await services.close()

    app = FastAPI(
        title="Tutor",
        version=__version__,
        lifespan=lifespan,
        responses={"4XX": {"model": ErrorAnswer}, "5XX": {"model": ErrorAnswer}},
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.add_middleware(Guard, max_body=settings.max_upload_bytes)
    _handle_errors(app)
    for module in (conversations, turns, messages, corrections, progress, learner, lists):
        app.include_router(module.router)
    _serve_page(app)
    return app


def _the_learner(session: Session) -> str:
    learner = session.exec(select(Learner)).first()
    if learner is None:
        learner = Learner()
        session.add(learner)
    return learner.id


def _handle_errors(app: FastAPI) -> None:
    def answer(error: TutorError) -> JSONResponse:
        return JSONResponse({"error": error.as_dict()}, status_code=error.status)

    @app.exception_handler(TutorError)
    async def tutor_error(request: Request, error: TutorError) -> Response:
        return answer(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        return answer(InvalidInput(f"The request could not be understood: {where or 'body'}: {first['msg']}."))

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        known = NotFound() if error.status_code == 404 else InvalidInput(str(error.detail))
        return JSONResponse({"error": known.as_dict()}, status_code=error.status_code, headers=error.headers)

    @app.exception_handler(OSError)
    async def os_error(request: Request, error: OSError) -> Response:
        if error.errno in NO_ROOM:
            return answer(DiskFull())
        return await unexpected(request, error)

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> Response:
        log.error("unexpected error", exc_info=error)
        return answer(TutorError())


def _serve_page(app: FastAPI) -> None:
    page = built_page()
    if page is None:
        return
    app.mount("/assets", StaticFiles(directory=page / "assets"), name="assets")
    files = {file.name: file for file in page.iterdir() if file.is_file()}

    @app.get("/{path:path}", include_in_schema=False)
    async def serve(path: str) -> Response:
        if path.startswith("api/"):
            raise NotFound()
        # Any other path is the page's own routing. It is checked anew each time; its assets carry hashes.
        return FileResponse(files.get(path, page / "index.html"), headers={"Cache-Control": "no-cache"})
