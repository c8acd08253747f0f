"""Other words for the same: what an answer says otherwise is put back where our lists or the English bear it out.

What is left is compared as if nothing had been said otherwise, so that order, agreement and the gap are judged as ever.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest

from tutor.exercises.grading.english import stems
from tutor.exercises.grading.matching import WORD_POINTS, Task, persons_fit, tenses_fit
from tutor.exercises.grading.synonyms import ADVERB, alike, apart, meanings, small_words
from tutor.exercises.grading.words import CLITICS, LINKS, NEGATIVE, PREPOSITIONS, ParsedWord, word_set

_ARTICLES = word_set("el la los las un una unos unas lo")
_POSSESSIVES = word_set("mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro vuestra vuestros vuestras")
SMALL = CLITICS | LINKS | PREPOSITIONS | _ARTICLES | _POSSESSIVES | NEGATIVE | {"no", "sí"}
# Verbs that say little: one for another is a mistake more often than another way of saying it.
LIGHT = word_set("ser estar haber hacer tener ir poner dar")
# May be said or not, where the English has what they say.
_MAY_BE_LEFT = {
    "ya": "have has had 've already now yet anymore longer", "mismo": "self own right", "sí": "do does did",
    "bueno": "well", "pues": "well so then", "propio": "own",
    "aquí": "here", "ahí": "there", "allí": "there", "luego": "then", "entonces": "then",
}  # fmt: skip
_THAT = word_set("ese esa eso este esta esto")
# Never at the end of what says the same as a verb with its pronoun.
_BARE = word_set("mi mí tu ti su yo")
_MOST_CHANGES = 4
# Whose they are is said in Spanish too.
_RELATED = re.compile(
    r"\b(?:my|your|his|her|our|their) (?:\w+ )?(?:brother|sister|son|daughter|father|mother|parent|friend|cousin|aunt|uncle|grand|husband|wife|"
    r"boss|colleague|neighbour|teacher|name|idea|opinion|life)"
)


def lemmas(word: ParsedWord) -> frozenset[str]:
    """All that a word can be a form of."""
    return frozenset(v for v, _, _ in word.verbs) | frozenset(f[0] for f in word.forms)


def borne_out(old: tuple[ParsedWord, ...], new: tuple[ParsedWord, ...], task: Task) -> bool | None:
    """Whether the new words say what the old ones do; None where nothing is known of them."""
    content_old = [w for w in old if w.text not in SMALL]
    content_new = [w for w in new if w.text not in SMALL]
    if not content_old and not content_new:
        return _small(old, new, task)
    if any(w.own and (w.text in SMALL or task.point in WORD_POINTS or not task.free) for w in old):
        return False
    if {w.text for w in old if w.text.startswith("#")} != {w.text for w in new if w.text.startswith("#")}:
        return False
    if any(w.text.startswith(ADVERB) for w in (*old, *new)) and [w.text for w in old] != [w.text for w in new]:
        return None
    if Counter(_negative(old)) != Counter(_negative(new)):
        return False
    if new[-1:] and new[-1].text in _BARE and any(w.text in CLITICS for w in old):
        return False  # no ayudan mi
    if not content_new:
        return all(may_go(w, task) for w in old)
    if not content_old:
        return all(may_go(w, task) for w in new)
    if all(any(lemmas(a) & lemmas(b) for a in content_old) for b in content_new):
        return False  # the same words in another order or form: di cuenta, cuenta di
    if not _openings_fit(old, new, task) or not _determiners_fit(old, new):
        return False
    if any(apart(a, b) for w in content_old for a in lemmas(w) for v in content_new for b in lemmas(v)):
        return False
    if any(w.own and lemmas(v) & task.rivals - lemmas(w) for w in content_old for v in content_new):
        return False
    if not verbs_fit(content_old, content_new, task) or not _numbers_fit(content_old, content_new):
        return False
    return _says_the_same(content_old, content_new, task.english) or None


def _negative(words: tuple[ParsedWord, ...]) -> list[str]:
    return ["no" for w in words if w.text == "no" or w.text in NEGATIVE]


def may_go(word: ParsedWord, task: Task) -> bool:
    """Whether a word is one that may be said or left."""
    english = set(task.english.lower().replace("'", " '").split())
    if word.text in _THAT and task.english.lower().startswith(("it's", "it is", "that's")):
        return not word.gap
    told = next((told for lemma, told in _MAY_BE_LEFT.items() if lemma in lemmas(word) | {word.text}), "")
    return not word.gap and bool(told) and bool(english & set(told.split()))


def _small(old: tuple[ParsedWord, ...], new: tuple[ParsedWord, ...], task: Task) -> bool:
    """Whether small words may be others: mi for el, en for durante where English has during."""
    if len(old) != len(new):
        return False
    english = set(task.english.lower().split())
    for one, other in zip(old, new, strict=True):
        texts = {one.text, other.text}
        article_for_own = (
            texts & _POSSESSIVES and texts & {"el", "la", "los", "las"} and not _RELATED.search(task.english.lower())
        )
        told = small_words().get(frozenset(texts))
        if one.gap and not (article_for_own and task.free and one.text in _POSSESSIVES):
            return False
        if not article_for_own and not (told and (told & english or "*" in told)):
            return False
    return True


def _openings_fit(old: tuple[ParsedWord, ...], new: tuple[ParsedWord, ...], task: Task) -> bool:
    """Whether both begin, and end, with the same preposition where both do so with one: por hospital is no en clínica."""
    return _one_preposition(old[0], new[0], task) and _one_preposition(old[-1], new[-1], task)


def _one_preposition(one: ParsedWord, other: ParsedWord, task: Task) -> bool:
    if one.text in PREPOSITIONS and other.text in PREPOSITIONS and one.text != other.text:
        told = small_words().get(frozenset((one.text, other.text)))
        return bool(told and (told & set(task.english.lower().split()) or "*" in told))
    return True


def _determiners_fit(old: tuple[ParsedWord, ...], new: tuple[ParsedWord, ...]) -> bool:
    """Whether one determiner for another agrees with the same noun: mucho for muchísima does not."""
    if len(old) != 1 or len(new) != 1 or not any(p == "determiner" for _, p, _, _ in new[0].forms):
        return True
    ours, theirs = ({(g, n) for _, p, g, n in w.forms if p in ("determiner", "adjective")} for w in (old[0], new[0]))
    return not ours or bool(ours & theirs) or any(g == "c" for g, _ in ours | theirs)


def verbs_fit(old: list[ParsedWord], new: list[ParsedWord], task: Task) -> bool:
    """Whether the verbs say the same of when and of whom."""
    ours, theirs = [w for w in old if finite(w)], [w for w in new if finite(w)]
    for one, other in zip_longest(ours, theirs):
        if one is None or other is None:
            return False
        fits = any(
            tenses_fit(a, b, one, task) and persons_fit(a[2], b[2], task)
            for a in one.verbs
            if a[2]
            for b in other.verbs
            if b[2]
        )
        if not fits:
            return False
    bare_ours, bare_theirs = Counter(_bare_verb(w) for w in old), Counter(_bare_verb(w) for w in new)
    return not ours or bare_ours == bare_theirs or bool(bare_theirs - bare_ours)


def _bare_verb(word: ParsedWord) -> str:
    return next((t for _, t, p in word.verbs if not p and t in ("infinitive", "gerund") and not word.forms), "")


def finite(word: ParsedWord) -> bool:
    """Whether a word is a verb in a person, as far as it can be told alone."""
    return (
        any(person for _, _, person in word.verbs)
        and word.text not in SMALL
        and not any(p in ("noun", "adjective", "adverb", "determiner", "pronoun") for _, p, _, _ in word.forms)
    )


def _numbers_fit(old: list[ParsedWord], new: list[ParsedWord]) -> bool:
    """Whether one noun for another is as many."""
    ours, theirs = [_numbers(w) for w in old if _numbers(w)], [_numbers(w) for w in new if _numbers(w)]
    return len(ours) != 1 or len(theirs) != 1 or bool(ours[0] & theirs[0] or "n" in ours[0] | theirs[0])


def _numbers(word: ParsedWord) -> frozenset[str]:
    return frozenset(n for _, part, _, n in word.forms if part == "noun") if not finite(word) else frozenset()


def _says_the_same(old: list[ParsedWord], new: list[ParsedWord], english: str) -> bool:
    """Whether each new word is borne out, and what the old ones say of the English is said by the new ones."""
    asked = stems(english)
    said = meant(new) & asked
    ours = meant(old) & asked
    for word in new:
        if any(alike(a, b, english) for w in old for a in lemmas(w) for b in lemmas(word)):
            continue
        if not meant([word]) & asked or lemmas(word) & LIGHT:
            return False
    listed = any(alike(a, b, "") for w in old for a in lemmas(w) for v in new for b in lemmas(v))
    return ours <= said or listed or (not ours and bool(said))


def meant(words: list[ParsedWord]) -> frozenset[str]:
    return frozenset().union(*(meanings(lemma) for w in words for lemma in lemmas(w) | {w.text}))
