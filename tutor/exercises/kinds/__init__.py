"""The kinds of exercises, one file a kind: what it is made of, what it trains, how hard it is."""

from __future__ import annotations

from typing import assert_never

from tutor.exercises.kinds.base import Kind
from tutor.exercises.kinds.build import Build
from tutor.exercises.kinds.choice import MultipleChoice
from tutor.exercises.kinds.cloze import Cloze
from tutor.exercises.kinds.conjugation import Conjugated
from tutor.exercises.kinds.dictation import Dictation
from tutor.exercises.kinds.listen import Listen
from tutor.exercises.kinds.order import Order
from tutor.exercises.kinds.repair import Repair
from tutor.exercises.kinds.say import Say
from tutor.exercises.kinds.translate import Translate
from tutor.exercises.syllabus import ItemKind

__all__ = ["Kind", "kind_of"]


def kind_of(name: ItemKind) -> Kind:
    """A kind by its name. The type checker sees to it that none is forgotten here."""
    match name:
        case "conjugation":
            return Conjugated()
        case "cloze":
            return Cloze()
        case "choice":
            return MultipleChoice()
        case "repair":
            return Repair()
        case "order":
            return Order()
        case "build":
            return Build()
        case "dictation":
            return Dictation()
        case "listen":
            return Listen()
        case "say":
            return Say()
        case "translate":
            return Translate()
        case _:
            assert_never(name)
