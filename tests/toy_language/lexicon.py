"""Words: which forms there are, and of which word a form is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tutor.core.levels import Level

# What takes the place of a dictionary form's last letter: nouns, adjectives, verbs.
_ENDINGS = {
    "o": ("o", "oj", "on", "ojn"),
    "a": ("a", "aj", "an", "ajn"),
    "i": ("i", "as", "is", "os", "us", "u"),
}


@cache
def _entries() -> dict[str, tuple[str, Level]]:
    lines = (Path(__file__).parent / "words.tsv").read_text("utf-8").splitlines()
    return {word: (meaning, Level(level)) for word, meaning, level in (line.split("\t") for line in lines)}


def forms(lemma: str) -> list[str]:
    """hundo → hundo, hundoj, hundon, hundojn."""
    return [lemma[:-1] + ending for ending in _ENDINGS[lemma[-1]]] if lemma in _entries() else []


@cache
def _lemmas() -> dict[str, tuple[str, ...]]:
    return {form: (lemma,) for lemma in _entries() for form in forms(lemma)}


def lemmas(form: str) -> tuple[str, ...]:
    """estas → esti."""
    return _lemmas().get(form.lower(), ())


def meaning(form: str) -> str:
    """estas → be."""
    return next((_entries()[lemma][0] for lemma in lemmas(form)), "")


def level_of(form: str) -> Level:
    """The level at which a word is met; C2 for what is no word."""
    return next((_entries()[lemma][1] for lemma in lemmas(form)), Level.C2)


def plural(noun: str) -> str:
    """hundo → hundoj."""
    return noun + "j"


def singular(noun: str) -> str:
    """hundoj → hundo."""
    return noun.removesuffix("j") if noun.endswith(("oj", "aj")) else noun
