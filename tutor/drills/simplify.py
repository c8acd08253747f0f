"""A reply measured against the learner's level, and said once more in easier words when it is far above."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import anyio.to_thread

from tutor.drills.readability import Placed, above, level_of
from tutor.errors import EngineFailed, EngineUnavailable
from tutor.levels import Level, profile
from tutor.llm.base import ChatMessage, ChatModel, ChatRequest, complete

log = logging.getLogger(__name__)

# So many levels above the learner's a reply is too hard; one more is what people learn from.
FAR = 2.0


@dataclass(frozen=True, slots=True)
class Levelled:
    """A reply for a learner: its text and level, the words in it above theirs, and how it was before, if harder."""

    text: str
    level: Level
    glosses: list[Placed]
    original: str | None


async def at_level(model: ChatModel | None, text: str, level: Level) -> Levelled:
    """Measure a reply, and have the model, if there is one, say it in easier words where it is far too hard."""
    simpler: str | None = None
    if model is not None and await anyio.to_thread.run_sync(far_above, text, level):
        try:
            simpler = await easier(model, text, level)
        except (EngineFailed, EngineUnavailable) as error:  # the hard reply is better than none
            log.info("reply was not simplified", exc_info=error)
    final = simpler or text
    measured = await anyio.to_thread.run_sync(level_of, final)
    glosses = await anyio.to_thread.run_sync(above, final, level)
    return Levelled(final, measured.level, glosses, text if simpler else None)


def far_above(text: str, level: Level) -> bool:
    """Whether a text is too hard for a learner of a level."""
    return level_of(text).score - (tuple(Level).index(level) + 1) >= FAR


async def easier(model: ChatModel, text: str, level: Level) -> str | None:
    """The text in easier words by the model; None when what it wrote is no easier. Raises EngineFailed."""
    request = ChatRequest(_messages(text, level), max_tokens=len(text) // 2 + 64)
    rewritten = (await complete(model, request)).strip()
    return rewritten if rewritten and level_of(rewritten).score < level_of(text).score else None


def _messages(text: str, level: Level) -> list[ChatMessage]:
    about = profile(level)
    rules = (
        f"Reescribe el texto para un estudiante de español de nivel {level}. Di lo mismo con frases de menos de "
        f"{about.sentence_words} palabras. Gramática: {about.grammar}. Vocabulario: {about.vocabulary}. "
        "Escribe solo el texto nuevo, en español."
    )
    return [{"role": "system", "content": rules}, {"role": "user", "content": text}]
