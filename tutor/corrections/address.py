"""Rules about who is spoken to and about what is over, which varieties of Spanish share or divide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, STOPS, WHEN, conjugated, is_finite
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

# Person of the verb that goes with each; vos takes the forms of tú where it has none of its own.
_ADDRESSED = {"vos": "vos", "vosotros": "2p", "vosotras": "2p", "ustedes": "3p"}
_INSTEAD = {"vos": ("2s",), "vosotros": ("3p",), "vosotras": ("3p",), "ustedes": ("2p",)}
_BETWEEN = CLITICS | words("no también siempre nunca ya todavía")
_OVER = words("ayer anoche anteayer antier")
_HAVE = {"he": "1s", "has": "2s", "ha": "3s", "hemos": "1p", "habéis": "2p", "han": "3p"}
_UNITS = words("días semanas meses años horas")
_YEAR = re.compile(r"(19|20)\d\d")


def address(s: Sentence) -> Iterator[Finding]:
    """Vos tienes → tenés; ustedes sois → son; vosotros tienen → tenéis."""
    for i, word in enumerate(s.words):
        if word not in _ADDRESSED or (s.at(i - 1)[:1].isalpha() and s.at(i - 1) not in _CLAUSE):
            continue
        at = i + 1
        while s.at(at) in _BETWEEN:
            at += 1
        read = [r for r in analyse(s.at(at), 0.2) if r.person]
        if not read or any(r.person in (_ADDRESSED[word], "") for r in read):
            continue
        one = next((r for r in read if r.person in _INSTEAD[word] and r.tense != "imperative"), None)
        new = conjugated(one.verb, one.tense, _ADDRESSED[word]) if one else ""
        if new and new != s.at(at):
            yield Finding(at, at + 1, new, "subject-verb", 0.86, word)


_CLAUSE = words("y e o que si cuando porque pero aunque mientras como pues entonces")


def finished(s: Sentence) -> Iterator[Finding]:
    """Ayer he comido → comí."""
    for i, word in enumerate(s.words[:-1]):
        if word not in _HAVE or (s.at(i - 1) in ("de", "que") and s.at(i - 2) == "lo"):
            continue
        read = [r for r in analyse(s.at(i + 1)) if r.tense == "participle"]
        said = _when(s, i)
        if not read or not said:
            continue
        new = conjugated(read[0].verb, "preterite", _HAVE[word])
        if new:
            yield Finding(i, i + 2, new, "perfect-over", 0.86, said)


def _in_relative(s: Sentence, first: int, n: int) -> bool:
    """Whether the word belongs to a clause that tells of the subject: «el correo que mandasteis ayer no ha llegado»."""
    return any(s.at(q) == "que" and any(is_finite(s, v) for v in range(q + 1, n)) for q in range(first + 1, n))


def _when(s: Sentence, verb: int) -> str:
    """The words of the verb's clause that say that it is over."""
    first = max((n + 1 for n in range(verb) if s.at(n) in STOPS), default=0)
    last = next((n for n in range(verb, len(s)) if s.at(n) in STOPS or s.at(n) in ("porque", "que", "pero")), len(s))
    for n in range(first, last):
        if s.at(n - 1) in ("desde", "hasta", "de") or (n < verb and _in_relative(s, first, n)):
            continue
        if any(s.at(q) == "que" and any(is_finite(s, v) for v in range(n + 1, q)) for q in range(n + 1, verb)):
            continue  # «ayer me contó que ha vendido el coche»: it tells when it was told
        if s.at(n) in _OVER:
            return s.at(n)
        if (
            s.at(n) in ("pasado", "pasada")
            and s.at(n - 1) in WHEN
            and s.at(n - 2) in ("el", "la")
            and s.at(n - 3) != "desde"
        ):
            return s.text(n - 2, n + 1)
        if s.at(n) == "hace" and s.at(n + 2) in _UNITS and "y" not in s.words[n:verb] and s.at(n + 3) != "que":
            return s.text(n, n + 3)
        if s.text(n, n + 3) == "el otro día":
            return s.text(n, n + 3)
        if s.at(n) == "en" and _YEAR.fullmatch(s.at(n + 1)):
            return s.text(n, n + 2)
    return ""
