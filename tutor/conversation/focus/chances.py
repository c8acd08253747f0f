"""Chances to use what a conversation practises: questions that need it, and sentences that show it."""

from __future__ import annotations

import re
from functools import cache

from tutor.conversation.focus.focus import Focus
from tutor.conversation.scenes.common import Common
from tutor.conversation.scenes.schema import Address, band_of
from tutor.exercises.sentences import examples, reserved
from tutor.exercises.syllabus import Example, Point, syllabus
from tutor.language.es.tokens import tokenize
from tutor.language.es.verbs import analyse

MOST_QUESTIONS, MOST_FORMS, MOST_SHOWN = 4, 6, 3
SHORT_ANSWER = 3  # letters: «la» says little without its noun
LONGEST_SHOWN = 11  # words
# Questions that anybody may be asked at any time.
_TO_ANYBODY = re.compile(
    r"^¿(?:(?:Qué|Adónde|Cuándo|Con quién|A qué hora|Cuántos? (?:años|hermanos|idiomas)|Cómo)\b|Te (?:gusta|gustan)\b|Has\b|Alguna vez\b|"
    r"Prefieres\b|Sabes\b|Tocas\b|Dónde vives|De dónde|Si )"
)
# What leans on somebody or something that was never spoken of.
_LEANS = re.compile(
    r"(?i)\b(?:mi|mis|me|mí|conmigo|nos|nosotros|vosotr[oa]s|ustedes|este|esta|estos|estas|ese|esa|eso|esto|aquel|aquella|tan|ahí|allí)\b"
)


def questions(focus: Focus, address: Address, level: str) -> tuple[str, ...]:
    """What the partner asks so that it can be used, in the order in which it is asked."""
    asked = to_anybody(focus, address)[:MOST_QUESTIONS]
    frames = Common.load().lines("use_form", address, band_of(level))
    forms = _forms(focus.point) if focus.point else list(focus.words)
    return (
        *asked,
        *(frames[n % len(frames)].replace("{form}", form) for n, form in enumerate(forms[: 2 * MOST_FORMS])),
    )


def to_anybody(focus: Focus, address: Address) -> tuple[str, ...]:
    """Questions of the point's own that anybody may be asked at any time; none for words, or where one says usted."""
    return _questions_of(focus.point.id) if focus.point and address == "tú" else ()


@cache
def _questions_of(point_id: str) -> tuple[str, ...]:
    """Each of a point's sentences is analysed for it, and each turn asks."""
    sentences = (example.sentence() for example in _shown(syllabus().by_id[point_id]))
    return tuple(sentence for sentence in sentences if _for_anybody(sentence))


def sentences(focus: Focus) -> tuple[str, ...]:
    """Short sentences that have it, to hear and to say alike; none for words."""
    if focus.point is None:
        return ()
    told = [e.sentence() for e in _shown(focus.point) if "?" not in e.sentence()]
    short = [sentence for sentence in told if len(sentence.split()) <= LONGEST_SHOWN]
    return tuple((short or told)[:MOST_SHOWN])


@cache
def all_sentences() -> frozenset[str]:
    """What `sentences` may give for any point."""
    return frozenset(line for point in syllabus().points for line in sentences(Focus(point.title, point)))


def _shown(point: Point) -> list[Example]:
    """A point's sentences but those that only the placement test asks."""
    kept = reserved(point)
    return [example for key, example in examples(point).items() if key not in kept]


def _for_anybody(sentence: str) -> bool:
    words = [token for token in tokenize(sentence) if token.is_word]
    named = any(token.text[0].isupper() for token in words[1:])
    second = any(reading.person == "2s" for token in words for reading in analyse(token.text.lower()))
    return bool(_TO_ANYBODY.match(sentence)) and second and not named and not _LEANS.search(sentence)


def _forms(point: Point) -> list[str]:
    """What fills the gaps, short ones with the word after them."""
    found: list[str] = []
    for example in _shown(point):
        answer = example.answers[0].strip("¿¡ ")
        after = next((token.text for token in tokenize(example.after) if token.is_word), "")
        form = f"{answer} {after}" if len(answer) <= SHORT_ANSWER and after else answer
        found.append(form[0].lower() + form[1:])
    return list(dict.fromkeys(found))[:MOST_FORMS]
