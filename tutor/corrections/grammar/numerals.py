"""Numbers before nouns: veintiún libros, treinta y una mesas, doscientas personas."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import noun
from tutor.language.es.wordlist import words

_HUNDREDS = words("doscient trescient cuatrocient quinient seiscient setecient ochocient novecient")


_MONTHS = words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
_DAYS = words(
    "uno un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte veintiuno veintidós treinta"
)
_SMALL = words("uno dos tres cuatro cinco seis siete ocho nueve diez quince veinte treinta cuarenta cincuenta")
_CLOSES = words("con para en conmigo contigo y") | {"", ".", ",", "!"}


def numerals(s: Sentence) -> Iterator[Finding]:
    """Veintiuno alumnos → veintiún; treinta y uno chicas → una; doscientos personas → doscientas."""
    for i, word in enumerate(s.words):
        tag = noun(s, i + 1)
        if word == "ciento" and tag and tag[1] == "p":
            yield Finding(i, i + 1, "cien", "apocope", 0.88, "")
        elif word in ("algún", "ningún") and s.at(i + 1) in ("de", "del"):
            yield Finding(i, i + 1, {"algún": "alguno", "ningún": "ninguno"}[word], "full-form", 0.88, word)
        elif word == "buen" and tag is None and s.at(i - 1) in ("muy", "es", "tan") and s.at(i + 1) in _CLOSES:
            before = noun(s, i - 2) if s.at(i - 1) in ("muy", "tan") else None
            form = {("f", "s"): "buena", ("m", "p"): "buenos", ("f", "p"): "buenas"}.get(before or ("", ""), "bueno")
            yield Finding(i, i + 1, form, "full-form", 0.88, word)
        elif word in ("millón", "millones") and tag and tag[1] == "p":
            yield Finding(i + 1, i + 1, "de", "de-noun", 0.9, word)
        elif word == "un" and s.at(i + 1) == "mil" and s.at(i + 2) not in ("y", "millones"):
            yield Finding(i, i + 1, "", "extra-word", 0.9, "mil")
        elif word == "y" and s.at(i - 1)[:-2] in _HUNDREDS | {"cient"} and s.at(i + 1) in _SMALL:
            yield Finding(i, i + 1, "", "extra-word", 0.88, s.at(i - 1))
        elif word in _MONTHS and (s.at(i - 1).isdecimal() or s.at(i - 1) in _DAYS) and s.at(i - 2) != "(":
            yield Finding(i, i, "de", "de-noun", 0.88, word)
        elif word == "cien" and s.at(i + 1) == "y" and s.at(i + 2) in _SMALL:
            yield Finding(i, i + 2, "ciento", "full-form", 0.88, "cien")
        if tag is None or tag[0] not in "mf" or tag[1] != "p" or s.is_name(i + 1):
            continue
        gender = tag[0]
        if word[:-2] in _HUNDREDS and word.endswith(("os", "as")):
            right = word[:-2] + ("os" if gender == "m" else "as")
        elif word in ("veintiuno", "veintiún", "veintiuna"):
            right = "veintiún" if gender == "m" else "veintiuna"
        elif word in ("uno", "un") and s.at(i - 1) == "y" and s.at(i - 2).endswith("nta"):
            right = "un" if gender == "m" else "una"
        else:
            continue
        if right != word:
            yield Finding(i, i + 1, right, "determiner-noun", 0.88, s.at(i + 1))
