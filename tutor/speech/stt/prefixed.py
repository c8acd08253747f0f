"""What follows on words already known: Whisper is given them as the beginning of its answer and goes on from there.

So a sound may begin in mid-sentence, and the words that are known cost one step of the decoder all together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

BEAM = 5
# How much longer than its beginning an answer may be: a fast speaker says 8 tokens in a second. A decoder that repeats
# itself would go on for 448.
TOKENS_PER_S = 10
MOST_TOKENS_BESIDE = 10
LONGEST = 224  # what Whisper answers at most, in tokens
# So many words twice in a row are the decoder's, not the speaker's; so are fewer where there is nothing else.
REPEATED = 3


@dataclass(frozen=True, slots=True)
class Continuation:
    """The text, the known words included; what Whisper thinks of the new words (mean natural logarithm of a token's
    probability) and of the sound (probability that nobody speaks). Not `whole` if it went on and on."""

    text: str
    log_probability: float
    no_speech: float
    whole: bool


def answer_after(
    model: Any, encoded: NDArray[np.float32], seconds: float, known: Sequence[str], language: str
) -> Continuation:
    """What is said in a sound that begins with the words `known`. The sign after the last of them is left open: a
    recogniser puts a full stop wherever the sound ends.

    `model` is a faster_whisper.WhisperModel, `encoded` its encoder's output of shape [1, states, width] for a sound of
    so many `seconds` and some silence.
    """
    import ctranslate2
    from faster_whisper.tokenizer import Tokenizer

    tokenizer = Tokenizer(model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language)
    beginning = re.sub(r"\W+$", "", " ".join(known))
    given = tokenizer.encode(f" {beginning}") if beginning else []
    most = most_tokens(seconds, len(given))
    prompt = [*tokenizer.sot_sequence, tokenizer.no_timestamps, *given]
    [result] = model.model.generate(
        ctranslate2.StorageView.from_array(encoded),
        [prompt],
        beam_size=BEAM,
        max_length=2 * most,  # CTranslate2 keeps half of it for text that went before
        return_scores=True,
        return_no_speech_prob=True,
    )
    tokens = result.sequences_ids[0]  # with those that were given
    total = result.scores[0] * len(tokens)  # a score is a mean over all tokens; the given ones count nothing
    new = len(tokens) - len(given)
    text = tokenizer.decode(tokens).strip()
    whole = len(tokens) < most and not repeats(text) and not said_again(text)
    return Continuation(text, total / (new + 1), result.no_speech_prob, whole)


def most_tokens(seconds: float, given: int = 0) -> int:
    """How long an answer about so many seconds of sound may be, in tokens, of which so many are given."""
    return min(given + MOST_TOKENS_BESIDE + round(TOKENS_PER_S * seconds), LONGEST)


def repeats(text: str) -> bool:
    """Whether some words come twice in a row."""
    words = re.findall(r"\w+", text.lower())
    return any(
        words[at : at + length] == words[at + length : at + 2 * length]
        for length in range(REPEATED, len(words) // 2 + 1)
        for at in range(len(words) - 2 * length + 1)
    )


def said_again(text: str) -> bool:
    """Whether there is nothing but the same again: «Poco poco» where «poco» was said, or was said twice."""
    words = re.findall(r"\w+", text.lower())
    return any(words == words[:length] * (len(words) // length) for length in range(1, len(words) // 2 + 1))
