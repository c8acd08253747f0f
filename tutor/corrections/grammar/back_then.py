"""What was so once is told in the imperfect: «antes vivía», «de niña jugaba», «cuando tenía diez años, vivía»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, in_tense, told_in
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, PRONOUNS, STOPS, finite, infinitive
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

# What one is, has or does for a time of life.
_LASTED = words(
    "ser estar tener vivir trabajar estudiar jugar gustar odiar querer llevar fumar soler ir leer comer dormir nadar cantar pasar visitar viajar"
)
_ONCE = words("vivir trabajar estudiar jugar fumar viajar gustar odiar")
_YOUNG = words("niño niña niños niñas pequeño pequeña pequeños pequeñas joven jóvenes adolescente")
_NOW = words("hoy ahora todavía aún actualmente siempre nunca")
_OPENS = STOPS | words("y pero")


def back_then(s: Sentence) -> Iterator[Finding]:
    """Antes vivo en Madrid → vivía; de niño juego al tenis → jugaba; cuando tenía diez años, vivo en Cuba → vivía."""
    for i, word in enumerate(s.words):
        if word == "antes" and (i == 0 or s.at(i - 1) in _OPENS) and s.at(i + 1) not in ("de", "que"):
            yield from _told(s, i, i + 1, _ONCE, ("present",), "antes")
        elif word == "de" and s.at(i + 1) in _YOUNG and (i == 0 or s.at(i - 1) in _OPENS):
            yield from _told(s, i, i + 2, _LASTED, ("present",), s.text(i, i + 2))
        elif word in ("tenía", "teníamos", "tenían", "tenías") and s.at(i + 2) == "años":
            if "cuando" in s.words[max(0, i - 3) : i] and s.at(i + 3) == ",":
                yield from _told(s, i, i + 3, _LASTED, ("present",), s.text(i + 1, i + 3))


def _told(
    s: Sentence, i: int, start: int, verbs: frozenset[str], tenses: tuple[str, ...], trigger: str
) -> Iterator[Finding]:
    start += s.at(start) == ","
    if _behind(s, start) & _NOW:
        return
    at = _verb(s, start)
    reading = (told_in(s, at, *tenses) or _of_me(s, at)) if at else None
    if not at or not reading or reading.verb not in verbs or s.at(at + 1) == "que":
        return
    if reading.verb == "ser" and infinitive(s, at + 2):
        return  # «de joven es fácil equivocarse»
    if trigger == "antes" and s.at(at - 1) in ("que", "si"):
        return
    yield from in_tense(s, at, reading, "imperfect", "imperfect", 0.86, trigger)


def _behind(s: Sentence, start: int) -> set[str]:
    """The words of the clause that begins here."""
    end = next((n for n in range(start, len(s)) if s.at(n) in STOPS or s.at(n) in ("pero", "que")), len(s))
    return set(s.words[start:end])


def _verb(s: Sentence, start: int) -> int | None:
    at = start
    while s.at(at) in CLITICS or s.at(at) in PRONOUNS or s.at(at) in ("no", "también"):
        at += 1
    return at if finite(s, at) or _of_me(s, at) else clause_verb(s, start)


def _of_me(s: Sentence, at: int) -> VerbReading | None:
    """«Vivo», «juego», «trabajo» right behind what tells when: only verbs can stand there."""
    told = [r for r in analyse(s.at(at)) if r.person == "1s" and r.tense == "present"]
    return told[0] if told and s.at(at).endswith("o") and s.at(at + 1) in _BEHIND else None


_BEHIND = words("en con a al mucho muy un una el la los las de como para todos todas")
