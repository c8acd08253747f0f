"""The past where a word such as ayer leaves no doubt of it."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.wordlist import words

_OVER = words("ayer anoche anteayer")
_SPANS = words("semana mes año verano invierno fin lunes martes miércoles jueves viernes sábado domingo noche")
_BETWEEN = words("yo tú él ella nosotros nosotras ellos ellas usted ustedes no me te se nos le les lo la los las")


def past(sentence: Sentence) -> Iterator[Finding]:
    """Ayer voy al cine → ayer fui."""
    lexicon = sentence.lexicon
    for i, word in enumerate(sentence.words):
        span = word in ("pasado", "pasada") and i == 2 and sentence.at(1) in _SPANS
        if not span and (word not in _OVER or sentence.at(i - 1) not in ("", "pero", "y", "que", "porque")):
            continue
        at = i + 1
        while sentence.at(at) in _BETWEEN and at < i + 4:
            at += 1
        form = sentence.at(at)
        readings = lexicon.finite(form)
        if not readings or lexicon.noun(form) or any(a.tense != "pres" for a in readings):
            continue
        done = lexicon.verbs[readings[0].verb].get("pret", readings[0].person)
        if done and done != form:
            yield Finding(at, at + 1, done, "past-tense", 0.86)
