"""The dictionary form of a word, in its sentence where there is one.

A reading's share of the word's use is multiplied by how well it goes with the neighbours: a noun after an article, a verb after
«yo» or «no», no finite verb after a preposition. It is no parser: with no neighbours the likeliest reading wins.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.language.es.analysis import Analysis
from tutor.language.es.lexicon import lexicon


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ARTICLES = _words("el la los las un una unos unas al del lo")
_DETERMINERS = _words(
    "mi tu su mis tus sus este esta estos estas ese esa esos esas aquel aquella aquellos aquellas nuestro nuestra nuestros "
    "nuestras cada algún alguna algunos algunas ningún ninguna otro otra otros otras mucho mucha muchos muchas poco poca pocos "
    "pocas qué cuánto cuánta cuántos cuántas todo toda todos todas dos tres cuatro cinco seis siete ocho nueve diez"
)
_SUBJECTS = _words("yo tú vos él ella usted nosotros nosotras vosotros vosotras ellos ellas ustedes quien quién nadie")
_OBJECTS = _words("me te se nos os le les")
# Articles and pronouns in one: «la casa», «la casa con su primo».
_BOTH = _words("la los las lo")
_PREPOSITIONS = _words("a ante bajo con contra de desde en entre hacia hasta para por según sin sobre tras al del")
_BEFORE_VERBS = _words("no que cuando si donde mientras como ya también siempre nunca porque ojalá")
# What is wished stands in the subjunctive: «quiero que una los puntos» is unir.
_WISHES = _words(
    "quiero quieres quiere queremos quieren quería espero espera esperamos pido pide deja dejo prefiero necesito para ojalá"
)
_DEGREES = _words("muy tan más menos bastante demasiado poco algo")
_COPULAS = _words(
    "soy eres sos es somos sois son era eras éramos eran fue fueron será sea ser siendo estoy estás está estamos estáis están estaba "
    "estaban estuvo esté estar parece parecen"
)
_TO = _words("a al hasta hacia para de")
# Pronouns go with persons: «yo trabajo» is the verb, «él trabajo» neither.
_OF_SUBJECT = {
    "yo": ("1", "s"), "tú": ("2", "s"), "vos": ("2", "s"), "él": ("3", "s"), "ella": ("3", "s"), "usted": ("3", "s"), "nosotros": ("1", "p"),
    "nosotras": ("1", "p"), "vosotros": ("2", "p"), "vosotras": ("2", "p"), "ellos": ("3", "p"), "ellas": ("3", "p"), "ustedes": ("3", "p"),
    "nadie": ("3", "s"), "quien": ("3", "s"), "quién": ("3", "s"),
}  # fmt: skip
# How much likelier or less likely a reading gets: a rule that almost never fails, a verb after
# "que" or "no", and what mostly holds.
SURE, VERBAL, LIKELY = 200.0, 40.0, 8.0
# A participle that is also an adjective of its own is looked up as the adjective, unless haber stands before it.
PARTICIPLE = 0.5


def lemma(word: str, before: Sequence[str] = (), after: Sequence[str] = ()) -> str:
    """The dictionary form: hablamos → hablar, dámelo → dar, lápices → lápiz, rojas → rojo; the word, lower, if unknown.

    `before` and `after` are the words of the sentence around it, in order; two on each side are enough.
    """
    best = reading(word, before, after)
    return best.lemma if best else word.lower()


def reading(word: str, before: Sequence[str] = (), after: Sequence[str] = ()) -> Analysis | None:
    """The reading that fits the sentence best; None for an unknown word."""
    found = lexicon().analyses(word)
    if len(found) < 2:
        return found[0] if found else None
    last = before[-1].lower() if before else ""
    last_but_one = before[-2].lower() if len(before) > 1 else ""
    next_ = after[0].lower() if after else ""
    inside = bool(before) and word[:1].isupper()
    fit = {a: a.share * _fit(a, word.lower(), last, last_but_one, next_) * _name(a, inside) for a in found}
    # «corte» is three forms of cortar: together they stand against the noun.
    together: dict[tuple[str, str], float] = {}
    for a, value in fit.items():
        together[a.lemma, a.part] = together.get((a.lemma, a.part), 0.0) + value
    return max(found, key=lambda a: (together[a.lemma, a.part], fit[a]))


def _name(analysis: Analysis, inside: bool) -> float:
    """A capital inside a sentence is a name's."""
    return SURE if inside and analysis.part == "name" else 1.0


