"""«¿Qué significa “fianza”?»: what a word means, from the scene's phrases or the dictionary."""

from __future__ import annotations

import re

from tutor.conversation.scenes.acts import Act
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.state import State
from tutor.conversation.scenes.words import tokens
from tutor.language.es.dictionary import headword, meaning_of
from tutor.language.es.tokens import plain

MOST_SENSES = 2
SURE = 9  # terms
_QUOTED = r"[«\"'“‘]([^«»\"'“”‘’]{2,40})[»\"'”’]"
_WORD = r"(?:(?:la palabra|the word|un|una|el|la|los|las|a|the)\s+)?([^\W\d_]{2,})"
_ASKING = re.compile(
    rf"(?i)\b(?:qué|que)\s+(?:significan?|quieren? decir|es|son)\s+(?:la palabra\s+)?{_QUOTED}"
    rf"|\b(?:qué|que)\s+(?:significan?|quieren? decir)\s+{_WORD}\s*(?:en inglés\s*)?[?.!]*$"
    rf"|^\W*(?:y\s+)?(?:qué|que)\s+(?:es|son)\s+(un|una|el|la|los|las)?\s*([^\W\d_]{{3,}})\s*[?.!]*$"
    rf"|\bno\s+(?:entiendo|entender|comprendo|conozco|conocer|sé|se)\s+(?:qu[eé] (?:es|significa)\s+)?la palabra\s+(?:{_QUOTED}|{_WORD})"
    rf"|\bwhat (?:does|do|is)\s+(?:{_QUOTED}|{_WORD})(?:\s+means?)?\s*(?:in english\s*)?[?.!]*$"
)
# «¿Qué es eso?» asks about no word.
_NO_WORDS = frozenset(
    ["eso", "esto", "aquello", "esa", "ese", "esta", "este", "lo", "todo", "mejor", "peor", "hoy", "usted", "tu", "mas", "menos",
     "bueno", "malo", "that", "this", "it", "your", "the"]
)  # fmt: skip


def asked_meaning(script: Script, state: State, line: str) -> Act | None:
    """The act with the word and its English; None where none is asked for, or nobody here knows it.

    `terms`: «¿qué significa…?» surely asks for the word, «¿qué es…?» may be a question that the scene answers.
    """
    found = _ASKING.search(line.strip())
    if not found:
        return None
    word = next((group for group in reversed(found.groups()) if group), "").strip().lower()
    if not word or plain(word) in _NO_WORDS:
        return None
    bare_what_is = bool(found[4]) and not found[3]  # «¿qué es fianza?»: only of a word that was just said
    if bare_what_is and word not in tokens(state.last_line):
        return None
    english = english_of(script, word)
    sure = SURE if found[4] is None else 1
    return Act("word_meaning", terms=sure, asks=True, word=word, meaning=english) if english else None


def english_of(script: Script, word: str) -> str:
    """By the scene's phrases, a beginner's words, then the dictionary; empty where it is in none."""
    for spanish, english in script.scene.card.phrases:
        if tokens(spanish) == tokens(word):
            return english.rstrip(".")
    for english, spanish in script.common.english.items():
        if word in {spanish, spanish.split(" ", 1)[-1]}:
            return english
    meaning, _ = meaning_of(headword(word))
    senses = [sense.strip() for sense in re.split(r"[,;/]", re.sub(r"\(.*?\)", "", meaning)) if sense.strip()]
    return ", ".join(senses[:MOST_SENSES])
