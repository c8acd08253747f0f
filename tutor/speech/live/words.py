"""The words of an utterance, made out while it is still spoken: partial transcripts, a last look, and the careful transcript."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.core.errors import NothingHeard
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.audio.wav import samples_of
from tutor.speech.live.draft import Draft
from tutor.speech.stt.transcribe import Transcript

# New speech between two partial transcripts, in seconds; more where one takes long, so that half of the time stays free.
PARTIAL_S = 0.5
SAMPLE_BYTES = 2  # PCM16

Samples = NDArray[np.float32]
# Hears what is said in a sound that begins with these words; None where that cannot be told quickly.
Follow = Callable[[Samples, Sequence[str]], Awaitable[Transcript | None]]


class LiveWords:
    """Keeps the sound of the utterance and makes out its words. All positions count samples from the start of the session.

    `hear` transcribes a whole recording with care, `follow` quickly what follows on known words, and `partial` does the
    same where it delays nobody. `tell` is told the words so far.
    """

    def __init__(
        self,
        hear: Callable[[Samples], Awaitable[Transcript]],
        follow: Follow,
        partial: Follow,
        tell: Callable[[str], None],
    ) -> None:
        self._hear = hear
        self._follow = follow
        self._partial = partial
        self._tell = tell
        self.start = 0  # of the sound that is kept
        self.sound = bytearray()
        self.draft = Draft()
        self._partial_task: asyncio.Task[None] | None = None
        self._partial_to = 0
        self._partial_every = int(PARTIAL_S * SAMPLE_RATE)
        # Of the utterance up to `heard_to`: the words of a last look, and those of the whole recording.
        self.heard_to = 0
        self._completing: asyncio.Task[Transcript | None] | None = None
        self.transcribing: asyncio.Task[Transcript | None] | None = None

    def seconds(self, position: int) -> float:
        """From the start of the recording."""
        return (position - self.start) / SAMPLE_RATE

    def recording(self) -> bytes:
        """The sound up to `heard_to`, PCM16."""
        return bytes(self.sound[: (self.heard_to - self.start) * SAMPLE_BYTES])

    def begin_partial(self, at: int) -> None:
        """Begin a partial transcript of what was said up to here, if there is enough that is new, and nothing better to do."""
        busy = any(task and not task.done() for task in (self._partial_task, self._completing, self.transcribing))
        if busy or at - max(self._partial_to, self.heard_to, self.start) < self._partial_every:
            return
        self._partial_to = at
        self._partial_task = asyncio.create_task(self._make_partial(at))
        self._partial_task.add_done_callback(retrieve)

    def completes(self, voiced_to: int) -> bool:
        """Whether the words of all that was voiced are being made out, or are there."""
        return self._completing is not None and voiced_to <= self.heard_to

    def complete(self, upto: int) -> None:
        """Begin to make out the words up to a position."""
        for task in (self._completing, self.transcribing):
            if task:
                task.cancel()
        self.heard_to = upto
        if self._partial_to > upto:  # a partial from others
            self.draft = Draft()
        self.transcribing = None
        self._completing = asyncio.create_task(self._last_look(upto))
        self._completing.add_done_callback(retrieve)

    def transcribe(self) -> None:
        """Begin to transcribe the whole recording up to `heard_to`, as soon as the last look is over."""
        self.transcribing = asyncio.create_task(self._transcribe(samples_of(self.recording()), self._completing))
        self.transcribing.add_done_callback(self._fix)

    async def transcript(self) -> Transcript | None:
        """The words up to `heard_to`: with care if they are there, else quickly if that can be."""
        assert self._completing
        if not (self.transcribing and self.transcribing.done()):
            await asyncio.wait([self._completing])  # whoever stops waiting does not stop the work
            if heard := self._completing.result():
                return heard
        if self.transcribing is None:
            self.transcribing = asyncio.create_task(self._transcribe(samples_of(self.recording()), None))
        await asyncio.wait([self.transcribing])
        return self.transcribing.result()

    def begin_anew(self, start: int) -> None:
        """Another utterance, of which the sound from here on is kept."""
        for task in (self._completing, self.transcribing, self._partial_task):
            if task:
                task.cancel()
        self._completing = self.transcribing = self._partial_task = None
        self.draft = Draft()
        self.forget_before(start)

    def forget_before(self, start: int) -> None:
        """Keep no sound from before a position."""
        if start > self.start:
            del self.sound[: (start - self.start) * SAMPLE_BYTES]
            self.start = start

    async def _last_look(self, upto: int) -> Transcript | None:
        """The words up to a position as soon as can be; None where they cannot be told quickly."""
        if self._partial_task:
            await asyncio.wait([self._partial_task])
        return await self._look(self._follow, upto)

    async def _transcribe(self, samples: Samples, after: asyncio.Task[Transcript | None] | None) -> Transcript | None:
        """All words of a recording, None if there are none; `after` is waited for first."""
        if after:
            await asyncio.wait([after])
        try:
            return await self._hear(samples)
        except NothingHeard:
            return None

    def _fix(self, task: asyncio.Task[Transcript | None]) -> None:
        """A transcript is there: these are the words so far."""
        if task.cancelled() or task.exception() or task is not self.transcribing:
            return
        if heard := task.result():
            self.draft.fix(heard, self.seconds(self.heard_to))
            self._tell(heard.text)

    async def _make_partial(self, upto: int) -> None:
        began = time.perf_counter()
        await self._look(self._partial, upto)
        self._partial_every = int(max(PARTIAL_S, 2 * (time.perf_counter() - began)) * SAMPLE_RATE)

    async def _look(self, follow: Follow, upto: int) -> Transcript | None:
        """The words of the utterance up to a position; of the sound, only what is not yet fixed is looked at."""
        view, draft = self.draft.view(), self.draft
        begin, end = int(view.begin * SAMPLE_RATE), upto - self.start
        heard = await follow(samples_of(self.sound[begin * SAMPLE_BYTES : end * SAMPLE_BYTES]), view.texts)
        if heard is None or not draft.look(view, heard.words, end / SAMPLE_RATE):
            return None
        if draft is self.draft:
            self._tell(draft.text)
        return Transcript(draft.text, draft.words, heard.language, round(end / SAMPLE_RATE, 2))


def retrieve(task: asyncio.Task[Any]) -> None:
    """Whoever does not wait for a task need not hear of its failure."""
    if not task.cancelled():
        task.exception()
