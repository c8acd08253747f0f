"""A calendar that reminds of a learner's minutes: iCalendar (RFC 5545), which any program can subscribe to."""

from __future__ import annotations

from datetime import date, datetime

from tutor.store.tables import Learner

# When no time was chosen.
USUAL_TIME = "18:00"
# RFC 5545, 3.1: in octets, the line's end not counted.
LONGEST_LINE = 75


def calendar_of(learner: Learner, now: datetime) -> str:
    """An event every day, with an alarm, at the learner's time wherever they are: the times have no zone."""
    hours, minutes = (learner.reminder_at or USUAL_TIME).split(":")
    first = learner.created_at.date()
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tutor//Tutor//ES",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Español",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "BEGIN:VEVENT",
        f"UID:{learner.id}@tutor",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"DTSTART:{_local(first, hours, minutes)}",
        f"DURATION:PT{learner.minutes_a_day}M",
        "RRULE:FREQ=DAILY",
        f"SUMMARY:Español: {learner.minutes_a_day} min",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:Español: {learner.minutes_a_day} min",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(folded(line) + "\r\n" for line in lines)


def folded(line: str) -> str:
    """A line as RFC 5545 wants it: cut where it is too long, never within a character."""
    parts: list[str] = []
    current = ""
    for character in line:
        most = LONGEST_LINE - (1 if parts else 0)
        if len((current + character).encode()) > most:
            parts.append(current)
            current = ""
        current += character
    return "\r\n ".join([*parts, current])


def _local(day: date, hours: str, minutes: str) -> str:
    return f"{day:%Y%m%d}T{hours}{minutes}00"
