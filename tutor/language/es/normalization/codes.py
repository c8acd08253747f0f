"""What is read by its digits or its place: telephones, cards, ordinals, degrees, addresses of houses and of the web."""

from __future__ import annotations

import re

from tutor.language.es.lexicon import analyses
from tutor.language.es.normalization.letters import name_of, spelled
from tutor.language.es.normalization.numerals import FUNCTION_WORDS, agreeing, in_words, one_by_one, word_set
from tutor.language.es.normalization.reading import (
    CAPITAL,
    Reading,
    begins_sentence,
    ends_sentence,
    reading,
    word_after,
)
from tutor.language.es.normalization.units import CURRENCY_BEHIND, UNIT
from tutor.language.es.numbers import cardinal, ordinal
from tutor.language.es.variety import Variety

_CALLED = word_set(
    "teléfono tel teléfonos tlf móvil celular cel fijo whatsapp llama llame llamar llámame llámanos llámenos llamen "
    "fax número contacto marca marque marcar línea escríbeme escribe mensaje"
)
_SIDES = word_set("izquierda izquierdo derecha derecho izq izda dcha centro interior exterior int ext")
_DIRECTIONS = {
    "N": "norte", "S": "sur", "E": "este", "O": "oeste", "W": "oeste", "NE": "noreste", "NO": "noroeste",
    "NW": "noroeste", "SE": "sureste", "SO": "suroeste", "SW": "suroeste",
}  # fmt: skip
_HASHTAG = "hashtag"
_MEASURED = rf"(?! ?(?:{UNIT}|{CURRENCY_BEHIND})(?![^\W_]))"


def _in_groups(groups: list[str]) -> str:
    """Pairs as numbers and longer groups digit by digit, as one dictates."""
    return ", ".join(one_by_one(g) if len(g) != 2 or g[0] == "0" else cardinal(int(g)) for g in groups)


def _international(match: re.Match[str], variety: Variety) -> str:
    digits = re.split(r"[^\d]+", match[0].strip("+ ()"))
    return f"más {cardinal(int(digits[0]))}, {_in_groups([g for g in digits[1:] if g])}"


def _telephone(match: re.Match[str], variety: Variety) -> str | None:
    """Numerals that only look like a telephone are left alone: dates, thousands, long amounts."""
    groups = [group for group in re.split(r"\D+", match[0]) if group]
    digits = "".join(groups)
    is_years = all(len(group) == 4 and group[:2] in ("15", "16", "17", "18", "19", "20") for group in groups)
    if (
        is_years
        or not 8 <= len(digits) <= 13
        or [len(group) for group in groups] == [2, 2, 4]
        or digits.endswith("000")
    ):
        return None
    if all(len(group) == 3 for group in groups) and not (
        len(groups) == 3 and (digits[0] in "6789" or _is_called(match))
    ):
        return None
    return _in_groups(groups)


def _solid(match: re.Match[str], variety: Variety) -> str | None:
    digits = match[0]
    if len(digits) == 9 and ((digits[0] in "6789" and not digits.endswith("000")) or _is_called(match)):
        return _in_groups([digits[:3], digits[3:5], digits[5:7], digits[7:]])
    if not _is_called(match) or not 7 <= len(digits) <= 13:
        return None
    if len(digits) == 10:
        return _in_groups([digits[:3], digits[3:6], digits[6:8], digits[8:]])
    odd = len(digits) % 2
    return _in_groups([*([digits[:3]] if odd else []), *(digits[n : n + 2] for n in range(3 * odd, len(digits), 2))])


def _with_points(match: re.Match[str], variety: Variety) -> str | None:
    return _in_groups(match[0].split(".")) if _is_called(match) else None


def _short(match: re.Match[str], variety: Variety) -> str | None:
    """ "444-9876", "4567-8912": neither a range of years nor of anything that is counted."""
    first, second = match[1], match[2]
    is_years = len(first) == 4 and 1000 <= int(first) < int(second) <= 2100
    if is_years or (not _is_called(match) and int(first) < int(second) and word_after(match)[:1].islower()):
        return None
    return _in_groups([first, second])


def _is_called(match: re.Match[str]) -> bool:
    """Whether one of the last words before tells of telephones."""
    before = match.string[max(0, match.start() - 30) : match.start()].lower()
    return not _CALLED.isdisjoint(re.findall(r"[^\W\d_]+", before))


