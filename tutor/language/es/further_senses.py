"""Everyday senses of a word beside the one its list teaches, from `data/further_senses.tsv`: «sueño» is a dream, and sleepiness.

They are shown where a word is looked up, and nowhere else: cards teach one sense, and answers are graded by it.
"""

from __future__ import annotations

from functools import cache

from tutor.language.es.vocabulary import DATA, by_text

FILE = DATA / "further_senses.tsv"
# What stands between the sense of the list and the further ones.
ALSO = {"en": "; also ", "es": "; también ", "de": "; auch ", "fr": " ; aussi ", "pt": "; também ", "it": "; anche "}
# In these only the study list has meanings: for other words the file's cell has all the senses, and stands alone.
_ONLY_STUDY_LIST = ("de", "fr", "pt", "it")


@cache
def _rows() -> dict[str, dict[str, str]]:
    header, *rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    return {word: dict(zip(header[1:], told, strict=True)) for word, *told in rows}


def with_further_senses(base: str, meaning: str, language: str) -> str:
    """The meaning of a dictionary form and its further senses, in English where the file has not the language; "" for a
    word of which there are none."""
    row = _rows().get(base)
    if row is None:
        return ""
    known = language if language in row else "en"
    alone = not meaning or (known in _ONLY_STUDY_LIST and base not in by_text())
    return row[known] if alone else meaning + ALSO[known] + row[known]
