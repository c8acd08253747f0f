"""Replies that are far too hard: in easier words by the model, else in part."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

import pytest

from tutor.core.levels import Level
from tutor.language.es.readability import level_of
from tutor.llm.base import ChatMessage, ChatRequest
from tutor.llm.tasks.simplify import simplify

HARD = "Habida cuenta de la complejidad del asunto, el tribunal optó por aplazar su decisión acerca del litigio."
EASIER = "La vida en la ciudad es buena para la gente."
LONG = f"{HARD} {HARD} {EASIER} ¿Te gusta tu ciudad?"


class Parrot:
    """A small model that cannot say anything in easier words."""

    name, engine = "parrot", "parrot"
    shares_cpu = continues_answers = False

    def __init__(self) -> None:
        self.asked = 0

    async def load(self) -> None: ...

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str, None]:
        self.asked += 1
        yield request.messages[-1]["content"]

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None: ...

    async def close(self) -> None: ...


async def test_what_the_model_cannot_say_easily_is_said_in_part() -> None:
    simplified = await simplify(Parrot(), LONG, Level.A1)
    assert simplified.text == f"{EASIER} ¿Te gusta tu ciudad?"
    assert simplified.original == LONG
    assert simplified.level == level_of(simplified.text).level
    assert {gloss.text for gloss in simplified.glosses} <= set(simplified.text.replace("?", "").split())


@pytest.mark.parametrize("text", [HARD, f"{HARD} {HARD}", "", "¡Claro!", "😀"])
async def test_there_may_be_nothing_easier_to_keep(text: str) -> None:
    simplified = await simplify(Parrot(), text, Level.A1)
    assert simplified.text in (text, HARD)
    assert bool(simplified.text) == bool(text)


async def test_what_fits_the_level_is_not_asked_for_again() -> None:
    parrot = Parrot()
    simplified = await simplify(parrot, EASIER, Level.B1)
    assert (simplified.text, simplified.original, parrot.asked) == (EASIER, None, 0)
