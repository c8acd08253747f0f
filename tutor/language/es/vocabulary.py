"""The study list: words by level and topic, what they mean, a sentence, and how often they are used."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tutor.core.levels import Level
from tutor.language.es.inflect import plural, takes_el
from tutor.language.es.lexicon import lexicon

DATA = Path(__file__).parent / "data"
STUDY = DATA / "study"
# The meanings are by language; the Spanish one is a definition.
COLUMNS = ("spanish", "topic", "en", "es", "de", "fr", "pt", "it", "sentence")
_MEANINGS = COLUMNS[2:8]
_ARTICLES = {"el": "m", "la": "f", "los": "m", "las": "f"}
# What nouns are looked up by all the same when a text has them more often as a small word: «la tarde», not «el este».
_LEAST_NOUN = 0.2
_SMALL = ("determiner", "pronoun", "preposition", "conjunction", "adverb")


@dataclass(frozen=True, slots=True)
class VocabularyWord:
    """A word to learn.

    `shown` is as it is learnt, a noun with its article; no two words have the same. Gender is m or f for nouns, "" for
    others. `placed` says that it is a thing one asks the place of: what exercises in agreement are made of. `meanings` are by language.
    """

    shown: str
    text: str
    level: Level
    topic: str
    gender: str
    counted: bool
    placed: bool
    meanings: dict[str, str] = field(hash=False)
    sentence: str

    @property
    def english(self) -> str:
        """Its meaning in English."""
        return self.meanings["en"]

    @property
    def plural(self) -> str:
        """Of a noun, "" for what is not counted."""
        return plural(self.text) if self.counted else ""

    @property
    def zipf(self) -> float:
        """How often it is used, of a phrase its rarest word (wordfreq's Zipf scale)."""
        return min((frequency().get(part, 0.0) for part in self.text.split()), default=0.0)

    def meaning(self, language: str) -> str:
        """In a language, in English where the list has not that one; in Spanish a definition."""
        return self.meanings.get(language, self.english)


@cache
def frequency() -> dict[str, float]:
    """How often a word is used, 0 to 8 on the Zipf scale; the 45,000 commonest words of wordfreq."""
    table = (DATA / "frequency.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines())
    return {word: int(zipf) / 100 for word, zipf in rows}


@cache
def vocabulary() -> tuple[VocabularyWord, ...]:
    """All words, by level."""
    return tuple(
        _word(line.split("\t"), level)
        for level in Level
        for line in (STUDY / f"{level.value}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    )


@cache
def by_shown() -> dict[str, VocabularyWord]:
    """The words as they are learnt: «la puerta»."""
    return {word.shown: word for word in vocabulary()}


@cache
def by_text() -> dict[str, VocabularyWord]:
    """The words by their dictionary form, the easiest where there are two; without those that a text seldom means by
    it."""
    found: dict[str, VocabularyWord] = {}
    for word in vocabulary():
        if word.text not in found and _is_meant(word):
            found[word.text] = word
    return found


def _is_meant(word: VocabularyWord) -> bool:
    readings = lexicon().analyses(word.text) if " " not in word.text else ()
    if not readings or readings[0].part not in _SMALL:
        return True
    if word.gender:
        return sum(reading.share for reading in readings if reading.part in ("noun", "adjective")) >= _LEAST_NOUN
    # «una» is learnt by itself and looked up under «uno»; but «ella» is not "he".
    return readings[0].part == "pronoun" or word.text in {reading.lemma for reading in readings}


def _word(row: list[str], level: Level) -> VocabularyWord:
    spanish, topic, *meanings, sentence = row
    marked = spanish.rstrip("~*")
    article, _, noun = marked.partition(" ")
    gender = _ARTICLES.get(article, "") if noun else ""
    text = noun if gender else marked
    counted = bool(gender) and not spanish.endswith("~") and article in ("el", "la") and " " not in text
    if gender == "m" and takes_el(text):
        gender = "f"
    told = dict(zip(_MEANINGS, meanings, strict=True))
    return VocabularyWord(marked, text, level, topic, gender, counted, spanish.endswith("*"), told, sentence)
