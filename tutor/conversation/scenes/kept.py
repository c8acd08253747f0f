"""The scene of a conversation: one of ours, or a teacher's as it was when the conversation began."""

from __future__ import annotations

import json
from contextlib import suppress
from sys import intern
from typing import Any

from sqlmodel import Session

from tutor.conversation.ports import offered_to, playable_by
from tutor.conversation.scenes.library import TAUGHT, is_planned, scene
from tutor.conversation.scenes.schema import Scene
from tutor.core.errors import InvalidInput
from tutor.store.class_tables import PlayedScene
from tutor.store.tables import Conversation


def as_text(data: dict[str, Any]) -> str:
    """A scene's data as it is kept: the same data is the same text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_begin(session: Session, learner_id: str, scenario_id: str) -> tuple[Scene, str]:
    """The scene that a learner wants to begin, and its text where a teacher wrote it. Raises InvalidInput, NotFound."""
    if not scenario_id.startswith(TAUGHT):
        return scene(scenario_id), ""
    written = playable_by(session, learner_id, scenario_id.removeprefix(TAUGHT), scenario_id)
    return scene(scenario_id, written), written


def of_classes(session: Session, learner_id: str) -> list[Scene]:
    """The scenes that a learner's classes have, beside ours."""
    found = []
    for written in offered_to(session, learner_id, TAUGHT):
        with suppress(InvalidInput):  # of a format of before: none of it is anybody else's trouble
            found.append(scene("", written))
    return found


def keep(session: Session, conversation: Conversation, written: str) -> None:
    """Keep a teacher's scene for a conversation that begins with it."""
    session.add(PlayedScene(conversation_id=conversation.id, text=written))


def written_for(session: Session, conversation: Conversation) -> str:
    """The text of a teacher's scene as this conversation began with it; empty where the scene is one of ours."""
    if not conversation.scenario_id.startswith(TAUGHT):
        return ""
    kept = session.get(PlayedScene, conversation.id)
    return intern(kept.text) if kept else ""  # it is a key of what was worked out: one text, however often it is read


def scene_of(session: Session, conversation: Conversation) -> Scene:
    """The scene that a conversation plays. Raises InvalidInput."""
    return scene(conversation.scenario_id, written_for(session, conversation))


def is_directed(conversation: Conversation, played: Scene) -> bool:
    """Whether its scene decides what is said in a conversation: not in one about a text, nor with a template of one's own."""
    return not (conversation.document_id or conversation.template_version_id) and is_planned(played)
