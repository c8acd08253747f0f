"""The language, put together."""

from __future__ import annotations

from pathlib import Path

from tests.toy_language.lexicon import forms, lemmas, meaning, plural, singular
from tests.toy_language.numbers import cardinal, number_at
from tests.toy_language.text import ipa, sentence_spans, speakable, text_level, words
from tutor.language.base import Language, read_levels

ESPERANTO = Language(
    code="eo",
    levels=read_levels(Path(__file__).parent / "levels.toml"),
    words=words,
    sentence_spans=sentence_spans,
    speakable=speakable,
    cardinal=cardinal,
    number_at=number_at,
    lemmas=lemmas,
    forms=forms,
    plural=plural,
    singular=singular,
    meaning=meaning,
    text_level=text_level,
    ipa=ipa,
)
