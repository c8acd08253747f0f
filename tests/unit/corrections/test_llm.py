"""What is made of a language model's version of a text."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.unit.corrections.saying import DOUBTFUL, SURE, Saying
from tutor.corrections.check import Corrector
from tutor.corrections.edits import apply
from tutor.corrections.llm import judged, opinion_of
from tutor.corrections.policy import DEFAULT
from tutor.corrections.proposal import Proposal, Written
from tutor.corrections.review import review

CORRECTOR = Corrector()
TIPS = replace(DEFAULT, tips=True)


def corrected(text: str, logprob: float = SURE) -> Saying:
    return Saying(json.dumps({"corrected": text}, ensure_ascii=False), logprob)


async def reviewed(text: str, model: Saying) -> str:
    checked = await review(CORRECTOR, text, TIPS, model=model)
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


def test_words_kept_with_doubt_are_remembered_with_it() -> None:
    text = "Tengo un pregunta aquí."
    written = (Written(0, 9, -0.1), Written(9, 18, -1.5))
    proposal = Proposal("Tengo una pregunta aquí.", written)
    opinion = opinion_of(CORRECTOR, text, proposal, DEFAULT)
    assert [(text[start:end], likely) for start, end, likely in opinion.kept] == [("Tengo", -0.1), ("pregunta", -1.5)]
    [(changed, _)] = opinion.edits.values()
    assert opinion.doubts(changed) is None
    at = text.index("pregunta")
    assert opinion.doubts(replace(changed, start=at, end=at)) == -1.5
    assert opinion.doubts(replace(changed, start=at, end=at + 3)) == -1.5
    assert opinion.doubts(replace(changed, start=len(text) - 5, end=len(text) - 1)) is None


@pytest.mark.parametrize("engine", ["embedded", "ollama"])
async def test_a_word_that_the_model_kept_with_doubt_is_surer_to_be_wrong(engine: str) -> None:
    """Of the embedded model this was learned; others have no such weights."""
    text = "Tengo un pregunta."
    groups = list(CORRECTOR.candidates(text))
    confidences = []
    for likely in (SURE, DOUBTFUL):
        proposal = Proposal(text, (Written(0, len(text), likely),))
        [(_, edits)] = judged(CORRECTOR, text, groups, proposal, DEFAULT, engine)
        confidences.append(max(edit.confidence for edit in edits))
    sure, doubtful = confidences
    assert doubtful > sure if engine == "embedded" else doubtful == sure


def test_a_model_is_silent_where_it_was_not_asked() -> None:
    text = "Tengo un pregunta y vivo lejos."
    [(_, [edit, *_])] = CORRECTOR.candidates(text)
    at = text.index("vivo")
    elsewhere = replace(edit, id="", start=at, end=at + 4, original="vivo", replacement="vive")
    wrote = Proposal("Tengo una pregunta y vivo lejos.", (Written(5, 9, -0.1), Written(9, 18, -0.1)))
    opinion = opinion_of(CORRECTOR, text, wrote, DEFAULT)
    assert not opinion.silent(edit)
    assert opinion.silent(elsewhere)
    other = replace(edit, id="", replacement="unas")
    assert opinion.crosses(other)
    assert not opinion.silent(other)
    # An engine that does not tell how likely its words are has read them all.
    untold = opinion_of(CORRECTOR, text, Proposal(wrote.corrected, ()), DEFAULT)
    assert not untold.silent(elsewhere)
