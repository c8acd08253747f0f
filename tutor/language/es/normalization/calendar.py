"""Dates, years of school and times of day as they are said."""

from __future__ import annotations

import re

from tutor.language.es.normalization.numerals import agreeing, word_set
from tutor.language.es.normalization.reading import Reading, Say, ends_sentence, reading, word_before
from tutor.language.es.numbers import cardinal, in_feminine
from tutor.language.es.variety import Variety

_MONTHS = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
           "noviembre", "diciembre"]  # fmt: skip
_DAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
_SHORT_MONTHS = "ene|feb|mar|abr|may|jun|jul|ago|sept|sep|oct|nov|dic"
_BEFORE_A_DAY = word_set(
    "del al a día el lunes martes miércoles jueves viernes sábado domingo hoy mañana ayer fecha hasta desde"
)
_EXPIRES = re.compile(r"\b(?:caduc|venc|expir|v[áa]lid)\w*(?: \w+)? $", re.IGNORECASE)
_SEASONS = word_set("curso cursos temporada temporadas liga campaña campañas ejercicio bienio periodo invierno")
_BEFORE_A_DURATION = word_set("en unas casi apenas solo llevo lleva llevamos llevan")
# "p. m.", "PM", "P.M", and "h" or "hrs." of the clock
_HALF = r"(?: ?([AaPp])(?:\. ?[Mm](\.)?|[Mm])(?!\w))"
_HOURS = r"(?: ?(?:h|hs|hrs|horas?)\b(?:\.(?= ?[^\W\d_A-Z]))?)"


def _date(day: int, month: int, year: int | None) -> str | None:
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return f"{cardinal(day)} de {_MONTHS[month - 1]}{f' de {cardinal(year)}' if year is not None else ''}"


def _year(written: str) -> int:
    year = int(written)
    return year if len(written) > 2 else year + (2000 if year < 50 else 1900)


def _numeric_date(match: re.Match[str], variety: Variety) -> str | None:
    if match[2] == "." and len(match[4]) == 2 and word_before(match).lower() not in _BEFORE_A_DAY:
        return None
    return _date(int(match[1]), int(match[3]), _year(match[4]))


def _named_month(match: re.Match[str], variety: Variety) -> str | None:
    day, month = int(match[1]), [m[:3] for m in _MONTHS].index(match[2][:3].lower()) + 1
    if not 1 <= day <= 31:
        return None
    said = _date(day, month, _year(match[4]) if match[4] else None)
    return said and said + ("." if match[3] and not match[4] and ends_sentence(match) else "")


def _day_and_month(match: re.Match[str], variety: Variety) -> str | None:
    before = word_before(match).lower()
    padded = match[1][0] == "0" or match[2][0] == "0"
    if not (padded or before in _BEFORE_A_DAY) or (
        before == "el" and re.match(" de ", match.string[match.end() : match.end() + 4])
    ):
        return None
    return _date(int(match[1]), int(match[2]), None)


def _month_and_year(match: re.Match[str], variety: Variety) -> str | None:
    """ "05/2027", and "05/27" where something expires."""
    before = match.string[max(0, match.start() - _EXPIRY) : match.start()]
    if len(match[2]) == 2 and not (_EXPIRES.search(before) and not before.endswith(" el ")):
        return None
    return f"{_MONTHS[int(match[1]) - 1]} de {cardinal(_year(match[2]))}"


def _from_to(names: list[str]) -> Say:
    """ "enero-marzo", "Lun. – Vie."."""

    def say(match: re.Match[str], variety: Variety) -> str:
        first, last = (next(name for name in names if name.startswith(match[n].lower())) for n in (1, 2))
        return f"{first.capitalize() if match[1][0].isupper() else first} a {last}"

    return say


def _in_short(names: list[str]) -> str:
    return "|".join(f"{name}|{name[:4]}(?!\\w)|{name[:3]}" for name in names)


def _years(match: re.Match[str], variety: Variety) -> str | None:
    """A year of school or a season lies in two: "dos mil veintitrés, veinticuatro"."""
    first, sign, second = match[1], match[2], match[3]
    follows = (int(first) + 1) % 100 == int(second) % 100
    in_season = word_before(match).lower() in _SEASONS
    if len(first) == 2 and not (in_season and follows):
        return None
    if len(first) == 4 and ((sign == "-" and len(second) == 4 and not in_season) or (not follows and sign == "-")):
        return None
    return f"{cardinal(int(first))}, {cardinal(int(second))}"


def _time(match: re.Match[str], variety: Variety) -> str | None:
    hour, minute, second, half = int(match[1]), int(match[2] or 0), match[3], (match[4] or "").lower()
    if match[0].isdecimal() or (half and hour > 12):
        return None
    if not half and _lasts(match):
        return _duration(hour, minute, int(second)) if second else f"{in_feminine(cardinal(hour))} {cardinal(minute)}"
    return _with_article(match, _clock(hour, minute, second, half)) + _stop(match, match[5])


def _point_time(match: re.Match[str], variety: Variety) -> str | None:
    """ "a las 3.30", "3.30 p. m.", "16.15 h"."""
    half = (match[3] or "").lower()
    if not (half or match[5] or word_before(match).lower() in ("las", "la")) or int(match[1]) > (12 if half else 23):
        return None
    return _with_article(match, _clock(int(match[1]), int(match[2]), None, half)) + _stop(match, match[4])


def _hours_and_minutes(match: re.Match[str], variety: Variety) -> str:
    if _lasts(match):
        return _duration(int(match[1]), int(match[2]))
    return _with_article(match, _clock(int(match[1]), int(match[2]), None, ""))


