"""Hearing somebody while they speak, so that the words are there as soon as the turn has ended.

    sound ─► voice? ─┬─ speaking ─► sketches of the words so far
                     ├─ a pause  ─► the whole recording is transcribed, on the chance that this was the end
                     └─ silence enough after those words ─► that transcript is the final one

If the learner goes on after the pause, the transcript was not the last and only serves as the words so far. Time is
counted in samples, not by the clock: sound that arrives late or fast is heard the same.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import anyio.to_thread
import numpy as np
from numpy.typing import NDArray

from tutor.errors import AudioTooLong, ListeningPaused, NothingHeard
from tutor.speech.audio import SAMPLE_RATE
from tutor.speech.endpoint import Endpoint
from tutor.speech.transcribe import Transcript
from tutor.speech.voice_activity import ONSET, QUIET, WINDOW, Voice, VoiceActivity

# Sound kept from before the voice was noticed.
BEFORE = SAMPLE_RATE // 2
# New speech between two sketches, in seconds; more where a sketch takes long, so that half of the time stays free.
SKETCH_S = 0.5
# A sketch of more than this becomes fixed, and the next one begins after it.
LONG_SKETCH = 12 * SAMPLE_RATE
# Who speaks again this soon after silence ended their turn was cut off, in seconds.
CUT_OFF_S = 1.5
SAMPLE_BYTES = 2  # PCM16

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Speaking:
    """Speech began or paused; `first` when it is the first of an utterance."""

    on: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Partial:
    """The words so far."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance that has ended: its sound as PCM16 (16 kHz mono), and its words."""

    sound: bytes
    transcript: Transcript


