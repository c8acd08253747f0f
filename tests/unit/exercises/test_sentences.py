"""Every sentence of the exercises, checked: its form, its gap, its spelling, its grammar and its level.

`python -m tests.unit.exercises.test_sentences` prints what stands out, for a reader to judge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain

import pytest

from tutor.corrections.check import Corrector
from tutor.corrections.policy import CorrectionPreferences
from tutor.exercises.grade import grade
from tutor.exercises.items import ids, item_of
from tutor.exercises.kinds import kind_of
from tutor.exercises.sentences import FOLDER, examples, key_of
from tutor.exercises.syllabus import Example, Point, syllabus
from tutor.language.es.clitics import RANKS
from tutor.language.es.lexicon import lexicon
from tutor.language.es.readability import level_of
from tutor.language.es.tokens import words

TOPICS = frozenset(
    "home family food work study travel health shopping leisure city nature weather money media feelings people plans "  # noqa: SIM905
    "past culture technology society".split()
)
LEAST = 30  # sentences of a point, besides those of the syllabus
MOST_ALSO = 6
# Words of fixed phrases, sounds, place names, quoted English, the regional voseo: all read and right.
EXTRA = frozenset(["obstante", "sabiendas", "ende", "juntillas", "shh", "machu", "goodbye", "ponchó", "enojés"])
# Latin as it is said in Spanish, big and little things, a Portuguese name: read and right.
EXTRA |= frozenset(
    "motu proprio grosso ipso priori posteriori sui generis per statu quo ab intestato honoris in fraganti mater ad nauseam vox populi "  # noqa: SIM905
    "extremis iure hoc mutatis mutandis diem aequo golazo ojazos pisazo exitazo articulucho letruja vientecillo aprobadillo inês".split()
)
# Words of talk, of one land, of one phrase: read and right.
EXTRA |= frozenset(
    "babia bondi exjefa feíllo menso noviete regañadientes scriptum suertuda tianguis tiarrón vítae".split()  # noqa: SIM905
)
# Live suffixes no lexicon lists in full: cafetito, favorcito.
_DIMINUTIVE = re.compile(r"(?:i|eci|ci)t[oa]s?$")
# Our corrections are wrong about at most this share of right sentences, at their most careful.
FALSE_ALARMS = 0.01
# A sentence may look this much harder than its point, in levels: names and numerals do.
HARDER = 1.8
_WORD = re.compile(r"[^\W\d_]+")


def everything() -> Iterator[tuple[Point, str, Example]]:
    for point in syllabus().points:
        for key, example in examples(point).items():
            yield point, key, example


def whole(example: Example) -> list[str]:
    return [example.sentence(answer) for answer in example.answers] + list(example.also)


def slips(example: Example) -> list[str]:
    """What is wrong with the form of a sentence."""
    found = []
    for sentence in whole(example):
        if sentence.count("¿") != sentence.count("?") or sentence.count("¡") != sentence.count("!"):
            found.append(f"marks: {sentence}")
        if not re.search(r"[.?!…»]$", sentence) or "  " in sentence or sentence != sentence.strip():
            found.append(f"end or spaces: {sentence}")
        if not (sentence[0] in "¿¡—«" or sentence[0].isupper()):
            found.append(f"no capital: {sentence}")
        if re.search(r"\b(\w+) \1\b", sentence):
            found.append(f"a word twice: {sentence}")
    if not example.wrong or len(set(example.wrong)) != len(example.wrong):
        found.append(f"wrong answers: {example.sentence()}")
    if len(example.also) > MOST_ALSO or example.topic not in {"", *TOPICS}:
        found.append(f"too much beside it, or no such topic: {example.sentence()}")
    return found


def known(word: str) -> bool:
    """Whether the lexicon knows a word, also with an old-fashioned pronoun at its end or a diminutive's suffix."""
    low = word.lower()
    if lexicon().knows(word) or low in EXTRA or _DIMINUTIVE.search(low):
        return True
    stems = [low.removesuffix(pronoun) for pronoun in RANKS if low.endswith(pronoun)]
    return any(lexicon().knows(stem) or lexicon().knows(stem.translate(ACCENTS)) for stem in stems) or any(
        lexicon().knows(stem[:-1] + ACCENTED[stem[-1]]) for stem in stems if stem[-1:] in ACCENTED
    )


ACCENTS = str.maketrans("áéíóú", "aeiou")
ACCENTED = {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "ú"}


