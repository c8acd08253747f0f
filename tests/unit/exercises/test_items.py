"""Every item the drills can make, checked: answers spelt right, forms what they are said to be, options honest.

`python -m tests.unit.exercises.test_items` prints the report.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import hunspell
import pytest

import tutor.language.es
from tests.unit.exercises.test_conjugation import rows
from tests.unit.exercises.test_sentences import known
from tutor.core.errors import NotFound
from tutor.exercises.grade import grade
from tutor.exercises.item import GAP, Item
from tutor.exercises.items import ids, item_of
from tutor.exercises.kinds import conjugation
from tutor.exercises.syllabus import FROM_EXAMPLES, syllabus
from tutor.language.es.tokens import plain, words
from tutor.language.es.verbs import COMPOUND, analyse, is_verb
from tutor.language.es.vocabulary import frequency
from tutor.language.es.word_lists import VERB_ZIPF

DICTIONARY = hunspell.Hunspell("es", hunspell_data_dir=str(Path(tutor.language.es.__file__).parent / "data"))
# Right, though the dictionary lacks them: its rules know neither cities nor every superlative.
EXTRA = frozenset(["bogotá", "tokio", "goya", "shakira", "divertidísima", "xvii"])
# Checked by hand, form by form; the dictionary leads some of their forms to other words only (eres, demos).
IRREGULAR = frozenset(row["infinitive"] for row in rows())
_DIGEST = re.compile(r"\.[0-9a-f]{8}$")
_ENCLITICS = re.compile(r"(?:me|te|se|nos|os|lo|la|los|las|le|les)$")
# The verbs in common use, beyond those the syllabus names: any of them may be asked after a learner's mistake.
MORE_VERBS = 300


@cache
def all_items() -> tuple[Item, ...]:
    named = [item_id for point in syllabus().points for item_id in thinned(ids(point))]
    conjugations = [
        conjugation.item_id(point, verb, tense, person)
        for point in syllabus().points
        if point.conjugation
        and point.id in ("present-regular-ar", "preterite-irregular", "future", "subjunctive-forms")
        for tense in point.conjugation.tenses
        for verb in sorted(known_verbs())[::6]
        for person in conjugation.persons(point, verb, tense)
    ]
    return tuple(item_of(item_id) for item_id in dict.fromkeys(named + conjugations))


def thinned(item_ids: tuple[str, ...]) -> list[str]:
    """All items but those of further sentences, of which one in so many is enough: they are made alike."""
    further = [item_id for item_id in item_ids if _DIGEST.search(item_id)]
    return [item_id for item_id in item_ids if not _DIGEST.search(item_id)] + further[:: len(FROM_EXAMPLES) + 1]


@cache
def known_verbs() -> frozenset[str]:
    common = (word for word, zipf in frequency().items() if zipf >= VERB_ZIPF and is_verb(word))
    # Forms that the dictionary lacks (paliar, acontecer) or leads to another verb (remato: matar) are in doubt.
    return frozenset(common) - {"paliar", "acontecer", "predecir", "evacuar", "rematar", "haber"}


@cache
def spelt(word: str) -> bool:
    """By the dictionary; what it lacks (names, vos, verbs with a pronoun at their end) by the lexicon."""
    if known(word) or known(word.capitalize()):
        return True
    if DICTIONARY.spell(word) or DICTIONARY.spell(word.capitalize()) or word in EXTRA or word.isdigit():
        return True
    if any(a.person == "vos" for a in analyse(word)):
        return True
    stem = _ENCLITICS.sub("", word)
    return stem != word and any(analyse(form) for form in (stem, plain(stem)))


def faults(item: Item) -> list[str]:
    """What is wrong with an item."""
    found = []
    for answer in (*item.answers, item.sentence) if item.kind != "listen" else (item.sentence,):
        found += [f"misspelt: {word}" for word in words(answer) if not spelt(word)]
    if item.cell:
        verb, tense, person = item.cell
        simple = COMPOUND.get(tense)  # type: ignore[call-overload]
        for answer in item.answers:
            first, last = answer.split()[0], answer.split()[-1]
            if simple:
                right = {("haber", simple, person)} & {(a.verb, a.tense, a.person) for a in analyse(first)}
                right = right and {"participle"} & {a.tense for a in analyse(last) if a.verb == verb}
            else:
                right = {(verb, tense, person)} & {(a.verb, a.tense, a.person) for a in analyse(answer)}
                if person == "vos" and tense not in ("present", "imperative"):
                    right = {("", "", "")}
            # The dictionary's own morphology: it leads a form back to its verb, or lists it as a word by itself.
            stems = set(DICTIONARY.stem(answer)) - {answer}
            if (
                not simple
                and verb not in IRREGULAR
                and stems
                and not stems & {verb, verb.removesuffix("se")}
                and plain(answer) == answer
            ):
                found.append(f"by the dictionary a form of {stems}: {answer}")
            if not right:
                found.append(f"not {item.cell}: {answer}")
    if grade(item, item.answers[0]).verdict != "right":
        found.append("its own answer is graded wrong")
    if item.options and item.kind != "order" and item.answers[0] not in item.options:
        found.append("the answer is not among the options")
    if len(set(item.options)) != len(item.options) and item.kind != "order":
        found.append("two options are the same")
    if item.kind in ("cloze", "choice"):
        if item.prompt.count(GAP) != 1 or item.prompt.replace(GAP, item.answers[0]).lower() != item.sentence.lower():
            found.append("the answer does not fill the gap")
        if set(item.wrong) & set(item.answers):
            found.append("a wrong option is right")
    if item.kind == "order" and sorted(words(" ".join(item.options))) != sorted(words(item.sentence)):
        found.append("other words than the sentence's")
    return found


def test_ten_thousand_items_are_right() -> None:
    items = all_items()
    assert len(items) >= 10_000
    bad = {item.id: fault for item in items if (fault := faults(item))}
    assert not bad


@pytest.mark.parametrize(
    ("item_id", "answer"),
    [
        ("conjugation.present-regular-ar.hablar.present.1s", "hablas"),
        ("conjugation.present-regular-ar.hablar.present.1s", "hablx"),
        ("conjugation.present-perfect.hablar.present-perfect.1s", "he comido"),
        ("cloze.noun-gender.0", "Los"),
        ("translate.noun-gender.0", "El problema es grandde."),
    ],
)
def test_the_check_notices_a_wrong_answer(item_id: str, answer: str) -> None:
    assert faults(replace(item_of(item_id), answers=(answer,)))


def test_every_kind_is_made() -> None:
    assert {item.kind for item in all_items()} == {
        "conjugation", "cloze", "choice", "repair", "order", "build", "dictation", "listen", "say", "translate",
    }  # fmt: skip


def test_every_wrong_option_is_graded_wrong() -> None:
    bad = [
        (item.id, wrong)
        for item in all_items()
        for wrong in item.wrong
        if plain(wrong).lower() not in {plain(answer).lower() for answer in item.answers}
        and grade(item, wrong).verdict != "wrong"
    ]
    assert not [f"{item_id}: {wrong}" for item_id, wrong in bad]


def test_an_item_is_the_same_each_time() -> None:
    some = [item.id for item in all_items()][::97]
    assert [item_of(item_id) for item_id in some] == [item_of(item_id) for item_id in some]


@pytest.mark.parametrize(
    "item_id",
    ["", ".", "cloze", "cloze.noun-gender", "cloze.noun-gender.3", "cloze.noun-gender.-1", "x.noun-gender.0",
     "conjugation.noun-gender.hablar.present.1s", "conjugation.present-regular-ar.hablar.present.9x",
     "conjugation.present-regular-ar.hablar.future.1s", "conjugation.present-regular-ar.xyz.present.1s",
     "conjugation.estar-gerund.leer.gerund.1s", "agreement.noun-gender.casa.x", "agreement.noun-gender.casa.s.rojo",
     "agreement.adjective-agreement.casa.s.loco", "cloze.nothing.0", "🙂.🙂.🙂", "cloze." + "a" * 1000],
)  # fmt: skip
def test_an_id_that_names_nothing(item_id: str) -> None:
    with pytest.raises(NotFound):
        item_of(item_id)


if __name__ == "__main__":
    checked = all_items()
    failed = {item.id: fault for item in checked if (fault := faults(item))}
    print(f"{len(checked)} items, {len(failed)} with a fault; by kind: {dict(Counter(i.kind for i in checked))}")
    for item_id, fault in failed.items():
        print(item_id, *fault, sep="\t")
