"""Whether a sentence that is none of the right ones says what is asked for, and what speaks against it.

Wrong is what shows a mistake: a word in another form, a small word too many or too few, a word that Spanish keeps apart,
what the corrections would change. Right is what shows none and says all of the English and nothing else, as far as
the dictionaries tell. What is between is left open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tutor.exercises.grading.english import stems
from tutor.exercises.grading.matching import PAST_POINTS, Found, Task, same
from tutor.exercises.grading.reading import read
from tutor.exercises.grading.rewording import (
    LIGHT,
    SMALL,
    RunOfWords,
    aligned,
    borne_out,
    changes_between,
    finite,
    lemmas,
    may_go,
    meant,
    near,
)  # fmt: skip
from tutor.exercises.grading.sentences import closest, comparable, inner, known, nearest, task_of
from tutor.exercises.grading.soundness import mistakes
from tutor.exercises.grading.synonyms import ADVERB, alike, apart
from tutor.exercises.grading.words import NEGATIVE, ParsedSentence, ParsedWord
from tutor.exercises.item import Item

_ALL = frozenset(["todo", "toda", "todos", "todas"])
_OPEN_FROM = 0.6
"""So much of the English has to be said for the answer to be worth a second opinion."""
_MOST_OTHER = 0.6
"""Of the words of content, at most so many may be others."""


@dataclass(frozen=True, slots=True)
class JudgedMeaning:
    """`fault`: what is wrong for certain, as (given, expected); ("", "") when nothing is."""

    verdict: Literal["right", "open", "wrong"]
    fault: tuple[str, str] = ("", "")


def meaning_of(item: Item, given: str, references: tuple[tuple[str, str, str], ...]) -> JudgedMeaning:
    """Judge what an answer says by the English it renders and the right sentence that is most like it."""
    theirs = read(given, "", "")
    if theirs.faults or not comparable(theirs, references) or not known(given):
        return JudgedMeaning("wrong")
    whole = nearest(theirs, references)
    before, gap, after = next(r for r in references if "".join(r) == whole)
    right, task = read(before, gap, after), task_of(item, whole)
    if edits := mistakes(given):
        return JudgedMeaning("wrong", (edits[0].original, edits[0].replacement))
    if slip := _other_form(theirs, [(read(*reference), task_of(item, "".join(reference))) for reference in references]):
        return JudgedMeaning("wrong", slip)
    first = _meaning(item, right, theirs, task)
    certain = not set(" ".join(first.fault).split()) <= SMALL
    if certain or not _reworded(right, changes_between(right.words, theirs.words, task)):
        return first
    found = [first, *(_meaning(item, one, theirs, task) for one in closest(right, theirs, task)[1:])]
    return next((m for verdict in ("right", "open") for m in found if m.verdict == verdict), found[0])


def _other_form(given: ParsedSentence, rights: list[tuple[ParsedSentence, Task]]) -> tuple[str, str] | None:
    """(given, expected): a verb of one of the right sentences in a form that none of them bears out."""
    for word in given.words:
        if not any(p for _, _, p in word.verbs) or word.text in SMALL or word.forms:
            continue
        alike_ones = [
            (one, same(one, word, 0, task, Found()))
            for right, task in rights
            for one in right.words
            if {v for v, _, p in one.verbs if p} & {v for v, _, p in word.verbs if p} and not one.forms
        ]
        if alike_ones and not any(fits for _, fits in alike_ones):
            return word.text, alike_ones[0][0].text
    return None


def _reworded(right: ParsedSentence, changes: list[RunOfWords]) -> bool:
    """Whether more than small words is said otherwise."""
    return any(right.words[n].text not in SMALL for change in changes for n in change.right)


def _meaning(item: Item, right: ParsedSentence, given: ParsedSentence, task: Task) -> JudgedMeaning:
    changes = changes_between(right.words, given.words, task)
    fault = next(_faults(item, right, given, changes, task), None)
    return JudgedMeaning("wrong", fault) if fault else JudgedMeaning(_verdict(right, given, changes, task))


def _verdict(
    right: ParsedSentence, given: ParsedSentence, changes: list[RunOfWords], task: Task
) -> Literal["right", "open", "wrong"]:
    old = [right.words[n] for c in changes for n in c.right if right.words[n].text not in SMALL]
    new = [given.words[n] for c in changes for n in c.given if given.words[n].text not in SMALL]
    content = [w for w in right.words if w.text not in SMALL]
    if (not old and not new) or len(old) > _MOST_OTHER * len(content):
        return "wrong"
    asked = stems(task.english)
    ours, said = meant(list(right.words)) & asked, meant(list(given.words)) & asked
    strange = [w for w in new if not _borne_out(w, list(right.words), asked, task)]
    as_many = sum(map(finite, right.words)) == sum(map(finite, given.words))
    if ours <= said and not strange and as_many and _negated(right) == _negated(given):
        return "open" if _moved(right, given, changes, task) else "right"
    another_thing = any(_noun(word) and (meant([word]) or word.capital) for word in strange)
    worth_asking = len(ours & said) >= _OPEN_FROM * len(ours) and len(strange) <= 1
    return "open" if worth_asking and not another_thing else "wrong"


def _moved(right: ParsedSentence, given: ParsedSentence, changes: list[RunOfWords], task: Task) -> bool:
    """Whether words that both have stand in another order: what is said otherwise may ask for it, or be muddled."""
    same_order = len(aligned(right.words, given.words, lambda one, other: near(one, other, task)))
    return same_order + sum(len(change.right) for change in changes) < len(right.words)


def _noun(word: ParsedWord) -> bool:
    return any(part == "noun" for _, part, _, _ in word.forms) and not finite(word)


def _borne_out(word: ParsedWord, right: list[ParsedWord], asked: frozenset[str], task: Task) -> bool:
    if word.capital:
        return any(word.text == w.text for w in right)
    if lemmas(word) & LIGHT or meant([word]) & asked:
        return True
    return any(alike(a, b, task.english) for w in right for a in lemmas(w) for b in lemmas(word))


def _faults(
    item: Item, right: ParsedSentence, given: ParsedSentence, changes: list[RunOfWords], task: Task
) -> Iterator[tuple[str, str]]:
    """What is wrong for certain."""
    if _negated(right) != _negated(given) and not _reworded(right, changes):
        yield "", "no"
    near_change = {m for c in changes for n in c.right for m in range(n - 2, n + 3)}
    texts = f" {' '.join(w.text for w in given.words)} "
    for wrong in item.wrong:
        slip = " ".join(w.text for w in read("", inner(wrong, *item.gap) if item.gap else wrong, "").words)
        gap = " ".join(w.text for w in right.words if w.gap)
        beside = any(n in near_change and w.gap and not w.verbs for n, w in enumerate(right.words))
        if slip and f" {slip} " in texts and f" {gap} " not in texts and not beside:
            yield slip, gap
    another_verb = any(finite(given.words[n]) for c in changes for n in c.given)
    for a, b in aligned(right.words, given.words, lambda one, other: near(one, other, task)):
        one, other = right.words[a], given.words[b]
        if one.text == other.text or same(one, other, a, task, Found()):
            continue
        if finite(one) != finite(other) and another_verb:
            continue  # no consigo verlo, for no lo veo
        if finite(one) or finite(other) or _bare(one) != _bare(other) or a not in near_change:
            yield other.text, one.text
    for change in changes:
        old = tuple(right.words[n] for n in change.right)
        new = tuple(given.words[n] for n in change.given)
        left_out = [w for w in old if w.text not in SMALL and not may_go(w, task)]
        if left_out and all(w.text in SMALL for w in new):
            yield "", " ".join(w.text for w in left_out)
        for adverb in (w.text for w in old if w.text.startswith(ADVERB)):
            another = any(p in ("noun", "adverb") for w in new for _, p, _, _ in w.forms if w.text not in _ALL) or any(
                map(finite, new)
            )
            if not another or set(adverb[1:].split()) & {w.text for w in new}:
                yield " ".join(w.text for w in new), adverb[1:]
        told, telling = [w for w in old if w.text not in SMALL], [w for w in new if w.text not in SMALL]
        if len(told) == len(telling) == 1 and told[0].verbs and lemmas(telling[0]) & LIGHT and telling[0].verbs:
            if not any(alike(a, b, task.english) for a in lemmas(told[0]) for b in lemmas(telling[0])):
                yield telling[0].text, told[0].text
        small = all(w.text in SMALL for w in (*old, *new))
        if small and not borne_out(old, new, task):
            yield " ".join(w.text for w in new), " ".join(w.text for w in old)
        ours, theirs = [w for w in old if finite(w)], [w for w in new if finite(w)]
        perfect = any("present-perfect" in t for w in theirs for _, t, _ in w.verbs)
        if perfect and (task.definite_past or task.point in PAST_POINTS):
            yield theirs[0].text, ours[0].text if ours else ""
        if ours and theirs and not {_time(w) for w in ours} & {_time(w) for w in theirs}:
            yield theirs[0].text, ours[0].text
        for one in old:
            for other in new:
                if any(apart(a, b) for a in lemmas(one) for b in lemmas(other)):
                    yield other.text, one.text


_PAST = ("preterite", "imperfect", "pluperfect", "present-perfect", "conditional")


def _time(word: ParsedWord) -> str:
    """Of when a verb speaks, and whether as of a fact."""
    tenses = {tense for _, tense, person in word.verbs if person}
    if any("subjunctive" in tense for tense in tenses):
        return "subjunctive"
    if "imperative" in tenses:
        return "imperative"
    return "past" if any(tense.endswith(_PAST) or tense.endswith("perfect") for tense in tenses) else "present"


def _negated(sentence: ParsedSentence) -> bool:
    return sum(w.text == "no" or w.text in NEGATIVE for w in sentence.words) > 0


def _bare(word: ParsedWord) -> str:
    """infinitive or gerund, as far as a word is nothing else."""
    return next((t for _, t, p in word.verbs if not p and t in ("infinitive", "gerund")), "") if not word.forms else ""
