"""The scenes that are shipped, each read from its file when it is first wanted."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

from tutor.conversation.scenes.director import Director
from tutor.conversation.scenes.nearest import telling
from tutor.conversation.scenes.schema import Band, Lines, Scene, band_of, lines_for, load, scene_from
from tutor.conversation.scenes.wording import choose
from tutor.core.errors import InvalidInput
from tutor.core.levels import Level
from tutor.language.es.lexicon import lexicon
from tutor.language.es.sentences import sentences, whole_sentences
from tutor.language.es.spoken import speakable
from tutor.language.es.tokens import plain
from tutor.language.es.variety import Variety

FOLDER = Path(str(files("tutor.language.es"))) / "scenes"
# Free talk, and what a conversation about a text of the learner's is.
FREE_TALK, READING = "charla", "lectura"
# How the ids of scenes begin that teachers write, and so many of them are kept as they were read.
TAUGHT = "class."
TAUGHT_KEPT = 64
# The fields of a scene that hold what its partner says.
_SAID = ("opening", "ask", "done", "yes", "no", "say", "react", "own", "unknown")


@cache
def scenes() -> tuple[Scene, ...]:
    """All scenes, free talk first, then from the easiest to the hardest. Raises ValueError where a file is wrong."""
    found = [load(file) for file in sorted(FOLDER.glob("*.toml"))]
    return tuple(sorted(found, key=lambda s: (s.id != FREE_TALK, Level(s.level_min), s.title)))


@cache
def _by_id() -> dict[str, Scene]:
    return {scene.id: scene for scene in scenes()}


def scene(scene_id: str, written: str = "") -> Scene:
    """The scene of that id: one of ours, else the one that a teacher has `written`. Raises InvalidInput."""
    if written:
        return _taught(written)
    if found := _by_id().get(scene_id):
        return found
    raise InvalidInput("There is no such scenario.", action="Choose one of those on the page.")


@lru_cache(TAUGHT_KEPT)
def _taught(written: str) -> Scene:
    try:
        return scene_from(json.loads(written))
    except ValueError as error:
        raise InvalidInput(
            "This scene can no longer be played.", action="Tell the teacher.", detail=str(error)
        ) from error


def has_plan(scene_id: str, written: str = "") -> bool:
    """Whether a scene is played, and does not go on without a plan (reading). Raises InvalidInput."""
    return is_planned(scene(scene_id, written))


def is_planned(found: Scene) -> bool:
    """Whether a scene has steps or topics to be played by."""
    return bool(found.step or found.topic)


def director(scene_id: str, written: str = "") -> Director | None:
    """Who plays a scene; None for one without a plan. The first time takes tenths of a second. Raises InvalidInput."""
    return _taught_director(written) if written else _director(scene_id)


@lru_cache(TAUGHT_KEPT)
def _taught_director(written: str) -> Director:
    return Director.of(_taught(written), lemmas)


@cache
def _director(scene_id: str) -> Director | None:
    found = scene(scene_id)
    return Director.of(found, lemmas) if is_planned(found) else None


def own_sentences(scene_id: str, reply: str) -> frozenset[str]:
    """The sentences of a reply that stand in its scene's file as they are, with nothing of the talk in them, as voices say
    them; none for a scene that is not there."""
    own = " ".join(sentence for sentence in whole_sentences(reply) if sentence in _written(scene_id))
    return frozenset(piece for variety in get_args(Variety) for piece in sentences(speakable(own, variety)))


@cache
def _written(scene_id: str) -> frozenset[str]:
    """The sentences that the partner of a scene says as they stand in its file."""
    found = _by_id().get(scene_id)
    if found is None:
        return frozenset()
    parts = (found, *found.step, *found.answer, *found.topic, *found.twist, found.end, found.lost)
    lines = (line for part in parts for name in _SAID for line in _all_of(getattr(part, name, {})))
    return frozenset(sentence for line in lines if "{" not in line for sentence in whole_sentences(line))


def _all_of(lines: Lines) -> list[str]:
    return [line for band in lines.values() for line in band]


def prepare() -> None:
    """Read the scenes, the lexicon and how common words are, which takes a moment, before the first learner waits for it."""
    director(scenes()[0].id)
    telling("")


@cache
def _lemmas_of(word: str) -> frozenset[str]:
    return frozenset(plain(lemma) for lemma in lexicon().lemmas(word))


def lemmas(word: str) -> frozenset[str]:
    """All dictionary forms that a word may have, without accents."""
    return _lemmas_of(word)


def seed_of(conversation_id: str) -> int:
    """What chooses among a conversation's lines: the same each time it is looked at."""
    return zlib.crc32(conversation_id.encode())


def opening(chosen: Scene, level: Level, seed: int = 0) -> str:
    """The partner's first line at a level."""
    lines: Sequence[str] = lines_for(chosen.opening, band_of(level))
    return choose(lines, (), seed, "opening") or lines[0]


def band(level: str) -> Band:
    """The band of levels that a scene's lines are written for."""
    return band_of(level)
