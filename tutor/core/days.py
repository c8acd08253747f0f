"""A learner's day: in their time zone, and from the small hours on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tutor.core.errors import InvalidInput

# Who studies after midnight still belongs to the day before.
DAY_BEGINS_H = 4


def zone(name: str) -> ZoneInfo:
    """A time zone by its IANA name. Raises InvalidInput."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInput("There is no such time zone.", detail=name) from error


def day_of(at: datetime, timezone: ZoneInfo) -> date:
    """The day that a moment belongs to."""
    return (at.astimezone(timezone) - timedelta(hours=DAY_BEGINS_H)).date()


class DayReckoner:
    """`day_of` for many moments in UTC, also such as lack a zone: the learner's is asked once for each quarter of an hour,
    at which clocks change."""

    def __init__(self, timezone: ZoneInfo) -> None:
        self._timezone = timezone
        self._days: dict[tuple[date, int], date] = {}

    def of(self, at: datetime) -> date:
        """The day that a moment belongs to."""
        quarter = (at.date(), at.hour * 4 + at.minute // 15)
        if quarter not in self._days:
            self._days[quarter] = day_of(at.replace(tzinfo=UTC) if at.tzinfo is None else at, self._timezone)
        return self._days[quarter]
