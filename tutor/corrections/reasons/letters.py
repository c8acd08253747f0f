"""Why only letters change: capitals, accents, ñ. The rule of the accent is worked out from the word itself."""

from __future__ import annotations

import unicodedata

from tutor.corrections.reasons.change import Changed, Why, used_as
from tutor.language.es.lexicon import analyses
from tutor.language.es.stress import bare, nuclei, stressed
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_TIMES = words(
    "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre "
    "noviembre diciembre primavera verano otoño invierno"
)
# Pairs that the accent tells apart, by the word without it.
_PAIRS = words("el tu mi si se de te mas aun")
_ASKING = words("que quien quienes como cuando donde adonde cual cuales cuanto cuanta cuantos cuantas")
_POINTING = words("este ese aquel esta esa aquella estos esos estas esas aquellos aquellas solo guion")
_ESTAR = words("esta estas este esten estes")
_LEAST_VERB = 0.3
# Accents that Spanish does not have, ò and ô.
_LEANING = frozenset("\u0300\u0302")


def of_capital(change: Changed, rule: str) -> Why:
    """A capital more or less."""
    if rule == "name-capital":
        named = any(a.part == "name" for a in analyses(change.new.capitalize()))
        return Why(rule, known=named or not change.lexicon.known(change.old))
    if rule != "lower-case":
        return Why(rule)
    if change.new in _TIMES or change.new.removesuffix("s") in _TIMES:
        return Why("lower-case")
    if any(a.part == "name" and a.share > 0.5 for a in analyses(change.new.capitalize())):
        return Why("lower-case", known=False)
    return Why("lower-case" if _of_a_people(change.new) else "lower-case-word")


def _of_a_people(word: str) -> bool:
    """Whether it may be a language or a nationality: both a noun and an adjective, or an adjective in -és, -ano …"""
    return word.endswith(("és", "esa", "eses", "esas", "ano", "ana", "anos", "anas", "ol", "ola", "oles", "ense", "án", "eño", "eña", "ino", "ina", "co", "ca", "és"))  # fmt: skip


def of_letters(change: Changed, rule: str) -> Why:
    """Accents and ñ."""
    old, new = change.old, change.new
    if _LEANING & set(unicodedata.normalize("NFD", old)):
        return Why("accent-acute")
    if old.count("ñ") != new.count("ñ"):
        return Why("n-tilde" if "ñ" in new else "n-plain")
    if new.count("ü") > old.count("ü"):
        return Why("diaeresis")
    if accents(new) < accents(old):
        return _removed(change, rule)
    if bare(new) in _PAIRS and new != bare(new):
        return Why(f"accent-{bare(new)}")
    if bare(new) in _ASKING and new != bare(new):
        return Why("question-accent")
    if bare(new) in _ESTAR and old == bare(new):
        return Why("accent-estar", facts=(("bare", old),))
    if change.lexicon.known(old) and (told := _verbs(old, new)):
        return told
    return of_stress(new) or Why("accent-missing", known=False)


def _removed(change: Changed, rule: str) -> Why:
    old, new = change.old, change.new
    if bare(old) in _PAIRS and new == bare(old):
        return Why(f"accent-{new}")
    if new in _ASKING:
        return Why("question-accent-none")
    if new in _ESTAR and change.lexicon.known(old):
        return Why("accent-estar", facts=(("bare", new),)) if old.startswith("est") else Why(rule)
    if new in _POINTING:
        return Why("accent-extra")
    if change.lexicon.known(old) and (told := _verbs(old, new)):
        return told
    if accents(new):
        return of_stress(new) or Why("accent-missing", known=False)
    if change.lexicon.known(old):
        return Why(rule, known=False)  # another word, which may be right as well
    groups = nuclei(new)
    if len(groups) == 1:
        return Why("accent-extra-one")
    return Why("accent-extra-middle" if new[-1] in "aeiouns" else "accent-extra-last")


def accents(word: str) -> int:
    """How many accents a word has."""
    return sum(c == "\u0301" for c in unicodedata.normalize("NFD", word))


def of_stress(word: str) -> Why | None:
    """Why a word carries its accent, by the rules of stress; None where they do not say."""
    if not accents(word) or " " in word:
        return None
    if word.endswith("mente") and len(word) > 6:
        return Why("accent-mente", facts=(("base", word.removesuffix("mente")),))
    at, groups = stressed(word), nuclei(word)
    if word[at] in "íú" and any(word[n : n + 1] in tuple("aeoáéóh") for n in (at - 1, at + 1) if n >= 0):
        if any(word[n : n + 1] in tuple("aeo") for n in (at - 1, at + 1) if n >= 0):
            return Why("accent-hiatus", facts=(("vowel", word[at]),))
        return None
    place = next((n for n, group in enumerate(reversed(groups)) if at in group), -1)
    if place == 0 and len(groups) > 1 and word[-1] in "aeiounsáéíóú":
        return Why("accent-last")
    if place == 1 and word[-1] not in "aeiouns":
        return Why("accent-penult")
    return Why("accent-third") if place >= 2 else None


def _verbs(old: str, new: str) -> Why | None:
    """Two words that only the accent tells apart, one or both of them forms of a verb."""
    mine = _reading(new)
    theirs = _reading(old, {mine.verb}) if mine else None
    if mine and theirs and used_as(new, "verb") >= _LEAST_VERB:
        return Why("verb-accent", facts=_forms(theirs, mine))
    if mine and used_as(new, "verb") >= _LEAST_VERB:
        return Why("accent-is-verb", facts=(("verb", mine.verb), ("new_tense", mine.tense), ("new_who", mine.person)))
    return None


def _reading(word: str, of: set[str] | None = None) -> VerbReading | None:
    found = [r for r in analyse(word) if r.person and r.person != "vos" and (not of or r.verb in of)]
    return found[0] if found else None


def _forms(old: VerbReading, new: VerbReading) -> tuple[tuple[str, str], ...]:
    return (
        ("verb", new.verb),
        ("old_tense", old.tense),
        ("old_who", old.person),
        ("new_tense", new.tense),
        ("new_who", new.person),
    )
