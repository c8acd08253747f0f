"""Lo, la, los and las agree with what they recall: «compré una camisa y la llevé», «la película es buena, la vi ayer»; «le dejé en la mesa»
is for persons."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import is_somebody
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, IT, STOPS, WHEN, Phrase, finite, is_finite, noun, phrase
from tutor.language.es.inflect import gender_number
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

# Done with things one can hold or see; «lo sé», «lo creo» are about what was said.
HANDLED = words(
    "ver comprar leer comer beber vender usar dejar guardar llevar romper perder encontrar tirar lavar limpiar cocinar preparar abrir cerrar regalar escuchar "
    "devolver mandar enviar traer prestar cortar pintar arreglar cambiar alquilar visitar probar recibir llenar pagar buscar recoger olvidar necesitar tomar"
)
# … and given to somebody: «le regalé» may be right.
HANDED_OVER = words("comprar regalar devolver mandar enviar traer prestar")
_JOINTS = words("y pero porque , ;")
_TO_ITS_PLACE = words("poner dejar guardar comprar vender romper tirar perder leer beber lavar abrir cerrar")


def recalled(s: Sentence) -> Iterator[Finding]:
    """Compré una camisa y lo llevé → la llevé; la cuenta lo pago yo → la pago; compré el pan y le dejé en la mesa → lo dejé."""
    for i, word in enumerate(s.words):
        if word in ("lo", "la", "los", "las"):
            yield from _agreeing(s, i)
        elif word in ("le", "les"):
            yield from _of_a_thing(s, i)


def asked_back(before: Sentence | None, s: Sentence) -> Iterator[Finding]:
    """«¿Las llaves? Los dejé en la mesa» → las dejé: by the question before."""
    if before is None or before.at(0) != "¿" or before.at(len(before) - 1) != "?":
        return
    thing = phrase(before, 1)
    if not thing or thing.end != len(before) - 1 or before.at(1) in _PRONOUNS:
        return
    i = 0
    while s.at(i) in ("no", "ya", "siempre", "me", "te", "se", "nos", "sí", ",", "ayer", "yo", "hoy"):
        i += 1
    tag = (thing.gender, thing.number)
    told = finite(s, i + 1)
    if (
        s.at(i) in IT.values()
        and tag in IT
        and IT[tag] != s.at(i)
        and told
        and (not noun(s, i + 1) or s.at(i - 1) in ("no", "ya"))
    ):
        if gender_number(before.at(thing.head)) == tag and not {r.verb for r in told} & {
            "saber",
            "creer",
            "sentir",
            "decir",
        }:
            yield Finding(i, i + 1, IT[tag], "pronoun-recalls", 0.88, before.text(thing.start, thing.end))


def _things(s: Sentence, end: int) -> list[Phrase]:
    """The noun phrases before a place; empty where any noun stands outside of them, or a person among them."""
    found: list[Phrase] = []
    n = 0
    while n < end:
        one = phrase(s, n)
        if one and one.end <= end:
            if is_somebody(s, one) or s.at(n) in _PRONOUNS:
                return []
            if s.at(one.head) not in WHEN and s.at(n - 1) not in PREPOSITIONS:
                found.append(one)
            elif s.at(one.head) not in WHEN and one.number == "s" and one.gender == "":
                return []
            n = one.end
            continue
        if s.is_name(n):
            return []
        n += 1
    return found


_BE = words("ser estar costar parecer tener quedar gustar encantar")
PREPOSITIONS = words("en de del para con por a al sin desde hasta contra hacia sobre entre según ante tras")
_PRONOUNS = words("yo tú él ella usted nosotros nosotras ellos ellas ustedes")


def _agreeing(s: Sentence, i: int) -> Iterator[Finding]:
    told = finite(s, i + 1)
    if s.at(i - 1) == "se" and s.at(i) == "las":
        return  # «se las arregló»
    if (
        not told
        or not {r.verb for r in told} <= HANDLED
        or noun(s, i + 1)
        or s.at(i - 1) in ("todo", "toda", "todos", "todas")
    ):
        return
    joint = i - 1
    while s.at(joint) in ("no", "ya", "siempre", "también", "me", "te", "se", "nos", "luego", "después", "ayer", "hoy"):
        joint -= 1
    things = _things(s, i)
    if len(things) != 1 or s.at(i + 2) in ("que", "mismo", "todo"):
        return
    thing = things[0]
    does = {r.verb for r in finite(s, thing.end)}
    if (does and not does & _BE) or s.at(thing.head) == "verdad":
        return  # «el sistema avisa y la mandan»: what it stands for was named before
    tag = (thing.gender, thing.number)
    if tag not in IT or IT[tag] == s.at(i) or gender_number(s.at(thing.head)) != tag:
        return
    moved = thing.start == 0 and thing.end == i  # «la cuenta lo pago yo»
    if not moved and s.at(joint) not in _JOINTS:
        return
    if not moved and any(s.at(n) in ("que", "cuando", "si") or s.at(n) in (".", "?") for n in range(thing.end, i)):
        return
    if any(IT.get(noun(s, n) or ("", "")) == s.at(i) for n in range(i) if n != thing.head):
        return  # it may stand for another noun
    behind = phrase(s, i + 2)
    if behind and IT.get((behind.gender, behind.number)) == s.at(i):
        return  # «la probamos la sopa»
    yield Finding(i, i + 1, IT[tag], "pronoun-recalls", 0.86, s.text(thing.start, thing.end))


def _of_a_thing(s: Sentence, i: int) -> Iterator[Finding]:
    """«Compré el pan y le dejé en la cocina»: a thing is lo or la."""
    told = {r.verb for r in finite(s, i + 1)}
    if not told or not told <= _TO_ITS_PLACE or s.at(i - 1) not in ("y", ","):
        return
    things = _things(s, i)
    where = s.at(i + 2) in ("en", "sobre", "debajo", "aquí", "allí", "encima") or s.at(i + 2) in STOPS | {""}
    if (
        len(things) == 1
        and where
        and any(is_finite(s, n) for n in range(i))
        and not set(s.words[:i]) & (CLITICS - {"se"})
    ):
        tag = (things[0].gender, things[0].number)
        if tag in IT and any(r.tense == "preterite" for r in analyse(s.at(i + 1))):
            yield Finding(i, i + 1, IT[tag], "pronoun-recalls", 0.86, s.text(things[0].start, things[0].end))
