"""A reply measured against the learner's level, and said once more in easier words when it is far above."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import anyio.to_thread

from tutor.core.errors import EngineFailed, EngineUnavailable
from tutor.core.levels import Level
from tutor.language.es.levels import profile
from tutor.language.es.readability import Placed, TextLevel, above, level_of
from tutor.language.es.sentences import whole_sentences
from tutor.llm.base import ChatMessage, ChatModel, ChatRequest, complete

log = logging.getLogger(__name__)

# So many levels above the learner's a reply is too hard; one more is what people learn from.
FAR = 2.0


@dataclass(frozen=True, slots=True)
class SimplifiedReply:
    """A reply for a learner: its text and level, the words in it above theirs, and how it was before, if harder."""

    text: str
    level: Level
    glosses: list[Placed]
    original: str | None


def far_above(text: str, level: Level) -> bool:
    """Whether a text is too hard for a learner of a level."""
    return _far(_measured(text), level)


async def easier(model: ChatModel, text: str, level: Level) -> str | None:
    """All of a text in easier words by the model; None when what it wrote is no easier. Raises EngineFailed,
    EngineUnavailable."""
    said = await anyio.to_thread.run_sync(_measured, text)
    kept = await _rewritten(model, said, _whole(text, level))
    return kept.text if kept is not said else None


async def simplify(model: ChatModel | None, text: str, level: Level, language: str = "en") -> SimplifiedReply:
    """Measure a reply; one that is far too hard is said in easier words by the model, or else only in part. Without a
    model it stays as it is. Its hard words are explained in `language`."""
    said = kept = await anyio.to_thread.run_sync(_measured, text)
    if model is not None and _far(said, level):
        try:
            kept = await _rewritten(model, said, _short(text, level))
        except (EngineFailed, EngineUnavailable) as error:  # the hard reply is better than none
            log.info("reply was not simplified", exc_info=error)
        if _far(kept, level):
            kept = await anyio.to_thread.run_sync(_in_part, kept, level)
    glosses = await anyio.to_thread.run_sync(above, kept.text, level, language)
    return SimplifiedReply(kept.text, kept.level.level, glosses, text if kept is not said else None)


@dataclass(frozen=True, slots=True)
class _Wording:
    """One way to say a reply, and how hard it is."""

    text: str
    level: TextLevel


def _measured(text: str) -> _Wording:
    return _Wording(text, level_of(text))


def _far(said: _Wording, level: Level) -> bool:
    return said.level.score - level.number >= FAR


async def _rewritten(model: ChatModel, said: _Wording, asked: list[ChatMessage]) -> _Wording:
    """What the model makes of it; `said` itself when that is no easier."""
    rewritten = (await complete(model, ChatRequest(asked, max_tokens=len(said.text) // 2 + 64))).strip()
    easier = await anyio.to_thread.run_sync(_measured, rewritten)
    return easier if rewritten and easier.level.score < said.level.score else said


def _in_part(said: _Wording, level: Level) -> _Wording:
    """The easiest of its sentences, as many as a reply of the level has, with the question at its end; `said` itself
    when that is no easier. Small models cannot always say a thing in easier words, but they say too much."""
    pieces = [_measured(sentence) for sentence in whole_sentences(said.text)]
    question = pieces[-1:] if pieces and pieces[-1].text.endswith("?") else []
    others = pieces[: len(pieces) - len(question)]
    told = [piece for piece in others if len(piece.text.split()) > 2]  # ¡Claro! says nothing by itself
    easiest = sorted(told, key=lambda piece: piece.level.score)[: profile(level).reply_sentences - len(question)]
    part = _measured(" ".join(piece.text for piece in pieces if piece in [*easiest, *question]))
    return part if part.text and part.level.score < said.level.score else said


# A small model learns more from one example than from any rule.
_EXAMPLE: tuple[ChatMessage, ChatMessage] = (
    {
        "role": "user",
        "content": "La gastronomía constituye un elemento fundamental de la identidad cultural de numerosos pueblos. "
        "¿Cuál es el plato que mejor representa tu región?",
    },
    {"role": "assistant", "content": "La comida es muy importante en cada país. ¿Qué se come en tu ciudad?"},
)


def _short(text: str, level: Level) -> list[ChatMessage]:
    """Asks for a reply in as many sentences as one of the level has."""
    return [_rules(level, f"en {profile(level).reply_sentences} frases"), *_EXAMPLE, {"role": "user", "content": text}]


def _whole(text: str, level: Level) -> list[ChatMessage]:
    """Asks for all of a text."""
    return [_rules(level, "con frases"), {"role": "user", "content": text}]


def _rules(level: Level, how: str) -> ChatMessage:
    about = profile(level)
    return {
        "role": "system",
        "content": f"Reescribe el texto para un estudiante de español de nivel {level}. Di lo mismo {how} de menos de "
        f"{about.sentence_words} palabras. Gramática: {about.grammar}. Vocabulario: {about.vocabulary}. "
        "Escribe solo el texto nuevo, en español.",
    }
