"""Wakes the engines while the page is already usable."""

from __future__ import annotations

import asyncio
import logging

import anyio.to_thread
from sqlmodel import Session

from tutor.conversation.prompt.builder import BUILT_IN, build_messages, examples_at, system_prompt
from tutor.conversation.prompt.templates.shelf import latest
from tutor.conversation.scenes.library import scenes
from tutor.core.errors import TutorError
from tutor.core.levels import Level
from tutor.corrections.proposal import stable
from tutor.language.es.readability import level_of
from tutor.llm.families import family_of
from tutor.runtime import Services
from tutor.store.tables import Learner
from tutor.store.template_tables import TemplateVersion

log = logging.getLogger(__name__)


async def prewarm(services: Services, learner_id: str) -> None:
    """Load every engine and prime the system prompt. What fails is shown in the engine's state, never raised."""
    services.decoder.prepare()
    await asyncio.gather(_quietly(_ears_and_voice(services)), _quietly(_model(services, learner_id)))


async def _ears_and_voice(services: Services) -> None:
    await _quietly(_corrections(services))
    await anyio.to_thread.run_sync(level_of, "Hola.")  # the word tables are read when first needed
    await _quietly(services.engines.ears.transcriber())
    _, voice = await services.engines.voices.voice()
    await anyio.to_thread.run_sync(voice.say, "Hola.", 1.0)  # the first sentence of a voice takes twice as long


async def _corrections(services: Services) -> None:
    corrector = await services.engines.corrector()
    await anyio.to_thread.run_sync(corrector.check, "Nesecito.")  # words are indexed by sound at the first mistake


async def _model(services: Services, learner_id: str) -> None:
    state = services.engines.states.loading("llm", services.settings.llm, "")
    with state as shown:
        choice = await services.engines.llm.choose(learner_id)
        shown.engine, shown.name = choice.model.engine, choice.model.name
        await choice.model.load()

        def read(session: Session) -> tuple[Learner, TemplateVersion | None]:
            learner = session.get_one(Learner, learner_id)
            return learner, latest(session, learner_id, learner.template_id)

        learner, own = await services.store.read(read)
        level, template = Level(learner.level), own.text if own else BUILT_IN
        system = system_prompt(level, scenes()[0], learner.first_language, template)
        if family_of(choice.model.name).leads:  # else the scene's own lines speak
            await choice.model.prime(build_messages(system, "", [], examples=examples_at(level, scenes()[0])))
        if services.settings.corrections_llm:
            # Evaluated beside a reply for the first time, it would slow that reply to a tenth.
            await choice.model.prime(stable(choice.model))


async def _quietly(work: object) -> None:
    try:
        await work  # type: ignore[misc]
    except TutorError as error:
        log.warning("%s %s", error, error.action)
    except Exception:
        log.exception("an engine could not be woken")
