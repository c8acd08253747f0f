"""A word or two said alone: what was it, by what the recogniser wrote and by the sounds themselves?

A recogniser of sentences is at its weakest here: with nothing around a word it spells by ear («Siego», «si llón»), takes the
commoner word, or doubts what is right. So every common word is laid over the sounds (`isolated.py`), and what is likeliest by
the sounds, by how common it is and by what the recogniser wrote is the answer. Where an answer is expected it is among them. The
weights were chosen on persons' clips; which and how well is in docs/decisions/speech.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from tutor.language.es.broad import broad
from tutor.language.es.names import names
from tutor.language.es.spoken import speakable
from tutor.language.es.vocabulary import frequency
from tutor.speech.analysis.isolated import SoundList
from tutor.speech.analysis.phones import Heard

# Words of a transcript that may be a word or two alone, and the voice in one, in seconds.
MOST_WORDS = 2
LONGEST_S = 2.2
# Words that the recogniser is as sure of are what was said, if they exist.
SURE = 0.8
# All weights are natural logarithms over the whole sound. A step of the Zipf scale (ten times as common); the recogniser's own
# word, times its probability; two words where one would do, times their probability; a word that does not exist.
COMMON, RECOGNISED, SEVERAL, UNKNOWN_ZIPF = 1.5, 20.0, 75.0, -20.0
# How common a name is taken to be.
NAME_ZIPF = 3.3
# An answer that is expected.
EXPECTED = 8.0
# Words that are searched are as common as this, and so many of them are compared with the recogniser's.
LEAST_ZIPF, MOST_CANDIDATES = 2.8, 20
# Further than this from the likeliest sounds, in the mean of a moment, it is no word that was said; less where the recogniser
# heard nothing at all.
FAR, FAR_UNHEARD = 0.35, 0.2
# What the recogniser doubts is sure all the same where it is likelier by this than all other words.
AHEAD = 5.0


class CommonWords:
    """The common words, and names, by their sounds. `used` is how often each word is used, on the Zipf scale."""

    def __init__(self, used: Mapping[str, float], names: Iterable[str] = ()) -> None:
        written = {name.lower(): name for name in names if name.lower() not in used}
        self.zipf = zipf = {**dict.fromkeys(written, NAME_ZIPF), **used}
        # Of words that sound alike the commonest is meant.
        common = sorted((word for word, often in zipf.items() if often >= LEAST_ZIPF), key=lambda word: zipf[word])
        self.by_sound = {broad(word): written.get(word, word) for word in common if broad(word)}
        self._words = list(self.by_sound.values())
        self._sounds = SoundList(list(self.by_sound))
        self._common = COMMON * np.array([zipf[word.lower()] for word in self._words], dtype=np.float32)

    def likeliest(self, heard: Heard) -> dict[str, float]:
        """The words that are likeliest by their sounds and by how common they are, as natural logarithms."""
        chances = self._sounds.likelihoods(heard) + self._common
        return {self._words[n]: float(chances[n]) for n in np.argsort(-chances)[:MOST_CANDIDATES]}

    def often(self, words: Sequence[str]) -> float:
        """How often the rarest of some words is used, far less than any for one that does not exist."""
        return min((self.zipf.get(word, UNKNOWN_ZIPF) for word in words), default=UNKNOWN_ZIPF)


@cache
def common_words() -> CommonWords:
    """Those of Spanish."""
    return CommonWords(frequency(), names())


@dataclass(frozen=True, slots=True)
class Brief:
    """What was said; `sure` unless the learner is to be asked."""

    text: str
    sure: bool


def brief(
    heard: Heard, text: str, probability: float, among: CommonWords, expected: Sequence[str] = (), *, doubtful: float
) -> Brief | None:
    """A word or two said alone; None for no word at all.

    `text` is what the recogniser wrote, '' for nothing, `probability` how sure it was of it; below `doubtful` it may be noise.
    `expected` are answers that would be right.
    """
    said = _words(text)
    if len(set(said)) == 1 < len(said) and _likelihood(heard, [said[0]]) > _likelihood(heard, said):
        text, said = said[0], said[:1]  # said once, written twice
    answers = [answer for answer in expected if 0 < len(answer.split()) <= MOST_WORDS]
    for answer in answers:
        if said and _sounds(_words(answer)) == _sounds(said):
            return Brief(answer, sure=True)
    written = _spelled(text, said, among)
    if written and probability >= SURE:
        return Brief(written, sure=True)
    chances = {word: chance for word, chance in among.likeliest(heard).items() if broad(word) != _sounds(said)}
    if said:
        chances[written] = _likelihood(heard, said) + RECOGNISED * probability + COMMON * among.often(_words(written))
        if " " in written:
            chances[written] += SEVERAL * probability
    for answer in answers:
        words = _words(answer)
        chance = _likelihood(heard, words) + COMMON * max(0.0, among.often(words)) + EXPECTED
        chances[answer] = max(chances.get(answer, -np.inf), chance)
    return _chosen(
        heard,
        chances,
        recognised=written if probability >= doubtful else "",
        far=FAR if said else FAR_UNHEARD,
    )


def _spelled(text: str, said: Sequence[str], among: CommonWords) -> str:
    """What the recogniser wrote, as it is written: the word that sounds so instead of letters («Siego», «si llón»), of figures
    and of a letter alone."""
    exists = all(word in among.zipf for word in said)
    in_letters = len(text) > 1 and not any(map(str.isdigit, text))
    if exists and (in_letters or text.lower() in among.zipf):
        return text
    return among.by_sound.get(_sounds(said), "") or (text if in_letters else " ".join(said))


def _chosen(heard: Heard, chances: Mapping[str, float], recognised: str, far: float) -> Brief | None:
    """The likeliest, if it is near enough to what is heard; else what the recogniser was sure enough of."""
    first, *others = sorted(chances, key=lambda word: -chances[word])
    if recognised and first == recognised:
        return Brief(first, sure=True)
    best = float(heard.best().sum())
    if best - _likelihood(heard, _words(first)) > far * len(heard):
        return Brief(recognised, sure=True) if recognised else None
    ahead = [chances[first] - chances[other] for other in others if broad(other) != broad(first)]
    return Brief(first, sure=bool(recognised) or min(ahead, default=np.inf) >= AHEAD)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", speakable(text).lower())


def _sounds(words: Sequence[str]) -> str:
    return "".join(map(broad, words))


def _likelihood(heard: Heard, words: Sequence[str]) -> float:
    return float(SoundList([_sounds(words)]).likelihoods(heard)[0])
