"""What a conversation is to practise: a point of the map, or words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tutor.core.errors import InvalidInput
from tutor.exercises.syllabus import Point, syllabus
from tutor.exercises.told import point_in
from tutor.language.es.tokens import words

MOST_WORDS, MOST_CHARS = 20, 40
TITLE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Focus:
    """Either a point or words; `title` is what the conversation is called."""

    title: str
    point: Point | None = None
    words: tuple[str, ...] = ()

    @classmethod
    def on_point(cls, point_id: str) -> Focus:
        """Raises InvalidInput where the map has no such point."""
        point = syllabus().by_id.get(point_id)
        if point is None:
            raise InvalidInput("The map has no such point.", action="Choose one on the map.")
        return cls(point.title, point)

    @classmethod
    def on_words(cls, chosen: Sequence[str]) -> Focus:
        """Raises InvalidInput for none, too many, or what is no word."""
        kept = tuple(dict.fromkeys(" ".join(word.split()) for word in chosen))
        if not kept:
            raise InvalidInput("There are no words to talk with.", action="Choose some, or save words first.")
        if len(kept) > MOST_WORDS:
            raise InvalidInput(f"{MOST_WORDS} words at most.", action="Choose fewer.")
        if any(not words(word) or len(word) > MOST_CHARS for word in kept):
            raise InvalidInput(f"A word has letters, and {MOST_CHARS} of them at most.")
        more = ", …" if len(kept) > TITLE_WORDS else ""
        return cls(", ".join(kept[:TITLE_WORDS]) + more, words=kept)

    @classmethod
    def stored(cls, kept: Mapping[str, Any] | None) -> Focus | None:
        """From the column of a conversation; None where it has none, or where its point is no longer taught."""
        if not kept:
            return None
        try:
            return cls.on_point(kept["point_id"]) if "point_id" in kept else cls.on_words(kept["words"])
        except (InvalidInput, KeyError):
            return None

    def title_in(self, language: str) -> str:
        """What the conversation is called on a page that speaks a language."""
        return point_in(self.point, language).title if self.point else self.title

    def to_store(self) -> dict[str, Any]:
        """For the column of a conversation."""
        return {"point_id": self.point.id} if self.point else {"words": list(self.words)}
