"""Text as it is written to text as it is said: cleaned, numbers and abbreviations in words, cut into sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from num2words import num2words

# The first sentence decides when the first sound comes, so a long one is cut at a clause.
LONG_FIRST = 80
# Shorter pieces sound clipped on their own; they go to their neighbour.
SHORT = 12

_ABBREVIATIONS = {
    "Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Sres.": "señores", "Dr.": "doctor", "Dra.": "doctora",
    "D.": "don", "Dña.": "doña", "Ud.": "usted", "Uds.": "ustedes", "Vd.": "usted", "Vds.": "ustedes",
    "EE. UU.": "Estados Unidos", "EE.UU.": "Estados Unidos", "p. ej.": "por ejemplo", "p.ej.": "por ejemplo",
    "etc.": "etcétera", "núm.": "número", "n.º": "número", "nº": "número", "Nº": "número", "pág.": "página",
    "págs.": "páginas", "tel.": "teléfono", "av.": "avenida", "Av.": "avenida", "a. m.": "de la mañana",
    "p. m.": "de la tarde", "a.m.": "de la mañana", "p.m.": "de la tarde", "a. C.": "antes de Cristo",
    "d. C.": "después de Cristo", "vs.": "contra", "aprox.": "aproximadamente",
}  # fmt: skip
_ABBREVIATION = re.compile(
    r"(?<![\w.])(" + "|".join(re.escape(a) for a in sorted(_ABBREVIATIONS, key=len, reverse=True)) + r")(?!\w)"
)
_UNITS = {
    "km/h": "kilómetros por hora", "km": "kilómetros", "kg": "kilos", "cm": "centímetros", "mm": "milímetros",
    "g": "gramos", "m": "metros", "l": "litros", "ml": "mililitros", "min": "minutos", "h": "horas",
    "%": "por ciento", "€": "euros", "$": "dólares", "£": "libras", "°C": "grados", "ºC": "grados", "°": "grados",
}  # fmt: skip
# Nouns after which "un" and "cientos" turn feminine, beside those in -a, -ión, -dad, -tud.
_FEMININE = re.compile(r"^(?!(?:días?|problemas?|mapas?|temas?|idiomas?|programas?|sistemas?|kilos?)$)"
                       r"(?:\w+as?|\w+ión|\w+iones|\w+dad(?:es)?|\w+tud(?:es)?|veces|manos?|noches?|tardes?|clases?"
                       r"|calles?|llaves?|flores|mujeres|gentes?|partes?)$")  # fmt: skip
_MONTHS = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]  # fmt: skip
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_LARGEST = 10**15  # longer runs of digits are read one by one, as telephone numbers are


def speakable(text: str) -> str:
    """What a voice should say for `text`; empty when there is nothing to say."""
    text = unicodedata.normalize("NFC", text)
    for clean in (_markup, _words, _numbers, _symbols):
        text = clean(text)
    return text if any(c.isalpha() for c in text) else ""


def _markup(text: str) -> str:
    text = re.sub(r"```.*?```", " ", text, flags=re.DOTALL)
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()\s]*\)", r"\1", text)
    text = re.sub(r"https?://\S+|www\.\S+", "enlace", text)
    text = re.sub(r"(?m)^[ \t]*(?:#{1,6}|[-*•>]|\d{1,3}[.)])[ \t]+", "", text)
    # A line is a sentence of its own, also where it lacks its full stop.
    text = re.sub(r"(?<=[^\W_])[ \t]*\n+", ".\n", text)
    return re.sub(r"[*_`~#|<>\\]+", " ", text)


def _words(text: str) -> str:
    text = _ABBREVIATION.sub(lambda m: _ABBREVIATIONS[m[1]] + _full_stop(m), text)
    return re.sub(r"\bsiglo ([IVXL]+)\b", lambda m: f"siglo {_roman(m[1])}", text)


def _full_stop(match: re.Match[str]) -> str:
    """The stop of an abbreviation that also ends its sentence."""
    after = match.string[match.end() :].lstrip()
    return "." if match[1] == "etc." and (not after or after[0].isupper()) else ""


def _numbers(text: str) -> str:
    text = re.sub(r"\b([01]?\d|2[0-3]):([0-5]\d)\b", _time, text)
    text = re.sub(r"\b(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?\b", _date, text)
    text = re.sub(r"\b(\d{1,3})\.?([ºª])(?=(\s+[^\W\d_])?)", _ordinal, text)
    text = re.sub(r"([€$£])\s?(" + _NUMBER + ")", r"\2 \1", text)
    text = re.sub(r"(?<=\d)\s?[-–]\s?(?=\d)", " a ", text)
    units = "|".join(re.escape(u) for u in sorted(_UNITS, key=len, reverse=True))
    text = re.sub(rf"({_NUMBER})(\s?)({units})(?!\w)", _with_unit, text)
    text = re.sub(rf"({_NUMBER})(?=(\s+[^\W\d_]+)?)", _with_noun, text)
    # Digits of other scripts, superscripts and the like have no reading here.
    return "".join(c for c in text if not (c.isdigit() or c.isnumeric()))


def _symbols(text: str) -> str:
    text = text.replace("&", " y ").replace("%", " por ciento").replace("@", " arroba ").replace("€", " euros")
    text = re.sub(r"[()\[\]{}]", ", ", text)
    text = "".join(c if c.isalpha() or c in " \n.,;:¿?¡!…—–-'’«»\"" or unicodedata.combining(c) else " " for c in text)
    text = re.sub(r"\.{2,}|…+", "…", text)
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    text = re.sub(r",\s*([.?!…])", r"\1", text)
    text = re.sub(r"([.?!])(?:\s*\1)+", r"\1", text)
    text = re.sub(r"\s+([,.;:?!…])", r"\1", text)
    return re.sub(r"\s+", " ", text).strip(" ,;:-–—\n")


def _say(number: str) -> str:
    """A numeral in words; the decimal sign is a comma, and a point unless it groups thousands."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        number = number.replace(".", "")
    whole, _, decimals = number.replace(",", ".").partition(".")
    if len(whole) > 15 or (whole.startswith("0") and len(whole) > 1) or int(whole) >= _LARGEST:
        said = " ".join(_cardinal(int(digit)) for digit in whole)
    else:
        said = _cardinal(int(whole))
    if decimals:
        tail = decimals if len(decimals) <= 2 and not decimals.startswith("0") else " ".join(decimals)
        said += " coma " + " ".join(_cardinal(int(part)) for part in tail.split())
    return said


