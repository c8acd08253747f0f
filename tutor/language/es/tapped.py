"""Which word a form is where it stands, of those that the dictionary would take for another: «no encuentro» is encontrar.

A verb form that is a noun, an adjective or a small word too is its verb where the neighbours say so, a noun's form the adjective, a capital
the name; all else is looked up as without a sentence.
"""

from __future__ import annotations

from tutor.language.es import surroundings as at
from tutor.language.es.clitics import RANKS
from tutor.language.es.function_words import is_small, use_of
from tutor.language.es.lemma import reading
from tutor.language.es.lexicon import lexicon
from tutor.language.es.surroundings import Surroundings
from tutor.language.es.wordlist import words

# What small words are as verbs; of other verbs they are forms only in the lexicon («sé» is none, and has two).
_VERBS = {
    "bajo": "bajar", "como": "comer", "consigo": "conseguir", "entre": "entrar", "nada": "nadar", "para": "parar",
    "sobre": "sobrar", "una": "unir", "vaya": "ir", "anda": "andar", "espera": "esperar", "junta": "juntar",
}  # fmt: skip
# «Fuera» is a verb only after these, or before «a» and an infinitive.
_BEFORE_FUERA = words("si que no ojalá como aunque yo él ella usted nadie se me te nos")
_BEFORE_NOUNS = words("beber tomar querer tener comprar servir vender ofrecer probar pedir haber o y e u de con sin ni")
_WINES = words("tinto blanco rosado")
# A noun's share of a word's use from which on «sé inglés» is no order to be English.
_LEAST_NOUN = 0.1
# Between haber and its participle.
_BETWEEN = words("ya nunca siempre también tampoco casi apenas todavía aún solo").union(RANKS)
_WISHING = words("si ojalá que aunque como")
# What may stand before a verb that begins its clause, and what after one that is not a title's noun: «cargo con», «sueño con».
_BEFORE_BEGINNINGS = words("ahora hoy luego después pero entonces")
_AFTER_BEGINNINGS = words("con desde hasta mucho muy")
_DEGREES = words("muy tan más menos bastante demasiado ya casi no")
_BEFORE_GANA = words("mala buena poca")
_ARTICLES = words("el la los las un una unos unas al del este esta ese esa")
# What comes after these and «de» is a noun with a capital: «el Ministerio de Salud»; right after those, one of a street: «calle Real».
_OFFICES = words("ministerio ministro ministra secretaría departamento facultad universidad instituto día")
_STREETS = words("calle plaza avenida casa")
# Names that are also nouns without an article, and the verbs that those have.
_BARE = words("julio abril rosa violeta celeste")
_OF_BARE = words("ser tener empezar terminar acabar llegar pasar parecer venir ir traer")


def verb_here(word: str, place: Surroundings) -> str:
    """The verb that a form surely is in its place, "" where it is none, or not surely."""
    word = word.lower()
    if not place:
        return ""
    if is_small(word):
        verb = _VERBS.get(word, "")
        return verb if verb and (use_of(word, place) == "verb" or _fits_small(word, verb, place)) else ""
    if sure := _participle(word, place) or _finite(word, place):
        return sure
    best = reading(word, place.before, place.after)
    if best is None or best.part != "verb" or best.pronouns:
        return ""
    mood = best.features.mood
    finite = mood in ("indicative", "subjunctive") or (mood == "imperative" and not place.before)
    return best.lemma if finite and not _another(word, best.lemma, place) else ""


def other_here(word: str, place: Surroundings) -> str:
    """The adjective or noun that a form which has another entry surely is in its place, "" where that is not sure."""
    if word == "media":
        return "medio" if place.last == "y" or (at.is_noun(place.next) and place.last != "la") else ""
    if word == "gana":
        return word if place.last in _BEFORE_GANA else ""
    rest = tuple(other for other in place.before if other not in _DEGREES)
    verb = next((a for a in lexicon().analyses(rest[-1]) if a.part == "verb"), None) if rest else None
    adjectives = [a for a in lexicon().analyses(word) if a.part == "adjective"]
    if verb and (verb.lemma == "estar" or (verb.lemma in ("ser", "parecer", "quedar") and place.last in _DEGREES)):
        number = verb.features.number
        return next((a.lemma for a in adjectives if not number or a.features.number in (number, "n")), "")
    if not adjectives or adjectives[0].lemma == word or lexicon().analyses(word)[0].part == "adverb":
        return ""
    return adjectives[0].lemma if at.is_noun(place.last) and _describes(word, place.last) else ""


def name_here(word: str, place: Surroundings) -> str:
    """The name that a word with a capital is in its place, "" where it is none, or a noun as likely."""
    name = next((a for a in lexicon().written(word) if a.part == "name"), None) if word[:1].isupper() else None
    if name is None:
        return ""
    common = lexicon().analyses(word.lower())
    if place.inside:
        office = place.last == "de" and place.before[-2:-1] and place.before[-2] in _OFFICES
        return name.lemma if not common or not (office or place.last in _ARTICLES | _STREETS) else ""
    if not common or lexicon().analyses(word)[0].part == "name":
        return name.lemma
    verb = next((other for other in place.after if other not in RANKS), "")
    persons = at.is_finite(verb) and common[0].part in ("noun", "adjective") and not at.may_be_finite(word.lower())
    bare = word.lower() in _BARE and place.next not in RANKS and at.lemma_of(verb) in _OF_BARE
    return name.lemma if persons and verb in place.after[:3] and not bare else ""


def _participle(word: str, place: Surroundings) -> str:
    """«Habrá puesto», «había ya escrito», «haberlo ganado»."""
    if not at.is_participle(word):
        return ""
    last = next((o for o in reversed(place.before) if o not in _BETWEEN and not o.endswith("mente")), "")
    if last in ("hay", "habido") or all(a.lemma != "haber" for a in lexicon().analyses(last)):
        return ""
    return next(a.lemma for a in lexicon().analyses(word) if a.features.mood == "participle")


def _finite(word: str, place: Surroundings) -> str:
    """The verb of a form that can be nothing else beside these neighbours, though elsewhere it is a noun or an adverb more often."""
    verb, last, next_ = at.finite_verb(word), place.last, place.next
    if not verb:
        return ""
    if word == "fuera":
        begun = next((i for i, other in enumerate(place.before) if other in _WISHING), None)
        wished = begun is not None and not any(at.may_be_finite(other) for other in place.before[begun + 1 :])
        return "ser" if wished and next_ not in ("", "a", "de", "al") else ""
    if last in ("la", "los", "las"):
        pronoun = use_of(last, Surroundings(place.before[:-1], (word, *place.after))) == "pronoun"
        return verb if pronoun or not at.agrees(word, last) else ""
    return verb if _begins(word, place) else ""


def _begins(word: str, place: Surroundings) -> bool:
    """«Odio madrugar», «cargo con la culpa», «ahora carga con ella»: a verb with nothing before it that a noun would need."""
    if place.last and place.last not in _BEFORE_BEGINNINGS:
        return False
    after = next(iter(lexicon().analyses(place.next)), None)
    if after and after.features.mood == "infinitive":
        return True
    goes_on = place.next in _AFTER_BEGINNINGS or (
        place.next == "en" and place.after[1:2] and place.after[1] in _ARTICLES
    )
    return bool(goes_on and (place.last or word.endswith("o")))


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
    if word == "gana":
        return last in _BEFORE_GANA
    if word == "acerca":
        return next_ == "de"
    if word == "vino":
        return {last, *lexicon().lemmas(last)} & _BEFORE_NOUNS != set() or next_ in _WINES
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
