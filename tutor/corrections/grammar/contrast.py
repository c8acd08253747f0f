"""What is asked and set against each other: cuál, a quién, sino; bien behind what is done; pronouns before their verb."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, STOPS, finite, infinitive, is_adjective, is_finite, noun, phrase
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_WHICH = words(
    "nombre apellido número dirección color día profesión teléfono problema diferencia capital fecha edad opinión película comida libro"
)
_SEE = words("ver llamar conocer visitar invitar esperar buscar querer ayudar admirar")
_SKILLS = words("hablar tocar jugar cantar cocinar bailar escribir nadar conducir")
_TOLD = words("película libro novela historia serie obra cuento documental")
_VEHICLES = words("autobús bus tren avión coche taxi metro barco")


def contrast(s: Sentence) -> Iterator[Finding]:
    """¿Qué es tu color favorito? → cuál; no es alto pero bajo → sino; dio nos → nos dio; toca el piano muy bueno → bien."""
    for i, word in enumerate(s.words):
        if (
            word == "qué"
            and s.at(i + 1) in ("es", "son", "era")
            and s.at(i + 2) in ("tu", "su", "el", "la", "tus", "sus", "vuestro")
        ):
            if s.at(i + 3) in _WHICH and (s.at(i + 2) not in ("el", "la") or s.at(i + 4) in ("de", "del", "entre")):
                yield Finding(i, i + 1, "cuáles" if s.at(i + 1) == "son" else "cuál", "word-choice", 0.9, "")
        elif word in ("pero", "sino"):
            if word == "pero":
                yield from _but(s, i)
            yield from _but_that(s, i)
        elif word in ("bueno", "buena", "malo") and s.at(i - 1) == "muy" and s.at(i + 1) in STOPS | {""}:
            yield from _well(s, i)
        elif word in ("nos", "les", "le", "me", "te"):
            yield from _behind(s, i)
        elif word == "pensando" and infinitive(s, i + 1) and {r.verb for r in finite(s, i - 1)} & {"estar"}:
            yield Finding(i + 1, i + 1, "en", "regime", 0.87, "pensar")
        elif (
            word == "trata"
            and s.at(i + 1) in ("un", "una", "el", "la", "dos")
            and s.at(i - 1) in _TOLD
            and noun(s, i + 2)
        ):
            joined = s.at(i + 1) == "el"
            yield Finding(i + 1, i + 1 + joined, "del" if joined else "de", "regime", 0.87, "tratar")
        elif (
            word in ("el", "la", "un") and s.at(i + 1) in _VEHICLES and {r.verb for r in finite(s, i - 1)} == {"subir"}
        ):
            yield Finding(i, i + (word == "el"), "al" if word == "el" else "a", "regime", 0.88, "subir")


def _but(s: Sentence, i: int) -> Iterator[Finding]:
    """«No quiero té pero café» → sino: what is denied is set right."""
    comma = s.at(i - 1) == ","
    last = i - 2 if comma else i - 1
    clause = max((n for n in range(last) if s.at(n) in STOPS), default=-1) + 1
    denied = [n for n in range(clause, last) if s.at(n) == "no" and (is_finite(s, n + 1) or is_finite(s, n + 2))]
    end = next((n for n in range(i + 1, len(s)) if s.at(n) in STOPS), len(s))
    same = (noun(s, last) and noun(s, i + 1)) or (is_adjective(s, last) and is_adjective(s, i + 1))
    if denied and same and end == i + 2 and not is_finite(s, i + 1):
        yield Finding(last, i + 1, f"{s.tokens[last].text}, sino", "word-choice", 0.88, "no")


def _but_that(s: Sentence, i: int) -> Iterator[Finding]:
    """«No ha cerrado, sino se ha mudado» → sino que; «no vivo en Madrid, pero en un pueblo» → sino."""
    denied = "no" in s.words[:i]
    at = i + 1
    while s.at(at) in CLITICS:
        at += 1
    if s.at(i) == "sino":
        if denied and finite(s, at):
            yield Finding(i + 1, i + 1, "que", "sino-que", 0.88, "")
        return
    end = next((n for n in range(i + 1, len(s)) if s.at(n) in STOPS), len(s))
    same = s.at(i + 1) in ("en", "de", "con", "a", "para", "por") and s.at(i + 1) in s.words[:i]
    if denied and same and s.at(i - 1) == "," and not any(is_finite(s, n) for n in range(i + 1, end)) and end - i < 8:
        at_no = s.words.index("no")
        if is_finite(s, at_no + 1) and s.at(i + 1) in s.words[at_no:i]:
            yield Finding(i, i + 1, "sino", "pero-sino", 0.87, "no")


def _well(s: Sentence, i: int) -> Iterator[Finding]:
    """«Tocas el piano muy bueno» → bien; «toca un piano muy bueno» stays."""
    for n in range(i - 2, max(-1, i - 6), -1):
        if s.at(n) in ("un", "una", "unos", "unas") or s.at(n) in STOPS:
            return
        if {r.verb for r in finite(s, n)} & _SKILLS:
            yield Finding(i, i + 1, "mal" if s.at(i) == "malo" else "bien", "good-well", 0.87, s.at(n))
            return


def _behind(s: Sentence, i: int) -> Iterator[Finding]:
    """«Dio nos un examen» → nos dio."""
    told = finite(s, i - 1)
    if not told or s.at(i - 2) in CLITICS or is_finite(s, i + 1) or s.at(i + 1) in CLITICS | {"no"}:
        return
    if (
        phrase(s, i + 1)
        and s.at(i + 1) in ("un", "una", "el", "los", "las", "dos", "muchos", "muchas")
        and not any(r.person == "2s" for r in told)
    ):
        if not any(r.tense == "imperative" for r in analyse(s.at(i - 1))):
            yield Finding(i - 1, i + 1, f"{s.at(i)} {s.at(i - 1)}", "word-order", 0.88, "")
