"""Who moves next: a pure function of the scene and of what was said.

    director = Director.of(scene, lemmas)
    state = director.replay(band, seed, [(learner, tutor), …])
    move = director.decide(state, line)

Nothing is stored between lines, so that editing a line or asking for another reply just replays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tutor.conversation.likeness import alike
from tutor.conversation.scenes.acts import Act
from tutor.conversation.scenes.common import Common
from tutor.conversation.scenes.lead import STUCK_END, STUCK_HELP, Lead, chance, hint, lead_on
from tutor.conversation.scenes.listen import listen
from tutor.conversation.scenes.react import react
from tutor.conversation.scenes.schema import Band, Scene
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.state import Asked, Due, Move, State
from tutor.conversation.scenes.turn import SceneTurn
from tutor.conversation.scenes.wording import choose, is_yes_no, last_question, sentences_of, turn_to, words_of
from tutor.conversation.scenes.words import Lemmas
from tutor.language.es.tokens import plain

_FAREWELL = re.compile(
    r"(?i)hasta (?:la|luego|pronto|otra|mañana)|adiós|nos vemos|ha sido un|que tengas? un|que te vaya|que le vaya"
)
_NOTHING = Due()
SHORTEST = 3  # words of a reply


@dataclass(frozen=True)
class Director:
    """Plays one scene."""

    script: Script

    @classmethod
    def of(cls, scene: Scene, lemmas: Lemmas, common: Common | None = None) -> Director:
        """Raises ValueError where a pattern of the scene cannot be read."""
        return cls(Script.of(scene, lemmas, common))

    def opening(self, band: Band, seed: int) -> str:
        """What the partner says first."""
        from tutor.conversation.scenes.schema import lines_for

        lines = lines_for(self.script.scene.opening, band)
        return choose(lines, (), seed, "opening") or next(iter(lines), "¡Hola!")

    def begin(
        self,
        band: Band,
        seed: int,
        *,
        opening: str | None = None,
        twist: str | None = None,
        chances: Sequence[str] = (),
        due: Due = _NOTHING,
    ) -> State:
        """The state after the opening line. `twist`: the complication that comes, if one does (none in a first play).
        `chances`: questions that need what the conversation practises. `due`: what the learner has open."""
        text = self.opening(band, seed) if opening is None else opening
        question = last_question(text)
        return State(
            band, seed, twist, asked=replace(self._asked_by(question), yes_no=is_yes_no(question)), said=sentences_of(text),
            replies=(words_of(text),), last_line=text, chances=tuple(chances),
            due=due,
        )  # fmt: skip

    def drawn(self, seed: int, words: frozenset[str] = frozenset()) -> str | None:
        """The complication that comes in a play, where there is any: rather one that speaks of one of these words."""
        every = self.script.scene.twist
        twists = [twist for twist in every if self.script.hears[twist.id].words & words] or every
        return twists[turn_to(len(twists), seed, "twist")].id if twists else None

    def _asked_by(self, question: str) -> Asked:
        """What an opening asks for: the step or topic whose own question is most like it, else the first."""
        words = words_of(question)
        scene = self.script.scene
        if not scene.step:
            return Asked("topic", scene.topic[0].id)
        eligible = [step for step in scene.step if not step.after] or list(scene.step)
        for step in eligible:
            if any(alike(words, words_of(last_question(ask)), 0.74) for asks in step.ask.values() for ask in asks):
                return Asked("step", step.id)
        return Asked("step", eligible[0].id)

    def replay(
        self, band: Band, seed: int, exchanges: Iterable[tuple[str, str]], *, opening: str | None = None, twist: str | None = None,
        chances: Sequence[str] = (),
    ) -> State:  # fmt: skip
        """The state after these lines of learner and tutor."""
        state = self.begin(band, seed, opening=opening, twist=twist, chances=chances)
        for learner, tutor in exchanges:
            state = advance(state, self.decide(state, learner), tutor)
        return state

    def decide(self, state: State, line: str) -> Move:
        """What a learner's line does, and what to answer."""
        acts = listen(self.script, state, line)
        turn = SceneTurn(self.script, state, line)
        react(turn, acts)
        stuck = 0 if turn.progress or any(act.asks for act in acts) else state.stuck + 1
        lead = self._lead(turn, acts, stuck)
        if lead and stuck >= STUCK_HELP and lead.help and len(turn.pieces) < 2 and state.stuck % 2 == 1:
            if example := hint(turn, lead.help):
                turn.pieces.append(example)
        if lead is None and not turn.pieces:
            turn.say_common("goodbye" if any(act.kind in {"goodbye", "no", "thanks"} for act in acts) else "ok")
        if lead is None and len(words_of(" ".join(turn.pieces))) < SHORTEST:
            more = [line for line in turn.common("goodbye") if len(words_of(line)) >= SHORTEST]
            turn.pieces += [found] if (found := turn.pick(more, "goodbye")) else []
        reply = " ".join([*turn.pieces, *([lead.ask] if lead and lead.ask else [])])
        goals = tuple(goal for goal in turn.goals if goal not in state.goals)
        after = replace(
            state, turn=state.turn + 1, steps=turn.steps, tried=turn.tried, order=tuple(turn.order), offered=turn.offered,
            topics=tuple(turn.topics), told=tuple(turn.own_told), answered=tuple(turn.answered), spoken=turn.spoken,
            asked=lead.asked if lead else Asked("none"), stuck=stuck, closing=turn.closing, ended=turn.ended,
            twist_done=turn.twist_done, goals=tuple(turn.goals), heard=line,
        )  # fmt: skip
        return Move(
            acts=tuple(f"{act.kind}:{act.id}" if act.id else act.kind for act in acts),
            reply=reply or "¡Hasta luego!",
            instruction=_instruction(turn, acts, lead),
            expect=tuple(dict.fromkeys(plain(word) for word in turn.expect)),
            goals=goals,
            suggestions=lead.help if lead else (),
            ended=turn.ended,
            after=after,
        )

    def _lead(self, turn: SceneTurn, acts: tuple[Act, ...], stuck: int) -> Lead | None:
        kinds = {act.kind for act in acts}
        if turn.state.ended and kinds == {"greeting"}:  # «Buenas noches», at the end
            kinds = {"goodbye"}
            turn.pieces.clear()
        asks = any(act.asks and act.kind != "step" for act in acts)
        leaving = ("goodbye" in kinds or (turn.state.asked.kind == "else" and kinds & {"no", "thanks"})) and not asks
        if leaving or stuck >= STUCK_END:
            return self._end(turn)
        lead = None if turn.state.ended else chance(turn) or lead_on(turn)
        if lead is not None:
            return lead
        if (asks and not turn.closing) or (turn.state.ended and turn.progress and not turn.closing):
            found = turn.pick(turn.common("anything_else"), "anything_else")
            if found:
                turn.closing = True
                return Lead(found, Asked("else"))
        return self._end(turn)

    def _end(self, turn: SceneTurn) -> Lead | None:
        if turn.pieces and (turn.state.ended or _FAREWELL.search(turn.pieces[-1])):
            turn.ended = True
            return None
        found = turn.pick(turn.lines(self.script.scene.end.say), "end", turn.values()) if not turn.state.ended else None
        if len(turn.pieces) >= 2 and found and turn.values().get("total", found) not in turn.pieces[-1]:
            turn.pieces.pop()  # all but the sum, which was asked for
        if found is None and not turn.pieces:
            found = turn.pick(turn.common("goodbye"), "goodbye")
        if found:
            turn.pieces.append(found)
        turn.ended = True
        return None


def advance(state: State, move: Move, tutor: str) -> State:
    """The state once the tutor has said a line, written or a model's."""
    after = move.after
    question = last_question(tutor)
    asked = replace(after.asked, yes_no=is_yes_no(question) if question else after.asked.yes_no)
    return replace(
        after,
        asked=asked,
        said=(*state.said, *sentences_of(tutor)),
        replies=(*state.replies, words_of(tutor)),
        last_line=tutor,
    )


def _instruction(turn: SceneTurn, acts: tuple[Act, ...], lead: Lead | None) -> str:
    """One short instruction in Spanish, with just the facts this reply needs."""
    parts = list(turn.told)
    if turn.pieces and turn.confident:
        verb = "Contesta" if any(act.asks for act in acts) else "Di"
        parts.append(f"{verb}: {' '.join(turn.pieces)}")
    if lead and lead.ask:
        parts.append(f"Luego pregunta: {lead.ask}")
    elif turn.ended:
        parts.append("Despídete y no preguntes nada más.")
    return " ".join(parts)
