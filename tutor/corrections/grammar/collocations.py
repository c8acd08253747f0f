"""Which verb a noun has with it: «tomar una decisión», «dar un paseo», «hacer una pregunta»; from `data/collocations.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, conjugated, finite, infinitive, is_finite, noun, phrase
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse, verb
from tutor.language.es.wordlist import words

_BETWEEN = words(
    "un una unos unas el la los las mi mis tu tus su sus mucho mucha muchos muchas más tan buen buena gran otra otro una"
)
_PLEASANT = words("viaje fiesta concierto boda película verano navidad vacaciones regalo partido noticia curso")


@dataclass(frozen=True, slots=True)
class _Collocation:
    """The verb of a noun, and the verbs that are put in its place."""

    verb: str
    wrong: frozenset[str]
    bare: bool
    behind: frozenset[str]


@cache
def _table() -> dict[str, tuple[_Collocation, ...]]:
    text = (files("tutor.corrections") / "data" / "collocations.toml").read_text(encoding="utf-8")
    found: dict[str, tuple[_Collocation, ...]] = {}
    for row in tomllib.loads(text)["noun"]:
        one = _Collocation(row["verb"], words(row["wrong"]), row.get("before") == "bare", words(row.get("behind", "")))
        for head in row["nouns"].split():
            found[head] = (*found.get(head, ()), one)
    return found


@cache
def _wrong() -> frozenset[str]:
    return frozenset(verb for rows in _table().values() for row in rows for verb in row.wrong)


def collocations(s: Sentence) -> Iterator[Finding]:
    """Hice una decisión → tomé; tomo un paseo → doy; asistí a mi madre con la cena → ayudé; quité mi trabajo → dejé."""
    for i in range(len(s) - 1):
        lemmas = {a.lemma for a in analyses(s.at(i)) if a.part == "verb"}
        if not lemmas or s.is_name(i):
            continue
        if lemmas & _wrong():
            yield from _with_noun(s, i, lemmas)
        if lemmas & {"asistir", "quitar", "pretender", "llamar"}:
            yield from _friends(s, i, lemmas)
        elif s.at(i + 1) in ("excitado", "excitada") or s.at(i + 2) in ("excitado", "excitada"):
            yield from _excited(s, i, lemmas)


def _with_noun(s: Sentence, i: int, lemmas: set[str]) -> Iterator[Finding]:
    for n in range(i + 1, min(i + 4, len(s))):
        if n > i + 1 and s.at(n - 1) not in _BETWEEN:
            return
        for row in _table().get(singular(s.at(n)), ()) if noun(s, n) or s.at(n) in _table() else ():
            wrong = lemmas & row.wrong
            if wrong == {"hacer"} and s.at(i - 1) in CLITICS:
                continue  # «le hago un paseo por la ciudad»
            if not wrong or (row.bare and n > i + 1) or (row.behind and (s.at(n + 1) or ".") not in row.behind):
                continue
            if new := in_its_form(s, i, wrong, row.verb):
                yield Finding(i, i + 1, new, "collocation", 0.87, s.text(i + 1, n + 1))
            return


def in_its_form(s: Sentence, i: int, wrong: set[str], right: str) -> str:
    """The form at i, which is of one of the wrong verbs, as one of the right verb; "" where it cannot be told."""
    word = s.at(i)
    if is_finite(s, i) or (s.reading(i) is not None and not infinitive(s, i)):
        told = [r for r in analyse(word) if r.verb in wrong]
        first = next((r for r in told if r.person and r.tense != "imperative"), None)
        if first:
            return conjugated(right, first.tense, first.person)
        if any(r.tense == "gerund" for r in told):
            return verb(right).gerund
        if any(r.tense == "participle" for r in told):
            return next(iter(verb(right).participles), "")
    return right if infinitive(s, i) in wrong and word == infinitive(s, i) else ""


def _friends(s: Sentence, i: int, lemmas: set[str]) -> Iterator[Finding]:
    """«Asistí a mi madre con la cena», «quitó su trabajo», «quité de fumar», «pretende que está dormido», «te llamo atrás»."""
    after = s.at(i + 1)
    if "asistir" in lemmas and after == "a" and (found := phrase(s, i + 2)):
        helped = singular(s.at(found.head)) in PERSONS and s.at(found.end) in ("con", "a")
        if helped and (new := in_its_form(s, i, {"asistir"}, "ayudar")):
            yield Finding(i, i + 1, new, "false-friend", 0.88, s.at(i))
    elif "quitar" in lemmas and s.at(i - 1) not in CLITICS:
        left = (after in ("mi", "su", "tu", "el") and s.at(i + 2) in ("trabajo", "empleo")) or (
            after == "de" and infinitive(s, i + 2)
        )
        if left and (new := in_its_form(s, i, {"quitar"}, "dejar")):
            yield Finding(i, i + 1, new, "false-friend", 0.88, s.at(i))
    elif "pretender" in lemmas and after == "que":
        at = i + 2 + (s.at(i + 2) == "no")
        told = finite(s, at)
        if told and all(r.tense in ("present", "imperfect") and r.verb in ("estar", "ser", "saber") for r in told):
            if new := in_its_form(s, i, {"pretender"}, "fingir"):
                yield Finding(i, i + 1, new, "false-friend", 0.88, s.at(i))
    elif "llamar" in lemmas and after == "atrás" and s.at(i - 1) in CLITICS:
        yield Finding(i + 1, i + 2, "", "extra-word", 0.94, s.at(i))


def _excited(s: Sentence, i: int, lemmas: set[str]) -> Iterator[Finding]:
    """«Estoy muy excitado por el viaje» → emocionado."""
    at = i + 1 if s.at(i + 1).startswith("excitad") else i + 2
    what = {singular(w) for w in s.words[at + 2 : at + 6]}
    about = s.at(at + 1) in ("por", "con", "de", "sobre") and (what & _PLEASANT or infinitive(s, at + 2))
    if lemmas & {"estar"} and (about or s.text(at + 1, at + 3) == "de que"):
        yield Finding(at, at + 1, "emocionad" + s.at(at)[-1], "false-friend", 0.88, s.at(at))
