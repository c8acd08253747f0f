"""Numerals in words that agree with their noun."""

from __future__ import annotations

import re

from tutor.language.es.inflect import is_feminine, takes_el
from tutor.language.es.numbers import cardinal, in_feminine, shortened


def word_set(words: str) -> frozenset[str]:
    """Words written in a row."""
    return frozenset(words.split())


# "1.500,75" as in Spain, "1,500.75" as in Mexico, or a plain numeral. One comma and three digits also groups
# thousands: three decimals are rarer in conversation than a model's English habit.
NUMBER = (
    r"(?<!\d)(?:\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,20})?(?!\d)|[1-9]\d{0,2}(?:,\d{3}){1,6}(?:\.\d{1,20})?(?!\d)"
    r"|\d{1,30}(?:[.,]\d{1,20})?)(?!\d)"
)
LARGEST_DIGITS = 12  # longer runs are read digit by digit

# After a numeral these are no noun, so that "línea 21 de metro" and "21 más" stay "veintiuno".
FUNCTION_WORDS = word_set(
    "a al ante antes así bajo como con contra cuando cuya de del desde donde durante e el ella ellas ellos en entonces "
    "entre era eran es esa esas esta estas está están fue ha hacia hasta hay la las le les lo los mas me mediante "
    "menos mientras más muy nada ni no nos o para pero por porque pues que quien se según ser si siempre sin sino "
    "sobre solo son su sus sí también tampoco te todas todavía todos tras tu tus u un una unas unos va ya y yo "
    "además después nunca ahora aunque mía tuya suya nuestra cada queda falta sobra basta llega"
)  # fmt: skip
# Before a numeral these make it a name: "página 201", "la línea 1".
LABELS = word_set(
    "andén apartado apartamento artículo asiento aula autobús bus caja calle canal capítulo carretera caso código "
    "ejercicio episodio escena fase figura fila formación grupo habitación lección línea mesa nivel número opción "
    "parte paso piso planta portal pregunta problema puerta punto página respuesta ruta sala siglo tabla talla tema "
    "terminal tomo tren unidad versión volumen vuelo vía zona año día"
)


def one_by_one(numeral: str) -> str:
    """A numeral digit by digit."""
    return " ".join(cardinal(int(digit)) for digit in numeral)


def in_words(numeral: str) -> str:
    """A numeral in words; the decimal sign is a comma, and a point unless it groups thousands."""
    whole, decimals = whole_and_decimals(numeral)
    long = len(whole) > LARGEST_DIGITS or (whole.startswith("0") and len(whole) > 1)
    said = one_by_one(whole) if long else cardinal(int(whole))
    if decimals:
        plain = len(decimals) <= 2 and int(decimals[0]) != 0
        said += " coma " + (cardinal(int(decimals)) if plain else one_by_one(decimals))
    return said


def whole_and_decimals(numeral: str) -> tuple[str, str]:
    """The digits before and after the decimal sign."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", numeral):
        numeral = numeral.replace(".", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", numeral):
        numeral = numeral.replace(",", "")
    whole, _, decimals = numeral.replace(",", ".").partition(".")
    return whole, decimals


def agreeing(said: str, noun: str) -> str:
    """ "veintiuno" directly before a noun is "veintiún" or "veintiuna"; "doscientos" may be "doscientas"."""
    plural = said != "uno"
    if not noun or len(noun) < 3 or noun.lower() in FUNCTION_WORDS or (plural and not noun.endswith("s")):
        return said
    if is_feminine(noun):
        return "un" if not plural and takes_el(noun.lower()) else in_feminine(said)
    return shortened(said)
