"""Every engine that the settings name can be opened; a new one is a file and an entry."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from tests.toy_engine import PARROT
from tutor.core.engine_settings import Engine
from tutor.core.settings import Settings
from tutor.llm.base import ChatRequest, joined
from tutor.llm.engines import registry


async def no_file() -> Path:
    raise AssertionError("nothing is fetched before a model is asked for")


@pytest.mark.parametrize("engine", get_args(Engine))
def test_every_engine_of_the_settings_is_there(engine: Engine) -> None:
    assert registry.provider(engine, Settings(), no_file, lambda: False)


async def test_a_new_engine_is_a_file_and_an_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._SERVERS, "parrot", PARROT)
    provider = registry.provider("parrot", Settings(), no_file, lambda: False)  # type: ignore[arg-type]
    assert (await provider.health()).ok
    model = (await provider.pick("reply", "", None)).model
    request = ChatRequest([{"role": "user", "content": "Vivo en Madrid."}], 20)
    assert (await joined(model.stream(request))).strip() == "Vivo en Madrid."
    await provider.close()
