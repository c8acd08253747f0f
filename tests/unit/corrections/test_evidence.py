"""What the judge's second stage is shown of a sentence."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from tutor.corrections.candidates import Candidate
from tutor.corrections.evidence import LEAST_LOGIT, evidence, rivals
from tutor.corrections.features import SORTS, features
from tutor.corrections.sentence import Sentence
from tutor.corrections.view import TaggedSentence
from tutor.language.es.tags import Tagger
from tutor.language.es.tokens import tokenize
from tutor.language.es.word_lists import WordLists

HOPELESS = LEAST_LOGIT - 1


@pytest.fixture(scope="module")
def lexicon() -> WordLists:
    return WordLists()


def view(lexicon: WordLists, text: str) -> TaggedSentence:
    return TaggedSentence(Sentence(tokenize(text), lexicon), Tagger(lexicon))


def change(start: int, end: int, replacement: str, rule: str = "") -> Candidate:
    return Candidate(start, end, replacement, "op", "word", rule)


def same(found: list[Candidate]) -> np.ndarray:
    """As if no change made the words more or less usual."""
    return np.zeros((len(found), 2))


def addends(*logits: float) -> np.ndarray:
    return np.array([[logit, 0, 0, 0] for logit in logits], np.float32)


def test_what_is_hopeless_is_dropped_unless_a_rule_asks_for_it(lexicon: WordLists) -> None:
    found = [change(1, 2, "la"), change(1, 2, "una"), change(1, 2, "los", "determiner-noun")]
    keep, rows = evidence(view(lexicon, "Veo el casa."), found, same(found), addends(0, HOPELESS, HOPELESS))
    assert keep.tolist() == [0, 2]
    assert len(rows) == 2


def test_nothing_is_left_of_hopeless_candidates(lexicon: WordLists) -> None:
    found = [change(1, 2, "la")]
    keep, rows = evidence(view(lexicon, "Veo el casa."), found, same(found), addends(HOPELESS))
    assert not len(keep)
    assert not len(rows)


def test_rows_differ_by_whether_the_change_agrees_with_the_noun(lexicon: WordLists) -> None:
    found = [change(1, 2, "blanca"), change(1, 2, "blancos")]
    seen = view(lexicon, "casa blanco grande")
    _, (one, other) = evidence(seen, found, same(found), addends(1, 1))
    assert (one != other).any()
    assert np.isfinite([one, other]).all()


def test_every_change_at_every_place_has_a_row(lexicon: WordLists) -> None:
    seen = view(lexicon, "¿Qué?")
    found = [
        change(a, b, new) for a in range(3) for b in (a, a + 1) for new in ("", "que", "de la", "É") if b > a or new
    ]
    keep, rows = evidence(seen, found, same(found), addends(*[0.0] * len(found)))
    assert len(keep) == len(rows) == len(found)
    assert np.isfinite(rows).all()


def test_a_rival_is_at_the_same_place_and_a_neighbour_beside_it() -> None:
    found = [change(1, 2, "la"), change(1, 2, "una", "determiner-noun"), change(2, 3, "casas"), change(7, 8, "x")]
    best_same, elsewhere, beside, serious, together, ruled, anywhere = rivals(found, np.array([2.0, 1.0, -1.0, 0.0]))[0]
    assert (best_same, beside, serious, ruled, anywhere) == (1.0, -1.0, 1, 1, 0.0)
    assert together == pytest.approx(0.731, abs=0.001)
    assert elsewhere == pytest.approx(0.731 + 0.269 + 0.5, abs=0.001)


def test_features_come_sort_by_sort(lexicon: WordLists) -> None:
    found = [change(1, 2, "la"), change(1, 2, "una"), change(0, 0, "La")]
    hashed = features(view(lexicon, "Veo el casa."), found, same(found))
    assert hashed.shape == (3, sum(SORTS))
    place = slice(0, SORTS[0] + SORTS[1])  # of the same op and kind in these tests
    assert (hashed[0, place] == hashed[1, place]).all()
    assert (hashed[0] != hashed[1]).any()
    assert (hashed[0, place] != hashed[2, place]).any()


def test_a_judgment_does_not_depend_on_the_order_of_sets() -> None:
    """Python orders sets of words anew in each process; once, numbers of classes depended on it."""
    said = (
        "from tutor.corrections.check import Corrector; print(*Corrector().candidates('El casa es muy bonito, creo.'))"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", said], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second
    assert b"bonita" in first
