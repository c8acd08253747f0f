"""What a learner is told of an answer that is not right: what is right so far, the one thing that is wrong, and the rule."""

from __future__ import annotations

from difflib import SequenceMatcher

from tutor.exercises.explain import Explainer
from tutor.exercises.item import Item
from tutor.exercises.syllabus import syllabus
from tutor.exercises.told import point_in
from tutor.language.es.tokens import plain, words

_WORTH_SAYING = 2  # words right so far


def about_point(item: Item, language: str) -> str:
    """The rule; empty for a sentence that is about no point of the map, as a teacher may write."""
    point = syllabus().by_id.get(item.point)
    return point_in(point, language).explanation if point else ""


def of_sentence(item: Item, given: str, right: str, say: Explainer, fault: tuple[str, str] = ("", "")) -> str:
    """Of a whole sentence: how far it is right, what is wrong in it as (given, expected), and the rule."""
    if sorted(words(right)) == sorted(words(given)):
        return f"{say.order()} {about_point(item, say.language)}".rstrip()
    difference = fault if any(fault) else first_difference(right, given)
    return f"{_so_far(right, given, say)}{say.instead(*difference)} {about_point(item, say.language)}".rstrip()


def _so_far(right: str, given: str, say: Explainer) -> str:
    ours, theirs = words(right), words(given)
    same = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), 0)
    return f"{say.so_far(' '.join(given.split()[:same]))} " if same >= _WORTH_SAYING else ""


def first_difference(expected: str, given: str) -> tuple[str, str]:
    """(given, expected) of the first words that differ, wherever the others stand; "" for a word too few or too many."""
    wanted, got = words(expected), words(given)
    blocks = SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes()
    changes: list[tuple[str, str]] = []
    for tag, a, b, c, d in blocks:
        if tag != "equal" and b - a == d - c:
            changes += zip(got[c:d], wanted[a:b], strict=True)
        elif tag != "equal":
            changes.append((" ".join(got[c:d][:3]), " ".join(wanted[a:b][:3])))
    # A word for another tells more than one that moved, and letters more than accents.
    changes.sort(key=lambda pair: (not all(pair), plain(pair[0]) == plain(pair[1])))
    return changes[0] if changes else ("", "")
