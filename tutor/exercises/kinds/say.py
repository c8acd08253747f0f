"""Say it in Spanish."""

from __future__ import annotations

from tutor.exercises.explain import Explainer
from tutor.exercises.grading.whole import sentence
from tutor.exercises.item import Item
from tutor.exercises.kinds.translate import FromEnglish
from tutor.exercises.verdict import Grade


class Say(FromEnglish):
    """The English is to be said in Spanish; judged is what can be heard."""

    name = "say"
    skill = "speaking"

    def grade(self, item: Item, given: str, say: Explainer) -> Grade:
        return sentence(item, given, say, aloud=True)
