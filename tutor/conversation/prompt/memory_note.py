"""What the partner of a new conversation already knows of the learner."""

from __future__ import annotations

from sqlmodel import Session

from tutor.conversation.ports import facts_for_partner
from tutor.conversation.scenes.schema import Scene
from tutor.language.es.prompts import prompts


def remembered(session: Session, learner_id: str, scene: Scene) -> str:
    """A few facts as the beginning of a summary; "" in a scene with strangers, who know nothing of the learner."""
    if scene.address != "tú" or not scene.topic:
        return ""
    known = facts_for_partner(session, learner_id)
    return prompts().known.format(facts="; ".join(known)) if known else ""
