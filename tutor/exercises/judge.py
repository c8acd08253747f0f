"""A language model's opinion of an answer that the rules could not foresee; always marked as the model's."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel, ValidationError

from tutor.exercises.feedback import feedback_in
from tutor.exercises.item import Item
from tutor.exercises.verdict import Grade, Verdict
from tutor.llm.ask import Ask


class _Opinion(BaseModel):
    correct: bool
    why: str


async def judge(ask: Ask, item: Item, answer: str, grade: Grade, language: str) -> Grade:
    """The grade with the model's verdict in it; unchanged when the model's answer makes no sense."""
    system = (
        "You are a strict examiner of Spanish. Say whether the learner's sentence is correct Spanish and means the "
        f"same as the task asks. Give the reason in one short sentence, in {feedback_in(language).name}."
    )
    task = item.english or item.prompt
    user = f"Task: {task}\nA right answer: {item.sentence}\nThe learner's answer: {answer}"
    try:
        opinion = _Opinion.model_validate_json(await ask(system, user, _Opinion.model_json_schema()))
    except ValidationError:
        return grade
    verdict: Verdict = "right" if opinion.correct else "wrong"
    return replace(grade, verdict=verdict, feedback=opinion.why.strip() or grade.feedback, judged_by="model")
