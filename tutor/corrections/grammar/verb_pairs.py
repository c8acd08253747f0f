"""Two Spanish verbs where English has one: saber and conocer, pedir and preguntar, llevar and traer."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    OPENING,
    STOPS,
    conjugated,
    finite,
    infinitive,
    is_person_name,
    noun,
    phrase,
)
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

# What one asks about, not for.
_ASKED_ABOUT = words(
    "hora camino dirección precio nombre cosa cosas duda razón motivo edad opinión pregunta preguntas lección tema causa verdad significado fecha lugar "
    "talla número resultado horario"
)
_ASKED_FOR = words(
    "café té cerveza vino agua refresco zumo jugo cuenta menú carta favor ayuda permiso vaso plato taxi perdón consejo cita paella sopa ensalada "
    "bocadillo pizza hamburguesa helado postre pan tarta préstamo dinero crédito aumento libro bolígrafo silla mesa habitación"
)
_QUESTIONS = words("qué cómo dónde cuándo quién quiénes cuánto cuánta cuántos cuántas cuál cuáles por_qué si")
_COME = words("ven venid venga vengan vente")
_HITHER = {"lleva": "trae", "lleve": "traiga", "llevad": "traed", "lleven": "traigan", "llévate": "tráete"}
_SKILLS = words(
    "nadar cocinar bailar conducir manejar esquiar cantar leer escribir tocar hablar patinar coser jugar pintar dibujar montar"
)


def verb_pairs(s: Sentence) -> Iterator[Finding]:
    """Sé a tu primo → conozco; conozco nadar → sé; pregunté un café → pedí; pidió si → preguntó; ven y lleva → trae."""
    for i in range(len(s)):
        told = finite(s, i)
        verbs = {r.verb for r in told}
        if verbs == {"saber"} or (s.at(i) in ("sé", "sabes") and not s.is_name(i)):
            yield from _whom(s, i)
        elif verbs == {"conocer"}:
            yield from _how(s, i, told[0])
        elif verbs == {"preguntar"}:
            yield from _for(s, i, told[0])
        elif verbs == {"pedir"}:
            yield from _whether(s, i, told[0])
        elif s.at(i) == "conocer" and infinitive(s, i + 1) in _SKILLS:
            yield Finding(i, i + 1, "saber", "saber-conocer", 0.88, s.at(i))
        elif s.at(i) == "preguntar" and s.at(i + 1 if s.at(i + 1) in _ASKED_FOR else i + 2) in _ASKED_FOR - {"perdón"}:
            yield Finding(i, i + 1, "pedir", "pedir-preguntar", 0.88, s.at(i + 1))
        if s.at(i) in _HITHER and s.at(i - 1) in ("y", ","):
            yield from _hither(s, i)


def _whom(s: Sentence, i: int) -> Iterator[Finding]:
    """Somebody is known, not a fact: sé a Ana, sé Ana → conozco a; what «sabe a» something tastes of it."""
    reading = next((r for r in analyse(s.at(i)) if r.verb == "saber" and r.person and r.tense != "imperative"), None)
    found = phrase(s, i + 2) if s.at(i + 1) == "a" else None
    who = found is not None and (is_person_name(s, i + 2) or singular(s.at(found.head)) in PERSONS)
    if s.at(i + 1) == "al":
        who = singular(s.at(i + 2)) in PERSONS
    named = s.is_name(i + 1) and is_person_name(s, i + 1) and s.at(i + 2) in STOPS | words("desde hace muy bien de y")
    if reading and named and s.at(i - 1) not in CLITICS:
        form = conjugated("conocer", reading.tense, reading.person)
        yield Finding(i, i + 1, f"{form} a", "saber-conocer", 0.88, s.at(i))
    if reading and who and s.at(i - 1) not in CLITICS and (new := conjugated("conocer", reading.tense, reading.person)):
        yield Finding(i, i + 1, new, "saber-conocer", 0.88, s.at(i))


def _how(s: Sentence, i: int, reading: VerbReading) -> Iterator[Finding]:
    """What one can do, and a clause, go with saber."""
    after = s.at(i + 1)
    can = infinitive(s, i + 1) in _SKILLS and infinitive(s, i + 1) == after
    fact = after in ("que", "qué", "cómo", "dónde", "cuándo", "por") and (after != "por" or s.at(i + 2) == "qué")
    if (can or fact) and s.at(i - 1) not in CLITICS and (new := conjugated("saber", reading.tense, reading.person)):
        yield Finding(i, i + 1, new, "saber-conocer", 0.88, s.at(i))


def _for(s: Sentence, i: int, reading: VerbReading) -> Iterator[Finding]:
    """Things and favours are asked for with pedir."""
    at = i + 1 if noun(s, i + 1) else i + 2
    if s.at(i + 1) not in ("un", "una", "la", "el", "dos", "tres", "más") and at == i + 2:
        return
    wanted = s.at(at) in _ASKED_FOR and s.at(at) not in _ASKED_ABOUT
    if wanted and s.at(i - 1) not in ("se", "lo") and (new := conjugated("pedir", reading.tense, reading.person)):
        yield Finding(i, i + 1, new, "pedir-preguntar", 0.88, s.at(at))


def _whether(s: Sentence, i: int, reading: VerbReading) -> Iterator[Finding]:
    """A question is put with preguntar."""
    asked = s.at(i - 1) not in ("lo", "la", "los", "las") and reading.tense != "conditional"
    about = s.at(i + 1) in _QUESTIONS or s.text(i + 1, i + 3) == "por qué"
    if asked and about and (new := conjugated("preguntar", reading.tense, reading.person)):
        yield Finding(i, i + 1, new, "pedir-preguntar", 0.87, s.at(i + 1))


def _hither(s: Sentence, i: int) -> Iterator[Finding]:
    """Who comes brings along."""
    start = max((n + 1 for n in range(i - 1) if s.at(n) in STOPS - {","} or s.at(n) in OPENING), default=0)
    if s.at(start) in _COME and "ir" not in {a.lemma for n in range(start, i) for a in analyses(s.at(n))}:
        yield Finding(i, i + 1, _HITHER[s.at(i)], "traer-llevar", 0.86, s.at(start))
