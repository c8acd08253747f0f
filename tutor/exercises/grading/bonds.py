"""Whether the words of a sentence may stand in another order: what belongs together stays together, the rest is free."""

from __future__ import annotations

from tutor.exercises.grading.matching import Found, Task, same
from tutor.exercises.grading.order import verbs_of
from tutor.exercises.grading.words import (
    CLITICS,
    COORDINATORS,
    DETERMINERS,
    LINKS,
    PREPOSITIONS,
    QUESTIONS,
    ParsedSentence,
    ParsedWord,
    word_set,
)

# What stands before a noun or an adjective, and goes where it goes.
_BEFORE = DETERMINERS | word_set("qué cuánto cuánta cuántos cuántas tan muy más menos demasiado bastante no")
_OPENED = _BEFORE | PREPOSITIONS | COORDINATORS
# What stays right before the next word.
_LEADING = _OPENED | CLITICS | LINKS
_SUBORDINATORS = LINKS - COORDINATORS


def moved(right: ParsedSentence, given: ParsedSentence, task: Task) -> Found | None:
    """How the given sentence says the right one with parts of it elsewhere; None where these are torn, or other words."""
    ours, theirs = right.words, given.words
    if len(ours) != len(theirs) or _described_inside(ours):
        return None
    found = Found()
    place: dict[int, int] = {}
    for n in range(len(ours) - 1, -1, -1):
        beside = place[n + 1] - 1 if _bound(ours, n) else None
        spots = [beside] if beside is not None else _spots(ours[n], theirs)
        spot = next(
            (m for m in spots if m >= 0 and m not in place.values() and same(ours[n], theirs[m], n, task, found)), None
        )
        if spot is None:
            return None
        place[n] = spot
    return found if _fits(ours, place) else None


def _described_inside(words: tuple[ParsedWord, ...]) -> bool:
    """Whether a clause stands inside another one: la chica que trabaja aquí es mi prima; where it ends is not told."""
    for n, word in enumerate(words):
        if n and word.text in _SUBORDINATORS and not word.breaks:
            end = next((m for m in range(n + 1, len(words)) if words[m].breaks), len(words))
            if sum(any(p for _, _, p in w.verbs) and w.text not in CLITICS for w in words[n + 1 : end]) > 1:
                return True
    return False


def _spots(word: ParsedWord, theirs: tuple[ParsedWord, ...]) -> list[int]:
    return sorted(range(len(theirs)), key=lambda m: theirs[m].text != word.text)


def _bound(words: tuple[ParsedWord, ...], n: int) -> bool:
    """Whether a word stays right before the next one."""
    if n + 1 >= len(words):
        return False
    word, after = words[n], words[n + 1]
    if after.breaks:
        return False
    noun = any(p == "noun" for _, p, _, _ in word.forms)
    described = noun and (after.text == "de" or {p for _, p, _, _ in after.forms} == {"adjective"})
    done = after.verbs and all(not p for _, _, p in after.verbs)
    verb = any(p for _, _, p in word.verbs) or any(t == "infinitive" for _, t, _ in word.verbs)
    return (
        word.text in _LEADING
        or after.text in COORDINATORS
        or word.text.startswith("#")
        or described
        or bool(verb and (done or after.text in ("a", "de", "que")))
    )


def _fits(words: tuple[ParsedWord, ...], place: dict[int, int]) -> bool:
    """Whether questions still come before their verb, and what is said without an article behind it."""
    verbs = sorted(verbs_of(words))
    for n, word in enumerate(words):
        verb = next((v for v in verbs if v > n), None)
        if word.text in QUESTIONS and verb is not None and place[n] > place[verb]:
            return False
        bare = any(p in ("noun", "adjective") for _, p, _, _ in word.forms) and not any(
            p == "adverb" for _, p, _, _ in word.forms
        )
        before = max((v for v in verbs if v < n), default=None)
        opened = n and words[n - 1].text in _OPENED
        if bare and not opened and not word.capital and before is not None and place[n] < place[before]:
            return False
    return True
