"""Texts with gaps, listening and tasks: what we wrote is whole, and what is answered is judged rightly."""

from __future__ import annotations

from collections import Counter

import pytest

from tutor.core.levels import Level
from tutor.corrections.check import Corrector
from tutor.corrections.policy import CorrectionPreferences
from tutor.exercises.gap_texts import GapText, gap_texts, parse
from tutor.exercises.grade import grade
from tutor.exercises.listening import ListeningPassage, passages
from tutor.exercises.tasks import tasks
from tutor.exercises.tasks.marking import BEST, SpokenAnswer, connectors_in, mark
from tutor.language.es.readability import placed
from tutor.language.es.sentences import sentences

SCHOOL = (Level.A1, Level.A2, Level.B1, Level.B2, Level.C1)


def whole(text: GapText) -> str:
    answers = [gap.answers[0] for gap in text.gaps]
    return "".join(a + b for a, b in zip(text.parts, [*answers, ""], strict=True))


def test_there_is_enough_for_every_level() -> None:
    assert len(gap_texts()) >= 60
    assert len(passages()) >= 120
    assert len(tasks()) >= 60
    for least, found in ((9, gap_texts()), (20, passages()), (12, tasks())):
        counted = Counter(one.level for one in found.values())
        assert all(counted[level] >= least for level in SCHOOL), counted
    modes = Counter((task.level, task.mode) for task in tasks().values())
    assert all(modes[level, mode] >= 6 for level in SCHOOL for mode in ("speak", "write"))


@pytest.mark.parametrize("text", gap_texts().values(), ids=lambda text: text.id)
def test_each_gap_takes_its_answers_and_no_foreseen_mistake(text: GapText) -> None:
    for gap in text.gaps:
        assert all(grade(gap, answer).verdict == "right" for answer in gap.answers), gap.prompt
        assert [wrong for wrong in gap.wrong if grade(gap, wrong).verdict != "wrong"] == [], gap.prompt
        assert gap.sentence in whole(text)


def test_a_gap_knows_its_own_sentence_only() -> None:
    text = parse(
        Level.A1, "x", "X", "home", "Hoy llueve. Yo [soy|estoy @ser-present] Ana y [vivo @ir-present] aquí. Adiós."
    )
    assert text.gaps[0].prompt == "Yo ___ Ana y vivo aquí."
    assert text.gaps[1].gap == ("Yo soy Ana y ", " aquí.")
    with pytest.raises(ValueError, match="no point"):
        parse(Level.A1, "x", "X", "home", "Yo [soy @nothing].")
    with pytest.raises(ValueError, match="without a point"):
        parse(Level.A1, "x", "X", "home", "Yo [soy].")


def test_our_texts_are_right() -> None:
    """Of their sentences, nearly none is touched by the corrections at their most careful."""
    corrector, preferences = Corrector(), CorrectionPreferences(level="C1", strictness="gentle")
    texts = [whole(text) for text in gap_texts().values()]
    texts += [line.text for passage in passages().values() for line in passage.lines]
    texts += [text for task in tasks().values() for text in (task.task, task.picture, task.source) if text]
    count = sum(len(sentences(text)) for text in texts)
    touched = [edit for text in texts for edit in corrector.check(text, preferences).edits]
    assert count > 1500
    assert len(touched) <= count * 0.012, [(e.original, e.replacement, e.rule_id) for e in touched]


@pytest.mark.parametrize("passage", passages().values(), ids=lambda passage: passage.id)
def test_questions_have_one_answer_among_several(passage: ListeningPassage) -> None:
    assert len(passage.questions) == 3
    for question in passage.questions:
        options = question.options(passage.id)
        assert len(set(options)) == len(options) >= 3
        assert question.right in options
        assert options == question.options(passage.id)
    assert {line.voice for line in passage.lines} == ({0, 1} if passage.kind in ("dialogue", "interview") else {0})


def known(text: str) -> set[str]:
    """The words of a text that somebody knows who knows those of A1."""
    return {word.lemma for word in placed(text) if word.level == Level.A1}


def test_neither_a_few_words_nor_the_length_tells_the_answer() -> None:
    """Who catches only the words of A1 and picks what sounds most like them, or picks the longest, is no better than
    chance by more than ten points above A1."""
    by_words = by_length = chance = 0.0
    asked = [(p, q) for p in passages().values() if p.level > Level.A1 for q in p.questions]
    for passage, question in asked:
        heard = known(" ".join(line.text for line in passage.lines))
        options = question.options(passage.id)
        likeness = {option: len(known(option) & heard) / (len(known(option)) or 1) for option in options}
        likeliest = [option for option in options if likeness[option] == max(likeness.values())]
        longest = [option for option in options if len(option) == max(map(len, options))]
        by_words += (question.right in likeliest) / len(likeliest)
        by_length += (question.right in longest) / len(longest)
        chance += 1 / len(options)
    assert by_words <= chance + 0.1 * len(asked)
    assert by_length <= chance + 0.1 * len(asked)


GOOD = (
    "Me llamo Rosa y soy de Perú. Vivo en Lima con mi madre y con dos hermanos. Trabajo en una tienda por la mañana y "
    "también estudio inglés. Por la tarde me gusta leer porque mi barrio es muy tranquilo. Los domingos como con mi abuela."
)


def test_a_good_answer_is_marked_higher_than_a_poor_one() -> None:
    task, corrector = tasks()["a1-presentarte"], Corrector()
    poor = "Yo es Rosa y yo tener dos hermano. Yo gusta la libros. Mi casa es en Lima. Yo trabaja en uno tienda."
    good = mark(task, GOOD, corrector.check(GOOD).edits)
    bad = mark(task, poor, corrector.check(poor).edits)
    points = {one.heading: one.points for one in good.marks}
    worse = {one.heading: one.points for one in bad.marks}
    assert points["correctness"] == BEST > worse["correctness"] + 1
    assert points["coherence"] > worse["coherence"]
    assert sum(points.values()) > sum(worse.values())
    assert len(bad.advice) == 2
    assert all(one.reason for one in (*good.marks, *bad.marks))


def test_speech_is_marked_for_its_pace_pauses_and_sounds() -> None:
    task = tasks()["a1-presentarte"]
    count = len(GOOD.split())
    fluent = [(n * 0.4, n * 0.4 + 0.3) for n in range(count)]
    halting = [(n * 2.0, n * 2.0 + 0.4) for n in range(count)]
    quick = mark(task, GOOD, [], SpokenAnswer(count * 0.4, fluent, missed=0))
    slow = mark(task, GOOD, [], SpokenAnswer(count * 2.0, halting, missed=count // 3))
    by = {one.heading: one.points for one in quick.marks}
    slower = {one.heading: one.points for one in slow.marks}
    assert by["fluency"] == by["pronunciation"] == BEST
    assert slower["fluency"] < 2 > slower["pronunciation"]


def test_nothing_is_marked_that_says_next_to_nothing() -> None:
    marked = mark(tasks()["b2-resena"], "No sé.", [])
    assert not marked.enough
    assert marked.marks == ()
    assert "150" in marked.advice[0]


def test_connectors_are_found_once_each() -> None:
    assert connectors_in("No obstante, fui. No obstante, volví, porque llovía.") == ["no obstante", "porque"]
    assert connectors_in("") == []
