"""Which sounds a learner missed: noted wherever their speech is examined for them, told to who may see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlmodel import Session, col, select

from tutor.store.tables import SoundsHeard


class ExaminedWord(Protocol):
    """A word that was said: `score` is None where nothing can be told, `sound` is what was missed in it, if anything."""

    @property
    def score(self) -> float | None: ...

    @property
    def sound(self) -> str: ...


@dataclass(frozen=True, slots=True)
class MissedSounds:
    """Of so many words, in how many each sound was missed, the most missed first."""

    words: int
    missed: list[tuple[str, int]]


def note_sounds(session: Session, learner_id: str, words: Iterable[ExaminedWord]) -> None:
    """Keep what was told of some words; nothing where none could be told of."""
    told = [word for word in words if word.score is not None]
    if told:
        missed = Counter(word.sound for word in told if word.sound)
        session.add(SoundsHeard(learner_id=learner_id, words=len(told), missed=dict(missed)))


def sounds_since(session: Session, learner_id: str, since: datetime) -> MissedSounds:
    """What was told of a learner's sounds since then."""
    mine = select(SoundsHeard).where(SoundsHeard.learner_id == learner_id, col(SoundsHeard.created_at) >= since)
    words, missed = 0, Counter[str]()
    for one in session.exec(mine):
        words += one.words
        missed.update(one.missed)
    return MissedSounds(words, missed.most_common())
