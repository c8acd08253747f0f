"""Prices, measures, percentages and bare numbers as they are said."""

from __future__ import annotations

import re

from tutor.language.es.inflect import is_feminine
from tutor.language.es.normalization.numerals import (
    FUNCTION_WORDS,
    LABELS,
    LARGEST_DIGITS,
    NUMBER,
    agreeing,
    in_words,
    one_by_one,
    whole_and_decimals,
    word_set,
)  # fmt: skip
from tutor.language.es.normalization.reading import Reading, reading, word_before
from tutor.language.es.normalization.units import (
    CURRENCY,
    CURRENCY_BEHIND,
    UNIT,
    currency,
    price_per,
    unit_words,
)  # fmt: skip
from tutor.language.es.numbers import cardinal
from tutor.language.es.variety import Variety

_SCALES = {"M": "millones", "MM": "millones", "k": "mil", "K": "mil", "B": "mil millones"}
_SCALE = r"((?: (?:mil millones|mil|millón|millones|billón|billones)(?!\w))| ?(?:MM|[MKk])(?![^\W\d_])|)"
_CODES = r"USD|MXN|ARS|COP|CLP|UYU|DOP|CAD|M\.N\."
_PER = r"(?: ?/ ?(\d{1,4})? ?([^\W\d_]{1,20}[²³23]?\.?(?![²³\w])))?"


def _price_before(match: re.Match[str], variety: Variety) -> str:
    sign, numeral, scale, code, count, per = match.groups()
    sign = code or sign
    if _is_lower_end(match, rf"{re.escape(match[1])} ?\d"):
        return _scaled(numeral, _scale(scale), "")
    return _money(numeral, scale, sign, variety) + _for(count, per)


def _price_behind(match: re.Match[str], variety: Variety) -> str:
    numeral, scale, sign, count, per = match.groups()
    if _is_lower_end(match, rf"\d[\d.,]{{0,15}} ?{re.escape(sign)}"):
        return _scaled(numeral, _scale(scale), "")
    return _money(numeral, scale, sign, variety) + _for(count, per)


def _for(count: str | None, per: str | None) -> str:
    if not per:
        return ""
    stop = "." if per.endswith(".") and per not in ("ud.", "pers.", "sem.", "uds.") else ""
    return f" {price_per(per, cardinal(int(count)) if count else '')}{stop}"


def _is_lower_end(match: re.Match[str], upper_end: str) -> bool:
    """Whether the upper end of a range follows, with which the unit is said."""
    return bool(re.match(rf" ?[-–—−] ?{upper_end}", match.string[match.end() : match.end() + 40]))


def _money(numeral: str, scale: str, sign: str, variety: Variety) -> str:
    """ "tres euros con cincuenta", "noventa y nueve céntimos", "dos millones de dólares"."""
    one, many, hundredth = currency(sign, variety)
    scale = _scale(scale)
    whole, decimals = whole_and_decimals(numeral)
    if scale or len(decimals) > 2 or len(whole) > LARGEST_DIGITS:
        return f"{_scaled(numeral, scale, many)}{' de' if 'ill' in scale else ''} {many}"
    amount, cents = int(whole), int(decimals.ljust(2, "0") or 0)
    of = " de" if amount and amount % 10**6 == 0 else ""
    said = f"{agreeing(cardinal(amount), one if amount == 1 else many)}{of} {one if amount == 1 else many}"
    if not cents:
        return said
    if not amount and hundredth:
        return f"{agreeing(cardinal(cents), hundredth + 's')} {hundredth}{'' if cents == 1 else 's'}"
    return f"{said} con {cardinal(cents)}"


def _scale(written: str) -> str:
    written = written.strip()
    return f" {_SCALES.get(written, written)}" if written else ""


def _measure(match: re.Match[str], variety: Variety) -> str | None:
    """ "un kilo", "ocho metros por segundo", "seis litros a los cien kilómetros", "diez" before "-15 km"."""
    numeral, scale, unit, count, per, stop = match.groups()
    if not per and not scale and _is_lower_end(match, rf"\d[\d.,]{{0,15}} ?{re.escape(unit)}"):
        return in_words(numeral)
    said = _scaled(numeral, _scale(scale), unit_words(unit, one=False))
    is_one = said == "uno"
    words = unit_words(unit, one=is_one)
    is_whole = not whole_and_decimals(numeral)[1] and unit not in "%‰"
    said = f"{agreeing(said, words.split()[0]) if is_whole and not scale else said}{' de' if 'ill' in scale else ''} {words}"
    if per and count:
        said += f" a los {cardinal(int(count))} {unit_words(per, one=False)}"
    elif per:
        said += f" por {unit_words(per, one=True)}"
    follows_small = re.match(r" ?[^\W\d_]|[,;:]", match.string[match.end() : match.end() + 2])
    is_stop = bool(stop) and not (follows_small and not follows_small[0].strip().isupper())
    return said + ("." if is_stop else "")


def _scaled(numeral: str, scale: str, noun: str) -> str:
    """A numeral before "mil" or "millones", as in "doscientas mil personas" and "veintiún millones"."""
    said = in_words(numeral)
    if not scale:
        return said
    if said.endswith("uno") and not whole_and_decimals(numeral)[1]:
        said = agreeing(said, "millones" if said != "uno" else "millón")
        scale = scale.replace("millones", "millón") if said == "un" else scale
    if scale == " mil" and noun.endswith("s") and is_feminine(noun):
        said = re.sub(r"(cient|quinient)os\b", r"\1as", said)
    return f"{said}{scale}"


