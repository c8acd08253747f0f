"""Fixed expressions, within which only a spelling rule may change a word."""

from __future__ import annotations

from functools import cache

from tutor.corrections.candidates import Candidate
from tutor.corrections.sentence import Sentence

_PHRASES = (
    "la verdad", "a la postre", "a la larga", "a la vez", "a lo mejor", "a lo largo", "a lo lejos", "a menudo", "a oscuras", "a pie", "a solas",
    "al fin y al cabo", "buena gente", "buena persona", "cada dos por tres", "cada vez más", "cada vez menos", "con creces", "cuanto antes",
    "dar la lata", "de antemano", "de autobús", "de metro", "de tren", "de buena gana", "de golpe", "de hecho", "de mala gana", "de memoria", "de par en par", "de pie", "de sobra",
    "de todas formas", "de todos modos", "de una vez", "de vez en cuando", "desde luego", "en absoluto", "en balde", "en cuanto a", "en el fondo",
    "en resumidas cuentas", "en serio", "en vano", "hoy en día", "hoy por hoy", "lo antes posible", "mano a mano", "más o menos", "ni mucho menos",
    "ni siquiera", "nada más", "nada menos", "no obstante", "otra vez", "por lo general", "por lo menos", "por lo tanto", "por lo visto",
    "por poco", "por si acaso", "por supuesto", "rara vez", "sin duda", "sin embargo", "sobre todo", "tal vez", "tarde o temprano", "todo el mundo",
    "una y otra vez", "vuelta y media", "a duras penas", "a fin de cuentas", "a rajatabla", "de segunda mano", "de primera mano", "en primer lugar",
    "en segundo lugar", "en último término", "en gran medida", "de cabo a rabo", "poco a poco", "paso a paso", "sea como fuere", "o sea",
)  # fmt: skip


# Latin that is used in Spanish as it is.
_LATIN = (
    "honoris causa", "in situ", "ad hoc", "modus operandi", "alma mater", "statu quo", "grosso modo", "motu proprio", "sui generis", "ipso facto",
    "rigor mortis", "vox populi", "in extremis", "de facto", "quid pro quo", "curriculum vitae", "ex libris", "persona non grata", "ad libitum", "sine qua non",
    "per se", "post mortem", "ex profeso", "in vitro", "habeas corpus",
)  # fmt: skip


_LATIN_WORDS = frozenset(word for phrase in _LATIN for word in phrase.split())


def of_latin(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether a word of a Latin expression would change: «doctor honoris causa»."""
    if sentence.at(candidate.start) not in _LATIN_WORDS:
        return False
    for parts in map(str.split, _LATIN):
        for start in range(max(0, candidate.start - len(parts) + 1), candidate.start + 1):
            if sentence.words[start : start + len(parts)] == parts and candidate.start < start + len(parts):
                return candidate.end > candidate.start
    return False


@cache
def _by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in _PHRASES:
        parts = tuple(phrase.split())
        found[parts[0]] = (*found.get(parts[0], ()), parts)
    return found


def in_set_phrase(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether a change that no rule asks for takes words out of a fixed expression, or puts some into it."""
    longest = 5
    for start in range(max(0, candidate.start - longest), candidate.start + 1):
        for parts in _by_first().get(sentence.at(start), ()):
            end = start + len(parts)
            if tuple(sentence.words[start:end]) != parts:
                continue
            inside = start <= candidate.start and candidate.end <= end and candidate.start < end
            if inside and (candidate.end > candidate.start or candidate.start > start):
                return candidate.kind != "case"
    return False
