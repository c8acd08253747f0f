"""One connection of a browser or a program, before the application hears of it: nobody fills the server by saying little or
without end."""

from __future__ import annotations

import asyncio
import sys

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# How long a request's head may take, from the connection or the end of the request before it, in seconds, and its bytes;
# so many may also come between two pieces of a body, and after the last one.
HEAD_S = 20.0
MOST_HEAD = 65_536
# How long a connection may lie idle. Longer than clients keep theirs (httpx: 5 s), or one would send as it is hung up on.
IDLE_S = 20
# Files and connections that this process may have open, where the system lets it.
MOST_FILES = 65_536


class ImpatientConnection(HttpToolsProtocol):
    """uvicorn's own has no bounds on a request's head, nor on what comes around a body in chunks."""

    _deadline: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_is_here()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._head += len(data)
        super().data_received(data)
        if self._head <= MOST_HEAD or self.transport.is_closing():
            return
        if self._deadline is None:  # an answer may be under way
            self.transport.close()
        else:
            self._head_is_here()
            self.send_400_response("The head of the request is too large.")

    def on_body(self, body: bytes) -> None:
        self._head = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._head = 0
        super().on_message_complete()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._expect_head()

    def on_headers_complete(self) -> None:
        self._head_is_here()
        super().on_headers_complete()

    def _expect_head(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_S, self.transport.close)

    def _head_is_here(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline, self._head = None, 0


def more_files() -> None:
    """Let this process have as many files and connections open as the system allows."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
