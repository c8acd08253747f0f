"""What else is right: regional words and forms, and sentences that differ in nothing that matters."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from tutor.language.es.tokens import plain, words
from tutor.language.es.verbs import Reading, analyse, conjugate
from tutor.language.es.vocabulary import frequency

Likeness = Literal["same", "regional", "accent"]

# Each row names one thing, as it is called in different countries.
REGIONAL_WORDS = (
    "coche carro auto", "ordenador computadora computador", "móvil celular", "patata papa", "zumo jugo",
    "piso apartamento departamento", "autobús bus camión colectivo guagua micro", "conducir manejar",
    "gafas lentes anteojos", "nevera refrigerador heladera frigorífico", "billete boleto pasaje", "plátano banana",
    "camiseta remera playera", "metro subte", "piscina alberca pileta", "bolígrafo lapicera pluma", "acá aquí",
    "allá allí ahí", "chaqueta campera chamarra", "habitación cuarto dormitorio pieza recámara", "vale dale",
    "enfadado enojado", "enfadarse enojarse", "tomate jitomate", "suspendió reprobó", "bonita linda", "bonito lindo",
    "bonitas lindas", "bonitos lindos", "coches carros autos", "patatas papas", "maletas valijas", "maleta valija",
    "colegio escuela", "jersey suéter", "aparcar estacionar", "coger agarrar tomar",
)  # fmt: skip
_GROUP = {word: n for n, row in enumerate(REGIONAL_WORDS) for word in row.split()}
_SUBJECTS = frozenset(
    "yo tú vos él ella usted nosotros nosotras vosotros vosotras ellos ellas ustedes".split()  # noqa: SIM905
)
_AFTER_PREPOSITION = frozenset(
    "a de con en por para sin entre según hacia sobre contra que como y o ni e".split()  # noqa: SIM905
)
# (asked for, given): the person another region uses for the same people.
_PERSONS = {("2s", "vos"), ("vos", "2s"), ("2p", "3p"), ("3p", "2p")}


def like(expected: str, given: str, *, regions: bool, persons: bool) -> Likeness | None:
    """How two words or sentences agree; None when they differ in what matters.

    With `regions`, words and forms of other regions are taken; with `persons`, also ustedes for vosotros, and a
    subject pronoun more or less.
    """
    wanted, got = words(expected), words(given)
    # A subject without its accent (tu for tú) is still one, so the sentences are compared whole first.
    if likeness := _words_like(wanted, got, regions, persons):
        return likeness
    if not persons:
        return None
    return _words_like(_bare(wanted), _bare(got), regions, persons)


def _words_like(wanted: list[str], got: list[str], regions: bool, persons: bool) -> Likeness | None:
    if len(wanted) != len(got):
        return None
    found: set[Likeness] = set()
    for a, b in zip(wanted, got, strict=True):
        likeness = _word_like(a, b, regions, persons)
        if likeness is None:
            return None
        found.add(likeness)
    return "accent" if "accent" in found else "regional" if "regional" in found else "same"


def _word_like(a: str, b: str, regions: bool, persons: bool) -> Likeness | None:
    if a == b:
        return "same"
    if regions:
        if a in _GROUP and _GROUP[a] == _GROUP.get(b):
            return "regional"
        if _other_person(analyse(a), analyse(b), persons):
            return "regional"
    if plain(a) != plain(b):
        return None
    # An accent too many makes another word (habló for hablo); a missing one is only a slip.
    return None if b != plain(b) and (analyse(b) or b in frequency()) else "accent"


def _other_person(wanted: list[Reading], got: list[Reading], persons: bool) -> bool:
    for a in wanted:
        for b in got:
            if a.verb == b.verb and a.tense == b.tense and a.person:
                if a.person == b.person:  # hablara, hablase
                    return True
                if (a.person, b.person) in _PERSONS and (persons or "vos" in (a.person, b.person)):
                    return True
    return False


def _bare(tokens: list[str]) -> list[str]:
    """A sentence without what may be left out or said otherwise: its subjects, and the past of two words."""
    return _simple_past(_without_subjects(tokens))


def _without_subjects(tokens: list[str]) -> list[str]:
    return [t for before, t in pairwise(["", *tokens]) if t not in _SUBJECTS or before in _AFTER_PREPOSITION]


def _simple_past(tokens: list[str]) -> list[str]:
    """he comido → comí: one past in much of America."""
    result: list[str] = []
    for token in tokens:
        participles = [a.verb for a in analyse(token) if a.tense == "participle"]
        auxiliaries = [a for a in analyse(result[-1]) if a.verb == "haber" and a.tense == "present"] if result else []
        if participles and auxiliaries:
            result[-1] = conjugate(participles[0], "preterite", auxiliaries[0].person)  # type: ignore[arg-type]
        else:
            result.append(token)
    return result
