"""Small words that come and go with the word beside them: the pronoun of another verb, the article of a plural English says without."""

from __future__ import annotations

import re

from tutor.exercises.grading.english import stem
from tutor.exercises.grading.synonyms import meanings
from tutor.exercises.grading.words import (
    COORDINATORS,
    DEFINITE,
    DETERMINERS,
    OPENING,
    PREPOSITIONS,
    REFLEXIVE,
    ParsedWord,
    is_finite,
    word_set,
)

# Of these the pronoun is part of the verb: se va, for sale; se alzó, for subió.
_WITH_PRONOUN = word_set(
    "ir marchar encontrar hallar sentir poner acordar olvidar levantar alzar largar callar enterar meter mudar reunir juntar acostar "
    "despertar divertir aburrir enfadar enojar quejar dedicar negar atrever parecer llamar convertir volver hacer dirigir acercar alejar "
    "detener parar mover preparar producir celebrar estropear descomponer romper apagar iluminar"
)
_PLURAL = {"los": "m", "unos": "m", "las": "f", "unas": "f"}
_TOLD = word_set("the these those my your his her our their its some few many several all both no any")
_WORD = re.compile(r"[a-z]+")


def comes_and_goes(
    old: tuple[int, ...],
    new: tuple[int, ...],
    right: tuple[ParsedWord, ...],
    given: tuple[ParsedWord, ...],
    english: str,
) -> bool:
    """Whether the small words at `old` in the right sentence may be those at `new` in the given one, by what follows them."""
    if len(old) > 1 or len(new) > 1 or any(right[n].gap for n in old):
        return False
    return _of_verb(old, new, right, given) or _of_plural(old, new, right, given, english)


_LOOSE = DEFINITE | {"unos", "unas"}
_OPENING = word_set("y e pero pues porque que como")
_OBJECTS = word_set("lo la los las le les")


def may_stand_or_go(words: tuple[ParsedWord, ...], n: int) -> bool:
    """Whether a small word may be there as well as not: an article before its noun, a link where a clause begins, a
    pronoun for an object that is named too, what is said once or twice in a row of things."""
    word, after = words[n], words[n + 1] if n + 1 < len(words) else None
    if word.text in _OPENING and (n == 0 or word.breaks or (after is not None and after.breaks)):
        return True
    if after is None:
        return False
    if word.text in _OBJECTS and (word.attached or (is_finite(after) and after.text not in DETERMINERS)):
        return True
    if word.text in _LOOSE and (n == 0 or words[n - 1].text not in DETERMINERS):
        small = after.text in OPENING or any(t == "infinitive" for _, t, _ in after.verbs)
        parts = {p for _, p, _, _ in after.forms}
        return after.text.startswith("#") or after.text == "otro" or (not small and bool(parts & {"noun", "adjective"}))
    return word.text in PREPOSITIONS and n > 0 and words[n - 1].text in COORDINATORS


def _of_verb(
    old: tuple[int, ...], new: tuple[int, ...], right: tuple[ParsedWord, ...], given: tuple[ParsedWord, ...]
) -> bool:
    if len(old) + len(new) != 1:
        return False
    here, there = (given, right) if new else (right, given)
    at = (new or old)[0]
    if here[at].attached or at + 1 >= len(here) or not is_finite(here[at + 1]):
        return False
    verb = here[at + 1]
    fits = {v for v, _, p in verb.verbs if REFLEXIVE.get(p) == here[at].text}
    elsewhere = {v for w in there for v, _, _ in w.verbs}
    return bool(fits & _WITH_PRONOUN) and not fits & elsewhere


def _of_plural(
    old: tuple[int, ...],
    new: tuple[int, ...],
    right: tuple[ParsedWord, ...],
    given: tuple[ParsedWord, ...],
    english: str,
) -> bool:
    """Los arqueólogos, unos arqueólogos, for archaeologists; compra (unas) manzanas, for apples."""
    texts = {right[n].text for n in old} | {given[n].text for n in new}
    if not texts <= _PLURAL.keys() or len({_PLURAL[text] for text in texts}) != 1:
        return False
    words, at = (given, new[0]) if new else (right, old[0])
    noun = words[at + 1] if at + 1 < len(words) else None
    if noun is None or not any(p == "noun" and n == "p" for _, p, _, n in noun.forms):
        return False
    object_of = at > 0 and not words[at].breaks and (is_finite(words[at - 1]) or words[at - 1].text in PREPOSITIONS)
    return ((bool(old) and bool(new)) or object_of) and _said_bare(
        {lemma for lemma, p, _, _ in noun.forms if p == "noun"}, english
    )


def _said_bare(lemmas: set[str], english: str) -> bool:
    """Whether the English has a noun without anything that says which ones."""
    meant = {m for lemma in lemmas for m in meanings(lemma)}
    words = _WORD.findall(english.lower())
    places = [n for n, word in enumerate(words) if word.endswith(("s", "n")) and stem(word) in meant]
    return bool(places) and not any(set(words[max(0, n - 2) : n]) & _TOLD for n in places)
