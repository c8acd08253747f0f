"""Hearing somebody while they speak, so that the words are there as soon as the turn has ended.

    sound ─► voice? ─┬─ speaking ─► partials: the words so far, of which more and more no longer change (`draft.py`)
                     ├─ a pause  ─► a last partial, then the whole recording is transcribed, on the chance that this
                     │              was the end; does it sound so? (`finished.py`)
                     └─ silence enough after those words ─► that transcript is the final one

Who says that they have finished gets what is there: the transcript, else the words of the last partial. If the learner
goes on after the pause, the transcript was not the last and only serves as the words so far. A voice too faint to be
the learner's is silence (`foreground.py`). Time is counted in samples, not by the clock: sound that arrives late or
fast is heard the same.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import anyio.to_thread

from tutor.core.errors import AudioTooLong, ListeningPaused
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.audio.voice_activity import ONSET, QUIET, WINDOW, SpeechGate, VoiceActivity, Window
from tutor.speech.audio.wav import samples_of
from tutor.speech.live.endpoint import Endpoint
from tutor.speech.live.foreground import Foreground
from tutor.speech.live.words import SAMPLE_BYTES, Follow, LiveWords, Samples, retrieve
from tutor.speech.stt.transcribe import Transcript

# Sound kept from before the voice was noticed, and at most from after it ended.
BEFORE = SAMPLE_RATE // 2
# A shorter voice without words may be a cough; after a longer one somebody waits for an answer.
A_WORD = round(0.3 * SAMPLE_RATE)
# Who speaks again this soon after silence ended their turn was cut off, in seconds.
CUT_OFF_S = 1.5


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


class Listening:
    """One learner, one utterance after the other. Calls must not overlap.

    `hear` transcribes a whole recording with care, `follow` quickly what follows on known words, and `partial` does the
    same where it delays nobody. `longest_s` bounds an utterance, `silence_s` what is listened to without anybody
    speaking.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        hear: Callable[[Samples], Awaitable[Transcript]],
        follow: Follow,
        partial: Follow,
        tell: Callable[[Heard], None],
        *,
        longest_s: float,
        silence_s: float,
    ) -> None:
        self.endpoint = endpoint
        self._tell = tell
        self._asked: asyncio.Task[float | None] | None = None  # once in each pause
        self.words = LiveWords(hear, follow, partial, lambda text: tell(Partial(text)))
        self._longest = int(longest_s * SAMPLE_RATE)
        self._silence = int(silence_s * SAMPLE_RATE)
        self._activity = VoiceActivity()
        self._voice = SpeechGate()
        self._foreground = Foreground()
        self.others = Others(None)  # as told last
        # All positions count samples from the start of the session.
        self.received = 0
        self._at = 0  # how far the voice has been looked for
        self._spoken = False  # whether the utterance has begun
        self._voiced_to = 0
        self._near_to = 0  # the same, of what is as loud as the learner
        self._released_at = 0
        self._ended_early = False  # by how it sounded
        self._ended: tuple[int, float] | None = None  # where and when silence ended the last utterance

    async def feed(self, pcm: bytes) -> None:
        """Take the next sound, PCM16 of 16 kHz mono. Returns when all turns that end in it have ended.

        Raises ListeningPaused, EngineUnavailable, EngineFailed.
        """
        samples = samples_of(pcm)
        windows = await anyio.to_thread.run_sync(self._activity.windows, samples)
        self.words.sound += pcm
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
        if not self.words.completes(self._voiced_to):
            self._complete()
        self._finish(await self.words.transcript())
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
        if self._spoken and self._near_to <= self.words.start:
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
                self.words.transcribe()
                self._ask()
                self._tell(Speaking(on=False, first=False))
        if self._voice.on:
            if probability >= QUIET:
                self._voiced_to = self._at
                self.words.begin_partial(self._at)
        elif self._spoken:
            await self._end_if_silent()
        else:
            self.words.forget_before(self._at - BEFORE)
            if self._at - self._voiced_to > self._silence:
                raise ListeningPaused()
        if self._spoken and self._at - self.words.start >= self._longest:
            await self.end()
            self._tell(TooLong(AudioTooLong(action="What you said up to here is sent. Say the rest after the answer.")))

    def _ask(self) -> None:
        """Ask whether the learner sounds as if they had finished; whoever hears nothing in time goes by the silence alone."""
        if self.endpoint.finished is not None:
            upto = (self._at - self.words.start) * SAMPLE_BYTES
            self._asked = asyncio.ensure_future(self.endpoint.finished(samples_of(self.words.sound[:upto])))
            self._asked.add_done_callback(retrieve)

    def _sounds_finished(self) -> float | None:
        asked = self._asked
        return asked.result() if asked and asked.done() and not asked.cancelled() and not asked.exception() else None

    def _begin(self) -> None:
        began = self._at - ONSET * WINDOW
        if self._ended_early and self._cut_off(began):
            self.endpoint.may_end_early = False
        self._asked = None
        if (self._spoken or self._cut_off(began)) and not self.endpoint.holding:
            self.endpoint.paused((began - self._voiced_to) / SAMPLE_RATE, self.words.draft.text)
        if self._spoken:
            words = self.words
            words.draft.silence(words.seconds(words.heard_to), words.seconds(began - BEFORE))
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
        finished = self._sounds_finished()
        if silence_s < self.endpoint.wait_s("", finished):
            return
        heard = await self.words.transcript()
        text = heard.text if heard else ""
        if silence_s >= self.endpoint.wait_s(text, finished):
            self._ended_early = silence_s < self.endpoint.wait_s(text)
            self._finish(heard)
            self._ended = (self._at, time.monotonic())

    def _complete(self) -> None:
        """Begin to make out the words up to here."""
        self.words.complete(min(self._at, self._voiced_to + BEFORE))

    def _finish(self, heard: Transcript | None) -> None:
        if heard:
            self._foreground.was_learner()
        sound = self.words.recording()
        unclear = self._voiced_to - self.words.start >= BEFORE + A_WORD
        self._begin_anew(max(self.words.heard_to, self._at - BEFORE))
        self._tell(Said(sound, heard) if heard else Nothing(unclear))

    def _begin_anew(self, start: int) -> None:
        self._spoken, self._voice = False, SpeechGate()
        self.words.begin_anew(start)
