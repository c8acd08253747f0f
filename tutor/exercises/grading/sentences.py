"""Judging a whole sentence: which right sentence it says, what it takes for that, and what is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from tutor.exercises.grading.agreement import agrees
from tutor.exercises.grading.bonds import moved
from tutor.exercises.grading.constructions import variants
from tutor.exercises.grading.matching import Found, Note, Task, consistent, subjects_agree
from tutor.exercises.grading.openness import openness
from tutor.exercises.grading.order import matched
from tutor.exercises.grading.reading import read
from tutor.exercises.grading.small_words import lemmas
from tutor.exercises.grading.words import ParsedSentence
from tutor.exercises.item import Item
from tutor.language.es.lexicon import lexicon

# What stands before, in and after the gap of a right sentence.
Reference = tuple[str, str, str]

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


def judge(item: Item, given: str, references: tuple[Reference, ...]) -> Judged:
    """Compare a sentence with all right ones."""
    theirs = read(given, "", "")
    best: Judged | None = None
    for reference in references:
        right = read(*reference)
        if theirs.faults and not set(theirs.faults) <= set(right.faults):
            continue
        found = compare(right, theirs, task_of(item, reference))
        if found is not None:
            judged = Judged(frozenset(found.notes), "".join(reference))
            if best is None or len(judged.notes or ()) < len(best.notes or ()):
                best = judged
            if not judged.notes:
                return judged
    return best or Judged(None, "".join(nearest(theirs, references)))


def compare(right: ParsedSentence, given: ParsedSentence, task: Task) -> Found | None:
    """How the given sentence says the same; None when it does not."""
    if not subjects_agree(right.subjects, given.subjects, task):
        return None
    found = matched(right, given, task) or _shorter(right, given, task) or moved(right, given, task)
    said = right
    for other in _likely(right, given, task) if found is None else ():
        found, said = matched(other, given, task) or moved(other, given, task), other
        if found is not None and other.words[0].text == given.words[0].text and other.faults:
            found = None
        if found is not None and "typo" in found.notes and not any(w.gap for w in other.words):
            found = None  # what was asked for may be the very word
        if found is not None:
            if not any(w.gap for w in other.words):
                found.notes.add("practised")
            break
    if found is None or not consistent(found) or not agrees(said, found, task):
        return None
    return found


_LIKELY = 6
"""So many constructions of one sentence are compared with an answer: those that share most words with it."""


def _likely(right: ParsedSentence, given: ParsedSentence, task: Task) -> list[ParsedSentence]:
    """The constructions of the right sentence that are as long as the answer, the most similar first."""
    texts = Counter(w.text for w in given.words)

    def shared(other: ParsedSentence) -> int:
        return (texts & Counter(w.text for w in other.words)).total()

    found = (one for one in variants(right, task.english, task.free) if len(one.words) == len(given.words))
    return sorted((one for one in found if one != right), key=shared, reverse=True)[:_LIKELY]


def _shorter(right: ParsedSentence, given: ParsedSentence, task: Task) -> Found | None:
    """The same without words that may be left out: some (unos), a pronoun doubled by a ti."""
    for drop in ({"unos"}, {"unas"}):
        if any(w.text in drop for w in right.words):
            words = tuple(w for w in right.words if w.text not in drop)
            if len(words) == len(given.words):
                return matched(ParsedSentence(words, right.subjects), given, task)
    return _doubled(right, given, task)


_DOUBLES = {
    "mí": {"me"}, "ti": {"te"}, "vos": {"te"}, "nosotros": {"nos"}, "nosotras": {"nos"}, "vosotros": {"os"}, "vosotras": {"os"},
    "usted": {"le", "se", "lo", "la"}, "él": {"le", "se", "lo"}, "ella": {"le", "se", "la"},
    "ustedes": {"les", "se", "los", "las"}, "ellos": {"les", "se", "los"}, "ellas": {"les", "se", "las"},
}  # fmt: skip


def _doubled(right: ParsedSentence, given: ParsedSentence, task: Task) -> Found | None:
    """a mí me gusta: the stressed pronoun beside the short one, in one of the two, or in both of one person."""
    ours, theirs = _stressed(right), _stressed(given)
    if (ours < 0 and theirs < 0) or (
        ours >= 0 and theirs >= 0 and right.words[ours + 1].text != given.words[theirs + 1].text
    ):
        return None
    if ours >= 0 and (right.words[ours].gap or right.words[ours + 1].gap):
        return None
    return matched(_without(right, ours), _without(given, theirs), task)


def _stressed(sentence: ParsedSentence) -> int:
    """Where a pronoun with a stands beside its short form; -1 where none does."""
    words = sentence.words
    texts = {w.text for w in words}
    for n, (one, two) in enumerate(pairwise(words)):
        after = words[n + 2].text if n + 2 < len(words) else "."
        if (
            one.text == "a"
            and _DOUBLES.get(two.text, set()) & texts
            and after not in ("también", "tampoco", "y", "sí", "solo")
        ):
            return n
    return -1


def _without(sentence: ParsedSentence, at: int) -> ParsedSentence:
    if at < 0:
        return sentence
    words = list(sentence.words)
    breaks = words[at].breaks
    del words[at : at + 2]
    if breaks and at < len(words):
        words[at] = words[at]._replace(breaks=True)
    return sentence._replace(words=tuple(words))


@lru_cache(1000)
def task_of(item: Item, reference: Reference) -> Task:
    """What is left open by an item's English, seen from one of its right sentences."""
    english = item.english or (item.prompt if item.own_words else "")
    right = read(*reference)
    persons = {p for w in right.words for _, _, p in w.verbs if {q for _, _, q in w.verbs} <= {"2s", "vos", "2p"}}
    said = {w.text for w in right.words} | set(right.subjects)
    shown = (
        "vosotros" if "2p" in persons or said & {"os", "vosotros", "vuestro", "vuestra"}
        else "vos" if "vos" in said or ("vos" in persons and "2s" not in persons)
        else "tú" if "2s" in persons or said & {"te", "ti", "tu", "tus", "tú", "tuyo", "tuya", "tuyos", "tuyas"}
        else "ustedes" if "ustedes" in said else "usted" if "usted" in said else ""
    )  # fmt: skip
    return Task(
        english,
        openness(english, shown),
        item.point,
        bool(_DEFINITE_PAST.search("".join(reference))),
        item.own_words,
        _lemmas(item),
    )


