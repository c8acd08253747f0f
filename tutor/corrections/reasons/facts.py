"""What the words of an edit are, in Spanish, as facts for who explains it."""

from __future__ import annotations

from tutor.language.es.analysis import Analysis
from tutor.language.es.forms import form_name
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import reading_of

_PARTS = {
    "noun": "nombre", "name": "nombre propio", "adjective": "adjetivo", "adverb": "adverbio", "pronoun": "pronombre",
    "determiner": "determinante", "preposition": "preposición", "conjunction": "conjunción", "interjection": "interjección",
}  # fmt: skip
_GENDERS, _NUMBERS = {"m": "masculino", "f": "femenino"}, {"s": "singular", "p": "plural"}
_MOST = 2  # readings of a word
_LEAST_SHARE = 0.2


def facts_about(original: str, replacement: str) -> list[str]:
    """A line for each word of an edit that the lexicon knows, and one for each that it does not."""
    told = dict.fromkeys(word.strip("¿?¡!.,;:") for word in (original + " " + replacement).split())
    return [_line(word) for word in told if word and word[0].isalpha()]


def _line(word: str) -> str:
    likely = [a for a in analyses(word) if a.share >= _LEAST_SHARE][:_MOST] or list(analyses(word)[:1])
    if not likely:
        return f"«{word}»: no está en el diccionario"
    return f"«{word}»: " + " o ".join(dict.fromkeys(map(_said, likely)))


def _said(a: Analysis) -> str:
    if a.part == "verb":
        reading = reading_of(a)
        return f"{a.lemma}, {form_name(reading.tense, reading.person, 'es')}" if reading else f"forma de {a.lemma}"
    told = [_PARTS.get(a.part, ""), _GENDERS.get(a.features.gender, ""), _NUMBERS.get(a.features.number, "")]
    return " ".join(part for part in told if part)