@dataclass(frozen=True, slots=True)
class Nothing:
    """An utterance without words."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """An utterance was ended because it grew too long."""

    error: AudioTooLong


Heard = Speaking | Partial | Said | Nothing | TooLong


class Listening:
    """One learner, one utterance after the other. Calls must not overlap.

    `hear` transcribes a whole recording, `sketch` what there is of an unfinished one. `longest_s` bounds an utterance,
    `silence_s` what is listened to without anybody speaking.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        hear: Callable[[Samples], Awaitable[Transcript]],
        sketch: Callable[[Samples], Awaitable[str]],
        tell: Callable[[Heard], None],
        *,
        longest_s: float,
        silence_s: float,
    ) -> None:
        self.endpoint = endpoint
        self._hear = hear
        self._sketch = sketch
        self._tell = tell
        self._longest = int(longest_s * SAMPLE_RATE)
        self._silence = int(silence_s * SAMPLE_RATE)
        self._activity = VoiceActivity()
        self._voice = Voice()
        # All positions count samples from the start of the session.
        self.received = 0
        self._at = 0  # how far the voice has been looked for
        self._start = 0  # of `_sound`
        self._sound = bytearray()
        self._spoken = False  # whether the utterance has begun
        self._voiced_to = 0
        self._released_at = 0
        self._ended: tuple[int, float] | None = None  # where and when silence ended the last utterance
        self._transcribing: asyncio.Task[Transcript | None] | None = None
        self._transcribed_to = 0
        self._sketching: asyncio.Task[None] | None = None
        self._sketched_to = 0
        self._sketch_every = int(SKETCH_S * SAMPLE_RATE)
        self._fixed, self._fixed_to = "", 0  # words that later sketches only add to

    async def feed(self, pcm: bytes) -> None:
        """Take the next sound, PCM16 of 16 kHz mono. Returns when all turns that end in it have ended.

        Raises ListeningPaused, EngineUnavailable, EngineFailed.
        """
        samples = _samples(pcm)
        probabilities = await anyio.to_thread.run_sync(self._activity.probabilities, samples)
        self._sound += pcm
        self.received += len(samples)
        for probability in probabilities:
            self._at += WINDOW
            await self._window(probability)

    async def end(self) -> None:
        """The learner says that they have finished."""
        if not self._spoken:
            self.discard()
            self._tell(Nothing())
            return
        if self._transcribing is None or self._voiced_to > self._transcribed_to:
            self._transcribe()
        await self._finish()
        self._ended = None

    def hold(self, on: bool) -> None:
        """The learner is still thinking, or no longer; silence then counts from here."""
        self.endpoint.holding = on
        self._released_at = self._at

    def discard(self) -> None:
        """Forget what was said since the last utterance ended."""
        self._ended = None
        self._begin_anew(self._at)

    async def _window(self, probability: float) -> None:
        if self._voice.window(probability):
            if self._voice.on:
                self._begin()
            else:
                self._transcribe()
                self._tell(Speaking(on=False, first=False))
        if self._voice.on:
            if probability >= QUIET:
                self._voiced_to = self._at
                self._sketch_on()
        elif self._spoken:
            await self._end_if_silent()
        else:
            self._forget_before(self._at - BEFORE)
            if self._at - self._voiced_to > self._silence:
                raise ListeningPaused()
        if self._spoken and self._at - self._start >= self._longest:
            await self.end()
            self._tell(TooLong(AudioTooLong(action="What you said up to here is sent. Say the rest after the answer.")))

    def _begin(self) -> None:
        began = self._at - ONSET * WINDOW
        if (self._spoken or self._cut_off(began)) and not self.endpoint.holding:
            self.endpoint.paused((began - self._voiced_to) / SAMPLE_RATE, self._fixed)
        first, self._spoken = not self._spoken, True
        self._tell(Speaking(on=True, first=first))

    def _cut_off(self, began: int) -> bool:
        """Whether silence ended the last utterance just before. The clock counts too: a muted page sends nothing."""
        if self._ended is None:
            return False
        at, when = self._ended
        return began - at <= CUT_OFF_S * SAMPLE_RATE and time.monotonic() - when <= 2 * CUT_OFF_S

    async def _end_if_silent(self) -> None:
        silence_s = (self._at - max(self._voiced_to, self._released_at)) / SAMPLE_RATE
        if silence_s < self.endpoint.wait_s(""):
            return
        heard = await self._transcript()
        if silence_s >= self.endpoint.wait_s(heard.text if heard else ""):
            await self._finish()
            self._ended = (self._at, time.monotonic())

    def _transcribe(self) -> None:
        """Begin to transcribe the utterance up to here."""
        if self._transcribing:
            self._transcribing.cancel()
        self._transcribed_to = self._at
        samples = _samples(self._sound[: (self._at - self._start) * SAMPLE_BYTES])
        self._transcribing = asyncio.create_task(self._words(samples))
        self._transcribing.add_done_callback(self._fix)

    async def _words(self, samples: Samples) -> Transcript | None:
        try:
            return await self._hear(samples)
        except NothingHeard:
            return None

    def _fix(self, task: asyncio.Task[Transcript | None]) -> None:
        """A transcript is there: these are the words so far."""
        if task.cancelled() or task.exception() or task is not self._transcribing:
            return
        if heard := task.result():
            self._fixed, self._fixed_to = heard.text, self._transcribed_to
            self._tell(Partial(heard.text))

    async def _transcript(self) -> Transcript | None:
        assert self._transcribing
        await asyncio.wait([self._transcribing])  # whoever stops waiting does not stop the work
        return self._transcribing.result()

    async def _finish(self) -> None:
        heard = await self._transcript()
        sound = bytes(self._sound[: (self._transcribed_to - self._start) * SAMPLE_BYTES])
        self._begin_anew(max(self._transcribed_to, self._at - BEFORE))
        self._tell(Said(sound, heard) if heard else Nothing())

    def _sketch_on(self) -> None:
        """Begin a sketch if there is enough that is new, and nothing better to do."""
        busy = any(task and not task.done() for task in (self._sketching, self._transcribing))
        if busy or self._at - max(self._sketched_to, self._fixed_to, self._start) < self._sketch_every:
            return
        begin = max(self._fixed_to, self._start)
        samples = _samples(self._sound[(begin - self._start) * SAMPLE_BYTES : (self._at - self._start) * SAMPLE_BYTES])
        self._sketched_to = self._at
        self._sketching = asyncio.create_task(self._draw(samples))
        self._sketching.add_done_callback(lambda task: task.cancelled() or task.exception())

    async def _draw(self, samples: Samples) -> None:
        upto, began = self._at, time.perf_counter()
        words = await self._sketch(samples)
        self._sketch_every = int(max(SKETCH_S, 2 * (time.perf_counter() - began)) * SAMPLE_RATE)
        if not words or self._fixed_to > upto - len(samples):  # a transcript has overtaken it
            return
        text = f"{self._fixed} {words}".strip()
        if len(samples) > LONG_SKETCH:
            self._fixed, self._fixed_to = text, upto
        self._tell(Partial(text))

    def _begin_anew(self, start: int) -> None:
        for task in (self._transcribing, self._sketching):
            if task:
                task.cancel()
        self._transcribing = self._sketching = None
        self._fixed, self._spoken, self._voice = "", False, Voice()
        self._forget_before(start)

    def _forget_before(self, start: int) -> None:
        if start > self._start:
            del self._sound[: (start - self._start) * SAMPLE_BYTES]
            self._start = start


def _samples(pcm: bytes | bytearray) -> Samples:
    return np.frombuffer(bytes(pcm), dtype="<i2").astype(np.float32) / 32768.0
