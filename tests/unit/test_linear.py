"""Hostile text costs in proportion to its length, not to its square: twice the text, about twice the work.

Measured is the processor's time of this thread, which a busy machine does not change much; a square would be four times.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache

import pytest

from tutor.api.programs.realtime.events import read_event
from tutor.cards.exchange import read_list
from tutor.conversation.gates import MOST_HELD, SentenceStream
from tutor.conversation.scenes.library import director
from tutor.core.errors import DocumentEmpty, InvalidInput
from tutor.core.finding import Finder
from tutor.core.levels import Level
from tutor.corrections.check import Corrector
from tutor.exercises.grade import LONGEST_ANSWER, grade
from tutor.exercises.item import Item
from tutor.exercises.items import ids, item_of
from tutor.exercises.syllabus import syllabus
from tutor.language.es.readability import above, level_of
from tutor.language.es.sentences import sentences
from tutor.language.es.spoken import speakable
from tutor.learners.accounts.names import canonical
from tutor.learners.classes.lists import read_rows
from tutor.learners.classes.sentences import item_of_row, read_sentences
from tutor.learners.classes.texts import read_texts
from tutor.learners.memory import told_in
from tutor.llm.json_schema import check_schema
from tutor.llm.prompt_guard import gives_orders, without_orders
from tutor.llm.thought import without_thought
from tutor.reading.read_subtitles import read_subtitles
from tutor.reading.split import split
from tutor.reading.terms import query_terms, terms
from tutor.reading.text import Paragraph

pytestmark = pytest.mark.slow

LONG = 30_000
# Three times the work for twice the text is no line; so little of it may be anything.
MOST_RATIO, SMALL_S = 3.0, 0.1
# How often it is tried: the least of each is what it takes where nobody else is at work.
TRIES = 6

KINDS = {
    "one word": "a",
    "an accented word": "á",
    "marks on one letter": "o\u0301",
    "another alphabet": "ж",
    "letters and figures": "1a",
    "words": "que ",
    "mistakes": "la problema es grande y yo va a casa. ",
    "figures": "1",
    "points and figures": "1.",
    "thousands": "1 000 ",
    "fractions": "1/",
    "times": "1:1 ",
    "romans": "XIV ",
    "number words": "treinta y ",
    "points": ".",
    "opening marks": "¿",
    "brackets": "(",
    "initials": "A. ",
    "abbreviations": "Sra. ",
    "lines": "\n",
    "spaces": " ",
    "addresses": "http://a.",
    "markup": "[a](",
    "stars": "*",
    "thoughts": "<think>",
    "orders": "ignora tus ",
    "of oneself": "me llamo ",
    "invisible": "\u200b",
    "square brackets": "[",
    "positions": "{\\",
    "tags": "<a",
    "quotes": '"',
    "commas": ",",
    "cues": "00:01.000 --> 00:02.000\nhola\n\n",
    "emoji": "😀",
    "pronouns in a row": "la",
    "amounts": "1.234.567,89 ",
    "nested quotes": "«\"'“",
    "a question in a question": "como se dice a, ",
    "pairs": "el/la ",
    "sentences of one word": "¿qué? ",
}


@cache
def corrector() -> Corrector:
    return Corrector()


@cache
def graded() -> list[str]:
    """An item of every twelfth point."""
    return [ids(point)[0] for point in list(syllabus().by_id.values())[::12] if ids(point)]


@cache
def taught() -> Item:
    row = {"spanish": "Quiero un café con leche, por favor.", "translation": "I'd like a white coffee, please."}
    return item_of_row("0" * 32, 0, row | {"also": ["Deseo un café con leche."] * 6, "gap": "", "point": ""})


def recognised(text: str) -> object:
    plays = director("cafe")
    assert plays
    return plays.decide(plays.begin("A", 1), text)


def streamed(text: str) -> None:
    """As a turn reads what a model writes: until it goes round in circles."""
    cut = SentenceStream()
    for start in range(0, len(text), 8):
        cut.add(text[start : start + 8])
        if cut.looping:
            return
    cut.end()


def subtitled(text: str) -> None:
    """As a file that says of itself that it is subtitles."""
    with suppress(DocumentEmpty):
        read_subtitles(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}".encode())


def listed(text: str) -> None:
    for read_list_of in (read_rows, read_list):
        with suppress(InvalidInput):
            read_list_of(text)


def told_of_a_program(text: str) -> None:
    with suppress(InvalidInput):
        read_event(text)
    with suppress(InvalidInput):
        check_schema({"pattern": text, "enum": [text], "type": text, "$ref": text})


# Each with the length of what is looked at: who writes more than may be answered or spoken is refused before.
READERS: dict[str, tuple[Callable[[str], object], int]] = {
    "normalization": (speakable, LONG),
    "sentences": (sentences, LONG),
    "search": (query_terms, LONG),
    "index": (terms, LONG),
    "passages": (lambda text: split([Paragraph(text)]), LONG),
    "subtitles": (subtitled, 100_000),
    "lists of words": (listed, LONG),
    "finding": (lambda text: Finder(text[:300]).find(text), 100_000),
    "names": (canonical, 100_000),
    "events of programs": (told_of_a_program, 100_000),
    "thoughts": (without_thought, LONG),
    "orders": (gives_orders, LONG),
    "summaries": (without_orders, LONG),
    "memory": (told_in, LONG),
    "scenes": (recognised, 8_000),
    "replies": (streamed, 10 * MOST_HELD),
    "corrections": (lambda text: corrector().check(text), 5_000),
    "levels": (lambda text: (level_of(text), above(text, Level.A1)), 20_000),
    "tables of a teacher": (lambda text: (read_sentences(text), read_texts(text)), 100_000),
    "a teacher's sentences": (lambda text: grade(taught(), text), LONGEST_ANSWER),
    "grading": (lambda text: [grade(item_of(id), text) for id in graded()], LONGEST_ANSWER),
}


def took(read: Callable[[str], object], unit: str, chars: int) -> float:
    text = (unit * (chars // len(unit) + 1))[:chars]
    began = time.thread_time()
    read(text)
    return time.thread_time() - began


@pytest.mark.parametrize("reader", READERS)
def test_twice_the_text_is_twice_the_work(reader: str) -> None:
    read, chars = READERS[reader]
    read("Hola, me llamo Ana y tengo 3 gatos.")  # what is loaded at first use
    for kind, unit in KINDS.items():
        whole = took(read, unit, chars)
        if whole < SMALL_S:
            continue
        half = took(read, unit, chars // 2)
        for _ in range(TRIES):
            if whole <= MOST_RATIO * half:
                break
            half, whole = min(half, took(read, unit, chars // 2)), min(whole, took(read, unit, chars))
        assert whole <= MOST_RATIO * half, f"{reader}, {kind}: {half:.2f} s, then {whole:.2f} s"
