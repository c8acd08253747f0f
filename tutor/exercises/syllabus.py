"""The grammar points of the six levels, as data in `syllabus/*.toml`, written by us in the field's terms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tutor.core.levels import Level
from tutor.language.es.sentences import whole_sentences
from tutor.language.es.verbs import Person, Tense

FOLDER = Path(__file__).parent / "syllabus"

ItemKind = Literal[
    "conjugation", "cloze", "choice", "repair", "order", "build", "dictation", "listen", "say", "translate"
]
# What the three examples of a point can be turned into, unless the point says otherwise.
FROM_EXAMPLES: tuple[ItemKind, ...] = (
    "cloze",
    "choice",
    "repair",
    "order",
    "build",
    "dictation",
    "listen",
    "say",
    "translate",
)
# Where a sentence is said; "" everywhere.
Variety = Literal["spain", "america", ""]
Agreement = Literal["article", "indefinite", "demonstrative", "adjective"]

PointId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]


def _two_sentences(text: str) -> str:
    if len(whole_sentences(text)) != 2:
        raise ValueError(f"not two sentences: {text}")
    return text


TwoSentences = Annotated[str, AfterValidator(_two_sentences)]
_GAP = re.compile(r"\[([^\]]*)\]")


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Example(Frozen):
    """A sentence with one gap, written `[answer=also right|wrong|wrong:hint]`, and its English.

    `also`: other whole sentences for this English; `variety`: "spain" or "america" where it is at home only there.
    """

    before: str
    after: str
    answers: tuple[str, ...]
    wrong: tuple[str, ...]
    hint: str
    english: str
    also: tuple[str, ...] = ()
    variety: Variety = ""
    formality: Literal["formal", "informal", ""] = ""
    topic: str = ""

    @classmethod
    def parse(cls, marked: str, english: str, more: Mapping[str, Any] = MappingProxyType({})) -> Example:
        """`more` as in the files: also, variety, register, topic. Raises ValueError for another gap than one with an
        answer, and for other keys."""
        gaps = list(_GAP.finditer(marked))
        if len(gaps) != 1:
            raise ValueError(f"one gap is needed: {marked}")
        inside, _, hint = gaps[0][1].partition(":")
        right, *wrong = inside.split("|")
        answers = tuple(right.split("="))
        if not all(answers) or not english.strip() or set(answers) & set(wrong):
            raise ValueError(f"answer or English is missing: {marked}")
        start, end = gaps[0].span()
        told = {"formality" if key == "register" else key: value for key, value in more.items()}
        return cls(
            before=marked[:start],
            after=marked[end:],
            answers=answers,
            wrong=tuple(wrong),
            hint=hint,
            english=english,
            **told,
        )

    def sentence(self, word: str | None = None) -> str:
        """The whole sentence, with the answer or another word in the gap."""
        return self.before + (self.answers[0] if word is None else word) + self.after


class Conjugation(Frozen):
    """Which forms a point drills."""

    tenses: tuple[Tense, ...] = Field(min_length=1)
    verbs: tuple[str, ...] = Field(min_length=1)
    persons: tuple[Person, ...] = ("1s", "2s", "3s", "1p", "2p", "3p")


class Point(Frozen):
    """A grammar point: what it is, what it needs, how it is explained and practised."""

    id: PointId
    level: Level
    title: str
    title_es: str
    requires: tuple[PointId, ...] = ()
    en: TwoSentences
    es: TwoSentences
    regions: tuple[str, str] = ("", "")
    """How it differs in Spain and the Americas, in English and in Spanish; "" where it does not."""
    examples: tuple[Example, ...] = Field(min_length=3, max_length=3)
    mistake: tuple[str, str]  # wrong, right
    rules: tuple[str, ...] = ()  # ids of the correction rules about this point
    items: tuple[ItemKind, ...] = FROM_EXAMPLES
    conjugation: Conjugation | None = None
    agreement: Agreement | None = None

    @model_validator(mode="before")
    @classmethod
    def _parse_examples(cls, data: dict[str, object]) -> dict[str, object]:
        written = data["examples"]
        if isinstance(written, list):
            data = data | {"examples": [Example.parse(*pair) if isinstance(pair, list) else pair for pair in written]}
        return data

    @property
    def kinds(self) -> tuple[ItemKind, ...]:
        """Every kind of item this point can make."""
        return self.items + (("conjugation",) if self.conjugation else ())


class Syllabus:
    """All points, in the order in which they may be learnt."""

    def __init__(self, points: list[Point], contrasts: tuple[frozenset[str], ...] = ()) -> None:
        self.contrasts = contrasts
        """Points that are easily taken for one another: ser and estar, por and para."""
        self.by_id = {point.id: point for point in points}
        if len(self.by_id) != len(points):
            raise ValueError("two points have the same id")
        if unknown := frozenset().union(*contrasts) - self.by_id.keys():
            raise ValueError(f"contrasts name points that do not exist: {sorted(unknown)}")
        for point in points:
            for need in point.requires:
                if need not in self.by_id:
                    raise ValueError(f"{point.id} requires {need}, which does not exist")
                if self.by_id[need].level > point.level:
                    raise ValueError(f"{point.id} requires {need}, which is of a higher level")
        try:
            order = list(TopologicalSorter({p.id: p.requires for p in points}).static_order())
        except CycleError as error:
            raise ValueError(f"points require each other: {error.args[1]}") from error
        rank = {point_id: n for n, point_id in enumerate(order)}
        self.points = tuple(sorted(points, key=lambda p: (p.level, rank[p.id])))
        self._by_rule: dict[str, list[Point]] = {}
        for point in self.points:
            for rule in {point.id, *point.rules}:
                self._by_rule.setdefault(rule, []).append(point)

    def about_rule(self, rule: str) -> tuple[Point, ...]:
        """The points that a correction rule belongs to, the easiest first."""
        return tuple(self._by_rule.get(rule, ()))


def load(folder: Path = FOLDER) -> Syllabus:
    """Read and check the syllabus. Raises ValueError (pydantic's ValidationError among them)."""
    points = []
    for level in Level:
        data = tomllib.loads((folder / f"{level.lower()}.toml").read_text(encoding="utf-8"))
        points += [Point.model_validate(entry | {"level": level}) for entry in data["point"]]
    contrasts = tomllib.loads((folder / "contrasts.toml").read_text(encoding="utf-8"))["contrasts"]
    return Syllabus(points, tuple(frozenset(alike) for alike in contrasts))


@cache
def syllabus() -> Syllabus:
    """The syllabus that is shipped, read once."""
    return load()
