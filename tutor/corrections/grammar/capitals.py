"""Capitals: at the beginning and in names; not in months, days, languages and nationalities."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.wordlist import words

_LOWER = words(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "lunes martes miércoles jueves viernes sábado domingo "
    "español española españoles españolas inglés inglesa ingleses inglesas francés francesa franceses alemán alemana italiano "
    "italiana italianos portugués chino china_ japonés japonesa coreano coreana ruso árabe mexicano mexicana mexicanos mexicanas "
    "americano americana americanos americanas estadounidense estadounidenses latino latina latinos latinas hispano hispana "
    "hispanos hispanas colombiano colombiana argentino argentina_ peruano peruana chileno cubano cubana indio filipino vietnamita "
    "catalán europeo europea asiático asiática"
)
_PLACES = {
    "méxico": "México", "españa": "España", "california": "California", "argentina": "Argentina", "colombia": "Colombia",
    "perú": "Perú", "europa": "Europa", "francia": "Francia", "italia": "Italia", "inglaterra": "Inglaterra",
    "japón": "Japón", "corea": "Corea", "alemania": "Alemania", "madrid": "Madrid", "barcelona": "Barcelona",
    "texas": "Texas", "davis": "Davis", "londres": "Londres", "parís": "París", "navidad": "Navidad",
    "sacramento": "Sacramento", "hawái": "Hawái", "vietnam": "Vietnam", "canadá": "Canadá", "áfrica": "África", "asia": "Asia",
    "mexico": "México", "américa": "América", "america": "América", "japon": "Japón", "peru": "Perú", "canada": "Canadá", "paris": "París",
}  # fmt: skip
_PAIRS = {("estados", "unidos"), ("nueva", "york"), ("san", "francisco"), ("los", "ángeles"), ("san", "diego"), ("costa", "rica"),
          ("puerto", "rico"), ("san", "josé"), ("corea", "sur"), ("reino", "unido"), ("santa", "bárbara"), ("harry", "potter")}  # fmt: skip
_NAMED = words("calle avenida universidad colegio museo real hotel plaza don doña señor señora")


def capitals(sentence: Sentence) -> Iterator[Finding]:
    """Capitals too many and too few."""
    for i, token in enumerate(sentence.tokens):
        word, lower = token.text, sentence.at(i)
        if i == 0 and word[0].islower() and len(sentence) > 2 and sentence.at(len(sentence) - 1) in (".", "!", "?"):
            yield Finding(0, 1, word[0].upper() + word[1:], "sentence-capital", 0.76)
        if (
            word[0].isupper()
            and lower in _LOWER
            and i > 0
            and sentence.at(i - 1) not in _OPEN
            and not _in_name(sentence, i)
            and (lower not in _GIVEN_NAMES or _dated(sentence, i))
        ):
            yield Finding(i, i + 1, lower, "lower-case", 0.86)
        if (
            word[0].islower()
            and (lower, sentence.at(i + 1)) in _PAIRS
            and sentence.at(i - 1) in ("en", "de", "los", "a", "", "es")
        ):
            if lower != "los" or sentence.tokens[i + 1].text[0].isupper() is False:
                yield Finding(i, i + 1, word.capitalize(), "name-capital", 0.9)
        if word[0].islower() and i and (sentence.at(i - 1), lower) in _PAIRS:
            yield Finding(i, i + 1, word.capitalize(), "name-capital", 0.9)
        elif (
            lower in _PLACES
            and word != _PLACES[lower]
            and not word.isupper()
            and (sentence.at(i - 1) not in ("la", "una", "las"))
            and (lower != "argentina" or sentence.at(i - 1) in ("en", "de", "a", "desde", "por"))
        ):
            yield Finding(i, i + 1, _PLACES[lower], "name-capital", 0.9)


_OPEN = {".", "!", "?", "¿", "¡", '"', "“", "«", ":", "(", "-", "—", "…", "...", "'", "”"}


# Months and days that people are called as well, or have as a surname.
_GIVEN_NAMES = words("julio abril domingo agosto enero marzo")


def _dated(sentence: Sentence, i: int) -> bool:
    """Whether a date stands here: «en julio», «3 de julio», «el domingo»."""
    before = sentence.at(i - 1)
    if sentence.at(i) == "domingo":
        return before in ("el", "los", "este", "cada", "próximo", "pasado", "un") and sentence.at(i + 1) != "de"
    return before == "en" or (
        before == "de"
        and (sentence.at(i - 2).isdigit() or sentence.at(i - 2) in ("mes", "primero", "principios", "finales"))
    )


def _in_name(sentence: Sentence, i: int) -> bool:
    """Whether a capital stands beside another: a title or a name."""
    near = [n for n in (i - 1, i + 1) if 0 < n < len(sentence)]
    if any(sentence.tokens[n].text[0].isupper() for n in near):
        return True
    return (
        sentence.at(i - 1) in _NAMED
        or (sentence.at(i - 1) == "de" and sentence.is_name(i - 2))
        or sentence.at(i - 1).isdigit()
    )
