"""Log lines for people on a terminal, JSON for programs. What a learner said is never in them above `debug`."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from tutor.core.settings import Settings

# Their debug lines hold prompts and addresses, and are of no use to an operator.
_CHATTY = ("alembic", "httpx", "httpcore", "asyncio", "python_multipart", "faster_whisper")


def configure(settings: Settings) -> None:
    """Send the logs of the whole program to standard error."""
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and not sys.stderr.isatty())
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(as_json=as_json))
    logging.basicConfig(level=settings.log_level.upper(), handlers=[handler], force=True)
    quieten()


def quieten() -> None:
    """Leave out what libraries tell of each request."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    """False of the error that uvicorn logs for a WebSocket which was refused with an answer, as it may be."""
    return record.msg != "ASGI callable returned without completing handshake."


def formatter(*, as_json: bool) -> logging.Formatter:
    """What makes lines for programs, or for people."""
    return _Json() if as_json else _Text()


def told(exc_info: Any) -> str:
    """Where an exception came from and of what kind; its message, which may quote the learner, only at `debug`."""
    if logging.getLogger().isEnabledFor(logging.DEBUG):
        return "".join(traceback.format_exception(*exc_info)).rstrip()
    chain, error = [], exc_info[1]
    while error is not None:
        frames = "".join(traceback.format_tb(error.__traceback__))
        chain.append(f"{frames}{type(error).__module__}.{type(error).__name__}")
        error = error.__cause__ or error.__context__
    return "\nCaused by:\n".join(chain)


class _Json(JsonFormatter):
    def __init__(self) -> None:
        super().__init__("{asctime}{levelname}{name}{message}", style="{", rename_fields={"levelname": "level"})

    def formatException(self, ei: Any) -> str:
        return told(ei)


class _Text(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        fields = " ".join(f"{k}={v}" for k, v in record.__dict__.items() if k not in RESERVED_ATTRS and k != "message")
        return f"{super().formatMessage(record)} {fields}".rstrip()

    def formatException(self, ei: Any) -> str:
        return told(ei)
