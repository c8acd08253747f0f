"""The real llama.cpp and the schema of 20,000 words to choose from: refused before the slot; the hardest that is let
through does not keep the next one waiting."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import Any

import pytest

from tests.conftest import REAL
from tests.loop_watch import slowness
from tests.tutors import PATIENCE_S
from tutor.core.downloads import load_catalogue
from tutor.core.errors import EngineFailed, InvalidInput
from tutor.llm.base import ChatRequest, complete
from tutor.llm.engines.embedded import EmbeddedModel
from tutor.llm.json_schema import (
    MOST_ALTERNATIVES,
    MOST_CHOICES,
    MOST_LISTS,
    MOST_PATTERNS,
    MOST_PROPERTIES,
    check_schema,
)

pytestmark = pytest.mark.models

# What nobody got an answer in, of the processor's time: of that it takes as much where the machine is busy with others.
TOO_LONG_S = 40.0
NAME = "qwen2.5-coder-0.5b-instruct"
ASKED = [{"role": "user", "content": "Hola."}]
HARD: dict[str, dict[str, Any]] = {
    "words": {"enum": [f"palabra número {n}" for n in range(MOST_CHOICES)]},
    "properties": {
        "type": "object",
        "properties": {f"campo{n}": {"type": "integer"} for n in range(MOST_PROPERTIES)},
    },
    "repeated": {"type": "string", "minLength": 1_000, "maxLength": 1_000},
    "bounds": {"type": "integer", "minimum": -(10**15), "maximum": 10**15},
    "patterns": {"anyOf": [{"type": "string", "pattern": f"^[ -z]*.*{'x' * n}$"} for n in range(MOST_PATTERNS)]},
    "lists": {
        "$ref": "#/$defs/tree",
        "$defs": {
            "tree": {
                "anyOf": [
                    {"type": "array", "items": {"$ref": "#/$defs/tree"}, "maxItems": n}
                    for n in range(1, MOST_LISTS + 1)
                ]
            }
        },
    },
    "alternatives": {
        "type": "array",
        "items": {"anyOf": [{"type": "object", "properties": {"": {}, f"a{n}": {}}} for n in range(MOST_ALTERNATIVES)]},
    },
    "nested": {
        "anyOf": [
            {"type": "array", "items": {"anyOf": [{"const": f"{m}{n}"} for n in range(20)]}} for m in range(MOST_LISTS)
        ]
    },
}


def test_twenty_thousand_words_never_come_to_the_slot() -> None:
    began = time.thread_time()
    with pytest.raises(InvalidInput):
        check_schema({"enum": [str(n) for n in range(20_000)]})
    assert time.thread_time() - began < slowness()


@pytest.mark.parametrize("kind", HARD)
async def test_the_hardest_that_is_let_through_lets_the_next_one_in(kind: str) -> None:
    check_schema(HARD[kind])
    model = EmbeddedModel(NAME, load_catalogue().gguf(NAME, REAL), 2048)
    await model.load()
    try:
        hard = asyncio.create_task(complete(model, ChatRequest(ASKED, 30, schema=HARD[kind])))  # type: ignore[arg-type]
        await asyncio.sleep(0.5)
        began = time.process_time()
        async with asyncio.timeout(PATIENCE_S):
            assert await complete(model, ChatRequest(ASKED, 5))  # type: ignore[arg-type]
        assert time.process_time() - began < TOO_LONG_S * slowness()
        with suppress(EngineFailed):  # what llama.cpp refuses is told, and it goes on
            async with asyncio.timeout(PATIENCE_S):
                await hard
    finally:
        await model.close()
