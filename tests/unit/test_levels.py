"""The levels rise in what they allow."""

from itertools import pairwise

import pytest

from tutor.core.levels import Level
from tutor.language.es.levels import profile


def test_there_are_the_six_levels_of_the_framework() -> None:
    assert [level.value for level in Level] == ["A1", "A2", "B1", "B2", "C1", "C2"]


def test_levels_have_an_order() -> None:
    assert sorted(Level, reverse=True) == list(Level)[::-1]
    assert [level.number for level in Level] == [1, 2, 3, 4, 5, 6]
    assert [level.next for level in Level] == [*list(Level)[1:], None]
    assert [Level.at(score) for score in (1.0, 2.4, 2.6, 6.0)] == [Level.A1, Level.A2, Level.B1, Level.C2]


@pytest.mark.parametrize(("lower", "higher"), list(pairwise(Level)))
def test_a_higher_level_never_allows_less(lower: Level, higher: Level) -> None:
    low, high = profile(lower), profile(higher)
    assert low.sentence_words < high.sentence_words
    assert low.reply_sentences <= high.reply_sentences
    assert low.speech_speed <= high.speech_speed
    assert low.pause_s >= high.pause_s


def test_beginners_hear_slow_speech_and_masters_natural_speech() -> None:
    assert (profile(Level.A1).speech_speed, profile(Level.C2).speech_speed) == (0.8, 1.0)


@pytest.mark.parametrize("level", list(Level))
def test_every_level_says_what_a_learner_can_do_in_one_sentence(level: Level) -> None:
    can_do = profile(level).can_do
    assert can_do.startswith("I can ")
    assert can_do.count(".") == 1
    assert can_do.endswith(".")
