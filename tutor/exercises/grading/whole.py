"""Judging a sentence, or what fills its gap, by analysis."""

from __future__ import annotations

from tutor.exercises.explain import Explainer
from tutor.exercises.grading.letters import ACCENTS, CAPITALS, accented, accents_apart, capitals
from tutor.exercises.grading.meaning import meaning_of, mistake_in
from tutor.exercises.grading.regions import at_home, word_of_elsewhere
from tutor.exercises.grading.sentences import Judged, Reference, inner, judge, place_of
from tutor.exercises.grading.telling import about_point, first_difference, of_sentence
from tutor.exercises.item import Item
from tutor.exercises.verdict import Grade
from tutor.language.es.tokens import plain, words
from tutor.language.es.variety import Learnt
from tutor.language.es.verbs import analyse


def in_gap(item: Item, given: str, say: Explainer) -> Grade:
    """What fills the gap; the whole sentence may be typed out as well."""
    assert item.gap is not None
    before, after = item.gap
    if _whole(item, given):
        return sentence(item, given, say)
    text, shown = f"{before}{given}{after}", item.answers[0]
    if _other_capitals(item, text):
        return Grade("wrong", about_point(item, say.language), shown)
    judged = _judged(item, text, references_of(item))
    if judged.notes is None or ("overseas" in judged.notes and say.learnt == "spain"):
        return Grade("wrong", about_point(item, say.language), shown)
    notes = judged.notes
    if "accent" in notes:
        if item.point in ACCENTS:
            return Grade("wrong", about_point(item, say.language), shown)
        return Grade("almost", say.accent(), accented(item, given))
    if "typo" in notes:
        return Grade("almost", say.typo(*first_difference(judged.nearest, given)), judged.nearest)
    if "aspect" in notes and "region" not in notes:
        return Grade("right", say.practised(shown), shown)
    return _with_remark(item, given, judged, say)


def sentence(item: Item, given: str, say: Explainer, others: tuple[str, ...] = (), *, aloud: bool = False) -> Grade:
    """A whole sentence. `others`: more sentences that are right. `aloud`: accents and letters are the recogniser's."""
    assert item.gap is not None
    shown = item.answers[0]
    if _other_capitals(item, given):
        return Grade("wrong", about_point(item, say.language), shown)
    references = (*references_of(item), *((other, "", "") for other in others))
    judged, fault = _judged(item, given, references), ("", "")
    slip = _slip(item, given, say.learnt)
    if item.own_words and _unsettled(item, given, judged, slip):
        meaning = meaning_of(item, given, references)
        fault = meaning.fault
        if meaning.verdict == "right":
            return Grade("right", say.said_otherwise(shown), shown)
        if meaning.verdict == "open":
            return Grade("unforeseen", say.unforeseen(), shown)
    if "overseas" in (judged.notes or ()) and say.learnt == "spain":
        judged = Judged(None, judged.nearest)
    if slip:
        judged, fault = Judged(None, judged.nearest), slip
    if judged.notes is None:
        return Grade("wrong", of_sentence(item, given, judged.nearest, say, fault), shown)
    if "accent" in judged.notes and not aloud:
        if item.point in ACCENTS:
            return Grade("wrong", of_sentence(item, given, judged.nearest, say), shown)
        return Grade("almost", say.accent(), judged.nearest)
    if "typo" in judged.notes and not aloud:
        return Grade("almost", say.typo(*first_difference(judged.nearest, given)), judged.nearest)
    return _with_remark(item, given, judged, say)


def decided(item: Item, given: str) -> bool:
    """Whether a whole sentence is judged without weighing what it says."""
    references = references_of(item)
    judged, slip = _judged(item, given, references), _slip(item, given, "spain")
    return not _unsettled(item, given, judged, slip) or mistake_in(given, references) is not None


def _unsettled(item: Item, given: str, judged: Judged, slip: tuple[str, str] | None) -> bool:
    """Whether a sentence is none of the right ones, and has none of the foreseen mistakes."""
    return judged.notes is None and not slip and not _foreseen(item, given)


def _with_remark(item: Item, given: str, judged: Judged, say: Explainer) -> Grade:
    """A right answer, with what is to be said of it."""
    notes, shown = judged.notes or frozenset(), item.answers[0]
    if "other words" in notes and (elsewhere := word_of_elsewhere(given, judged.nearest, say.learnt)):
        return Grade("right", say.regional_word(*elsewhere, shown), shown)
    if "overseas" in notes:
        return Grade("right", say.regional(shown), shown)
    if "region" in notes and say.learnt == "spain":
        return Grade("right", say.regional(shown), shown)
    if "register" in notes:
        return Grade("right", say.too_polite(shown), shown)
    if "practised" in notes:
        return Grade("right", say.practised(shown), shown)
    return Grade("right", say.right(), shown)


