"""Mistakes put into right sentences, of the kinds that learners make: what an answer in other words is never taken for right with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import TENSES, analyse, conjugate

_PIECE = re.compile(r"[^\W\d_]+|[\W\d_]+")
# Pairs that are taken for each other, either way; "-" for nothing.
_TAKEN = """
por/para a/en de/a en/de es/está son/están era/estaba eran/estaban fue/estuvo fue/era soy/estoy eres/estás ser/estar hay/está hay/es
lo/le la/le los/les las/les el/la un/una los/las unos/unas me/mi te/tu se/le te/se me/se nos/se su/tu mi/su su/sus mi/mis que/de*que
que/qué que/- se/- a/- de/- el/- la/- los/- un/- una/- en/- no/- con/- por/- pero/sino muy/mucho tan/tanto y/pero si/cuando con/de
con/sin del/de al/a también/tampoco nada/algo nadie/alguien nunca/siempre más/menos ya/todavía sabe/conoce sé/conozco sabía/conocía
este/esta ese/esa buen/bueno gran/grande mí/yo ti/tú quien/que como/que sin/con hasta/desde todo/toda todos/todo mucha/mucho
muchos/mucho más/muy ha/es he/tengo ha/tiene cuando/como donde/que cual/que porque/por donde/adonde aunque/porque lleva/trae
pide/pregunta pedir/preguntar hacer/hace vamos/vayamos había/era había/estaba tiene/es tengo/estoy tiene/está antes/después
"""
_NOUNS = (
    "gato", "camisa", "lluvia", "mesa", "coche", "semana", "ventana", "perro", "médico", "libro", "hermana", "playa", "trabajo", "música", "comida", "tren", "árbol", "puerta",
)  # fmt: skip
_ADJECTIVES = (
    "azul", "rápida", "barato", "alto", "enferma", "triste", "nuevo", "roja", "feo", "larga", "difícil", "simpáticos",
)  # fmt: skip
_VERBS = (
    "comer", "vender", "dormir", "comprar", "perder", "buscar", "cantar", "abrir", "ver", "leer",
)  # fmt: skip
_SMALL = (
    "a", "de", "en", "por", "con", "que", "se", "lo", "la", "el", "le", "un", "una", "para", "no", "su", "y", "me", "te", "los",
)  # fmt: skip
_NO_VERBS = frozenset(
    ["la", "los", "las", "una", "como", "para", "sobre", "entre", "nada", "bajo", "este", "esta", "sin", "no"]
)
_DRAWS = 12


def _taken() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pair in _TAKEN.split():
        one, other = (side.replace("*", " ").replace("-", "") for side in pair.split("/"))
        found.setdefault(one, []).append(other)
        if other:
            found.setdefault(other, []).append(one)
    return found


_MISTAKEN_FOR = _taken()


def mistaken(text: str, random: Random) -> tuple[str, str] | None:
    """The sentence with a mistake, and the kind of it; None where none was found in some draws."""
    pieces = _PIECE.findall(text)
    places = [n for n, piece in enumerate(pieces) if piece[0].isalpha()]
    for _ in range(_DRAWS):
        kind = random.choice(_KINDS)
        at = random.choice(places)
        new = [*pieces]
        if kind is _swapped:
            other = random.choice(places)
            new[at], new[other] = new[other], new[at]
        else:
            put = kind(pieces[at].lower(), random)
            if put is None:
                continue
            new[at] = put.capitalize() if pieces[at][0].isupper() else put
        made = re.sub(r"\s+", " ", "".join(new)).strip()
        if made != text:
            return made[:1].upper() + made[1:], kind.__name__.strip("_")
    return None


def _small(word: str, random: Random) -> str | None:
    return random.choice(_MISTAKEN_FOR[word]) if word in _MISTAKEN_FOR else None


def _inserted_small(word: str, random: Random) -> str:
    return f"{random.choice(_SMALL)} {word}"


def _finite(word: str) -> Iterator[tuple[str, str, str]]:
    if word not in _NO_VERBS:
        yield from ((r.verb, r.tense, r.person) for r in analyse(word) if r.person and r.tense in TENSES)


def _other_tense(word: str, random: Random) -> str | None:
    readings = list(_finite(word))
    if not readings:
        return None
    verb, _, person = random.choice(readings)
    tense = random.choice(TENSES[:7])
    new = verb if random.random() < 0.15 else conjugate(verb, tense, person)  # type: ignore[arg-type]
    return new if new and new != word else None


def _other_person(word: str, random: Random) -> str | None:
    readings = list(_finite(word))
    if not readings:
        return None
    verb, tense, _ = random.choice(readings)
    new = conjugate(verb, tense, random.choice(("1s", "2s", "3s", "1p", "3p")))  # type: ignore[arg-type]
    return new if new and new != word else None


def _other_verb(word: str, random: Random) -> str | None:
    reading = next(_finite(word), None)
    return (conjugate(random.choice(_VERBS), reading[1], reading[2]) or None) if reading else None  # type: ignore[arg-type]


def _gerund(word: str, random: Random) -> str | None:
    if not any(r.tense == "infinitive" for r in analyse(word)) or len(word) < 4:
        return None
    return conjugate(word, "gerund", "") or None if random.random() < 0.5 else conjugate(word, "present", "3s") or None  # type: ignore[arg-type]


def _disagreeing(word: str, random: Random) -> str | None:
    if len(word) < 4 or not any(a.part in ("adjective", "noun", "determiner") for a in analyses(word)):
        return None
    other = {"o": "a", "a": "o"}.get(word[-1])
    if other and random.random() < 0.6:
        return word[:-1] + other
    return word[:-1] if word.endswith("s") else word + ("s" if word[-1] in "aeo" else "es")


def _is_noun(word: str) -> bool:
    return len(word) > 3 and any(a.part == "noun" for a in analyses(word))


def _other_noun(word: str, random: Random) -> str | None:
    return random.choice(_NOUNS) if _is_noun(word) else None


def _described(word: str, random: Random) -> str | None:
    return f"{word} {random.choice(_ADJECTIVES)}" if _is_noun(word) else None


def _dropped(word: str, random: Random) -> str | None:
    return ""


def _swapped(word: str, random: Random) -> str | None:
    return None  # two words change places: made where both are seen


_Kind = Callable[[str, Random], str | None]
_KINDS: tuple[_Kind, ...] = (
    *(_small,) * 5, *(_other_tense,) * 4, *(_other_person,) * 2, *(_disagreeing,) * 3, _inserted_small, _gerund, _other_verb, _other_noun,
    _described, _dropped, _swapped,
)  # fmt: skip
