"""Ages, the weather and the names of places, as the rules of ser, estar, tener and hacer look for them."""

from __future__ import annotations

from tutor.corrections.sentence import Sentence
from tutor.corrections.syntax import WHEN
from tutor.language.es.lexicon import analyses
from tutor.language.es.wordlist import words

_WEATHER = words("calor frío sol viento fresco")


def years_old(s: Sentence, i: int) -> bool:
    """Whether an age is told here, to the end of its clause: «treinta y seis años»."""
    i += 2 * (s.at(i + 1) == "y")  # cincuenta y tres
    number = (
        s.at(i).isdigit()
        or any(a.part == "determiner" and a.features.tag.startswith("DN") for a in analyses(s.at(i)))
        or s.at(i) in ("veintiún", "cincuenta", "cuarenta", "treinta", "sesenta", "setenta", "doce", "quince", "veinte")
    )
    return number and s.at(i + 1) in ("años", "anos") and s.at(i + 2) in ("", ".", ",", "!", "?", "y", "pero", "porque")


def place_name(s: Sentence, i: int) -> bool:
    """Whether a place's name stands here: Lima, Cusco."""
    return any(a.part == "name" and a.features.tag[4:5] == "G" for a in analyses(s.tokens[i].text))


def weather(s: Sentence, i: int) -> int:
    """The place of the word for the weather, 0 where it is none: «es mucho calor», «en invierno es frío»."""
    at = i + 2 if s.at(i + 1) in ("muy", "mucho", "bastante", "un") else i + 1
    word, before = s.at(at), s.at(i - 1)
    free = i == 0 or before in _STOPS_OR_TIME
    if word not in _WEATHER or not free or (word == "sol" and s.at(i + 1) == "un"):
        return 0
    if word in ("frío", "fresco") and not (
        s.at(at + 1) in ("hoy", "aquí", "afuera") or before in WHEN or before == "hoy"
    ):
        return 0
    return at


_STOPS_OR_TIME = words("hoy aquí ayer , y pero porque hoy mañana afuera siempre") | WHEN
