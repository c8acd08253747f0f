"""Roman numerals as they are said: kings, popes and centuries, what is numbered, years on buildings."""

from __future__ import annotations

import re

from tutor.language.es.inflect import is_feminine
from tutor.language.es.normalization.numerals import word_set
from tutor.language.es.normalization.reading import (
    CAPITAL,
    Reading,
    begins_sentence,
    reading,
    word_before,
)  # fmt: skip
from tutor.language.es.numbers import cardinal, ordinal
from tutor.language.es.variety import Variety

_ROMAN = r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_SMALL = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"  # below 90, where no C, D or M could be a word
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# Names of sovereigns and popes of which there was more than one; in -a, and these, a woman's.
_SOVEREIGNS = word_set(
    "Alberto Alejandro Alfonso Amadeo Antonio Augusto Balduino Benedicto Bonifacio Carlos Clemente Constantino "
    "Cristián Cristina Darío David Eduardo Enrique Esteban Federico Felipe Fernando Francisco Guillermo Gregorio "
    "Gustavo Haakon Hugo Inocencio Isabel Iván Jacobo Jaime Jorge José Juan Julio Leopoldo León Luis Manuel Martín "
    "Mohamed Moctezuma Napoleón Nicolás Olaf Otón Pablo Pascual Pedro Pío Ramiro Ramón Ramsés Ricardo Roberto "
    "Rodolfo Sancho Sixto Teodosio Tutmosis Umberto Urbano Vaticano Víctor Wamba Yugurta Abderramán Alhakén Bermudo "
    "Ordoño García Berenguer Emanuel Adolfo Catalina Guillermina Juana Margarita Urraca Beatriz Leonor Victoria "
    "Berenguela Cleopatra María Ana Carlota Balduina"
)
_WOMEN = frozenset(["Isabel", "Beatriz", "Leonor"])
_EVENTS = (
    "Guerra|República|Internacional|Edición|edición|Asamblea|Cumbre|Conferencia|Copa|Bienal|Feria|Olimpiada|Jornada|Semana|"
    "Jornadas|Muestra|Marcha|Dinastía|dinastía|Legión|Flota|Enmienda|Región|Vuelta|"
    "Congreso|Reich|Imperio|Plan|Concilio|Premio|Festival|Certamen|Encuentro|Foro|Simposio|Torneo|Campeonato|Concurso|"
    "Maratón|Centenario|centenario|Aniversario|aniversario|Juegos|Marqués|Conde|Duque|Seminario|Ciclo|Salón|Salon"
)
_LABELS = (
    r"cap\.|tít\.|vol\.|art\.|fig\.|lec\.|capítulos?|tomos?|volumen|volúmenes|actos?|temas?|artículos?|títulos?|tipos?|fases?|grupos?|partes?|libros?|nivel|niveles|escenas?"
    "|sección|secciones|anexos?|apartados?|grados?|clases?|categoría|división|unidad|unidades|lección|lecciones|salmos?|ley|año"
    "|páginas?|cuadros?|jornadas?"
)


_AFTER_A_NUMERAL = word_set("y e o u el la los las del al")
_SHORT_LABELS = {
    "cap": "capítulo", "tít": "título", "vol": "volumen", "art": "artículo", "fig": "figura", "lec": "lección",
}  # fmt: skip


def _ordinal(numeral: str, *, feminine: bool = False, before_noun: bool = False, up_to: int = 10) -> str:
    value = _value(numeral)
    return ordinal(value, feminine=feminine, before_noun=before_noun) if value <= up_to else cardinal(value)


def _value(numeral: str) -> int:
    values = [_VALUES[c] for c in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _centuries(match: re.Match[str], variety: Variety) -> str | None:
    label, joint, last = match[1], match[3], match[4]
    said = f"{'siglo' + 's' * label.endswith('ss.') if label.endswith('.') else label} {_ordinal(match[2])}"
    return f"{said} {'a' if joint.strip() in '-–—/' else joint.strip()} {_ordinal(last)}" if last else said


def _numbered(match: re.Match[str], variety: Variety) -> str | None:
    label = match[1]
    if label.endswith("."):
        label = (
            _SHORT_LABELS[label[:-1].lower()] if label[0].islower() else _SHORT_LABELS[label[:-1].lower()].capitalize()
        )
    return f"{label} {cardinal(_value(match[2]))}"


def _event(match: re.Match[str], variety: Variety) -> str:
    feminine = is_feminine(match[2])
    said = _ordinal(match[1], feminine=feminine, before_noun=True, up_to=20)
    return said.capitalize() if match[2][0].isupper() else said


def _after_name(match: re.Match[str], variety: Variety) -> str | None:
    """A king after his name; else a number, as of a film. One letter and a point before a name is an initial."""
    name, numeral = word_before(match), match[1]
    is_single = len(numeral) == 1
    after = match.string[match.end() : match.end() + 3]
    if is_single and re.match(r"\. ?[^\W\d_]", after) and not _new_sentence(match):
        return None  # Carlos V. Ramírez
    if name in _SOVEREIGNS:
        return _ordinal(numeral, feminine=name in _WOMEN or name.endswith("a"))
    if is_single and _goes_on_numbering(match):
        return cardinal(_value(numeral))
    is_size = numeral == "XL" and (name.islower() or name in ("", "Talla"))
    if is_single or is_size or (name.isupper() and len(name) > 3):
        return None
    return cardinal(_value(numeral))


def _goes_on_numbering(match: re.Match[str]) -> bool:
    """ "el acto II y el V", "los temas I, II y V": what stands before in the sentence is numbered so."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    numbered = re.search(rf"\b(?i:{_LABELS}) {_SMALL}\b[^.?!]*$", before)
    return bool(numbered) and (before.endswith(", ") or word_before(match).lower() in _AFTER_A_NUMERAL)


def word_after_stop(match: re.Match[str]) -> str:
    """The word after the point that follows a match, if it has a capital."""
    after = re.match(rf"\. ?([{CAPITAL}][^\W\d_]*)", match.string[match.end() : match.end() + 40])
    return after[1] if after else ""


def _new_sentence(match: re.Match[str]) -> bool:
    return begins_sentence(word_after_stop(match))


def _year(match: re.Match[str], variety: Variety) -> str | None:
    return cardinal(_value(match[1])) if _value(match[1]) >= 1000 else None


READINGS: tuple[Reading, ...] = (
    reading(rf"((?i:siglos?)|ss?\.) (?!L)({_SMALL})(?:( y | al? | e | ?[-–—/] ?)({_SMALL}))?\b", _centuries),
    reading(rf"((?i:{_LABELS})) ({_SMALL})\b", _numbered),
    reading(rf"({_SMALL}) (?=({_EVENTS})\b)", lambda m, v: _event(m, v) + " "),
    reading(rf"(?<![^\W_])({_SMALL})(?![\w²³])", _after_name),
    reading(rf"(?<![^\W_])({_ROMAN})(?<=[A-Z]{{4}})(?!\w)", _year),
)