def _number_and_letter(match: re.Match[str], variety: Variety) -> str:
    """ "12345678Z", "5-B", "11-S"."""
    number, letter = match[1].rstrip("-"), name_of(match[2], variety)
    return f"{one_by_one(number) if len(number) > 4 else cardinal(int(number))} {letter}"


def _lettered(match: re.Match[str], variety: Variety) -> str:
    """A bank account or a firm's number: letters, then digits as one dictates them."""
    groups = re.findall(r"\d{1,4}", match[2]) if " " in match[2] else [match[2]]
    return f"{spelled(match[1], variety)} {', '.join(map(one_by_one, groups))}"


def _card(match: re.Match[str], variety: Variety) -> str:
    return ", ".join(one_by_one(group) for group in re.split("[ -]", match[0]))


def _ordinal(match: re.Match[str], variety: Variety) -> str | None:
    number, point, mark, stop, noun = int(match[1]), match[2], match[3], match[4], (match[5] or "").strip()
    if noun.lower() in FUNCTION_WORDS | _SIDES or noun.isupper():
        noun = ""
    is_negative = re.search(r"(?<!\w)[-−–]$", match.string[max(0, match.start() - 2) : match.start()])
    if is_negative or (
        mark in "°º" and not point and re.match(r" ?[CFK]\b", match.string[match.end() : match.end() + 3])
    ):
        return None  # a temperature
    is_first_of_month = mark in "°º" and number == 1 and re.match(r" de [^\W\d_]", match.string[match.end() :][:6])
    if mark == "°" and not noun and not point and not is_first_of_month:
        return None
    if mark == "º" and not point and number > 12 and not noun:
        return None
    if noun and stop and begins_sentence(noun):
        noun = ""
    said = ordinal(
        number,
        feminine=mark[-1] in "aª" or mark.endswith("as"),
        before_noun=bool(noun) or mark in ("er", "ero"),
        plural=mark.endswith("s"),
    )
    if mark == "ero" and not noun:
        said = ordinal(number)
    return said + ("." if stop and not noun and (mark in "º°ª" or ends_sentence(match)) else "")


def _ordinal_by_letter(match: re.Match[str], variety: Variety) -> str | None:
    """ "la 3a vez", "el 4o piso": where the thing that is numbered follows."""
    is_thing = next((reading.part == "noun" for reading in analyses(word_after(match))), False)
    return ordinal(int(match[1]), feminine=match[2] == "a", before_noun=True) if is_thing else None


def _minutes(match: re.Match[str], variety: Variety) -> str:
    """ "45'" of a match, "3'20″" of a race."""
    said = f"{agreeing(cardinal(int(match[1])), 'minutos')} minuto{'s' * (match[1] != '1')}"
    return f"{said} {cardinal(int(match[2]))} segundos" if match[2] else said


def _degrees(match: re.Match[str], variety: Variety) -> str:
    """ "cuarenta grados, veinticinco minutos norte"."""
    degrees, minutes, seconds, direction = match.groups()
    one = degrees == "1"
    parts = [
        f"{in_words(degrees) if not degrees.isdecimal() else agreeing(cardinal(int(degrees)), 'grado' if one else 'grados')} grado{'' if one else 's'}"
    ]
    if minutes:
        parts.append(f"{agreeing(cardinal(int(minutes)), 'minutos')} minutos")
    if seconds:
        parts.append(f"{in_words(seconds)} segundos")
    said = ", ".join(parts)
    return f"{said} {_DIRECTIONS[direction]}" if direction else said


def _email(match: re.Match[str], variety: Variety) -> str:
    return f"{_dictated(match[1])} arroba {_dictated(match[2])}"


def _dictated(text: str) -> str:
    text = re.sub(
        r"\d+", lambda m: f" {cardinal(int(m[0])) if len(m[0]) < 5 and m[0][0] != '0' else one_by_one(m[0])} ", text
    )
    for sign, said in ((".", "punto"), ("_", "guion bajo"), ("-", "guion"), ("+", "más"), ("/", "barra")):
        text = text.replace(sign, f" {said} ")
    return re.sub(r" +", " ", text).strip()


def _hashtag(match: re.Match[str], variety: Variety) -> str:
    words = re.sub(r"(?<=[a-záéíóúñ\d])(?=[A-ZÁÉÍÓÚÑ])|_", " ", match[1])
    return f"{_HASHTAG} {_dictated(words)}"


def _house(match: re.Match[str], variety: Variety) -> str:
    """ "# 43-21" of a Colombian address."""
    return f"número {_dictated(match[1])}, {cardinal(int(match[2]))}"


