"""What one mistake hides is found when the sentence is read again with that mended."""

import pytest

from tutor.corrections.check import Corrector, found
from tutor.corrections.reread import SLIPS, as_written, mended
from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "first", "hidden"),
    [
        ("Mi abuela y mi tía son muy trabajadores y alegre.", "trabajadoras", "alegres"),
        ("Antes de cenamos, lavamos la manos.", "las", "nos"),
    ],
)
def test_a_second_mistake_is_found_behind_one_of_more_than_letters(
    corrector: Corrector, monkeypatch: pytest.MonkeyPatch, text: str, first: str, hidden: str
) -> None:
    sentence = Sentence(tokenize(text), corrector.lexicon)
    told = [edit.replacement.strip() for edit in corrector.check(text).edits]
    assert {first, hidden} <= set(told)
    assert hidden in [f.replacement for f in found(sentence)]
    monkeypatch.setattr("tutor.corrections.check.REREAD", 0)
    once = found(sentence)
    assert hidden not in [f.replacement for f in once]
    (mistake,) = [f for f in once if f.replacement == first]
    assert mistake.rule not in SLIPS


@pytest.mark.parametrize(
    ("change", "seen", "written"),
    [
        (Finding(1, 2, "", "x", 1.0), (1, 2), (2, 3)),  # a word goes: behind it places are later
        (Finding(1, 1, "muy bien", "x", 1.0), (3, 4), (1, 2)),  # two come in
        (Finding(0, 2, "al", "x", 1.0), (0, 1), None),  # what was changed is no place of the learner's
        (Finding(1, 2, "", "x", 1.0), (0, 2), None),  # nor is what stood apart
        (Finding(1, 2, "", "x", 1.0), (1, 1), None),
        (Finding(0, 1, "", "x", 1.0), (2, 2), (3, 3)),
    ],
)
def test_places_are_those_of_the_text_as_written(
    corrector: Corrector, change: Finding, seen: tuple[int, int], written: tuple[int, int] | None
) -> None:
    sentence = Sentence(tokenize("uno dos tres cuatro"), corrector.lexicon)
    _, origins = mended(sentence, list(range(4)), [change])
    assert as_written(Finding(*seen, "x", "x", 1.0), origins) == written


def test_a_right_sentence_is_read_once(corrector: Corrector) -> None:
    sentence = Sentence(tokenize("Mi abuela es muy alegre."), corrector.lexicon)
    assert found(sentence) == []
