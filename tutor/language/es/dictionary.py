"""What a Spanish word is and what it means: our lists first, then FreeDict; nothing is guessed here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from tutor.language.es.forms import form_name
from tutor.language.es.function_words import explained, use_of
from tutor.language.es.further_senses import with_further_senses
from tutor.language.es.inflect import singular
from tutor.language.es.lemma import lemma
from tutor.language.es.lexicon import lexicon
from tutor.language.es.surroundings import Surroundings
from tutor.language.es.tapped import name_here, other_here, verb_here
from tutor.language.es.verbs import Person, analyse
from tutor.language.es.vocabulary import DATA, by_text, frequency
from tutor.language.es.wordlist import words

# Whose meaning it is: our lists', FreeDict's, a language model's guess; "" when there is none.
Source = Literal["list", "dictionary", "model", ""]
# A form like "hable" is several; more than so many names of forms help nobody.
MOST_FORMS = 3
# Shorter words with a meaning of their own are small ones that others lose their ending to: «nos» is not many of «no».
SHORTEST_FORM = 5
# Looked up as themselves, though the lexicon has them under another word: «ello» is no "he".
_OWN = words("ello")
# What our other list says of a mere form of a verb or adjective.
_FORM_OF = re.compile(r"forma de «(\w+)»(?!.*(?:también|tener))")
_ONLY_FEMININE = re.compile(r"\(f\.\) [^;]+")


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
def _table(name: str, column: int = 1) -> dict[str, str]:
    """A dictionary file by word: its English, or its Spanish definition (column 2) where it has one."""
    rows = (line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines())
    return {row[0]: row[column] for row in rows if len(row) > column}


def meaning_of(base: str, language: str = "en") -> tuple[str, Source]:
    """What a dictionary form means in a language, and whose it is; ("", "") when it is in none of the lists.

    The study list has six languages, its Spanish ones definitions; our other list English and definitions; all else is
    in English, or for "es" nowhere.
    """
    if known := by_text().get(base):
        return known.meaning(language), "list"
    if language == "es":
        definition = _table("more_meanings.tsv", 2).get(base, "")
        return definition, "list" if definition else ""
    if known_too := _table("more_meanings.tsv").get(base):
        return known_too, "list"
    if found := _table("meanings.tsv").get(base):
        return found, "dictionary"
    return "", ""


def meanings_of(base: str) -> str:
    """All the English that our lists and the dictionary have for a dictionary form, separated by commas."""
    known = by_text().get(base)
    found = (
        known.english if known else "",
        _table("more_meanings.tsv").get(base, ""),
        _table("meanings.tsv").get(base, ""),
    )
    return ", ".join(filter(None, found))


def spanish_for(english: str) -> list[str]:
    """The Spanish words whose meaning is exactly this, the most common first; none for what is in none of the lists."""
    return _spanish().get(_bare(english), [])


@cache
def _spanish() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    lists = (
        {word: known.english for word, known in by_text().items()},
        _table("more_meanings.tsv"),
        _table("meanings.tsv"),
    )
    for table in lists:
        for word in sorted(table, key=lambda word: -frequency().get(word, 0.0)):
            for meaning in re.split(r"[,;/]", re.sub(r"\(.*?\)", "", table[word])):
                words = found.setdefault(_bare(meaning), [])
                if word not in words:
                    words.append(word)
    return found


def _bare(english: str) -> str:
    """An English meaning without its article or the "to" of a verb."""
    return re.sub(r"^(?:the|an?|to)\s+", "", " ".join(english.lower().split()))


def headword(word: str) -> str:
    """What to look a word up under: itself or its singular where our lists have it («hermana», «levantarse»), else its lemma,
    or the word itself when only that is in a dictionary."""
    word = word.lower()
    for own in (word, singular(word)):
        if own in by_text() or (own == word and len(own) >= SHORTEST_FORM and own in _table("more_meanings.tsv")):
            return _easier_verb(own) or _whose_form(own)
    base = _whose_form(lemma(word)) if word not in _OWN else word
    return word if meaning_of(word)[0] and not meaning_of(base)[0] else base


def _whose_form(entry: str) -> str:
    """The dictionary form that an entry of our other list is only a form of («debe», «larga»), else the entry itself."""
    of = _FORM_OF.match(_table("more_meanings.tsv", 2).get(entry, ""))
    base = of[1] if of else ""
    if _ONLY_FEMININE.fullmatch(_table("more_meanings.tsv").get(entry, "")):
        base = next((a.lemma for a in lexicon().analyses(entry) if a.part == "adjective"), "")
    return base if base and entry not in by_text() and meaning_of(base)[0] else entry


def _easier_verb(form: str) -> str:
    """The verb of a form that is a harder word of the list as well: «vivo» is of «vivir» before it is "alive"."""
    known = by_text().get(form)
    if known is None or known.gender:
        return ""
    verbs = [by_text()[a.verb] for a in analyse(form) if a.person and a.verb in by_text()]
    return next((verb.text for verb in verbs if verb.level < known.level), "")


def _other(word: str, place: Surroundings) -> str:
    """The adjective or noun that surely stands there, unless our list means a noun by it: «agua helada» is no ice cream."""
    here = other_here(word, place)
    known = by_text().get(here)
    return "" if known and known.gender and here != word else here


def _of_name(name: str, language: str) -> tuple[str, Source]:
    """What a name means. Our other list has names among the nouns of their letters, with a capital in English: «lima»."""
    if (found := meaning_of(name, language))[0] or name.lower() in by_text():
        return found
    told = _table("more_meanings.tsv").get(name.lower(), "").split("; ")
    named = [part for part in told if part.lstrip("(")[:1].isupper()]
    if language != "es":
        return "; ".join(named), "list" if named else ""
    definition = _table("more_meanings.tsv", 2).get(name.lower(), "") if named == told else ""
    return definition, "list" if definition else ""


def look_up(word: str, language: str, before: str = "", after: str = "") -> Entry:
    """What there is to say of a word; for "es" its forms are named in Spanish, and it is not translated but defined.

    `before` and `after` are the text around it, which says what it is there: «yo bajo» is bajar, «bajo la mesa» is not. Small
    words are explained by their form and use, others with their further senses.
    """
    place = Surroundings.between(before, after)
    if name := name_here(word, place):
        known = by_text().get(name)
        return Entry(name, name, *_of_name(name, language), known.gender if known else "", ())
    word = word.lower()
    use = use_of(word, place)
    if verb := "" if use == "exclamation" else verb_here(word, place):
        use = "verb"
    here = verb or (word if use == "noun" else _other(word, place))
    small = explained(word, language, use)
    base = here if here and (use == "noun" or meaning_of(here)[0]) else headword(word)
    meaning, source = meaning_of(base, language)
    if small:
        meaning, source = small, "list"
    elif wider := with_further_senses(base, meaning, language):
        meaning, source = wider, "list"
    known = by_text().get(base)
    persons = ("", *get_args(Person))
    said = () if use == "exclamation" else analyse(word)
    analyses = [a for a in said if a.verb == base and a.tense != "infinitive"]
    analyses.sort(key=lambda a: persons.index(a.person))  # yo hable, ella hable: alike likely
    names = dict.fromkeys(form_name(a.tense, a.person, language) for a in analyses)
    return Entry(word, base, meaning, source, known.gender if known else "", tuple(names)[:MOST_FORMS])
