"""What was literally said: how much better the sound bears out one wording than another.

A recogniser writes the likely sentence, which is not always the one that was said. Asked for the probability of given
words ("teacher forcing"), it answers for the literal and for the repaired wording of the same sound, and the difference
tells them apart better than the recogniser's own confidence in a word. How well is in RESULTS.md beside this.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Vectors of the encoder's output in a second of sound.
STATES_PER_S = 50
# Silence after the sound that the decoder may look at, in seconds: the end of a sentence is a sound as well.
TAIL_S = 1.0
# So many wordings are scored at once; each costs memory for the whole sound.
BATCH = 8


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
