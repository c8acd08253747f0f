"""Pronouns of persons: le with gustar and dar, la veo for «veo ella», who stands behind a preposition, lo que, cuyo, quienes."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, STOPS, finite, infinitive, is_finite, is_person_name, noun, phrase, share
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_PLEASE = words("gustar encantar interesar fascinar doler molestar importar apetecer parecer")
_GIVE = words(
    "dar decir regalar mandar enviar prestar contar explicar comprar escribir enseñar preguntar pedir ofrecer traer"
)
_FELT = words("miedo pena vergüenza asco igual rabia risa sueño hambre alegría")
_TAKEN = words("robar sacar quitar regalar pedir preguntar dar enviar contar explicar prestar")
_SEE = words("ver conocer querer amar ayudar visitar llamar invitar admirar extrañar abrazar besar esperar buscar")
_THEM = {"él": "lo", "ella": "la", "ellos": "los", "ellas": "las"}
_LE = {"lo": "le", "la": "le", "los": "les", "las": "les"}
_THE = {("m", "s"): "el", ("f", "s"): "la", ("m", "p"): "los", ("f", "p"): "las"}


def pronouns(s: Sentence) -> Iterator[Finding]:
    """A Elena la gusta → le; veo ella → la veo; la amiga con que vivo → con la que; que me gusta es → lo que."""
    for i, word in enumerate(s.words):
        if word in _LE:
            yield from _to_whom(s, i)
        elif word in _THEM:
            yield from _seen(s, i)
        elif word == "que":
            yield from _with_whom(s, i)
            yield from _order(s, i)
        elif word == "quien":
            yield from _who(s, i)
    yield from _what(s)


def _to_whom(s: Sentence, i: int) -> Iterator[Finding]:
    """«A Elena la gusta el té», «a Juan lo di las llaves»."""
    verbs = {r.verb for r in analyse(s.at(i + 1)) if r.person}
    said_so = verbs == {"decir"} and s.at(i + 2) == "que"  # «dije» is a noun as well
    if not (is_finite(s, i + 1) or said_so) or not verbs:
        return
    at = i - 2 if s.at(i - 1) == "no" else i - 1
    whom = next((p for n in range(max(0, at - 3), at + 1) if (p := phrase(s, n)) and p.end == at + 1), None)
    said = (
        whom is not None
        and s.at(whom.start - 1) == "a"
        and (whom.start == 1 or s.at(whom.start - 2) in STOPS | {"y", "pero", "que"})
    )
    felt = s.at(i + 2) in _FELT and "dar" in verbs
    taken = (
        verbs <= _TAKEN
        and s.at(i + 2) in ("un", "una", "el", "la", "los", "las", "dos")
        and (s.at(i + 2) in ("un", "una", "dos") or not any(r.person[0] == "3" for r in finite(s, i + 1)))
        and (noun(s, i + 3) or share(s.at(i + 3), "noun") > 0.5)
        and s.at(i - 1) not in ("se", "me", "te", "nos")
    )
    whom_ = (
        s.at(i + 2) == "a"
        and (who := phrase(s, i + 3))
        and (singular(s.at(who.head)) in PERSONS or is_person_name(s, i + 3))
    )
    if whom_ and verbs <= {"preguntar", "decir", "pedir"} and s.at(i - 1) not in ("se", "me", "te", "nos"):
        yield Finding(i, i + 1, _LE[s.at(i)], "pronoun-indirect", 0.87, "")
        return
    told = s.at(i) != "lo" and verbs <= {"decir", "pedir", "contar", "explicar"} and s.at(i + 2) == "que"
    if (felt or taken or told) and not said and s.at(i - 1) not in ("de", "en", "a", "con", "por"):
        yield Finding(i, i + 1, _LE[s.at(i)], "pronoun-indirect", 0.87, "")
        return
    if said and verbs & _PLEASE - {"querer", "interesar", "molestar"} and verbs <= _PLEASE:
        yield Finding(i, i + 1, _LE[s.at(i)], "gustar-pronoun", 0.89, s.text(whom.start - 1, whom.end) if whom else "")
    elif (
        said
        and verbs <= _GIVE
        and (thing := phrase(s, i + 2))
        and not is_person_name(s, i + 2)
        and s.at(thing.start) in ("el", "la", "los", "las", "un", "una")
    ):
        yield Finding(i, i + 1, _LE[s.at(i)], "pronoun-choice", 0.86, "")


def _seen(s: Sentence, i: int) -> Iterator[Finding]:
    """«Veo ella todos los días» → la veo."""
    at = i - 1
    told = finite(s, at)
    if (
        not told
        or not {r.verb for r in told} <= _SEE
        or s.at(at - 1) in CLITICS
        or is_finite(s, i + 1)
        or s.at(at - 1) == "que"
    ):
        return
    if (
        any(r.person[0] == "3" for r in told)
        and s.at(at - 1) not in ("no",)
        and not (phrase(s, max(0, at - 1)) or phrase(s, max(0, at - 2)))
    ):
        return  # «ayer llamó ella»
    if s.at(i + 1) in CLITICS or infinitive(s, i + 1) or s.at(i + 1) in ("no", "también", "mismo", "misma", "y"):
        return
    yield Finding(at, i + 1, f"{_THEM[s.at(i)]} {s.at(at)}", "pronoun-choice", 0.88, s.at(at))


def _with_whom(s: Sentence, que: int) -> Iterator[Finding]:
    """«La amiga con que vivo»: of persons «con la que»."""
    if s.at(que - 1) not in ("con", "de", "a", "para") or not is_finite(s, que + 1):
        return
    if s.at(que - 1) == "para" and any(r.tense.startswith("subj") for r in finite(s, que + 1)):
        return  # «unas gotas a mi hijo para que duerma»
    head = s.at(que - 2)
    tag = noun(s, que - 2)
    if (
        tag in _THE
        and singular(head) in PERSONS
        and s.at(que - 3) in ("el", "la", "los", "las", "un", "una", "mi", "mis", "tu", "su")
    ):
        yield Finding(que, que + 1, f"{_THE[tag]} que", "relative-quien", 0.87, s.at(que - 1))


def _order(s: Sentence, que: int) -> Iterator[Finding]:
    """«El chico que con hablé» → con el que."""
    tag = noun(s, que - 1)
    if (
        tag in _THE
        and s.at(que + 1) in ("con", "de", "a", "en", "para")
        and finite(s, que + 2)
        and s.at(que - 2) in ("el", "la", "los", "las", "un", "una")
    ):
        yield Finding(que, que + 2, f"{s.at(que + 1)} {_THE[tag]} que", "word-order", 0.88, "")


def _who(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mis padres, quien viven» → quienes."""
    at = i - 2 if s.at(i - 1) == "," else i - 1
    tag = noun(s, at)
    if (
        tag
        and tag[1] == "p"
        and singular(s.at(at)) in PERSONS
        and is_finite(s, i + 1)
        and any(r.person == "3p" for r in finite(s, i + 1))
    ):
        yield Finding(i, i + 1, "quienes", "pronoun-choice", 0.88, s.at(at))


def _what(s: Sentence) -> Iterator[Finding]:
    """«Que me gusta más es la comida» → lo que."""
    at = 1
    while s.at(at) in CLITICS or s.at(at) in ("no", "más"):
        at += 1
    if s.at(0) != "que" or at == 1 or not is_finite(s, at) or any(r.tense.startswith("subj") for r in finite(s, at)):
        return
    be = next((n for n in range(at + 1, min(at + 5, len(s))) if s.at(n) in ("es", "son", "era")), 0)
    if be and not any(is_finite(s, n) for n in range(at + 1, be)) and (phrase(s, be + 1) or infinitive(s, be + 1)):
        yield Finding(0, 1, "lo que", "pronoun-choice", 0.87, "")
