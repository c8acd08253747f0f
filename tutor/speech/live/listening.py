"""Hearing somebody while they speak, so that the words are there as soon as the turn has ended.

    sound ─► voice? ─┬─ speaking ─► sketches: the words so far, of which more and more no longer change (`draft.py`)
                     ├─ a pause  ─► a last sketch, then the whole recording is transcribed, on the chance that this
                     │              was the end
                     └─ silence enough after those words ─► that transcript is the final one

Who says that they have finished gets what is there: the transcript, else the words of the last sketch. If the learner
goes on after the pause, the transcript was not the last and only serves as the words so far. A voice too faint to be
the learner's is silence (`foreground.py`). Time is counted in samples, not by the clock: sound that arrives late or
fast is heard the same.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import anyio.to_thread
import numpy as np
from numpy.typing import NDArray

from tutor.core.errors import AudioTooLong, ListeningPaused, NothingHeard
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.audio.voice_activity import ONSET, QUIET, WINDOW, SpeechGate, VoiceActivity, Window
from tutor.speech.live.draft import Draft
from tutor.speech.live.endpoint import Endpoint
from tutor.speech.live.foreground import Foreground
from tutor.speech.stt.transcribe import Transcript

# Sound kept from before the voice was noticed, and at most from after it ended.
BEFORE = SAMPLE_RATE // 2
# A shorter voice without words may be a cough; after a longer one somebody waits for an answer.
A_WORD = round(0.3 * SAMPLE_RATE)
# New speech between two sketches, in seconds; more where a sketch takes long, so that half of the time stays free.
SKETCH_S = 0.5
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
    """An utterance without words; `unclear` where somebody spoke as long as a word is."""

    unclear: bool = False


@dataclass(frozen=True, slots=True)
class TooLong:
    """An utterance was ended because it grew too long."""

    error: AudioTooLong


@dataclass(frozen=True, slots=True)
class Others:
    """There are voices beside the learner's, fainter than this in decibels of full scale; None: not any more."""

    below_db: int | None


Heard = Speaking | Partial | Said | Nothing | TooLong | Others
# Hears what is said in a sound that begins with these words; None where that cannot be told quickly.
Follow = Callable[[Samples, Sequence[str]], Awaitable[Transcript | None]]