def ungraded(point: Point, key: str, example: Example) -> list[str]:
    """Answers of a gap that are graded otherwise than its author says."""
    item = kind_of("cloze").make(point.model_copy(update={"items": ("cloze",)}), key)
    assert item is not None
    right = [a for a in example.answers if grade(item, a).verdict != "right"]
    wrong = [w for w in example.wrong if grade(item, w).verdict != "wrong"]
    return [f"not right: {example.sentence(a)}" for a in right] + [f"not wrong: {example.sentence(w)}" for w in wrong]


def right_sentences() -> list[tuple[Point, str]]:
    """Every sentence that is right, the alternatives among them."""
    return [(point, sentence) for point, _, example in everything() for sentence in whole(example)]


@cache
def alarms(every: int) -> tuple[tuple[str, str], ...]:
    """(sentence, correction) of right sentences that our corrections would change, of every so many."""
    corrector = Corrector()
    return tuple(
        (sentence, f"{edit.original} → {edit.replacement} ({edit.rule_id})")
        for point, sentence in right_sentences()[::every]
        for edit in corrector.check(sentence, CorrectionPreferences(level=point.level, strictness="gentle")).edits
    )


def hard() -> list[tuple[Point, str]]:
    """Sentences that look far harder than their point."""
    sentences = ((point, example.sentence()) for point, _, example in everything())
    return [(point, s) for point, s in sentences if level_of(s).score - point.level.number > HARDER]


def test_every_point_has_many_sentences() -> None:
    few = {p.id: len(examples(p)) for p in syllabus().points if len(examples(p)) < LEAST + len(p.examples)}
    assert not few


def test_every_file_belongs_to_a_point() -> None:
    files = {(file.parent.name, file.stem) for file in FOLDER.rglob("*.toml")}
    assert files == {(p.level.lower(), p.id) for p in syllabus().points}


def test_a_sentence_is_well_formed() -> None:
    assert not list(chain.from_iterable(slips(example) for _, _, example in everything()))


def test_no_exercise_shows_its_answer_as_the_hint() -> None:
    told = [
        item.id
        for point in syllabus().points
        for item_id in ids(point)
        if (item_id.startswith(("cloze.", "build.")) and (item := item_of(item_id)).hint in item.answers)
        or (
            item_id.startswith("build.")
            and item_of(item_id).prompt.replace(" / ", " ") == item_of(item_id).sentence.rstrip(".")
        )
    ]
    assert not told


def test_no_sentence_stands_twice() -> None:
    times = Counter(" ".join(words(example.sentence())) for _, _, example in everything())
    assert not [sentence for sentence, count in times.items() if count > 1]


def test_every_word_is_known() -> None:
    unknown = {
        (word, sentence)
        for _, _, example in everything()
        for sentence in whole(example)
        for word in _WORD.findall(sentence)
        if not known(word)
    }
    assert not unknown


def test_the_gap_has_exactly_the_answers_it_says() -> None:
    assert not list(chain.from_iterable(ungraded(*row) for row in everything()))


@pytest.mark.slow
def test_our_corrections_find_almost_nothing() -> None:
    every = 7  # of 23,000, which takes two minutes; this module as a program reads all
    assert len(alarms(every)) <= FALSE_ALARMS * len(right_sentences()) / every, alarms(every)


def test_few_sentences_look_too_hard() -> None:
    assert len(hard()) <= 0.005 * sum(1 for _ in everything()), hard()


def test_a_key_is_of_the_sentence_alone() -> None:
    one = Example.parse("Vivo [en|a] Lima.", "I live in Lima.")
    other = Example.parse("Vivo [en=dentro de|a|por] Lima.", "I live in Lima, Peru.", {"topic": "city"})
    assert key_of(one) == key_of(other) != key_of(Example.parse("Vivo [en|a] Quito.", "I live in Quito."))


@pytest.mark.parametrize("more", [{"colour": "red"}, {"variety": "mars"}, {"register": "rude"}])
def test_what_is_said_of_a_sentence_has_to_be_known(more: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        Example.parse("Vivo [en|a] Lima.", "I live in Lima.", more)


if __name__ == "__main__":
    for point, key, example in everything():
        for complaint in slips(example) + ungraded(point, key, example):
            print(point.level, point.id, key, complaint, sep="\t")
    for sentence, correction in alarms(1):
        print("correction", sentence, correction, sep="\t")
    for point, sentence in hard():
        print("hard", point.level, point.id, sentence, sep="\t")
