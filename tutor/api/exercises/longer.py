"""Longer exercises: texts with gaps, passages to listen to, tasks to speak and write."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from typing import Any

import anyio.to_thread
import numpy as np
from fastapi import APIRouter, Request, Response
from numpy.typing import NDArray

from tutor.api.classes.access import discard, hand_in_recording, recognise_soon, recordings_wanted
from tutor.api.deps import LearnerId, ServicesDep, rated
from tutor.api.exercises.longer_schemas import (
    ChoiceOut,
    ChoicesIn,
    GapAnswersIn,
    GapGradeOut,
    GapGradesOut,
    GapTextOut,
    ListeningGradesOut,
    ListeningOut,
    LongerOut,
    MarkedOut,
    MarkOut,
    SpokenLineOut,
    TaskOut,
    WrittenIn,
)
from tutor.api.room import check_room
from tutor.api.spoken import RECORDING, SOUND, Speed, say, sent, sound
from tutor.conversation.recordings import save_recording
from tutor.core.errors import InvalidInput, NotFound
from tutor.core.levels import Level
from tutor.corrections.review import review
from tutor.exercises.choosing import Home
from tutor.exercises.gap_texts import gap_text, gap_texts
from tutor.exercises.grade import grade
from tutor.exercises.listening import passage, passages
from tutor.exercises.tasks import ExamTask, task, tasks
from tutor.exercises.tasks.marking import BEST, SpokenAnswer, mark
from tutor.exercises.verdict import COUNTED_VERDICTS, RIGHT_VERDICTS
from tutor.exercises.work import best
from tutor.learners.correction_preferences import preferences_of
from tutor.learners.sounds import note_sounds
from tutor.runtime import Services
from tutor.speech.analysis.pronunciation import judged
from tutor.store.tables import Attempt, Learner, Work

router = APIRouter(prefix="/api", tags=["longer exercises"])


@router.get("/gap-texts")
async def list_gap_texts(services: ServicesDep, learner_id: LearnerId, level: Level | None = None) -> list[LongerOut]:
    """The texts with gaps, and how well they went before."""
    done = await services.store.read(lambda session: best(session, learner_id, "gaps"))
    return [LongerOut.of(t, "gaps", done.get(t.id)) for t in gap_texts().values() if level in (None, t.level)]


@router.get("/gap-texts/{text_id}")
async def read_gap_text(text_id: str) -> GapTextOut:
    """A text with gaps, without its answers."""
    return GapTextOut.of(gap_text(text_id))


@router.post("/gap-texts/{text_id}/answers", dependencies=[rated("checks")])
async def answer_gap_text(
    text_id: str, body: GapAnswersIn, services: ServicesDep, learner_id: LearnerId
) -> GapGradesOut:
    """Grade all gaps of a text. Each counts for the grammar point it asks for."""
    text = gap_text(text_id)
    _as_many(body.answers, text.gaps)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))

    def graded() -> list[GapGradeOut]:
        told = [
            grade(gap, answer or None, learner.explained_in, Home.of(learner).learnt)
            for gap, answer in zip(text.gaps, body.answers, strict=True)
        ]
        return [
            GapGradeOut(
                verdict=one.verdict,
                right=one.verdict in RIGHT_VERDICTS,
                feedback=one.feedback,
                expected=one.expected,
                point=gap.point,
            )
            for gap, one in zip(text.gaps, told, strict=True)
        ]

    grades = await anyio.to_thread.run_sync(graded)
    attempts = [
        Attempt(
            learner_id=learner_id,
            item_id=gap.id,
            point_id=gap.point,
            kind="gap",
            answer=answer or None,
            verdict=one.verdict,
        )
        for gap, answer, one in zip(text.gaps, body.answers, grades, strict=True)
        if one.verdict in COUNTED_VERDICTS
    ]
    right = sum(one.right for one in grades)
    await _keep(services, learner_id, f"gaps.{text.id}", right, len(grades), body.answers, also=attempts)
    return GapGradesOut(grades=grades, right=right, total=len(grades))


@router.get("/listening")
async def list_passages(services: ServicesDep, learner_id: LearnerId, level: Level | None = None) -> list[LongerOut]:
    """The passages to listen to, and how well they went before."""
    done = await services.store.read(lambda session: best(session, learner_id, "listening"))
    return [LongerOut.of(p, p.kind, done.get(p.id)) for p in passages().values() if level in (None, p.level)]


@router.get("/listening/{passage_id}")
async def read_passage(passage_id: str) -> ListeningOut:
    """A passage and its questions, without its words."""
    return ListeningOut.of(passage(passage_id))


@router.get(
    "/listening/{passage_id}/lines/{number}/speech",
    responses=SOUND,
    response_class=Response,
    dependencies=[rated("speech")],
)
async def line_speech(
    passage_id: str, number: int, services: ServicesDep, learner_id: LearnerId, speed: Speed = 1.0
) -> Response:
    """A line of a passage, spoken. The second voice is another one than the learner's."""
    lines = passage(passage_id).lines
    if not 0 <= number < len(lines):
        raise NotFound("There is no such line.")
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    voice = await _second_voice(services, learner) if lines[number].voice else None
    return await sound(await say(services, learner, lines[number].text, speed, voice, known=True))


