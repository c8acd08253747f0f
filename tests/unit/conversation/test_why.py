"""«Why?» is told from facts, and never defended by a model that does not believe it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tutor.conversation.why import believed_by, unsure, why_messages
from tutor.corrections.check import Corrector
from tutor.corrections.edits import Edit

TEXT = "Dudo que ella viene hoy."


@pytest.fixture(scope="module")
def mistake() -> Edit:
    (found,) = Corrector().check(TEXT).edits
    return found


def test_the_rule_and_the_analysis_are_given_as_facts(mistake: Edit) -> None:
    said = why_messages(TEXT, mistake, "en", "B1")[-1]["content"]
    assert mistake.explanation in said
    assert "«viene»: venir, presente, él, ella, usted" in said
    assert "«venga»: venir, presente de subjuntivo" in said


async def asked(answer: Any, text: str, edit: Edit) -> tuple[bool, str]:
    """Whether a model that answers so believes an edit, and what it was asked."""
    questions: list[str] = []

    async def ask(system: str, user: str, schema: dict[str, Any]) -> str:
        questions.append(user)
        return answer(user) if callable(answer) else str(answer)

    return await believed_by(ask, text, edit), questions[0]


def picking(word: str) -> Any:
    """A model that takes the version with a word for the right one."""

    def answer(user: str) -> str:
        first, _ = user.splitlines()
        return json.dumps({"right": "A" if word in first else "B"})

    return answer


@pytest.mark.parametrize("text", [TEXT, "Dudo que Ana viene hoy."])
async def test_a_model_that_takes_the_learners_side_is_not_made_to_defend_the_rule(text: str) -> None:
    (edit,) = Corrector().check(text).edits
    believed, question = await asked(picking("venga"), text, edit)
    assert believed
    assert text in question
    assert not (await asked(picking("viene"), text, edit))[0]
    assert not (await asked('{"right": "both"}', text, edit))[0]


async def test_an_answer_without_sense_is_no_opinion(mistake: Edit) -> None:
    assert (await asked("…", TEXT, mistake))[0]


@pytest.mark.parametrize(("language", "said"), [("en", "not sure"), ("de", "nicht sicher"), ("zh", "not sure")])
def test_not_being_sure_is_said_with_the_rule(mistake: Edit, language: str, said: str) -> None:
    told = unsure(mistake, language)
    assert said in told
    assert mistake.explanation in told
