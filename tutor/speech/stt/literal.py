"""What was literally said: how much better the sound bears out one wording than another.

A recogniser writes the likely sentence, which is not always the one that was said. Asked for the probability of given
words ("teacher forcing"), it answers for the literal and for the repaired wording of the same sound, and the difference
tells them apart better than the recogniser's own confidence in a word. How well is in docs/decisions/speech.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Vectors of the encoder's output in a second of sound.
STATES_PER_S = 50
# Silence after the sound that the decoder may look at, in seconds: the end of a sentence is a sound as well.
TAIL_S = 1.0
# So many wordings are scored at once; each costs memory for the whole sound.
BATCH = 8


@dataclass(frozen=True, slots=True)
class ForcedWord:
    """A word that is taken to have been said: when, in seconds, and how likely it was, 0…1."""

    text: str
    start: float
    end: float
    probability: float


def log_likelihoods(model: Any, encoded: NDArray[np.float32], wordings: Sequence[str], language: str) -> list[float]:
    """The log-probability of each wording given a sound.

    `model` is a faster_whisper.WhisperModel, `encoded` its encoder's output of shape [1, states, width], cut to the
    sound. One decoder step for all words of a wording, no search: about 25 ms each on one core with Whisper base.
    """
    import ctranslate2
    from faster_whisper.tokenizer import Tokenizer

    tokenizer = Tokenizer(model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language)
    scores: list[float] = []
    for at in range(0, len(wordings), BATCH):
        tokens = [tokenizer.encode(f" {wording.strip()}") for wording in wordings[at : at + BATCH]]
        states = ctranslate2.StorageView.from_array(np.repeat(encoded, len(tokens), axis=0))
        results = model.model.align(states, tokenizer.sot_sequence, tokens, 2 * encoded.shape[1])
        scores += [float(np.log(np.maximum(r.text_token_probs, 1e-9)).sum()) for r in results]
    return scores


def forced_words(model: Any, encoded: NDArray[np.float32], words: Sequence[str], language: str) -> list[ForcedWord]:
    """When each of the given words is said in a sound, whether it is or not; arguments as for `log_likelihoods`.

    The signs beside a word are told as well, since the pauses belong to them.
    """
    import ctranslate2
    from faster_whisper.tokenizer import Tokenizer

    tokenizer = Tokenizer(model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language)
    tokens: list[int] = []
    spans = []
    for word in words:
        before, text, after = re.fullmatch(r"(\W*)(.*?)(\W*)", word, re.DOTALL).groups()  # type: ignore[union-attr]
        if before:
            tokens += tokenizer.encode(f" {before}")
        first = len(tokens)
        tokens += tokenizer.encode(text if before else f" {text}")
        spans.append((first, len(tokens)))
        if after:
            tokens += tokenizer.encode(after)
    states = ctranslate2.StorageView.from_array(encoded)
    [result] = model.model.align(states, tokenizer.sot_sequence, [tokens], 2 * encoded.shape[1])
    steps = np.array(result.alignments)  # of tokens and states, each token from its first state on
    starts = steps[np.diff(steps[:, 0], prepend=-1) > 0, 1] / STATES_PER_S
    return [
        ForcedWord(word, float(starts[a]), float(starts[b]), float(np.mean(result.text_token_probs[a:b])))
        for word, (a, b) in zip(words, spans, strict=True)
    ]
