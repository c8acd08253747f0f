"""The sound of sentences that come with the tutor: scenes' lines, exercises, passages. Made once for all learners.

Only what is in everybody's copy of the tutor comes here, since how soon a sentence is heard tells that it was heard before. What
learners say, are told by a model or look up is never kept here, so there is nothing here to delete with a learner.
"""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

from tutor.speech.analysis.timing import WordTime
from tutor.speech.audio.wav import WAV_HEADER_BYTES
from tutor.speech.tts.kept import is_kept, kept_times, make_room, write_speech
from tutor.speech.tts.voices import Voice

log = logging.getLogger(__name__)

# 16-bit samples of a sentence, and when its words are said.
SentenceSound = tuple[bytes, list[WordTime]]


class SharedSentences:
    """Sentences by voice and speed, in a folder of at most so many bytes; what was heard longest ago goes first."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    def find(self, voice_id: str, speed: float, sentence: str) -> SentenceSound | None:
        """A sentence that somebody has heard before."""
        file = self._file(voice_id, speed, sentence)
        try:
            if not is_kept(file):
                return None
            found = file.read_bytes()[WAV_HEADER_BYTES:], kept_times(file)[0]
            os.utime(file)
        except (OSError, ValueError, IndexError, TypeError):  # it has just made room, or the disk has lost some of it
            return None
        return found

    def has(self, voice_id: str, speed: float, sentence: str) -> bool:
        """Whether it need not be made."""
        return is_kept(self._file(voice_id, speed, sentence))

    def say(self, voice_id: str, voice: Voice, speed: float, sentence: str) -> SentenceSound:
        """A sentence, made and kept unless somebody else's has been meanwhile."""
        if found := self.find(voice_id, speed, sentence):
            return found
        samples, words = voice.say_timed(sentence, speed)
        data = samples.tobytes()
        try:
            write_speech(self._file(voice_id, speed, sentence), voice.sample_rate, data, [words])
            make_room(self._folder, self._most_bytes)
        except OSError as error:
            log.warning("a sentence was not kept: %s", error)
        return data, words

    def _file(self, voice_id: str, speed: float, sentence: str) -> Path:
        key = f"{voice_id}\n{round(speed * 100)}\n{sentence}"
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.wav"
