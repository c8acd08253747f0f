"""Lo, la, los, las for what the same sentence named: persons («mi madre está enferma y la llevo al médico»), and what was left out
(«el coche estaba sucio, así que lo lavé», «me gusta, pero no voy a comprarlo», «le pedí la sal y me la pasó»)."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import is_somebody
from tutor.corrections.grammar.recalled import PREPOSITIONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    IT,
    STOPS,
    WHEN,
    Phrase,
    finite,
    infinitive,
    is_finite,
    noun,
    phrase,
)
from tutor.language.es.inflect import gender_number
from tutor.language.es.wordlist import words

_SEEN = words(
    "ver conocer visitar querer buscar encontrar llevar invitar abrazar saludar acompañar recoger cuidar admirar besar"
)
# Without an object they say nothing, or something else.
_NEEDS = words(
    "lavar vender encontrar tirar arreglar devolver guardar reparar traer coger usar necesitar comprar alquilar"
)
_EATEN = words("comer beber leer abrir cerrar probar")
_GIVEN = words("pasar dar prestar devolver traer enviar mandar")
_ASKED = words("pedir necesitar querer buscar comprar encontrar")
_DEFINITE = words("el la los las mi mis tu tus su sus este esta estos estas ese esa esos esas nuestro nuestra un una")
_RULING = words("ir poder querer saber deber")


def brought_back(s: Sentence) -> Iterator[Finding]:
    """Mi madre está enferma y lo llevo → la llevo; el coche estaba sucio y lavé → lo lavé; no voy a comprar → comprarlo; me pasó → me la pasó."""
    for i in range(2, len(s)):
        if s.at(i) in IT.values() or s.at(i) in ("le", "les"):
            yield from _person(s, i)
        if start := _joint(s, i):
            yield from _left_out(s, i, start)


def _joint(s: Sentence, i: int) -> int:
    """Where the second clause begins whose joint stands here; 0 where none does."""
    if s.at(i) in ("y", "pero"):
        return i + 1
    return i + 2 if s.text(i, i + 2) in ("así que", "por eso") else 0


def _people(s: Sentence, end: int) -> list[Phrase]:
    """The persons named before a place."""
    found: list[Phrase] = []
    n = 0
    while n < end:
        one = phrase(s, n)
        if one and one.end <= end and is_somebody(s, one):
            found.append(one)
        n = one.end if one else n + 1
    return found


def _person(s: Sentence, i: int) -> Iterator[Finding]:
    """«Vi a tus primas, pero no los saludé»: by the only person named."""
    told = {r.verb for r in finite(s, i + 1)}
    if not told or not told <= _SEEN or s.at(i - 1) in CLITICS or noun(s, i + 1):
        return
    joint = i - 1
    while s.at(joint) in ("no", "ya", "siempre", "también", "yo"):
        joint -= 1
    if s.at(joint) not in ("y", "pero", ",", ";", "eso", "que") or (s.at(joint) == "que" and s.at(joint - 1) != "así"):
        return
    after = s.at(i + 2)
    if ("llevar" in told and after not in ("a", "al")) or (
        "ver" in told and after in STOPS | {"todo", "venir", "claro"}
    ):
        return  # «lo lleva bien», «lo vi todo»
    who = _people(s, i)
    if len(who) != 1 or {"padre", "padres"} & {s.at(who[0].head)}:
        return
    tag = (who[0].gender, who[0].number)
    if tag not in IT or IT[tag] == s.at(i) or who[0].number != ("p" if s.at(i).endswith("s") else "s"):
        return
    if s.at(i) in ("le", "les") and tag[0] == "m":
        return  # «le vi» is said of men
    if s.at(i) not in ("le", "les") and any(
        IT.get(noun(s, n) or ("", "")) == s.at(i) for n in range(i) if n != who[0].head
    ):
        return  # it may stand for a thing
    yield Finding(i, i + 1, IT[tag], "pronoun-recalls", 0.87, s.text(who[0].start, who[0].end))


def _one_thing(s: Sentence, end: int) -> Phrase | None:
    """The only thing named before a place; None where there are others, or persons behind it."""
    found: list[Phrase] = []
    n = 0
    while n < end:
        one = phrase(s, n)
        here = one is not None and one.end <= end
        if one and here and s.at(n - 1) not in PREPOSITIONS and s.at(one.head) not in WHEN and s.at(n) in _DEFINITE:
            found.append(one)
        n = one.end if one and here else n + 1
    if len(found) != 1 or is_somebody(s, found[0]):
        return None
    tag = (found[0].gender, found[0].number)
    return found[0] if tag in IT and gender_number(s.at(found[0].head)) == tag else None


def _left_out(s: Sentence, i: int, start: int) -> Iterator[Finding]:
    end = i - 1 if s.at(i - 1) == "," else i
    at = start
    while s.at(at) in ("no", "ya", "él", "ella", "yo", "luego", "después", "también", "al", "final", "todavía") or s.at(at) in (
        "me", "te", "le", "nos", "les",
    ):  # fmt: skip
        at += 1
    told, to = finite(s, at), s.at(at - 1) if s.at(at - 1) in CLITICS else ""
    if not told or (noun(s, at) and s.at(at - 1) not in ("no", "que", "ya")):
        return
    done = {r.verb for r in told}
    first = [r.verb for n in range(end) if is_finite(s, n) for r in finite(s, n)]
    thing = _one_thing(s, end)
    if thing is None or not first or any(s.at(n) in ("que", "si", "cuando") for n in range(end)):
        return
    if thing.start == 0 and all(r.person[0] == "3" for r in told) and not to:
        return  # the thing itself may do it
    it, trigger = IT[thing.gender, thing.number], s.at(at)
    closes = s.at(at + 1) in STOPS - {","} | {""}
    if to and closes and done & _GIVEN and set(first) & _ASKED:
        new = f"se {it}" if to in ("le", "les") else f"{to} {it}"
        yield Finding(at - 1, at, new, "pronoun-object", 0.87, trigger)
    elif not to and closes and done <= _NEEDS and not (set(first) & {"ir", "entrar", "salir"}):
        yield Finding(at, at, it, "pronoun-object", 0.86, trigger)
    elif not to and done & _RULING:
        what = at + 1 + (s.at(at + 1) == "a")
        verb = infinitive(s, what)
        if verb == s.at(what) and verb in _NEEDS | _EATEN and s.at(what + 1) in STOPS - {","} | {""}:
            bought = set(first) & (_ASKED | words("gustar encantar tener ver traer hacer preparar perder"))
            never = verb in _NEEDS and s.at(i) == "pero" and "no" in s.words[i:at]
            if bought or never:
                yield Finding(what, what + 1, verb + it, "pronoun-object", 0.85, verb)
