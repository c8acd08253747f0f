"""Whose voice it is: a learner speaks into the microphone; a television, the next table, a crowd are fainter."""

from __future__ import annotations

from collections import deque
from math import ceil

from tutor.speech.audio.voice_activity import QUIET, WINDOW_S, Window

# A voice fainter by this than the learner's is somebody else's. In 610 sentences, read by people and synthetic, nobody
# was fainter than that for longer than 0.45 s, measured against the loud tenth of their own sentence.
FAINT_DB = 12.0
# Among others the learner begins no fainter than this: voices just too faint have syllables that are not.
BEGIN_DB = 8.0
# The loudest moment in so many seconds counts: consonants and the ends of words are faint.
SYLLABLE_S = 0.25
# Voice of the learner that is remembered, and how much of it tells how loud they are, in seconds.
REMEMBERED_S, ENOUGH_S = 10.0, 3.0
# So much faint voice, in seconds, and none of the learner's in between: there are others. Less is a learner who mumbles.
OTHERS_S = 5.0
# The same before a voice that is louder than all that, where nothing was heard of the learner before.
BEFORE_S = 2.0
# Others who were not heard for so long are gone, in seconds of sound.
GONE_S = 20.0


def _windows(seconds: float) -> int:
    return ceil(seconds / WINDOW_S)


class Foreground:
    """Follows how loud the learner is, and what voices there are beside theirs.

    While nobody else is known to be there, every voice is taken for the learner's, however faint.
    """

    def __init__(self) -> None:
        self._recent: deque[float] = deque(maxlen=_windows(SYLLABLE_S))
        self._learner: deque[float] = deque(maxlen=_windows(REMEMBERED_S))
        self._utterance: list[tuple[int, float]] = []  # where a window with a voice ends, and its level
        self._faint = 0  # windows of faint voice since the learner's
        self._gone = 0  # windows without faint voice
        self._known = False  # whether it was known how loud the learner is when the utterance began
        self.others = False

    @property
    def begins_db(self) -> float | None:
        """A voice fainter than this does not begin to speak to the tutor; None while nobody else is known."""
        loud = self._loud_db()
        return loud - BEGIN_DB if self.others and loud is not None else None

    def hear(self, window: Window, at: int, *, spoken: bool) -> float:
        """How likely the learner is heard in a window that ends at `at`; `spoken` once an utterance has begun."""
        self._recent.append(window.level_db)
        if not spoken:
            self._utterance.clear()
            self._known = self._loud_db() is not None
        if window.probability < QUIET:
            self._miss()
            return window.probability
        level, limit = max(self._recent), self._limit_db()
        if not spoken and self.others:
            limit = self.begins_db
        self._utterance.append((at, level))
        if limit is None or level >= limit:
            self._faint = 0
            self._learner.append(level)
            self._miss()
            return window.probability
        self._gone = 0
        self._faint += 1
        if self._faint >= _windows(OTHERS_S):
            self.others = True
        return 0.0 if self.others else window.probability

    @property
    def faint(self) -> bool:
        """Whether the last voice was too faint to be the learner's."""
        return self._faint > 0

    def learner_began(self) -> int | None:
        """Where in this utterance the learner began, if somebody fainter was heard for long before them."""
        limit = self._limit_db()
        if limit is None:
            return None
        before = next((n for n, (_, level) in enumerate(self._utterance) if level >= limit), 0)
        if before < _windows(OTHERS_S if self._known else BEFORE_S):
            return None
        self.others, self._gone = True, 0
        at, _ = self._utterance[before]
        del self._utterance[:before]
        return at

    def was_learner(self) -> None:
        """The utterance was the learner's, also where it was faint."""
        if not self.others:
            self._learner.extend(level for _, level in self._utterance)
            self._faint = 0

    def all_mine(self) -> None:
        """The faint voice was the learner's: begin to find out anew how loud they are."""
        self._learner.clear()
        self._faint, self.others = 0, False

    def _loud_db(self) -> float | None:
        """What the loud tenth of the learner's voice exceeds; None while too little of it was heard."""
        if len(self._learner) < _windows(ENOUGH_S):
            return None
        return sorted(self._learner)[int(0.9 * len(self._learner))]

    def _limit_db(self) -> float | None:
        """What is fainter is not the learner's voice."""
        loud = self._loud_db()
        return None if loud is None else loud - FAINT_DB

    def _miss(self) -> None:
        self._gone += 1
        if self._gone >= _windows(GONE_S):
            self.others = False
