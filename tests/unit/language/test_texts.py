"""The texts of ours: enough of them for each level, as hard as they say, without mistakes, their answers in them."""

from __future__ import annotations

from collections import Counter

import pytest

from tutor.corrections.check import Corrector
from tutor.language.es.readability import level_of
from tutor.language.es.sentences import sentence_spans
from tutor.language.es.texts import SampleText, texts

ALL = list(texts().values())


def test_there_are_enough_for_each_level_and_no_answer_is_always_the_same() -> None:
    assert len(ALL) >= 24
    assert min(Counter(text.level for text in ALL).values()) >= 2
    assert len(Counter(text.level for text in ALL)) == 6
    rights = Counter(question.right for text in ALL for question in text.questions)
    assert min(rights.values()) >= len(ALL) / 2


@pytest.mark.parametrize("text", ALL, ids=lambda text: text.id)
def test_a_text_is_at_its_level(text: SampleText) -> None:
    assert level_of(text.text).level == text.level


@pytest.mark.parametrize("text", ALL, ids=lambda text: text.id)
def test_its_questions_are_answered_by_it(text: SampleText) -> None:
    assert len(text.questions) == 3
    for question in text.questions:
        assert len(set(question.options)) == 3
        assert 0 <= question.right < 3
        assert question.quote in text.text
        assert question.ask.startswith("¿") or "¿" in question.ask


@pytest.fixture(scope="module")
def corrector() -> Corrector:
    return Corrector()


@pytest.mark.parametrize("text", ALL, ids=lambda text: text.id)
def test_nothing_in_it_would_be_corrected(text: SampleText, corrector: Corrector) -> None:
    asked = [part for question in text.questions for part in (question.ask, *question.options)]
    for part in [*text.text.split("\n"), *asked]:
        assert [(e.original, e.replacement) for e in corrector.check(part).edits] == [], part


@pytest.mark.parametrize("text", ALL, ids=lambda text: text.id)
def test_its_sentences_hold_all_of_it(text: SampleText) -> None:
    spans = list(sentence_spans(text.text))
    assert sum(len("".join(text.text[a:b].split())) for a, b in spans) == len("".join(text.text.split()))
