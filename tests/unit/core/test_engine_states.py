"""What is told of engines while they are loaded."""

from __future__ import annotations

import asyncio

import pytest

from tutor.core.engine_states import EngineStates
from tutor.core.errors import EngineUnavailable


async def load(states: EngineStates, name: str, gate: asyncio.Event, error: Exception | None = None) -> None:
    with states.loading("tts", "kokoro", name):
        await gate.wait()
        if error:
            raise error


async def given_up(states: EngineStates, name: str) -> None:
    loading = asyncio.create_task(load(states, name, asyncio.Event()))
    await asyncio.sleep(0)
    assert states["tts"].state == "loading"
    loading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loading


async def test_who_stops_waiting_breaks_nothing() -> None:
    states = EngineStates()
    await given_up(states, "Dora")
    assert (states["tts"].state, states["tts"].detail) == ("off", "")

    now = asyncio.Event()
    now.set()
    await load(states, "Dora", now)
    await given_up(states, "Daniela")
    assert (states["tts"].state, states["tts"].name) == ("ready", "Dora")


async def test_what_is_wrong_is_told_with_what_helps() -> None:
    states, now = EngineStates(), asyncio.Event()
    now.set()
    with pytest.raises(EngineUnavailable):
        await load(states, "Dora", now, EngineUnavailable("No voice.", action="Get one."))
    told = states["tts"]
    assert (told.state, told.detail, told.action) == ("error", "No voice.", "Get one.")
    with pytest.raises(KeyError):
        await load(states, "Dora", now, KeyError())
    assert states["tts"].detail == "KeyError"
