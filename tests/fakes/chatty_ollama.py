"""An Ollama that answers at once, each time something else. In a process of its own."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from typing import Any

from tests.fakes.ollama import FakeOllama
from tests.fakes.serve import serve_here

OPENINGS = ("¡Qué bien!", "Entiendo.", "Muy interesante.", "Claro que sí.", "Me alegro mucho.", "Ya veo.")
MIDDLES = (
    "A mí también me gusta pasear por el centro cuando hace buen tiempo.",
    "Mi vecina hace lo mismo todos los domingos por la tarde.",
    "En mi barrio hay una plaza con árboles y una fuente antigua.",
    "Yo prefiero quedarme en casa y cocinar algo sencillo.",
    "El año pasado estuve allí con unos amigos de la universidad.",
)
QUESTIONS = ("¿Con quién vas?", "¿Y qué haces después?", "¿Te gusta mucho?", "¿Cuándo fue la última vez?")


class ChattyOllama(FakeOllama):
    """Its replies are an opening, a sentence and a question."""

    async def stream(self, tokens: list[str], *args: Any, **kwargs: Any) -> AsyncIterator[str]:
        said = " ".join(random.choice(among) for among in (OPENINGS, MIDDLES, QUESTIONS))
        async for written in super().stream([f"{word} " for word in said.split()], *args, **kwargs):
            yield written


if __name__ == "__main__":
    serve_here(ChattyOllama().app())