def _cardinal(number: int) -> str:
    return str(num2words(number, lang="es"))


def _before_noun(said: str, noun: str) -> str:
    """ "veintiuno" before a masculine noun is "veintiún", before a feminine one "veintiuna"; hundreds follow suit."""
    feminine = bool(_FEMININE.match(noun.lower()))
    if said.endswith("uno"):
        masculine = said[:-3] + ("ún" if said.endswith("veintiuno") else "un")
        said = said[:-1] + "a" if feminine else masculine
    return re.sub(r"cientos\b", "cientas", said).replace("quinientos", "quinientas") if feminine else said


def _with_unit(match: re.Match[str]) -> str:
    unit = _UNITS[match[3]]
    said = _say(match[1])
    if said == "uno" and unit not in ("por ciento",):
        unit = re.sub(r"(?<=[aeo])s\b", "", unit, count=1) if unit != "dólares" else "dólar"
    return f"{said if unit == 'por ciento' else _before_noun(said, unit.split()[0])} {unit}"


def _with_noun(match: re.Match[str]) -> str:
    said = _say(match[1])
    noun = (match[2] or "").strip()
    return _before_noun(said, noun) if noun and len(noun) > 2 else said


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2])
    said = "una" if hour == 1 else _feminine(hour)
    return said if minute == 0 else f"{said} y {_cardinal(minute)}"


def _feminine(number: int) -> str:
    said = _cardinal(number)
    return said[:-1] + "a" if said.endswith("uno") else said


def _date(match: re.Match[str]) -> str:
    day, month = int(match[1]), int(match[2])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return " ".join(_say(part) for part in match.groups() if part)
    said = f"{'uno' if day == 1 else _cardinal(day)} de {_MONTHS[month - 1]}"
    return f"{said} de {_cardinal(int(match[3]))}" if match[3] else said


def _ordinal(match: re.Match[str]) -> str:
    said = str(num2words(int(match[1]), lang="es", to="ordinal"))
    if match[2] == "ª":
        return said[:-1] + "a" if said.endswith("o") else said
    return re.sub(r"(primer|tercer)o$", r"\1", said) if match[3] else said  # "el primer piso", but "el primero"


def _roman(numeral: str) -> str:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[c] for c in numeral]
    total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return _cardinal(total)


def sentences(text: str) -> list[str]:
    """`text` cut for synthesis. Joined again, the pieces hold the same characters, spaces aside.

    Never cuts inside a number or after an abbreviation's point; a long first sentence is cut at a clause.
    """
    pieces = [p for p in re.split(r"(?<=[.?!…][\"»”’')])\s+|(?<=[.?!…])\s+|\n+", text) if p and p.strip()]
    pieces = _rejoin(pieces, lambda before, after: _is_abbreviated(before) or after.lstrip('"«')[:1].islower())
    pieces = _rejoin(pieces, lambda before, after: len(before) < SHORT and len(after) < LONG_FIRST)
    if pieces and len(pieces[0]) > LONG_FIRST and (cut := _clause(pieces[0])):
        pieces[:1] = [pieces[0][:cut].strip(), pieces[0][cut:].strip()]
    return [piece.strip() for piece in pieces]


def _is_abbreviated(piece: str) -> bool:
    last = piece.rstrip().rsplit(None, 1)[-1]
    return last in _ABBREVIATIONS or bool(re.fullmatch(r"(?:[A-ZÁÉÍÓÚ]\.)+", last))


def _rejoin(pieces: list[str], belong: Callable[[str, str], bool]) -> list[str]:
    joined: list[str] = []
    for piece in pieces:
        if joined and belong(joined[-1], piece):
            joined[-1] += " " + piece
        else:
            joined.append(piece)
    return joined


def _clause(sentence: str) -> int | None:
    """Where to cut a long sentence: after the first comma or before the first conjunction that leaves enough."""
    for match in re.finditer(r"[,;:] |(?= (?:pero|porque|aunque|así que|mientras|cuando|entonces) )", sentence):
        if 25 <= match.end() <= len(sentence) - 15 and not re.match(r"\d", sentence[match.end() : match.end() + 1]):
            return match.end()
    return None
