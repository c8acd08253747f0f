"""What an assignment is called on the page of who reads it."""

from __future__ import annotations

from sqlmodel import Session

from tutor.conversation.scenes import told
from tutor.conversation.scenes.library import scene
from tutor.core.errors import InvalidInput
from tutor.exercises.syllabus import syllabus
from tutor.exercises.told import point_in
from tutor.store.class_tables import Assignment
from tutor.store.tables import Learner


def page_language(session: Session, account_id: str) -> str:
    """What somebody's page speaks, teacher or learner."""
    return session.get_one(Learner, account_id).page_language


def title_in(given: Assignment, language: str) -> str:
    """Scenes and points by their titles in that language; what else there is keeps the title that it was given with."""
    known = syllabus().by_id
    points = given.what.get("points", [])
    if points and known.keys() >= set(points):
        return ", ".join(point_in(known[point], language).title for point in points)
    try:
        return told.title_in(scene(given.what["scene_id"]), language) if "scene_id" in given.what else given.title
    except InvalidInput:  # a scene that is no longer played
        return given.title
