"""What would be, told behind or before what is not: «no te lo pediría si no fuera urgente», «si hubiera llovido, me habría quedado»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, PRONOUNS, STOPS, conjugated, finite, finite_verbs, phrase
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_BETWEEN = CLITICS | PRONOUNS.keys() | words("no también entonces nunca siempre ahora ya seguramente")
_THOUGHT = words("creer pensar imaginar suponer saber confiar temer calcular esperar sospechar")
# What is told of then by who speaks or is spoken to; a newspaper's «el ministro dijo que bajará» may still come true.
_SAID = words("decir prometer jurar asegurar anunciar contestar explicar avisar advertir contar escribir")


def unreal(s: Sentence) -> Iterator[Finding]:
    """Será perfecto si tuviera → sería; si hubiera sabido, había ido → habría; pensé que vendrás → vendrías."""
    for i, word in enumerate(s.words):
        if word == "si" and s.at(i - 1) != "como":
            yield from _before_if(s, i)
            yield from _had(s, i)
        elif word == "que":
            yield from _then(s, i)


def _only(s: Sentence, i: int, tense: str) -> VerbReading | None:
    told = finite(s, i)
    if not told or any(r.tense != tense for r in told):
        return None
    return next((r for r in told if r.person == PRONOUNS.get(s.at(i - 1), "")), told[0])


def _unreal(s: Sentence, i: int) -> bool:
    told = [r for r in analyse(s.at(i)) if r.person]
    return bool(told) and all(r.tense == "subjunctive-imperfect" for r in told)


def _before_if(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mis padres se enfadarán si dejara la carrera»: the result stands first."""
    at = clause_verb(s, i + 1)
    if at is None or not _unreal(s, at):
        return
    verbs_ = finite_verbs(s, max(0, i - 8), i)
    main = verbs_[-1] if verbs_ else None
    if main is None or any(s.at(n) in (".", ";", ":", "que") for n in range(main, i)):
        return
    reading = _only(s, main, "future") or (_only(s, main, "present") if s.text(main - 2, main) == "¿ qué" else None)
    if reading and (new := conjugated(reading.verb, "conditional", reading.person)):
        yield Finding(main, main + 1, new, "if-result", 0.87, s.text(i, at + 1))


def _had(s: Sentence, i: int) -> Iterator[Finding]:
    """«Si me hubieran dado a elegir, había escogido esta»."""
    first = clause_verb(s, i + 1)
    if first is None or not s.at(first).startswith(("hubier", "hubies")) or (i and s.at(i - 1) not in STOPS):
        return
    comma = next((n for n in range(first + 1, min(first + 14, len(s))) if s.at(n) == ","), None)
    if comma is None:
        return
    at = found.end if (found := phrase(s, comma + 1)) else comma + 1
    while s.at(at) in _BETWEEN:
        at += 1
    had = [r for r in analyse(s.at(at)) if r.verb == "haber" and r.tense == "imperfect" and r.person]
    done = any(r.tense == "participle" for r in analyse(s.at(at + 1)))
    if had and done:
        new = conjugated("haber", "conditional", had[0].person)
        yield Finding(at, at + 1, new, "if-result", 0.86, s.text(i, first + 2))


def _then(s: Sentence, que: int) -> Iterator[Finding]:
    """«Pensé que no vendrás», «le dije que la esperaré», «mi madre decía que lo entenderé» → conditional."""
    of = s.at(que - 1) in ("de", "en")
    at = que - 2 if of else que - 1
    sure = s.at(at) in ("seguro", "segura", "seguros", "seguras", "convencido", "convencida")
    told = finite(s, at - 1 if sure else at)
    verbs = {r.verb for r in told}
    if not told or any(r.tense not in ("preterite", "imperfect") for r in told):
        return
    thought = bool(verbs <= _THOUGHT) or (sure and verbs <= {"estar", "sentir"})
    lasting = all(r.tense == "imperfect" for r in told)
    verb = clause_verb(s, que + 1, 6)
    to_me = verb and s.at(verb - 1) in ("me", "nos", "te") and s.at(que - 1) != "que"
    said = verbs <= _SAID and (lasting or to_me or all(r.person[0] in "12" for r in told))
    reading = _only(s, verb, "future") if verb else None
    if not verb or not reading or not (thought or said) or "hoy" in s.words or "mañana" in s.words[verb:]:
        return
    if new := conjugated(reading.verb, "conditional", reading.person):
        yield Finding(verb, verb + 1, new, "future-of-past", 0.85, s.text(at - sure, que + 1))
