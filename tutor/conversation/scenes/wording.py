"""Which of several lines is said: by seed, and never one that was said before."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence

from tutor.conversation.likeness import alike
from tutor.language.es.sentences import whole_sentences

_WORD = re.compile(r"[^\W\d_]+")
_ONE = re.compile(r"una? (?!cuarto|par|docena)")  # «Es un euro»
_PLACE = re.compile(r"\{(\w+)\}")
Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The words of a text in lower case."""
    return tuple(_WORD.findall(text.lower()))


def sentences_of(text: str) -> tuple[Words, ...]:
    """The sentences of a text as words."""
    return tuple(words for part in whole_sentences(text) if (words := words_of(part)))


def repeats(line: str, said: Iterable[Words], limit: float = 0.74) -> bool:
    """Does the line say again a sentence of three words or more, or a shorter one word for word?"""
    before = list(said)
    for sentence in sentences_of(line):
        if len(sentence) < 3:
            if sentence in before[-6:]:
                return True
        elif any(alike(sentence, other, limit) for other in before if len(other) >= 3):
            return True
    return False


def turn_to(count: int, seed: int, key: str) -> int:
    """A number below `count`, the same for the same seed and key."""
    return zlib.crc32(f"{seed}:{key}".encode()) % count if count else 0


def filled(line: str, values: dict[str, str]) -> str | None:
    """The line with its places filled; None where one has no value. {The} begins with a capital, «son» of one thing is «es»."""
    text = line
    for name in _PLACE.findall(line):
        value = values.get(name[0].lower() + name[1:])
        if not value:
            return None
        if _ONE.match(value):
            text = text.replace(f"Son {{{name}}}", f"Es {{{name}}}").replace(f"son {{{name}}}", f"es {{{name}}}")
        text = text.replace(f"{{{name}}}", capital(value) if name[0].isupper() else value)
    return capital(text)


def capital(text: str) -> str:
    """With a capital at its beginning, after ¿, ¡ or «."""
    match = re.match(r"[¿¡«]*", text)
    at = match.end() if match else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def choose(
    lines: Sequence[str], said: Iterable[Words], seed: int, key: str, values: dict[str, str] | None = None,
    prefer: Sequence[str] = (),
) -> str | None:  # fmt: skip
    """The first line, turned by the seed, that can be filled and says nothing again; None where there is none."""
    if not lines:
        return None
    before = tuple(said)
    start = turn_to(len(lines), seed, key)
    turned = [*lines[start:], *lines[:start]]
    if prefer:
        turned.sort(key=lambda line: not any(mark in line for mark in prefer))
    for line in turned:
        text = filled(line, values or {})
        if text is not None and not repeats(text, before):
            return text
    return None


def last_question(text: str) -> str:
    """The last question of a text, folded marks kept; empty where it asks nothing."""
    found = re.findall(r"¿[^¿?]*\?", text)
    return found[-1] if found else ""


_INTERROGATIVE = re.compile(
    r"^¿(?:[^,¿?]{0,40},\s*)?(?:(?:y|pero|entonces|bueno)\s+)?(?:(?:a|de|por|para|con|en|desde|hasta)\s+)?(?:qué|cuánt[oa]s?|dónde|adónde|"
    r"cuándo|cómo|cuál(?:es)?|quién(?:es)?)\b|^¿[^?]*\b(?:qué|cuál|cuándo|dónde|cómo|cuánt[oa]s?|quién)\b",
    re.IGNORECASE,
)


def is_yes_no(question: str) -> bool:
    """Can one answer it, or the question at its end, with yes or no? Not «¿Qué…?», not «¿… o …?»."""
    question = last_question(question) or question
    return bool(question) and not _INTERROGATIVE.match(question) and not re.search(r"\b(?:o|u)\b", question)
