"""Whose voice it is, from windows of given levels."""

from __future__ import annotations

from collections.abc import Iterable

from tutor.speech.audio.voice_activity import WINDOW_S, Window
from tutor.speech.live.foreground import BEGIN_DB, Foreground

NEAR, FAR, QUIET = -20.0, -38.0, -70.0


def voice(seconds: float, level_db: float) -> Iterable[Window]:
    return [Window(0.9, level_db)] * round(seconds / WINDOW_S)


def silence(seconds: float) -> Iterable[Window]:
    return [Window(0.01, QUIET)] * round(seconds / WINDOW_S)


class Ear:
    """Feeds windows and counts those that are taken for the learner's."""

    def __init__(self) -> None:
        self.foreground = Foreground()
        self.at = 0
        self.spoken = False

    def hear(self, windows: Iterable[Window]) -> float:
        """For how many seconds the learner is heard."""
        heard = 0
        for window in windows:
            self.at += 512
            heard += self.foreground.hear(window, self.at, spoken=self.spoken) > 0.5
        return heard * WINDOW_S


def test_a_quiet_room_has_no_limit() -> None:
    ear = Ear()
    ear.spoken = True
    for level in (NEAR, FAR, NEAR, -60.0):
        assert ear.hear(voice(2.5, level)) > 2.4
    assert ear.foreground.begins_db is None


def test_a_faint_voice_that_goes_on_is_somebody_else() -> None:
    ear = Ear()
    ear.spoken = True
    ear.hear(voice(3, NEAR))
    assert 4.5 < ear.hear(voice(10, FAR)) < 5.5
    limit = ear.foreground.begins_db
    assert limit is not None
    assert limit == NEAR - BEGIN_DB
    ear.spoken = False
    assert ear.hear(voice(6, FAR)) == 0
    assert ear.hear(voice(2, NEAR - 3)) > 1.9


def test_words_that_trail_off_are_the_learner_also_beside_others() -> None:
    ear = Ear()
    ear.spoken = True
    ear.hear(voice(3, NEAR))
    ear.hear(voice(6, FAR))
    assert ear.hear(voice(2, NEAR - 11)) > 1.9


def test_a_soft_consonant_does_not_interrupt() -> None:
    ear = Ear()
    ear.spoken = True
    ear.hear(voice(3, NEAR))
    ear.hear(voice(6, FAR))
    syllables = [window for _ in range(10) for window in (*voice(0.15, NEAR), *voice(0.15, FAR))]
    assert ear.hear(syllables) > 2.8


def test_where_the_learner_began_after_a_television() -> None:
    ear = Ear()
    ear.spoken = True
    ear.hear(voice(6, FAR))
    began = ear.at
    assert ear.foreground.learner_began() is None
    ear.hear(voice(2, NEAR))
    found = ear.foreground.learner_began()
    assert found is not None
    assert abs(found - began) <= 512
    assert ear.foreground.others
    assert ear.foreground.learner_began() is None


def test_a_soft_beginning_is_the_learner() -> None:
    ear = Ear()
    ear.spoken = True
    ear.hear(voice(1.5, FAR))
    ear.hear(voice(5, NEAR))
    assert ear.foreground.learner_began() is None


def test_others_who_fall_silent_are_forgotten() -> None:
    ear = Ear()
    ear.spoken = True
    ear.hear(voice(3, NEAR))
    ear.hear(voice(6, FAR))
    assert ear.foreground.others
    ear.hear(silence(21))
    assert not ear.foreground.others


def test_a_learner_who_says_so_is_heard() -> None:
    ear = Ear()
    ear.spoken = True
    ear.hear(voice(3, NEAR))
    ear.hear(voice(6, FAR))
    ear.foreground.all_mine()
    assert ear.hear(voice(6, FAR)) > 5.9


def test_who_speaks_softly_turn_after_turn_is_the_learner() -> None:
    ear = Ear()
    ear.spoken = True
    ear.hear(voice(3, NEAR))
    for _ in range(10):
        ear.spoken = False
        ear.hear(silence(2))
        ear.spoken = True
        assert ear.hear(voice(1.5, FAR)) > 1.4
        ear.foreground.was_learner()
    assert not ear.foreground.others
