"""Where a scene stands: nothing is stored, it is replayed from what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tutor.conversation.scenes.schema import Band

Kind = Literal["step", "topic", "twist", "chance", "else", "none"]  # chance: to use what is practised
How = Literal["done", "passed"]  # passed: declined, or given up after asking in vain


@dataclass(frozen=True, slots=True)
class Asked:
    """What the partner asked last."""

    kind: Kind
    id: str = ""
    yes_no: bool = False


@dataclass(frozen=True, slots=True)
class Ordered:
    """So many of an item, for a step."""

    item: str
    count: float
    pieces: bool
    step: str


@dataclass(frozen=True, slots=True)
class Due:
    """What the learner has open that a play gives a chance for, where it fits."""

    questions: tuple[str, ...] = ()  # that need a form which they got wrong
    words: frozenset[str] = frozenset()  # folded


@dataclass(frozen=True)
class State:
    """What has happened so far. Every change makes a new one."""

    band: Band
    seed: int
    twist: str | None = None  # drawn for this play
    twist_done: bool = False
    chances: tuple[str, ...] = ()  # questions that need what the conversation practises
    due: Due = Due()
    turn: int = 0
    steps: Mapping[str, How] = field(default_factory=dict)
    tried: Mapping[str, int] = field(default_factory=dict)  # how often each step, topic or twist was asked for
    order: tuple[Ordered, ...] = ()
    offered: str | None = None  # an item just spoken of
    topics: tuple[str, ...] = ()  # touched, in order
    told: tuple[str, ...] = ()  # topics of which the partner has told their own story
    answered: tuple[str, ...] = ()  # questions answered, in order
    asked: Asked = Asked("none")
    spoken: str = ""  # id of the topic or answer just spoken of
    stuck: int = 0  # lines in a row that brought nothing new
    closing: bool = False  # whether there is anything else was asked
    ended: bool = False
    goals: tuple[str, ...] = ()  # steps reached
    said: tuple[tuple[str, ...], ...] = ()  # the partner's sentences as words
    replies: tuple[tuple[str, ...], ...] = ()
    last_line: str = ""  # the partner's
    heard: str = ""  # the learner's line before it


@dataclass(frozen=True)
class Move:
    """What a learner's line did, and what the partner does next."""

    acts: tuple[str, ...]  # recognised, as «kind» or «kind:id»
    reply: str
    instruction: str  # for a model, in Spanish
    expect: tuple[str, ...]  # a model's reply needs one of these words (folded), where a question has an answer
    goals: tuple[str, ...]  # reached by this line
    suggestions: tuple[str, ...]  # what the learner could say next
    ended: bool
    after: State  # the state once the reply is said; `advance` adds what was really said