def _time_range(match: re.Match[str], variety: Variety) -> str | None:
    """ "2-4 PM": both are of the same half of the day."""
    first, second, half = int(match[1]), int(match[3]), match[5].lower()
    if not (1 <= first <= 12 and 1 <= second <= 12):
        return None
    start, end = (_clock(h, int(m or 0), None, "") for h, m in ((first, match[2]), (second, match[4])))
    article = "la" if second == 1 else "las"
    return f"{_with_article(match, start)} a {article} {end} {_part_of_day(second, half)}{_stop(match, match[6])}"


def _lasts(match: re.Match[str]) -> bool:
    """Whether it is how long something takes, not when it is."""
    before = word_before(match).lower()
    return before.startswith(("dur", "tard")) or before in _BEFORE_A_DURATION


def _duration(hours: int, minutes: int, seconds: int | None = None) -> str:
    """ "una hora y media", "dos horas, cinco minutos y treinta y tres segundos"."""
    if seconds is None and hours and minutes == 30:
        return f"{_counted(hours, 'hora')} y media"
    each = [(hours, "hora"), (minutes, "minuto"), (seconds or 0, "segundo")]
    said = [_counted(number, unit) for number, unit in each if number] or ["cero minutos"]
    return " y ".join(filter(None, [", ".join(said[:-1]), said[-1]]))


def _counted(number: int, unit: str) -> str:
    units = unit if number == 1 else f"{unit}s"
    return f"{agreeing(cardinal(number), units)} {units}"


def _clock(hour: int, minute: int, second: str | None, half: str) -> str:
    """ "catorce treinta", "ocho y media de la mañana"."""
    said = in_feminine(cardinal(hour))
    if minute and (hour > 12 or hour == 0):
        said += f" {cardinal(minute)}" if minute > 9 else f" cero {cardinal(minute)}"
    elif minute:
        said += f" y {({15: 'cuarto', 30: 'media'}).get(minute) or cardinal(minute)}"
    elif hour == 0:
        said += " horas"
    if second and int(second):
        said += f" y {agreeing(cardinal(int(second)), 'segundos')} segundos"
    return f"{said} {_part_of_day(hour, half)}" if half else said


def _part_of_day(hour: int, half: str) -> str:
    if half == "a":
        return "de la noche" if hour == 12 else "de la madrugada" if hour < 6 else "de la mañana"
    return "del mediodía" if hour == 12 else "de la tarde" if hour < 8 else "de la noche"


def _with_article(match: re.Match[str], said: str) -> str:
    """The article is not said twice, nor where a bare hour before has none: "de ocho a diez de la mañana"."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    if word_before(match).lower() in ("la", "las") or re.search(r"\b[Dd]e \d{1,2} a $", before):
        return said
    return f"{'la' if re.match(r'una( y| de|$)', said) else 'las'} {said}"


def _stop(match: re.Match[str], point: str | None) -> str:
    return "." if point and ends_sentence(match) else ""


_EXPIRY = 40  # characters in which a word tells that something expires
NAMED: tuple[Reading, ...] = tuple(
    reading(
        rf"(?<![\w-])(?i:({_in_short(names)})\.? ?[-–—] ?({_in_short(names)}))(?!\w)(?! ?[-–—])(?:\.(?= ?[a-z\d,;)]))?",
        _from_to(names),
    )
    for names in (_DAYS, _MONTHS)
)
_ROMAN_MONTHS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
READINGS: tuple[Reading, ...] = (
    reading(
        rf"(?<![\w/.-])(\d{{1,2}})([-/.])({'|'.join(_ROMAN_MONTHS)})\2(\d{{4}}|\d\d)(?!\w)",
        lambda m, _: _date(int(m[1]), _ROMAN_MONTHS.index(m[3]) + 1, _year(m[4])),
    ),
    reading(
        r"(?<![\w/-])(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?![\w/-])", lambda m, _: _date(int(m[3]), int(m[2]), int(m[1]))
    ),
    reading(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|(?<=[/.])\d{2})(?![\w/-]|\.\d)", _numeric_date),
    reading(
        rf"(?<![\w/.-])(\d{{1,2}})(?: de |[ /-])((?i:{_SHORT_MONTHS}))(?:(\.)|(?=[/-])|(?= \d{{4}}))(?:(?: de | |/|-)(\d{{4}}|\d\d)\b)?(?![^\W_])",
        _named_month,
    ),
    reading(r"(?<![\w/.,-])(0?[1-9]|1[0-2])/((?:19|20)\d\d|\d\d)(?![\w/-]|[.,]\d)", _month_and_year),
    reading(r"(?<![\w/])(\d{1,2})/(\d{1,2})(?![\w/]|[.,]\d)", _day_and_month),
    reading(r"(?<![\w/.,-])(\d{4}|\d\d)([/-])(\d{4}|\d\d)(?![\w/-]|[.,]\d)", _years),
    reading(rf"(?<![\w:.,/])(\d{{1,2}})(?::([0-5]\d))? ?[-–—] ?(\d{{1,2}})(?::([0-5]\d))?{_HALF}", _time_range),
    reading(
        rf"(?<![\w:.,/])([01]?\d|2[0-3]|24(?=:00)):([0-5]\d)(?::([0-5]\d))?(?:{_HALF}|{_HOURS})?(?![\d:]|[.,]\d)", _time
    ),
    reading(rf"(?<![\w:.,/])(\d{{1,2}})()(){_HALF}", _time),
    reading(rf"(?<![\w:.,/])(\d{{1,2}})\.([0-5]\d)(?:{_HALF}|({_HOURS}))?(?![\d:%]|[.,]\d| ?%)", _point_time),
    reading(r"(?<![\w:.,/])([01]?\d|2[0-3])h ?([0-5]\d)(?!\w)(?: ?min\b)?", _hours_and_minutes),
)
