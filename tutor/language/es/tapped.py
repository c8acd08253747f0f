"""Which word a form is where it stands, of those that the dictionary would take for another: «no encuentro» is encontrar.

A verb form that is a noun, an adjective or a small word too is its verb where the neighbours say so; all else is looked up as without a
sentence.
"""

from __future__ import annotations

from tutor.language.es import surroundings as at
from tutor.language.es.function_words import is_small, use_of
from tutor.language.es.lemma import reading
from tutor.language.es.lexicon import lexicon
from tutor.language.es.surroundings import Surroundings
from tutor.language.es.wordlist import words

# What small words are as verbs; of other verbs they are forms only in the lexicon («sé» is none, and has two).
_VERBS = {
    "bajo": "bajar", "como": "comer", "consigo": "conseguir", "entre": "entrar", "nada": "nadar", "para": "parar",
    "sobre": "sobrar", "una": "unir",
}  # fmt: skip
# «Fuera» is a verb only after these, or before «a» and an infinitive.
_BEFORE_FUERA = words("si que no ojalá como aunque yo él ella usted nadie se me te nos")
_BEFORE_NOUNS = words("beber tomar querer tener comprar o y e u de con sin ni")
_WINES = words("tinto blanco rosado")
# A noun's share of a word's use from which on «sé inglés» is no order to be English.
_LEAST_NOUN = 0.1


def verb_here(word: str, place: Surroundings) -> str:
    """The verb that a form surely is in its place, "" where it is none, or not surely."""
    word = word.lower()
    if not place:
        return ""
    if is_small(word):
        verb = _VERBS.get(word, "")
        return verb if verb and (use_of(word, place) == "verb" or _fits_small(word, verb, place)) else ""
    best = reading(word, place.before, place.after)
    if best is None or best.part != "verb" or best.pronouns:
        return ""
    mood = best.features.mood
    finite = mood in ("indicative", "subjunctive") or (mood == "imperative" and not place.before)
    return best.lemma if finite and not _another(word, best.lemma, place) else ""


def _fits_small(word: str, verb: str, place: Surroundings) -> bool:
    best = reading(word, place.before, place.after)
    if best is None or best.lemma != verb:
        return False
    if word == "como":
        # «Y como llueve, leo»: the verb is another one.
        compares = place.last == "no" and (place.next in ("yo", "tú", "él", "ella", "el", "la", "un", "una"))
        return not compares and not any(at.is_finite(other) for other in place.after)
    if word == "nada":
        return not {"no", "sin", "nunca"} & set(place.before) and not at.may_be_finite(place.last)
    return True


def _another(word: str, verb: str, place: Surroundings) -> bool:
    """Whether the word is likelier something else than the verb that was read."""
    last, next_ = place.last, place.next
    if last == "lo" and place.before[-2:-1] in (("a",), ("por",)):
        return True  # a lo largo, por lo visto
    if word == "fuera":
        goes = next_ == "a" and any(other.endswith("r") for other in place.after[1:2])
        return not (goes or last in _BEFORE_FUERA)
    if word == "acerca":
        return next_ == "de"
    if word == "vino":
        return {last, at.lemma_of(last)} & _BEFORE_NOUNS != set() or (not last and next_ in _WINES)
    if word == "sé" and verb == "ser":
        return sum(a.share for a in lexicon().analyses(next_) if a.part == "noun") >= _LEAST_NOUN
    return bool(not next_ and at.is_noun(last) and _describes(word, last))


def _describes(word: str, noun: str) -> bool:
    """«Una camisa de manga corta»: an adjective that agrees with the noun before it, and ends the clause."""
    told = next(iter(lexicon().analyses(noun)), None)
    return told is not None and any(
        a.part == "adjective"
        and (told.features.gender == "c" or a.features.gender in (told.features.gender, "c"))
        and a.features.number == told.features.number
        for a in lexicon().analyses(word)
    )
