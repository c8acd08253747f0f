"""How often a conversation's point or words were used, and how well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.conversation.focus.focus import Focus
from tutor.conversation.focus.uses import Use, uses_of_point, uses_of_word
from tutor.corrections.edits import Edit, counted
from tutor.exercises.mistakes import point_about
from tutor.language.es.sentences import whole_sentences
from tutor.store.tables import Message

MOST_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class PractisedSentence:
    """A sentence of the learner's that uses it; `better` where it was mended."""

    text: str
    right: bool
    better: str | None = None


@dataclass(frozen=True, slots=True)
class PractisedWord:
    """How often one of the words was used."""

    word: str
    used: int


@dataclass(frozen=True, slots=True)
class Practised:
    """`used` counts tries, those that were mended too; `right` those that needed no mending."""

    used: int
    right: int
    sentences: list[PractisedSentence]
    words: list[PractisedWord]


def practised(focus: Focus, mine: Sequence[Message]) -> Practised:
    """What the learner's messages have of it."""
    used = right = 0
    told: list[PractisedSentence] = []
    words = dict.fromkeys(focus.words, 0)
    for message in mine:
        edits = [Edit.stored(stored) for stored in message.corrections if counted(stored)]
        at = 0
        for sentence in whole_sentences(message.text):
            start = message.text.find(sentence, at)
            at = start + len(sentence)
            here = [edit for edit in edits if start <= edit.start < at]
            uses = _uses(focus, sentence)
            wrong = [edit for edit in here if _about(focus, edit, start, uses)]
            good = [use for use in uses if not any(_touches(edit, use, start) for edit in wrong)]
            tries = len(good) + len(wrong)
            used, right = used + tries, right + len(good)
            for use in uses:
                if use.word in words:
                    words[use.word] += 1
            if tries:
                told.append(PractisedSentence(sentence, not wrong, _mended(sentence, wrong, start)))
    told.sort(key=lambda one: one.right)
    return Practised(used, right, told[:MOST_SENTENCES], [PractisedWord(word, count) for word, count in words.items()])


def _uses(focus: Focus, text: str) -> list[Use]:
    if focus.point:
        return uses_of_point(focus.point.id, text)
    return [use for word in focus.words for use in uses_of_word(word, text)]


def _about(focus: Focus, edit: Edit, start: int, uses: Sequence[Use]) -> bool:
    """Is a correction about what is practised? One of the point's rules, or one that puts a use in the place."""
    if focus.point:
        found = point_about(edit.about, edit.category, edit.replacement)
        return found == focus.point or bool(uses_of_point(focus.point.id, edit.replacement))
    return any(_touches(edit, use, start) for use in uses)


def _touches(edit: Edit, use: Use, start: int) -> bool:
    return edit.start - start < use.end and edit.end - start > use.start


def _mended(sentence: str, wrong: Sequence[Edit], start: int) -> str | None:
    text = sentence
    for edit in sorted(wrong, key=lambda e: -e.start):
        text = text[: edit.start - start] + edit.replacement + text[edit.end - start :]
    return text if wrong else None
