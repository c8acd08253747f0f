"""Grading what was said: a word that was misheard is not held against the learner."""

from __future__ import annotations

from difflib import SequenceMatcher

from tutor.exercises.explain import Explainer
from tutor.exercises.grade import RIGHT_VERDICTS, Grade, grade
from tutor.exercises.item import Item
from tutor.language.es.tokens import plain, words
from tutor.language.es.variety import Learnt
from tutor.language.es.vocabulary import frequency


def grade_aloud(
    item: Item, heard: str, language: str = "en", variety: Learnt = "spain", *, unsure: bool = False
) -> Grade:
    """Judge the transcript of a spoken answer; one that is `unsure` can be right, not wrong. Raises TextTooLong.

    What fills the gap decides, however the rest was heard. An answer with words that do not exist was not heard
    well enough to be judged.
    """
    graded = grade(item, heard, language, variety)
    if graded.verdict in (*RIGHT_VERDICTS, "unusable"):
        return graded
    if said := _in_gap(item, heard):
        return grade(item, said, language, variety)
    if unsure or not all(frequency().get(word, 0.0) > 0 for word in words(heard)):
        return Grade("unusable", Explainer(language).unclear(heard), graded.expected)
    return graded


def _in_gap(item: Item, heard: str) -> str:
    """The right answer, when it was said where the gap is; "" when not, or when there is no gap."""
    before, gap, after = item.prompt.partition("___")
    if not gap:
        return ""
    said = [plain(word) for word in words(heard)]
    for answer in item.answers:
        wanted = [plain(word) for word in words(f"{before}{answer}{after}")]
        start, length = len(words(before)), len(words(answer))
        blocks = SequenceMatcher(None, wanted, said, autojunk=False).get_matching_blocks()
        if any(b.a <= start and start + length <= b.a + b.size and b.size > length for b in blocks):
            return answer
    return ""
