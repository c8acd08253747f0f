"""Capital letters: days, months, languages and nationalities have none; well-known names do."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence

_LOWER = frozenset(
    [
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
        "español",
        "inglés",
        "francés",
        "alemán",
        "italiano",
        "portugués",
        "chino",
        "japonés",
        "ruso",
        "coreano",
        "árabe",
        "española",
        "inglesa",
        "francesa",
        "alemana",
        "italiana",
        "china",
        "japonesa",
        "rusa",
        "coreana",
        "españoles",
        "ingleses",
        "mexicano",
        "mexicana",
        "mexicanos",
        "mexicanas",
        "americano",
        "americana",
        "americanos",
        "americanas",
        "cubano",
        "cubana",
        "peruano",
        "peruana",
        "argentino",
        "argentina",
        "argentinos",
        "colombiano",
        "colombiana",
        "chileno",
        "chilena",
        "estadounidense",
        "estadounidenses",
        "canadiense",
    ]
)
# Also names of people, places or streets when capitalised.
_ALSO_NAMES = frozenset(["mayo", "domingo", "china", "argentina", "julio", "abril", "francés"])
_PLACES = {
    "estados unidos": "Estados Unidos", "méxico": "México", "mexico": "México", "españa": "España",
    "california": "California", "estados": None, "nueva york": "Nueva York", "perú": "Perú", "cuba": "Cuba",
    "argentina": None, "francia": "Francia", "italia": "Italia", "inglaterra": "Inglaterra", "japón": "Japón",
    "madrid": "Madrid", "barcelona": "Barcelona", "europa": "Europa", "alemania": "Alemania", "davis": "Davis",
    "san francisco": "San Francisco", "los ángeles": None, "navidad": "Navidad", "sacramento": "Sacramento",
}  # fmt: skip


def lower_case(s: Sentence) -> Iterator[Finding]:
    """los Lunes → los lunes."""
    for i, token in enumerate(s.tokens):
        word = token.text
        if i == 0 or not word[0].isupper() or word.isupper() or word.lower() not in _LOWER:
            continue
        if (
            s.at(i - 1) in '.!?¿¡:"«“'
            or (i > 1 and s.token(i - 1).text[0].isupper())
            or s.token(i + 1).text[0].isupper()
        ):
            continue
        if word.lower() in _ALSO_NAMES and s.at(i - 1) not in ("el", "los", "de", "en"):
            continue
        if word.lower() in ("argentina", "china", "mayo") and s.at(i - 1) in ("de", "en"):
            continue
        yield Finding(i, i + 1, word.lower(), "capital-lower", 0.9)


def names(s: Sentence) -> Iterator[Finding]:
    """los estados unidos → los Estados Unidos."""
    for i, token in enumerate(s.tokens):
        pair = f"{s.at(i)} {s.at(i + 1)}"
        if _PLACES.get(pair) and f"{token.text} {s.token(i + 1).text}" != _PLACES[pair]:
            yield Finding(i, i + 2, _PLACES[pair] or "", "capital-name", 0.92)
        elif token.text.islower() and (place := _PLACES.get(token.text)) and " " not in token.text:
            yield Finding(i, i + 1, place, "capital-name", 0.92)
