"""Letters that stand for themselves: acronyms, initials, and single capitals, by their names."""

from __future__ import annotations

import re

from tutor.language.es.normalization.numerals import word_set
from tutor.language.es.normalization.reading import (
    CAPITAL,
    Reading,
    ends_sentence,
    reading,
    starts_sentence,
    word_after,
    word_before,
)  # fmt: skip
from tutor.language.es.variety import Variety

_NAMES = {
    "A": "a", "B": "be", "C": "ce", "D": "de", "E": "e", "F": "efe", "G": "ge", "H": "hache", "I": "i", "J": "jota",
    "K": "ka", "L": "ele", "M": "eme", "N": "ene", "Ñ": "eñe", "O": "o", "P": "pe", "Q": "cu", "R": "erre", "S": "ese",
    "T": "te", "U": "u", "V": "uve", "W": "uve doble", "X": "equis", "Y": "i griega", "Z": "zeta",
    "Á": "a", "É": "e", "Í": "i", "Ó": "o", "Ú": "u", "Ü": "u",
}  # fmt: skip
_AMERICAN_NAMES = {"V": "ve", "W": "doble ve", "Y": "ye"}
# Said otherwise than by letters or as they are written.
_SAID = {
    "PSOE": "pesoe", "CSIC": "cesic", "OK": "okey", "URSS": "urs", "IMSS": "ims", "DJ": "diyei", "CEO": "ceo",
    "RRHH": "Recursos Humanos", "JJOO": "Juegos Olímpicos",
}  # fmt: skip
# Could be said as words and are not.
_SPELLED = word_set("OIT OIM OEA UPV ADE IES LAN DAO EAU UAB IAE IPA DIU ITE DIY SAU SAS")
# Said as words although the letters do not look it.
_WORDS = word_set("OVNI UVI FIFA PYME AVE UEFA COVID SIDA NASA UNESCO UNICEF RENFE INEM ICONA TALGO FARC")
# Words of two letters, which shouting writes in capitals.
_SHORT_WORDS = word_set(
    "NO SÍ SI YO TÚ TU ÉL EL LA ME TE SE LE LO DE EN UN AL MI SU YA VA VE DI ES HA HE NI OH AH UY EH AY ID IR VI SÉ "
    "DÉ MÍ OS A O Y E U FE JA JE"
)
# The letter of a vitamin or a flat stays, as in "el segundo B": it can be nothing else, and voices call it by its name.
_LETTERED = word_set("vitamina primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo bajo")
_ONSET = "(?:[bcfgkpt]r|[bcfgkp]l|dr|ch|ll|qu|gu|[bcdfghjklmnñprstvxyz])"
_PRONOUNCEABLE = re.compile(
    rf"(?:{_ONSET}?[aeiouyáéíóúü]{{1,3}}(?:ns|[bcdfgklmnprstxz])?(?=[aeiouáéíóúy]|{_ONSET}[aeiouáéíóúy]|$))+"
)
_LONGEST_ACRONYM = 7


def name_of(letter: str, variety: Variety) -> str:
    """How a letter is called: "uve doble" in Spain, "doble ve" in America."""
    american = _AMERICAN_NAMES.get(letter) if variety == "america" else None
    return american or _NAMES.get(letter, letter)


def spelled(letters: str, variety: Variety) -> str:
    """Letter by letter."""
    return " ".join(name_of(letter, variety) for letter in letters)


def acronym(letters: str, variety: Variety) -> str:
    """An acronym by its letters, or as the word it makes: UE "u e", ONU "ONU"."""
    if letters in _SAID:
        return _SAID[letters]
    if letters in _WORDS or (
        len(letters) > 2 and letters not in _SPELLED and _PRONOUNCEABLE.fullmatch(letters.lower())
    ):
        return letters
    return spelled(letters, variety)


def _acronym(match: re.Match[str], variety: Variety) -> str | None:
    letters, plural = match[1], match[2]
    if letters in ("AR", "ER", "IR"):  # of verbs
        return letters.lower()
    if len(letters) > _LONGEST_ACRONYM or letters in _SHORT_WORDS or _is_shouted(match):
        return None
    said = acronym(letters, variety)
    return said + (plural if said == letters else "")  # "los de uve de" have no plural


def _is_shouted(match: re.Match[str]) -> bool:
    """Whether a word beside is a long one in capitals, too."""
    return any(
        len(word) > 3 and word.isupper() and word not in _WORDS for word in (word_before(match), word_after(match))
    )


def _dotted(match: re.Match[str], variety: Variety) -> str:
    """ "S.L.", "D.N.I.", "J.K. Rowling"."""
    letters = re.sub(r"[^\w]", "", match[0])
    said = acronym(letters, variety)
    return said + ("." if match[0].endswith(".") and ends_sentence(match) else "")


def _initial(match: re.Match[str], variety: Variety) -> str | None:
    """A capital and a point: before a name, after one, or beside another initial."""
    if word_before(match).lower() in _LETTERED:
        return None
    named = word_before(match)[:1].isupper() or re.search(r"(?:\.|,) $", match.string[: match.start()][-2:])
    after = match.string[match.end() : match.end() + 2].lstrip()
    if not (named or after[:1].isupper() or after[:1].islower()):
        return name_of(match[1], variety) + "." if match[1] not in "AEOUYI" else None
    return name_of(match[1], variety) + ("." if ends_sentence(match) else "")


def _single(match: re.Match[str], variety: Variety) -> str | None:
    """A capital on its own, but for the first word of a sentence."""
    letter, before = match[1], word_before(match)
    is_word = letter in "AEOUYÓ" and (starts_sentence(match) or (before.isupper() and len(before) > 1))
    if is_word or before.lower() in _LETTERED:
        return None
    return name_of(letter, variety)


READINGS: tuple[Reading, ...] = (
    reading(rf"(?<![\w.])(?:[{CAPITAL}]\.){{1,6}}[{CAPITAL}](?:\.|(?!\w))", _dotted),
    reading(rf"(?<![^\W\d_])([{CAPITAL}]{{2,20}})(s?)(?![^\W\d_])", _acronym),
    reading(rf"(?<![\w.])([{CAPITAL}])\.(?![\w.])", _initial),
    reading(rf"(?<![\w'’.])([{CAPITAL}])(?![\w'’]|-[^\W\d_]|\.\w)", _single),
)
