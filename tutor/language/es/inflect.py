"""Gender and number of nouns and adjectives: from the lexicon, by rule for words it has not."""

from __future__ import annotations

from typing import Literal

from tutor.language.es.analysis import Analysis
from tutor.language.es.lexicon import lexicon
from tutor.language.es.stress import accented, bare, nuclei, stressed

Gender = Literal["m", "f"]
Number = Literal["s", "p"]
# Of both genders in the lexicon.
_MOSTLY_FEMININE = frozenset(["base", "capital", "clave", "margen", "orden", "parte", "radio"])
_MOSTLY_MASCULINE = frozenset(
    [
        "artista",
        "atleta",
        "belga",
        "camarada",
        "ciclista",
        "colega",
        "cometa",
        "demócrata",
        "dentista",
        "deportista",
        "especialista",
        "espía",
        "futbolista",
        "gorila",
        "guardia",
        "guía",
        "panda",
        "periodista",
        "pianista",
        "pijama",
        "pirata",
        "poeta",
        "policía",
        "taxista",
        "turista",
    ]
)
_FEMININE_ENDINGS = ("a", "ión", "dad", "tad", "tud", "umbre")
_TAKES_LA = frozenset(["a", "hache", "alfa"])  # letters
_NOMINAL = ("noun", "adjective", "determiner", "pronoun")


def plural(word: str) -> str:
    """The plural of a singular noun or adjective: luz → luces, joven → jóvenes, carácter → caracteres, lunes → lunes."""
    return _other(word, "p") or plural_by_rule(word)


def singular(words: str) -> str:
    """The singular of a plural, in its gender: luces → luz, rojas → roja, metros cuadrados → metro cuadrado; the word
    itself when it is none."""
    return " ".join(_other(word, "s") or word for word in words.split(" "))


def feminine(word: str) -> str:
    """The feminine singular of a noun or adjective: rojo → roja; "" where there is none, actor's is actriz, a word of its own."""
    return inflected(word, "f", "s")


def inflected(word: str, gender: Gender, number: Number) -> str:
    """The form of a noun or adjective for a gender and number, "" when the lexicon has none: español, f, p → españolas.

    An adjective's reading goes before a noun's, so that «roja» agrees whatever «la roja» is.
    """
    for part in ("adjective", "determiner", "noun"):
        for analysis in lexicon().analyses(word):
            if analysis.part == part and (found := _cell(analysis, gender, number)):
                return found
    participle = next((a for a in lexicon().analyses(word) if a.features.mood == "participle"), None)
    if participle:
        wanted = number.upper() + gender.upper()
        return next(
            (f.text for f in lexicon().paradigm(participle.lemma, "V") if f.features.tag[2:7] == "P00" + wanted), ""
        )
    return ""


def gender_number(noun: str, least_share: float = 0.0) -> tuple[str, str] | None:
    """Gender ("m", "f", "c" common) and number ("s", "p", "n" alike) of a noun: mano is ("f", "s"), crisis ("f", "n").

    Of a word with several readings the likeliest noun's; None where no reading is a noun of at least `least_share`.
    """
    for analysis in lexicon().analyses(noun):
        if analysis.part == "noun" and analysis.share >= least_share:
            return analysis.features.gender, analysis.features.number
    return None


def is_feminine(noun: str) -> bool:
    """Whether a noun is clearly feminine: where the lexicon leaves it open, by those that are nearly always, then by ending."""
    found = gender_number(noun.lower())
    if found and found[0] != "c":
        return found[0] == "f"
    one = singular(noun.lower())
    return one not in _MOSTLY_MASCULINE and (one in _MOSTLY_FEMININE or one.endswith(_FEMININE_ENDINGS))


def takes_el(noun: str) -> bool:
    """Whether it is feminine with el and un, as its first sound is a stressed a: el agua, un hacha, and not la alta montaña."""
    start = noun.find("h") == 0
    if noun[start : start + 1] not in ("a", "á") or stressed(noun) != start or noun in _TAKES_LA:
        return False
    # «alta» is more often said of something than a noun; «alma» is an adjective as well, which nobody says.
    adjective = any(analysis.part == "adjective" and analysis.share > 0.05 for analysis in lexicon().analyses(noun))
    return not adjective and gender_number(noun, 0.3) == ("f", "s")


def _cell(analysis: Analysis, gender: str, number: str) -> str:
    found = lexicon().forms(analysis.lemma, analysis.part, gender, number)  # type: ignore[arg-type]
    # Of «guion, guión» or two spellings the one that is used more; short forms (gran) stand before nouns only.
    same_kind = [f for f in found if f.features.tag[:3] == analysis.features.tag[:3]] or list(found)
    return max(
        (f.text for f in same_kind),
        key=lambda text: (text == analysis.lemma, lexicon().frequency_class(text)),
        default="",
    )


def _other(word: str, number: Number) -> str:
    """The form of the same gender and this number, "" when the lexicon knows none."""
    for analysis in lexicon().analyses(word):
        if analysis.part in _NOMINAL:
            told = analysis.features
            if told.number in (number, "n"):
                return word
            found = lexicon().forms(analysis.lemma, analysis.part, told.gender, number)
            alike = [f.text for f in found if f.features.gender == told.gender] or [f.text for f in found]
            if alike:
                return max(alike, key=lambda text: (lexicon().frequency_class(text), text == plural_by_rule(word)))
    return ""


def plural_by_rule(word: str) -> str:
    """The plural by the rules of spelling (RAE): for words that are in no lexicon."""
    if not word:
        return word
    last = word[-1]
    if last in "aeiouáéó":
        return word + "s"
    if last == "z":
        return word[:-1] + "ces"
    at = stressed(word)
    sharp = at >= 0 and bool(nuclei(word)) and at in nuclei(word)[-1]
    if last in "sx" and not sharp:
        return word  # la crisis, el tórax
    if last in "íú" or last in "lrndjsxy":
        return accented(word + "es", at) if at >= 0 and bare(word) else word + "es"
    return word + "s"  # robots, clubs
