"""The words of somebody who is still speaking: which of them no longer change, and from where on to look again.

LocalAgreement (Macháček, Dabre and Bojar 2023, "Turning Whisper into Real-Time Transcription System"): the words that
two looks in a row agree on are fixed. The next look begins a little before the end of what is fixed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from tutor.speech.stt.transcribe import Transcript, Word

# Fixed words that a look begins with, in seconds: they tell the recogniser where in the sentence it is.
CONTEXT_S = 2.0
# Sound before the first of them, in seconds: Whisper's times of words are right to within about that.
MARGIN_S = 0.1
# A word that ends this close to the end of the sound may be half of one, in seconds.
UNSURE_S = 0.3
# In so short a recording nothing is fixed, in seconds: to hear it all again costs little, and a recogniser that is given the only
# word of a sound as its beginning says it once more.
SETTLED_S = 3.0
# What a look saw is fixed without a second one when it was longer than this, in seconds, or looks would grow for ever.
LONG_S = 12.0


@dataclass(frozen=True, slots=True)
class View:
    """Where a look begins, in seconds from the start of the recording, and the fixed words its sound begins with."""

    begin: float
    known: tuple[Word, ...] = ()

    @property
    def texts(self) -> list[str]:
        return [word.text for word in self.known]


class Draft:
    """The words so far. All times are seconds from the start of the recording."""

    def __init__(self) -> None:
        self.text = ""
        self._fixed: list[Word] = []
        self._fixed_to = 0.0  # whatever is said before that is in the fixed words
        self._open: list[Word] = []
        self._silence = (0.0, 0.0)

    @property
    def words(self) -> list[Word]:
        return self._fixed + self._open

    def silence(self, begin: float, end: float) -> None:
        """Nobody spoke from `begin` to `end`."""
        self._silence = (begin, end)

    def view(self) -> View:
        """What the next look is to see."""
        begin, end = self._silence
        since = end if begin <= self._fixed_to < end else self._fixed_to
        known = tuple(takewhile(lambda word: word.start >= since - CONTEXT_S, reversed(self._fixed)))[::-1]
        return View(max(0.0, known[0].start - MARGIN_S) if known else since, known)

    def look(self, view: View, heard: Sequence[Word], upto: float) -> bool:
        """A look saw these words, whose times count from its beginning; its sound ended at `upto`.

        One that was overtaken by a transcript is forgotten; returns whether it counted.
        """
        if view != self.view():
            return False
        if view.known:
            # The sign after it was open.
            self._fixed[-1] = replace(self._fixed[-1], text=heard[len(view.known) - 1].text)
        words = [
            replace(word, start=round(word.start + view.begin, 2), end=round(word.end + view.begin, 2))
            for word in heard[len(view.known) :]
        ]
        if words and not self._fixed:  # Whisper often begins with a small letter when it tells no times
            words[0] = replace(words[0], text=words[0].text[:1].upper() + words[0].text[1:])
        sure = sum(1 for _ in takewhile(lambda word: word.end <= upto - UNSURE_S, words))
        if upto - view.begin <= LONG_S:
            sure = min(sure, agreed(self._open, words)) if upto > SETTLED_S else 0
        self._fixed += words[:sure]
        self._open = words[sure:]
        if sure:
            self._fixed_to = self._fixed[-1].end
        self.text = " ".join(word.text for word in self.words)
        return True

    def fix(self, transcript: Transcript, upto: float) -> None:
        """All up to `upto` has been transcribed with care."""
        self.text = transcript.text
        if transcript.words:  # not every engine tells the times
            words = [word for word in transcript.words if _bare(word)]  # a dash is none
            self._fixed, self._open, self._fixed_to = words, [], upto


def agreed(before: Sequence[Word], now: Sequence[Word]) -> int:
    """How many words both begin with, whatever their signs and capitals."""
    pairs = zip(before, now, strict=False)
    return sum(1 for _ in takewhile(lambda pair: _bare(pair[0]) == _bare(pair[1]), pairs))


def _bare(word: Word) -> str:
    return re.sub(r"\W", "", word.text).lower()
