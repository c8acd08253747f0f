"""A language model's version of a text.

A model elsewhere writes the whole text anew. The embedded one takes its time for each word, and only speaks for or
against what the fast engines consider; so it writes at those places alone, each time going on from what is before. Reading
a word takes it a fifth of the time of writing one.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, NamedTuple

from tutor.corrections.edits import Edit
from tutor.llm.base import ChatMessage, ChatModel, ChatRequest, Scored

log = logging.getLogger(__name__)

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"corrected": {"type": "string"}},
    "required": ["corrected"],
    "additionalProperties": False,
}
SYSTEM = """\
You correct Spanish written by learners. Change as few words as possible: only clear mistakes of spelling, accents, \
agreement, verb forms, articles and prepositions. Keep the style, every name and the regional Spanish. A sentence that \
is right stays exactly as it is."""
IN_JSON = " Answer in JSON."
EXAMPLES = (
    ("Ayer yo va a la playa con mi amigos.", "Ayer fui a la playa con mis amigos."),
    ("Me gusta mucho la música y bailar.", "Me gusta mucho la música y bailar."),
    ("La casa es muy bonito y esta cerca del mar.", "La casa es muy bonita y está cerca del mar."),
    ("¿Vos tenés tiempo mañana?", "¿Vos tenés tiempo mañana?"),
    ("Necesito comprar un regalo por mi mamá.", "Necesito comprar un regalo para mi mamá."),
    ("Cuando era niña, vivía en un pueblo con mis abuelos.", "Cuando era niña, vivía en un pueblo con mis abuelos."),
    ("Yo soy en la biblioteca con mi clase de Español.", "Estoy en la biblioteca con mi clase de español."),
    ("Mis padres quieren que yo estudio más.", "Mis padres quieren que yo estudie más."),
)
FRAME = "Text: "

LONGEST = 400
ANSWER_TOKENS = 240
# The rest of the word at the last place, and the next one, which shows that the model is past it.
PAST = re.compile(r"\S*(\s+\S+)?")
# What is so many characters away costs no less to write than to ask about again.
NEAR = 15
# Each place takes a second, and the voice waits.
MOST_PLACES = 2
# By so many characters a corrected text may be shorter up to there.
SHORTER = 20


class Written(NamedTuple):
    """From where to where a token is that a model wrote, and how likely it was (natural log)."""

    start: int
    end: int
    logprob: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A model's version of a text, and the tokens that it wrote."""

    corrected: str
    written: tuple[Written, ...]

    def logprob(self, start: int, end: int) -> float | None:
        """How likely the least likely token between two offsets of `corrected` was; None if none of them is told."""
        return min((token.logprob for token in self.written if token.start < end and token.end > start), default=None)


async def propose(model: ChatModel, text: str, edits: Sequence[Edit]) -> Proposal | None:
    """The model's version of a text of which the fast engines consider these edits.

    None for long texts, useless answers, and where there is nothing to ask. Raises what the model raises.
    """
    if not text.strip() or len(text) > LONGEST:
        return None
    if model.continues_answers:
        return await _about(model, text, edits) if edits else None
    answer = ""
    written: list[Written] = []
    async with aclosing(model.stream(ChatRequest(prompt(text), ANSWER_TOKENS, schema=SCHEMA, logprobs=True))) as parts:
        async for part in parts:
            if isinstance(part, str):
                answer += part
                written += scored(part, len(answer))
    return parse(answer, written)


def prompt(text: str, begun: str | None = None) -> list[ChatMessage]:
    """How a text's corrected version is asked for: in JSON, or without as the end of an answer that has `begun`."""
    plain = begun is not None
    messages: list[ChatMessage] = [{"role": "system", "content": SYSTEM if plain else SYSTEM + IN_JSON}]
    for said, right in EXAMPLES:
        answer = right if plain else json.dumps({"corrected": right}, ensure_ascii=False)
        messages += [{"role": "user", "content": FRAME + said}, {"role": "assistant", "content": answer}]
    messages.append({"role": "user", "content": FRAME + text})
    return [*messages, {"role": "assistant", "content": begun}] if begun else messages


def stable(model: ChatModel) -> list[ChatMessage]:
    """What all texts' prompts begin with, to be evaluated before the first one comes."""
    return prompt("", "" if model.continues_answers else None)


async def _about(model: ChatModel, text: str, edits: Sequence[Edit]) -> Proposal:
    """The embedded model's version of a text at the places of these edits; the rest is as it was."""
    answer, at = "", 0  # the version of the text up to there
    tokens: list[Written] = []
    for first, last in places(edits):
        start = max(text.rfind(" ", 0, first + 1), at)
        answer, written = answer + text[at:start], ""
        behind = PAST.match(text, last)
        assert behind
        at = len(text)  # unless the model comes to what is behind the place
        asked = ChatRequest(prompt(text, answer), ANSWER_TOKENS, logprobs=True)
        async with aclosing(model.stream(asked)) as parts:
            async for part in parts:
                if not isinstance(part, str):
                    continue
                written += part
                tokens += scored(part, len(answer) + len(written))
                past = written.find(behind[1], max(0, last - start - SHORTER)) if behind[1] else -1
                if past >= 0:
                    written, at = written[:past], behind.start(1)
                    break
        answer += written
        if at == len(text):
            break
    return Proposal(answer + text[at:], tuple(tokens))


def places(edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """From where to where the edits lie that are worth asking about: those that are near each other are one place; of
    many, the most doubtful."""
    found: list[tuple[int, int]] = []
    for edit in sorted(edits, key=lambda edit: edit.start):
        if found and edit.start - found[-1][1] <= NEAR:
            found[-1] = (found[-1][0], max(found[-1][1], edit.end))
        else:
            found.append((edit.start, edit.end))

    def sureness(place: tuple[int, int]) -> float:
        return min(abs(edit.confidence - 0.5) for edit in edits if place[0] <= edit.start <= place[1])

    return sorted(sorted(found, key=sureness)[:MOST_PLACES])


def scored(part: str, end: int) -> list[Written]:
    """A part of an answer that ends there, if the engine tells how likely it was."""
    return [Written(end - len(part), end, part.logprob)] if isinstance(part, Scored) else []


def parse(answer: str, written: Sequence[Written]) -> Proposal | None:
    """A proposal from the model's JSON and the tokens of that."""
    try:
        corrected = json.loads(answer)["corrected"]
    except (ValueError, TypeError, KeyError):
        log.debug("no corrections in the model's answer: %r", answer)
        return None
    if not isinstance(corrected, str) or not corrected.strip():
        return None
    at = answer.find(json.dumps(corrected, ensure_ascii=False)) + 1
    return Proposal(
        corrected, tuple(token._replace(start=token.start - at, end=token.end - at) for token in written) if at else ()
    )
