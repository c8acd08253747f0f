"""Measures and currencies, and their words in the singular and plural."""

from __future__ import annotations

import re

from tutor.language.es.inflect import singular
from tutor.language.es.variety import Variety

_PLURALS = {
    "km²": "kilómetros cuadrados", "km2": "kilómetros cuadrados", "m²": "metros cuadrados", "m2": "metros cuadrados",
    "cm²": "centímetros cuadrados", "m³": "metros cúbicos", "m3": "metros cúbicos", "cm³": "centímetros cúbicos",
    "cc": "centímetros cúbicos", "km": "kilómetros", "Km": "kilómetros", "KM": "kilómetros", "hm": "hectómetros",
    "dm": "decímetros", "cm": "centímetros", "mm": "milímetros", "m": "metros", "kg": "kilos", "Kg": "kilos",
    "KG": "kilos", "kgs": "kilos", "hg": "hectogramos", "mg": "miligramos", "µg": "microgramos", "μg": "microgramos",
    "mcg": "microgramos", "g": "gramos", "gr": "gramos", "grs": "gramos", "t": "toneladas", "hl": "hectolitros",
    "dl": "decilitros", "cl": "centilitros", "ml": "mililitros", "mL": "mililitros", "l": "litros", "L": "litros",
    "lt": "litros", "lts": "litros", "ha": "hectáreas", "min": "minutos", "mins": "minutos", "seg": "segundos",
    "s": "segundos", "ms": "milisegundos", "h": "horas", "hs": "horas", "hr": "horas", "hrs": "horas", "°C": "grados",
    "ºC": "grados", "° C": "grados", "º C": "grados", "℃": "grados", "°F": "grados Fahrenheit",
    "ºF": "grados Fahrenheit", "° F": "grados Fahrenheit", "°K": "grados Kelvin", "KB": "kilobytes", "kB": "kilobytes",
    "MB": "megas", "GB": "gigas", "Gb": "gigabits", "TB": "teras", "Mb": "megabits", "Kb": "kilobits", "kb": "kilobits",
    "px": "píxeles", "MP": "megapíxeles", "Hz": "hercios", "kHz": "kilohercios", "MHz": "megahercios",
    "GHz": "gigahercios", "W": "vatios", "kW": "kilovatios", "MW": "megavatios", "kWh": "kilovatios hora",
    "Wh": "vatios hora", "mAh": "miliamperios hora", "mA": "miliamperios", "V": "voltios", "kV": "kilovoltios",
    "J": "julios", "kJ": "kilojulios", "N": "newtons", "kcal": "kilocalorías", "cal": "calorías", "hPa": "hectopascales",
    "Pa": "pascales", "bar": "bares", "dB": "decibelios", "CV": "caballos", "HP": "caballos", "hp": "caballos",
    "lb": "libras", "lbs": "libras", "oz": "onzas", "ft": "pies", "″": "pulgadas", "yd": "yardas",
    "mi": "millas", "mph": "millas por hora", "kmh": "kilómetros por hora", "Mbps": "megabits por segundo",
    "rpm": "revoluciones por minuto", "lpm": "latidos por minuto", "ppm": "partes por millón", "fps": "fotogramas por segundo",
    "hab": "habitantes", "ud": "unidades", "uds": "unidades", "cda": "cucharadas", "cdas": "cucharadas",
    "cdta": "cucharaditas", "cdtas": "cucharaditas", "s²": "segundos al cuadrado", "%": "por ciento", "‰": "por mil",
    "pts": "puntos", "págs": "páginas", "pág": "páginas", "kcals": "kilocalorías", "mmHg": "milímetros de mercurio",
}  # fmt: skip
_INVARIABLE = frozenset(["%", "‰", "cc"])
UNIT = "|".join(re.escape(unit) for unit in sorted(_PLURALS, key=len, reverse=True))


def unit_words(unit: str, *, one: bool) -> str:
    """A unit in words."""
    many = _PLURALS[unit]
    if not one or unit in _INVARIABLE:
        return many
    head, by, rest = many.partition(" por ")
    return singular(head) + by + rest


_PER = {
    "h": "la hora", "hora": "la hora", "min": "el minuto", "minuto": "el minuto", "s": "el segundo", "kg": "el kilo",
    "Kg": "el kilo", "kilo": "el kilo", "l": "el litro", "L": "el litro", "litro": "el litro", "g": "el gramo",
    "t": "la tonelada", "m": "el metro", "km": "el kilómetro", "m²": "el metro cuadrado", "m2": "el metro cuadrado",
    "m³": "el metro cúbico", "m3": "el metro cúbico", "ha": "la hectárea", "kWh": "el kilovatio hora",
    "docena": "la docena", "ud": "la unidad", "u": "la unidad", "unidad": "la unidad", "día": "al día", "dia": "al día",
    "d": "al día", "semana": "a la semana", "sem": "a la semana", "mes": "al mes", "trimestre": "al trimestre",
    "año": "al año", "a": "al año", "pers": "por persona", "pax": "por persona", "lb": "la libra", "GB": "el giga",
    "pieza": "la pieza", "botella": "la botella", "caja": "la caja",
}  # fmt: skip


