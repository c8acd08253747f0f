"""Text to one WAV stream, sentence by sentence: the first sound does not wait for the last sentence."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import anyio
import anyio.to_thread
import numpy as np
from numpy.typing import NDArray

from tutor.core.errors import DiskFull, EngineUnavailable, TutorError
from tutor.core.queue import WEIGHT, FairQueue, Urgency
from tutor.language.es.sentences import sentences
from tutor.language.es.spoken import speakable
from tutor.language.es.variety import Variety
from tutor.speech.analysis.timing import WordTime, words_in
from tutor.speech.audio.wav import wav_header
from tutor.speech.tts.kept import is_kept, make_room, write_speech
from tutor.speech.tts.shared import SentenceSound, SharedSentences
from tutor.speech.tts.voices import Timed, Voice

log = logging.getLogger(__name__)
T = TypeVar("T")

# With this much sound made and not yet heard, the voice can spare the cores for a while, in seconds.
LEAD_S = 8.0
# Who has heard nothing for so long in the middle of a text waits as urgently as who has heard nothing of theirs yet, in seconds.
SILENCE_S = 2.0
SAMPLE_BYTES = 2
# Ends the name of a file in which a simpler voice speaks, and how long that one is played again instead of the learner's own
# voice, in seconds: the words that are marked while it plays are those of its sound.
SIMPLER, SIMPLER_KEPT_S = "-simpler", 600.0
# Who let so many texts in a row go unheard seems to read: nothing more is made ahead for them until they listen again.
UNHEARD = 3
# How much of the room for speech belongs to sentences that all share.
SHARED_PART = 0.25


@dataclass(frozen=True, slots=True)
class Saying:
    """What is to be said to a learner; `name` begins with the id of the message or the learner with whom it is deleted."""

    name: str
    text: str
    speed: float
    learner_id: str
    shared: Collection[str] = ()
    """The sentences of it, as they are said, that came with the tutor: their sound is everybody's."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A loaded voice. `simpler`: it speaks in the place of the learner's own, while many speak."""

    id: str
    voice: Voice
    variety: Variety = "spain"
    simpler: bool = False


async def say_once(
    voice: Voice, text: str, speed: float, queue: FairQueue, learner_id: str, variety: Variety = "spain"
) -> AsyncGenerator[NDArray[np.int16], None]:
    """The samples of a text that nobody will ask for again, sentence by sentence. Raises EngineUnavailable."""
    urgency = Urgency.FIRST
    for sentence in sentences(speakable(text, variety)):
        yield await queue.work_by(partial(Urgency, urgency), learner_id, voice.say, sentence, speed)
        urgency = Urgency.LATER


class Utterance:
    """Speech in the making: PCM that grows by sentence, with the times of its words, read by any number of listeners."""

    def __init__(
        self,
        saying: Saying,
        by: Speaker,
        file: Path,
        queue: FairQueue,
        shared: SharedSentences,
        took: dict[str, float],
        make_room: Callable[[], None],
    ) -> None:
        self._saying = saying
        self._by = by
        self._sentences = sentences(speakable(saying.text, by.variety))
        self.file = file
        self._queue = queue
        self._shared = shared
        self._took = took
        self._make_room = make_room
        self._parts: list[SentenceSound] = []
        self._grown = asyncio.Event()  # a new one each time
        self._error: TutorError | None = None
        self._stopped = False
        self._asked = asyncio.Event()
        self._begun = self._queued = False
        self._made_s = 0.0
        self._heard_until = 0.0  # of the clock, when all that is made has been heard
        self._task = asyncio.create_task(self._make())
        self._task.add_done_callback(lambda _: self._grow())  # one that is stopped at once never runs

    @property
    def done(self) -> bool:
        return self._task.done()

    @property
    def begun(self) -> bool:
        """Whether the voice has come to it; until then it waits for others."""
        return self._begun or bool(self._parts)

    @property
    def asked(self) -> bool:
        """Whether somebody wants to hear it."""
        return self._asked.is_set()

    @property
    def silent_s(self) -> float:
        """For how long who listens has heard nothing, since the voice speaks for others first, in seconds."""
        waits = self.asked and self._queued and not self.done
        return max(0.0, time.monotonic() - self._heard_until) if waits else 0.0

    def ask(self) -> None:
        """Somebody wants to hear it: until then only the first sentence is made."""
        if not self.asked:
            self._heard_until = time.monotonic() + self._made_s
        self._asked.set()

    def stop(self) -> None:
        """Say no more, and keep nothing."""
        self._stopped = True
        self._task.cancel()

    async def _make(self) -> None:
        try:
            for sentence in self._sentences:
                if self._parts:
                    await self._asked.wait()
                sound, words = await self._said(sentence)
                self._parts.append((sound, [word.later(self._made_s) for word in words]))
                seconds = len(sound) / SAMPLE_BYTES / self._by.voice.sample_rate
                self._made_s += seconds
                self._heard_until = max(self._heard_until, time.monotonic()) + seconds
                self._grow()
            await anyio.to_thread.run_sync(self._save)
        except TutorError as error:
            self._error = error
        except Exception as error:
            log.exception("synthesis failed")
            self._error = EngineUnavailable("The voice stopped working.", detail=str(error))

    async def _said(self, sentence: str) -> SentenceSound:
        if sentence not in self._saying.shared:
            samples, words = await self._in_turn(self._timed, sentence)
            return samples.tobytes(), words
        if found := await anyio.to_thread.run_sync(self._shared.find, self._by.id, self._saying.speed, sentence):
            return found
        return await self._in_turn(self._say_for_all, sentence)

    async def _in_turn(self, say: Callable[[str], T], sentence: str) -> T:
        def begin() -> T:
            self._begun, self._queued = True, False
            return say(sentence)

        self._queued = True
        return await self._queue.work_by(self._urgency, self._saying.learner_id, begin)

    def _say_for_all(self, sentence: str) -> SentenceSound:
        return self._shared.say(self._by.id, self._by.voice, self._saying.speed, sentence)

    def _timed(self, sentence: str) -> Timed:
        began = time.monotonic()
        made = self._by.voice.say_timed(sentence, self._saying.speed)
        took = time.monotonic() - began
        self._took[self._by.id] = WEIGHT * took + (1 - WEIGHT) * self._took.get(self._by.id, took)
        return made

    def _urgency(self) -> Urgency:
        if not self._asked.is_set():
            return Urgency.AHEAD
        return Urgency.LATER if self._parts and self.silent_s < SILENCE_S else Urgency.FIRST

    def _grow(self) -> None:
        self._grown.set()
        self._grown = asyncio.Event()

    def _save(self) -> None:
        data = b"".join(sound for sound, _ in self._parts)
        times = [words for _, words in self._parts]
        try:  # unless its message was deleted meanwhile
            write_speech(self.file, self._by.voice.sample_rate, data, times, lambda: not self._stopped)
            self._make_room()
        except OSError as error:
            # The cache only saves work; listeners have the sound from memory.
            log.warning("speech was not cached: %s", error)

    async def first(self) -> bool:
        """Wait for the first sentence; False if there will be none. Raises TutorError when the voice can't speak."""
        while not (self._parts or self._finished):
            await self._grown.wait()
        if self._error and not self._parts:
            raise self._error
        return bool(self._parts)

    async def ahead(self) -> None:
        """Wait until there is sound for a while: all of it, or enough for whoever listens."""
        while not (self._finished or (self._parts and (self._made_s >= LEAD_S or not self._asked.is_set()))):
            await self._grown.wait()

    @property
    def _finished(self) -> bool:
        return self._task.done() or len(self._parts) >= len(self._sentences)

    async def finished(self) -> Path:
        """The file, once all is said. Raises TutorError when the voice can't speak, DiskFull when there is no file."""
        await asyncio.wait([self._task])
        if self._error:
            raise self._error
        if not self.file.exists():
            raise DiskFull()
        return self.file

    async def wav(self) -> AsyncGenerator[bytes, None]:
        """The WAV as it is made, from the start."""
        yield wav_header(self._by.voice.sample_rate, None)
        async for sound, _ in self._each():
            yield sound

    async def times(self) -> AsyncGenerator[list[WordTime], None]:
        """When the words are said, as they are made: a list for each sentence."""
        async for _, words in self._each():
            yield words

    async def _each(self) -> AsyncGenerator[tuple[bytes, list[WordTime]], None]:
        sent = 0
        while not (self._finished and sent == len(self._parts)):
            while not (self._finished or len(self._parts) > sent):
                await self._grown.wait()
            for part in self._parts[sent:]:
                yield part
                sent += 1


