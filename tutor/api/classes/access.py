"""Who asks about classes, and the goals of a scene, which this feature gets from conversations."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Annotated, cast

import anyio.to_thread
from fastapi import Depends
from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from tutor.api.deps import PersonDep
from tutor.conversation.debrief import goals_of, scene_state
from tutor.conversation.scenes.kept import scene_of
from tutor.core.errors import NotATeacher, NotFound, TutorError
from tutor.learners.accounts.people import Person
from tutor.learners.classes import assignments, rooms
from tutor.learners.classes.assignments import Stands, note_done, standings
from tutor.learners.classes.rooms import TEACHERS
from tutor.runtime import Services
from tutor.store.class_tables import Assignment, Membership
from tutor.store.owned import shown
from tutor.store.tables import Conversation, Message

log = logging.getLogger(__name__)

# Conversations whose goals are known without playing them again, of some schools' size.
MOST_KEPT = 50_000
# What was said, as short as it tells one state of a conversation from the next.
_SAID = select(func.count(), func.max(Message.position), func.sum(func.length(Message.text))).where(
    Message.conversation_id == bindparam("conversation"), col(Message.superseded).is_(False)
)
_Kept = dict[str, tuple[tuple[object, ...], tuple[int, int]]]

# How often it is seen what classes no longer keep, in seconds.
CLEAR_EVERY_S = 3600.0


def may_teach(person: Person) -> bool:
    """Whether somebody may have classes here."""
    return person.account.role in TEACHERS


async def _pupil_id(person: PersonDep) -> str:
    return person.account.learner_id


async def _teacher_id(person: PersonDep) -> str:
    if not may_teach(person):
        raise NotATeacher()
    return person.account.learner_id


async def _hidden_teacher_id(person: PersonDep) -> str:
    if not may_teach(person):
        raise NotFound()  # whether there is such a thing is none of their business
    return person.account.learner_id


# A learner's id where people sign in; NotFound on a tutor without accounts, which has no classes.
PupilId = Annotated[str, Depends(_pupil_id)]
# A teacher's, for what they have and make; and for what has an id, which nobody else is told of.
TeacherId = Annotated[str, Depends(_teacher_id)]
HiddenTeacherId = Annotated[str, Depends(_hidden_teacher_id)]


def goals_reached(session: Session, conversation: Conversation) -> tuple[int, int]:
    """How many goals of its scene a conversation has reached, and how many there are; worked out once for what was said in it,
    since a class after some weeks has a thousand conversations."""
    kept = cast(_Kept, session.info.setdefault("goals", {}))
    said = conversation.updated_at, *session.exec(_SAID, params={"conversation": conversation.id}).one()
    known = kept.get(conversation.id)
    if known is None or known[0] != said:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        known = kept[conversation.id] = said, _goals_reached(session, conversation)
    return known[1]


def _goals_reached(session: Session, conversation: Conversation) -> tuple[int, int]:
    messages = [message for message in shown(session, conversation.id) if message.text]
    goals = goals_of(scene_of(session, conversation), scene_state(session, conversation, messages))
    return sum(goal.reached for goal in goals), len(goals)


async def recognise_all(services: Services, teacher_id: str, classroom_id: str) -> None:
    """Note what was done meanwhile in a class, one learner after the other, so that others write in between.

    Raises NotFound.
    """

    def present(session: Session) -> list[str]:
        rooms.taught(session, teacher_id, classroom_id)
        return [who.id for _, who in rooms.members(session, classroom_id)]

    for learner_id in await services.store.read(present):
        await recognise(services, learner_id, classroom_id)


async def recognise(services: Services, learner_id: str, classroom_id: str | None = None) -> list[Stands]:
    """How everything stands that a learner was given; what was done meanwhile is measured while others write, and noted."""
    found = await services.store.read(lambda s: standings(s, learner_id, goals_reached, classroom_id))
    if any(one.measured and one.measured.done for one in found):
        return await services.store.run(lambda s: note_done(s, learner_id, found))
    return found


def recognise_soon(services: Services, learner_id: str) -> None:
    """Note what a learner has just done for their classes, while nobody waits for it."""
    if services.settings.accounts:
        services.store.soon_doing(f"assignments of {learner_id}", lambda: recognise(services, learner_id))


async def discard(services: Services, names: Iterable[str]) -> None:
    """Delete recordings that nobody has handed in any more: now, or as soon as their store can be reached."""
    await anyio.to_thread.run_sync(services.files.discard, names)


async def clear_old(services: Services) -> None:
    """Delete what classes no longer keep."""
    if await delete_in_parts(services, rooms.clear_old):
        await services.scrub()


async def delete_in_parts(services: Services, part: Callable[[Session], tuple[int, list[str]]]) -> int:
    """Delete parts of what was handed in, and their files, until there is none; others write in between. Gives how many."""
    deleted = 0
    while True:
        many, files = await services.store.run(part)
        await discard(services, files)
        if not many:
            return deleted
        deleted += many


async def keep_clearing(services: Services) -> None:
    """Do so for as long as the tutor runs."""
    while True:
        try:
            await clear_old(services)
        except TutorError as error:
            log.warning("what classes no longer keep was not deleted", extra={"why": str(error)})
        await asyncio.sleep(CLEAR_EVERY_S)


async def recordings_wanted(services: Services, learner_id: str, exercise: str) -> list[Assignment]:
    """The assignments that wait for a recording of this exercise, and whose teacher may hear it."""
    if not services.settings.accounts:
        return []
    return await services.store.read(lambda session: assignments.spoken_for(session, learner_id, exercise))


async def hand_in_recording(services: Services, learner_id: str, wanted: list[Assignment], name: str) -> bool:
    """Keep a recording for assignments, unless the learner has thought better of it; whether it is kept for any."""

    def write(session: Session) -> tuple[bool, list[str]]:
        files: list[str] = []
        kept = False
        for assignment in wanted:
            member = session.get(Membership, (assignment.classroom_id, learner_id))
            if (
                member is not None
                and member.consent_at is not None
                and session.get(Assignment, assignment.id) is not None
            ):
                files += rooms.keep_recording(session, assignments.hand_in(session, assignment, member), name)
                kept = True
        return kept, files

    is_kept, files = await services.store.run(write)
    await discard(services, files)
    return is_kept
