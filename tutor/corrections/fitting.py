"""What fits what it belongs to stays, whatever stands nearer: «una buen idea», «soy el más alto de mi clase», «tengo muchos»."""

from __future__ import annotations

from tutor.corrections.candidates import Candidate
from tutor.corrections.sentence import Sentence
from tutor.corrections.syntax import STOPS, adjectival, finite, noun, share
from tutor.language.es.inflect import gender_number
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse

_HAS = {"el": "ms", "un": "ms", "la": "fs", "una": "fs", "los": "mp", "unos": "mp", "las": "fp", "unas": "fp"}


def fits(candidate: Candidate, s: Sentence) -> bool:
    """Whether a change would give an article another gender or number than what it stands before has."""
    i, old, new = candidate.start, s.at(candidate.start), candidate.replacement.lower()
    if candidate.kind == "A?" and candidate.end == i + 1 and (has := _HAS.get(s.at(i - 1))):
        ends = s.at(i + 1) in STOPS | {"", "y", "que"}
        return ends and gender_number(old) == (has[0], has[1]) and gender_number(new) != (has[0], has[1])
    if candidate.kind in ("N", "A?", "ending") and candidate.end == i + 1 and (has := _HAS.get(s.at(i - 1))):
        number = gender_number(new)
        if gender_number(old) == (has[0], has[1]) and number and number[1] != has[1]:
            return True  # «los mariscos» stays
    if candidate.end != i + 1 or old not in _HAS or new not in _HAS or _HAS[old] == _HAS[new]:
        return False
    if s.at(i + 1) in ("más", "menos"):
        return _of_form(s.at(i + 2), _HAS[old]) and not _of_form(s.at(i + 2), _HAS[new])
    behind = s.at(i + 2)
    first = share(s.at(i + 1), "noun") < 0.3 and adjectival(s.at(i + 1)) > 0.5
    return first and share(behind, "noun") > 0.6 and gender_number(behind) == (_HAS[old][0], _HAS[old][1])


def left_over(candidate: Candidate, s: Sentence) -> bool:
    """Whether a change would leave what is no sentence, or a word that stands for a noun: «su piel el muy blanca» lacks its
    verb, «tengo muchos» its noun; «a quien» belongs to no verb of thinking."""
    i, old = candidate.start, s.at(candidate.start)
    if candidate.op in ("-el", "-la") and s.at(i + 1) in ("muy", "tan"):
        return True
    if old in ("muchos", "muchas") and candidate.replacement.lower() == "mucho":
        return bool({r.verb for r in finite(s, i - 1)} & {"tener", "haber", "ver", "querer", "comprar", "conocer"})
    if old in ("quien", "quienes") and s.at(i - 1) == "," and candidate.replacement.lower() == "que":
        return True  # «mi amigo, quien se llama Luis,» is right
    if candidate.replacement.lower() == "porque" and s.at(i - 1) == "por":
        return True
    thinks = any(r.verb in ("pensar", "creer") for n in (i + 1, i + 2) for r in finite(s, n))
    return candidate.op == "+a" and old in ("quien", "quienes") and thinks


def none_there(candidate: Candidate, s: Sentence) -> bool:
    """«Playa no hay» has no article at its beginning, and «el informe tiene que estar listo» needs the one it has."""
    if candidate.start:
        return False
    mine = any(r.person == "1s" and r.tense == "present" for r in analyse(s.at(0))) and noun(s, 1) is not None
    there = candidate.op.startswith("+") and ("no hay" in s.text(0, 6) or mine)  # «desayuno pan con tomate»
    dropped = candidate.op in ("-el", "-la", "-los", "-las") and noun(s, 1) is not None and bool(finite(s, 2))
    return there or dropped


def _of_form(word: str, has: str) -> bool:
    return any(
        a.part == "adjective" and (a.features.gender, a.features.number) == (has[0], has[1]) for a in analyses(word)
    )
