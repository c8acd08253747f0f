"""Ser and estar of things: whose they are, whom they are for, what the matter is, the time of day, how many there are."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    DEGREES,
    PRONOUNS,
    STOPS,
    adjectival,
    conjugated,
    head_before,
    is_finite,
    is_person_name,
    noun,
    phrase,
)
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_MATTER = words("problema verdad cosa razón idea pregunta solución duda secreto ventaja")
_PROMISED = words("mí ti usted ustedes él ella ellos ellas nosotros vosotros")
_SEASONS = words("primavera verano otoño invierno navidad")
_MONTHS = words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
_THIS = words("esto eso aquello")
_MANY = words("muchos muchas pocos pocas varios varias algunos algunas")
_FREE = STOPS | words("y pero que ya porque cuando hoy ayer también")
_WEATHER = words("frío calor sol viento")
_SIDES = ("en contra", "a favor")
_READY = words("listo dispuesto")


def copula_things(s: Sentence) -> Iterator[Finding]:
    """El libro está de mi hermano → es; el problema está que → es que; esto está una mentira → es; somos en verano → estamos."""
    for i, word in enumerate(s.words):
        if word == "hay" and s.at(i + 1) in ("calor", "frío") and s.at(i + 2) in STOPS | {"", "hoy", "aquí", "en"}:
            yield Finding(i, i + 1, "hace", "weather", 0.88, s.at(i + 1))
        told = [r for r in analyse(word) if r.person and r.person != "vos" and r.verb in ("ser", "estar")]
        if not told or s.is_name(i) or not (is_finite(s, i) or word == "estás"):
            continue
        if told[0].verb == "estar":
            yield from _stay(s, i, told[0])
        else:
            yield from _be(s, i, told[0])


def _head(s: Sentence, i: int) -> str:
    """The head of the phrase that ends before the verb, and its «no»."""
    return head_before(s, i - (s.at(i - 1) == "no"))


def _stay(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    after, head = s.at(i + 1), _head(s, i)
    new = conjugated("ser", r.tense, r.person)
    thing = head and head not in PERSONS and not is_person_name(s, i - 1)
    free = i == 0 or s.at(i - 1) in _FREE
    if after == "que" and head in _MATTER and r.person == "3s":
        yield Finding(i, i + 1, new, "ser", 0.88, s.text(i - 1, i))
    elif after == "de" and thing and _somebody(s, i + 2):
        yield Finding(i, i + 1, new, "ser", 0.87, s.text(i + 1, i + 4))
    elif after == "para" and thing and s.at(i + 2) in _PROMISED and s.at(i + 3) in STOPS | {""} and _given(r):
        yield Finding(i, i + 1, new, "ser-for", 0.86, s.text(i + 1, i + 3))
    elif after in ("un", "una") and s.at(i - 1) in _THIS and noun(s, i + 2):
        yield Finding(i, i + 1, new, "ser", 0.88, s.text(i + 1, i + 3))
    elif s.at(i - 1) == "quién" and s.at(i - 2) in ("¿", "") and _that_one(s, i + 1):
        yield Finding(i, i + 1, new, "ser", 0.88, "quién")
    elif s.text(i + 1, i + 3) in ("de noche", "de día") and free and r.person == "3s" and _lone(s, i + 3):
        yield Finding(i, i + 1, new, "ser", 0.87, s.text(i + 1, i + 3))
    elif r.person == "3s" and free and (early := _early(s, i + 1)):
        yield Finding(i, i + 1, new, "ser", 0.87, early)
    elif r.person == "3p" and r.tense in ("present", "imperfect") and _led(s, i) and _so_many(s, i + 1):
        there = "hay" if r.tense == "present" else "había"
        yield Finding(i, i + 1, there, "hay", 0.86, after)
    elif after in ("mucho", "un") and s.at(i + 2) in _WEATHER and r.person == "3s" and free and r.tense != "present":
        yield Finding(i, i + 1, conjugated("hacer", r.tense, "3s"), "weather", 0.87, s.at(i + 2))


def _given(r: VerbReading) -> bool:
    return r.person[0] == "3" and r.tense == "present"


def _lone(s: Sentence, i: int) -> bool:
    return s.at(i) in STOPS | {"", "y", "cuando", "ya", "pero"}


def _somebody(s: Sentence, i: int) -> bool:
    """Whose a thing may be: «mi hermano», «Ana»; the clause ends behind."""
    found = phrase(s, i)
    if not found or s.at(found.end) not in STOPS | {"", "y", "pero"}:
        return False
    return is_person_name(s, i) or (singular(s.at(found.head)) in PERSONS and s.at(i) not in PRONOUNS)


def _that_one(s: Sentence, i: int) -> bool:
    found = phrase(s, i)
    return bool(
        found
        and s.at(i) in ("este", "esta", "ese", "esa", "aquel", "aquella")
        and singular(s.at(found.head)) in PERSONS
        and s.at(found.end) in ("?", "de", "que", "")
    )


def _early(s: Sentence, i: int) -> str:
    """«Temprano», «muy tarde»: of the hour."""
    at = i + (s.at(i) in DEGREES or s.at(i) == "demasiado")
    return s.at(at) if s.at(at) in ("temprano", "tarde") and s.at(at + 1) in STOPS | {"", "para", "y"} else ""


def _led(s: Sentence, i: int) -> bool:
    """Whether nothing but a place stands before."""
    if s.at(i - 1) in ("aquí", "allí", "ahí"):
        return i == 1
    found = phrase(s, 1) if s.at(0) == "en" else None
    return bool(found and found.end == i)


def _so_many(s: Sentence, i: int) -> bool:
    counted = s.at(i).isdigit() or any(a.features.tag.startswith(("DN", "Z")) for a in analyses(s.at(i)))
    tag = noun(s, i + 1)
    return bool((counted or s.at(i) in _MANY) and tag and tag[1] == "p")


def _be(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    after, new = s.at(i + 1), conjugated("estar", r.tense, r.person)
    me = r.person[0] in "12" and r.tense == "present"
    if r.person == "1p" and after == "en" and s.at(i + 2) in _SEASONS | _MONTHS and s.at(i + 3) in STOPS | {"", "y"}:
        yield Finding(i, i + 1, new, "estar", 0.92, s.text(i + 1, i + 3))
    elif s.text(i + 1, i + 3) in _SIDES and (s.at(i - 1) in PRONOUNS or me or _head(s, i) in PERSONS):
        yield Finding(i, i + 1, new, "estar-phrase", 0.87, s.text(i + 1, i + 3))
    elif r.tense.startswith("subj") and _base(after) == "preparado" and s.at(i + 2) in STOPS | {"", "para"}:
        yield Finding(i, i + 1, new, "estar-state", 0.86, after)
    elif r.person[0] == "3" and after == "caliente" and _lone(s, i + 2) and _of_weather(s, i):
        yield Finding(i, i + 2, f"{_does(r)} calor", "weather", 0.92, "calor")
    elif r.person[0] == "3" and s.at(i + 2) == "caliente" and after in ("muy", "bastante") and _of_weather(s, i):
        much = "mucho" if after == "muy" else after
        yield Finding(i, i + 3, f"{_does(r)} {much} calor", "weather", 0.92, "calor")
    elif (
        after in ("mucha", "mucho")
        and adjectival(s.at(i + 2)) > 0.6
        and s.at(i + 2)[:4] not in _MORE
        and not noun(s, i + 2)
        and r.tense != "future"
    ):
        yield Finding(i + 1, i + 2, "muy", "muy-mucho-adjective", 0.88, s.at(i + 2))
    elif r.person == "3p" and after not in DEGREES and _around(s, i) and _things(s, i + 1):
        yield Finding(i, i + 1, "hay" if r.tense == "present" else "había", "hay", 0.86, after)
    elif me and _base(after) in _READY and s.at(i + 2) in ("para", "a"):
        yield Finding(i, i + 1, new, "estar-state", 0.87, after)


def _does(r: VerbReading) -> str:
    return conjugated("hacer", r.tense, "3s")


# «Mucho mejores» compares.
_MORE = words("mejo peor mayo meno más ante desp")
_HERE = words("hoy aquí afuera fuera ayer verano julio agosto junio")


def _of_weather(s: Sentence, i: int) -> bool:
    """«Es muy caliente hoy», «en verano es caliente aquí»: of nothing in particular."""
    free = i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in _HERE | {"y", "pero"}
    return free and bool(_HERE & set(s.words))


_AROUND = words("alrededor cerca detrás delante enfrente debajo encima dentro")


def _around(s: Sentence, i: int) -> bool:
    """Whether nothing but «alrededor de …» stands before."""
    if s.at(0) not in _AROUND or s.at(1) not in ("de", "del"):
        return False
    if s.at(1) == "del":
        return noun(s, 2) is not None and i == 3
    found = phrase(s, 2)
    return bool(found and found.end == i)


def _things(s: Sentence, i: int) -> bool:
    """Whether several things are named for the first time: «banderas», «muchos bares»."""
    tag = noun(s, i)
    return bool(tag and tag[1] == "p")


def _base(word: str) -> str:
    one = word.removesuffix("s")
    return one[:-1] + "o" if one.endswith("a") else one
