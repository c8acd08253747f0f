"""How the engines are doing, as the page shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, get_args

from tutor.core.errors import TutorError

EngineKind = Literal["llm", "stt", "tts", "corrections"]


@dataclass(slots=True)
class EngineState:
    """How an engine is doing; `detail` and `action` say what is wrong, and what helps."""

    state: Literal["off", "loading", "ready", "error"] = "off"
    engine: str = ""
    name: str = ""
    detail: str = ""
    action: str = ""


class EngineStates(dict[EngineKind, EngineState]):
    """The states of all kinds of engines; off until one is first needed."""

    def __init__(self) -> None:
        super().__init__({kind: EngineState() for kind in get_args(EngineKind)})

    @contextmanager
    def loading(self, kind: EngineKind, engine: str, name: str) -> Iterator[EngineState]:
        """A context in which the engine is shown as loading; afterwards as ready, or with what went wrong. Who stops waiting
        for it leaves it as it was."""
        before = self[kind]
        state = self[kind] = EngineState("loading", engine, name)
        try:
            yield state
        except asyncio.CancelledError:
            # Nothing is wrong with it: whoever needs it next begins anew.
            self[kind] = before if before.state == "ready" else EngineState()
            raise
        except BaseException as error:
            state.state = "error"
            if isinstance(error, TutorError):
                state.detail, state.action = error.message, error.action
            else:
                state.detail = str(error) or type(error).__name__
            raise
        state.state = "ready"
