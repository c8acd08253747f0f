"""Questions, exclamations and wishes by their first word: por qué, qué, cómo, que."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, STOPS, conjugated, finite, is_adjective, is_finite, noun, phrase, share
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_WISHED = words("tener dormir descansar pasar mejorar divertir aprovechar cumplir disfrutar")
_STATES = {"es": "son", "está": "están", "era": "eran", "estaba": "estaban", "cuesta": "cuestan"}
_INDICATIVE = ("a lo mejor", "seguro que", "menos mal que", "por lo visto")


def asking(s: Sentence) -> Iterator[Finding]:
    """¿Porque no vienes? → por qué; ¡cómo rápido! → qué; ¡que duermes bien! → duermas; ¿dónde está mis llaves? → están."""
    for i, word in enumerate(s.words):
        before, after = s.at(i - 1), s.at(i + 1)
        if word == "porque" and before == "¿":
            yield Finding(i, i + 1, "por qué", "why-question", 0.9, "")
        elif word in ("cómo", "como") and before == "¡" and after and not is_finite(s, i + 1) and after not in CLITICS:
            if is_adjective(s, i + 1) or share(after, "adverb") > 0.5 or (noun(s, i + 1) and not analyse(after)):
                if after not in ("no", "siempre", "ya", "si"):
                    yield Finding(i, i + 1, "qué", "exclaims-what", 0.88, "")
        elif word == "por" and before == "¿" and after == "qué" and s.at(i + 2) in ("sirve", "sirven"):
            yield Finding(i, i + 1, "para", "regime", 0.88, "servir")
        elif word == "que" and before == "¡":
            yield from _wish(s, i)
        elif word in _STATES and "¿" in s.words[:i]:
            yield from _where(s, i)
        for words_ in _INDICATIVE:
            parts = words_.split()
            if s.words[i : i + len(parts)] == parts:
                yield from _surely(s, i + len(parts), words_)


def _wish(s: Sentence, i: int) -> Iterator[Finding]:
    """«¡Que duermes bien!»: what one wishes somebody."""
    at = i + 1
    while s.at(at) in CLITICS:
        at += 1
    told = [r for r in finite(s, at) if r.tense == "present"]
    if told and told[0].verb in _WISHED and told[0].person[0] == "2":
        new = conjugated(told[0].verb, "subjunctive-present", told[0].person)
        yield Finding(at, at + 1, new, "subjunctive", 0.87, "que")


def _where(s: Sentence, i: int) -> Iterator[Finding]:
    """«¿Dónde está mis llaves?»: the subject stands behind."""
    found = phrase(s, i + 1)
    if (
        found
        and found.number == "p"
        and s.at(i + 1) in ("mis", "tus", "sus", "los", "las", "estos", "estas", "esos", "esas")
    ):
        if s.at(found.end) in ("?", ",") and s.at(i - 1) in ("dónde", "cómo", "cuánto", "color", "quién", "cuál"):
            yield Finding(i, i + 1, _STATES[s.at(i)], "subject-verb", 0.88, s.text(i + 1, found.end))


def _surely(s: Sentence, start: int, trigger: str) -> Iterator[Finding]:
    """«A lo mejor llame», «seguro que haya»: these take the indicative."""
    for n in range(start, min(start + 6, len(s))):
        if s.at(n) in STOPS or s.at(n) in ("que", "cuando", "si"):
            return
        told = [r for r in analyse(s.at(n)) if r.person and r.person != "vos" and r.tense != "imperative"]
        if is_finite(s, n) and told:
            if all(r.tense == "subjunctive-present" for r in told):
                person = {"me": "1s", "te": "2s", "nos": "1p"}.get(s.at(n - 1), told[0].person)
                there = s.at(n) == "haya" and noun(s, n + 2) is not None
                new = "hay" if there else conjugated(told[0].verb, "present", person)
                yield Finding(n, n + 1, new, "takes-indicative", 0.87, trigger)
            return