@lru_cache(500)
def _lemmas(item: Item) -> frozenset[str]:
    """What the foreseen mistakes can be forms of."""
    fills = (inner(wrong, *item.gap) if item.gap else wrong for wrong in item.wrong)
    return frozenset(lemma for fill in fills for word in read("", fill, "").words for lemma in lemmas(word))


def inner(text: str, before: str, after: str) -> str:
    """What fills the gap of a whole sentence; the text itself where it is none."""
    whole = text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after)
    return text[len(before) : len(text) - len(after)] if whole and before + after else text


def place_of(fill: str, text: str) -> tuple[int, int] | None:
    """From where to where a fill stands in another sentence, as words of their own; None unless it stands there once."""
    places = [found.span() for found in re.finditer(rf"(?<!\w){re.escape(fill)}(?!\w)", text, re.IGNORECASE)]
    return places[0] if fill and len(places) == 1 else None


def nearest(given: ParsedSentence, references: tuple[Reference, ...]) -> Reference:
    """The right sentence that is most like the given one; of those as like, the last."""
    texts = [w.text for w in given.words]

    def likeness(reference: Reference) -> float:
        right = [w.text for w in read(*reference).words]
        return SequenceMatcher(None, right, texts, autojunk=False).ratio()

    return max(reversed(references), key=likeness)


def comparable(given: ParsedSentence, references: tuple[Reference, ...]) -> bool:
    """Whether a sentence is about as long as the right ones: what is far longer says something else."""
    return 2 <= len(given.words) <= 2 * max(len(read(*reference).words) for reference in references) + 4


def known(text: str) -> bool:
    """Whether all words are Spanish or names."""
    return all(lexicon().knows(w) or w[0].isupper() for w in _WORD.findall(text))


_WORD = re.compile(r"[^\W\d_]+")
