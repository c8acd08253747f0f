"""What is made of a language model's version of a text."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.conftest import REAL
from tests.unit.corrections.saying import DOUBTFUL, SURE, Saying
from tutor.corrections.check import Corrector
from tutor.corrections.edits import Edit, apply
from tutor.corrections.explain import explained
from tutor.corrections.llm import judged, opinion_of
from tutor.corrections.policy import DEFAULT
from tutor.corrections.proposal import Proposal, Written, propose
from tutor.corrections.review import review
from tutor.llm.embedded import EmbeddedModel

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


def test_words_kept_with_doubt_are_remembered_with_it() -> None:
    text = "Tengo un pregunta aquí."
    written = (("Tengo una", -0.1), ("Tengo una pregunta", -1.5))
    proposal = Proposal("Tengo una pregunta aquí.", tuple(Written(len(until), likely) for until, likely in written))
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
        proposal = Proposal(text, (Written(len(text), likely),))
        [(_, edits)] = judged(CORRECTOR, text, groups, proposal, DEFAULT, engine)
        confidences.append(max(edit.confidence for edit in edits))
    sure, doubtful = confidences
    assert doubtful > sure if engine == "embedded" else doubtful == sure


def an_edit(text: str, original: str, replacement: str) -> Edit:
    start = text.index(original)
    return explained(start, original, replacement, "other", 0.5, "learned", "B1", "en")


def written(*tokens: dict[str, float]) -> tuple[str, tuple[Written, ...]]:
    """A text of tokens, each the first of what might have stood there."""
    text, made = "", []
    for options in tokens:
        text += next(iter(options))
        made.append(Written(len(text), max(options.values()), tuple(options.items())))
    return text, tuple(made)


def test_what_the_model_prefers_is_told_by_the_token_in_which_texts_part() -> None:
    text = "La casa es bonito y alta."
    version, tokens = written(
        {"La": 0}, {" casa": 0}, {" es": 0}, {" bon": 0, " fea": -9}, {"ita": -0.1, "ito": -2.6}, {" y": 0, ".": -7},
        {" alta": -0.5, " alto": -1.5}, {".": 0},
    )  # fmt: skip
    opinion = opinion_of(CORRECTOR, text, Proposal(version, tokens), DEFAULT)
    assert opinion.preference(an_edit(text, "bonito", "bonita")) == pytest.approx(2.5)  # it wrote this
    assert opinion.preference(an_edit(text, "alta", "alto")) == pytest.approx(-1.0)  # it thought of this
    assert opinion.preference(an_edit(text, " y", ".")) == pytest.approx(-7.0)  # behind what it changed
    assert opinion.preference(an_edit(text, "bonito", "fea")) == pytest.approx(-9.0)
    # As unlikely as the last of what it thought of.
    assert opinion.preference(an_edit(text, "casa", "caso")) == 0.0


def test_there_is_no_preference_where_the_model_wrote_nothing_or_something_else() -> None:
    text = "Mi hermano vive lejos."
    version, tokens = written({"Mi": 0}, {" casa": -0.1, " hermano": -1.2})
    proposal = Proposal(version + " vive lejos.", tokens)
    opinion = opinion_of(CORRECTOR, text, proposal, DEFAULT)
    assert opinion.preference(an_edit(text, "lejos", "cerca")) is None
    assert opinion.preference(an_edit(text, "hermano", "hermana")) is None
    assert opinion.preference(an_edit(text, "hermano", "casa")) == pytest.approx(1.1)
    untold = opinion_of(CORRECTOR, text, Proposal(version + " vive lejos.", ()), DEFAULT)
    assert untold.preference(an_edit(text, "hermano", "casa")) is None


@pytest.mark.models
async def test_the_embedded_model_tells_what_else_it_thought_of() -> None:
    folder = REAL.models_folder / REAL.embedded_model
    model = EmbeddedModel(REAL.embedded_model, next(folder.glob("*.gguf")), 2048)
    text = "La casa de mi abuela es muy bonito."
    agreeing, other = an_edit(text, "bonito", "bonita"), an_edit(text, "bonito", "bonitas")
    try:
        proposal = await propose(model, text, [agreeing])
    finally:
        await model.close()
    assert proposal
    opinion = opinion_of(CORRECTOR, text, proposal, DEFAULT)
    prefers, not_that = opinion.preference(agreeing), opinion.preference(other)
    assert prefers is not None
    assert not_that is not None
    assert prefers > 0 > not_that