class Listening:
    """One learner, one utterance after the other. Calls must not overlap.

    `hear` transcribes a whole recording with care, `follow` quickly what follows on known words, and `sketch` does the
    same where it delays nobody. `longest_s` bounds an utterance, `silence_s` what is listened to without anybody
    speaking.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        hear: Callable[[Samples], Awaitable[Transcript]],
        follow: Follow,
        sketch: Follow,
        tell: Callable[[Heard], None],
        *,
        longest_s: float,
        silence_s: float,
    ) -> None:
        self.endpoint = endpoint
        self._hear = hear
        self._follow = follow
        self._sketch = sketch
        self._tell = tell
        self._longest = int(longest_s * SAMPLE_RATE)
        self._silence = int(silence_s * SAMPLE_RATE)
        self._activity = VoiceActivity()
        self._voice = SpeechGate()
        self._foreground = Foreground()
        self.others = Others(None)  # as told last
        # All positions count samples from the start of the session.
        self.received = 0
        self._at = 0  # how far the voice has been looked for
        self._start = 0  # of `_sound`
        self._sound = bytearray()
        self._spoken = False  # whether the utterance has begun
        self._voiced_to = 0
        self._near_to = 0  # the same, of what is as loud as the learner
        self._released_at = 0
        self._ended: tuple[int, float] | None = None  # where and when silence ended the last utterance
        self._draft = Draft()
        self._sketching: asyncio.Task[None] | None = None
        self._sketched_to = 0
        self._sketch_every = int(SKETCH_S * SAMPLE_RATE)
        # Of the utterance up to `_heard_to`: the words of a last sketch, and those of the whole recording.
        self._heard_to = 0
        self._completing: asyncio.Task[Transcript | None] | None = None
        self._transcribing: asyncio.Task[Transcript | None] | None = None

    async def feed(self, pcm: bytes) -> None:
        """Take the next sound, PCM16 of 16 kHz mono. Returns when all turns that end in it have ended.

        Raises ListeningPaused, EngineUnavailable, EngineFailed.
        """
        samples = _samples(pcm)
        windows = await anyio.to_thread.run_sync(self._activity.windows, samples)
        self._sound += pcm
        self.received += len(samples)
        for window in windows:
            self._at += WINDOW
            await self._window(self._of_learner(window))

    async def end(self) -> None:
        """The learner says that they have finished."""
        if not self._spoken:
            self.discard()
            self._tell(Nothing(unclear=True))  # they think they have spoken
            return
        if self._completing is None or self._voiced_to > self._heard_to:
            self._complete()
        self._finish(await self._transcript())
        self._ended = None

    def hold(self, on: bool) -> None:
        """The learner is still thinking, or no longer; silence then counts from here."""
        self.endpoint.holding = on
        self._released_at = self._at

    def all_mine(self) -> None:
        """The faint voice that was left out is the learner's own."""
        self._foreground.all_mine()
        self._tell_of_others()

    def discard(self) -> None:
        """Forget what was said since the last utterance ended."""
        self._ended = None
        self._begin_anew(self._at)

    def _of_learner(self, window: Window) -> float:
        """How likely the learner is heard in a window."""
        alone = not self._foreground.others
        probability = self._foreground.hear(window, self._at, spoken=self._spoken)
        if probability >= QUIET and not self._foreground.faint:
            self._near_to = self._at
        if self._spoken and (began := self._foreground.learner_began()):
            self._begin_anew(began - BEFORE // 2)
            self._spoken = self._voice.on = True
        if alone and self._foreground.others:
            self._leave_others_out()
        self._tell_of_others()
        return probability

    def _leave_others_out(self) -> None:
        """All since the learner was heard last was somebody else."""
        self._voiced_to = min(self._voiced_to, self._near_to)
        if self._spoken and self._near_to <= self._start:
            self._begin_anew(self._at)
            self._tell(Nothing())

    def _tell_of_others(self) -> None:
        limit = self._foreground.begins_db
        others = Others(None if limit is None else round(limit))
        if others != self.others:
            self.others = others
            self._tell(others)

    async def _window(self, probability: float) -> None:
        if self._voice.window(probability):
            if self._voice.on:
                self._begin()
            else:
                self._complete()
                self._transcribing = asyncio.create_task(self._transcribe(self._utterance(), self._completing))
                self._transcribing.add_done_callback(self._fix)
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
            self.endpoint.paused((began - self._voiced_to) / SAMPLE_RATE, self._draft.text)
        if self._spoken:
            self._draft.silence(self._seconds(self._heard_to), self._seconds(began - BEFORE))
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
            self._finish(heard)
            self._ended = (self._at, time.monotonic())

    def _complete(self) -> None:
        """Begin to make out the words up to here."""
        for task in (self._completing, self._transcribing):
            if task:
                task.cancel()
        self._heard_to = min(self._at, self._voiced_to + BEFORE)
        if self._sketched_to > self._heard_to:  # sketched from others
            self._draft = Draft()
        self._transcribing = None
        self._completing = asyncio.create_task(self._last_look(self._heard_to))
        self._completing.add_done_callback(_retrieve)

    async def _last_look(self, upto: int) -> Transcript | None:
        """The words up to a position as soon as can be; None where they cannot be told quickly."""
        if self._sketching:
            await asyncio.wait([self._sketching])
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
        if task.cancelled() or task.exception() or task is not self._transcribing:
            return
        if heard := task.result():
            self._draft.fix(heard, self._seconds(self._heard_to))
            self._tell(Partial(heard.text))

    async def _transcript(self) -> Transcript | None:
        """The words up to `_heard_to`: with care if they are there, else quickly if that can be."""
        assert self._completing
        if not (self._transcribing and self._transcribing.done()):
            await asyncio.wait([self._completing])  # whoever stops waiting does not stop the work
            if heard := self._completing.result():
                return heard
        if self._transcribing is None:
            self._transcribing = asyncio.create_task(self._transcribe(self._utterance(), None))
        await asyncio.wait([self._transcribing])
        return self._transcribing.result()

    def _finish(self, heard: Transcript | None) -> None:
        if heard:
            self._foreground.was_learner()
        sound = bytes(self._sound[: (self._heard_to - self._start) * SAMPLE_BYTES])
        unclear = self._voiced_to - self._start >= BEFORE + A_WORD
        self._begin_anew(max(self._heard_to, self._at - BEFORE))
        self._tell(Said(sound, heard) if heard else Nothing(unclear))

    def _sketch_on(self) -> None:
        """Begin a sketch if there is enough that is new, and nothing better to do."""
        busy = any(task and not task.done() for task in (self._sketching, self._completing, self._transcribing))
        if busy or self._at - max(self._sketched_to, self._heard_to, self._start) < self._sketch_every:
            return
        self._sketched_to = self._at
        self._sketching = asyncio.create_task(self._draw(self._at))
        self._sketching.add_done_callback(_retrieve)

    async def _draw(self, upto: int) -> None:
        began = time.perf_counter()
        await self._look(self._sketch, upto)
        self._sketch_every = int(max(SKETCH_S, 2 * (time.perf_counter() - began)) * SAMPLE_RATE)

    async def _look(self, follow: Follow, upto: int) -> Transcript | None:
        """The words of the utterance up to a position; of the sound, only what is not yet fixed is looked at."""
        view, draft = self._draft.view(), self._draft
        begin, end = int(view.begin * SAMPLE_RATE), upto - self._start
        heard = await follow(_samples(self._sound[begin * SAMPLE_BYTES : end * SAMPLE_BYTES]), view.texts)
        if heard is None or not draft.look(view, heard.words, end / SAMPLE_RATE):
            return None
        if draft is self._draft:
            self._tell(Partial(draft.text))
        return Transcript(draft.text, draft.words, heard.language, round(end / SAMPLE_RATE, 2))

    def _utterance(self) -> Samples:
        return _samples(self._sound[: (self._heard_to - self._start) * SAMPLE_BYTES])

    def _seconds(self, position: int) -> float:
        """From the start of the recording."""
        return (position - self._start) / SAMPLE_RATE

    def _begin_anew(self, start: int) -> None:
        for task in (self._completing, self._transcribing, self._sketching):
            if task:
                task.cancel()
        self._completing = self._transcribing = self._sketching = None
        self._draft, self._spoken, self._voice = Draft(), False, SpeechGate()
        self._forget_before(start)

    def _forget_before(self, start: int) -> None:
        if start > self._start:
            del self._sound[: (start - self._start) * SAMPLE_BYTES]
            self._start = start


def _samples(pcm: bytes | bytearray) -> Samples:
    return np.frombuffer(bytes(pcm), dtype="<i2").astype(np.float32) / 32768.0


def _retrieve(task: asyncio.Task[Any]) -> None:
    """Whoever does not wait for a task need not hear of its failure."""
    if not task.cancelled():
        task.exception()
