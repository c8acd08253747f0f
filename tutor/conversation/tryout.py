"""Talk to a scene that is being written. Nothing of it is kept: all that was said comes with each line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

import anyio.to_thread

from tutor.conversation.gates import Gate
from tutor.conversation.history import Line
from tutor.conversation.prompt.builder import BUILT_IN
from tutor.conversation.repository import PromptBasis, assemble
from tutor.conversation.scenes.library import band, director, opening, scene
from tutor.conversation.scenes.play import Exchanges
from tutor.conversation.scenes.schema import Scene
from tutor.conversation.scenes.state import Move
from tutor.conversation.stages.mend import mender
from tutor.core.levels import Level
from tutor.language.es.sentences import whole_sentences
from tutor.language.es.tokens import plain, words
from tutor.llm.base import ChatMessage, ChatModel, ChatRequest
from tutor.llm.families import Family, family_of, reply_request
from tutor.llm.generate import Asking
from tutor.runtime import Services

# The same lines are said each time it is tried, so that one sees what a change changes.
SEED = 1


@dataclass(frozen=True, slots=True)
class Tryout:
    """A talk as far as it went: the scene as text, its first line, what was said since, what the teacher says now as a
    learner, and the complication that comes in this talk, by its id."""

    written: str
    level: Level
    opening: str
    exchanges: Exchanges
    said: str
    twist: str | None = None

    @property
    def scene(self) -> Scene:
        return scene("", self.written)


@dataclass(frozen=True, slots=True)
class TriedReply:
    """What the partner answers, by a line of the scene or by a model; goals reached and topics spoken of so far; whether the
    complication of this talk is over; what could be said next."""

    reply: str
    model: str | None
    heard: tuple[str, ...]
    goals: tuple[str, ...]
    topics: tuple[str, ...]
    twist_done: bool
    suggestions: tuple[str, ...]
    ended: bool


def first_line(chosen: Scene, level: Level) -> str:
    """How the partner begins."""
    return opening(chosen, level, SEED)


async def tried(services: Services, learner_id: str, first_language: str, talk: Tryout, *, model: bool) -> TriedReply:
    """The answer as a learner would get it: with `model` from the one that answers this learner, where one does.

    Raises EngineFailed, EngineUnavailable and the like.
    """
    move = await anyio.to_thread.run_sync(partial(_move, talk))
    by, reply = None, move.reply
    if model:
        choice = await services.engines.llm.choose(learner_id, "reply", talk.said, talk.level)
        family = family_of(choice.model.name)
        # As in a conversation: for a weak model the scene's own lines speak.
        if family.leads:
            messages = _prompt(services, talk, move, first_language)

            def asked(chosen: ChatModel) -> ChatRequest:
                settings = services.settings
                return reply_request(chosen.name, messages, settings.reply_tokens, settings.temperature)

            asking = Asking(learner_id, "reply", talk.said, talk.level)
            text = await services.engines.llm.generate.complete(asking, asked, choice)
            reply = await _passed(services, talk, move, text, family)
            by = choice.model.name if reply != move.reply else None
    after = move.after
    return TriedReply(reply, by, move.acts, after.goals, after.topics, after.twist_done, move.suggestions, move.ended)


def _move(talk: Tryout) -> Move:
    plays = director("", talk.written)
    assert plays, "a teacher's scene has a plan"
    state = plays.replay(band(talk.level), SEED, talk.exchanges, opening=talk.opening, twist=talk.twist)
    return plays.decide(state, talk.said)


def _prompt(services: Services, talk: Tryout, move: Move, first_language: str) -> list[ChatMessage]:
    said = [("tutor", talk.opening)]
    for learner, partner in talk.exchanges:
        said += [("learner", learner), ("tutor", partner)]
    said.append(("learner", talk.said))
    lines = [Line("", n, role, text) for n, (role, text) in enumerate(said) if text.strip()]
    basis = PromptBasis(talk.level, talk.scene, BUILT_IN)
    return assemble(services.settings, basis, lines, "", first_language, move.instruction or None)


async def _passed(services: Services, talk: Tryout, move: Move, text: str, family: Family) -> str:
    """What of a model's answer passes the gate; the scene's line where too little does."""
    corrector = None if family.leads else await services.engines.corrector()
    gate = Gate(
        talk.said,
        [partner for _, partner in talk.exchanges],
        address=talk.scene.address,
        facts="" if family.leads else talk.scene.partner.facts,
        mend=mender(corrector) if corrector else None,
        fired=Counter(),
    )
    shown = " ".join(passed for sentence in whole_sentences(text) if (passed := gate(sentence)) is not None)
    said = {plain(word) for word in words(shown)}
    missed = move.expect and not family.leads and not said & set(move.expect)
    return move.reply if not shown.strip() or missed else shown
