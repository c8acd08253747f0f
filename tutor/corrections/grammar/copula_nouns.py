"""Ser by what is said of the subject: what it is («es un museo», «son los hijos de Ana»), how large, what colour, of whom it is famous."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.grammar.states import PROFESSIONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    DEGREES,
    PRONOUNS,
    STOPS,
    WHEN,
    conjugated,
    is_adjective,
    is_finite,
    is_person_name,
    phrase,
)
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_SKIPPED = words("no ya también todavía aún siempre casi realmente")
# What an amount is told with: «está un poco cansado», «estuvo una semana».
_AMOUNTS = WHEN | words("poco poquito rato montón tanto pelín metro kilómetro kilo grado euro piso paso lado par")
_BUILT = words(
    "casa piso apartamento ciudad país barrio pueblo universidad escuela habitación dormitorio cocina edificio oficina hotel restaurante isla "
    "continente parque jardín baño salón colegio instituto museo"
)
_SIZES = words("grande pequeño enorme antiguo moderno famoso pequeñito gigante inmenso")
_TAUGHT = words(
    "clase examen tarea curso español inglés francés alemán matemáticas idioma lengua gramática asignatura ejercicio"
)
_HARD = words("fácil difícil interesante importante útil obligatorio")
_MADE = words(
    "coche casa puerta camisa camiseta vestido falda pantalón zapato bolígrafo bandera libro mochila pared mesa silla abrigo bolso maleta autobús bicicleta "
    "moto sofá cuaderno lápiz sombrero chaqueta jersey pelota gorra corbata paraguas ventana techo"
)
_COLOURS = words("blanco negro rojo azul verde amarillo gris marrón rosa naranja morado violeta beige")
_CHANGES = words("hoy ahora ya más tan todavía aún menos esta")


def copula_nouns(s: Sentence) -> Iterator[Finding]:
    """El Prado está un museo → es; mi casa está grande → es; mi coche está azul → es; quiere estar médico → ser."""
    for i in range(len(s)):
        if s.at(i) == "estar":
            yield from _to_be(s, i)
            continue
        if s.at(i) == "hacer":
            yield from _not_do(s, i)
            continue
        if not is_finite(s, i) or s.is_name(i):
            continue
        told = [r for r in analyse(s.at(i)) if r.person and r.person != "vos" and r.tense != "imperative"]
        if told and told[0].verb == "estar":
            reading = next((r for r in told if r.person == PRONOUNS.get(s.at(i - 1))), told[0])
            yield from _stay(s, i, reading)


def _subject(s: Sentence, i: int) -> str:
    """The head of the phrase before the verb, its own name, or a pronoun; "" where a place or nothing stands there."""
    at = i - 1
    while s.at(at) in _SKIPPED:
        at -= 1
    if at < 0 or (
        at and s.at(at - 1) in ("en", "a", "con", "de", "por", "para", "sobre", "entre", "desde", "hasta", "sin")
    ):
        if not (at >= 2 and s.at(at - 1) in ("de", "del")):
            return ""
    if s.at(at) in PRONOUNS or is_person_name(s, at) or (s.is_name(at) and not s.is_name(at + 1)):
        return s.at(at)
    for start in range(max(0, at - 5), at + 1):
        found = phrase(s, start)
        led = s.at(start - 1) in (
            "en",
            "a",
            "con",
            "por",
            "para",
            "sobre",
            "entre",
            "desde",
            "hasta",
            "sin",
            "de",
            "del",
            "al",
        )
        if found is None or led or s.at(found.head) in WHEN:
            continue
        if found.end == at + 1 or (
            s.at(found.end) in ("de", "del") and not any(is_finite(s, n) for n in range(found.end, at))
        ):
            return singular(s.at(found.head))
    return ""


def _said(s: Sentence, i: int) -> int:
    at = i + 1
    while s.at(at) in DEGREES or s.at(at).endswith("mente") or s.at(at) in ("siempre", "ya"):
        at += 1
    return at


def _base(word: str) -> str:
    one = word.removesuffix("s")
    made = one[:-1] + "o" if one.endswith("a") else one
    known = _SIZES | _HARD | _COLOURS
    if word in known or one in known:
        return word if word in known else one
    lemma = next((a.lemma for a in analyses(word) if a.part == "adjective"), made)
    return made if made in known else lemma


def _ends(s: Sentence, i: int) -> bool:
    return s.at(i) in STOPS or s.at(i) in ("", "y", "pero", "porque", "aunque", "para")


def _stay(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    new = conjugated("ser", "imperfect" if r.tense == "preterite" and r.person[0] != "3" else r.tense, r.person)
    at = _said(s, i)
    base, head = _base(s.at(at)), _subject(s, i)
    if not new:
        return
    if r.tense in ("present", "imperfect") and _names(s, i, r, head):
        yield Finding(i, i + 1, new, "ser", 0.87, s.text(i + 1, i + 3))
        return
    if r.tense not in ("present", "imperfect") or not _ends(s, at + 1) or _CHANGES & set(s.words):
        return
    if (head in _BUILT and base in _SIZES) or (head in _TAUGHT and base in _HARD):
        yield Finding(i, i + 1, new, "ser-trait", 0.84, s.at(at))
    elif head in _MADE and base in _COLOURS and at == i + 1:
        yield Finding(i, i + 1, new, "ser-trait", 0.85, s.at(at))


def _names(s: Sentence, i: int, r: VerbReading, head: str) -> bool:
    """Whether behind the verb it is told what the subject is: «Él está un adulto», «vosotros estáis los hijos de Fernando»."""
    found = phrase(s, i + 1)
    if not found or s.at(i + 1) in PRONOUNS or is_person_name(s, i + 1) or singular(s.at(found.head)) in _AMOUNTS:
        return False
    if not head and r.person[0] == "3":
        return False
    if s.at(i + 1) in ("un", "una", "unos", "unas"):
        return bool(head) or r.person != "3s"
    own = s.at(i + 1) in ("el", "la", "los", "las") and head and s.at(found.end) in ("de", "del", ",", ".", "?", "que")
    person = head in PRONOUNS or head in PERSONS or (i > 0 and s.is_name(i - 1))
    return bool(own and person and (singular(s.at(found.head)) in PERSONS or found.end > found.head + 1))


def _to_be(s: Sentence, i: int) -> Iterator[Finding]:
    """«Quiere estar famosa», «necesito estar la persona que», «van a estar amigos»."""
    found = phrase(s, i + 1)
    at = _said(s, i)
    base = _base(s.at(at))
    what = found and s.at(i + 1) not in PRONOUNS and singular(s.at(found.head)) not in _AMOUNTS
    one = what and s.at(i + 1) in ("un", "una") and (singular(s.at(found.head)) in PERSONS if found else False)
    wants = any(
        r.verb in ("querer", "poder", "deber", "necesitar", "ir") and r.person
        for n in (i - 1, i - 2)
        for r in analyse(s.at(n))
    )
    if wants and (one or (base in ("famoso", "rico", "inteligente", "educado") and _ends(s, at + 1))):
        yield Finding(i, i + 1, "ser", "ser", 0.85, s.text(i + 1, i + 3))
    elif wants and (s.at(i + 1) in PROFESSIONS or s.at(i + 1) in _KIN) and _ends(s, i + 2):
        yield Finding(i, i + 1, "ser", "ser-profession", 0.86, s.at(i + 1))


def _not_do(s: Sentence, i: int) -> Iterator[Finding]:
    """«Quiero hacer médica», «voy a hacer tía», «va a hacer muy especial»: what somebody becomes, they are."""
    wants = any(
        r.verb in ("querer", "poder", "ir", "deber") and r.person for n in (i - 1, i - 2) for r in analyse(s.at(n))
    )
    loose = {s.at(i - 2), s.at(i - 3)} & CLITICS or s.at(i - 1) in CLITICS
    one = s.at(i + 1) in ("un", "una") and s.at(i + 2) in PROFESSIONS
    bare = s.at(i + 1) in PROFESSIONS | {"tía", "tío", "madre", "padre", "mamá", "papá"} and _ends(s, i + 2)
    special = s.at(i + 1) == "muy" and is_adjective(s, i + 2) and _ends(s, i + 3)
    if wants and not loose and (one or bare or special):
        yield Finding(i, i + 1, "ser", "ser", 0.86, s.text(i + 1, i + 3))


_KIN = words("amigos amigas novios hermanos compañeros pareja madre padre")
