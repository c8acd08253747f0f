"""Where the time of a turn went."""

from __future__ import annotations

from contextlib import suppress

import pytest

from tutor.conversation.timeline import Timeline


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in seconds, as its only item."""
    time = [100.0]
    monkeypatch.setattr("tutor.conversation.timeline.time.perf_counter", lambda: time[0])
    return time


def told(timeline: Timeline) -> list[tuple[str, int, int | None]]:
    return [(step["step"], step["from_ms"], step["to_ms"]) for step in timeline.steps()]


def test_steps_overlap_come_twice_and_end(clock: list[float]) -> None:
    timeline = Timeline()
    with timeline.during("heard"):
        clock[0] = 100.25
        timeline.begin("waited")
        clock[0] = 100.5
        timeline.begin("waited")  # a better place in the queue begins no second wait
        timeline.end("waited")
        clock[0] = 101
    with suppress(ValueError), timeline.during("thought"):
        clock[0] = 102
        raise ValueError
    with timeline.during("thought"):
        clock[0] = 103
    assert told(timeline) == [
        ("heard", 0, 1000),
        ("waited", 250, 500),
        ("thought", 1000, 2000),
        ("thought", 2000, 3000),
    ]


def test_at_the_end_only_the_voice_goes_on(clock: list[float]) -> None:
    timeline = Timeline()
    timeline.begin("corrected")
    timeline.begin("spoke")
    clock[0] = 100.1
    assert timeline.finish() == 100
    assert told(timeline) == [("corrected", 0, 100), ("spoke", 0, None)]
    clock[0] = 100.2
    timeline.end("spoke")
    assert told(timeline)[1] == ("spoke", 0, 200)


def test_a_voice_that_is_not_there_took_no_time(clock: list[float]) -> None:
    timeline = Timeline()
    timeline.begin("spoke")
    timeline.drop("spoke")
    assert told(timeline) == []
