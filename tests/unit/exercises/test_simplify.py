"""Replies that are far too hard: in easier words by the model, else in part."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

import pytest

from tutor.core.levels import Level
from tutor.language.es.readability import level_of
from tutor.llm.base import ChatMessage, ChatRequest
from tutor.llm.tasks.simplify import at_level

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
    levelled = await at_level(Parrot(), LONG, Level.A1)
    assert levelled.text == f"{EASIER} ¿Te gusta tu ciudad?"
    assert levelled.original == LONG
    assert levelled.level == level_of(levelled.text).level
    assert {gloss.text for gloss in levelled.glosses} <= set(levelled.text.replace("?", "").split())


@pytest.mark.parametrize("text", [HARD, f"{HARD} {HARD}", "", "¡Claro!", "😀"])
async def test_there_may_be_nothing_easier_to_keep(text: str) -> None:
    levelled = await at_level(Parrot(), text, Level.A1)
    assert levelled.text in (text, HARD)
    assert bool(levelled.text) == bool(text)


async def test_what_fits_the_level_is_not_asked_for_again() -> None:
    parrot = Parrot()
    levelled = await at_level(parrot, EASIER, Level.B1)
    assert (levelled.text, levelled.original, parrot.asked) == (EASIER, None, 0)
