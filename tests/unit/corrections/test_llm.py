"""What is made of a language model's version of a text."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Sequence

import pytest

from tutor.corrections import llm
from tutor.corrections.check import Corrector
from tutor.corrections.edits import apply
from tutor.corrections.policy import DEFAULT
from tutor.corrections.review import review
from tutor.llm.base import ChatMessage, ChatRequest, Scored, Usage

CORRECTOR = Corrector()
SURE, DOUBTFUL = -0.01, -2.5


class Saying:
    """A model that gives one answer, each character as likely as told."""

    name = "test"

    def __init__(self, answer: str, logprob: float = SURE, engine: str = "ollama") -> None:
        self.answer, self.logprob, self.engine = answer, logprob, engine
        self.asked: list[ChatRequest] = []

    async def load(self) -> None: ...

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        self.asked.append(request)
        for character in self.answer:
            yield Scored(character, self.logprob)

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None: ...

    async def close(self) -> None: ...


def corrected(text: str, logprob: float = SURE) -> Saying:
    return Saying(json.dumps({"corrected": text}, ensure_ascii=False), logprob)


async def reviewed(text: str, model: Saying) -> str:
    checked = await review(CORRECTOR, text, DEFAULT, model=model)
    assert apply(text, checked.edits) == checked.corrected_text
    return checked.corrected_text


async def test_a_likely_edit_is_taken_and_a_doubtful_one_is_not() -> None:
    text = "Tengo un pregunta y los niños esta cansados."
    assert CORRECTOR.check(text).corrected_text == "Tengo una pregunta y los niños esta cansados."
    better = "Tengo una pregunta y los niños están cansados."
    assert await reviewed(text, corrected(better)) == better
    assert await reviewed("Ana compró flores para Luis.", corrected("Ana compró flores por Luis.", DOUBTFUL)) == (
        "Ana compró flores para Luis."
    )


async def test_what_only_the_embedded_model_says_is_not_enough() -> None:
    text = "Tengo un pregunta y los niños esta cansados."
    better = json.dumps({"corrected": "Tengo una pregunta y los niños están cansados."})
    assert await reviewed(text, Saying(better, engine="embedded")) == "Tengo una pregunta y los niños esta cansados."


async def test_a_rewritten_text_is_not_taken() -> None:
    text = "Me gusta el coche rojo."
    assert await reviewed(text, corrected("Adoro los automóviles de color carmesí.")) == text


@pytest.mark.parametrize("answer", ["", "no", "[]", "null", '{"corrected": 3}', '{"text": "a"}', '{"corrected": ""}'])
async def test_useless_answers_leave_the_fast_corrections(answer: str) -> None:
    assert await reviewed("Tengo un pregunta.", Saying(answer)) == "Tengo una pregunta."


async def test_a_long_text_is_not_sent() -> None:
    model = corrected("x")
    assert await llm.propose(model, "Voy a casa. " * 100) is None
    assert model.asked == []


async def test_the_prompt_stays_the_same() -> None:
    model = corrected("Voy a casa.")
    for text in ("Voy a casa.", "Voy al parque."):
        await llm.propose(model, text)
    first, second = (request.messages for request in model.asked)
    assert first[0] == second[0]
    assert len(first[0]["content"]) < 1400


def test_logprobs_belong_to_the_words_they_came_with() -> None:
    answer = '{"corrected": "Yo soy alto."}'
    ends = [(14, -0.1), (answer.index("soy") + 3, -1.5), (len(answer), -0.2)]
    proposal = llm.parse(answer, ends)
    assert proposal
    assert proposal.logprob(3, 6) == -1.5
    assert proposal.logprob(7, 11) == -0.2
