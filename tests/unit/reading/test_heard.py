"""Sound as text: where it is cut, and what its sentences are."""

from __future__ import annotations

import numpy as np

from tutor.reading.heard import LONGEST_S, SHORTEST_S, paragraphs_of, pieces
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.stt.transcribe import Transcript, Word


def transcript(*words: tuple[str, float]) -> Transcript:
    heard = [Word(text, start, start + 0.3, 0.9) for text, start in words]
    return Transcript(" ".join(word.text for word in heard), heard, "es", 10.0)


def test_pieces_are_cut_where_it_is_quiet_and_nothing_is_lost() -> None:
    rng = np.random.default_rng(1)
    samples = rng.normal(0, 0.1, 40 * SAMPLE_RATE).astype(np.float32)
    pauses = [10.0, 21.5, 31.0]
    for at in pauses:
        samples[round((at - 0.3) * SAMPLE_RATE) : round((at + 0.3) * SAMPLE_RATE)] *= 0.01
    cuts = list(pieces(samples))
    assert [start for start, _ in cuts] == [0, *(end for _, end in cuts[:-1])]
    assert cuts[-1][1] == len(samples)
    assert all(SHORTEST_S <= (end - start) / SAMPLE_RATE <= LONGEST_S for start, end in cuts[:-1])
    for (_, end), at in zip(cuts[:-1], pauses, strict=True):
        assert abs(end / SAMPLE_RATE - at) < 0.4


def test_what_is_short_stays_whole_and_nothing_gives_nothing() -> None:
    assert list(pieces(np.zeros(SAMPLE_RATE, np.float32))) == [(0, SAMPLE_RATE)]
    assert list(pieces(np.zeros(0, np.float32))) == []


def test_sentences_know_when_they_are_said_and_go_on_over_a_cut() -> None:
    first = transcript(("Hola.", 0.5), ("Hoy", 1.4), ("hablamos", 1.8))
    second = transcript(("de", 0.2), ("gatos.", 0.5), ("¿Te", 2.0), ("gustan?", 2.4))
    found = paragraphs_of([(0.0, first), (9.0, second)])
    assert [(paragraph.at_s, paragraph.text) for paragraph in found] == [
        (0.5, "Hola."),
        (1.4, "Hoy hablamos de gatos."),
        (11.0, "¿Te gustan?"),
    ]
