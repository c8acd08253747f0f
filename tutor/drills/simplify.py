"""A reply far above the learner's level, said once more in easier words."""

from __future__ import annotations

from tutor.drills.readability import level_of
from tutor.levels import Level, profile
from tutor.llm.base import ChatMessage, ChatModel, ChatRequest, complete

# So many levels above the learner's a reply is too hard; one more is what people learn from.
FAR = 2.0


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