def _fit(a: Analysis, word: str, last: str, last_but_one: str, next_: str) -> float:
    told, part = a.features, a.part
    finite = part == "verb" and told.mood in ("indicative", "subjunctive", "imperative")
    noun = part in ("noun", "adjective")
    fit = 1.0
    if told.mood == "participle":
        has = any(r.lemma == "haber" for r in lexicon().analyses(last)) if last else False
        has = has or (last in _OBJECTS and last_but_one == "haber")
        fit *= SURE if has else PARTICIPLE
    elif told.mood == "imperative" and (last or next_ == ""):
        fit *= 0.5
    if last in _BOTH:
        fit *= _after_la(a, noun, finite, last, next_)
    elif last in _ARTICLES or last in _DETERMINERS:
        fit *= SURE if noun else 1 / LIKELY if finite or part == "preposition" else 1.0
        fit *= LIKELY if part == "noun" and not _is_noun(next_) else 1.0
    elif last in _SUBJECTS or last in _OBJECTS:
        agrees = _OF_SUBJECT.get(last) in (None, (told.who, told.number))
        fit *= SURE if finite and agrees and told.mood != "imperative" else 1.0
    elif last in _PREPOSITIONS:
        fit *= 1 / SURE if finite else LIKELY if noun else 1.0
    elif last in _BEFORE_VERBS:
        wished = last == "que" and last_but_one in _WISHES and told.mood == "subjunctive"
        fit *= SURE if wished else VERBAL if finite else 1.0
    elif last in _DEGREES or (last in _COPULAS and part == "adjective"):
        fit *= SURE if part in ("adjective", "adverb") else 1.0
    elif last and _is_noun(last):
        fit *= LIKELY * LIKELY if part == "adjective" and _agrees(a, last) else 1.0
        fit *= LIKELY if finite and told.who == "3" and told.mood == "indicative" else 1.0
    elif not last and (next_ in _ARTICLES or next_ in _DETERMINERS):
        # «Cuenta una historia»: no noun begins a sentence without its article.
        fit *= VERBAL if finite else 1.0
    elif last in ("quiero", "quieres", "quiere", "bebo", "bebe", "tomo", "toma", "con", "hay", "tengo", "tiene"):
        fit *= LIKELY if part == "noun" else 1.0
    return fit * _word_rule(a, word, last, last_but_one, next_)


def _after_la(a: Analysis, noun: bool, finite: bool, last: str, next_: str) -> float:
    """After la, los, las, lo: a noun that agrees, else a verb (lo como)."""
    gender, number = ("m" if last[1] == "o" else "f"), ("p" if last.endswith("s") else "s")
    agrees = a.features.gender in (gender, "c") and a.features.number in (number, "n")
    if last == "lo":
        return SURE if finite and a.features.mood != "imperative" else LIKELY if a.part == "adjective" else 1.0
    feminine_el = a.part == "noun" and a.features.gender == gender
    return SURE if noun and (agrees or feminine_el) else 2.0 if finite and not next_ else 1.0


def _is_noun(word: str) -> bool:
    found = lexicon().analyses(word)
    return bool(found) and found[0].part in ("noun", "name")


def _agrees(a: Analysis, noun: str) -> bool:
    told = next((r.features for r in lexicon().analyses(noun) if r.part == "noun"), None)
    return told is not None and a.features.gender in (told.gender, "c") and a.features.number == told.number


def _word_rule(a: Analysis, word: str, last: str, last_but_one: str, next_: str) -> float:
    """What holds of single words."""
    if a.lemma in ("ir", "ser") and a.part == "verb" and word.startswith("fu"):
        goes = next_ in ("a", "al", "hasta", "hacia") or last in ("me", "te", "se", "nos", "os", "adónde")
        return SURE if goes == (a.lemma == "ir") else 1.0
    if word.startswith("fuer") and a.part == "adverb":
        return SURE if next_ == "de" or last in ("por", "desde", "hacia", "está", "están", "estoy") else 1.0
    if word.startswith("fuer") and a.lemma == "ser" and last in ("si", "que", "ojalá", "no", "como"):
        return LIKELY
    if word == "sé" and a.lemma == "ser":
        described = next_ and lexicon().analyses(next_)[:1] and lexicon().analyses(next_)[0].part == "adjective"
        return LIKELY if not last and described else 1.0
    if word == "como" and a.lemma == "comer":
        alone = last in (
            "yo",
            "no",
            "lo",
            "la",
            "los",
            "las",
            "me",
            "siempre",
            "nunca",
            "hoy",
            "que",
            "cuando",
            "si",
            "y",
            "también",
        )
        return SURE if alone else 1.0
    if word == "siento" and a.lemma == "sentar":
        return SURE if next_ in ("aquí", "ahí", "allí", "en", "a", "al", "junto", "cerca") and last == "me" else 1.0
    if word == "para" and a.lemma == "parar":
        return SURE if next_ in ("en", "aquí", "ahí", "cuando", "y") else 1.0
    if word == "nada" and a.lemma == "nadar":
        return (
            SURE
            if last in ("él", "ella", "usted", "quien") or next_ in ("muy", "bien", "rápido", "mal")
            else 1 / LIKELY
        )
    if word in ("bajo", "sobre", "entre", "para") and a.part == "verb":
        return (
            SURE
            if last in ("yo", "se", "me", "lo", "no", "cuando") and not (word == "para" and last == "no")
            else 1 / LIKELY
        )
    if word in ("bajo", "sobre") and a.part == "preposition":
        return LIKELY if next_ in _ARTICLES or next_ in _DETERMINERS else 1.0
    if word == "vino" and a.lemma == "venir":
        return LIKELY if next_ in _TO or next_ in ("ayer", "con", "mi", "el", "la") else 1.0
    return 1.0
