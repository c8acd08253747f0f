"""One reply as it is put together: what was said so far, what changes, which lines are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tutor.conversation.likeness import alike
from tutor.conversation.scenes.order import cost, joined, price
from tutor.conversation.scenes.schema import Lines, lines_for
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.state import Asked, How, Ordered, State
from tutor.conversation.scenes.wording import (
    Words,
    choose,
    filled,
    last_question,
    sentences_of,
    turn_to,
    words_of,
)
from tutor.conversation.scenes.words import tokens
from tutor.language.es.tokens import plain

MOST_PIECES = 2
MOST_SENTENCES = {"A": 3, "B": 3, "C": 4}  # before the question
SMALL_WORD = 3  # letters
REFUSED_AT = 3  # «No puedo el sábado»: the «no» stands among the first words
_ENOUGH = re.compile(r"\b(?:nada mas|es todo|solo eso|ya esta|nada)\b")
_JOYFUL = re.compile(
    r"(?i)^¡?(?:qué (?:bien|bonito|alegría|divertido|suerte|guay|bueno|maravilla|rico|interesante)|me alegr|genial|estupendo|"
    r"fenomenal|enhorabuena|felicidades|fantástico|perfecto|maravilloso|magnífico)"
)


class SceneTurn:
    """Works on copies of the state's parts; lives for one reply only."""

    def __init__(self, script: Script, state: State, line: str = "") -> None:
        self.script = script
        self.state = state
        self.band = state.band
        self.text = tuple(tokens(plain(line)))
        self.refused = (
            frozenset(w for w in self.text if len(w) > SMALL_WORD) if "no" in self.text[:REFUSED_AT] else frozenset()
        )
        self.enough = bool(_ENOUGH.search(" ".join(self.text)))
        self.line = words_of(last_question(line))  # what the learner asked
        self.pieces: list[str] = []
        self.told: list[str] = []  # for a model: what it should do, in Spanish
        self.expect: list[str] = []
        self.confident = True
        self.sad = False
        self.progress = False
        self.steps: dict[str, How] = dict(state.steps)
        self.tried = dict(state.tried)
        self.order: list[Ordered] = list(state.order)
        self.offered: str | None = None
        self.topics = list(state.topics)
        self.own_told = list(state.told)
        self.answered = list(state.answered)
        self.spoken = state.spoken
        self.goals = list(state.goals)
        self.twist_done = state.twist_done
        self.asked = Asked("none")
        self.closing = state.closing
        self.ended = state.ended
        self.topic_now: str | None = None  # the topic this line is about
        self.short = False  # the learner said next to nothing
        self.raised: str | None = None  # a topic the learner began to tell of without being asked
        self.greeted = False  # a short greeting stands first
        self.answered_items = False  # told what there is
        self.took_offer = False  # said yes to what was offered
        self.at_a_loss = False  # the learner did not understand, or said nothing that can be answered
        self.changing = False  # time for another topic

    @property
    def said(self) -> list[Words]:
        """Every sentence of the partner's, with those of this reply."""
        return [*self.state.said, *(s for piece in self.pieces for s in sentences_of(piece))]

    def lines(self, lines: Lines) -> tuple[str, ...]:
        """Those of this play's band."""
        return lines_for(lines, self.band)

    def common(self, act: str) -> tuple[str, ...]:
        """Lines that every scene shares."""
        return self.script.common.lines(act, self.script.scene.address, self.band)

    def pick(
        self, lines: Sequence[str], key: str, values: dict[str, str] | None = None, prefer: Sequence[str] = ()
    ) -> str | None:
        """A line that was not said yet, or None."""
        if self.sad:
            lines = [line for line in lines if not _JOYFUL.match(line)]
        if self.pieces:
            begun = {tuple(words_of(piece)[:2]) for piece in self.pieces} | {
                words_of(piece)[:1] for piece in self.pieces
            }
            other = [line for line in lines if words_of(line)[:2] not in begun and words_of(line)[:1] not in begun]
            if (found := self._choose(other, key, values, prefer)) is not None:
                return found
        return self._choose(lines, key, values, prefer)

    def _choose(
        self, lines: Sequence[str], key: str, values: dict[str, str] | None, prefer: Sequence[str]
    ) -> str | None:
        return choose(lines, self.said, self.state.seed, f"{key}:{len(self.state.said) % 7}", values, prefer)

    def say(
        self, lines: Sequence[str], key: str, values: dict[str, str] | None = None, prefer: Sequence[str] = ()
    ) -> bool:
        """Say one of the lines, unless all were said or the reply is long enough."""
        if len(self.pieces) >= MOST_PIECES + self.greeted:
            return False
        text = self.pick(lines, key, values, prefer)
        if text is None:
            return False
        so_far = sum(len(sentences_of(piece)) for piece in self.pieces) - self.greeted
        if self.pieces and so_far + len(sentences_of(text)) > MOST_SENTENCES[self.band]:
            return False
        self.pieces.append(text)
        return True

    def say_common(self, act: str, values: dict[str, str] | None = None) -> bool:
        """Say a line that every scene shares."""
        return self.say(self.common(act), act, values)

    def say_again(self, lines: Sequence[str], key: str) -> None:
        """What was said before, since it was asked again: «Como le decía, …»"""
        if not lines or len(self.pieces) >= MOST_PIECES:
            return
        line = (
            filled(lines[turn_to(len(lines), self.state.seed, key + str(self.state.turn))], self.values()) or lines[0]
        )
        frames = self.common("as_i_said")
        frame = frames[(self.state.turn + self.state.seed) % len(frames)]
        first = line.split(maxsplit=1)[0].strip("¡¿,.")
        names = {self.script.scene.partner.name.split()[0]}
        if first not in names and not line.startswith(("¡", "¿", "«")):
            line = line[0].lower() + line[1:]
        self.pieces.append(frame.replace("{line}", line))

    def values(self, items: Iterable[Ordered] = ()) -> dict[str, str]:
        """What {one}, {the}, {price}, {total} and {name} stand for."""
        from tutor.conversation.scenes.order import called, the

        known = self.script.menu.items
        found = {"name": self.script.scene.partner.name}
        if now := list(items):
            found["one"] = joined(called(known[o.item], o.count, o.pieces) for o in now)
            found["the"] = joined(the(known[o.item], o.count) for o in now)
            costs = [cost(known[o.item], o.count, o.pieces) for o in now]
            if all(c is not None for c in costs):
                found["price"] = price(sum(c or 0 for c in costs), self.script.currency)
        if self.order:
            every = [cost(known[o.item], o.count, o.pieces) for o in self.order]
            if all(c is not None for c in every):
                found["total"] = price(sum(c or 0 for c in every), self.script.currency)
        return found

    def reach(self, step: str, how: How = "done") -> None:
        """A step is over; done, it is a goal reached."""
        self.steps[step] = how
        self.progress = True
        if how == "done" and step not in self.goals:
            self.goals.append(step)

    def touch(self, topic: str) -> None:
        """The talk is about a topic."""
        self.topic_now = self.spoken = topic
        if topic not in self.topics:
            self.topics.append(topic)

    def repeats_reply(self, extra: str) -> bool:
        """Would the reply with this question be nearly one that was given?"""
        whole = words_of(" ".join([*self.pieces, extra]))
        return any(alike(whole, reply, 0.7) for reply in self.state.replies)
