"""What agrees beyond the next word: «todos los días», «alta y simpática», «el próximo examen», «muchos deportes»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.subjects import Subject, subjects
from tutor.corrections.syntax import DEGREES, adjectival, finite, infinitive, is_adjective, noun, share
from tutor.language.es.inflect import gender_number, inflected, singular, takes_el
from tutor.language.es.lexicon import analyses
from tutor.language.es.wordlist import words

_ROWS = (
    ("el", "la", "los", "las"), ("un", "una", "unos", "unas"), ("este", "esta", "estos", "estas"), ("ese", "esa", "esos", "esas"),
    ("del", "de la", "de los", "de las"), ("al", "a la", "a los", "a las"), ("nuestro", "nuestra", "nuestros", "nuestras"),
)  # fmt: skip
_DETERMINERS = {form: row for row in _ROWS for form in row if " " not in form}
_INDEX = {("m", "s"): 0, ("f", "s"): 1, ("m", "p"): 2, ("f", "p"): 3}
_ALL = {"todos": "todas", "todas": "todos"}
_COPULAS = words("ser estar parecer")
_MORE = words("también bastante realmente no siempre")
_SHORT = {"buen": "buena", "mal": "mala", "primer": "primera", "tercer": "tercera"}
_FULL = {
    "buena": "buen",
    "mala": "mal",
    "primera": "primer",
    "tercera": "tercer",
    "primero": "primer",
    "tercero": "tercer",
}
_MANY = {"mucho": ("muchos", "muchas"), "mucha": ("muchos", "muchas"), "tanto": ("tantos", "tantas"), "tanta": ("tantos", "tantas"),
         "demasiado": ("demasiados", "demasiadas"), "poco": ("pocos", "pocas")}  # fmt: skip
_PLEASING = words("gustar encantar interesar doler")
# Their gender depends on who or what is meant.
_EITHER = words(
    "mar calor arte radio capital orden frente cura guía policía modelo testigo cliente estudiante artista turista mañana tarde final parte margen pendiente "
    "cometa corte joven internet maratón pijama sartén video vídeo covid azúcar editorial resto lado persona miembro canciller líder ídolo soldado piloto médico juez chef portavoz atleta jefe cantante testigo bebé"
)


def agreement_chains(s: Sentence) -> Iterator[Finding]:
    """Todas los días → todos; es alta y simpático → simpática; la próxima examen → el próximo; juego mucho deportes → muchos."""
    for i, word in enumerate(s.words):
        if word in _ALL and s.at(i + 1) in ("los", "las"):
            yield from _all(s, i)
        elif word in _DETERMINERS:
            yield from _between(s, i)
        elif word in _MANY:
            yield from _many(s, i)
    for subject in subjects(s):
        yield from _both_said(s, subject)


def _gender(s: Sentence, i: int) -> tuple[str, str] | None:
    """Gender and number of a noun that has but one gender."""
    if s.at(i) in _EITHER or s.is_name(i) or share(s.at(i), "noun") < 0.6 or adjectival(s.at(i)) > 0.2:
        return None
    tag = gender_number(s.at(i))
    return tag if tag and tag[0] in "mf" and tag[1] in "sp" else None


def _all(s: Sentence, i: int) -> Iterator[Finding]:
    tag = _gender(s, i + 2)
    if tag and tag[1] == "p" and (s.at(i) == "todos") != (tag[0] == "m"):
        yield Finding(i, i + 1, _ALL[s.at(i)], "determiner-noun", 0.88)


def _between(s: Sentence, i: int) -> Iterator[Finding]:
    """Determiner, adjective, noun: the noun says which gender both have."""
    adjective, tag = s.at(i + 1), _gender(s, i + 2)
    if adjective in _SHORT and s.at(i) in ("la", "una", "esta", "esa", "nuestra") and noun(s, i + 2) == ("f", "s"):
        yield Finding(i + 1, i + 2, _SHORT[adjective], "noun-adjective", 0.87, s.at(i + 2))
        return
    short = _SHORT.get(adjective, "")
    if tag is None or not (
        short or adjective in _FULL or (adjectival(adjective) > 0.5 and share(adjective, "noun", "adverb") < 0.4)
    ):
        return
    if singular(adjective) in PERSONS:
        return  # «las chicas altos»: the noun stands first
    if s.is_name(i + 1) or (is_adjective(s, i + 3) and noun(s, i + 3)):
        return
    if adjective in _FULL and tag == ("m", "s"):
        yield Finding(
            i + 1,
            i + 2,
            _FULL[adjective],
            "apocope" if adjective.endswith("o") else "noun-adjective",
            0.86,
            s.at(i + 2),
        )
    row = _DETERMINERS[s.at(i)]
    has = next((key for key, n in _INDEX.items() if row[n] == s.at(i)), None)
    if has is None or has[1] != tag[1] or (takes_el(s.at(i + 2)) and not short):
        return
    right = inflected(adjective, *tag) if not short else short if tag == ("f", "s") else adjective  # type: ignore[arg-type]
    own = next((a.features.gender for a in analyses(adjective) if a.part == "adjective"), "")
    if not right:
        return
    if (
        right != adjective
        and adjective not in _FULL
        and own in ("m", "f", "")
        and adjective not in ("gran", "mejor", "peor")
    ):
        yield Finding(i + 1, i + 2, right, "noun-adjective", 0.85, s.at(i + 2))
    if has[0] != tag[0] and (right != adjective or own == "c"):
        yield Finding(i, i + 1, row[_INDEX[tag]], "determiner-noun", 0.86)


def _many(s: Sentence, i: int) -> Iterator[Finding]:
    """«Jugamos mucho deportes», «con mucho amigos»: before a bare plural it is no adverb."""
    tag = _gender(s, i + 1)
    here = s.reading(i + 1)
    if (
        tag is None
        or tag[1] != "p"
        or here is None
        or here.part != "noun"
        or s.at(i - 1) in ("un", "muy", "lo")
        or s.text(i - 2, i + 1) == "poco a poco"
        or (s.at(i).startswith("tant") and s.at(i + 2) == "como" and noun(s, i + 3))  # «tanto niños como niñas»
    ):
        return
    verb = {r.verb for r in finite(s, i - 1)}
    led = (
        (verb and not verb & _PLEASING)
        or infinitive(s, i - 1)
        or s.at(i - 1) in ("con", "de", "hay", "por", "en", "a", "y")
    )
    if led:
        yield Finding(i, i + 1, _MANY[s.at(i)][tag[0] == "f"], "determiner-noun", 0.85)


def _both_said(s: Sentence, subject: Subject) -> Iterator[Finding]:
    """«Ella es alta y delgado», «mi madre es estricta, pero un poco ruidoso»: all that is said of the subject agrees with it."""
    gender = subject.gender or subject.phrase.gender
    if not gender or not {r.verb for r in finite(s, subject.verb)} & _COPULAS:
        return
    number = "p" if subject.person.endswith("p") else "s"
    at = _described(s, subject.verb + 1)
    while at and s.at(at + 1) in ("y", "e", ",", "pero", "ni"):
        step = at + 2 + (s.at(at + 1) == "," and s.at(at + 2) in ("y", "e", "pero", "o"))
        at = _described(s, step)
        if not at or noun(s, at + 1) or s.at(at + 1) == "que":
            return
        right = inflected(s.at(at), gender, number)  # type: ignore[arg-type]
        if right and right != s.at(at) and not _agrees(s.at(at), gender, number):
            said = s.text(subject.phrase.start, subject.phrase.head + 1)
            yield Finding(at, at + 1, right, "predicate-adjective", 0.84, said)


_LOW = words("bajo baja alto alta serio seria")


def _described(s: Sentence, i: int) -> int:
    """The place of the adjective that stands here, behind a degree; 0 where none does."""
    at = i
    while (
        s.at(at) in DEGREES
        or s.at(at) in _MORE
        or s.text(at - 1, at + 1) == "un poco"
        or (s.at(at) == "un" and s.at(at + 1) == "poco")
    ):
        at += 1
    word = s.at(at)
    plain = not s.is_name(at) and s.at(at - 1) != "un" and share(word, "adverb", "preposition", "verb") < 0.4
    if word in _LOW and i and not noun(s, at + 1):
        return at
    return (
        at
        if plain
        and share(word, "noun") < 0.5
        and adjectival(word) > 0.3
        and adjectival(word) >= share(word, "noun") * 0.6
        else 0
    )


def _agrees(word: str, gender: str, number: str) -> bool:
    return any(
        a.features.gender in (gender, "c") and a.features.number in (number, "n")
        for a in analyses(word)
        if a.part == "adjective" or a.features.mood == "participle"
    )
