"""What is right where Spanish is spoken elsewhere, and so is no mistake anywhere."""

from __future__ import annotations

from typing import Literal

from tutor.corrections.candidates import Candidate
from tutor.corrections.sentence import Sentence
from tutor.language.es.lexicon import analyses
from tutor.language.es.variety import Learnt
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

Standing = Literal["mistake", "asked", "right"]
_DAY = words("mañana tarde noche")
_TO_ONE = {"le": ("lo", "la"), "les": ("los", "las")}
_HAVE = words("he has ha hemos han habéis")


def standing(candidate: Candidate, s: Sentence, variety: Learnt) -> Standing:
    """Whether what a candidate changes is a mistake for who learns this Spanish.

    `right` is not told at all. `asked`: right in another variety, and otherwise said in this one, where it may be a slip.
    """
    old, new = s.text(candidate.start, candidate.end), candidate.replacement.lower()
    named = candidate.rule == "subject-verb" and candidate.trigger in ("vos", "vosotros", "vosotras", "ustedes")
    if (not named and (_of_vos(old, new) or _of_vosotros(old, new))) or _of_perfect(old, new):
        return "right"
    if named and candidate.trigger == "vos":
        return "mistake" if variety == "river-plate" else "asked"
    at_home = variety == "spain"
    if candidate.rule == "jugar-a" or (
        not old and new in ("al", "a la") and "jugar" in _verbs(s.at(candidate.start - 1))
    ):
        return "asked" if at_home else "right"
    if candidate.rule == "sequence":
        return "mistake" if at_home else "asked"  # «quería que vengas» is said in parts of America
    if (
        candidate.rule == "good-well"
        and old in ("malo", "mala", "malos", "malas")
        and "estar" in _verbs(s.at(candidate.start - 1))
    ):
        return "right" if at_home else "asked"  # ill, in Spain
    if (old, new) == ("en", "por") and _part_of_day(s, candidate.end):
        return "asked" if at_home else "right"
    if new in _TO_ONE.get(old, ()) and candidate.rule != "pronoun-recalls":  # that is of things and of women
        # Leísmo of one man is right in Spain; of several it is only common there.
        return ("right" if old == "le" and new == "lo" else "asked") if at_home else "mistake"
    return "mistake"


def _verbs(word: str) -> set[str]:
    return {a.lemma for a in analyses(word) if a.part == "verb"}


def _of_vos(old: str, new: str) -> bool:
    """Tenés → tienes."""
    vos = {r.verb for r in analyse(old) if r.person == "vos"} if " " not in old else set()
    return bool(vos & {r.verb for r in analyse(new) if r.person == "2s"}) and not any(
        r.person == "2s" for r in analyse(old)
    )


def _of_vosotros(old: str, new: str) -> bool:
    """Habláis → hablan, os → les."""
    if (old, new) in (("os", "les"), ("os", "se"), ("vuestro", "su"), ("vuestra", "su")):
        return True
    theirs = {(r.verb, r.tense) for r in analyse(old) if r.person == "2p"} if " " not in old else set()
    return bool(theirs & {(r.verb, r.tense) for r in analyse(new) if r.person == "3p"})


def _of_perfect(old: str, new: str) -> bool:
    """Comí → he comido: where one says the perfect, the preterite is at most less usual."""
    parts = new.split()
    if len(parts) != 2 or parts[0] not in _HAVE or " " in old:
        return False
    told = {r.verb for r in analyse(old) if r.tense == "preterite"}
    return bool(told & {r.verb for r in analyse(parts[1]) if r.tense == "participle"})


def _part_of_day(s: Sentence, i: int) -> bool:
    return s.at(i) == "la" and s.at(i + 1) in _DAY
