"""How usual strings of words are."""

from __future__ import annotations

from math import log10

import numpy as np
import pytest

from tutor.corrections.ngrams import NOTHING, Counts, Ngrams, keys
from tutor.language.es.word_lists import WordLists

SEEN = [["la", "casa", "blanca"]] * 3 + [["la", "casa", "verde"]] * 2 + [["una", "flor"]]


@pytest.fixture(scope="module")
def ngrams() -> Ngrams:
    return Ngrams(Counts.of(np.concatenate([keys(words) for words in SEEN])), WordLists())


def test_three_words_seen_together_count_as_a_part_of_those_that_begin_alike(ngrams: Ngrams) -> None:
    assert ngrams.totals([("la", "casa", "blanca")]) == pytest.approx([log10(3 / 5)])


def test_words_behind_an_unseen_one_back_off_to_two(ngrams: Ngrams) -> None:
    assert ngrams.totals([("esa", "casa", "verde")]) == pytest.approx([log10(0.4 * 2 / 5)])


def test_what_was_seen_once_falls_back_on_general_frequency(ngrams: Ngrams) -> None:
    once, never = ngrams.totals([("<", "una", "flor"), ("<", "una", "xyzzy")])
    assert once == pytest.approx(WordLists().frequency["flor"] - 9 + 2 * log10(0.4))
    assert never < once


def test_a_sentence_is_left_out_of_its_own_counts(ngrams: Ngrams) -> None:
    own = Counts.of(keys(SEEN[0]))
    (with_it,), (without,) = (ngrams.totals([("la", "casa", "blanca")], minus) for minus in (NOTHING, own))
    assert without == pytest.approx(log10(2 / 5))
    assert without < with_it


def test_a_string_is_the_sum_of_its_words_and_a_short_one_nothing(ngrams: Ngrams) -> None:
    parts = ngrams.totals([("<<", "<", "la"), ("<", "la", "casa"), ("la", "casa", "blanca")])
    whole, short = ngrams.totals([("<<", "<", "la", "casa", "blanca"), ("la", "casa")])
    assert whole == pytest.approx(parts.sum())
    assert short == 0
    assert not len(ngrams.totals([]))
