"""Whether a sentence that is none of the right ones says what is asked for all the same, and what speaks against it.

Wrong is what shows a mistake for certain: what the corrections would change, what no sentence of Spanish has. All else is weighed:
what it leaves out of the English and of the right sentences, what it adds, where it stands nearer to a foreseen mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tutor.exercises.grading.evidence import evidence
from tutor.exercises.grading.matching import Found, same
from tutor.exercises.grading.reading import read
from tutor.exercises.grading.right_sentences import RightSentences
from tutor.exercises.grading.sentences import Reference, comparable, inner, known, nearest, task_of
from tutor.exercises.grading.small_words import SMALL
from tutor.exercises.grading.soundness import doubts, mistakes
from tutor.exercises.grading.weighing import weights
from tutor.exercises.grading.words import ParsedSentence
from tutor.exercises.item import Item

LIKELY, POSSIBLE = 0.2, 0.15
"""From where on an answer is right that shows no mistake, or left open. The trees learned from wordings far freer than learners'."""
# What is hardly ever in a right answer.
_MISTAKES = (
    "other small words", "stray small words", "joined otherwise", "without its preposition", "small runs at the gap", "point of small words not shown", "other forms",
    "verbs in other forms", "agreement", "only turned", "numbers left out", "negation", "mixed address", "rivals", "slips", "nearer to a mistake", "other things", "apart",
    "strange names",
)  # fmt: skip
_COMPARED = ("corrections", "usual", "least usual")


@dataclass(frozen=True, slots=True)
class JudgedMeaning:
    """`fault`: what is wrong for certain, as (given, expected); ("", "") when nothing is."""

    verdict: Literal["right", "open", "wrong"]
    fault: tuple[str, str] = ("", "")


def meaning_of(item: Item, given: str, references: tuple[Reference, ...]) -> JudgedMeaning:
    """Judge what an answer says by the English it renders and all right sentences."""
    if (fault := mistake_in(given, references)) is not None:
        return JudgedMeaning("wrong", fault)
    theirs = read(given, "", "")
    like = nearest(theirs, references)
    right = right_sentences(item, references)
    found = evidence(right, references.index(like), theirs)
    if not any(found[name] > 0 for name in _MISTAKES):
        likely = weights().probability(found | _sounding(given, like))
        if likely >= POSSIBLE:
            return JudgedMeaning("open" if likely < LIKELY or _another_thing(found) else "right")
    return JudgedMeaning("wrong", _other_form(right, theirs))


def _another_thing(found: Mapping[str, float]) -> bool:
    """Whether a word that is known seems to say something else, or more, or something seems not to be said."""
    # Verbs that say little are said or not, but for what the exercise is about: con los años ha venido tacaño.
    shown = found["point's word"] > 0
    unsaid = found["full words unsaid" if shown else "words left out and unsaid"] > 0
    others = found["strange full words" if shown else "strange and known"] > 0
    strange, left = found["strange others"] + found["strange nouns"] > 0, found["english left out"] > 0
    said_more = strange and found["content put"] > 0 and others and not left
    in_its_place = unsaid and (strange or others)
    return in_its_place or said_more or (unsaid and left and found["content taken"] > 0)


def mistake_in(given: str, references: tuple[Reference, ...]) -> tuple[str, str] | None:
    """What is wrong for certain, whatever a sentence says, as (given, expected), ("", "") where no word can be named; or None."""
    theirs = read(given, "", "")
    if theirs.faults or not comparable(theirs, references) or not known(given):
        return "", ""
    edits = mistakes(given)
    return (edits[0].original, edits[0].replacement) if edits else None


@lru_cache(500)
def right_sentences(item: Item, references: tuple[Reference, ...]) -> RightSentences:
    """The right sentences of an exercise and its foreseen mistakes, read."""
    before, after = item.gap or ("", "")
    return RightSentences(
        tuple(read(*reference) for reference in references),
        tuple(task_of(item, reference) for reference in references),
        tuple(read(before, inner(wrong, before, after), after) for wrong in item.wrong),
    )


def evidence_of(item: Item, given: str, references: tuple[Reference, ...]) -> dict[str, float]:
    """What is to be weighed of an answer."""
    theirs = read(given, "", "")
    like = nearest(theirs, references)
    return evidence(right_sentences(item, references), references.index(like), theirs) | _sounding(given, like)


def _sounding(given: str, like: Reference) -> dict[str, float]:
    """What the corrections think of it, and how usual its words are, by itself and beside the right sentence most like it."""
    here, there = doubts(given), doubts("".join(like))
    return here | {f"{name} than there": here[name] - there[name] for name in _COMPARED}


def _other_form(pool: RightSentences, given: ParsedSentence) -> tuple[str, str]:
    """(given, expected): a verb of one of the right sentences in a form that none of them bears out."""
    for word in given.words:
        if not any(p for _, _, p in word.verbs) or word.text in SMALL or word.forms:
            continue
        verbs = {v for v, _, p in word.verbs if p}
        alike = [
            (one, same(one, word, 0, task, Found()))
            for verb in sorted(verbs)
            for one, task in pool.by_lemma.get(verb, ())
            if any(p and v == verb for v, _, p in one.verbs) and not one.forms
        ]
        if alike and not any(fits for _, fits in alike):
            return word.text, alike[0][0].text
    return "", ""
