"""What an error that may reach a person has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class TutorError(Exception):
    """Something went wrong that a person should hear about.

    `code` is stable and machine-readable, `message` says what happened in plain words, `action` says what
    to do next. `retryable` is true when the same request may work if sent again.
    """

    status: int = 500
    code: str = "internal"
    message: str = "Something went wrong inside the tutor."
    action: str = "Try again. If it keeps happening, run `tutor doctor` on the tutor's computer."
    retryable: bool = False

    def __init__(self, message: str | None = None, *, action: str | None = None, detail: str | None = None) -> None:
        self.message = message or type(self).message
        self.action = action or type(self).action
        self.detail = detail
        super().__init__(self.message if detail is None else f"{self.message} ({detail})")

    def as_dict(self) -> dict[str, Any]:
        """The wire form, without internal detail."""
        return {"code": self.code, "message": self.message, "action": self.action, "retryable": self.retryable}


class OperatorError(TutorError):
    """Read by whoever starts the tutor, in a terminal, and never by a learner."""


def status_of(code: str) -> int:
    """The HTTP status that belongs to an error code."""
    return next((kind.status for kind in _kinds(TutorError) if kind.code == code), TutorError.status)


def told_to_learners() -> dict[str, type[TutorError]]:
    """Every error that a page may show, by its code; of several with one code, the most general."""
    found: dict[str, type[TutorError]] = {}
    for kind in _kinds(TutorError):
        if not issubclass(kind, OperatorError):
            found.setdefault(kind.code, kind)
    return dict(sorted(found.items()))


def _kinds(kind: type[TutorError]) -> Iterator[type[TutorError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)
