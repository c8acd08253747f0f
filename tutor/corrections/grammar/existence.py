"""Hay and estar, ser of events: «el perro está debajo de la mesa», «en la nevera no hay leche», «la boda es en septiembre»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.states import EVENTS, SURE_EVENTS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import PRONOUNS, STOPS, conjugated, is_finite, is_person_name, noun, phrase
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_DEFINITE = words(
    "el la los las mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta estos estas ese esa esos esas"
)
_PLACES = words("en encima debajo enfrente detrás delante cerca lejos entre junto dentro fuera sobre aquí allí ahí")
_SOME = words(
    "un una unos unas mucho mucha muchos muchas poco poca pocos pocas varios varias algún alguna algunos algunas dos tres cuatro cinco más"
)
_STUFF = words(
    "leche agua pan azúcar sal luz metro gente comida fruta café tiempo sitio entradas servicio wifi internet ascensor aire calefacción piscina papel"
)
_MONTHS = words(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre verano invierno primavera otoño navidad"
)
_DAYS = words("lunes martes miércoles jueves viernes sábado sábados domingo domingos")
HAPPENS = EVENTS | words(
    "elección juego mercado despedida manifestación accidente feria curso entierro taller vacación carnaval liga final maratón"
)
_TAKES_PLACE = SURE_EVENTS | words(
    "despedida manifestación juego accidente entierro elección carnaval final maratón exposición"
)
_ROOMS = words("nevera mesa horno cocina plato bolsa mochila casa")


def existence(s: Sentence) -> Iterator[Finding]:
    """El perro hay debajo → está; ¿dónde está una panadería? → hay; mi cumpleaños está en agosto → es."""
    for i in range(len(s)):
        word = s.at(i)
        if word == "hay":
            yield from _there_is(s, i)
        elif word in ("está", "están", "estaba", "estaban") and not s.is_name(i):
            told = next((r for r in analyse(word) if r.verb == "estar" and r.person[0] == "3"), None)
            if told:
                yield from _is_there(s, i, told)
                yield from _event(s, i, told)
        elif word in ("estuvo", "estuvieron"):
            yield from _took_place(s, i)


def _place(s: Sentence, i: int) -> bool:
    """Whether a place is told from here on."""
    return s.at(i) in _PLACES or s.text(i, i + 2) in ("al lado", "al fondo", "al final", "a la")


def _there_is(s: Sentence, i: int) -> Iterator[Finding]:
    """«Las tazas hay en el armario», «¿hay Lucía en casa?», «¿dónde hay la estación?»"""
    for start in range(max(0, i - 6), i):
        found = phrase(s, start)
        opens = start == 0 or s.at(start - 1) in STOPS or s.at(start - 1) in ("y", "pero", "porque")
        if not found or not opens or (s.at(start) not in _DEFINITE and not is_person_name(s, start)):
            continue
        end = found.end
        if s.at(end) in ("de", "del"):
            inner = phrase(s, end + 1)
            end = inner.end if inner else end + 2
        if end == i and _place(s, i + 1):
            new = "están" if found.number == "p" else "está"
            yield Finding(i, i + 1, new, "estar-place", 0.87, s.text(start, i))
            return
    if s.at(i - 1) == "¿" and is_person_name(s, i + 1) and _place(s, i + 2):
        yield Finding(i, i + 1, "está", "estar-place", 0.87, s.tokens[i + 1].text)
    elif s.at(i - 1) == "dónde" and s.at(i + 1) in _DEFINITE and (found := phrase(s, i + 1)):
        yield Finding(
            i, i + 1, "están" if found.number == "p" else "está", "hay-definite", 0.86, s.text(i + 1, found.end)
        )


def _existing(r: VerbReading) -> str:
    return "hay" if r.tense == "present" else conjugated("haber", r.tense, "3s")


def _is_there(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    """«¿Dónde está una farmacia?», «está mucha gente en la playa», «en la nevera no está leche», «¿qué está en esa caja?»"""
    after, found = s.at(i + 1), phrase(s, i + 1)
    asked = s.at(i - 1) in ("dónde", "donde") and "¿" in s.words[:i]
    denied = s.at(i - 1) == "no"
    opens = i == 0 or s.at(i - 1) in ("¿", "¡") or (s.at(i - 1) == "," and i < 4)
    some = after in _SOME and (found is not None or noun(s, i + 2) is not None)
    if asked and after in ("un", "una", "unos", "unas") and found and s.at(found.end) in ("?", "por", "cerca", "aquí"):
        yield Finding(i, i + 1, _existing(r), "hay", 0.87, s.text(i + 1, found.end))
    elif opens and some and found and _place(s, found.end):
        yield Finding(i, i + 1, _existing(r), "hay", 0.86, s.text(i + 1, found.end))
    elif opens and after == "algo" and s.at(i + 2) == "de":
        yield Finding(i, i + 1, _existing(r), "hay", 0.87, "algo")
    elif (
        s.at(i - 1) == "qué"
        and s.at(i - 2) == "¿"
        and s.at(i) == "está"
        and after in ("en", "dentro")
        and phrase(s, i + 2)
    ):
        yield Finding(i, i + 1, "hay", "hay", 0.84, "qué")
    elif (opens or _led(s, i - denied)) and (after in _STUFF or (some and _led(s, i - denied) and after != "más")):
        yield Finding(i, i + 1, _existing(r), "hay", 0.86, after)
    elif s.text(i - 3, i - 1) in ("¿ cuántos", "¿ cuántas") and after in ("en", "aquí", "allí") and noun(s, i - 1):
        yield Finding(i, i + 1, _existing(r), "hay", 0.85, s.at(i - 2))


def _led(s: Sentence, i: int) -> bool:
    """Whether nothing but a place stands before: «cerca del hotel están dos restaurantes»."""
    start = 0
    if s.at(0) in ("cerca", "lejos", "detrás", "delante", "enfrente", "debajo", "encima", "dentro", "al"):
        start = 2 if s.at(0) == "al" else 1
        if s.at(start) not in ("de", "del"):
            return False
        if s.at(start) == "del":
            return noun(s, start + 1) is not None and start + 2 == i
    elif s.at(0) != "en":
        return False
    found = phrase(s, start + 1)
    named = s.is_name(start + 1) and start + 2 == i
    return named or bool(found and found.end == i and s.at(found.start) not in PRONOUNS)


def _head(s: Sentence, i: int) -> str:
    """The head of the phrase that ends before the verb: «la cena de Navidad», «mi cumpleaños»."""
    for start in range(max(0, i - 6), i):
        found = phrase(s, start)
        if not found or s.at(start - 1) in ("en", "a", "con", "por", "para", "sobre", "de", "del", "desde", "hasta"):
            continue
        end = found.end
        if s.at(end) in ("de", "del"):
            inner = phrase(s, end + 1)
            end = inner.end if inner else end + 2
        if end == i:
            return singular(s.at(found.head))
    return ""


def _event(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    """«Mi cumpleaños está en agosto», «el curso está los jueves», «¿a qué hora está la película?», «¿está aquí el examen?»"""
    new = conjugated("ser", r.tense, r.person)
    head, after = _head(s, i), s.at(i + 1)
    dated = (after == "en" and s.at(i + 2) in _MONTHS) or (after in ("el", "los") and s.at(i + 2) in _DAYS)
    dated = (
        dated
        or (after == "mañana" and s.at(i + 2) in STOPS | {"", "en", "a", "por"})
        or (after == "del" and s.at(i + 2).isdigit())
    )
    behind = phrase(s, i + 1)
    if head in HAPPENS and dated:
        yield Finding(i, i + 1, new, "ser-event", 0.87, head)
    elif s.text(i - 3, i) == "a qué hora" and behind and singular(s.at(behind.head)) in HAPPENS:
        yield Finding(i, i + 1, new, "ser-event", 0.87, singular(s.at(behind.head)))


def _took_place(s: Sentence, i: int) -> Iterator[Finding]:
    """«La despedida estuvo en un bar»: where something took place is told with ser."""
    head = _head(s, i)
    place = s.at(i + 1) in ("en", "cerca") and is_finite(s, i) and s.at(i + 2) not in _ROOMS
    if head in _TAKES_PLACE and place:
        yield Finding(i, i + 1, "fue" if s.at(i) == "estuvo" else "fueron", "ser-event", 0.87, head)
