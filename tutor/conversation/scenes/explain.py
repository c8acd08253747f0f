"""«¿Qué significa “fianza”?»: what a word means, in easy Spanish where a list defines it, else in English."""

from __future__ import annotations

import re
from functools import cache

from tutor.conversation.scenes.acts import Act
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.state import State
from tutor.conversation.scenes.words import tokens
from tutor.language.es.dictionary import headword, meaning_of
from tutor.language.es.tokens import plain
from tutor.language.es.vocabulary import DATA

MOST_SENSES = 2
SURE = 9  # terms
_QUOTED = r"[«\"'“‘]([^«»\"'“”‘’]{2,40})[»\"'”’]"
_WORD = r"(?:(?:la palabra|the word|un|una|el|la|los|las|a|the)\s+)?([^\W\d_]{2,})"
_ASKING = re.compile(
    rf"(?i)\b(?:qué|que)\s+(?:significan?|quieren? decir|es|son)\s+(?:la palabra\s+)?{_QUOTED}"
    rf"|\b(?:qué|que)\s+(?:significan?|quieren? decir)\s+{_WORD}\s*(?:en inglés\s*)?[?.!]*$"
    rf"|^\W*(?:y\s+)?(?:qué|que)\s+(?:es|son)\s+(un|una|el|la|los|las)?\s*([^\W\d_]{{3,}})\s*[?.!]*$"
    rf"|^\W*(?:perd[oó]n[ae]?\W+|disculp[ae]\W+)?(?:y\s+)?(?:qué|que)\s+(?:es|son)\s+(?:eso de\s+)?(?:un|una|el|la|los|las|lo de)?\s*{_QUOTED}"
    rf"|^\W*no\s+(?:entiendo|comprendo|conozco)\s+{_QUOTED}"
    rf"|\bno\s+(?:entiendo|entender|comprendo|conozco|conocer|sé|se)\s+(?:qu[eé] (?:es|significa)\s+)?la palabra\s+(?:{_QUOTED}|{_WORD})"
    rf"|\bwhat (?:does|do|is)\s+(?:{_QUOTED}|{_WORD})(?:\s+means?)?\s*(?:in english\s*)?[?.!]*$"
)
# «¿Qué es la leche de tigre?»: several words, of which only a glossary knows that they are one.
_WHAT_IS_THIS = re.compile(
    r"(?i)^\W*(?:y\s+)?(?:qué|que)\s+(?:es|son|significa)\s+((?:[^\W\d_]+\s+){1,4}[^\W\d_]+)\s*[?.!]*$"
)
_SMALL = frozenset(["a", "al", "de", "en", "el", "la", "lo", "los", "las", "un", "una"])
_IN_ENGLISH = re.compile(r"(?i)^\W*what\b")
# «¿Qué es eso?» asks about no word.
_NO_WORDS = frozenset(
    ["eso", "esto", "aquello", "esa", "ese", "esta", "este", "lo", "todo", "mejor", "peor", "hoy", "usted", "tu", "mas", "menos",
     "bueno", "malo", "that", "this", "it", "your", "the"]
)  # fmt: skip


def asked_meaning(script: Script, state: State, line: str) -> Act | None:
    """The act with the word and what it means, «word_unknown» where nobody here knows it; None where none is asked for.

    `terms`: «¿qué significa…?» surely asks for the word, «¿qué es…?» may be a question that the scene answers.
    """
    if (said := _WHAT_IS_THIS.search(line.strip())) and (definition := told_here(script, said[1])):
        return Act("word_defined", terms=3, asks=True, word=said[1].lower(), meaning=definition)
    found = _ASKING.search(line.strip())
    if not found:
        return None
    word = next((group for group in reversed(found.groups()) if group), "").strip().lower()
    if not word or plain(word) in _NO_WORDS:
        return None
    definition = "" if _IN_ENGLISH.match(line) else defined(script, word)
    bare_what_is = bool(found[4]) and not found[3]  # «¿qué es fianza?»: only of a word that was just said
    if bare_what_is and not definition and word not in tokens(state.last_line):
        return None
    sure = SURE if found[4] is None else 1
    if definition:
        return Act("word_defined", terms=sure, asks=True, word=word, meaning=definition)
    english = english_of(script, word)
    if english:
        return Act("word_meaning", terms=sure, asks=True, word=word, meaning=english)
    return Act("word_unknown", terms=1, asks=True, word=word) if sure == SURE else None


def defined(script: Script, word: str) -> str:
    """In easy Spanish, by the scene's glossary, what people say, then the study list; empty where it is in none."""
    return told_here(script, word) or meaning_of(headword(word), "es")[0]


def told_here(script: Script, phrase: str) -> str:
    """The definition of the scene's glossary, or of what people say; empty where it is in neither."""
    asked = _bare(phrase)
    told = (*script.scene.glossary.items(), *expressions().items())
    return next((definition for spanish, definition in told if _bare(spanish) == asked), "")


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


def _bare(phrase: str) -> tuple[str, ...]:
    """Its words without a small one before them: «ayunas» asks for «en ayunas»."""
    words = tokens(phrase)
    return tuple(words[1:] if len(words) > 1 and words[0] in _SMALL else words)


@cache
def expressions() -> dict[str, str]:
    """What people say and no dictionary of words explains, with a definition in easy Spanish: «me apunto», «finde»."""
    lines = (DATA / "expressions.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)
