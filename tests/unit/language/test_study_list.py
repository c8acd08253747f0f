"""The study list: every row whole, its words Spanish, its sentences right and at their level."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tutor.core.levels import Level
from tutor.corrections.check import Corrector
from tutor.corrections.policy import CorrectionPreferences
from tutor.language.es.dictionary import headword, look_up, meaning_of
from tutor.language.es.lexicon import lexicon
from tutor.language.es.readability import level_of
from tutor.language.es.tokens import words
from tutor.language.es.vocabulary import COLUMNS, STUDY, VocabularyWord, by_shown, by_text, frequency, vocabulary

LANGUAGES = COLUMNS[2:8]
# Of all sentences: what our corrections wrongly touch, and what the estimator finds two levels too hard.
MOST_TOUCHED, MOST_TOO_HARD = 0.01, 0.03
# A word's own forms in its sentence, where the lexicon has none: parts of phrases that change.
_SMALL = frozenset(["el", "la", "los", "las", "se", "alguien", "algo"])


def known(word: str) -> bool:
    """In the lexicon, or in use: «euro», «wifi»."""
    return bool(lexicon().lemmas(word)) or word in frequency() or word.isdigit()


def in_its_sentence(word: VocabularyWord) -> bool:
    """Whether the sentence has a form of each of its words."""
    said = words(word.sentence)
    bases = {base for one in said for base in (one, headword(one), *lexicon().lemmas(one))}
    for part in words(word.text):
        bare = part.removesuffix("se") if part.endswith("rse") else part
        mine = {part, bare, *lexicon().lemmas(part), *lexicon().lemmas(bare)}
        if part not in _SMALL and not mine & bases:
            return False
    return True


@pytest.mark.parametrize("level", list(Level))
def test_every_row_is_whole(level: Level) -> None:
    header, *rows = (STUDY / f"{level.value}.tsv").read_text(encoding="utf-8").splitlines()
    assert header == "\t".join(COLUMNS)
    for row in rows:
        cells = row.split("\t")
        assert len(cells) == len(COLUMNS), row
        assert all(cell and cell == " ".join(cell.split()) for cell in cells), row
        assert re.fullmatch(r"[a-z ]+", cells[1]), row
        assert re.fullmatch(r"[A-ZÁÉÍÓÚÑ¡¿«].*[.!?»…]", cells[-1]), row


def test_there_are_enough_and_none_twice() -> None:
    assert len(vocabulary()) >= 2_500
    assert [word for word, times in Counter(word.shown for word in vocabulary()).items() if times > 1] == []
    assert [said for said, times in Counter(word.sentence for word in vocabulary()).items() if times > 1] == []
    for level in Level:
        assert len([word for word in vocabulary() if word.level == level]) >= 80, level


def test_the_words_one_begins_with_are_there() -> None:
    beginners = {word.text for word in vocabulary() if word.level == Level.A1}
    wanted = words(
        "lunes domingo enero diciembre uno diez cien dónde cuándo cómo quién cuánto necesitar ropa azul hermano adiós España"
    )
    assert [word for word in wanted if word not in {text.lower() for text in beginners}] == []


def test_every_word_is_spanish() -> None:
    unknown = {part for word in vocabulary() for part in words(f"{word.shown} {word.meaning('es')} {word.sentence}")}
    # What is said in a phrase only, «a pie juntillas», names and letters are in no lexicon.
    unknown -= {part for word in vocabulary() if " " in word.text for part in words(word.text)}
    told = " ".join(f"{word.meaning('es')} {word.sentence}" for word in vocabulary())
    names = {part.lower() for part in re.findall(r"\b[A-ZÁÉÍÓÚÑ]\w+", told)}
    assert sorted(part for part in unknown if len(part) > 1 and not known(part) and part not in names) == []


def test_a_sentence_shows_its_word() -> None:
    assert [(word.shown, word.sentence) for word in vocabulary() if not in_its_sentence(word)] == []


def test_a_definition_is_short_and_not_the_word_itself() -> None:
    for word in vocabulary():
        definition = words(word.meaning("es"))
        assert len(definition) <= 14, word
        assert len(word.text) < 4 or " " in word.text or word.text not in definition, word


@pytest.mark.slow
def test_our_corrections_leave_the_sentences_alone() -> None:
    corrector = Corrector()
    touched = []
    for word in vocabulary():
        careful = CorrectionPreferences(word.level, strictness="gentle")
        edits = [(edit.original, edit.replacement) for edit in corrector.check(word.sentence, careful).edits]
        if edits:
            touched.append((word.shown, word.sentence, edits))
    print(*touched, sep="\n")
    assert len(touched) <= MOST_TOUCHED * len(vocabulary()), touched


@pytest.mark.parametrize("level", list(Level))
def test_sentences_are_not_far_above_their_level(level: Level) -> None:
    at = tuple(Level).index(level) + 1
    told = [word for word in vocabulary() if word.level == level]
    hard = [(word.shown, word.sentence) for word in told if level_of(word.sentence).score >= at + 2]
    assert len(hard) <= MOST_TOO_HARD * len(told), hard


def test_a_word_is_explained_in_the_languages_of_the_page() -> None:
    assert [meaning_of("puerta", language)[0] for language in ("en", "de", "fr", "pt", "it")] == [
        "door", "Tür", "porte", "porta", "porta",
    ]  # fmt: skip
    assert look_up("puertas", "es").meaning == by_text()["puerta"].meaning("es") != ""
    assert meaning_of("puerta", "pl") == ("door", "list")
    assert meaning_of("anexión", "de") == ("annexation", "dictionary")
    assert meaning_of("anexión", "es") == ("", "")


def test_a_word_that_a_text_means_otherwise_is_not_looked_up_as_the_noun() -> None:
    for word in ("este", "sobre", "poder", "bien"):
        found = by_text().get(word)
        assert found is None or not found.gender, word
    assert by_shown()["el agua"].gender == "f"
    assert by_shown()["la puerta"].plural == "puertas"