_ENDINGS = "com|org|net|edu|info|gob|gov|io|es|mx|cl|tv|eu|html|pdf|txt|docx|xlsx|jpg|png|mp3|mp4|zip|csv|py"
WEB: tuple[Reading, ...] = (
    reading(r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,64}(?:\.[\w-]{1,64}){1,4})", _email),
    reading(
        rf"(?<![\w.@-])([^\W_][\w-]{{0,63}}(?:\.[\w-]{{1,40}}){{0,3}}\.(?:{_ENDINGS})(?:\.[a-z]{{2}})?(?:/[\w-]{{1,40}}){{0,4}})(?![\w@])",
        lambda m, _: _dictated(m[1]),
    ),
)
LETTERED: tuple[Reading, ...] = (
    reading(rf"(?<!\w)([{CAPITAL}]{{2}})(\d\d(?: ?\d{{4}}){{3,7}}(?: ?\d{{1,4}})?)(?!\w)", _lettered),
    reading(rf"(?<!\w)([{CAPITAL}])-?(\d{{7,8}})(?!\w)", _lettered),
)
TELEPHONES: tuple[Reading, ...] = (
    reading(r"(?<!\w)\+\d{1,3}(?:[ -]?\(?\d{1,10}\)?){1,6}(?!\w)", _international),
    reading(r"(?<![\w.,/])\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?![\w/]|[.,]\d)", _card),
    reading(
        rf"(?<![\w.,/-])(?:\(\d{{2,4}}\) ?|1[ -](?=\d{{3}}[ -]\d{{3}}-)|\d{{2,3}}/(?=\d{{2,3}}[ -]\d\d[ -]\d\d))?\d{{2,4}}(?:[ -]\d{{2,4}}){{1,5}}(?![\w/-]|[.,]\d){_MEASURED}",
        _telephone,
    ),
    reading(rf"(?<![\w.,/-])\d{{7,13}}(?![\w/-]|[.,]\d){_MEASURED}", _solid),
    reading(r"(?<![\w.,/-])\d{3}\.\d{3}\.\d{3}(?![\w/-]|[.,]\d)", _with_points),
    reading(rf"(?<![\w.,/-])(\d{{3,4}})-(\d{{4}})(?![\w/-]|[.,]\d){_MEASURED}", _short),
    reading(rf"(?<![\w.,/-])(\d{{1,4}}-|\d{{7,8}}-?)([{CAPITAL}])(?!\w)", _number_and_letter),
)
TAGS: tuple[Reading, ...] = (
    reading(rf"# ?(\d{{1,4}}[{CAPITAL}]?) ?[-–] ?(\d{{1,4}})(?!\w)", _house),
    reading(r"# ?(?=\d)", "número "),
    reading(r"(?<!\w)#(?=[^\W\d_])(\w{1,60})", _hashtag),
    reading(r"(?<![\w.])@(?=[^\W_])(\w{1,40}(?:\.\w{1,40}){0,3})", lambda m, _: f"arroba {_dictated(m[1])}"),
)
ORDINALS: tuple[Reading, ...] = (
    reading(r"(?<![\d.,])(\d{1,2})([ao])(?= [^\W\d_A-Z])", _ordinal_by_letter),
    reading(r"(\d{1,3})avos?\b", lambda m, _: f"{cardinal(int(m[1]))}avo{'s' * m[0].endswith('s')}"),
    reading(
        r"(?<![\d.,])(\d{1,3})(\.?)([º°ª]|ero|er|ros|ro|do|to|mo|vo|no|era|ras|ra|da|ta|ma|va|na|os|as)(\.)?(?![^\WA-Z]|[A-Z]\w)(?=( [^\W\d_]{1,40})?)",
        _ordinal,
    ),
)
DEGREES: tuple[Reading, ...] = (
    reading(r"(?<![\w'’])(\d{1,3})['’′](?:(\d{1,2})(?:″|''))?(?![\w'’″])", _minutes),
    reading(
        r"(\d{1,3}(?:[.,]\d{1,8})?) ?[°º](?! ?[CFK]\b)(?: ?(\d{1,2}) ?['′’])?(?: ?(\d{1,2}(?:[.,]\d{1,4})?) ?(?:″|''))?(?: ?(NE|NO|NW|SE|SO|SW|[NSEOW])\b)?(?!\w)",
        _degrees,
    ),
)
