"""Changes of a verb that the other verbs of the sentence speak against: who tells of himself goes on to, and in the same time."""

from __future__ import annotations

from tutor.corrections.candidates import Candidate
from tutor.corrections.sentence import Sentence
from tutor.corrections.syntax import STOPS, finite, is_finite
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_PAST = words("ayer anoche anteayer pasado pasada hace entonces antes")
_ME = frozenset(("1s", "1p"))


def same_speaker(candidate: Candidate, sentence: Sentence) -> bool:
    """«Soy de México y vivo en Madrid», «fui al parque y jugué»: one person tells of both."""
    i = candidate.start
    before, after = analyse(sentence.at(i)), analyse(candidate.replacement.lower())
    if not {(r.verb, r.tense) for r in before if r.person} & {(r.verb, r.tense) for r in after if r.person}:
        return False
    told = {r.person for r in before if r.person and r.tense != "imperative"}
    another = told.isdisjoint({r.person for r in after if r.person})
    if another and sentence.at(i - 1) in ("y", "e", ","):
        last = next((r for n in range(i - 2, -1, -1) if (r := sentence.lexicon.finite(sentence.at(n)))), [])
        said = {"1s"} if _names_himself(sentence, i) else {r.person for r in last}
        if said and said == told and said <= _ME:
            return True
    return bool(told) and told <= _ME and _goes_on(sentence, i, told)


def _names_himself(sentence: Sentence, i: int) -> bool:
    """«Mi nombre es Ana y vivo en Lima»: of a name nothing else is told."""
    return any(sentence.at(n) == "mi" and sentence.at(n + 1) in ("nombre", "apellido") for n in range(i))


def _goes_on(sentence: Sentence, i: int, told: set[str]) -> bool:
    """Whether the next clause, joined with «y», has a verb of this person alone right behind."""
    joint = next((n for n in range(i + 1, min(i + 7, len(sentence))) if sentence.at(n) in ("y", "e")), None)
    if joint is None or any(sentence.at(n) in STOPS for n in range(i, joint)):
        return False
    said = {r.person for r in analyse(sentence.at(joint + 1)) if r.person and r.tense != "imperative"}
    return is_finite(sentence, joint + 1) and bool(said) and said <= told & _ME


def of_now(candidate: Candidate, sentence: Sentence) -> bool:
    """«Cuando llego a casa, ceno»: beside a present and nothing of the past, it has lost no accent."""
    old, new = sentence.at(candidate.start), candidate.replacement.lower()
    if candidate.end != candidate.start + 1 or not old.endswith("o") or new != old[:-1] + "ó":
        return False
    others = [finite(sentence, n) for n in range(len(sentence)) if n != candidate.start and sentence.at(n) != "hace"]
    told = [{r.tense for r in found} for found in others if found]
    past = any({"preterite", "imperfect"} & tenses for tenses in told) or bool(_PAST & set(sentence.words))
    return not past and any(tenses == {"present"} for tenses in told)
