"""What one mistake hides is found when the sentence is read again with that mended."""

import pytest

from tutor.corrections.check import Corrector, found
from tutor.corrections.reread import as_written, mended
from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.tokens import tokenize


def test_what_a_mistake_hid_is_mended_too(corrector: Corrector) -> None:
    text = "Mi abuela y mi tía son muy trabajadores y alegre."
    assert corrector.check(text).corrected_text == "Mi abuela y mi tía son muy trabajadoras y alegres."


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
