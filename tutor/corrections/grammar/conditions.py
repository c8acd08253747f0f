"""Si, cuando, como si and aunque: which tense stands behind them."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, PRONOUNS, STOPS, conjugated, finite, is_finite, phrase
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

# Behind these, si and cuando ask: «no sé si podría».
_ASKS = words(
    "saber preguntar preguntarse decir dudar ver averiguar importar imaginar pensar decidir depender mirar preguntar"
)
# A wish or advice said politely, with whatever stands behind si: «si tienes tiempo, deberías verlo».
_POLITE = words(
    "tener deber gustar poder querer encantar recomendar preferir decir convenir ser valer aconsejar sugerir haber"
)
_WHEN = ("cuando", "en cuanto", "hasta que", "tan pronto como", "después de que", "mientras")


def conditions(s: Sentence) -> Iterator[Finding]:
    """Si tendría → tuviera; si lloverá → llueve; cuando llegaré → llegue; como si es → fuera."""
    for i, word in enumerate(s.words):
        if word == "si" and s.at(i - 1) == "como":
            if "tanto si" not in s.text(0, i):
                yield from _as_if(s, i)
        elif word == "si" and not _asked(s, i):
            yield from _if(s, i)
        elif word == "aunque" and (found := _verb(s, i + 1)) and found[1].tense == "conditional":
            if any(r.tense == "conditional" for n in range(found[0] + 1, len(s)) for r in finite(s, n)):
                yield _finding(s, i, *found, "subjunctive-imperfect", "subjunctive", 0.82)
        for when in _WHEN:
            parts = when.split()
            if word == parts[0] and s.words[i : i + len(parts)] == parts and not _asked(s, i):
                yield from _when(s, i, i + len(parts))


def _if(s: Sentence, i: int) -> Iterator[Finding]:
    found = _verb(s, i + 1)
    if not found or ("¿" in s.words[:i] and s.at(i - 1) == "¿" and s.at(i + 1) == "no"):
        return
    at, reading = found
    if reading.tense == "conditional":
        yield _finding(s, i, at, reading, "subjunctive-imperfect", "if-clause", 0.89)
    elif reading.tense == "future":
        yield _finding(s, i, at, reading, "present", "if-clause-future", 0.87)
    elif reading.tense in ("imperfect", "preterite") and i == 0 and "," in s.words[at:]:
        behind = s.words.index(",", at) + 1
        main = next((n for n in range(behind, min(behind + 5, len(s))) if is_finite(s, n)), None)
        had = reading.verb == "haber" and any(r.tense == "participle" for r in analyse(s.at(at + 1)))
        if main is not None and any(
            r.tense == "conditional" and (had or r.verb not in _POLITE) for r in finite(s, main)
        ):
            yield _finding(s, i, at, reading, "subjunctive-imperfect", "if-clause", 0.84)
    elif reading.tense == "present" and i == 0 and "," in s.words[at:] and "¿" not in s.words:
        behind = s.words.index(",", at) + 1
        main = next((n for n in range(behind, len(s)) if is_finite(s, n)), None)
        if main is not None and (would := [r for r in finite(s, main) if r.tense == "conditional"]):
            if would[0].verb not in _POLITE and (s.at(main - 1) not in CLITICS or would[0].person == "1s"):
                yield _finding(s, i, at, reading, "subjunctive-imperfect", "if-clause", 0.84)


def _as_if(s: Sentence, i: int) -> Iterator[Finding]:
    found = _verb(s, i + 1)
    if found and found[1].tense in ("present", "imperfect", "future", "conditional", "subjunctive-present"):
        yield _finding(s, i - 1, *found, "subjunctive-imperfect", "as-if", 0.9)


def _when(s: Sentence, start: int, end: int) -> Iterator[Finding]:
    found = _verb(s, end)
    if found and found[1].tense == "future" and s.at(start - 1) not in ("¿", "de", "desde"):
        if "¿" in s.words[:start] and "?" in s.words[end:]:
            return
        yield _finding(s, start, *found, "subjunctive-present", "when-future", 0.88)


def _asked(s: Sentence, i: int) -> bool:
    """Whether a verb of asking or knowing stands before: «no sé si», «pregunta cuándo»."""
    near = range(max((n for n in range(i) if s.at(n) in STOPS), default=max(0, i - 9)), i)
    return (
        any(r.verb in _ASKS for n in near for r in analyse(s.at(n)) if i - n < 4 or r.verb in ("preguntar", "saber"))
        or s.at(i - 1) in ("de", "por", "duda", "sobre", "en", "¡")
        or s.text(max(0, i - 2), i) in ("no ,", "sí ,")
    )


def _verb(s: Sentence, start: int) -> tuple[int, VerbReading] | None:
    """The finite verb of the clause that begins here."""
    i = found.end if (found := phrase(s, start)) else start
    for n in range(i, min(i + 6, len(s))):
        if s.at(n) in STOPS or s.at(n) in ("que", "y", "si", "o", "cuando"):
            return None
        if is_finite(s, n) and (readings := finite(s, n)):
            person = PRONOUNS.get(s.at(start), "")
            return n, next((r for r in readings if r.person == person), readings[0])
    return None


def _finding(s: Sentence, start: int, at: int, reading: VerbReading, tense: str, rule: str, sure: float) -> Finding:
    new = conjugated(reading.verb, tense, reading.person)
    word = "como si" if rule == "as-if" else s.at(start)
    return Finding(at, at + 1, new or s.at(at), rule, sure, word)