def _times(match: re.Match[str], variety: Variety) -> str:
    """ "3 veces/semana"."""
    said = agreeing(in_words(match[1]), match[2])
    return f"{said} {match[2]} {price_per(match[3], '')}"


# After these a point parts a number from the number of its part: "ejercicio 3.2", "Android 4.10".
_PARTED = word_set(
    "versión versiones actividad apartado artículo capítulo ejercicio epígrafe figura lección párrafo pregunta punto sección tabla "
    "tema unidad android chrome debian firefox ios java linux macos python ubuntu windows"
)


def _bare(match: re.Match[str], variety: Variety) -> str:
    """A numeral that nothing else has read, in agreement with its noun where that is clear."""
    numeral, or_number, scale, noun = match[1], match[2], match[3], (match[4] or "").strip()
    whole, decimals = whole_and_decimals(numeral)
    before = word_before(match).lower()
    if before in _PARTED and re.fullmatch(r"\d+\.\d+", numeral):
        return _by_points(numeral)
    said = in_words(numeral)
    if scale:
        return _scaled(numeral, scale, noun).removesuffix(scale)
    if decimals:
        return said
    if before in ("la", "las") and said.endswith("uno") and (not noun or noun.lower() in FUNCTION_WORDS):
        return said[:-1] + "a"  # "a la 1", "a las 21"
    if before in LABELS or before == "el":
        return said
    # "de una a tres horas", but "tiene veintiuno y tres hijas"
    if not or_number or (is_feminine(noun) and (not or_number.startswith(" y ") or before == "entre")):
        said = agreeing(said, noun)
    millions = len(whole) <= LARGEST_DIGITS and int(whole) and int(whole) % 10**6 == 0
    return said + (" de" if millions and noun and noun.lower() not in FUNCTION_WORDS else "")


def _abridged(match: re.Match[str], variety: Variety) -> str | None:
    """ "5k seguidores", "2 M de personas"."""
    following = match[3]
    if following.lower() in FUNCTION_WORDS and not (following == "de" and match[2] == "M"):
        return None
    return _scaled(match[1], _scale(match[2]), following) + (" de" if match[2] == "M" and following != "de" else "")


def _decade(match: re.Match[str], variety: Variety) -> str | None:
    return cardinal(int(match[1])) if word_before(match).lower() in ("los", "años", "el") else None


def _version(match: re.Match[str], variety: Variety) -> str:
    return _by_points(match[0])


def _by_points(numeral: str) -> str:
    """ "tres punto doce"."""
    return " punto ".join(
        cardinal(int(part)) if len(part) <= LARGEST_DIGITS else one_by_one(part) for part in numeral.split(".")
    )


def _large(match: re.Match[str], variety: Variety) -> str:
    return in_words(match[0].replace(" ", ""))


# Thousands set apart by spaces: by thin ones anywhere, by others before a currency or a unit, else it may be a telephone number.
_THIN = re.compile(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))")
_SPACED = re.compile(
    rf"(?<![\d.,/:-])(?<![\d.,] )\d{{1,3}}(?: \d{{3}}){{1,3}}(?=(?:,\d{{1,2}})? ?(?:{CURRENCY_BEHIND}|{UNIT})(?![^\W_]))"
    r"|(?<=[$€£])(?: ?\d{1,3})(?: \d{3}){1,3}(?!\d)"
)


def without_spaces_in_numerals(text: str) -> str:
    """ "1 500 €" as "1500 €"."""
    return _SPACED.sub(lambda m: m[0].replace(" ", ""), _THIN.sub("", text))


PRICES: tuple[Reading, ...] = (
    reading(rf"(?<![\w/])({CURRENCY}) ?({NUMBER}){_SCALE}(?! ?%)(?: ?({_CODES})(?!\w))?{_PER}", _price_before),
)  # fmt: skip
READINGS: tuple[Reading, ...] = (
    reading(r"(?<!\w)(\d0)['’]?s\b", _decade),
    reading(rf"({NUMBER}) ?([kKM])(?= ([^\W\d_]{{1,40}}))", _abridged),
    reading(rf"({NUMBER}){_SCALE}(?: de)? ?({CURRENCY_BEHIND})(?![^\W_]){_PER}", _price_behind),
    reading(
        rf"({NUMBER})(| mil(?= )| millones(?: de)?) ?({UNIT})(?:\.?/(\d{{1,4}})? ?({UNIT}))?(?![\w²³])(\.(?= ?[^\W\d_]|$|[,;:]))?",
        _measure,
    ),
    reading(rf"({NUMBER}) ([^\W\d_]{{3,20}}) ?/ ?(h|hora|día|semana|mes|año)\b", _times),
    reading(r"\d{1,3}(?: \d{3}){2,6}(?![\d.])|\d{2,3} 000(?![\d.])", _large),
    reading(r"(?<![\d.])(?!\d{1,3}(?:\.\d{3}){2,}(?!\d))\d{1,6}(?:\.\d{1,6}){2,10}(?![\d,])", _version),
    reading(
        rf"({NUMBER})(?=( (?:a|o|u|y) \d[\d.,]{{0,20}}|[-–]\d[\d.,]{{0,20}})?( mil| millones)?( [^\W\d_]{{1,40}})?)",
        _bare,
    ),
)
