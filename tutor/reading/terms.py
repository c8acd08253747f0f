"""What words are indexed under, so that «canciones» is found by «cancion» and «tuvieron» by «tener».

Snowball's Spanish stemmer, which PostgreSQL has and SQLite lacks, knows no irregular verbs: «tuvo» and «tener» stay two
words. So the index gets our own dictionary forms, without accents and without the vowel of gender, the same in both
databases. «año» is thereby also found by «ano»: many keyboards have no ñ.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tutor.language.es.lemma import lemma
from tutor.language.es.vocabulary import frequency

# More common than this on the Zipf scale, a word says nothing of what a text is about: de, que, más, tiene.
COMMON = 6.0
MOST_TERMS = 24
LONGEST = 60
_WORD = re.compile(r"[^\W_]+")


def terms(text: str) -> str:
    """The index form of a text: a term for each word."""
    return " ".join(_term(word) for word in _WORD.findall(text.lower()))


def query_terms(text: str) -> list[str]:
    """What to look for when somebody says this: its telling words, each once; all of them when none tells much."""
    said = _WORD.findall(text.lower())
    telling = [word for word in said if frequency().get(word, 0.0) < COMMON]
    return list(dict.fromkeys(_term(word) for word in telling or said))[:MOST_TERMS]


@lru_cache(maxsize=50_000)
def _term(word: str) -> str:
    """hablamos → hablar, niñas → nin, canción → cancion"""
    base = unicodedata.normalize("NFKD", lemma(word))
    folded = "".join(c for c in base if c.isalnum())[:LONGEST] or word[:LONGEST]
    return folded[:-1] if len(folded) > 3 and folded[-1] in "aoe" else folded