@router.post("/listening/{passage_id}/answers", dependencies=[rated("checks")])
async def answer_passage(
    passage_id: str, body: ChoicesIn, services: ServicesDep, learner_id: LearnerId
) -> ListeningGradesOut:
    """Grade the answers to a passage, and tell what was heard."""
    heard = passage(passage_id)
    _as_many(body.choices, heard.questions)
    grades = [
        ChoiceOut(chosen=chosen, expected=question.right, right=chosen == question.right)
        for question, chosen in zip(heard.questions, body.choices, strict=True)
    ]
    right = sum(one.right for one in grades)
    await _keep(services, learner_id, f"listening.{heard.id}", right, len(grades), body.choices)
    lines = [SpokenLineOut(voice=line.voice, text=line.text) for line in heard.lines]
    return ListeningGradesOut(grades=grades, right=right, total=len(grades), lines=lines)


@router.get("/tasks")
async def list_tasks(services: ServicesDep, learner_id: LearnerId, level: Level | None = None) -> list[LongerOut]:
    """The tasks to speak and to write, and how they were marked before."""
    done = await services.store.read(lambda session: best(session, learner_id, "tasks"))
    return [LongerOut.of(t, t.mode, done.get(t.id)) for t in tasks().values() if level in (None, t.level)]


@router.get("/tasks/{task_id}")
async def read_task(task_id: str) -> TaskOut:
    """A task."""
    return TaskOut.of(task(task_id))


@router.post("/tasks/{task_id}/written")
async def write_task(task_id: str, body: WrittenIn, services: ServicesDep, learner_id: LearnerId) -> MarkedOut:
    """Mark what was written for a task."""
    await services.limits.count("checks", learner_id, 1 + len(body.text) // 1000)
    return await _marked(services, learner_id, task(task_id), body.text)


@router.post("/tasks/{task_id}/spoken", openapi_extra=RECORDING, dependencies=[rated("uploads")])
async def speak_task(task_id: str, request: Request, services: ServicesDep, learner_id: LearnerId) -> MarkedOut:
    """Mark what was spoken for a task: multipart, field `audio`. The recording is kept only where it is handed in to a
    class whose teacher may hear it."""
    asked = task(task_id)
    wanted = await recordings_wanted(services, learner_id, f"tasks.{task_id}")
    if wanted:
        await check_room(services, learner_id)
    samples, recording = await sent(request, services, learner_id)
    if not wanted:
        return await _heard(services, learner_id, asked, samples)
    name = await anyio.to_thread.run_sync(save_recording, io.BytesIO(recording), services.files)
    kept = False
    try:
        marked = await _heard(services, learner_id, asked, samples)
        kept = marked.enough and await hand_in_recording(services, learner_id, wanted, name)
        return marked
    finally:
        if not kept:
            await discard(services, [name])


async def _heard(services: Services, learner_id: str, asked: ExamTask, samples: NDArray[np.float32]) -> MarkedOut:
    heard = await services.engines.ears.hear(samples, learner_id)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    sounds = await services.engines.ears.sounds(samples, learner_id)
    missed = None
    if sounds is not None:
        told = await anyio.to_thread.run_sync(judged, sounds, heard.text, learner.explained_in)
        missed = sum(bool(word.sound) for word in told)
        await services.store.run(lambda session: note_sounds(session, learner_id, told))
    times = [(word.start, word.end) for word in heard.words]
    return await _marked(services, learner_id, asked, heard.text, SpokenAnswer(heard.duration_s, times, missed))


async def _marked(
    services: Services, learner_id: str, asked: ExamTask, text: str, spoken: SpokenAnswer | None = None
) -> MarkedOut:
    wanted = await services.store.read(lambda s: preferences_of(s, learner_id, asked.level, spoken=spoken is not None))
    worker = partial(services.work, learner_id, len(text))
    checked = await review(await services.engines.corrector(), text, wanted, worker=worker)
    marked = await services.work(learner_id, len(text), mark, asked, text, checked.edits, spoken, wanted.first_language)
    points = sum(one.points for one in marked.marks)
    total = BEST * len(marked.marks)
    if marked.enough:
        told = [asdict(one) for one in marked.marks]
        await _keep(services, learner_id, f"tasks.{asked.id}", points, total, [text], told)
    return MarkedOut(
        enough=marked.enough,
        marks=[MarkOut.model_validate(asdict(one)) for one in marked.marks],
        advice=list(marked.advice),
        points=points,
        total=total,
        text=text,
        corrected=checked.corrected_text,
    )


def _as_many(answers: list[str], asked: Iterable[object]) -> None:
    """Raises InvalidInput where there are more or fewer answers than questions."""
    wanted = len(list(asked))
    if len(answers) != wanted:
        raise InvalidInput(f"{wanted} answers are needed, and {len(answers)} came.", action="Send one for each.")


async def _keep(
    services: Services,
    learner_id: str,
    exercise: str,
    right: int,
    total: int,
    answer: list[str],
    told: list[Any] | None = None,
    also: Iterable[Attempt] = (),
) -> None:
    work = Work(
        learner_id=learner_id, exercise=exercise, right=right, total=total, answer=list(answer), told=told or []
    )
    await services.store.run(lambda session: session.add_all([work, *also]))
    recognise_soon(services, learner_id)


async def _second_voice(services: Services, learner: Learner) -> str:
    """Another installed voice than the learner's, of their accent where there is one; theirs where there is no other."""
    voices = services.engines.voices
    own = voices.name(learner.voice, learner.accent)
    others = [v.id for v in await voices.choices() if v.installed and not own.startswith(v.id)]
    alike = [name for name in others if voices.variety(name) == voices.variety(own)]
    return next(iter(alike + others), learner.voice)
