"""Judging a whole sentence: which right sentence it says, what it takes for that, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from tutor.exercises.grading.agreement import agrees
from tutor.exercises.grading.constructions import variants
from tutor.exercises.grading.matching import Found, Note, Task, consistent, subjects_agree
from tutor.exercises.grading.openness import openness
from tutor.exercises.grading.order import matched
from tutor.exercises.grading.reading import read
from tutor.exercises.grading.words import ParsedSentence, ParsedWord
from tutor.exercises.item import Item
from tutor.language.es.lexicon import lexicon

_DEFINITE_PAST = re.compile(
    r"\b(?:ayer|anoche|anteayer|antier|pasad[oa]s?|hace|en (?:19|20|1)\d+|nació|(?:el|los) (?:lunes|martes|miércoles|jueves|viernes|"
    r"sábado|domingo)|de repente|aquel|aquella|entonces|de (?:niñ[oa]|joven|pequeñ[oa])|primera vez|cuando)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """`notes`: what a right answer depends on; None for an answer that is none of the right ones."""

    notes: frozenset[Note] | None
    nearest: str
    fault: str = ""


def judge(item: Item, given: str, references: tuple[tuple[str, str, str], ...]) -> Judged:
    """Compare a sentence with all right ones, each given as what stands before, in and after the gap."""
    theirs = read(given, "", "")
    best: Judged | None = None
    fault = theirs.faults[0] if theirs.faults else ""
    for before, gap, after in references:
        right = read(before, gap, after)
        whole = before + gap + after
        if theirs.faults and not set(theirs.faults) <= set(right.faults):
            continue
        found = compare(right, theirs, task_of(item, whole))
        if found is not None:
            judged = Judged(frozenset(found.notes), whole)
            if best is None or len(judged.notes or ()) < len(best.notes or ()):
                best = judged
            if not judged.notes:
                return judged
    return best or Judged(None, nearest(theirs, references), fault)


def compare(right: ParsedSentence, given: ParsedSentence, task: Task) -> Found | None:
    """How the given sentence says the same; None when it does not."""
    if not subjects_agree(right.subjects, given.subjects, task):
        return None
    found = matched(right, given, task) or _shorter(right, given, task)
    for other in variants(right) if found is None else ():
        found = matched(other, given, task)
        if found is not None and other.words[0].text == given.words[0].text and other.faults:
            found = None
        if found is not None:
            break
    if found is None or not consistent(found) or not agrees(right, found, task):
        return None
    return found


def _shorter(right: ParsedSentence, given: ParsedSentence, task: Task) -> Found | None:
    """The same without words that may be left out: some (unos), a pronoun doubled by a ti."""
    for drop in ({"unos"}, {"unas"}):
        if any((w.text in drop and not w.gap) or w.text in drop for w in right.words):
            words = tuple(w for w in right.words if w.text not in drop)
            if len(words) == len(given.words):
                return matched(ParsedSentence(words, right.subjects), given, task)
    return _doubled(right, given, task)


_DOUBLES = {"me": "mí", "te": "ti", "nos": "nosotros", "os": "vosotros"}


def _doubled(right: ParsedSentence, given: ParsedSentence, task: Task) -> Found | None:
    """a mí me gusta: the stressed pronoun beside the short one, more or less."""
    for longer, shorter, given_longer in ((given, right, True), (right, given, False)):
        if len(longer.words) != len(shorter.words) + 2:
            continue
        for n, (one, two) in enumerate(zip(longer.words, longer.words[1:], strict=False)):
            texts = {w.text for w in longer.words}
            doubles = any(short in texts and two.text in (long, "usted") for short, long in _DOUBLES.items())
            if one.text == "a" and doubles and not (one.gap or two.gap):
                cut = ParsedSentence(longer.words[:n] + longer.words[n + 2 :], longer.subjects)
                return matched(right, cut, task) if given_longer else matched(cut, given, task)
    return None


@lru_cache(1000)
def task_of(item: Item, whole: str) -> Task:
    """What is left open by an item's English, seen from one of its right sentences."""
    english = item.english or (item.prompt if item.kind in ("translate", "say") else "")
    right = read(whole, "", "")
    persons = {p for w in right.words for _, _, p in w.verbs if {q for _, _, q in w.verbs} <= {"2s", "vos", "2p"}}
    said = {w.text for w in right.words} | set(right.subjects)
    shown = (
        "vosotros" if "2p" in persons or said & {"os", "vosotros", "vuestro", "vuestra"}
        else "vos" if "vos" in persons or "vos" in said
        else "tú" if "2s" in persons or said & {"te", "ti", "tu", "tus", "tú", "tuyo", "tuya", "tuyos", "tuyas"}
        else "ustedes" if "ustedes" in said else "usted" if "usted" in said else ""
    )  # fmt: skip
    return Task(english, openness(english, shown), item.point, bool(_DEFINITE_PAST.search(whole)), bool(item.hint))


def nearest(given: ParsedSentence, references: tuple[tuple[str, str, str], ...]) -> str:
    """The right sentence that is most like the given one."""
    texts = [w.text for w in given.words]

    def likeness(reference: tuple[str, str, str]) -> float:
        right = [w.text for w in read(*reference).words]
        return SequenceMatcher(None, right, texts, autojunk=False).ratio()

    return "".join(sorted(references, key=likeness)[-1])


def undecided(item: Item, given: str, references: tuple[tuple[str, str, str], ...]) -> bool:
    """Whether a sentence that is none of the right ones may be right all the same: other words for what is no point here.

    All of it known Spanish, the words of the gap there, and nothing changed but a word or two of content.
    """
    theirs = read(given, "", "")
    if theirs.faults or len(theirs.words) < 2 or not all(lexicon().knows(w) for w in re.findall(r"[^\W\d_]+", given)):
        return False
    del item
    for reference in references:
        right = read(*reference)
        missing = [w for w in right.words if w.text not in {x.text for x in theirs.words}]
        more = [w for w in theirs.words if w.text not in {x.text for x in right.words}]
        if not missing or any(w.gap for w in missing) or len(missing) > 2 or len(more) > 2:
            continue
        lemmas = {v for w in missing for v, _, _ in w.verbs} | {f[0] for w in missing for f in w.forms}
        theirs_too = {v for w in more for v, _, _ in w.verbs} | {f[0] for w in more for f in w.forms}
        if more and not lemmas & theirs_too and all(_content(w) for w in (*missing, *more)):
            return True
    return False


def _content(word: ParsedWord) -> bool:
    return bool(word.verbs) or any(p in ("noun", "adjective", "adverb", "name") for _, p, _, _ in word.forms)
