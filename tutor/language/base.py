"""What a language gives to the tutor: one folder here that offers a `Language`. docs/adding-a-language.md shows how.

tests/unit/language/test_contract.py holds every language to it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor.core.levels import Level


@dataclass(frozen=True, slots=True)
class LevelProfile:
    """What a level means for the tutor. Lengths in words and sentences, speed as a factor of natural speech.

    `grammar`, `vocabulary` and `help` are in the language taught and go into the prompt; `help` says when the learner's
    own language is used, `{language}` is filled in. `pause_s` is the silence, in seconds, after which a speaker of the
    level has finished (tutor/speech/live/endpoint.py). `examples` are what a learner might say, mistakes included, with
    replies as they should be: none names a role or addresses the learner, so that they suit every scene.
    """

    name: str
    name_es: str
    can_do: str
    can_do_es: str
    grammar: str
    vocabulary: str
    sentence_words: int
    reply_sentences: int
    help: str
    speech_speed: float
    pause_s: float
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LevelTold:
    """What a level is called on a page, and what one can do at it, said by the learner."""

    name: str
    can_do: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language that is taught."""

    code: str
    """Its code in ISO 639-1."""
    levels: Mapping[Level, LevelProfile]
    """What the partner may use at each of the six levels."""
    words: Callable[[str], list[str]]
    """The words of a text in lower case, without signs."""
    sentence_spans: Callable[[str], Iterable[tuple[int, int]]]
    """Where its sentences stand, without the spaces around them."""
    speakable: Callable[[str], str]
    """A text as a voice should say it, without digits; "" when there is nothing to say."""
    cardinal: Callable[[int], str]
    """A whole number in words, as one counts."""
    number_at: Callable[[Sequence[str], int], tuple[int, int]]
    """The number that begins at one of these words, in words or digits, and how many words it has; (0, 0) for none."""
    lemmas: Callable[[str], Sequence[str]]
    """The dictionary forms a form may be of, the likeliest first; none for what is no word."""
    forms: Callable[[str], Iterable[str]]
    """All forms of a dictionary form, of one word each."""
    plural: Callable[[str], str]
    """The plural of a noun."""
    singular: Callable[[str], str]
    """The singular of a plural, or the word itself."""
    meaning: Callable[[str], str]
    """What any form of a word means in English, "" when that is not known."""
    text_level: Callable[[str], Level]
    """The level at which a text is read easily; A1 for one without words."""
    ipa: Callable[[str], list[str]]
    """How each word of a text sounds."""


def read_levels(file: Path) -> Mapping[Level, LevelProfile]:
    """The levels of a `levels.toml`. Raises KeyError for a level that is not told, TypeError for a field."""
    told = tomllib.loads(file.read_text("utf-8"))
    return {
        level: LevelProfile(
            **{**told[level], "examples": tuple((said, reply) for said, reply in told[level]["examples"])}
        )
        for level in Level
    }


def read_levels_told(file: Path) -> Mapping[Level, LevelTold]:
    """What one file tells of the levels. Raises KeyError for a level that is not told, TypeError for a field."""
    told = tomllib.loads(file.read_text("utf-8"))
    return {level: LevelTold(**told[level]) for level in Level}
