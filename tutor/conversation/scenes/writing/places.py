"""Every text of a draft, with the place where it stands and who says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.conversation.scenes.schema import Band
from tutor.conversation.scenes.writing.draft import DraftLines, DraftPart, SceneDraft

# Who says a line: the partner asking, reacting or telling; the learner; or nobody, since it is only read.
By = Literal["asking", "reacting", "telling", "learner", "reader"]


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """A text and where it stands: keys and numbers from the top of the draft, with dots between."""

    where: str
    text: str
    by: By
    band: Band | None = None


def places_of(draft: SceneDraft) -> Iterator[DraftPlace]:
    """All texts but blank ones; patterns are none."""
    return (place for place in _all(draft) if place.text.strip())


def _all(draft: SceneDraft) -> Iterator[DraftPlace]:
    for name in ("title", "title_es", "description", "description_es", "goal", "icon"):
        yield DraftPlace(name, getattr(draft, name), "reader")
    partner, card = draft.partner, draft.card
    yield DraftPlace("partner.name", partner.name, "reader")
    yield DraftPlace("partner.role", partner.role, "reader")
    yield DraftPlace("partner.facts", partner.facts, "reader")
    yield DraftPlace("card.you", card.you, "reader")
    yield DraftPlace("card.you_es", card.you_es, "reader")
    for n, (spanish, meaning) in enumerate(card.phrases):
        yield DraftPlace(f"card.phrases.{n}.0", spanish, "learner")
        yield DraftPlace(f"card.phrases.{n}.1", meaning, "reader")
    yield from _lines("opening", draft.opening, "telling")
    for n, item in enumerate(draft.item):
        yield DraftPlace(f"item.{n}.one", item.one, "reader")
        yield DraftPlace(f"item.{n}.the", item.the, "reader")
        yield DraftPlace(f"item.{n}.unit", item.unit or "", "reader")
    yield from _parts(draft)
    yield from _lines("end.say", draft.end.say, "telling")
    yield from _lines("lost.say", draft.lost.say, "telling")
    yield from _lines("lost.unknown", draft.lost.unknown, "telling")
    for n, example in enumerate(draft.example):
        yield DraftPlace(f"example.{n}.learner", example.learner, "learner", example.band)
        yield DraftPlace(f"example.{n}.partner", example.partner, "telling", example.band)
    for word, meaning in draft.glossary.items():
        yield DraftPlace("glossary", f"{word}: {meaning}", "reader")


def _parts(draft: SceneDraft) -> Iterator[DraftPlace]:
    for n, step in enumerate(draft.step):
        yield DraftPlace(f"step.{n}.goal", step.goal, "reader")
        yield DraftPlace(f"step.{n}.goal_es", step.goal_es, "reader")
        yield from _lines(f"step.{n}.ask", step.ask, "asking")
        yield from _lines(f"step.{n}.done", step.done, "reacting")
        yield from _lines(f"step.{n}.yes", step.yes, "reacting")
        yield from _lines(f"step.{n}.no", step.no, "reacting")
        yield from _lines(f"step.{n}.help", step.help, "learner")
    for n, answer in enumerate(draft.answer):
        yield from _lines(f"answer.{n}.say", answer.say, "telling")
    for n, topic in enumerate(draft.topic):
        yield DraftPlace(f"topic.{n}.title", topic.title, "reader")
        yield from _lines(f"topic.{n}.react", topic.react, "reacting")
        yield from _lines(f"topic.{n}.own", topic.own, "telling")
        yield from _lines(f"topic.{n}.ask", topic.ask, "asking")
        yield from _lines(f"topic.{n}.help", topic.help, "learner")
    for n, twist in enumerate(draft.twist):
        yield from _lines(f"twist.{n}.say", twist.say, "telling")
        yield from _lines(f"twist.{n}.done", twist.done, "reacting")
        yield from _lines(f"twist.{n}.help", twist.help, "learner")


def _lines(where: str, lines: DraftLines, by: By) -> Iterator[DraftPlace]:
    for band, said in lines.items():
        for n, line in enumerate(said):
            yield DraftPlace(f"{where}.{band}.{n}", line, by, band)


def parts_of(draft: SceneDraft) -> dict[str, Sequence[DraftPart]]:
    """All that has an id."""
    return {
        "item": draft.item,
        "step": draft.step,
        "answer": draft.answer,
        "topic": draft.topic,
        "twist": draft.twist,
    }


def patterns_of(draft: SceneDraft) -> Iterator[tuple[str, str]]:
    """Every pattern with its place."""
    for name, rows in parts_of(draft).items():
        for n, row in enumerate(rows):
            yield from ((f"{name}.{n}.hears.{m}", pattern) for m, pattern in enumerate(row.hears) if pattern.strip())
