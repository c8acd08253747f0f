"""Work for the learner's idle time: summaries of old messages, prompts primed before they are needed, new words."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from sqlmodel import Session, col, func, select

from tutor.conversation.idle.memory import note_facts
from tutor.conversation.idle.titles import name_by_model
from tutor.conversation.ports import explain, keep_vectors, suggest, unexplained_in, without_vector
from tutor.conversation.prompt.builder import fit, summary_messages
from tutor.conversation.repository import PromptBasis, assemble, basis_of, prompt, recent
from tutor.conversation.scenes.kept import is_directed, scene_of
from tutor.conversation.scenes.schema import Scene
from tutor.core.errors import TutorError
from tutor.core.levels import Level
from tutor.llm.ask import asker
from tutor.llm.base import ChatMessage, ChatModel, ChatRequest, complete
from tutor.llm.families import family_of
from tutor.llm.prompt_guard import plain, without_orders
from tutor.llm.tasks.guess import guess
from tutor.runtime import Services
from tutor.store.tables import Conversation, Learner, Message

log = logging.getLogger(__name__)

# How long nobody must have asked for anything before background work begins, in seconds.
IDLE_S = 1.5
SUMMARY_TOKENS = 200


@dataclass(frozen=True, slots=True)
class PendingSummary:
    """A summary that is made but not yet in use; it covers the messages up to position `upto`."""

    text: str
    upto: int


class Background:
    """One worker. A turn interrupts it at once; what was interrupted is taken up again afterwards."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._wanted: dict[str, None] = {}  # conversations to look after, oldest first
        self._unread = services.engines.embedder is not None  # maybe there are passages without a vector
        self._digests: dict[str, PendingSummary] = {}
        self._idle = asyncio.Event()
        self._idle.set()
        self._speaking: set[str] = set()  # microphones into which somebody speaks
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._more = asyncio.Event()
        if self._unread:
            self._more.set()
        self._job: asyncio.Task[None] | None = None
        self._urgent: dict[str, asyncio.Task[None]] = {}  # by conversation, somebody speaks or writes there
        self._worker = asyncio.create_task(self._work())

    def pause(self) -> None:
        """A turn begins: make room."""
        self._idle.clear()
        for task in (self._job, *self._urgent.values()):
            if task:
                task.cancel()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Hold background work while the learner waits for something else of the model."""
        self.pause()
        try:
            yield
        finally:
            self._idle.set()

    async def calm(self) -> None:
        """Wait until nobody waits for a reply, or speaks."""
        await self._idle.wait()
        await self._quiet.wait()

    def speaking(self, microphone: str, *, on: bool) -> None:
        """Somebody speaks, or no longer: what they say is made out on the same cores."""
        if on:
            self._speaking.add(microphone)
            if self._job:
                self._job.cancel()
        else:
            self._speaking.discard(microphone)
        if self._speaking:
            self._quiet.clear()
        else:
            self._quiet.set()

    def after_turn(self, conversation_id: str, *, idle: bool) -> None:
        """A turn ended: look after its conversation when there is time."""
        self.look_after(conversation_id)
        if idle:
            self._idle.set()

    def look_after(self, conversation_id: str) -> None:
        """Summarise if needed and prime the prompt of a conversation, the most recently asked for last."""
        self._wanted.pop(conversation_id, None)
        self._wanted[conversation_id] = None
        self._more.set()

    def new_passages(self) -> None:
        """A document was added: have its passages read by what they mean, where a server does that."""
        self._unread = self._services.engines.embedder is not None
        self._more.set()

    def prime_now(self, conversation_id: str, said: str = "") -> None:
        """The learner has begun to speak, or paused after what they `said` or wrote: prime their conversation up to there
        before the turn, unless a reply is under way."""
        hurrying = self._urgent.get(conversation_id)
        if not self._idle.is_set() or (hurrying and not said):
            return
        if hurrying:
            hurrying.cancel()
        task = self._urgent[conversation_id] = asyncio.create_task(self._prime(conversation_id, said))
        task.add_done_callback(lambda done: self._primed(done, conversation_id))

    def _primed(self, task: asyncio.Task[None], conversation_id: str) -> None:
        _note(task, conversation_id)
        if self._urgent.get(conversation_id) is task:
            del self._urgent[conversation_id]

    async def close(self) -> None:
        self.pause()
        self._worker.cancel()
        await asyncio.wait([self._worker])

    async def _work(self) -> None:
        while True:
            await self._more.wait()
            await self._idle.wait()
            await self._quiet.wait()
            await asyncio.sleep(IDLE_S)
            if not (self._idle.is_set() and self._quiet.is_set()) or self._urgent:
                continue
            # The conversation last used is the likeliest to be used next.
            conversation_id = next(reversed(self._wanted), None)
            if conversation_id is None and not self._unread:
                self._more.clear()
                continue
            if conversation_id:
                self._job = asyncio.create_task(self._tend(conversation_id))
            else:
                self._unread = False
                self._job = asyncio.create_task(_read_passages(self._services))
            try:
                await asyncio.wait([self._job])
            finally:
                self._job.cancel()
            if self._job.cancelled():
                self._unread = self._unread or conversation_id is None
                continue
            self._wanted.pop(conversation_id or "", None)
            _note(self._job, conversation_id)

    async def _prime(self, conversation_id: str, said: str) -> None:
        services = self._services
        settings = services.settings

        def expected(session: Session) -> tuple[Conversation, Scene, list[ChatMessage]] | None:
            spoken_to = session.get(Conversation, conversation_id)
            if said and spoken_to and not spoken_to.document_id:  # what a document says to it comes before the words
                first_language = session.get_one(Learner, spoken_to.learner_id).first_language
                messages = prompt(session, settings, conversation_id, first_language, said=said)
                return spoken_to, scene_of(session, spoken_to), messages
            if (loaded := _load(session, conversation_id)) is None:
                return None
            conversation, basis, first_language, lines = loaded
            messages = assemble(settings, basis, lines, conversation.summary, first_language)
            return conversation, basis.scene, messages

        if found := await services.store.read(expected):
            conversation, played, messages = found
            choice = await services.engines.llm.choose(
                conversation.learner_id, "reply", said, Level(conversation.level)
            )
            if _writes(choice.model, conversation, played):
                await choice.model.prime(messages, conversation_id)

    async def _tend(self, conversation_id: str) -> None:
        services = self._services
        loaded = await services.store.read(lambda session: _load(session, conversation_id))
        if loaded is None:
            return
        conversation, basis, first_language, messages = loaded
        # What is primed is the model that will answer, which need not be the one that summarises.
        learner_id = conversation.learner_id
        model = (await services.engines.llm.choose(learner_id, "reply", level=Level(conversation.level))).model
        settings, writes = services.settings, _writes(model, conversation, basis.scene)
        if len(messages) > settings.history_messages:
            digest = self._digests.get(conversation_id)
            old = messages[: -settings.keep_messages]
            if digest is None or digest.upto != old[-1].position:
                turns: list[ChatMessage] = [
                    {"role": "user" if m.role == "learner" else "assistant", "content": plain(m.text)} for m in old
                ]
                asked = summary_messages(conversation.summary, turns, Level(conversation.level))
                request = ChatRequest(fit(asked, settings.context_tokens - SUMMARY_TOKENS), SUMMARY_TOKENS)
                writer = await services.engines.llm.ask(learner_id, "summary")
                digest = PendingSummary(without_orders((await complete(writer, request)).strip()), old[-1].position)
                self._digests[conversation_id] = digest
            # The new prompt is evaluated before it is used: the next turn then finds it in the prefix cache.
            kept = messages[-settings.keep_messages :]
            if writes:
                await model.prime(assemble(settings, basis, kept, digest.text, first_language), conversation_id)
            done = digest
            await services.store.run(lambda session: _keep(session, conversation_id, done))
            self._digests.pop(conversation_id)
        elif writes:
            await model.prime(
                assemble(settings, basis, messages, conversation.summary, first_language),
                conversation_id,
            )
        if writes and model.shares_cpu:
            # This conversation has a slot to itself there; the beginning alone is for the next one.
            await model.prime(assemble(settings, basis, [], "", first_language))
        await _suggest(services, conversation_id, learner_id)  # last: a reply waits for its prompt, nobody for these
        await note_facts(services, conversation_id)
        await name_by_model(services, conversation_id)


async def _read_passages(services: Services) -> None:
    """Ask what the passages mean that nobody was asked about; some at a time, each batch kept."""
    store, embedder = services.store, services.engines.embedder
    assert embedder is not None
    while passages := await store.read(lambda session: without_vector(session, embedder.model)):
        meanings = await embedder.embed([f"{passage.section}\n{passage.text}" for passage in passages])
        ids = [passage.id for passage in passages if passage.id is not None]
        await store.run(partial(keep_vectors, ids=ids, meanings=meanings))


async def _suggest(services: Services, conversation_id: str, learner_id: str) -> None:
    """Offer words of the latest replies; the model is asked what those mean that no list has."""
    await services.store.run(lambda session: suggest(session, conversation_id))
    unexplained, language = await services.store.read(lambda session: unexplained_in(session, conversation_id))
    for suggestion in unexplained:
        model = await services.engines.llm.ask(learner_id, "why")
        meaning = await guess(asker(model), suggestion.word, suggestion.sentence, language)
        await services.store.run(partial(explain, suggestion_id=suggestion.id, meaning=meaning))


def _note(task: asyncio.Task[None], conversation_id: str | None) -> None:
    """Log what background work failed of."""
    if not task.cancelled() and (error := task.exception()):
        level = logging.INFO if isinstance(error, TutorError) else logging.ERROR
        log.log(level, "background work failed", exc_info=error, extra={"conversation": conversation_id})


def _writes(model: ChatModel, conversation: Conversation, played: Scene) -> bool:
    """Does the model write the replies here, and no line of a scene for it?"""
    return family_of(model.name).leads or not is_directed(conversation, played)


def _load(session: Session, conversation_id: str) -> tuple[Conversation, PromptBasis, str, list[Message]] | None:
    """A conversation, what its prompt is made of, the learner's first language, and what was said since the summary."""
    conversation = session.get(Conversation, conversation_id)
    if conversation is None:
        return None
    learner = session.get_one(Learner, conversation.learner_id)
    return conversation, basis_of(session, conversation), learner.first_language, recent(session, conversation)


def _keep(session: Session, conversation_id: str, digest: PendingSummary) -> None:
    conversation = session.get(Conversation, conversation_id)
    covered = session.exec(
        select(func.count())
        .select_from(Message)
        .where(
            Message.conversation_id == conversation_id,
            Message.position == digest.upto,
            col(Message.superseded).is_(False),
        )
    ).one()
    if conversation is not None and covered:  # not deleted, and not taken back meanwhile
        conversation.summary, conversation.summarised_to = digest.text, digest.upto


def unsummarised(session: Session, more_than: int) -> list[str]:
    """Conversations whose summary was still pending when the tutor was last closed."""
    return list(
        session.exec(
            select(Conversation.id)
            .join(Message, col(Message.conversation_id) == col(Conversation.id))
            .where(col(Message.superseded).is_(False), Message.position > Conversation.summarised_to)
            .group_by(col(Conversation.id))
            .having(func.count() > more_than)
        )
    )
