"""How long a model may be silent follows from how fast it writes here, within what the settings allow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tutor.llm.base import ChatMessage, Usage
from tutor.llm.deadlines import LEAST_FIRST_S, LEAST_NEXT_S, Deadlines

FIRST_S, SILENCE_S = 180.0, 90.0


def prompt(chars: int) -> list[ChatMessage]:
    return [{"role": "system", "content": "x" * chars}, {"role": "user", "content": "Hola."}]


def known(speed: float) -> Deadlines:
    deadlines = Deadlines(FIRST_S, SILENCE_S)
    deadlines.learn("m", Usage(10, 50, None, speed))
    return deadlines


def test_of_whom_nothing_is_known_the_settings_hold() -> None:
    deadlines = Deadlines(FIRST_S, SILENCE_S)
    deadlines.learn("m", Usage(10, 2, None, 500.0))  # too short to tell
    deadlines.learn("m", Usage(10, 50, None, None))
    assert (deadlines.first("m", prompt(100)), deadlines.next("m")) == (FIRST_S, SILENCE_S)


def test_a_fast_one_is_given_up_sooner_and_a_slow_one_never_sooner_than_the_settings() -> None:
    assert known(100.0).first("m", prompt(100)) == LEAST_FIRST_S
    assert known(100.0).next("m") == LEAST_NEXT_S
    assert LEAST_FIRST_S < known(40.0).first("m", prompt(9_000)) < FIRST_S
    assert (known(0.5).first("m", prompt(9_000)), known(0.5).next("m")) == (FIRST_S, SILENCE_S)


@given(st.floats(0.1, 500), st.integers(0, 50_000))
def test_a_model_always_has_the_time_that_it_needs(speed: float, chars: int) -> None:
    deadlines = known(speed)
    assert deadlines.first("m", prompt(chars)) >= min(FIRST_S, chars / 4 / speed)
    assert deadlines.next("m") <= SILENCE_S


def test_settings_shorter_than_the_least_hold() -> None:
    deadlines = Deadlines(2.0, 1.0)
    deadlines.learn("m", Usage(10, 50, None, 100.0))
    assert (deadlines.first("m", prompt(10)), deadlines.next("m")) == (2.0, 1.0)
