"""Scenes that teachers write, and give to their classes. Each function is one unit of work for `Store.run`.

What a scene says is none of this room's business: it is data here, and text as it is played.
"""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from tutor.core.errors import InvalidInput, NotFound
from tutor.learners.classes.assignments import assignments_of
from tutor.store.class_tables import Classroom, ClassScene, Membership, TaughtScene
from tutor.store.columns import now

MOST_SCENES, MOST_PUBLISHED = 60, 60


def scenes_of(session: Session, teacher_id: str) -> list[TaughtScene]:
    """A teacher's scenes, those last worked on first."""
    mine = select(TaughtScene).where(TaughtScene.learner_id == teacher_id)
    return list(session.exec(mine.order_by(col(TaughtScene.updated_at).desc(), col(TaughtScene.id))))


def own_scene(session: Session, teacher_id: str, scene_id: str) -> TaughtScene:
    """A scene of this teacher's. Raises NotFound."""
    found = session.get(TaughtScene, scene_id)
    if found is None or found.learner_id != teacher_id:
        raise NotFound("That scene does not exist, or no longer does.", action="Choose another one.")
    return found


def add_scene(session: Session, teacher_id: str, title: str, draft: dict[str, Any]) -> TaughtScene:
    """Begin a scene. Raises InvalidInput."""
    if session.exec(select(func.count()).where(TaughtScene.learner_id == teacher_id)).one() >= MOST_SCENES:
        raise InvalidInput(f"You have {MOST_SCENES} scenes.", action="Delete one of them first.")
    made = TaughtScene(learner_id=teacher_id, title=title, draft=draft)
    session.add(made)
    session.flush()
    return made


def save_scene(scene: TaughtScene, title: str, draft: dict[str, Any]) -> None:
    """Keep a scene as it is written now. What was given to classes stays as it was."""
    scene.title, scene.draft, scene.updated_at = title, draft, now()


def delete_scene(session: Session, scene: TaughtScene, scenario_id: str) -> None:
    """Delete a scene. Classes keep it only where it is an assignment of theirs."""
    for given in given_to(session, scene.id):
        take_from(session, given, scenario_id)
    session.delete(scene)


def given_to(session: Session, scene_id: str) -> list[ClassScene]:
    """The classes that a scene was given to, as it was then."""
    return list(session.exec(select(ClassScene).where(ClassScene.scene_id == scene_id)))


def give_to(session: Session, scene_id: str, classroom: Classroom, text: str) -> ClassScene:
    """Give a scene to a class as it is now, in the place of what it had of it. Raises InvalidInput."""
    found = session.get(ClassScene, (classroom.id, scene_id))
    if found is None:
        there = session.exec(select(func.count()).where(ClassScene.classroom_id == classroom.id)).one()
        if there >= MOST_PUBLISHED:
            raise InvalidInput(f"The class has {MOST_PUBLISHED} scenes.", action="Take one of them back first.")
        found = ClassScene(classroom_id=classroom.id, scene_id=scene_id, text=text)
    elif found.text != text:
        found.text, found.version = text, found.version + 1
    found.listed, found.published_at = True, now()
    session.add(found)
    session.flush()
    return found


def take_from(session: Session, given: ClassScene, scenario_id: str) -> None:
    """Take a scene back from a class; for what was assigned it can still be played."""
    if _assigned(session, given.classroom_id, scenario_id):
        given.listed = False
    else:
        session.delete(given)


def offered_to(session: Session, learner_id: str, taught: str) -> list[str]:
    """The scenes of the classes that a learner is in, as they are played, the latest first; each once. What is assigned
    is among them when it is taken back. `taught` is how the ids of such scenes begin where they are assigned."""
    latest: dict[str, str] = {}
    for given in session.exec(_classes_of(learner_id)):
        if given.listed or _assigned(session, given.classroom_id, taught + given.scene_id):
            latest.setdefault(given.scene_id, given.text)
    return list(latest.values())


def playable_by(session: Session, learner_id: str, scene_id: str, scenario_id: str) -> str:
    """A scene as this learner may begin it: their class has it, or it is an assignment of theirs. Raises NotFound."""
    for given in session.exec(_classes_of(learner_id).where(ClassScene.scene_id == scene_id)):
        if given.listed or _assigned(session, given.classroom_id, scenario_id):
            return given.text
    raise NotFound("Your class does not have that scene, or no longer does.", action="Choose another one.")


def class_has(session: Session, classroom_id: str, scene_id: str) -> str:
    """A scene as a class has it. Raises NotFound."""
    found = session.get(ClassScene, (classroom_id, scene_id))
    if found is None:
        raise NotFound("That scene was not given to this class.", action="Give it to the class first.")
    return found.text


def _classes_of(learner_id: str) -> SelectOfScalar[ClassScene]:
    """What the classes that a learner is in were given, the latest first."""
    return (
        select(ClassScene)
        .join(Membership, col(Membership.classroom_id) == col(ClassScene.classroom_id))
        .where(Membership.learner_id == learner_id)
        .order_by(col(ClassScene.published_at).desc(), col(ClassScene.scene_id))
    )


def _assigned(session: Session, classroom_id: str, scenario_id: str) -> bool:
    given = (one for one in assignments_of(session, classroom_id) if one.kind == "scene")
    return any(one.what.get("scene_id") == scenario_id for one in given)
