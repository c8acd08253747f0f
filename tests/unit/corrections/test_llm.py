"""What is made of a language model's version of a text."""

from __future__ import annotations

import json

import pytest

from tests.unit.corrections.saying import DOUBTFUL, SURE, Saying
from tutor.corrections.check import Corrector
from tutor.corrections.edits import apply
from tutor.corrections.policy import DEFAULT
from tutor.corrections.review import review

CORRECTOR = Corrector()


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
    model = Saying(" una pregunta y miramos la película.", engine="embedded")
    assert await reviewed("Tengo un pregunta y vimos la película.", model) == "Tengo una pregunta y vimos la película."


async def test_a_rewritten_text_is_not_taken() -> None:
    text = "Me gusta el coche rojo."
    assert await reviewed(text, corrected("Adoro los automóviles de color carmesí.")) == text


@pytest.mark.parametrize("answer", ["", "no", "[]", "null", '{"corrected": 3}', '{"text": "a"}', '{"corrected": ""}'])
async def test_useless_answers_leave_the_fast_corrections(answer: str) -> None:
    assert await reviewed("Tengo un pregunta.", Saying(answer)) == "Tengo una pregunta."
