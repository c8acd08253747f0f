"""What a Spanish word is and what it means in English: our lists first, then FreeDict; nothing is guessed here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from tutor.drills.conjugation import DATA, verbs
from tutor.drills.explain import form_name
from tutor.drills.lemma import lemma
from tutor.drills.vocabulary import by_text

# Whose meaning it is: our lists', FreeDict's, a language model's guess; "" when there is none.
Source = Literal["list", "dictionary", "model", ""]
# A form like "hable" is several; more than so many names of forms help nobody.
MOST_FORMS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A word as it stands in a text. `forms` names what its verb form may be; gender is m, f or ""."""

    word: str
    lemma: str
    meaning: str
    source: Source
    gender: str
    forms: tuple[str, ...]


@cache
def _table(name: str) -> dict[str, str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def meaning_of(base: str) -> tuple[str, Source]:
    """The English of a dictionary form, and whose it is; ("", "") when it is in none of the lists."""
    if known := by_text().get(base):
        return known.english, "list"
    if known_too := _table("more_meanings.tsv").get(base):
        return known_too, "list"
    if found := _table("meanings.tsv").get(base):
        return found, "dictionary"
    return "", ""


def headword(word: str) -> str:
    """What to look a word up under: its lemma, or the word itself when only that is in the lists."""
    base = lemma(word)
    return word.lower() if meaning_of(word.lower())[0] and not meaning_of(base)[0] else base


def look_up(word: str, language: str) -> Entry:
    """What there is to say of a word; for "es" its forms are named in Spanish, and it is not translated."""
    base = headword(word)
    nothing: tuple[str, Source] = ("", "")
    meaning, source = nothing if language == "es" else meaning_of(base)
    known = by_text().get(base)
    analyses = [a for a in verbs().analyse(word) if a.verb == base and a.tense != "infinitive"]
    names = dict.fromkeys(form_name(a.tense, a.person, language) for a in analyses)
    return Entry(word.lower(), base, meaning, source, known.gender if known else "", tuple(names)[:MOST_FORMS])
