"""A scene as far as it has been played. Nothing of it is stored: it follows from what was said, and what was worked out
for the line before is not worked out again."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tutor.conversation.scenes.director import Director, advance
from tutor.conversation.scenes.library import director
from tutor.conversation.scenes.schema import Band
from tutor.conversation.scenes.state import Due, Move, State

# Lines of some tens of conversations.
REMEMBERED = 1024

# Lines of learner and tutor.
Exchanges = tuple[tuple[str, str], ...]


class Play(NamedTuple):
    """One play of a scene: what its beginning depends on."""

    scene_id: str
    band: Band
    seed: int
    opening: str | None = None
    twists: bool = False
    chances: tuple[str, ...] = ()
    due: Due = Due()
    written: str = ""  # the scene itself, where a teacher wrote it

    @property
    def director(self) -> Director:
        found = director(self.scene_id, self.written)
        assert found, "a scene without a plan is not played"
        return found


@lru_cache(maxsize=REMEMBERED)
def standing(play: Play, exchanges: Exchanges) -> State:
    """The state after these lines."""
    if not exchanges:
        twist = play.director.drawn(play.seed, play.due.words) if play.twists else None
        return play.director.begin(
            play.band, play.seed, opening=play.opening, twist=twist, chances=play.chances, due=play.due
        )
    *before, (learner, tutor) = exchanges
    return advance(standing(play, tuple(before)), next_move(play, tuple(before), learner), tutor)


@lru_cache(maxsize=REMEMBERED)
def next_move(play: Play, exchanges: Exchanges, line: str) -> Move:
    """What a learner's line does after these, and what to answer."""
    return play.director.decide(standing(play, exchanges), line)
