"""What is often said and avoided in careful style: told from C1 on, as a question."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import conjugated, finite
from tutor.language.es.lexicon import analyses
from tutor.language.es.wordlist import words

# Rules of style: below their level they are not told at all.
ADVANCED = frozenset(("register", "gerund-after", "bland-verb"))
ADVANCED_FROM = "C1"

_SURE = 0.84
_CAREFUL = {
    "en base a": "sobre la base de", "a grosso modo": "grosso modo", "bajo mi punto de vista": "desde mi punto de vista",
    "en relación a": "en relación con", "es por eso que": "por eso", "es por esto que": "por esto", "a nivel de usuario": "como usuario",
    "de cara a mejorar": "para mejorar", "con respecto de": "con respecto a", "delante mío": "delante de mí", "detrás mío": "detrás de mí",
    "encima mío": "encima de mí", "cerca mío": "cerca de mí", "delante suyo": "delante de él", "detrás suyo": "detrás de él",
    "jugar un papel": "desempeñar un papel", "jugar un rol": "desempeñar un papel", "poner en valor": "destacar",
}  # fmt: skip
_LATER = words("después tarde seguida luego")
_SHUT = words("siendo resultando quedando muriendo falleciendo")


def register(s: Sentence) -> Iterator[Finding]:
    """En base a → sobre la base de; delante mío → delante de mí; «huyó, siendo detenido días después» → y fue."""
    for i, word in enumerate(s.words):
        for said, careful in _CAREFUL.items():
            parts = said.split()
            if word == parts[0] and s.words[i : i + len(parts)] == parts:
                yield Finding(i, i + len(parts), careful, "register", _SURE)
        if word in _SHUT and s.at(i - 1) == ",":
            yield from _after(s, i)


def _after(s: Sentence, i: int) -> Iterator[Finding]:
    """What a gerund tells that came later, with the person of the verb before."""
    later = next((n for n in range(i + 1, min(i + 9, len(s))) if s.at(n) in _LATER), None)
    main = next((r[0] for n in range(i - 1, -1, -1) if (r := finite(s, n))), None)
    base = next((a.lemma for a in analyses(s.at(i)) if a.features.mood == "gerund"), "")
    if later is None or main is None or main.tense != "preterite" or not base:
        return
    new = conjugated(base, "preterite", main.person)
    start = later - 1 if s.at(later - 1).endswith(("s", "más")) else later
    if new:
        yield Finding(i, i + 1, f"y {new}", "gerund-after", _SURE, s.text(start, later + 1))
