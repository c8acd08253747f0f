"""Tú and usted mixed in one sentence, as C1 learners do in letters."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import conjugated, finite, infinitive, is_finite
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_CALLED = words("señor señora señorita caballero doctor doctora señores presidente presidenta director directora")
_YOUR = {"tu": "su", "tus": "sus"}
_OF_YOU = words("tú ti contigo vos vosotros")
_WRITES = words("escribir pedir rogar agradecer enviar informar comunicar solicitar dirigir ofrecer")


def address_mix(s: Sentence) -> Iterator[Finding]:
    """Le escribo a usted para pedirte → pedirle; señora, ¿tienes…? → tiene."""
    trigger = _formal(s)
    if not trigger or _OF_YOU & set(s.words):
        return
    for i, word in enumerate(s.words):
        if word in _YOUR and not is_finite(s, i + 1):
            yield Finding(i, i + 1, _YOUR[word], "address-mix", 0.83, trigger)
            continue
        told = finite(s, i)
        if told and all(r.person == "2s" for r in told) and s.at(i + 1) != "usted":
            if new := conjugated(told[0].verb, told[0].tense, "3s"):
                yield Finding(i, i + 1, new, "address-mix", 0.83, trigger)
        what = infinitive(s, i)
        if what in _WRITES and word == what + "te":
            yield Finding(i, i + 1, what + "le", "address-mix", 0.83, trigger)


def _formal(s: Sentence) -> str:
    """The words by which somebody is called or told usted: «usted», «señora,»; "" where there are none."""
    if "usted" in s.words:
        return "usted"
    for i, word in enumerate(s.words):
        opens = i == 0 or s.at(i - 1) in (",", "¿", "¡")
        if word in _CALLED and opens and (s.at(i + 1) in (",", "?", "!", ".") or (i == 0 and s.at(i + 2) == ",")):
            return word
    formal = [r for n in range(len(s)) for r in analyse(s.at(n)) if r.tense == "imperative" and r.person == "3s"]
    enclitic = any(a.pronouns == ("se",) and a.features.tag[2:6] == "M03S" for w in s.words for a in analyses(w))
    return next((w for w in s.words if formal and enclitic and any(a.pronouns == ("se",) for a in analyses(w))), "")
