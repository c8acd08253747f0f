"""What a reply has to pass, sentence by sentence, before it is shown.

A weak model loops, says again what it said, gives the learner's words back or falls out of its role; what a strong
one writes passes untouched (tests/unit/test_gates.py). How often each gate fires is in docs/decisions/talk.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from tutor.conversation.likeness import alike
from tutor.language.es.sentences import is_whole, sentence_spans, whole_sentences
from tutor.language.es.tokens import plain, words

Fault = Literal["loop", "repeated", "parrot", "machine", "foreign", "address", "fact", "language", "broken"]
Mend = Callable[[str], str | None]
"""A sentence with its mistakes mended, or None when it is better not said."""

# A sentence this much like an earlier one, or like the learner's own words, says nothing new.
REPEATED_LIKENESS, PARROT_LIKENESS = 0.8, 0.7
# Shorter sentences may come twice: «Muy bien.», «¿Y tú?»
SHORT_WORDS = 3
# Replies of which it is remembered what they said: those of some tens of conversations.
REMEMBERED = 1024
# The same sign, or the same words in a row, this often is a loop.
LOOP_SIGNS, LOOP_WORDS = 8, 4

_MACHINE = re.compile(
    r"\b(?:(?:soy|como) (?:una? )?(?:inteligencia artificial|ia|asistente)|modelo de lenguaje|asistente virtual"
    r"|soy (?:un|una) (?:programa|bot|robot|asistente)|(?:tu|su) nivel|el alumno|la alumna|nivel [ABC][12]"
    r"|no tengo (?:emociones|sentimientos|cuerpo)|en qué (?:más )?puedo (?:ayudarte|asistirte|servirte)"
    r"|aprender español conmigo|\[Nota|nota para el tutor)\b",
    re.IGNORECASE,
)
_ENGLISH = frozenset(
    "the is are you what and this that with please sorry how of to for i'm don't have can your my it we not".split()  # noqa: SIM905
)
_TU = re.compile(
    r"\b(?:tú|ti|contigo|eres|estás|tienes|quieres|puedes|vas|haces|sabes|vives|prefieres|necesitas|dime|cuéntame|oye)\b",
    re.IGNORECASE,
)
_USTED = re.compile(r"\b(?:usted|dígame|oiga|siéntese|permítame|cuénteme)\b", re.IGNORECASE)
_MONEY = re.compile(r"[$€£]\s*\d|\d+(?:[.,]\d+)?\s*(?:€|euros?\b|pesos\b|soles\b|dólares\b|céntimos\b)", re.IGNORECASE)
# Emoji and other signs that stand for themselves.
_PICTURE = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass
class Gate:
    """Judges the sentences of one reply. `before` are the tutor's earlier messages, `said` the learner's words."""

    said: str
    before: Sequence[str] = ()
    address: str = ""
    """How the partner addresses the learner: tú, usted, or "" where that is open."""
    facts: str = ""
    """What prices and numbers have to come from; "" where anything may be said."""
    bilingual: bool = False
    """Whether the learner asked in another language, so that words of it belong into the answer."""
    mend: Mend | None = None
    fired: Counter[str] = field(default_factory=Counter)
    _passed: list[str] = field(default_factory=list)

    def __call__(self, sentence: str) -> str | None:
        """The sentence as it may be shown, or None."""
        fault = self._fault(sentence)
        if fault is None and self.mend is not None and not self.bilingual:
            mended = self.mend(sentence)
            if mended is None:
                fault = "language"
            elif mended != sentence:
                self.fired["language"] += 1
                sentence = mended
        if fault:
            self.fired[fault] += 1
            return None
        self._passed.append(sentence)
        return sentence

    def _fault(self, sentence: str) -> Fault | None:
        said = words(sentence)
        if not said and _PICTURE.search(sentence):
            return None
        if not said or sentence.lstrip()[:1] in ",.;:)" or sentence.count("¿") > 1 + sentence.count("?"):
            return "broken"
        if looping(sentence):
            return "loop"
        if _MACHINE.search(sentence):
            return "machine"
        if not self.bilingual and sum(word in _ENGLISH for word in said) >= max(3, len(said) // 3):
            return "foreign"
        told = _compared(sentence)
        if len(said) >= SHORT_WORDS and any(alike(told, old, REPEATED_LIKENESS) for old in self._earlier()):
            return "repeated"
        if len(said) > SHORT_WORDS and alike(told, _compared(self.said), PARROT_LIKENESS):
            return "parrot"
        if (self.address == "usted" and _TU.search(sentence)) or (self.address == "tú" and _USTED.search(sentence)):
            return "address"
        if self.facts and _MONEY.search(sentence) and not self._known_numbers(sentence):
            return "fact"
        return None

    def _known_numbers(self, sentence: str) -> bool:
        known = {n.replace(",", ".") for n in _NUMBER.findall(f"{self.facts} {self.said} {' '.join(self.before)}")}
        return all(n.replace(",", ".") in known for n in _NUMBER.findall(sentence))

    def _earlier(self) -> Iterator[tuple[str, ...]]:
        for text in self.before:
            yield from _sentences(text)
        yield from map(_compared, self._passed)


# Characters of one sentence: whoever writes more of it has lost the way, and each piece is looked at anew with it.
MOST_HELD = 2_000


class SentenceStream:
    """Cuts what a model writes into sentences as it comes. A loop that never ends a sentence is seen at once."""

    def __init__(self) -> None:
        self._held = ""

    def add(self, part: str) -> list[str]:
        """The sentences that are whole now."""
        self._held += part
        # The last one stays, so that an abbreviation is judged with what follows.
        *whole, (last, _) = [*sentence_spans(self._held)] or [(0, 0)]
        sentences = whole_sentences(self._held[: whole[-1][1]]) if whole else []
        self._held = self._held[last:]
        return sentences

    def end(self) -> list[str]:
        """What is left when the model has ended."""
        held, self._held = self._held.strip(), ""
        return whole_sentences(held) if held else []

    @property
    def looping(self) -> bool:
        """Whether the model goes round in circles in the sentence under way, or finds no end of it."""
        return len(self._held) > MOST_HELD or looping(self._held)


def looping(text: str) -> bool:
    """Whether one sign stands eight times in a row, or the same words four times."""
    if re.search(rf"(\S)\1{{{LOOP_SIGNS - 1},}}", text):
        return True
    tokens = words(text)[-60:]
    for size in (1, 2, 3, 4):
        if len(tokens) < size * LOOP_WORDS:
            continue
        tail = tokens[-size:]
        if any(word.isalpha() for word in tail) and all(
            tokens[-size * (n + 1) : len(tokens) - size * n] == tail for n in range(1, LOOP_WORDS)
        ):
            return True
    return False


def whole_part(text: str) -> str:
    """A reply that was cut, up to its last whole sentence; all of it where none is whole."""
    pieces = whole_sentences(text)
    while len(pieces) > 1 and not is_whole(pieces[-1]):
        pieces.pop()
    return " ".join(pieces)


@lru_cache(maxsize=REMEMBERED)
def _sentences(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of those sentences of a reply that must not come again; it is looked at in each turn that follows."""
    return tuple(_compared(sentence) for sentence in whole_sentences(text) if len(words(sentence)) >= SHORT_WORDS)


def _compared(sentence: str) -> tuple[str, ...]:
    return tuple(words(plain(sentence)))
