"""A sentence said after the tutor, laid beside the tutor's: as fast, with the same melody, with pauses in the same places?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tutor.speech.analysis.prosody import STEP_S, PitchPoint, Prosody

Code = Literal["slower", "faster", "flat", "pause", "long_word", "melody"]

# What is told. Chosen on synthetic voices (docs/decisions/speech.md): the same sentence said by other voices is not told of.
SLOWER, FASTER = 0.8, 1.25  # syllables a second without the pauses, as a part of the model's
FLAT = 0.55  # how far the pitch goes up and down, as a part of the model's
OTHER_MELODY = 0.2  # the correlation of both lines
LONG_WORD, LONG_WORD_S = 1.8, 0.2  # times as long as the pace of the take makes expect, and so much longer
# Melodies are only compared where both have a pitch, and only if that is long enough, in seconds.
ENOUGH_S = 0.4


@dataclass(frozen=True, slots=True)
class Difference:
    """Something to do otherwise. `word` is the number of the word it is about, `amount` how much, as a factor or seconds."""

    code: Code
    amount: float
    word: int | None = None


@dataclass(frozen=True, slots=True)
class Shadowed:
    """A model and a take of the same words. `aligned` is the pitch of the take, moved to where the model says the words.

    `melody` is the correlation of both pitches (-1…1), `rhythm` the share of time that the words of both have in common
    (0…1); None where too little can be compared.
    """

    model: Prosody
    take: Prosody
    aligned: list[PitchPoint]
    melody: float | None
    rhythm: float
    findings: list[Difference]


def shadowed(model: Prosody, take: Prosody) -> Shadowed:
    """Compare two ways to say the same words."""
    aligned = moved(model, take)
    melody = _melody(model.pitch, aligned)
    return Shadowed(model, take, aligned, melody, _rhythm(model, take), list(_findings(model, take, melody)))


def moved(model: Prosody, take: Prosody) -> list[PitchPoint]:
    """The pitch of the take, each word's stretched to the time in which the model says it."""
    theirs = [t for word in model.words for t in (word.start, word.end)]
    own = [t for word in take.words for t in (word.start, word.end)]
    return [PitchPoint(round(float(np.interp(p.at, own, theirs)), 3), p.semitones) for p in take.pitch]


def _melody(model: list[PitchPoint], take: list[PitchPoint]) -> float | None:
    if not model or not take:
        return None
    a, b = _line(model), _line(take)
    both = [step for step in a if step in b]
    if len(both) * STEP_S < ENOUGH_S:
        return None
    x, y = np.array([a[step] for step in both]), np.array([b[step] for step in both])
    if x.std() == 0 or y.std() == 0:
        return None
    return round(float(np.corrcoef(x, y)[0, 1]), 2)


def _line(points: list[PitchPoint]) -> dict[int, float]:
    """The pitch by steps of time; where several points fall into one, the last."""
    return {round(point.at / STEP_S): point.semitones for point in points}


def _rhythm(model: Prosody, take: Prosody) -> float:
    a, b = _shares(model), _shares(take)
    return round(1 - float(np.abs(a - b).sum()) / 2, 2)


def _shares(said: Prosody) -> NDArray[np.float64]:
    """What part of the time each word takes, pauses aside."""
    lengths = np.array([max(word.end - word.start, 0.01) for word in said.words])
    return np.asarray(lengths / lengths.sum())


def _spread(points: list[PitchPoint]) -> float:
    """How far the pitch goes up and down, without its outermost parts, in semitones."""
    low, high = np.quantile([point.semitones for point in points], [0.1, 0.9])
    return float(high - low)


def _findings(model: Prosody, take: Prosody, melody: float | None) -> list[Difference]:
    found = []
    pace = take.articulation / model.articulation
    if pace < SLOWER:
        found.append(Difference("slower", round(pace, 2)))
    elif pace > FASTER:
        found.append(Difference("faster", round(pace, 2)))
    rests = {pause.after for pause in model.pauses}
    found += [
        Difference("pause", round(pause.end - pause.start, 1), pause.after)
        for pause in take.pauses
        if pause.after not in rests
    ]
    if melody is not None:
        if (flat := _spread(take.pitch) / max(_spread(model.pitch), 0.1)) < FLAT:
            found.append(Difference("flat", round(flat, 2)))
        elif melody < OTHER_MELODY:
            found.append(Difference("melody", melody))
    a, b = _shares(model), _shares(take)
    whole = sum(word.end - word.start for word in take.words)
    for n in range(len(take.words) - 1):  # how long the last one rings is hard to tell
        if b[n] > LONG_WORD * a[n] and (b[n] - a[n]) * whole > LONG_WORD_S:
            found.append(Difference("long_word", round(float(b[n] / a[n]), 1), n))
    return found
