"""Words that say little: which they are, which may be left out, and which may be others."""

from __future__ import annotations

import re

from tutor.exercises.grading.matching import Task
from tutor.exercises.grading.synonyms import small_words
from tutor.exercises.grading.words import (
    ARTICLES,
    CLITICS,
    DEFINITE,
    LINKS,
    NEGATIVE,
    POSSESSIVES,
    PREPOSITIONS,
    ParsedWord,
    word_set,
)

SMALL = CLITICS | LINKS | PREPOSITIONS | ARTICLES | POSSESSIVES | NEGATIVE | {"no", "sí"}
# Verbs that say little: one for another is a mistake more often than another way of saying it.
LIGHT = word_set("ser estar haber hacer tener ir poner dar")
# May be said or not, where the English has what they say.
_MAY_BE_LEFT = {
    "ya": "have has had 've already now yet anymore longer", "mismo": "self own right", "sí": "do does did",
    "bueno": "well", "pues": "well so then", "propio": "own",
    "aquí": "here", "ahí": "there", "allí": "there", "luego": "then", "entonces": "then",
}  # fmt: skip
_THAT = word_set("ese esa eso este esta esto")
# Whose they are is said in Spanish too.
_RELATED = re.compile(
    r"\b(?:my|your|his|her|our|their) (?:\w+ )?(?:brother|sister|son|daughter|father|mother|parent|friend|cousin|aunt|uncle|grand|husband|wife|"
    r"boss|colleague|neighbour|teacher|name|idea|opinion|life)"
)


def lemmas(word: ParsedWord) -> frozenset[str]:
    """All that a word can be a form of."""
    return frozenset(v for v, _, _ in word.verbs) | frozenset(f[0] for f in word.forms)


def may_go(word: ParsedWord, task: Task) -> bool:
    """Whether a word is one that may be said or left."""
    english = set(task.english.lower().replace("'", " '").split())
    if word.text in _THAT and task.english.lower().startswith(("it's", "it is", "that's")):
        return not word.gap
    told = next((told for lemma, told in _MAY_BE_LEFT.items() if lemma in lemmas(word) | {word.text}), "")
    return not word.gap and bool(told) and bool(english & set(told.split()))


def small_words_fit(old: tuple[ParsedWord, ...], new: tuple[ParsedWord, ...], task: Task) -> bool:
    """Whether small words may be others: mi for el, en for durante where English has during."""
    if len(old) != len(new):
        return False
    english = set(task.english.lower().split())
    for one, other in zip(old, new, strict=True):
        texts = {one.text, other.text}
        article_for_own = texts & POSSESSIVES and texts & DEFINITE and not _RELATED.search(task.english.lower())
        told = small_words().get(frozenset(texts))
        if one.text in DEFINITE and other.text in ("un", "una") and not one.gap and english & {"a", "an"}:
            continue  # as the English has it: un animal que come de todo
        if one.gap and not (article_for_own and task.free and one.text in POSSESSIVES):
            return False
        if not article_for_own and not (told and (told & english or "*" in told)):
            return False
    return True


def finite(word: ParsedWord) -> bool:
    """Whether a word is a verb in a person, as far as it can be told alone."""
    return (
        any(person for _, _, person in word.verbs)
        and word.text not in SMALL
        and not any(p in ("noun", "adjective", "adverb", "determiner", "pronoun") for _, p, _, _ in word.forms)
    )
