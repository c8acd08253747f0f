"""Words by topic and level, with how often they are used (wordfreq's Zipf scale)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tutor.core.levels import Level
from tutor.language.es.inflect import plural, takes_el

DATA = Path(__file__).parent / "data"
_ARTICLES = {"el": "m", "la": "f", "los": "m", "las": "f"}


@dataclass(frozen=True, slots=True)
class VocabularyWord:
    """A word to learn. Gender is m or f for nouns, "" for others; `plural` is "" for what is not counted."""

    text: str
    english: str
    level: Level
    topic: str
    gender: str
    plural: str
    zipf: float


@cache
def frequency() -> dict[str, float]:
    """How often a word is used, 0 to 8 on the Zipf scale; the 45,000 commonest words of wordfreq."""
    table = (DATA / "frequency.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines())
    return {word: int(zipf) / 100 for word, zipf in rows}


@cache
def vocabulary() -> tuple[VocabularyWord, ...]:
    """All words, by level and topic."""
    data = tomllib.loads((DATA / "vocabulary.toml").read_text(encoding="utf-8"))
    return tuple(
        _word(entry, Level(level), topic)
        for level, topics in data.items()
        for topic, entries in topics.items()
        for entry in entries.split("; ")
    )


@cache
def by_text() -> dict[str, VocabularyWord]:
    """The words by their dictionary form; the easiest meaning where there are two."""
    found: dict[str, VocabularyWord] = {}
    for word in vocabulary():
        found.setdefault(word.text, word)
    return found


def _word(entry: str, level: Level, topic: str) -> VocabularyWord:
    spanish, _, english = entry.partition(": ")
    article, _, noun = spanish.partition(" ")
    gender = _ARTICLES.get(article, "") if noun else ""
    text = noun if gender else spanish
    counted = gender and not text.endswith("~") and article in ("el", "la") and " " not in text
    text = text.rstrip("~")
    if takes_el(text):
        gender = "f"
    zipf = min((frequency().get(part, 0.0) for part in text.split()), default=0.0)
    return VocabularyWord(text, english, level, topic, gender, plural(text) if counted else "", zipf)
