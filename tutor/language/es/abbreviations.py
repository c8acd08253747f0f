"""Abbreviations, addresses and double forms as they are said."""

from __future__ import annotations

import re

# Before a name: their point never ends a sentence.
_TITLES = {
    "Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Sres.": "señores", "Sras.": "señoras", "Dr.": "doctor",
    "Dra.": "doctora", "Dres.": "doctores", "D.": "don", "Dña.": "doña", "D.ª": "doña", "Prof.": "profesor",
    "Profa.": "profesora", "Lic.": "licenciado", "Ing.": "ingeniero", "Sto.": "santo", "Sta.": "santa",
    "Av.": "avenida", "Avda.": "avenida", "C/": "calle", "Pza.": "plaza", "p. ej.": "por ejemplo",
    "p.ej.": "por ejemplo", "núm.": "número", "n.º": "número", "nº": "número", "n°": "número", "tel.": "teléfono",
    "tlf.": "teléfono", "tfno.": "teléfono", "vs.": "contra", "aprox.": "aproximadamente",
}  # fmt: skip
# These may also end a sentence.
_OTHERS = {
    "Ud.": "usted", "Uds.": "ustedes", "Vd.": "usted", "Vds.": "ustedes", "EE. UU.": "Estados Unidos",
    "EE.UU.": "Estados Unidos", "EE UU": "Estados Unidos", "EEUU": "Estados Unidos", "etc.": "etcétera",
    "a. C.": "antes de Cristo", "d. C.": "después de Cristo", "JJ. OO.": "Juegos Olímpicos", "pág.": "página",
    "págs.": "páginas", "dcha.": "derecha", "izda.": "izquierda", "máx.": "máximo", "mín.": "mínimo",
    "km/h": "kilómetros por hora", "km": "kilómetros", "kg": "kilos",
}  # fmt: skip
_ABBREVIATIONS = _TITLES | _OTHERS
_FOLDED = {short.lower(): said for short, said in _ABBREVIATIONS.items()}
_ABBREVIATION = re.compile(
    r"(?<![\w.])(?<!vitamina )(?<!letra )(?<!opción )"  # "vitamina D." is no "don"
    r"(" + "|".join(re.escape(a) for a in sorted(_ABBREVIATIONS, key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)
ABBREVIATED = frozenset(_FOLDED)  # for `sentences`, which may be given text as it was written
_BEFORE_NUMERAL = {"cap": "capítulo", "art": "artículo", "vol": "volumen", "fig": "figura", "p": "página", "s": "siglo"}


def expand_abbreviations(text: str) -> str:
    """Abbreviations, addresses and double forms."""
    # "amigo/a" and "amigo(a)"
    text = re.sub(r"(?<!\w)([^\W\d_]{2,30})(?:/(as?)\b|\((as?)\))", _both_genders, text)
    text = re.sub(
        r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,64}(?:\.[\w-]{1,64}){1,4})",
        lambda m: f"{m[1].replace('.', ' punto ')} arroba {m[2].replace('.', ' punto ')}",
        text,
    )
    text = re.sub(r"(?<=\w)\.(?=(?:com|org|net|edu)\b)", " punto ", text)
    text = re.sub(r"\b([ap])\. ?m\.", lambda m: f"{m[1]}m" + ("." if _sentence_ends(m) else ""), text)
    text = re.sub(r"(?i)\b(cap|art|vol|fig|p|s)\. ?(?=\d|[IVXL]+\b)", _before_numeral, text)
    text = _ABBREVIATION.sub(_abbreviation, text)
    return re.sub(r"(?<=[^\W\d_])(?<!km) ?/ ?(?=[^\W\d_])", _slash, text)


def _both_genders(match: re.Match[str]) -> str:
    stem, plural = match[1], (match[2] or match[3]).endswith("s")
    if plural and not stem.endswith("s"):
        return stem
    base = stem[:-1] if plural else stem
    feminine = base[:-1] + "a" if base[-1] in "oe" else base + "a"
    return f"{stem} o {feminine}{'s' if plural else ''}"


def _slash(match: re.Match[str]) -> str:
    return " " if re.search(r"\by$", match.string[: match.start()][-2:]) else " o "


def _before_numeral(match: re.Match[str]) -> str:
    said = _BEFORE_NUMERAL[match[1].lower()]
    return (said.capitalize() if match[1][0].isupper() else said) + " "


def _abbreviation(match: re.Match[str]) -> str:
    short = match[1]
    said = _ABBREVIATIONS.get(short) or _FOLDED[short.lower()]
    if short in ("d.", "C/") and not re.match(r" ?[A-ZÁÉÍÓÚÑ]", match.string[match.end() : match.end() + 2]):
        return short
    if short.lower() in ("km", "kg", "km/h") and re.search(r"\d ?$", match.string[: match.start()][-2:]):
        return short  # a unit, read with its number
    if short not in _ABBREVIATIONS and short[0].isupper():
        said = said[0].upper() + said[1:]
    title = short in _TITLES or short.lower() in {t.lower() for t in _TITLES}
    space = " " if short.endswith("/") else ""
    return said + space + ("." if short.endswith(".") and not title and _sentence_ends(match) else "")


def _sentence_ends(match: re.Match[str]) -> bool:
    """Whether the point of an abbreviation is also the full stop: a capital follows, or nothing."""
    after = match.string[match.end() : match.end() + 3].lstrip(" ")
    return not after or after[0] in "\n¿¡" or after[0].isupper()
