"""Which of several wordings a learner is told of, from likelihoods that come from a script."""

from __future__ import annotations

import math

import pytest

from tutor.speech.pronunciation import PRIOR, Miss, judged, margins, misses, sounds, told

RR, VOWEL = sounds()["rr"], sounds()["vowel"]


def test_a_miss_is_one_sound_of_one_word() -> None:
    found = misses("¿El perro, Marra?", [RR])
    assert [(m.word, m.heard_as, m.text) for m in found] == [
        (1, "pero", "¿El pero, Marra?"),
        (2, "Mara", "¿El perro, Mara?"),
    ]


def test_stress_is_not_asked_of_a_word_of_one_syllable() -> None:
    """«Qué» sounds like «que»."""
    assert [m.heard_as for m in misses("¿Qué compró la Ana?", [sounds()["stress"]])] == ["compro", "Aná"]


def test_what_a_wording_is_worth_unheard_is_taken_off_in_part() -> None:
    assert margins([-10.0, -9.0], [-20.0, -16.0]) == [-1.0 + PRIOR * 4.0]


def test_a_commoner_word_is_not_heard_instead_of_a_rarer_one() -> None:
    possible = misses("Digo cerro.", [RR])
    (margin,) = margins([-10.0, -6.0], [-20.0, -12.0])
    assert judged("Digo cerro.", possible, [margin], "en")[1].sound == ""
    (margin,) = margins([-10.0, -1.0], [-20.0, -12.0])
    assert judged("Digo cerro.", possible, [margin], "en")[1].heard_as == "cero"


def test_a_word_in_which_nothing_can_be_missed_has_no_score() -> None:
    digo, cerro = judged("Digo cerro.", misses("Digo cerro.", [RR]), [2.0], "en")
    assert digo.score is None
    assert cerro.score == pytest.approx(1 / (1 + math.exp(-2.0)), abs=0.001)


@pytest.mark.parametrize(("beyond", "sound"), [(0.5, "rr"), (-0.5, "")])
def test_each_sound_is_told_from_its_own_margin_on(beyond: float, sound: str) -> None:
    """Even where another miss is likelier, of a sound that needs more."""
    likelier = -(VOWEL.margin - 0.1)
    possible = [Miss(0, "vowel", "pirro", "Pirro."), Miss(0, "rr", "pero", "Pero.")]
    (word,) = judged("Perro.", possible, [likelier, -(RR.margin + beyond)], "en")
    assert word.sound == sound


def test_a_sound_that_is_not_told_apart_is_never_told() -> None:
    assert all(sound.margin < math.inf for sound in told())
    (word,) = judged("Hola.", [Miss(0, "h", "jola", "Jola.")], [-40.0], "en")
    assert word.sound == ""


@pytest.mark.parametrize(("language", "advice"), [("en", "en"), ("es", "es"), ("de", "en")])
def test_advice_comes_in_the_learners_language_or_english(language: str, advice: str) -> None:
    (word,) = judged("Perro.", [Miss(0, "rr", "pero", "Pero.")], [-40.0], language)
    assert word.advice == RR.advice[advice]
