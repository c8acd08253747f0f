"""The server in front of the application: its limits, and how it ends."""

from __future__ import annotations

import logging
import os
import socket
import threading

import uvicorn
from fastapi import FastAPI

from tutor.api.connections import IDLE_S, ImpatientConnection, more_files
from tutor.core.settings import Settings

# Bytes of one message on a WebSocket. Programs send their sound as they like, a minute of it at once; the page's is
# bounded where it is read.
MOST_EVENT = 4_000_000


class Server(uvicorn.Server):
    """Ends open turns with an `error` that their readers still get, before their connections are closed.

    With `exit_s` the process ends so many seconds after it was told to, whatever it is doing.
    """

    def __init__(self, app: FastAPI, settings: Settings, exit_s: float | None = None) -> None:
        more_files()
        super().__init__(
            uvicorn.Config(
                app,
                http=ImpatientConnection,
                log_config=None,
                log_level=max(logging.WARNING, logging.getLogger().level),
                timeout_graceful_shutdown=3,
                timeout_keep_alive=IDLE_S,
                server_header=False,
                # While a last word is made out nothing is read, pongs neither; on busy cores that may take a while.
                ws_ping_timeout=60.0,
                ws_max_size=MOST_EVENT,
                ws_per_message_deflate=False,  # sound does not shrink
                proxy_headers=bool(settings.trusted_proxies),
                forwarded_allow_ips=settings.trusted_proxies,
            )
        )
        self._app = app
        self._exit_s = exit_s

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._exit_s is not None:
            # A native library that heeds nobody holds its thread, and Python waits for its threads. What counts is stored.
            ending = threading.Timer(self._exit_s, os._exit, (0,))
            ending.daemon = True
            ending.start()
        await self._app.state.turns.close()
        await super().shutdown(sockets)
