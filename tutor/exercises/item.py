"""An exercise as it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from tutor.core.levels import Level
from tutor.exercises.syllabus import ItemKind, Variety

GAP = "___"


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise. `answers` are all right, the first is the one shown; `sentence` is the whole right sentence."""

    id: str
    kind: ItemKind
    point: str
    level: Level
    prompt: str
    answers: tuple[str, ...]
    sentence: str
    english: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()  # what learners are likely to answer
    spoken: str = ""  # what is played; not shown
    cell: tuple[str, str, str] | None = field(default=None)  # verb, tense, person of a conjugation item
    gap: tuple[str, str] | None = field(default=None)  # what stands before and after the gap in `sentence`
    also: tuple[str, ...] = ()  # other whole sentences that are right
    variety: Variety = ""
    own_words: bool = False  # whole sentences are asked for, in the learner's words

    @property
    def material(self) -> str:
        """What is learnt by heart when an item is met again: the sentence, the form, the noun; whatever the kind."""
        return self.id.partition(".")[2]
