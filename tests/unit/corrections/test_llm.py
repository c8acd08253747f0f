"""What is kept of a language model's proposals."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tutor.corrections import llm
from tutor.corrections.edits import Edit, apply


def answering(answer: str) -> llm.Ask:
    async def ask(system: str, user: str, schema: dict[str, Any]) -> str:
        return answer

    return ask


def corrected(text: str) -> llm.Ask:
    return answering(json.dumps({"corrected": text}))


@pytest.mark.parametrize(
    ("text", "answer", "kept"),
    [
        ("Necesito un regalo por mi madre.", "Necesito un regalo para mi madre.", "Necesito un regalo para mi madre."),
        ("Los niños esta cansados hoy.", "Los niños están cansados hoy.", "Los niños están cansados hoy."),
        ("Ayer hablar con Ana.", "Ayer hablé con Ana.", "Ayer hablé con Ana."),
        ("Vivo con Jhon en Bogota desde mayo.", "Vivo con John en Bogotá desde mayo.", "Vivo con Jhon en Bogota desde mayo."),
        ("Dijo \"yo sabe todo\" y salió.", "Dijo \"yo sé todo\" y salió.", "Dijo \"yo sabe todo\" y salió."),
        ("Me gusta el coche rojo.", "Adoro los automóviles de color rojo.", "Me gusta el coche rojo."),
    ],
)  # fmt: skip
async def test_only_small_known_changes_are_kept(text: str, answer: str, kept: str) -> None:
    assert apply(text, await llm.propose(corrected(answer), text, "B1", "en")) == kept


@pytest.mark.parametrize("answer", ["", "no", "[]", "null", '{"corrected": 3}', '{"text": "a"}', '{"corrected": ""}'])
async def test_useless_answers_propose_nothing(answer: str) -> None:
    assert await llm.propose(answering(answer), "Voy a casa.", "B1", "en") == []


async def test_the_prompt_stays_short_and_the_same() -> None:
    prompts = []

    async def ask(system: str, user: str, schema: dict[str, Any]) -> str:
        prompts.append(system)
        return '{"corrected": ""}'

    for level, language in (("A1", "en"), ("C1", "es")):
        await llm.propose(ask, "Voy a casa.", level, language)
    assert prompts[0] == prompts[1]
    assert len(prompts[0]) < 1400


def test_merge_keeps_the_surer_edit_in_reading_order() -> None:
    def edit(start: int, end: int, confidence: float) -> Edit:
        return Edit(start, end, "x", "y", "spelling", "minor", "why", "misspelt", confidence, "llm")

    fast, slow = [edit(5, 9, 0.9), edit(20, 22, 0.8)], [edit(0, 2, 0.7), edit(7, 12, 0.75), edit(20, 22, 0.85)]
    assert [(e.start, e.confidence) for e in llm.merge(fast, slow)] == [(0, 0.7), (5, 0.9), (20, 0.85)]