def references_of(item: Item) -> tuple[Reference, ...]:
    """All right sentences, each as what stands before, in and after the gap."""
    assert item.gap is not None
    before, after = item.gap
    own = tuple((before, inner(answer, before, after), after) for answer in item.answers)
    fills = [gap.strip() for _, gap, _ in own]
    return (*own, *(_guarded(other, fills) for other in item.also))


def _guarded(sentence: str, fills: list[str]) -> Reference:
    """Another right sentence: where it has what fills the gap, once, that is its gap, as closely read as in the first."""
    for fill in fills:
        if place := place_of(fill, sentence):
            start, end = place
            return sentence[:start], sentence[start:end], sentence[end:]
    return sentence, "", ""


def _other_capitals(item: Item, text: str) -> bool:
    """Whether the capitals are wrong in the point that is about them."""
    same = [right for right in (item.sentence, *item.answers, *item.also) if words(text) == words(right)]
    return item.point == CAPITALS and bool(same) and all(capitals(text) != capitals(right) for right in same)


def _judged(item: Item, text: str, references: tuple[Reference, ...]) -> Judged:
    judged = judge(item, text, references)
    if judged.notes is None and (slip := _accents_only(text, references)):
        return Judged(frozenset(["accent"]), slip)
    return judged


def _foreseen(item: Item, text: str) -> bool:
    """Whether it is a mistake that was foreseen, said in another order or with another subject."""
    assert item.gap is not None
    before, after = item.gap
    return any(judge(item, text, ((before, inner(w, before, after), after),)).notes is not None for w in item.wrong)


def _slip(item: Item, text: str, learnt: Learnt) -> tuple[str, str] | None:
    """(given, expected): the foreseen mistake of the point where it was foreseen, whatever else is said otherwise."""
    assert item.gap is not None
    before, after = words(item.gap[0]), words(item.gap[1])
    said, free = words(text), [words(other) for other in (*item.answers, *item.also)]
    if any(said == right for right in free):
        return None
    rights = [words(inner(answer, *item.gap)) for answer in item.answers]
    if any(_within(fill, said) for fill in rights):
        return None
    frames = [frame for other in item.also for right in rights for frame in _frames(words(other), right)]
    for wrong in item.wrong:
        fill = words(inner(wrong, *item.gap))
        accent = item.point not in ACCENTS and any(plain(" ".join(fill)) == plain(" ".join(r)) for r in rights)
        if accent or any(_within(fill, other) for other in free) or at_home(item, wrong, learnt):
            continue
        if any(_stands(fill, said, *frame) for frame in ((before, after), *frames)):
            return " ".join(fill), " ".join(rights[0])
    return None


def _frames(sentence: list[str], fill: list[str]) -> list[tuple[list[str], list[str]]]:
    """What stands before and after a fill in another right sentence, where it stands there once."""
    places = [n for n in range(len(sentence) - len(fill) + 1) if fill and sentence[n : n + len(fill)] == fill]
    return [(sentence[: places[0]], sentence[places[0] + len(fill) :])] if len(places) == 1 else []


def _stands(fill: list[str], said: list[str], before: list[str], after: list[str]) -> bool:
    """Whether a fill stands between the same words as in a right sentence."""
    placed = _within([*before[-1:], *fill, *after[:1]], said) and (before or said[: len(fill)] == fill)
    return bool(placed) and {*before[-3:], *after[:3]} <= set(said)


def _within(part: list[str], whole: list[str]) -> bool:
    return bool(part) and any(whole[n : n + len(part)] == part for n in range(len(whole) - len(part) + 1))


def _accents_only(text: str, references: tuple[Reference, ...]) -> str:
    """The right sentence that a text is but for its accents; "" where that makes another form of the verb asked for."""
    for before, gap, after in references:
        if not accents_apart(before + gap + after, text):
            continue
        start = len(words(before))
        given = words(text)[start : start + len(words(gap))]
        changed = [(a, b) for a, b in zip(words(gap), given, strict=False) if a != b]
        if not any({r.verb for r in analyse(a)} & {r.verb for r in analyse(b)} for a, b in changed):
            return before + gap + after
    return ""


def _whole(item: Item, given: str) -> bool:
    """Whether the whole sentence was typed out, and not what fills its gap."""
    assert item.gap is not None
    before, after, got = words(item.gap[0]), words(item.gap[1]), words(given)
    if len(got) <= len(before) + len(after):
        return False
    return (got[: len(before)] == before and (not after or got[-len(after) :] == after)) or len(got) > len(
        words(item.answers[0])
    ) + 2
