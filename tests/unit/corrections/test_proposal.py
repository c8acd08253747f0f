"""How a language model is asked for its version of a text, and what is made of its answer."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.corrections.saying import SURE, Saying
from tutor.corrections.check import Corrector
from tutor.corrections.edits import Edit
from tutor.corrections.proposal import Proposal, Written, parse, places, propose
from tutor.llm.base import ChatRequest, Usage

CORRECTOR = Corrector()


def considered(text: str) -> list[Edit]:
    return [edit for _, edits in CORRECTOR.candidates(text) for edit in edits]


async def proposed(text: str, answer: str) -> tuple[Proposal | None, Saying]:
    """What an embedded model's answer comes to, and the model."""
    model = Saying(answer, engine="embedded")
    return await propose(model, text, considered(text)), model


@pytest.mark.parametrize("answer", ["", "no", "[]", "null", '{"corrected": 3}', '{"text": "a"}', '{"corrected": ""}'])
async def test_a_useless_answer_is_no_proposal(answer: str) -> None:
    assert await propose(Saying(answer), "Tengo un pregunta.", []) is None


async def test_a_long_text_is_not_sent() -> None:
    model = Saying("x")
    assert await propose(model, "Voy a casa. " * 100, []) is None
    assert model.asked == []


@pytest.mark.parametrize("engine", ["ollama", "embedded"])
async def test_the_prompt_stays_the_same(engine: str) -> None:
    model = Saying("", engine=engine)
    texts = ("Tengo un pregunta.", "Es muy facil.")
    for text in texts:
        await propose(model, text, considered(text))
    first, second = (request.messages for request in model.asked)
    differ = next(n for n, (a, b) in enumerate(zip(first, second, strict=True)) if a != b)
    assert [m["content"].removeprefix("Text: ") for m in (first[differ], second[differ])] == list(texts)
    assert sum(len(message["content"]) for message in first[:differ]) < 1400


def test_logprobs_belong_to_the_words_they_came_with() -> None:
    answer = '{"corrected": "Yo soy alto."}'
    ends = [Written(a, b, likely) for a, b, likely in ((0, 14, -0.1), (14, 21, -1.5), (21, len(answer), -0.2))]
    proposal = parse(answer, ends)
    assert proposal
    assert proposal.logprob(3, 6) == -1.5
    assert proposal.logprob(7, 11) == -0.2


async def test_the_embedded_model_is_not_asked_about_what_nobody_doubts() -> None:
    proposal, model = await proposed("Hola, ¿qué tal?", "Hola.")
    assert proposal is None
    assert model.asked == []


async def test_the_embedded_model_goes_on_from_the_first_doubt_to_the_last() -> None:
    text = "Ayer por la tarde tengo un pregunta para mi hermana mayor, que vive muy lejos."
    only = [edit for edit in considered(text) if edit.replacement == "una"]
    model = Saying(" una pregunta para nadie.", engine="embedded")
    proposal = await propose(model, text, only)
    assert model.asked[0].messages[-1] == {"role": "assistant", "content": "Ayer por la tarde tengo"}
    assert proposal
    assert proposal.corrected == text.replace("un pregunta", "una pregunta")
    assert proposal.logprob(text.index("un"), text.index("un") + 3) == SURE
    # It was stopped once it had come to the word behind.
    assert proposal.written[-1].end == len("Ayer por la tarde tengo una pregunta")


async def test_places_far_apart_are_asked_about_one_by_one() -> None:
    text = "Tengo un pregunta sobre la clase de español de la semana que viene, que es muy facil."
    only = [edit for edit in considered(text) if edit.replacement in ("una", "fácil")]
    assert len(places(only)) == 2

    class Following(Saying):
        async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
            self.answer = " una pregunta y" if len(self.asked) == 0 else " fácil."
            async for part in super().stream(request):
                yield part

    model = Following("", engine="embedded")
    proposal = await propose(model, text, only)
    right = text.replace("un pregunta", "una pregunta").replace("facil", "fácil")
    assert proposal
    assert proposal.corrected == right
    # What it made of the first place is what the second follows on.
    assert model.asked[1].messages[-1]["content"] == right.removesuffix(" fácil.")
    assert proposal.logprob(right.index("fácil"), len(right)) == SURE


async def test_a_doubt_about_the_first_and_the_last_word() -> None:
    text = "tengo un pregunta"
    proposal, model = await proposed(text, "Tengo una pregunta.")
    assert model.asked[0].messages[-1]["role"] == "user"
    assert proposal
    assert proposal.corrected == "Tengo una pregunta"  # the word that was there shows the end


@given(st.text(max_size=40))
async def test_whatever_the_embedded_model_says_before_the_first_doubt_all_is_as_it_was(answer: str) -> None:
    text = "Me gusta mucho tu casa, pero tengo un pregunta."
    proposal, model = await proposed(text, answer)
    begun = model.asked[0].messages[-1]["content"]
    assert text.startswith(begun)
    assert proposal
    assert proposal.corrected.startswith(begun)


def test_an_answer_in_json_keeps_its_signs() -> None:
    said = 'Dijo: «sí», \\ y "no".'
    proposal = parse(json.dumps({"corrected": said}, ensure_ascii=False), [])
    assert proposal
    assert proposal.corrected == said
