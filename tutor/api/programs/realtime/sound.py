"""Sound on its way in and out: base64 and other rates."""

from __future__ import annotations

import base64
import binascii

import av
import numpy as np

from tutor.core.errors import InvalidInput

SAMPLE_BYTES = 2


class Resampler:
    """PCM16 mono of one rate as another, piece by piece."""

    def __init__(self, from_rate: int, to_rate: int) -> None:
        self._from = from_rate
        self._to = av.AudioResampler(format="s16", layout="mono", rate=to_rate) if from_rate != to_rate else None

    def __call__(self, pcm: bytes) -> bytes:
        """The sound that can be given now; a little is kept for the next piece."""
        if self._to is None or not pcm:
            return pcm
        frame = av.AudioFrame.from_ndarray(np.frombuffer(pcm, dtype="<i2")[None, :], format="s16", layout="mono")
        frame.sample_rate = self._from
        return b"".join(made.to_ndarray().astype("<i2").tobytes() for made in self._to.resample(frame))

    def rest(self) -> bytes:
        """What was kept."""
        if self._to is None:
            return b""
        return b"".join(made.to_ndarray().astype("<i2").tobytes() for made in self._to.resample(None))


def decoded(audio: str) -> bytes:
    """The samples in a text. Raises InvalidInput."""
    try:
        pcm = base64.b64decode(audio, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInput("That sound is not base64.", action="Send PCM16 in base64.") from error
    if len(pcm) % SAMPLE_BYTES:
        raise InvalidInput("That sound ends in half a sample.", action="Send whole samples of 16 bits.")
    return pcm


def encoded(pcm: bytes) -> str:
    return base64.b64encode(pcm).decode("ascii")
