"""What is said of somebody agrees with them though no «ser» stands between: «se siente cansada», «son simpáticos», «activa y honesta»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.subjects import subjects
from tutor.corrections.syntax import DEGREES, OPENING, STOPS, adjectival, finite, is_finite, noun, share
from tutor.language.es.inflect import inflected
from tutor.language.es.lexicon import analyses
from tutor.language.es.wordlist import words

# Behind «se» these tell in what state somebody is or comes to be.
_BECOME = words("sentir poner quedar volver encontrar mostrar notar ver")
# Of whom it is said where nobody is named; of others the sentence does not tell.
_WHO = {"1s": "yo", "2s": "tú", "1p": "nosotros", "2p": "vosotros", "3p": "ellos", "3s": ""}
_COPULAS = words("ser estar")
_ADVERBS = words("siempre ya también todavía casi nunca aún hoy ahora tan un poco realmente")
_OPENS = STOPS | OPENING | words("y pero porque que cuando si aunque no siempre también ya")
_ENDS = STOPS | words("y e pero porque con de por cuando hoy ahora que en para como")
_NO_PREDICATES = words(
    "estado sido solo claro seguro verdad medio mejor peor igual bien mal cierto debido todo uno mucho poco más menos primero último demás posible "
    "junto temprano bastante demasiado tarde dentro fuera español inglés francés alemán tal cual mismo parte gran capaz rojo azul verde negro blanco "
    "amarillo gris marrón rosa naranja violeta morado común verano invierno nada algo"
)


def described(s: Sentence) -> Iterator[Finding]:
    """Ella se siente cansado → cansada; están cansado → cansados; soy activa, amable y honesto → honesta."""
    yield from _become(s)
    for i in range(len(s)):
        told = finite(s, i)
        if {r.verb for r in told} & _COPULAS and not s.is_name(i):
            goes = any(r.verb == "ir" for r in told)  # «fuimos más rápido»
            if all(r.person in ("1p", "3p", "2p") for r in told) and not goes:
                yield from _many(s, i)
            yield from _row(s, i)


def _become(s: Sentence) -> Iterator[Finding]:
    """«Laura se puso nervioso»."""
    for subject in subjects(s):
        gender = subject.gender or subject.phrase.gender
        if s.at(subject.verb - 1) != "se" or not {r.verb for r in finite(s, subject.verb)} & _BECOME:
            continue
        at = _behind_degree(s, subject.verb + 1)
        number = "p" if subject.person.endswith("p") else "s"
        word = s.at(at)
        own = _gender(word)
        if own is not None and s.at(at + 1) == "y" and _agrees(word, gender, number):
            at = _behind_degree(s, at + 2)  # «se siente triste y solo»
            word = s.at(at)
            own = _gender(word)
        if own is None or not _plainly(s, at) or (s.at(at + 1) not in _ENDS and s.at(at + 1)):
            continue
        right = inflected(word, gender or own, number)  # type: ignore[arg-type]
        if right and right != word and not _agrees(word, gender, number):
            yield Finding(
                at,
                at + 1,
                right,
                "predicate-adjective",
                0.86,
                s.text(subject.phrase.start, subject.phrase.head + 1),
            )


def _many(s: Sentence, i: int) -> Iterator[Finding]:
    """«Están cansado», «somos muy amable», «ellos y yo estamos contento»: of many, whoever they are."""
    named = next((p for p in subjects(s) if p.verb == i), None)
    if named and (named.gender or named.phrase.gender or not named.person.endswith("p")):
        return  # other rules know the gender
    if (not named and not (i == 0 or s.at(i - 1) in _OPENS)) or s.text(i - 2, i) == "lo que":
        return
    at = _behind_degree(s, i + 1)
    while True:
        word = s.at(at)
        own = _gender(word)
        if own is None or not _plainly(s, at) or (s.at(at + 1) not in _ENDS and s.at(at + 1)):
            return
        if not _agrees(word, "", "p") and _agrees(word, "", "s"):
            if right := inflected(word, own or "m", "p"):  # type: ignore[arg-type]
                yield Finding(at, at + 1, right, "predicate-adjective", 0.84, _WHO[finite(s, i)[0].person])
        if s.at(at + 1) not in ("y", "e", ","):
            return
        at = _behind_degree(s, at + 2 + (s.at(at + 2) in ("y", "e")))


def _row(s: Sentence, i: int) -> Iterator[Finding]:
    """«Soy activa, estudiosa, honesto y amable»: the one that differs from two others of the row."""
    row, at = [], _behind_degree(s, i + 1)
    while _plainly(s, at) and _gender(s.at(at)) is not None and not noun(s, at + 1):
        row.append(at)
        if s.at(at + 1) not in (",", "y", "e"):
            break
        at = _behind_degree(s, at + 2 + (s.at(at + 1) == "," and s.at(at + 2) in ("y", "e")))
    told = {n: g for n in row if (g := _gender(s.at(n)))}
    for odd, gender in told.items():
        others = [g for n, g in told.items() if n != odd]
        if len(others) > 1 and len(set(others)) == 1 and others[0] != gender:
            number = "p" if _agrees(s.at(odd), "", "p") else "s"
            if right := inflected(s.at(odd), others[0], number):  # type: ignore[arg-type]
                yield Finding(odd, odd + 1, right, "predicate-adjective", 0.84, _WHO[finite(s, i)[0].person])


def _behind_degree(s: Sentence, i: int) -> int:
    while s.at(i) in DEGREES or s.at(i) in _ADVERBS or s.at(i).endswith("mente"):
        i += 1
    return i


def _gender(word: str) -> str | None:
    """The gender of an adjective's form, "" for one of both; None for what is no adjective."""
    found = {a.features.gender for a in analyses(word) if a.part == "adjective" or a.features.mood == "participle"} - {
        ""
    }
    if not found:
        return None
    return found.pop() if len(found) == 1 and not found & {"c"} else ""


def _plainly(s: Sentence, i: int) -> bool:
    """Whether an adjective stands here that is hardly anything else."""
    word = s.at(i)
    if s.is_name(i) or word in _NO_PREDICATES or word.removesuffix("s") in _NO_PREDICATES or is_finite(s, i + 1):
        return False
    own = any(a.part == "adjective" or a.features.mood == "participle" for a in analyses(word))
    if word.endswith("o") and own and s.lexicon.is_adjective(word):
        return True  # of contento and curioso the lexicon has a noun first; of contenta it has not
    her = word.endswith("o") and own and adjectival(word[:-1] + "a") > 0.3
    return her or (adjectival(word) > 0.3 and share(word, "noun", "adverb", "preposition") < 0.6)


def _agrees(word: str, gender: str, number: str) -> bool:
    return any(
        (not gender or a.features.gender in (gender, "c")) and a.features.number in (number, "n")
        for a in analyses(word)
        if a.part == "adjective" or a.features.mood == "participle"
    )
