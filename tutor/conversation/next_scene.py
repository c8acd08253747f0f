"""Which scene a learner might play next, and why: by their reason to learn, their level and what they have played."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from tutor.conversation.focus.open import Open
from tutor.conversation.scenes.library import FREE_TALK, scenes
from tutor.conversation.scenes.schema import Scene
from tutor.core.levels import Level
from tutor.store.tables import Conversation, Learner

# Scenes that serve a reason to learn, the most useful first.
Goal = Literal["travel", "work", "family", "exam", "school"]
FOR_GOAL: dict[Goal, tuple[str, ...]] = {
    "travel": (
        "cafe", "hotel", "estacion", "direcciones", "taxi", "taqueria", "restaurante", "mercado", "aeropuerto", "medico",
        "farmacia", "ropa", "policia", "viajes", "cancelacion",
    ),
    "work": ("entrevista", "reunion", "banco", "soporte", "negociacion", "presentacion", "queja", "piso"),
    "family": ("familia", "vecinos", "cumpleanos", "planes", "infancia", "cita", "charla", "comunidad"),
    "exam": ("clase", "medico", "queja", "entrevista", "debate", "mediacion", "presentacion", "reclamacion", "universidad"),
    "school": ("clase", "familia", "cumpleanos", "planes", "universidad", "cultura", "debate"),
}  # fmt: skip
Why = Literal["goal", "new", "again"]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A scene, and the reason for it."""

    scene: Scene
    why: Why


def next_scene(session: Session, learner_id: str) -> Suggested:
    """The scene to play now: one for the learner's goal that they have not played, never the last one again; of several the
    one that needs most of what they have open, mistakes and saved words."""
    learner = session.get_one(Learner, learner_id)
    played = list(
        session.exec(
            select(Conversation.scenario_id)
            .where(Conversation.learner_id == learner_id)
            .order_by(col(Conversation.created_at).desc())
        )
    )
    last = played[0] if played else None
    at_level = [
        s
        for s in scenes()
        if s.offered and s.id not in (last, FREE_TALK) and Level(s.level_min) <= Level(learner.level)
    ]
    wanted = next((served for goal, served in FOR_GOAL.items() if goal == learner.goal), ())
    fresh = [s for s in at_level if s.id not in played]
    open_now = Open.of(session, learner_id)
    if served := sorted((s for s in fresh if s.id in wanted), key=lambda s: wanted.index(s.id)):
        return Suggested(max(served, key=lambda s: open_now.given_by(s.id)), "goal")
    if fresh:
        highest = max(Level(s.level_min) for s in fresh)
        hardest = [s for s in fresh if Level(s.level_min) == highest]
        return Suggested(max(hardest, key=lambda s: open_now.given_by(s.id)), "new")
    # All played: the one that was played longest ago.
    if at_level:
        return Suggested(max(at_level, key=lambda s: played.index(s.id)), "again")
    return Suggested(scenes()[0], "again")
