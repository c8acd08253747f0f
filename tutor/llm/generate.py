"""Asking a model: its turn in the queue, the choice, the next one where that fails, the deadline. Once for all callers.

What comes is what the model says, never what it thinks (`thought.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Protocol

from tutor.core.errors import (
    ConsentNeeded,
    EngineFailed,
    EngineTooSlow,
    EngineUnavailable,
    ReplyRefused,
    RequestRefused,
    TutorError,
)
from tutor.core.levels import Level
from tutor.core.queue import FairQueue, QueueObserver
from tutor.core.text import WholeCharacters
from tutor.llm.base import ChatMessage, ChatModel, ChatRequest, Instead, Scored, Thought, Usage, joined
from tutor.llm.deadlines import Deadlines
from tutor.llm.offer import Choice
from tutor.llm.parallel import Parallel
from tutor.llm.route import Task

# A model that is being loaded is told of after this, and again so often, in seconds.
LOADING_S = 1.5
TICK_S = 1.0

Request = ChatRequest | Callable[[ChatModel], ChatRequest]
"""What is asked, or how it is asked of a certain model."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks and what for, and who hears of how it goes.

    `shown` tells whether something of the reply was shown, so that no other model may begin anew; by default that is so
    with the first text. Without `blame` a failure lets no engine rest, for who could so choose who answers the others.
    """

    learner_id: str
    task: Task = "reply"
    text: str = ""
    level: Level | None = None
    queue: QueueObserver | None = None
    switched: Callable[[Choice], object] = lambda choice: None
    loading: Callable[[ChatModel, float], object] = lambda model, seconds: None
    shown: Callable[[], bool] | None = None
    blame: bool = True


class Models(Protocol):
    """Who chooses."""

    def failed(self, engine: str, model: str, error: TutorError) -> bool: ...


class Watch(Protocol):
    """Who keeps how the engine is doing."""

    def __call__(self, model: ChatModel, seconds: float | None, error: TutorError | None) -> object:
        """It is being loaded for so many seconds, has failed, or, with neither, answers."""


Choose = Callable[[str, Task, str, Level | None, Collection[str]], Awaitable[Choice]]


class Generate:
    """The one way to a model's answer. `choose` is asked for a learner's model, `watch` hears how it is doing."""

    def __init__(self, models: Models, queue: FairQueue, choose: Choose, watch: Watch, deadlines: Deadlines) -> None:
        self._models = models
        self._queue = queue
        self._choose = choose
        self._watch = watch
        self._deadlines = deadlines
        self._parallel = Parallel(queue.slots, queue.resize)

    async def choice(self, asking: Asking, without: Collection[str] = ()) -> Choice:
        """Who would answer, of no engine in `without`. Raises EngineUnavailable, DownloadFailed."""
        return await self._choose(asking.learner_id, asking.task, asking.text, asking.level, without)

    async def stream(
        self, asking: Asking, request: Request, choice: Choice | None = None
    ) -> AsyncGenerator[str | Usage, None]:
        """The reply as it comes, then what it cost; of another model where one fails before anything was shown.

        `choice` is who answers first, if that was chosen before. Raises EngineFailed, EngineUnavailable,
        DownloadFailed.
        """
        choice = choice or await self.choice(asking)
        without: set[str] = set()
        tried: set[str] = set()
        anew = False  # what came before is to be forgotten
        while True:
            model, some = choice.model, False
            asked = request if isinstance(request, ChatRequest) else request(model)
            try:
                told = self._queue.stream(asking.learner_id, self._watched(choice, asked, asking), asking.queue)
                async with aclosing(told) as parts:
                    async for part in parts:
                        if isinstance(part, str):
                            some = some or bool(part.strip())
                            yield Instead(part) if anew else part
                            anew = False
                        else:
                            yield part
                if not some and asking.blame:
                    raise EngineFailed("The language model gave no answer.")
                return
            except (EngineFailed, EngineUnavailable) as error:
                name = f"{model.engine}/{model.name}"
                # What it refuses says nothing of the engine: it works, and others are answered.
                blamed = asking.blame and not isinstance(error, ReplyRefused)
                beside = blamed and self._models.failed(model.engine, model.name, error)
                if not beside or name in tried:
                    without.add(model.engine)
                tried.add(name)
                # A program's own schema that breaks one engine is not handed to the next.
                hopeless = not asking.blame and (isinstance(error, RequestRefused) or asked.schema is not None)
                if hopeless or (asking.shown() if asking.shown else some):
                    self._told(model, error)
                    raise
                anew = anew or some
                choice = await self._next(asking, without, model, error)
                asking.switched(choice)

    async def complete(self, asking: Asking, request: Request, choice: Choice | None = None) -> str:
        """The whole answer as one text. Raises what `stream` raises."""
        return await joined(self.stream(replace(asking, shown=lambda: False), request, choice))

    def model(self, asking: Asking, choice: Choice) -> ChatModel:
        """A model for tasks of several questions: each one is asked as here."""
        return _Asked(self, asking, choice)

    async def _next(self, asking: Asking, without: set[str], failed: ChatModel, error: TutorError) -> Choice:
        try:
            return await self.choice(asking, without)
        except TutorError as none:
            self._told(failed, error)
            # That somebody else could answer is more than that this one did not.
            raise (none if isinstance(none, ConsentNeeded) else error) from None

    def _told(self, model: ChatModel, error: TutorError) -> None:
        if not isinstance(error, ReplyRefused):
            self._watch(model, None, error)

    async def _watched(self, choice: Choice, request: ChatRequest, asking: Asking) -> AsyncGenerator[str | Usage, None]:
        """What a model says; it is told of while it is loaded, and given up when it does not begin or go on in time."""
        model, first, begun = choice.model, True, False
        name, deadlines = f"{model.engine}/{model.name}", self._deadlines
        run, arriving = self._parallel.begin(name), WholeCharacters()
        waits = choice.cold or bool(run.beside)
        wait_s = deadlines.first_s if waits else deadlines.first(name, request.messages)
        ticking = asyncio.create_task(self._tell_loading(model, asking)) if choice.cold else None
        try:
            async with aclosing(model.stream(request)) as parts:
                while True:
                    try:
                        limit = asyncio.timeout(deadlines.next(name) if begun else wait_s)
                        async with limit:
                            part = await anext(parts)
                    except StopAsyncIteration:
                        return
                    except TimeoutError as error:
                        if limit.expired():
                            failed = (
                                "stopped in the middle of its answer" if begun else "did not begin to answer in time"
                            )
                            raise EngineTooSlow(f"{model.name} {failed}.") from error
                        raise
                    begun = True
                    if isinstance(part, Thought):
                        continue
                    if isinstance(part, Usage):
                        deadlines.learn(name, part)
                    if first:
                        first = False
                        self._parallel.first(run)
                        self._watch(model, None, None)
                        if ticking:
                            ticking.cancel()
                    yield _whole(part, arriving) if isinstance(part, str) else part
        finally:
            self._parallel.end(run)
            if ticking:
                ticking.cancel()

    async def _tell_loading(self, model: ChatModel, asking: Asking) -> None:
        began = asyncio.get_running_loop().time()
        await asyncio.sleep(LOADING_S)
        while True:
            seconds = asyncio.get_running_loop().time() - began
            self._watch(model, seconds, None)
            asking.loading(model, seconds)
            await asyncio.sleep(TICK_S)


class _Asked:
    """A model whose every answer comes by `Generate`."""

    def __init__(self, generate: Generate, asking: Asking, choice: Choice) -> None:
        self._generate = generate
        self._asking = asking
        self._choice = choice

    @property
    def engine(self) -> str:
        return self._choice.model.engine

    @property
    def name(self) -> str:
        return self._choice.model.name

    @property
    def shares_cpu(self) -> bool:
        return self._choice.model.shares_cpu

    @property
    def continues_answers(self) -> bool:
        return self._choice.model.continues_answers

    async def load(self) -> None:
        await self._choice.model.load()

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        async with aclosing(self._generate.stream(self._asking, request, self._choice)) as parts:
            async for part in parts:
                yield part

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        await self._choice.model.prime(messages, conversation)

    async def close(self) -> None:
        """It is not its own."""


def _whole(part: str, arriving: WholeCharacters) -> str:
    """A part without half characters, and still of its own kind."""
    text = arriving.taken(part)
    if isinstance(part, Instead):
        return Instead(text)
    return Scored(text, part.logprob) if isinstance(part, Scored) else text
