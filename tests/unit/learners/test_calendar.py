from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tutor.learners.calendar import LONGEST_LINE, calendar_of, folded
from tutor.store.tables import Learner

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(("chosen", "shown"), [("19:30", "T193000"), ("", "T180000"), ("00:05", "T000500")])
def test_a_reminder_a_day_at_the_learners_own_time(chosen: str, shown: str) -> None:
    learner = Learner(id="ana", minutes_a_day=15, reminder_at=chosen, created_at=datetime(2026, 1, 2, 23, tzinfo=UTC))
    lines = calendar_of(learner, NOW).split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert f"DTSTART:20260102{shown}" in lines
    assert {"RRULE:FREQ=DAILY", "DURATION:PT15M", "SUMMARY:Español: 15 min", "BEGIN:VALARM"} <= set(lines)
    assert all(len(line.encode()) <= LONGEST_LINE for line in lines)


def test_long_lines_are_folded_between_characters() -> None:
    line = "SUMMARY:" + "ñ" * 100
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= LONGEST_LINE for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(part.startswith(" ") for part in parts[1:])
