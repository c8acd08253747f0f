"""The built page as files: compressed when it was built, kept by browsers for as long as it stays what it is."""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from tutor.api.guard import framed_by
from tutor.core.errors import NotFound
from tutor.learners.lti.platforms import framers

# Files under /assets carry a hash of their content in their names.
FOREVER = "public, max-age=31536000, immutable"
# Asked about each time, and answered by 304 while it is the same.
ASK = "no-cache"
# As the build writes them, the smaller first.
ENCODINGS = {"br": ".br", "gzip": ".gz"}


class PageFiles(StaticFiles):
    """Static files that are sent in the smallest encoding that was made of them and the browser takes."""

    def __init__(self, folder: Path, cache: str) -> None:
        super().__init__(directory=folder)
        self._cache = cache

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        asked = Headers(scope=scope)
        headers = {"Cache-Control": self._cache}
        path, kind = str(full_path), FileResponse(full_path).media_type
        made = {name: path + suffix for name, suffix in ENCODINGS.items() if os.path.isfile(path + suffix)}
        if made:
            headers["Vary"] = "Accept-Encoding"
            taken = accepted(asked.get("accept-encoding", ""))
            if encoding := next((name for name in made if name in taken), None):
                path, headers["Content-Encoding"] = made[encoding], encoding
                stat_result = os.stat(path)
        # The tag is made of size and time of what is sent, so that each encoding has its own.
        response = FileResponse(path, status_code, headers, kind, stat_result=stat_result)
        if self.is_not_modified(response.headers, asked):
            return NotModifiedResponse(response.headers)
        return response


def accepted(header: str) -> frozenset[str]:
    """The encodings that an `Accept-Encoding` names and does not refuse by `q=0`."""
    taken = set()
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        quality = parameters.replace(" ", "").removeprefix("q=") or "1"
        try:
            if float(quality) > 0:
                taken.add(name.strip())
        except ValueError:
            continue
    return frozenset(taken)


def serve_page(app: FastAPI, folder: Path) -> None:
    """Serve the page built in `folder`: its files, and for every other path but the API's the page itself."""
    app.mount("/assets", PageFiles(folder / "assets", FOREVER), name="assets")
    files = PageFiles(folder, ASK)
    names = {file.name for file in folder.iterdir() if file.is_file() and file.suffix not in ENCODINGS.values()}

    @app.get("/{path:path}", include_in_schema=False)
    async def serve(path: str, request: Request) -> Response:
        if path.startswith(("api/", "v1/")):
            raise NotFound()
        # Any other path is the page's own routing.
        response = await files.get_response(path if path in names else "index.html", request.scope)
        if request.headers.get("sec-fetch-dest") in ("iframe", "frame"):
            store = request.app.state.services.store
            if origins := await store.read(framers):  # a course shows it
                response.headers.update(framed_by(origins))
        return response
