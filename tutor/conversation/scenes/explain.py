"""«¿Qué significa “fianza”?»: what a word means, in easy Spanish where a list defines it, else in English."""

from __future__ import annotations

import re

from tutor.conversation.scenes.acts import Act
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.sentences import LineSentence
from tutor.conversation.scenes.state import State
from tutor.conversation.scenes.words import tokens
from tutor.language.es.dictionary import headword, meaning_of
from tutor.language.es.expressions import expressions
from tutor.language.es.tokens import plain

MOST_SENSES = 2
FORMS_LEAST = 2  # words of a phrase that is found by other forms of its words
_CLITICS = frozenset(["me", "te", "se", "le", "les", "nos", "os", "lo"])
SURE = 9  # terms
_QUOTED = r"[«\"'“‘]([^«»\"'“”‘’]{2,40})[»\"'”’]"
_WORD = r"(?:(?:la palabra|the word|un|una|el|la|los|las|a|the)\s+)?([^\W\d_]{2,})"
_ASKING = re.compile(
    rf"(?i)\b(?:qué|que)\s+(?:significan?|quieren? decir|es|son)\s+(?:la palabra\s+)?{_QUOTED}"
    rf"|\b(?:qué|que)\s+(?:significan?|quieren? decir)\s+{_WORD}\s*(?:en inglés\s*)?[?.!]*$"
    rf"|^\W*(?:y\s+)?(?:qué|que)\s+(?:es|son)\s+(un|una|el|la|los|las)?\s*([^\W\d_]{{3,}})\s*[?.!]*$"
    rf"|^\W*(?:perd[oó]n[ae]?\W+|disculp[ae]\W+)?(?:y\s+)?(?:qué|que)\s+(?:es|son)\s+(?:eso de\s+)?(?:un|una|el|la|los|las|lo de)?\s*{_QUOTED}"
    rf"|\bno\s+(?:entiendo|comprendo|conozco|entendí|comprendí|conocía|sabía|(?:he|había) (?:entendido|comprendido|oído)|me suena)\s+(?:bien\s+)?(?:lo de\s+|eso de\s+|qué (?:es|significa)\s+)?{_QUOTED}"
    rf"|^\W*(?:perd[oó]n[ae]?\W+|disculp[ae]\W+|oye\W+|oiga\W+|y\s+)*{_QUOTED}\W*(?:¿\s*)?(?:qu[eé]\b|es (?:algo )?(?:bueno|malo|bonito|feo)|eso\b|$)"
    rf"|\bno\s+(?:entiendo|entender|comprendo|conozco|conocer|sé|se)\s+(?:qu[eé] (?:es|significa)\s+)?la palabra\s+(?:{_QUOTED}|{_WORD})"
    rf"|\bwhat (?:does|do|is)\s+(?:{_QUOTED}|{_WORD})(?:\s+means?)?\s*(?:in english\s*)?[?.!]*$"
)
# «¿Qué es la leche de tigre?»: several words, of which only a glossary knows that they are one.
_WHAT_IS_THIS = re.compile(
    r"(?i)^\W*(?:y\s+)?(?:qué|que)\s+(?:es|son|significa)\s+((?:[^\W\d_]+\s+){1,4}[^\W\d_]+)\s*[?.!]*$"
)
# «¿Qué es «la cuota»?» asks for «cuota».
_ARTICLE = re.compile(r"^(?:el|la|los|las|un|una)\s+(?=[^\W\d_]+$)")
_MEANT = re.compile(r"(?i)\bsignific|\bquieren? decir\b|\bno\s+(?:he\s+)?(?:ent|comp|con|sab)")
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
    word = _ARTICLE.sub("", word)
    if not word or plain(word) in _NO_WORDS:
        return None
    definition = "" if _IN_ENGLISH.match(line) else defined(script, word)
    bare_what_is = bool(found[4]) and not found[3]  # «¿qué es fianza?»: only of a word that was just said
    if bare_what_is and not definition and word not in tokens(state.last_line):
        return None
    sure = (
        SURE if found[4] is None or (found[3] or "").startswith("un") else 1
    )  # «¿Qué es una cuota?» asks for no price
    if definition:
        return Act("word_defined", terms=sure, asks=True, word=word, meaning=definition)
    english = english_of(script, word)
    if english:
        return Act("word_meaning", terms=sure, asks=True, word=word, meaning=english)
    meant = bool(_MEANT.search(line)) and f"{word}»" in line.lower()
    return Act("word_unknown", terms=SURE if meant else 1, asks=True, word=word) if sure == SURE else None


def knows_word(script: Script, answer_id: str, sentence: LineSentence, word: str) -> bool:
    """Does the pattern of an answer take a word of the phrase that is asked about, not only «qué quiere decir»?"""
    own, asked = script.hears[answer_id].best(sentence), set(tokens(plain(word))) - _SMALL
    return own is not None and any(sentence.words[at] in asked for at in own.places)


def defined(script: Script, word: str) -> str:
    """In easy Spanish, by the scene's glossary, what people say, then the study list; empty where it is in none."""
    return told_here(script, word) or meaning_of(headword(word), "es")[0]


def told_here(script: Script, phrase: str) -> str:
    """The definition of the scene's glossary, or of what people say; empty where it is in neither.

    Where no entry has the very words, one that has them in other forms: «se hace cargo» asks for «hacerse cargo».
    """
    asked = _bare(phrase)
    told = (*script.scene.glossary.items(), *expressions().items())
    if found := next((definition for spanish, definition in told if _bare(spanish) == asked), ""):
        return found
    forms = [script.vocabulary.keys(word) for word in asked if word not in _CLITICS]
    if len(forms) < FORMS_LEAST:
        return ""
    for spanish, definition in told:
        own = [script.vocabulary.keys(word) for word in _bare(spanish) if word not in _CLITICS]
        if len(own) == len(forms) and all(a & b for a, b in zip(own, forms, strict=True)):
            return definition
    return ""


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
