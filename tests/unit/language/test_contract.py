"""What every language gives (tutor/language/base.py): Spanish, and a toy that shows what a second one would bring."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.toy_language import ESPERANTO
from tutor.core.levels import Level
from tutor.language.base import Language, read_levels
from tutor.language.es.spanish import SPANISH


class Sample(NamedTuple):
    """A language with a little text of it. `easy` and `hard` are texts of different levels."""

    language: Language
    text: str
    sentences: int
    nouns: tuple[str, ...]
    verb: str
    easy: str
    hard: str


SAMPLES = (
    Sample(
        SPANISH,
        "El Sr. Ruiz tiene 2 perros. ¿Y tú? ¡Yo, 14!",
        3,
        ("perro", "luz", "canción", "joven", "casa"),
        "hablar",
        "Tengo un perro. Es grande.",
        "La idiosincrasia de aquellas vetustas instituciones habría soliviantado a quienes las sufragaban.",
    ),
    Sample(ESPERANTO, "Mi havas 2 hundojn. Ĉu vi? Jes, 14!", 3, ("hundo", "domo"), "havi", "hundo", "filozofio"),
)
each = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.language.code)


@each
def test_every_level_is_told_and_harder_than_the_one_before(sample: Sample) -> None:
    assert set(sample.language.levels) == set(Level)
    for low, high in pairwise(sample.language.levels[level] for level in Level):
        assert low.sentence_words < high.sentence_words
        assert low.reply_sentences <= high.reply_sentences
        assert low.speech_speed <= high.speech_speed
        assert low.pause_s >= high.pause_s
    for told in sample.language.levels.values():
        assert all(isinstance(value, str) and value for value in (told.name, told.can_do, told.grammar, told.help))
        assert "{" not in told.help.replace("{language}", "")


@each
def test_words_are_those_of_the_text(sample: Sample) -> None:
    found = sample.language.words(sample.text)
    assert "".join(found) == "".join(re.findall(r"\w", sample.text.lower()))
    assert sample.language.words(" ?! ") == []


@each
def test_sentences_hold_the_whole_text(sample: Sample) -> None:
    spans = list(sample.language.sentence_spans(sample.text))
    assert len(spans) == sample.sentences
    assert " ".join(sample.text[start:end] for start, end in spans) == sample.text
    assert list(sample.language.sentence_spans("")) == []


@each
def test_what_is_said_has_no_digits(sample: Sample) -> None:
    said = sample.language.speakable(sample.text)
    assert said
    assert not re.search(r"\d", said)
    assert sample.language.cardinal(14) in said.lower()
    assert sample.language.speakable("?!") == ""


@each
def test_numbers_that_are_written_are_read(sample: Sample) -> None:
    language = sample.language
    for number in range(2, 1000):
        words = [*language.cardinal(number).split(), "."]
        assert language.number_at(words, 0) == (number, len(words) - 1)
    assert language.number_at(["14"], 0) == (14, 1)
    assert language.number_at([sample.nouns[0]], 0) == (0, 0)


@each
def test_each_form_leads_back_to_its_word(sample: Sample) -> None:
    for lemma in (*sample.nouns, sample.verb):
        forms = set(sample.language.forms(lemma))
        assert lemma in forms
        assert all(lemma in sample.language.lemmas(form) for form in forms)
        assert len(forms) > 1
    assert not sample.language.lemmas("xqzwk")
    assert not sample.language.forms("xqzwk")


@each
def test_a_plural_has_its_singular(sample: Sample) -> None:
    for noun in sample.nouns:
        plural = sample.language.plural(noun)
        assert plural != noun
        assert plural in sample.language.forms(noun)
        assert (sample.language.singular(plural), sample.language.singular(noun)) == (noun, noun)


@each
def test_each_form_has_its_words_meaning(sample: Sample) -> None:
    for noun in sample.nouns:
        assert sample.language.meaning(noun)
        assert sample.language.meaning(sample.language.plural(noun)) == sample.language.meaning(noun)
    assert sample.language.meaning("xqzwk") == ""


@each
def test_a_hard_text_is_above_an_easy_one(sample: Sample) -> None:
    assert sample.language.text_level(sample.easy) < sample.language.text_level(sample.hard)
    assert sample.language.text_level("") == Level.A1


@each
def test_each_word_sounds(sample: Sample) -> None:
    text = " ".join(sample.nouns)
    assert len(sample.language.ipa(text)) == len(sample.nouns)
    assert all(sample.language.ipa(text))


@pytest.mark.parametrize(
    ("broken", "check"),
    [
        ({"cardinal": lambda n: "unu"}, test_numbers_that_are_written_are_read),
        ({"singular": lambda word: word}, test_a_plural_has_its_singular),
        ({"lemmas": lambda form: ()}, test_each_form_leads_back_to_its_word),
        ({"speakable": lambda text: text}, test_what_is_said_has_no_digits),
        ({"sentence_spans": lambda text: [(0, len(text))]}, test_sentences_hold_the_whole_text),
        ({"text_level": lambda text: Level.B1}, test_a_hard_text_is_above_an_easy_one),
    ],
)
def test_a_language_that_breaks_the_contract_is_found(
    broken: dict[str, object], check: Callable[[Sample], None]
) -> None:
    toy = SAMPLES[1]
    with pytest.raises(AssertionError):
        check(toy._replace(language=dataclasses.replace(toy.language, **broken)))  # type: ignore[arg-type]


def test_a_level_left_out_is_found(tmp_path: Path) -> None:
    (tmp_path / "levels.toml").write_text('[A1]\nname = "Beginner"\nexamples = []\n')
    with pytest.raises((KeyError, TypeError)):
        read_levels(tmp_path / "levels.toml")
