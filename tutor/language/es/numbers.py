"""Dates, times, prices, measures and bare numbers as they are said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from tutor.language.es.numerals import (
    CURRENCIES,
    FUNCTION_WORDS,
    LABELS,
    LARGEST_DIGITS,
    MONTHS,
    NUMBER,
    UNITS,
    agreeing,
    cardinal,
    feminine_cardinal,
    in_words,
    is_feminine,
    one_by_one,
    ordinal,
    whole_and_decimals,
)

_TIME = re.compile(
    r"(?<![\w:.,/])([01]?\d|2[0-3])(?::([0-5]\d)(?::([0-5]\d))?(?: ?([ap])m\b)?| ?([ap])m\b)(?: ?h(?:oras)?\b)?(?![\d:])"
)
_SYMBOL = r"(US\$|[€$£¥]|(?:EUR|USD|GBP)\b)"
_NEXT_WORD = r"(?=( [^\W\d_]+)?)"


def read_numbers(text: str) -> str:
    """Every number in words, in the order in which a reading cannot spoil another."""
    for shape, reading in _READINGS:
        text = shape.sub(reading, text)
    # What is left of other scripts, superscripts and the like has no reading here.
    return "".join(" " if unicodedata.category(c)[0] == "N" else c for c in text)


def _telephone(match: re.Match[str]) -> str:
    """Pairs as numbers and longer groups digit by digit, as one dictates; other numerals are left alone."""
    prefix, number = match[1], match[2]
    groups = re.split("[ -]", number)
    solid = len(groups) == 1
    digits = "".join(groups)
    is_date = [len(group) for group in groups] == [2, 2, 4]
    if not prefix and (not 8 <= len(digits) <= 13 or is_date or digits.endswith("000")):
        return match[0]
    if solid:
        if not prefix and digits[0] not in "6789":
            return match[0]
        groups = [digits[:3], digits[3:5], digits[5:7], digits[7:]]
    said = ", ".join(one_by_one(g) if len(g) != 2 or g[0] == "0" else cardinal(int(g)) for g in groups)
    return f"más {cardinal(int(prefix))}, {said}" if prefix else said


def _date(match: re.Match[str]) -> str:
    day, month, year = int(match[1]), int(match[3]), int(match[4])
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return match[0]
    if year < 100:
        year += 2000 if year < 50 else 1900
    return f"{cardinal(day)} de {MONTHS[month - 1]} de {cardinal(year)}"


def _day_and_month(match: re.Match[str]) -> str:
    day, month = int(match[2]), int(match[3])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return match[0]
    return f"{match[1]} {cardinal(day)} de {MONTHS[month - 1]}"


def _time(match: re.Match[str]) -> str:
    """ "las catorce treinta", "las ocho y media de la mañana"; the article is not said twice."""
    hour, minute, second, half = int(match[1]), int(match[2] or 0), match[3], match[4] or match[5]
    said = feminine_cardinal(hour)
    if minute and hour > 12:
        said += f" {cardinal(minute)}" if minute > 9 else f" cero {cardinal(minute)}"
    elif minute:
        said += f" y {({15: 'cuarto', 30: 'media'}).get(minute) or cardinal(minute)}"
    elif hour == 0:
        said += " horas"
    if second:
        said += f" y {agreeing(cardinal(int(second)), 'segundos')} segundos"
    if half:
        said += f" {_part_of_day(hour, half)}"
    return said if _word_before(match) in ("la", "las") else f"{'la' if hour == 1 else 'las'} {said}"


def _part_of_day(hour: int, half: str) -> str:
    if half == "a":
        return "de la noche" if hour == 12 else "de la madrugada" if hour < 6 else "de la mañana"
    return "del mediodía" if hour == 12 else "de la tarde" if hour < 8 else "de la noche"


def _word_before(match: re.Match[str]) -> str:
    """The word right before a match, in small letters."""
    before = re.search(r"([^\W\d_]+) $", match.string[max(0, match.start() - 20) : match.start()])
    return before[1].lower() if before else ""


def _ordinals(match: re.Match[str]) -> str:
    number, mark, noun = int(match[1]), match[2], (match[3] or "").strip().lower()
    noun = "" if noun in FUNCTION_WORDS else noun
    if (mark == "°" and not noun) or (mark == "º" and number > 12 and not noun):
        return f"{agreeing(cardinal(number), 'grados')} grados"
    return ordinal(number, feminine=mark[-1] in "aª", before_noun=bool(noun) or mark == "er")


def _money(match: re.Match[str]) -> str:
    """ "tres euros con cincuenta", "noventa y nueve céntimos", "dos millones de dólares"."""
    one, many = CURRENCIES[match[3]]
    whole, decimals = whole_and_decimals(match[1])
    if match[2] or len(decimals) > 2 or len(whole) > LARGEST_DIGITS:
        return f"{_scaled(match[1], match[2], many)}{' de' if 'mill' in match[2] else ''} {many}"
    amount, cents = int(whole), int(decimals.ljust(2, "0") or 0)
    of = " de" if amount and amount % 10**6 == 0 else ""
    said = f"{agreeing(cardinal(amount), one if amount == 1 else many)}{of} {one if amount == 1 else many}"
    if not cents:
        return said
    if not amount:
        return f"{agreeing(cardinal(cents), 'céntimos')} {'céntimo' if cents == 1 else 'céntimos'}"
    return f"{said} con {cardinal(cents)}"


def _with_unit(match: re.Match[str]) -> str:
    unit = UNITS[match[2]]
    said = in_words(match[1])
    if unit == "por ciento" or whole_and_decimals(match[1])[1]:
        return f"{said} {unit}"
    if said == "uno":
        unit = (
            re.sub(r"s\b", "", unit, count=2) if "cuadrados" in unit or "cúbicos" in unit else unit.replace("s", "", 1)
        )
    return f"{agreeing(said, unit.split()[0])} {unit}"


def _fraction(match: re.Match[str]) -> str:
    over, under, noun = int(match[1]), int(match[2]), (match[3] or "").strip()
    if (over, under) == (24, 7):
        return "veinticuatro siete"
    if under not in (2, 3, 4) or not 0 < over < under:
        return f"{cardinal(over)} sobre {cardinal(under)}"
    if under == 2:
        if not noun or noun.lower() in FUNCTION_WORDS:
            return "un medio"
        return "media" if is_feminine(noun) else "medio"
    part = {3: "tercio", 4: "cuarto"}[under]
    return f"un {part}" if over == 1 else f"{cardinal(over)} {part}s"


def _scaled(numeral: str, scale: str | None, noun: str) -> str:
    """A numeral before "mil" or "millones", as in "doscientas mil personas" and "veintiún millones"."""
    said = in_words(numeral)
    if not scale:
        return said
    if said.endswith("uno") and not whole_and_decimals(numeral)[1]:
        said = agreeing(said, "millones" if said != "uno" else "millón")
    if scale == " mil" and noun.endswith("s") and is_feminine(noun):
        said = re.sub(r"(cient|quinient)os\b", r"\1as", said)
    return f"{said}{scale}"


def _bare(match: re.Match[str]) -> str:
    """A numeral that nothing else has read, in agreement with its noun where that is clear."""
    numeral, or_number, scale, noun = match[1], match[2], match[3], (match[4] or "").strip()
    whole, decimals = whole_and_decimals(numeral)
    before = _word_before(match)
    said = in_words(numeral)
    if scale:
        said = _scaled(numeral, scale, noun).removesuffix(scale)
    elif decimals:
        pass
    elif before in ("la", "las") and said.endswith("uno") and (not noun or noun.lower() in FUNCTION_WORDS):
        said = said[:-1] + "a"  # "a la 1", "a las 21"
    elif before not in LABELS and before != "el":
        # "de una a tres horas", but "tiene veintiuno y tres hijas"
        if not or_number or (is_feminine(noun) and (not or_number.startswith(" y ") or before == "entre")):
            said = agreeing(said, noun)
        millions = len(whole) <= LARGEST_DIGITS and int(whole) and int(whole) % 10**6 == 0
        if millions and noun and noun.lower() not in FUNCTION_WORDS:
            said += " de"
    text, start, end = match.string, match.start(), match.end()
    space_before = " " if start and text[start - 1].isalpha() else ""
    return space_before + said + (" " if text[end : end + 1].isalpha() else "")


_Reading = str | Callable[[re.Match[str]], str]
_READINGS: list[tuple[re.Pattern[str], _Reading]] = [
    (re.compile(shape), reading)
    for shape, reading in (
        (r"(?<=\d)½", " y medio"),
        ("½", " medio "),
        ("¼", " un cuarto "),
        ("¾", " tres cuartos "),
        (r"(?<![\w.,])(?:\+(\d{1,3})[ -]?)?(\d{2,3}(?:[ -]\d{2,4}){2,4}|\d{9})(?![\w/]|[.,]\d)", _telephone),
        (r"(?<![\d.,])\d{1,3}(?: \d{3}){2,}(?![\d.])|(?<![\d.,])\d{2,3} 000(?![\d.])", lambda m: m[0].replace(" ", "")),
        (r"(?<![\w/-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\w/-])", r"\3/\2/\1"),
        (r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|(?<=/)\d{2})(?![\w/-])", _date),
        (r"(?i)\b(del|al?|día|el) (\d{1,2})/(\d{1,2})(?![\w/])", _day_and_month),
        (r"(?<!\d)(\d{1,2})(?:h(?=\d\d\b)|[.:](?=\d\d ?h\b))(\d\d)(?: ?h\b)?", r"\1:\2"),
        (r"(?<=\d:\d\d) ?[-–] ?(?=\d{1,2}:\d\d)", " a "),
        (_TIME.pattern, _time),
        (rf"(?<![\d.,])(\d{{1,2}})\.?([º°ª]|er|ro|do|to|mo|vo|no|ra|da|ta|ma|va|na)(?!\w)(?! ?[CF]\b){_NEXT_WORD}", _ordinals),
        (r"(?<![\w)])[-−–](?=\d)", "menos "),
        (r"(?<![\w)])\+(?=\d)", "más "),
        (r"(?<=[^\W\d_])-(?=\d)", " "),
        (r"(?<=\d) ?[-−] ?(?=\d{1,12} ?=)", " menos "),
        (r"(?<=\d) ?\+ ?(?=\d)", " más "),
        (r"(?<=\d) ?[x×*] ?(?=\d)", " por "),
        (r"(?<=\d) ?÷ ?(?=\d)", " entre "),
        (r"(?<=\d) ?= ?(?=\d)", " igual a "),
        (rf"\b([Ee]ntre {NUMBER}) ?[-–—−] ?(?=\d)", r"\1 y "),
        (r"(?<=[\d%€$]) ?[-–—−] ?(?=\d)", " a "),
        (r"(?<=\d) ?: ?(?=\d)", " a "),
        (rf"{_SYMBOL} ?({NUMBER})( mil| millón| millones)?", r"\2\3 \1"),
        (rf"({NUMBER})((?: (?:mil|millón|millones))?) ?{_SYMBOL}", _money),
        (rf"({NUMBER}) ?({'|'.join(re.escape(u) for u in sorted(UNITS, key=len, reverse=True))})(?!\w)", _with_unit),
        (rf"(?<![\d/.,])(\d{{1,2}})/(\d{{1,2}})(?![\d/]){_NEXT_WORD}", _fraction),
        (r"(?<=\d)/(?=\d{1,3}(?!\d))", " sobre "),
        (r"(?<=\d)/(?=\d)", " de "),
        (r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d,])", lambda m: m[0] if whole_and_decimals(m[0])[1] == "" else m[0].replace(".", " punto ")),
        (rf"({NUMBER})(?=( (?:a|o|u|y) \d[\d.,]*)?( mil| millones)?( [^\W\d_]+)?)", _bare),
    )
]  # fmt: skip
