"""Who guesses is slowed down; who knows the password, or has been here before, is not kept out by others."""

from __future__ import annotations

import pytest

from tutor.core.errors import TooManyRequests
from tutor.core.guesses import ADDRESS, ARRIVALS, DOOR, MOST_KEPT, NAME, PAIR, WINDOW_S, Guesses


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guesses(clock: Clock) -> Guesses:
    return Guesses(clock)


def wait(guesses: Guesses, *who: str) -> float:
    with pytest.raises(TooManyRequests) as refused:
        guesses.begin(*who)
    return refused.value.retry_after


def test_guesses_count_before_they_are_known_to_be_wrong(guesses: Guesses) -> None:
    for _ in range(PAIR.free):
        guesses.begin("ana", "10.0.0.1")
    assert wait(guesses, "ana", "10.0.0.1") == PAIR.apart_s


def test_right_ones_are_taken_back_however_many(guesses: Guesses) -> None:
    for _ in range(5 * ADDRESS.free):
        guesses.take_back(guesses.begin("ana", "10.0.0.1"))
    assert guesses.wrong("ana") == 0


def test_after_the_free_ones_a_guess_now_and_then_is_let_through(guesses: Guesses, clock: Clock) -> None:
    for _ in range(PAIR.free):
        guesses.begin("ana", "10.0.0.1")
    for _ in range(3):
        wait(guesses, "ana", "10.0.0.1")
        clock.now += PAIR.apart_s
        guesses.begin("ana", "10.0.0.1")
    clock.now += WINDOW_S
    for _ in range(PAIR.free):
        guesses.begin("ana", "10.0.0.1")


def test_a_pupil_with_wrong_passwords_keeps_no_classmate_out(guesses: Guesses, clock: Clock) -> None:
    for _ in range(50):
        clock.now += 5
        try:
            guesses.begin("ben", "10.0.0.1")
        except TooManyRequests:
            continue
    guesses.begin("ana", "10.0.0.1")


def test_guesses_at_a_name_elsewhere_leave_its_owner_alone(guesses: Guesses) -> None:
    for _ in range(PAIR.free):
        guesses.begin("clara", "203.0.113.7")
    guesses.begin("clara", "10.0.0.1")


def test_a_name_guessed_at_from_everywhere_is_slow_for_strangers_but_not_where_it_is_known(guesses: Guesses) -> None:
    for n in range(NAME.free):
        guesses.begin("clara", f"198.51.100.{n}")
    assert wait(guesses, "clara", "10.0.0.1") <= NAME.apart_s
    assert guesses.wrong("clara") == NAME.free
    guesses.begin("clara", "10.0.0.1", "her phone")


def test_many_names_from_one_address_are_slowed_down_by_seconds(guesses: Guesses) -> None:
    for n in range(ADDRESS.free):
        guesses.begin(f"name {n}", "10.0.0.1")
    assert wait(guesses, "another", "10.0.0.1") <= ADDRESS.apart_s
    guesses.begin("another", "10.0.0.2")
    guesses.begin("ana", "10.0.0.1", "her phone")


def test_a_known_device_has_as_few_as_others(guesses: Guesses) -> None:
    for _ in range(PAIR.free):
        guesses.begin("ana", "10.0.0.1", "phone")
    wait(guesses, "ana", "10.0.0.2", "phone")
    guesses.begin("ana", "10.0.0.1", "laptop")


def test_what_is_kept_is_bounded(guesses: Guesses, clock: Clock) -> None:
    for n in range(2 * MOST_KEPT):
        clock.now += 1.0
        guesses.begin(f"{n}", f"{n}")
    assert len(guesses._made) <= MOST_KEPT


def test_invitations_and_codes_cannot_be_tried_one_after_the_other(guesses: Guesses, clock: Clock) -> None:
    for _ in range(DOOR.free):
        guesses.knock("10.0.0.1")
    with pytest.raises(TooManyRequests):
        guesses.knock("10.0.0.1")
    guesses.knock("10.0.0.2")
    clock.now += DOOR.apart_s
    for _ in range(2 * DOOR.free):  # who has a right one is not slowed down by it
        guesses.take_back(guesses.knock("10.0.0.1"))


def test_a_class_comes_in_at_once_and_a_crowd_does_not(guesses: Guesses, clock: Clock) -> None:
    for _ in range(ARRIVALS.free):
        guesses.arrive("3A")
    with pytest.raises(TooManyRequests):
        guesses.arrive("3A")
    guesses.arrive("3B")
    clock.now += ARRIVALS.apart_s
    guesses.arrive("3A")
