"""What an assignment is made of: looked up where it is kept, so that nobody is given what is not there."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from tutor.api.classes.schemas import NewAssignment
from tutor.cards.words import key_of
from tutor.conversation.scenes.library import TAUGHT, scene
from tutor.core.errors import InvalidInput
from tutor.exercises.gap_texts import gap_text
from tutor.exercises.listening import passage
from tutor.exercises.syllabus import syllabus
from tutor.exercises.tasks import task
from tutor.language.es.texts import texts
from tutor.learners.classes.lists import list_of
from tutor.learners.classes.scenes import class_has
from tutor.learners.classes.sentences import class_set
from tutor.reading.library import get_document
from tutor.store.class_tables import Classroom

# What is too long for a word's key is a sentence, and is its own.
LONGEST_KEY = 200


def made_of(session: Session, room: Classroom, body: NewAssignment) -> tuple[str, dict[str, Any]]:
    """The title of what a class is given, and what it is about. Raises NotFound, InvalidInput."""
    teacher_id = room.learner_id
    if body.kind == "scene" and body.scene_id:
        taught = body.scene_id.startswith(TAUGHT)
        written = class_has(session, room.id, body.scene_id.removeprefix(TAUGHT)) if taught else ""
        return scene(body.scene_id, written).title, {"scene_id": body.scene_id}
    if body.kind == "points" and body.points:
        points = [syllabus().by_id.get(point) for point in dict.fromkeys(body.points)]
        if None in points:
            raise InvalidInput("There is no such grammar point.", action="Choose points of the map.")
        found = [point for point in points if point]
        return ", ".join(point.title for point in found)[:200], {"points": [point.id for point in found]}
    if body.kind == "exercise" and body.exercise:
        family, _, id_ = body.exercise.partition(".")
        found_one = gap_text(id_) if family == "gaps" else passage(id_) if family == "listening" else task(id_)
        return found_one.title, {"exercise": body.exercise}
    if body.kind == "text" and body.document_id:
        return get_document(session, teacher_id, body.document_id).title, {"copy_of": f"class.{body.document_id}"}
    if body.kind == "text" and body.sample_id:
        if (sample := texts().get(body.sample_id)) is None:
            raise InvalidInput("There is no such text.", action="Choose another one.")
        return sample.title, {"copy_of": sample.id}
    if body.kind == "words" and body.list_id:
        chosen = list_of(session, teacher_id, body.list_id)
        rows = {_key(row[0]): row for row in chosen.rows}
        return chosen.title, {"rows": list(rows.values()), "keys": list(rows)}
    if body.kind == "sentences" and body.set_id:
        shared = class_set(session, room.id, body.set_id)
        return shared.title, {"set_id": body.set_id, "count": len(shared.rows)}
    raise InvalidInput(
        "It is not said what is to be done.", action="Choose a scene, points, an exercise, a text, a list or sentences."
    )


def _key(text: str) -> str:
    try:
        return key_of(text)
    except InvalidInput:
        return text.lower()[:LONGEST_KEY]  # a sentence