def price_per(what: str, count: str) -> str:
    """What a price is for: "el kilo", "al mes", "por persona", "los cien gramos"."""
    what = what.rstrip(".")
    if count:
        return f"los {count} {unit_words(what, one=False)}" if what in _PLURALS else f"por {count} {what}"
    return _PER.get(what) or f"por {unit_words(what, one=True) if what in _PLURALS else what}"


# Currency: one, many, a hundredth.
_EURO, _DOLLAR, _PESO = (
    ("euro", "euros", "céntimo"), ("dólar", "dólares", "centavo"), ("peso", "pesos", "centavo"),
)  # fmt: skip
_SOL, _POUND = ("sol", "soles", "céntimo"), ("libra", "libras", "penique")
_BOLIVIANO, _COLON = ("boliviano", "bolivianos", "centavo"), ("colón", "colones", "céntimo")
_QUETZAL, _LEMPIRA = ("quetzal", "quetzales", "centavo"), ("lempira", "lempiras", "centavo")
_CORDOBA, _GUARANI = ("córdoba", "córdobas", "centavo"), ("guaraní", "guaraníes", "céntimo")
_BALBOA, _REAL = ("balboa", "balboas", "centésimo"), ("real", "reales", "centavo")
_YEN, _FRANC = ("yen", "yenes", "sen"), ("franco", "francos", "céntimo")
_BOLIVAR, _YUAN = ("bolívar", "bolívares", "céntimo"), ("yuan", "yuanes", "fen")
_CURRENCIES = {
    "€": _EURO, "EUR": _EURO, "eur": _EURO, "US$": _DOLLAR, "USD": _DOLLAR, "USD$": _DOLLAR, "U$S": _DOLLAR,
    "U$D": _DOLLAR, "u$s": _DOLLAR, "$US": _DOLLAR, "US $": _DOLLAR, "CA$": _DOLLAR, "CAD": _DOLLAR, "A$": _DOLLAR,
    "AUD": _DOLLAR, "MX$": _PESO, "MXN$": _PESO, "Mex$": _PESO, "M$": _PESO, "$MXN": _PESO, "MXN": _PESO, "M.N.": _PESO,
    "COP$": _PESO, "COL$": _PESO, "COP": _PESO, "AR$": _PESO, "ARS$": _PESO, "ARS": _PESO, "CL$": _PESO, "CLP$": _PESO,
    "CLP": _PESO, "UYU": _PESO, "UY$": _PESO, "$U": _PESO, "RD$": _PESO, "DOP": _PESO, "CUP": _PESO, "PHP": _PESO,
    "₱": _PESO, "S/.": _SOL, "S/": _SOL, "PEN": _SOL, "£": _POUND, "GBP": _POUND, "Bs.": _BOLIVIANO, "Bs": _BOLIVIANO,
    "BOB": _BOLIVIANO, "Bs.F.": _BOLIVAR, "Bs.S": _BOLIVAR, "VES": _BOLIVAR, "VEF": _BOLIVAR, "₡": _COLON, "CRC": _COLON,
    "Q": _QUETZAL, "Q.": _QUETZAL, "GTQ": _QUETZAL, "L.": _LEMPIRA, "HNL": _LEMPIRA, "C$": _CORDOBA, "NIO": _CORDOBA,
    "₲": _GUARANI, "Gs.": _GUARANI, "Gs": _GUARANI, "PYG": _GUARANI, "B/.": _BALBOA, "B/": _BALBOA, "PAB": _BALBOA,
    "R$": _REAL, "BRL": _REAL, "¥": _YEN, "JPY": _YEN, "CNY": _YUAN, "CHF": _FRANC, "₿": ("bitcoin", "bitcoines", ""),
    "BTC": ("bitcoin", "bitcoines", ""), "₽": ("rublo", "rublos", "kópek"), "₹": ("rupia", "rupias", "paisa"),
    "₩": ("won", "wones", ""), "₺": ("lira", "liras", ""), "₪": ("séquel", "séqueles", ""), "¢": ("centavo", "centavos", ""),
    "Pts": ("peseta", "pesetas", ""), "Ptas": ("peseta", "pesetas", ""), "ptas": ("peseta", "pesetas", ""),
    "€uros": _EURO, "$": _DOLLAR,
}  # fmt: skip
CURRENCY = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
# A single letter is a currency only before its number.
CURRENCY_BEHIND = "|".join(
    re.escape(s)
    for s in sorted(_CURRENCIES, key=len, reverse=True)
    if s not in ("Q", "Q.", "L.", "S/", "S/.", "B/", "B/.")
)


def currency(sign: str, variety: Variety) -> tuple[str, str, str]:
    """The words of a currency: one, many, and a hundredth of it. "$" alone is a peso in America."""
    return _PESO if sign == "$" and variety == "america" else _CURRENCIES[sign]
