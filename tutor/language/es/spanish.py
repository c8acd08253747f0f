"""Spanish, as every language is seen from outside (tutor/language/base.py)."""

from __future__ import annotations

from tutor.core.levels import Level
from tutor.language.base import Language
from tutor.language.es.dictionary import look_up
from tutor.language.es.inflect import plural, singular
from tutor.language.es.ipa import in_ipa
from tutor.language.es.levels import profiles
from tutor.language.es.lexicon import lemmas, lexicon
from tutor.language.es.numbers import cardinal, number_at
from tutor.language.es.readability import level_of
from tutor.language.es.sentences import sentence_spans
from tutor.language.es.spoken import speakable
from tutor.language.es.tokens import words


def _forms(lemma: str) -> set[str]:
    return {form.text for letter in "NAVPDRSCI" for form in lexicon().paradigm(lemma, letter)}


def _meaning(word: str) -> str:
    return look_up(word, "en").meaning


def _text_level(text: str) -> Level:
    return level_of(text).level


def _ipa(text: str) -> list[str]:
    said = words(text)
    return in_ipa(" ".join(said), said)


SPANISH = Language(
    code="es",
    levels=profiles(),
    words=words,
    sentence_spans=sentence_spans,
    speakable=speakable,
    cardinal=cardinal,
    number_at=number_at,
    lemmas=lemmas,
    forms=_forms,
    plural=plural,
    singular=singular,
    meaning=_meaning,
    text_level=_text_level,
    ipa=_ipa,
)
