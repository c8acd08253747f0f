"""A scene made ready to be played: its patterns compiled, its items sorted by step. Made once, shared by all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tutor.conversation.scenes.common import Common
from tutor.conversation.scenes.facts import SceneFact, facts_of
from tutor.conversation.scenes.nearest import Nearest
from tutor.conversation.scenes.numbers import currency_of
from tutor.conversation.scenes.order import Menu
from tutor.conversation.scenes.patterns import Patterns
from tutor.conversation.scenes.schema import Answer, Part, Scene, Step, Topic, Twist
from tutor.conversation.scenes.sentences import read
from tutor.conversation.scenes.words import Lemmas, Vocabulary


@dataclass(frozen=True)
class Script:
    """Everything the director needs of a scene; nothing in it changes while it is played."""

    scene: Scene
    common: Common
    vocabulary: Vocabulary
    menu: Menu
    steps: Mapping[str, Step]
    answers: Mapping[str, Answer]
    topics: Mapping[str, Topic]
    twists: Mapping[str, Twist]
    hears: Mapping[str, Patterns]  # by id of step, answer, topic, twist
    step_items: Mapping[str, frozenset[str]]  # which items each item step is about
    asking: frozenset[str]  # steps that are done by asking: more than a third of their help are questions
    currency: str
    facts: tuple[SceneFact, ...]  # what the partner can say as it stands
    nearest: Nearest
    topic_led: bool  # more is talked about than done, as in a debate

    @classmethod
    def of(cls, scene: Scene, lemmas: Lemmas, common: Common | None = None) -> Script:
        """Raises ValueError where a pattern cannot be read."""
        vocabulary = Vocabulary(lemmas)
        parts: tuple[Part, ...] = (*scene.step, *scene.answer, *scene.topic, *scene.twist)
        hears: dict[str, Patterns] = {}
        for part in parts:
            try:
                hears[part.id] = Patterns.of(part.hears)
            except ValueError as error:
                raise ValueError(f"{scene.id}, «{part.id}»: {error}.") from None
        menu = Menu.of(scene.item)
        item_steps = [step for step in scene.step if step.item]
        step_items: dict[str, frozenset[str]] = {}
        for step in item_steps:
            own = Patterns(tuple(p for p in hears[step.id].all if not p.has_item and not p.after_asked))
            found = {item.id for item in scene.item for s in read(item.one, vocabulary) if own.best(s)}
            takes_any = any(p.has_item for p in hears[step.id].all)
            step_items[step.id] = frozenset(found if found and not takes_any else {item.id for item in scene.item})
        return cls(
            scene,
            common or Common.load(),
            vocabulary,
            menu,
            {x.id: x for x in scene.step},
            {x.id: x for x in scene.answer},
            {x.id: x for x in scene.topic},
            {x.id: x for x in scene.twist},
            hears,
            step_items,
            frozenset(step.id for step in scene.step if _done_by_asking(step)),
            currency_of(scene.partner.facts, scene.variety),
            facts_of(scene.partner.facts, scene.partner.name, vocabulary),
            Nearest.of({x.id: x for x in scene.answer}, hears, vocabulary),
            len(scene.topic) > len(scene.step),
        )

    def said(self, answer_id: str) -> tuple[str, ...]:
        """Every line of an answer."""
        return tuple(line for lines in self.answers[answer_id].say.values() for line in lines)


def _done_by_asking(step: Step) -> bool:
    lines = [line for lines in step.help.values() for line in lines]
    return len(lines) > 1 and 3 * sum(line.rstrip().endswith("?") for line in lines) > len(lines)
