"""Grading: right, almost or wrong, and why. What the rules can't foresee is left undecided, never guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import Literal

from tutor.core.errors import TextTooLong
from tutor.exercises.explain import Explainer, about_form
from tutor.exercises.grading.mending import otherwise_mended
from tutor.exercises.grading.sentences import Judged, judge, undecided
from tutor.exercises.grading.words import SUBJECTS
from tutor.exercises.item import Item
from tutor.exercises.syllabus import syllabus
from tutor.language.es.lexicon import knows
from tutor.language.es.numbers import number_at
from tutor.language.es.tokens import plain, words
from tutor.language.es.verbs import analyse
from tutor.language.es.vocabulary import frequency

# right and almost count as known; unusable is not counted at all; unforeseen may be judged by a model.
Verdict = Literal["right", "almost", "wrong", "unforeseen", "unusable"]

RIGHT_VERDICTS = ("right", "almost")
LONGEST_ANSWER = 500
_WHOLE_SENTENCES = frozenset(["translate", "say", "build", "order", "repair"])
# What these points are about is no slip in them.
CAPITALS, ACCENTS = "capitals-and-marks", ("written-accents", "diacritic-accents")


@dataclass(frozen=True, slots=True)
class Grade:
    """A verdict with one or two sentences for the learner. `expected`, the answer to show, is not said again."""

    verdict: Verdict
    feedback: str
    expected: str
    judged_by: Literal["rules", "model"] = "rules"


def grade(item: Item, answer: str | None, language: str = "en") -> Grade:
    """Judge an answer; None is "I don't know". Raises TextTooLong."""
    say = Explainer(language)
    expected = item.answers[0]

    def result(verdict: Verdict, feedback: str) -> Grade:
        return Grade(verdict, feedback, expected)

    if answer is None:
        return result("wrong", _about_point(item, language))
    if len(answer) > LONGEST_ANSWER:
        raise TextTooLong(f"An answer can have {LONGEST_ANSWER} characters.", action="Write only what is asked for.")
    given = _clean(answer)
    if any(_same_mistake(given, wrong, item) for wrong in item.wrong):
        return result("wrong", _why(item, given, expected, say))
    if complaint := _unusable(given, say):
        return result("unusable", complaint)
    if item.kind == "listen":
        right = words(given) == words(expected)
        return result("right", say.right()) if right else result("wrong", say.heard(item.spoken))
    if item.cell:
        graded = _form(item, given, say)
    elif item.kind == "dictation" or item.gap is None:
        graded = _to_the_letter(item, given, say)
    else:
        graded = _sentence(item, given, say)
    if graded.verdict == "wrong" and _english(given):
        return result("unusable", say.spanish_please())
    return graded


def _clean(answer: str) -> str:
    text = unicodedata.normalize("NFC", answer)
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] not in "CM")
    return " ".join(text.split())


def _same_mistake(given: str, wrong: str, item: Item) -> bool:
    """Whether this is a foreseen mistake; where capitals are the point, they have to be the same."""
    if words(wrong) == words(item.answers[0]):
        return given.strip(".") == wrong.strip(".")
    return words(given) == words(wrong)


def _unusable(given: str, say: Explainer) -> str:
    """Why an answer says nothing about what the learner knows; "" when it does."""
    letters = [c for c in given if c.isalpha()]
    if not letters:
        return say.no_words()
    if any(not unicodedata.name(c, "").startswith("LATIN") for c in letters):
        return say.keyboard()
    return ""


@cache
def _foreign() -> frozenset[str]:
    table = files("tutor.language.es") / "data" / "foreign.txt"
    return frozenset(table.read_text(encoding="utf-8").split())


def _english(given: str) -> bool:
    """Whether most words are none of Spanish but of other languages."""
    tokens = words(given)
    foreign = sum(t in _foreign() or (t == "i" or t.endswith("'s")) for t in tokens)
    return foreign * 2 > len(tokens) and not any(frequency().get(t, 0.0) > 6.5 for t in tokens if len(t) > 2)


def _form(item: Item, given: str, say: Explainer) -> Grade:
    """A form of a verb, with or without its subject, que or está before it."""
    assert item.cell
    expected = item.answers[0]
    bare = words(given)
    fitting = {s for s, persons in SUBJECTS.items() if item.cell[2] in persons}
    while len(bare) > 1 and bare[0] in {
        "que",
        "ojalá",
        *fitting,
        *(("está", "estoy") if item.cell[1] == "gerund" else ()),
    }:
        bare = bare[1:]
    form = " ".join(bare)
    if form in item.answers:
        return Grade("right", say.right(), expected)
    if plain(form) in {plain(answer) for answer in item.answers} and not analyse(form):
        return Grade("almost", say.accent(), _accented(item, form))
    return Grade("wrong", about_form(given, item.cell, say), expected)


def _to_the_letter(item: Item, given: str, say: Explainer) -> Grade:
    """What was heard, or an agreement: the very words; an accent forgotten is a slip where accents are not the point."""
    wanted = next((a for a in (*item.answers, item.sentence) if _as_numbers(a) == _as_numbers(given)), "")
    if wanted and not (item.point == CAPITALS and _capitals(wanted) != _capitals(given)):
        return Grade("right", say.right(), item.answers[0])
    wanted = next((a for a in (*item.answers, item.sentence) if _accents_apart(a, given)), "")
    if wanted and item.point not in ACCENTS:
        return Grade("almost", say.accent(), _accented(item, given))
    return Grade("wrong", _why(item, given, item.answers[0], say), item.answers[0])


def _accents_apart(wanted: str, given: str) -> bool:
    """Whether the same was written but for accents that are missing; one too many may make another word."""
    return any(
        len(ours) == len(theirs)
        and all(
            a == b or (plain(a) == plain(b) and (b == plain(b) or not knows(b)))
            for a, b in zip(ours, theirs, strict=True)
        )
        for ours, theirs in ((words(wanted), words(given)), (_as_numbers(wanted), _as_numbers(given)))
    )


def _as_numbers(text: str) -> list[str]:
    found, at, tokens = list[str](), 0, words(text)
    while at < len(tokens):
        number, length = number_at(tokens, at)
        found.append(f"#{number}" if length else tokens[at])
        at += length or 1
    return found


def _capitals(text: str) -> list[str]:
    """The words but the first that begin with a capital."""
    return [word for word in re.findall(r"[^\W\d_]+", text)[1:] if word[0].isupper()]


def _sentence(item: Item, given: str, say: Explainer) -> Grade:
    """A sentence, or what fills its gap, by analysis."""
    assert item.gap is not None
    before, after = item.gap
    own = tuple((before, answer, after) for answer in _gap_answers(item))
    references = (*own, *((sentence, "", "") for sentence in item.also))
    if item.kind == "repair":
        references = (*references, *((sentence, "", "") for sentence in otherwise_mended(item)))
    in_gap = item.kind in ("cloze", "choice") and not _whole(item, given)
    text = f"{before}{given}{after}" if in_gap else given
    shown = item.answers[0]
    if item.point == CAPITALS and words(text) == words(item.sentence) and _capitals(text) != _capitals(item.sentence):
        return Grade("wrong", _about_point(item, say.language), shown)
    judged = judge(item, text, references)
    if judged.notes is None and (slip := _accents_only(item, text, own)):
        judged = Judged(frozenset(["accent"]), slip)
    if judged.notes is None:
        # Mistakes that were foreseen, said in another order or with another subject, are none that may be right.
        foreseen = any(
            judge(item, text, ((before, wrong, after),)).notes is not None
            for wrong in _gap_mistakes(item, before, after)
        )
        if not foreseen and not in_gap and undecided(item, text, references):
            return Grade("unforeseen", say.unforeseen(), shown)
        return Grade("wrong", _why(item, given, judged.nearest if not in_gap else shown, say), shown)
    return _right_but(item, given, judged, say)


def _accents_only(item: Item, text: str, references: tuple[tuple[str, str, str], ...]) -> str:
    """The right sentence that a text is but for its accents; "" where that makes another form of the verb asked for."""
    for before, gap, after in references:
        if not _accents_apart(before + gap + after, text):
            continue
        start = len(words(before))
        given = words(text)[start : start + len(words(gap))]
        changed = [(a, b) for a, b in zip(words(gap), given, strict=False) if a != b]
        if not any({r.verb for r in analyse(a)} & {r.verb for r in analyse(b)} for a, b in changed):
            return before + gap + after
    return ""


def _right_but(item: Item, given: str, judged: Judged, say: Explainer) -> Grade:
    """A right answer, with what is to be said of it."""
    notes = judged.notes or frozenset()
    shown = item.answers[0]
    gap = item.kind in ("cloze", "choice")
    if "accent" in notes and item.kind != "say":  # accents are written by the recogniser, not by the learner
        if item.point in ACCENTS:
            return Grade("wrong", _why(item, given, shown if gap else judged.nearest, say), shown)
        return Grade("almost", say.accent(), _accented(item, given) if gap else judged.nearest)
    if "typo" in notes and item.kind != "say":
        return Grade("almost", say.typo(*_first_difference(judged.nearest, given)), judged.nearest)
    if "region" in notes:
        return Grade("right", say.regional(shown), shown)
    if "aspect" in notes and gap:
        return Grade("right", say.practised(shown), shown)
    return Grade("right", say.right(), shown)


def _gap_answers(item: Item) -> tuple[str, ...]:
    """What may stand in the gap, also of items whose answers are whole sentences."""
    assert item.gap is not None
    return tuple(_inner(answer, *item.gap) for answer in item.answers)


def _gap_mistakes(item: Item, before: str, after: str) -> tuple[str, ...]:
    return tuple(_inner(wrong, before, after) for wrong in item.wrong)


def _inner(text: str, before: str, after: str) -> str:
    whole = text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after)
    return text[len(before) : len(text) - len(after)] if whole and before + after else text


def _whole(item: Item, given: str) -> bool:
    """Whether the whole sentence was typed out, and not what fills its gap."""
    assert item.gap is not None
    before, after, got = words(item.gap[0]), words(item.gap[1]), words(given)
    if len(got) <= len(before) + len(after):
        return False
    return (got[: len(before)] == before and (not after or got[-len(after) :] == after)) or len(got) > len(
        words(item.answers[0])
    ) + 2


def _accented(item: Item, given: str) -> str:
    """The right answer that the given one is but for its accents."""
    return next((a for a in item.answers if plain(a).lower() == plain(given).lower()), item.answers[0])


def _about_point(item: Item, language: str) -> str:
    point = syllabus().by_id[item.point]
    return point.explanation(language)


def _why(item: Item, given: str, right: str, say: Explainer) -> str:
    """What was wrong: the form that was given, else the first word that differs; then the rule."""
    if item.kind == "dictation":
        return say.heard_words(_first_difference(right, given))
    if item.cell:
        return about_form(given, item.cell, say)
    difference = ""
    if item.kind in _WHOLE_SENTENCES:
        if sorted(words(right)) == sorted(words(given)):
            difference = say.order() + " "
        else:
            difference = say.instead(*_first_difference(right, given)) + " "
    return difference + _about_point(item, say.language)


def _first_difference(expected: str, given: str) -> tuple[str, str]:
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
