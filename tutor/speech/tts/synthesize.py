"""Text to one WAV stream, sentence by sentence: the first sound does not wait for the last sentence."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import struct
from collections.abc import AsyncGenerator, Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import anyio
import anyio.to_thread
import numpy as np
import orjson
from numpy.typing import NDArray

from tutor.core.errors import DiskFull, EngineUnavailable, TutorError
from tutor.core.queue import FairQueue
from tutor.language.es.sentences import sentences
from tutor.language.es.spoken import speakable
from tutor.language.es.variety import Variety
from tutor.speech.analysis.timing import WordTime, words_in
from tutor.speech.tts.voices import Voice

log = logging.getLogger(__name__)

# With this much sound made and not yet heard, the voice can spare the cores for a while, in seconds.
LEAD_S = 8.0
UNKNOWN_SIZE = 0xFFFFFFFF


def wav_header(sample_rate: int, data_bytes: int | None) -> bytes:
    """44 bytes before 16-bit mono samples; sizes are 0xFFFFFFFF while the length is unknown."""
    riff = UNKNOWN_SIZE if data_bytes is None else 36 + data_bytes
    data = UNKNOWN_SIZE if data_bytes is None else data_bytes
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        riff,
        b"WAVE",
        b"fmt ",
        16,
        1,
        1,
        sample_rate,
        sample_rate * 2,
        2,
        16,
        b"data",
        data,
    )


async def say_once(
    voice: Voice, text: str, speed: float, queue: FairQueue, learner_id: str, variety: Variety = "spain"
) -> AsyncGenerator[NDArray[np.int16], None]:
    """The samples of a text that nobody will ask for again, sentence by sentence. Raises EngineUnavailable."""
    for sentence in sentences(speakable(text, variety)):
        yield await queue.work(learner_id, None, voice.say, sentence, speed)


class Utterance:
    """Speech in the making: PCM that grows by sentence, with the times of its words, read by any number of listeners."""

    def __init__(
        self,
        voice: Voice,
        pieces: list[str],
        speed: float,
        file: Path,
        queue: FairQueue,
        learner_id: str,
    ) -> None:
        self._voice = voice
        self._sentences = pieces
        self._speed = speed
        self._file = file
        self._queue = queue
        self._learner_id = learner_id
        self._parts: list[tuple[bytes, list[WordTime]]] = []
        self._grown = asyncio.Event()  # a new one each time
        self._error: TutorError | None = None
        self._stopped = False
        self._asked = asyncio.Event()
        self._made_s = 0.0
        self._task = asyncio.create_task(self._make())
        self._task.add_done_callback(lambda _: self._grow())  # one that is stopped at once never runs

    @property
    def done(self) -> bool:
        return self._task.done()

    def ask(self) -> None:
        """Somebody wants to hear it: until then only the first sentence is made."""
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
                say = self._voice.say_timed
                samples, words = await self._queue.work(self._learner_id, None, say, sentence, self._speed)
                self._parts.append((samples.tobytes(), [word.later(self._made_s) for word in words]))
                self._made_s += len(samples) / self._voice.sample_rate
                self._grow()
            await anyio.to_thread.run_sync(self._save)
        except TutorError as error:
            self._error = error
        except Exception as error:
            log.exception("synthesis failed")
            self._error = EngineUnavailable("The voice stopped working.", detail=str(error))

    def _grow(self) -> None:
        self._grown.set()
        self._grown = asyncio.Event()

    def _save(self) -> None:
        data = b"".join(sound for sound, _ in self._parts)
        times = [[asdict(word) for word in words] for _, words in self._parts]
        temporary = self._file.with_suffix(".part")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            _times_file(self._file).write_bytes(orjson.dumps(times))
            temporary.write_bytes(wav_header(self._voice.sample_rate, len(data)) + data)
            if self._stopped:  # its message was deleted meanwhile
                temporary.unlink()
                _times_file(self._file).unlink(missing_ok=True)
            else:
                temporary.replace(self._file)
        except OSError as error:
            # The cache only saves work; listeners have the sound from memory.
            log.warning("speech was not cached: %s", error)
            temporary.unlink(missing_ok=True)

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
        if not self._file.exists():
            raise DiskFull()
        return self._file

    async def wav(self) -> AsyncGenerator[bytes, None]:
        """The WAV as it is made, from the start."""
        yield wav_header(self._voice.sample_rate, None)
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


def kept_times(file: Path) -> list[list[WordTime]]:
    """When the words of finished speech are said, by sentence."""
    return [[WordTime(**word) for word in words] for words in orjson.loads(_times_file(file).read_bytes())]


def _times_file(file: Path) -> Path:
    return file.with_suffix(".json")


class Speech:
    """All utterances: those in the making in memory, finished ones as files in `folder`."""

    def __init__(self, folder: Path, queue: FairQueue, most_bytes: int = 1_000_000_000) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._queue = queue
        self._making: dict[Path, Utterance] = {}
        self._unasked: dict[str, Path] = {}  # by learner: what was begun before anybody asked to hear it

    def file(self, message_id: str, voice_id: str, speed: float) -> Path:
        return self._folder / f"{message_id}-{voice_id}-{round(speed * 100)}.wav"

    def prepare(
        self,
        message_id: str,
        text: str,
        voice_id: str,
        voice: Voice,
        speed: float,
        learner_id: str,
        variety: Variety = "spain",
    ) -> Utterance | Path:
        """Start saying `text`, join the utterance already under way, or give the finished file."""
        made = self._begin(message_id, text, voice_id, voice, speed, learner_id, variety)
        if isinstance(made, Utterance):
            made.ask()
        return made

    def _begin(
        self,
        message_id: str,
        text: str,
        voice_id: str,
        voice: Voice,
        speed: float,
        learner_id: str,
        variety: Variety,
    ) -> Utterance | Path:
        file = self.file(message_id, voice_id, speed)
        if self._unasked.get(learner_id) == file:
            del self._unasked[learner_id]
        if file.exists() and _times_file(file).exists():
            with suppress(OSError):
                os.utime(file)  # those that were heard longest ago go first
            return file
        utterance = self._making.get(file)
        if utterance is None:
            # Finished ones are forgotten here: their file serves from now on.
            self._making = {f: u for f, u in self._making.items() if not u.done}
            make_room(self._folder, self._most_bytes)
            pieces = sentences(speakable(text, variety))
            utterance = self._making[file] = Utterance(voice, pieces, speed, file, self._queue, learner_id)
        return utterance

    def prepare_ahead(
        self,
        message_id: str,
        text: str,
        voice_id: str,
        voice: Voice,
        speed: float,
        learner_id: str,
        variety: Variety = "spain",
    ) -> Utterance | Path:
        """Say the first sentence of what the learner may want to hear, instead of the last such text, if nobody asked for
        that."""
        if unasked := self._unasked.pop(learner_id, None):
            if utterance := self._making.pop(unasked, None):
                utterance.stop()
        made = self._begin(message_id, text, voice_id, voice, speed, learner_id, variety)
        if isinstance(made, Utterance):
            self._unasked[learner_id] = self.file(message_id, voice_id, speed)
        return made

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


def make_room(folder: Path, most_bytes: int) -> None:
    """Delete the speech that was heard longest ago, until the rest takes less than so many bytes."""
    if not folder.is_dir():
        return
    kept = [(entry.stat(), Path(entry.path)) for entry in os.scandir(folder) if entry.name.endswith(".wav")]
    left = sum(stat.st_size for stat, _ in kept) - most_bytes
    for stat, file in sorted(kept, key=lambda pair: pair[0].st_mtime_ns):
        if left <= 0:
            break
        file.unlink(missing_ok=True)
        _times_file(file).unlink(missing_ok=True)
        left -= stat.st_size


def _whose(file: Path) -> str:
    return re.split(r"[-.]", file.name, maxsplit=1)[0]
