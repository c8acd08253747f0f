"""Texts with gaps, listening and tasks as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tutor.api.schemas import Sent, Strict
from tutor.core.levels import Level
from tutor.exercises.gap_texts import GapText
from tutor.exercises.grade import Verdict
from tutor.exercises.listening import Kind, ListeningPassage
from tutor.exercises.tasks import ExamTask, Form, Mode
from tutor.exercises.tasks.marking import Heading
from tutor.exercises.work import Best

GapAnswer = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]


class LongerOut(Sent):
    """A longer exercise in a list; `best` of `total` when it was done before."""

    id: str
    level: Level
    title: str
    topic: str
    kind: str
    best: int | None
    total: int | None
    done_at: datetime | None

    @classmethod
    def of(cls, exercise: GapText | ListeningPassage | ExamTask, kind: str, done: Best | None) -> LongerOut:
        return cls(
            id=exercise.id,
            level=exercise.level,
            title=exercise.title,
            topic=exercise.topic,
            kind=kind,
            best=done.right if done else None,
            total=done.total if done else None,
            done_at=done.last if done else None,
        )


class GapOut(Sent):
    """A gap: the dictionary form beside it, and what could be chosen, in a fixed order."""

    hint: str
    options: list[str]


class GapTextOut(Sent):
    """A text; `parts` stand before, between and after the gaps."""

    id: str
    level: Level
    title: str
    variety: Literal["spain", "america", ""]
    parts: list[str]
    gaps: list[GapOut]

    @classmethod
    def of(cls, text: GapText) -> GapTextOut:
        return cls(
            id=text.id,
            level=text.level,
            title=text.title,
            variety=text.variety,
            parts=list(text.parts),
            gaps=[GapOut(hint=gap.hint, options=sorted((gap.answers[0], *gap.wrong))) for gap in text.gaps],
        )


class GapAnswersIn(Strict):
    """One answer a gap, "" for none."""

    answers: list[GapAnswer] = Field(min_length=1, max_length=40)


class GapGradeOut(Sent):
    verdict: Verdict
    right: bool
    feedback: str
    expected: str
    point: str


class GapGradesOut(Sent):
    grades: list[GapGradeOut]
    right: int
    total: int


class ListeningQuestionOut(Sent):
    text: str
    options: list[str]


class ListeningOut(Sent):
    """A passage without its words: they are told with the answers. `speech_urls` are its lines, to be played in order."""

    id: str
    level: Level
    title: str
    kind: Kind
    variety: Literal["spain", "america", ""]
    speech_urls: list[str]
    questions: list[ListeningQuestionOut]

    @classmethod
    def of(cls, passage: ListeningPassage) -> ListeningOut:
        return cls(
            id=passage.id,
            level=passage.level,
            title=passage.title,
            kind=passage.kind,
            variety=passage.variety,
            speech_urls=[f"/api/listening/{passage.id}/lines/{n}/speech" for n in range(len(passage.lines))],
            questions=[ListeningQuestionOut(text=q.text, options=q.options(passage.id)) for q in passage.questions],
        )


class ChoicesIn(Strict):
    """The answer chosen for each question, as it stands there; "" for none."""

    choices: list[Annotated[str, StringConstraints(max_length=200)]] = Field(min_length=1, max_length=10)


class ChoiceOut(Sent):
    chosen: str
    expected: str
    right: bool


class ListeningGradesOut(Sent):
    """The answers, and the words that were heard; `voice` is 0 or 1."""

    grades: list[ChoiceOut]
    right: int
    total: int
    lines: list[SpokenLineOut]


class SpokenLineOut(Sent):
    voice: int
    text: str


class TaskOut(Sent):
    """A task: what to do, for how long, and how notes may begin. Times in seconds."""

    id: str
    level: Level
    title: str
    mode: Mode
    form: Form
    task: str
    say: list[str]
    outline: list[str]
    picture: str
    source: str
    words: tuple[int, int]
    prepare_s: int
    time_s: int

    @classmethod
    def of(cls, task: ExamTask) -> TaskOut:
        return cls.model_validate(task.model_dump(exclude={"topic"}))


class WrittenIn(Strict):
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=6000)]


class MarkOut(Sent):
    heading: Heading
    points: int
    reason: str


class MarkedOut(Sent):
    """A mark of a task: practice, no official one. `enough` is false where too little was said to be marked; `text` is the
    answer, or what was heard of it, and `corrected` the same with its mistakes mended."""

    enough: bool
    marks: list[MarkOut]
    advice: list[str]
    points: int
    total: int
    text: str
    corrected: str
