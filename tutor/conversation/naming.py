"""What a conversation is called."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session

from tutor.conversation.scenes.kept import scene_of
from tutor.conversation.scenes.library import FREE_TALK
from tutor.conversation.scenes.told import titles_of
from tutor.store.tables import Conversation

TITLE_CHARS = 48
# Fewer words than this say "hello", or "yes".
NAMING_WORDS = 3


def name(session: Session, conversation: Conversation, said: str) -> None:
    """Name a conversation, until then called like all others of its scene, after the first thing in it that is more than
    a greeting; what is no free talk keeps the scene's name before it."""
    usual = conversation.title
    if usual not in titles_of(scene_of(session, conversation)) or len(said.split()) < NAMING_WORDS:
        return
    conversation.title = title_from(said if conversation.scenario_id == FREE_TALK else f"{usual}: {said}")


def beginning_by_rule(session: Session, conversation: Conversation, sentences: Iterable[str]) -> str | None:
    """What the name that `name` gave begins with whatever was said: that of a scene, or nothing. None for another name."""
    free = conversation.scenario_id == FREE_TALK
    beginnings = [""] if free else [f"{usual}: " for usual in titles_of(scene_of(session, conversation))]
    named = {title_from(before + said): before for said in sentences for before in beginnings}
    return named.get(conversation.title)


def title_from(text: str) -> str:
    """A title for a conversation from something said in it."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE_CHARS else line[: TITLE_CHARS - 1].rsplit(" ", 1)[0] + "…"
