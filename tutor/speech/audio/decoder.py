"""Decodes recordings in a process of its own: a bad one may crash, hang or swell there, not in the server."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
from contextlib import AbstractAsyncContextManager

import numpy as np
from numpy.typing import NDArray

from tutor.core import sandbox
from tutor.core.errors import AudioTooLong, AudioUnreadable, TutorError
from tutor.core.queue import FairQueue
from tutor.speech.audio.wav import samples_of

# Decoding takes a thousandth of a recording's length, and one made to be slow has `decode_one.CPU_S` of the processor; but the
# process may also have to begin in this time, for which a crowded machine has taken 14 s.
TIME_LIMIT_S = 60.0
# Each holds its bytes and a thread here, and what the process of its own may take there.
AT_ONCE = 4


class Decoder:
    """A process for each recording. One is always waiting, so that starting it costs no learner time."""

    def __init__(self) -> None:
        self._next: asyncio.Task[subprocess.Popen[bytes]] | None = None
        self._turns = FairQueue(AT_ONCE)

    def turn(self, learner_id: str) -> AbstractAsyncContextManager[None]:
        """Held while a learner's recording is taken into memory and decoded; who brings many delays others by one."""
        return self._turns.slot(learner_id)

    def prepare(self) -> None:
        """Start the process for the next file."""
        if self._next is None:
            self._next = asyncio.create_task(sandbox.start("tutor.speech.audio.decode_one"))

    async def decode(self, recording: bytes, max_seconds: float) -> NDArray[np.float32]:
        """Samples in -1…1 at 16 kHz, mono. Raises AudioUnreadable, AudioTooLong."""
        self.prepare()
        assert self._next is not None
        starting, self._next = self._next, None
        process = await starting
        self.prepare()
        job = json.dumps({"max_seconds": max_seconds}).encode() + b"\n"
        try:
            answer = await asyncio.wait_for(sandbox.answer(process, job + recording), TIME_LIMIT_S)
        except TimeoutError as error:
            raise AudioUnreadable(detail=f"decoding took more than {TIME_LIMIT_S:g} s") from error
        finally:
            await sandbox.end(process)
        head, _, sound = answer.partition(b"\n")
        return _samples(head, sound, process.returncode)

    async def close(self) -> None:
        if self._next is not None:
            with contextlib.suppress(OSError):
                process = await self._next
                process.kill()
                await sandbox.answer(process)
            self._next = None


def _samples(head: bytes, sound: bytes, returncode: int | None) -> NDArray[np.float32]:
    try:
        told = json.loads(head)
    except ValueError as error:
        raise AudioUnreadable(detail=f"the decoder ended with {returncode}") from error
    if "error" in told:
        kind: type[TutorError] = AudioTooLong if told["error"] == AudioTooLong.code else AudioUnreadable
        raise kind(told["message"], action=told["action"])
    return samples_of(sound)
