"""What is known of a model's speed: the usual one, as long as it is fresh."""

from __future__ import annotations

from tutor.llm.speeds import AGE_S, Speeds


def test_a_busy_minute_changes_little_and_what_is_old_is_forgotten() -> None:
    now = [0.0]
    speeds = Speeds(lambda: now[0])
    assert speeds.of("a") is None
    for speed in (22.0, 29.0, 25.0, 0.6, 1.1):
        speeds.add("a", speed)
    assert speeds.of("a") == 22.0
    now[0] = AGE_S + 1
    assert speeds.of("a") is None  # it is tried again
    speeds.add("a", 4.0)
    assert speeds.of("a") == 4.0
