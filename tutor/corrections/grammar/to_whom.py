"""Le and les agree with whom «a» names: «les dije a mis padres», «a mis alumnos siempre les digo»; whom one misses has «a»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    PRONOUNS,
    STOPS,
    adjectival,
    conjugated,
    finite,
    is_finite,
    is_person_name,
    noun,
    phrase,
)
from tutor.language.es.inflect import inflected, singular
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

GIVEN = words(
    "decir dar contar explicar escribir mandar enviar regalar comprar pedir preguntar enseñar mostrar ofrecer prestar devolver llevar traer hacer prometer contestar responder leer "
    "recomendar aconsejar servir vender preparar quitar poner agradecer desear proponer comunicar"
)
_BETWEEN = words("siempre nunca ya no también todavía ayer hoy")
_THINGS = words("casa coche perro gato edificio ciudad calle habitación piso película libro canción")
_SHORT = words(
    "buen mal gran buena mala mejor peor mayor menor pequeña pequeño nueva nuevo larga largo importante importantes hermosa hermoso bella bello antigua antiguo"
)
_THE = {"el": ("m", "s"), "la": ("f", "s"), "los": ("m", "p"), "las": ("f", "p")}
_ARTICLE = {value: key for key, value in _THE.items()}


def to_whom(s: Sentence) -> Iterator[Finding]:
    """Le dije a mis padres → les; echo de menos mis amigos → a mis amigos; la más inteligente chica → la chica más inteligente."""
    for i, word in enumerate(s.words):
        if word == "le" and {r.verb for r in finite(s, i + 1)} & GIVEN:
            yield from _several(s, i)
        elif s.text(i, i + 2) == "de menos" and _misses(s, i):
            yield from _missed(s, i + 2)
        elif word in ("más", "muy") and s.at(i - 1) in ("el", "la", "los", "las", "un", "una"):
            yield from _order(s, i)
        elif word in _THE and s.at(i + 1) in ("de", "que") and i > 2:
            yield from _those(s, i)


def _many(s: Sentence, i: int) -> int:
    """Where the phrase of several persons ends that begins here; 0 where none does."""
    found = phrase(s, i)
    if found and found.number == "p" and s.at(i) not in PRONOUNS and singular(s.at(found.head)) in PERSONS:
        return found.end
    return found.end if found and s.at(i) in ("ellos", "ellas", "ustedes", "todos", "todas") else 0


def _several(s: Sentence, i: int) -> Iterator[Finding]:
    at = i - 1
    while s.at(at) in _BETWEEN:
        at -= 1
    before = next((n for n in range(max(0, at - 4), at + 1) if s.at(n) == "a" and _many(s, n + 1) == at + 1), None)
    if before is not None and (before == 0 or s.at(before - 1) in STOPS | {"y", "pero", "que", "porque"}):
        yield Finding(i, i + 1, "les", "les", 0.88, s.text(before + 1, at + 1))
        return
    for n in range(i + 2, min(i + 6, len(s))):
        if s.at(n) in STOPS or s.at(n) in ("que", "y"):
            return
        if s.at(n) == "a" and (end := _many(s, n + 1)):
            yield Finding(i, i + 1, "les", "les", 0.87, s.text(n + 1, end))
            yield from _not_to(s, i, end)
            return


def _not_to(s: Sentence, i: int, end: int) -> Iterator[Finding]:
    """«Les dije que no se preocupan» → preocuparan: what they were told to do."""
    if s.at(end) != "que" or s.at(end + 1) != "no" or s.at(end + 2) not in ("se", "os"):
        return
    told = [
        r
        for r in analyse(s.at(end + 3))
        if r.verb in ("preocupar", "enfadar", "enojar", "mover", "asustar") and r.tense == "present"
    ]
    said = [r for r in finite(s, i + 1) if r.tense == "preterite" and r.verb == "decir"]
    if told and said:
        new = conjugated(told[0].verb, "subjunctive-imperfect", told[0].person)
        yield Finding(end + 3, end + 4, new, "subjunctive", 0.86, f"{s.at(i + 1)} … que no")


def _misses(s: Sentence, i: int) -> bool:
    return any(r.verb == "echar" for n in range(max(0, i - 2), i) for r in finite(s, n))


def _missed(s: Sentence, i: int) -> Iterator[Finding]:
    found = phrase(s, i)
    who = is_person_name(s, i) or (
        found
        and s.at(i) in ("mi", "mis", "tu", "tus", "su", "sus", "nuestro", "nuestros")
        and singular(s.at(found.head)) in PERSONS
    )
    if who:
        yield Finding(i, i, "a", "personal-a", 0.9, "echar de menos")


def _order(s: Sentence, i: int) -> Iterator[Finding]:
    """«La más inteligente chica de la clase», «una muy grande casa»."""
    adjective, head = s.at(i + 1), s.at(i + 2)
    tag = noun(s, i + 2)
    if (
        not tag
        or adjective in _SHORT
        or adjectival(adjective) < 0.5
        or (singular(head) not in PERSONS and head not in _THINGS)
    ):
        return
    if tag[0] not in "mf" or tag[1] not in "sp" or is_finite(s, i + 2):
        return
    new = inflected(adjective, *tag)  # type: ignore[arg-type]
    if new:
        yield Finding(i, i + 3, f"{head} {s.at(i)} {new}", "degree-behind", 0.87, head)


def _those(s: Sentence, i: int) -> Iterator[Finding]:
    """«Me gustan tus canciones, sobre todo los de amor» → las de amor."""
    joint = s.text(i - 3, i) in (", sobre todo",) or s.text(i - 2, i) in (", especialmente", ", pero")
    end = i - 3 if s.text(i - 3, i) == ", sobre todo" else i - 2
    if not joint:
        return
    found = next((p for n in range(max(0, end - 4), end) if (p := phrase(s, n)) and p.end == end), None)
    nouns = [n for n in range(end) if noun(s, n)]
    if found and nouns == [found.head] and found.gender in "mf" and found.gender and found.number == _THE[s.at(i)][1]:
        right = _ARTICLE[found.gender, found.number]
        if right != s.at(i):
            yield Finding(i, i + 1, right, "those-of", 0.86, s.at(found.head))
