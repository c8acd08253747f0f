"""What one compares with: «más rápido que el tuyo», and of what one is the first: «la más alta de la clase»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.ages import place_name
from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import PRONOUNS, STOPS, adjectival, finite, is_person_name, noun, phrase, share
from tutor.language.es.inflect import singular
from tutor.language.es.wordlist import words

_ARTICLES = words("el la los las mi mis tu tus su sus nuestro nuestra")
_OWNED = words(
    "mío mía míos mías tuyo tuya tuyos tuyas suyo suya suyos suyas nuestro nuestra nuestros nuestras otro otra otros otras"
)
# What has a first and a last; in a kitchen something is, of a family somebody is the tallest.
_GROUPS = words(
    "mundo ciudad país pueblo barrio clase familia escuela colegio universidad instituto equipo grupo región provincia historia continente oficina empresa planeta calle liga"
)
_BE = words("ser estar parecer quedar")
_THOUGHT = words("pensaba pensabas pensé creía creías imaginaba esperaba esperábamos parece parecía dicen decían")
_BEST = words("mejor peor mejores peores")


def comparing(s: Sentence) -> Iterator[Finding]:
    """Más rápido de el tuyo → que el tuyo; el hotel más caro en la ciudad → de la ciudad."""
    for i, word in enumerate(s.words):
        if word in ("más", "menos"):
            yield from _than_yours(s, i)
            yield from _than_somebody(s, i)
            yield from _than_thought(s, i)
            yield from _first_of(s, i, i + 2)
        elif word in ("tanto", "tanta", "tantos", "tantas") and adjectival(s.at(i + 1)) and s.at(i + 2) == "como":
            if {r.verb for r in finite(s, i - 1)} & _BE and word in ("tanto", "tanta"):
                yield Finding(i, i + 1, "tan", "tan-adjective", 0.88, s.at(i + 1))
        elif word in _BEST:
            yield from _first_of(s, i, i + 1)


def _than_yours(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mi coche es más rápido del tuyo»."""
    at = i + 2
    if not adjectival(s.at(i + 1)) or not {r.verb for r in finite(s, i - 1)} & _BE:
        return
    if s.at(at) == "del" and s.at(at + 1) in _OWNED:
        yield Finding(at, at + 1, "que el", "comparative-than", 0.9, s.at(i))
    elif s.at(at) == "de" and s.at(at + 1) in ("el", "la", "los", "las") and s.at(at + 2) in _OWNED:
        yield Finding(at, at + 1, "que", "comparative-than", 0.93, s.at(i))


def _than_somebody(s: Sentence, i: int) -> Iterator[Finding]:
    """«Ana es más alta como Luis», «es más joven de mi hermano», «es más listo de mí»; «la más alta de Luis» is left."""
    at = i + 2
    if (
        s.at(at) not in ("de", "como")
        or not adjectival(s.at(i + 1))
        or not {r.verb for r in finite(s, i - 1)} & _BE
        or (s.at(i + 1), s.at(at)) == ("cerca", "de")
    ):
        return
    if s.at(at + 1) in ("mí", "mi", "ti", "yo", "tú") and s.at(at + 2) in STOPS | {"", "y", "pero"}:
        who = "tú" if s.at(at + 1) in ("ti", "tú") else "yo"
        yield Finding(at, at + 2, f"que {who}", "comparative-than", 0.93, s.at(i))
        return
    found = phrase(s, at + 1)
    if not found or s.at(found.end) not in STOPS | {"", "y", "pero"}:
        return
    person = s.at(found.head) in PRONOUNS or is_person_name(s, at + 1) or singular(s.at(found.head)) in PERSONS
    if person or (s.at(at) == "como" and s.at(at + 1) in _ARTICLES):
        yield Finding(at, at + 1, "que", "comparative-than", 0.89, s.at(i))


def _than_thought(s: Sentence, i: int) -> Iterator[Finding]:
    """«Es más difícil que pensaba», «gasto más que gano»."""
    at = i + 1 if s.at(i + 1) == "que" else i + 2
    if s.at(at) != "que" or s.at(at + 1) not in _THOUGHT or s.at(at + 2) not in STOPS | {"", "y", "pero"}:
        return
    if at == i + 2 and not (adjectival(s.at(i + 1)) or share(s.at(i + 1), "adverb") > 0.4):
        return
    if s.at(i - 1) not in ("el", "la", "los", "las", "lo"):
        yield Finding(at, at + 1, "de lo que", "comparative-clause", 0.89)


def _first_of(s: Sentence, i: int, end: int) -> Iterator[Finding]:
    """«Es el restaurante más caro en la ciudad», «la mejor alumna en la clase», «el río más largo en España»."""
    if s.at(i) in _BEST:
        if s.at(i - 1) not in _ARTICLES:
            return
        if noun(s, end):  # «mi mejor amigo en la clase» is no superlative
            if s.at(i - 1) not in ("el", "la", "los", "las"):
                return
            end += 1
    else:
        # The article stands before the noun, or right before «más».
        near = s.at(i - 1) in ("el", "la", "los", "las")
        far = noun(s, i - 1) is not None and s.at(i - 2) in _ARTICLES
        if not adjectival(s.at(i + 1)) or not (near or far):
            return
    if s.at(end) != "en":
        return
    article = s.at(end + 1) in _ARTICLES
    found = phrase(s, end + 1) if article else None
    group = bool(found and singular(s.at(found.head)) in _GROUPS and s.at(found.end) in STOPS | {"", "y"})
    named = place_name(s, end + 1) if s.is_name(end + 1) else False
    if not group and not (named and s.at(end + 2) in STOPS | {""}):
        return
    be = any(r.verb == "ser" for n in range(max(0, i - 5), i) for r in finite(s, n))
    if not be:
        return
    if s.at(end + 1) == "el":
        yield Finding(end, end + 2, "del", "superlative-of", 0.86, s.at(i))
    else:
        yield Finding(end, end + 1, "de", "superlative-of", 0.86, s.at(i))
