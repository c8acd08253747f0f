"""What a learner reads of a scene, in the languages that pages speak beside the scene's own English and Spanish."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from tutor.conversation.scenes.schema import Scene
from tutor.language.es.forms import LANGUAGES

FOLDER = Path(str(files("tutor.language.es"))) / "scenes" / "told"


class SceneTold(BaseModel):
    """Title, description and card of one scene: what its phrases mean, in their order; `goals` by the id of their step."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    description: str
    you: str
    phrases: tuple[str, ...]
    goals: Mapping[str, str] = Field(default_factory=dict)


@cache
def told_in(language: str) -> Mapping[str, SceneTold]:
    """All scenes that are told in a language (ISO 639), by their id; none for a language without a file."""
    file = FOLDER / f"{language}.toml"
    if not language.isalpha() or not file.is_file():
        return {}
    return {id: SceneTold.model_validate(told) for id, told in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def title_in(scene: Scene, language: str) -> str:
    """What a scene is called in a language, in English where it is not told in that one."""
    return scene.title_es if language == "es" else in_language(scene, language).title


def titles_of(scene: Scene) -> frozenset[str]:
    """What a scene is called in any language."""
    return frozenset(title_in(scene, language) for language in LANGUAGES)


def in_language(scene: Scene, language: str) -> Scene:
    """The scene with its English told in another language, where that is written; else as it is."""
    told = told_in(language).get(scene.id)
    if told is None:
        return scene
    steps = tuple(step.model_copy(update={"goal": told.goals.get(step.id, step.goal)}) for step in scene.step)
    phrases = tuple((spanish, here) for (spanish, _), here in zip(scene.card.phrases, told.phrases, strict=True))
    card = scene.card.model_copy(update={"you": told.you, "phrases": phrases})
    return scene.model_copy(update={"title": told.title, "description": told.description, "card": card, "step": steps})