def spoken_words(text: str, variety: Variety = "spain") -> list[str]:
    """The words of a text as a voice says them, in order."""
    return [word for sentence in sentences(speakable(text, variety)) for word in words_in(sentence)]


def simpler_voice(made: Utterance | Path) -> bool:
    """Whether a simpler voice than the learner's own speaks."""
    return (made if isinstance(made, Path) else made.file).stem.endswith(SIMPLER)


class Speech:
    """All utterances: those in the making in memory, finished ones as files in `folder`."""

    def __init__(
        self, folder: Path, queue: FairQueue, most_bytes: int = 1_000_000_000, lighter_voice_s: float = 0.0
    ) -> None:
        self._folder = folder
        self._most_bytes = int(most_bytes * (1 - SHARED_PART))
        self._lighter_voice_s = lighter_voice_s
        self._queue = queue
        self._shared = SharedSentences(folder / "shared", int(most_bytes * SHARED_PART))
        self._took: dict[str, float] = {}  # by voice: seconds for a sentence, the latest counting most
        self._making: dict[Path, Utterance] = {}
        self._unasked: dict[str, Path] = {}  # by learner: what was begun before anybody asked to hear it
        self._unheard: Counter[str] = Counter()  # by learner: texts in a row that they did not ask to hear

    def file(self, name: str, voice_id: str, speed: float, *, simpler: bool = False) -> Path:
        return self._folder / f"{name}-{voice_id}-{round(speed * 100)}{SIMPLER if simpler else ''}.wav"

    def needs_lighter(self, saying: Saying, usual: str, variety: Variety, lighter: str) -> bool:
        """Whether a lighter voice is to speak: where sound would be long in coming, at first or between two sentences, since
        many speak, or where it has just spoken."""
        own, other = (
            self.file(saying.name, usual, saying.speed),
            self.file(saying.name, lighter, saying.speed, simpler=True),
        )
        ahead = self._making.get(own)
        if not self._lighter_voice_s or (ahead and ahead.asked) or is_kept(own):
            return False
        begun = self._making.get(other)
        if (begun and not begun.done) or (is_kept(other) and time.time() - other.stat().st_mtime < SIMPLER_KEPT_S):
            return True
        started = bool(ahead and ahead.begun)
        still = [
            place
            for place, sentence in enumerate(sentences(speakable(saying.text, variety)))
            if place >= started
            and (sentence not in saying.shared or not self._shared.has(usual, saying.speed, sentence))
        ]
        if not still:
            return False
        wait_s = self._queue.wait_s(saying.learner_id, Urgency.LATER if still[-1] else Urgency.FIRST)
        if wait_s > 0:  # who is passed again and again waits for longer than the queue tells now
            wait_s = max([wait_s, *(made.silent_s for made in self._making.values())])
        return wait_s > 0 and wait_s + self._took.get(usual, 0.0) > self._lighter_voice_s

    def prepare(self, saying: Saying, by: Speaker) -> Utterance | Path:
        """Start saying it, join the utterance already under way, or give the finished file."""
        self._unheard.pop(saying.learner_id, None)
        made = self._begin(saying, by)
        if isinstance(made, Utterance):
            made.ask()
        return made

    def _begin(self, saying: Saying, by: Speaker) -> Utterance | Path:
        file = self._file_of(saying, by)
        if self._unasked.get(saying.learner_id) == file:
            del self._unasked[saying.learner_id]
        elif by.simpler:
            self._stop_unasked(saying.learner_id)  # the same in the own voice, which nobody waits for any more
        if is_kept(file):
            if not by.simpler:
                with suppress(OSError):
                    os.utime(file)  # those that were heard longest ago go first
            return file
        utterance = self._making.get(file)
        if utterance is None:
            # Finished ones are forgotten here: their file serves from now on.
            self._making = {f: u for f, u in self._making.items() if not u.done}
            room = partial(make_room, self._folder, self._most_bytes)
            utterance = self._making[file] = Utterance(saying, by, file, self._queue, self._shared, self._took, room)
        return utterance

    def prepare_ahead(self, saying: Saying, by: Speaker) -> Utterance | Path | None:
        """Say the first sentence of what the learner may want to hear, instead of the last such text, if nobody asked for
        that; None for who does not listen."""
        if self._stop_unasked(saying.learner_id):
            self._unheard[saying.learner_id] += 1
        if self._unheard[saying.learner_id] >= UNHEARD:
            return None
        made = self._begin(saying, by)
        if isinstance(made, Utterance):
            self._unasked[saying.learner_id] = self._file_of(saying, by)
        return made

    def _stop_unasked(self, learner_id: str) -> bool:
        """Make no more of what was begun for a learner who did not ask for it; whether there was any."""
        unasked = self._unasked.pop(learner_id, None)
        if unasked and (utterance := self._making.pop(unasked, None)):
            utterance.stop()
        return unasked is not None

    def _file_of(self, saying: Saying, by: Speaker) -> Path:
        return self.file(saying.name, by.id, saying.speed, simpler=by.simpler)

    def forget(self, ids: Iterable[str]) -> None:
        """Delete what was said of messages or to learners: names begin with the id of one or the other."""
        wanted = set(ids)
        for file, utterance in self._making.items():
            if _whose(file) in wanted:
                utterance.stop()
        if self._folder.is_dir():
            for file in self._folder.iterdir():
                if _whose(file) in wanted:
                    file.unlink(missing_ok=True)

    def close(self) -> None:
        for utterance in self._making.values():
            utterance.stop()


def _whose(file: Path) -> str:
    return re.split(r"[-.]", file.name, maxsplit=1)[0]
