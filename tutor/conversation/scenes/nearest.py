"""The answer whose words are nearest to a question that no pattern recognised.

Patterns want all of their terms; a question in other words shares only some. Rare words count more (by the logarithm of how
few answers of the scene know them), those of an answer's patterns more than those of its lines, and of two answers the one
with fewer words of its own, which is about less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log, log1p

from tutor.conversation.scenes.facts import about, subject
from tutor.conversation.scenes.patterns import Patterns
from tutor.conversation.scenes.schema import Answer
from tutor.conversation.scenes.sentences import LineSentence
from tutor.conversation.scenes.words import Vocabulary
from tutor.language.es.sentences import whole_sentences

HEARD, SAID = 1.0, 0.6
LEAST = 2.4  # about one rare word of a pattern
CLEARLY = 1.05  # times the next


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

    def to(self, question: LineSentence) -> str:
        """The id of the answer that is clearly nearest; empty where none is near."""
        asked = about(question)
        worth = sorted(
            ((self._worth(asked, known), answer_id) for answer_id, known in self.words.items()), reverse=True
        )
        if not worth or worth[0][0] < LEAST or (len(worth) > 1 and worth[0][0] < CLEARLY * worth[1][0]):
            return ""
        return worth[0][1]

    def rarity(self, sentence: LineSentence, places: frozenset[int]) -> float:
        """How little the words at these places could be about anything else of the scene."""
        return sum(max((self.rare.get(key, 0.0) for key in sentence.keys[at]), default=0.0) for at in places)

    def _worth(self, asked: list[frozenset[str]], known: Mapping[str, float]) -> float:
        shared = sum(max((known[key] * self.rare[key] for key in keys if key in known), default=0.0) for keys in asked)
        return shared / log(len(known) + 20, 30)
