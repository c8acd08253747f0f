"""Other ways of mending a sentence with a mistake than the one that was thought of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from tutor.exercises.grading.words import NEGATIVE, SUBJECTS
from tutor.exercises.item import Item
from tutor.language.es.verbs import analyse, variants

_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(500)
def otherwise_mended(item: Item) -> tuple[str, ...]:
    """The sentence to be mended with its verb made to agree with its subject, or with one negation of two."""
    return tuple(dict.fromkeys((*_agreeing(item.prompt), *_once_negated(item.prompt))))


def _agreeing(text: str) -> Iterator[str]:
    """Tú voy en tren → Tú vas en tren: the pronoun may be right, and the verb wrong."""
    words = list(_WORD.finditer(text))
    for pronoun, verb in itertools.pairwise(words):
        persons = SUBJECTS.get(pronoun[0].lower())
        readings = [r for r in analyse(verb[0].lower()) if r.person]
        if not persons or not readings or {r.person for r in readings} & persons:
            continue
        for reading in readings[:1]:
            for person in persons:
                for form in variants(reading.verb, reading.tense, person):  # type: ignore[arg-type]
                    yield text[: verb.start()] + form + text[verb.end() :]


def _once_negated(text: str) -> Iterator[str]:
    """Nunca no fumo → nunca fumo."""
    words = list(_WORD.finditer(text))
    for one, two in itertools.pairwise(words):
        if one[0].lower() in NEGATIVE and two[0].lower() == "no":
            yield text[: two.start()] + text[two.end() :].lstrip()
