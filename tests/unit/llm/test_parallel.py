"""What is learned of an engine that makes one reply after the other."""

from __future__ import annotations

from tutor.llm.parallel import AGE_S, Parallel

LONG, SHORT = 10.0, 1.0


class Hall:
    """Replies of an engine with so many places, on a clock of its own."""

    def __init__(self) -> None:
        self.now, self.sizes = 0.0, list[int]()
        self.parallel = Parallel(2, self.sizes.append, lambda: self.now)

    def one_after_the_other(self) -> None:
        first = self.parallel.begin("a")
        self.parallel.first(first)
        second = self.parallel.begin("a")
        self.now += LONG
        self.parallel.end(first)
        self.now += SHORT
        self.parallel.first(second)
        self.parallel.end(second)

    def both_at_once(self) -> None:
        first = self.parallel.begin("a")
        self.parallel.first(first)
        second = self.parallel.begin("a")
        self.now += LONG
        self.parallel.first(second)
        self.parallel.end(first)
        self.parallel.end(second)


def test_who_has_to_wait_twice_for_another_is_given_a_queue() -> None:
    hall = Hall()
    hall.one_after_the_other()
    assert hall.sizes == []
    hall.one_after_the_other()
    assert hall.sizes == [1]
    hall.now += AGE_S
    hall.parallel.end(hall.parallel.begin("a"))
    assert hall.sizes == [1, 2]  # it is tried anew


def test_who_speaks_beside_another_needs_none() -> None:
    hall = Hall()
    for _ in range(3):
        hall.one_after_the_other()
        hall.both_at_once()
    assert hall.sizes == []


def test_other_models_and_short_waits_say_nothing() -> None:
    hall = Hall()
    for _ in range(3):
        first = hall.parallel.begin("a")
        second = hall.parallel.begin("b")
        hall.now += LONG
        hall.parallel.end(first)
        hall.parallel.first(second)
        hall.parallel.end(second)
    for _ in range(3):
        first = hall.parallel.begin("a")
        second = hall.parallel.begin("a")
        hall.now += SHORT
        hall.parallel.end(first)
        hall.parallel.first(second)
        hall.parallel.end(second)
    assert hall.sizes == []
