"""The answer whose words are nearest to a question that no pattern recognised.

Patterns want all of their terms; a question in other words shares only some. Rare words count more (by the logarithm of how
few answers of the scene know them), those of an answer's patterns more than those of its lines, and of two answers the one
with fewer words of its own, which is about less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, log1p

from tutor.conversation.scenes.facts import about, subject
from tutor.conversation.scenes.patterns import Patterns
from tutor.conversation.scenes.schema import Answer
from tutor.conversation.scenes.sentences import LineSentence
from tutor.conversation.scenes.words import Vocabulary
from tutor.language.es.sentences import whole_sentences
from tutor.language.es.tokens import plain
from tutor.language.es.vocabulary import frequency

HEARD, SAID = 1.0, 0.6
LEAST = 1.6  # about one rare word of a pattern
HALF = 0.5  # of what a question is about
DOUBTFUL = 2.0  # less than one rare word
CLEARLY = 1.05  # times the next
ANOTHER_FORM = 0.8  # «hermano», for who asks about a «hermana»
# Of words beside those that a pattern takes: they tell which of two answers is meant, no more.
BESIDE = 0.5
# Of words that say what a question is about, and of which this answer knows nothing though another one does.
MISSED = 0.25
# On the Zipf scale, how common a word is that is about nothing, and how much rarer one that is about something.
SMALL_TALK, SPAN = 6.5, 2.0
LEAST_TOLD = 0.05
SHORTEST = 3  # letters


@cache
def _commonness() -> Mapping[str, float]:
    found: dict[str, float] = {}
    for word, zipf in frequency().items():
        found[plain(word)] = max(zipf, found.get(plain(word), 0.0))
    return found


def telling(word: str) -> float:
    """How much a folded word tells of what a question is about: nearly nothing «algo», 1 «cepillo»."""
    return min(1.0, max(LEAST_TOLD, (SMALL_TALK - _commonness().get(word, 0.0)) / SPAN))


def _words_about(sentence: LineSentence) -> list[tuple[str, frozenset[str]]]:
    kept = set(about(sentence))
    return [(word, keys) for word, keys in zip(sentence.words, sentence.keys, strict=True) if keys in kept]


@dataclass(frozen=True)
class Nearest:
    """The words of each answer of a scene."""

    words: Mapping[str, Mapping[str, float]]
    rare: Mapping[str, float]
    lines: Mapping[str, frozenset[str]]  # what each sentence of an answer's lines is about

    @classmethod
    def of(cls, answers: Mapping[str, Answer], hears: Mapping[str, Patterns], vocabulary: Vocabulary) -> Nearest:
        """From what each answer hears and says."""
        words: dict[str, dict[str, float]] = {}
        lines: dict[str, frozenset[str]] = {}
        for answer in answers.values():
            known = {word: HEARD for word in hears[answer.id].words}
            for line in (line for said in answer.say.values() for line in said):
                for sentence in whole_sentences(line):
                    if sentence not in lines:
                        lines[sentence] = subject(sentence, vocabulary)
                    known |= {key: SAID for key in lines[sentence] if key not in known}
            words[answer.id] = known
        times = Counter(word for known in words.values() for word in known)
        return cls(words, {word: log1p(len(words) / count) for word, count in times.items()}, lines)

    def to(self, question: LineSentence, words: int = 1) -> str:
        """The id of the answer that is clearly nearest; empty where none knows half of what is asked, by so many words."""
        asked = [(keys, self._weight(word, keys)) for word, keys in _words_about(question)]
        worth = sorted(((self._shared(asked, answer_id, words), answer_id) for answer_id in self.words), reverse=True)
        if not worth or worth[0][0] < LEAST or (len(worth) > 1 and worth[0][0] < CLEARLY * worth[1][0]):
            return ""
        return worth[0][1]

    def doubtful(self, question: LineSentence, answer_id: str, places: frozenset[int]) -> bool:
        """Did a pattern take nothing but small words of a question that is about something else?"""
        known = self.words[answer_id]
        took = sum(self._weight(question.words[at], question.keys[at]) for at in places)
        total = 0.0
        for at, (word, keys) in enumerate(zip(question.words, question.keys, strict=True)):
            if len(word) <= SHORTEST:
                continue
            total += self._weight(word, keys)
            took += 0.0 if at in places else self._weight(word, keys) * self._knows(known, keys)
        return took < DOUBTFUL and took < HALF * total

    def worth(self, sentence: LineSentence, answer_id: str, places: frozenset[int]) -> float:
        """How much of what a question is about an answer knows, whose pattern took the words at these places."""
        known, worth, subjects = self.words[answer_id], 0.0, about(sentence)
        for at, keys in enumerate(sentence.keys):
            if at in places:
                share = HEARD if sentence.words[at] in known else ANOTHER_FORM
            elif len(sentence.words[at]) > SHORTEST:
                share = BESIDE * self._knows(known, keys)
                if not share and keys in subjects:
                    share = -MISSED  # «¿Cuánto cuesta el parking?» is no matter of rooms
            else:
                continue
            worth += share * telling(sentence.words[at]) * max((self.rare.get(key, 0.0) for key in keys), default=0.0)
        return worth

    def _weight(self, word: str, keys: frozenset[str]) -> float:
        """How much a word tells; most where no answer of the scene knows it."""
        rare = max((self.rare[key] for key in keys if key in self.rare), default=log1p(len(self.words)))
        return telling(word) * rare

    @staticmethod
    def _knows(known: Mapping[str, float], keys: frozenset[str]) -> float:
        return max((known.get(key, 0.0) for key in keys), default=0.0)

    def _shared(self, asked: Sequence[tuple[frozenset[str], float]], answer_id: str, least: int) -> float:
        """What an answer knows of what is asked, of two the one that is about less; nothing where that is under half, or
        one word that only its lines have."""
        known = self.words[answer_id]
        shared = [(self._knows(known, keys), weight) for keys, weight in asked]
        worth, most = sum(knows * weight for knows, weight in shared), sum(weight for _, weight in asked)
        had = [knows for knows, _ in shared if knows]
        if worth < HALF * most or len(had) < least or had == [SAID]:
            return 0.0
        return worth / log(len(known) + 20, 30)
