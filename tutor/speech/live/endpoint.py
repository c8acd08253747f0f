"""When a learner has finished speaking: learners pause to think, and nobody is to be cut off."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from math import inf

import numpy as np
from numpy.typing import NDArray

from tutor.core.levels import Level
from tutor.language.es.levels import profile

# Silence after words that call for more, as a factor of the usual one.
UNFINISHED = 1.8
# How likely a turn must sound finished to end early, and after which part of the silence it then does; a beginner pauses most.
SOUNDS_FINISHED = {
    Level.A1: 0.98, Level.A2: 0.98, Level.B1: 0.97, Level.B2: 0.97, Level.C1: 0.95, Level.C2: 0.95,
}  # fmt: skip
EARLY = 0.6
# A turn that sounds so unlikely to be finished, as with a last word that is drawn out, waits for so many times the silence.
SOUNDS_OPEN, LONGER = 0.05, 1.3
# How far the learner's own pauses may move the silence, as factors of the level's. It shrinks only on much evidence.
SHORTEST, LONGEST = 0.8, 1.75
# A turn waits for this many times the learner's long pauses.
MARGIN = 1.25
# The pauses that are remembered, and how many it takes before the silence may shrink.
REMEMBERED, ENOUGH = 30, 8
# A gap between two words is no pause to think, in seconds.
GAP_S = 0.3

# Hesitations; prepositions and articles; conjunctions and relatives, which with an accent ask and may end a sentence;
# possessives and words before a noun; clitics and auxiliaries.
_SMALL_WORDS = """
eh em ehm mm mmm hum este esto bueno pues um uh erm
a al ante bajo con contra de del desde durante en entre hacia hasta mediante para por según sin sobre tras
el la los las lo un una unos unas
y e o u ni pero mas sino que porque aunque si cuando como donde mientras cuyo cuya
mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro vuestra
estos estas esta ese esa esos esas aquel aquella cada muy tan
me te se le les nos os he has ha hemos habéis han había habías habíamos habían habré haya hayas hubiera
soy eres somos son estoy estás estamos están suelo suele
"""
_GO_ON = frozenset(_SMALL_WORDS.split()) | {"o sea", "es decir", "por ejemplo"}


def unfinished(text: str) -> bool:
    """Whether the words so far call for more: they end in a hesitation, a small word, a comma or dots.

    A full stop says nothing: a recogniser puts one wherever the sound ends. Questions and exclamations are whole.
    """
    text = text.strip().lower()
    if text.endswith(("?", "!")):
        return False
    if text.endswith((",", ";", ":", "…", "...", "-", "—")):
        return True
    words = re.findall(r"\w+", text)
    return bool(words) and (words[-1] in _GO_ON or " ".join(words[-2:]) in _GO_ON)


@dataclass
class Endpoint:
    """Decides for one learner in one session how much silence ends a turn.

    `patience` is the learner's own setting, a factor; while `holding`, they are still thinking and nothing ends. `finished` tells
    how likely whoever spoke in some samples (float32, 16 kHz mono) has finished, 0…1, None where nothing can; a turn `may_end_early` by
    that until it has cut the learner off.
    """

    level: Level
    patience: float = 1.0
    holding: bool = False
    finished: Callable[[NDArray[np.float32]], Awaitable[float | None]] | None = None
    may_end_early: bool = True
    _pauses: list[float] = field(default_factory=list)

    def paused(self, seconds: float, text: str) -> None:
        """The learner went on after a pause of so many seconds, having said `text`."""
        if unfinished(text):  # waiting longer there anyway
            seconds /= UNFINISHED
        if seconds >= GAP_S:
            self._pauses = [*self._pauses[-REMEMBERED + 1 :], seconds]

    @property
    def silence_s(self) -> float:
        """The silence after a finished sentence that ends a turn, in seconds."""
        base = profile(self.level).pause_s
        factor = 1.0
        if self._pauses:
            long = sorted(self._pauses)[int(0.9 * (len(self._pauses) - 1))]
            least = SHORTEST if len(self._pauses) >= ENOUGH else 1.0
            factor = min(max(MARGIN * long / self.patience / base, least), LONGEST)
        return base * factor * self.patience

    def wait_s(self, text: str, finished: float | None = None) -> float:
        """The silence after `text` that ends the turn, in seconds; infinite while the learner holds it. `finished` is how likely
        the turn sounds finished, None where nothing can tell."""
        if self.holding:
            return inf
        if unfinished(text):
            return self.silence_s * UNFINISHED
        if finished is None:
            return self.silence_s
        if finished < SOUNDS_OPEN:
            return self.silence_s * LONGER
        early = self.may_end_early and finished >= SOUNDS_FINISHED[self.level]
        return self.silence_s * (EARLY if early else 1.0)
