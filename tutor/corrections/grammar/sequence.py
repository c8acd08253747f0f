"""Tenses and moods that clauses ask of one another: «era necesario que llegaran», «dijo que vendría», «porque podemos», «si hace»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.mood import asked_before
from tutor.corrections.grammar.retold import clause_verb
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import PRONOUNS, STOPS, conjugated, finite, phrase
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_SAID = words("decir prometer asegurar contar explicar anunciar avisar jurar")
_THEN = ("al día siguiente", "ese día", "aquel día", "esa noche", "a la semana siguiente", "más tarde")
_KNOWN = words("pensar opinar creer decir esperar imaginar suponer parecer afirmar considerar sentir asegurar")
_OPEN = words("quizá quizás acaso tal ojalá no sea ya bien sino tampoco ni")


def sequence(s: Sentence) -> Iterator[Finding]:
    """Quería que vengas → vinieras; dijo que vendrá al día siguiente → vendría; porque podamos → podemos; opino de que → que."""
    for i, word in enumerate(s.words):
        if word == "que":
            yield from _wanted(s, i)
            yield from _said(s, i)
            yield from _needless_of(s, i)
        elif word == "porque":
            yield from _because(s, i)
        elif word == "si":
            yield from _if(s, i)


def _only(s: Sentence, at: int | None, tense: str) -> VerbReading | None:
    """The reading of the verb there in this tense, where it is of no other."""
    if at is None:
        return None
    told = [r for r in analyse(s.at(at)) if r.person and r.person != "vos" and r.tense != "imperative"]
    here = s.reading(at)
    told = [r for r in told if here and r.verb == here.lemma] or told  # vengan is of vengar as well
    if not told or any(r.tense != tense for r in told):
        return None
    said = PRONOUNS.get(s.at(at - 1), "")
    return next((r for r in told if r.person == said), told[0])


def _wanted(s: Sentence, que: int) -> Iterator[Finding]:
    """Behind a wish or a need of then; what somebody asked for once may be so still: «pidió que se respete»."""
    found = asked_before(s, que)
    if found is None:
        return
    start, asks = found
    ruling = next((r for n in range(start, que) if (r := finite(s, n))), [])
    at = clause_verb(s, que + 1)
    reading = _only(s, at, "subjunctive-present")
    if (
        asks == "subjunctive"
        and at
        and reading
        and ruling
        and all(r.tense in ("imperfect", "conditional") for r in ruling)
    ):
        if new := conjugated(reading.verb, "subjunctive-imperfect", reading.person):
            yield Finding(at, at + 1, new, "sequence", 0.86, s.text(start, que + 1))


def _said(s: Sentence, que: int) -> Iterator[Finding]:
    """What was to come then is told in the conditional, where the words say that it was then."""
    told = finite(s, que - 1)
    at = clause_verb(s, que + 1)
    reading = _only(s, at, "future")
    past = bool(told) and {r.verb for r in told} <= _SAID and all(r.tense in ("preterite", "imperfect") for r in told)
    then = next((t for t in _THEN if t in " ".join(s.words[que:])), "") or "siguiente" in s.words[que:]
    if at and reading and past and then and (new := conjugated(reading.verb, "conditional", reading.person)):
        yield Finding(at, at + 1, new, "future-of-past", 0.87, s.at(que - 1))


def _needless_of(s: Sentence, que: int) -> Iterator[Finding]:
    """«Opino de que»: what one thinks or says is joined with que alone."""
    told = finite(s, que - 2) if s.at(que - 1) == "de" else []
    if told and {r.verb for r in told} <= _KNOWN and s.at(que - 3) not in ("me", "te", "se", "nos", "os", "lo"):
        yield Finding(que - 1, que, "", "que-alone", 0.92, s.at(que - 2))


_HAD = {"hubiera": "había", "hubieran": "habían", "hubiese": "había", "hubiesen": "habían", "hubiéramos": "habíamos"}


def _because(s: Sentence, i: int) -> Iterator[Finding]:
    """A reason is told in the indicative, unless it is denied or one of several."""
    if i == 0 or {"no", "ni", "sea", "ya", "quizá", "quizás", "tampoco"} & set(s.words[:i]) or "¿" in s.words:
        return
    at = clause_verb(s, i + 1)
    had = s.at(at) if at else ""
    if at and had in _HAD and any(r.tense == "participle" for r in analyse(s.at(at + 1))) and "si" not in s.words:
        yield Finding(at, at + 1, _HAD[had], "porque-indicative", 0.86, "porque")
        return
    reading = _only(s, at, "subjunctive-present")
    if (
        at
        and reading
        and s.at(at - 1) not in _OPEN | {"que"}
        and (new := conjugated(reading.verb, "present", reading.person))
    ):
        yield Finding(at, at + 1, new, "porque-indicative", 0.86, "porque")


def _if(s: Sentence, i: int) -> Iterator[Finding]:
    """«Si haga buen tiempo»: behind si no present subjunctive; «no sé si vaya» is said in America."""
    if not (i == 0 or s.at(i - 1) in STOPS) or "no sé" in s.text(max(0, i - 3), i):
        return
    at = clause_verb(s, i + 1)
    reading = _only(s, at, "subjunctive-present")
    if not at or not reading:
        return
    would = any(r.tense == "conditional" for n in range(at + 1, len(s)) for r in finite(s, n))
    tense, rule = ("subjunctive-imperfect", "if-clause") if would else ("present", "if-clause-present")
    main = next((r for n in range(at + 1, len(s)) for r in finite(s, n)), None)
    if reading.person == "3s" and main and main.person == "1s" and phrase(s, i + 1) is None:
        reading = reading._replace(person="1s")  # tenga may be of me as well: «si tenga dinero, compraré»
    if new := conjugated(reading.verb, tense, reading.person):
        yield Finding(at, at + 1, new, rule, 0.88, "si")
