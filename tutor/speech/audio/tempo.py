"""Speech slower or faster, at its own pitch."""

from __future__ import annotations

import av
import numpy as np
from av.filter import Graph
from numpy.typing import NDArray


def at_tempo(samples: NDArray[np.int16], rate: int, speed: float) -> NDArray[np.int16]:
    """Mono samples at `rate` Hz, said `speed` times as fast (0.5…2)."""
    if speed == 1 or not len(samples):
        return samples
    graph = Graph()
    source = graph.add_abuffer(sample_rate=rate, format="s16", layout="mono")
    tempo, sink = graph.add("atempo", f"{speed:g}"), graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = rate
    graph.push(frame)
    graph.push(None)
    said: list[NDArray[np.int16]] = []
    while True:
        try:
            piece = graph.pull()
        except (av.EOFError, BlockingIOError):
            return np.concatenate(said)
        assert isinstance(piece, av.AudioFrame)
        said.append(piece.to_ndarray().reshape(-1).astype(np.int16, copy=False))
