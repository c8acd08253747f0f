"""One turn, in order: hear, store, answer as a stream, correct meanwhile, speak.

    recording ─► transcript ─► prompt ─► reply tokens ──► done ─► speech
    typed text ───────────────┘            corrections ────┘

A turn belongs to the server, not to the connection that asked for it: it goes on when its reader goes away, and
only `stop` ends it early. What the learner said is in the database before anything else happens.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Collection
from contextlib import aclosing, suppress
from dataclasses import asdict, replace
from typing import Any

import anyio.to_thread
import numpy as np
from numpy.typing import NDArray

from tutor.conversation import sound_evidence as evidence
from tutor.conversation.events import Event, EventName, TurnLog
from tutor.conversation.ports import Source, fenced, follow_up, gives_orders_in, retired_notice, sources_for, wants
from tutor.conversation.prompt.switch_note import switch_note
from tutor.conversation.repository import (
    OpenTurn,
    discard_unheard,
    end_turn,
    keep_reply,
    keep_steps,
    keep_transcript,
    last_model,
    prompt,
)
from tutor.conversation.timeline import Timeline
from tutor.core.errors import EngineFailed, EngineUnavailable, NothingHeard, TutorError
from tutor.core.levels import Level
from tutor.core.queue import Told
from tutor.corrections.check import Checked
from tutor.corrections.edits import Edit, apply, surely
from tutor.corrections.review import review
from tutor.corrections.switching import Switch, switched
from tutor.llm.base import ChatModel, ChatRequest, Usage
from tutor.llm.choose import Choice
from tutor.llm.pace import whole
from tutor.llm.prompt_guard import gives_orders
from tutor.llm.tasks.simplify import Levelled, at_level
from tutor.runtime import EngineKind, Services
from tutor.speech.stt.transcribe import Word
from tutor.speech.tts.synthesize import Utterance

log = logging.getLogger(__name__)

# How long `done` may wait for the model's corrections after the reply is whole, in seconds.
CORRECTION_PATIENCE_S = 10.0
# How long the embedded model's corrections let others' replies and voices go first, in seconds.
COURTESY_S = 5.0
# Characters of a reply; with it bounded, so is what a turn takes in memory, however slowly it is read.
LONGEST_REPLY = 20_000


class Take:
    """One run through the data path. Every way it can end is stored before it is told."""

    task: asyncio.Task[None]

    def __init__(self, services: Services, turn: OpenTurn) -> None:
        self.services = services
        self.turn = turn
        self.log = TurnLog(turn.turn_id, services.store)
        self.timeline = Timeline()
        self.text = turn.text  # the learner's
        self.choice: Choice | None = None
        self.transcript: dict[str, Any] | None = None
        self._samples: NDArray[np.float32] | None = None
        self.switch: Switch | None = None  # where the learner left Spanish
        self.checked: Checked | None = None
        self.usage: dict[str, Any] | None = None
        self.levelled: Levelled | None = None
        self.sources: list[Source] = []
        self._answering = asyncio.Event()
        self._whole = False  # the reply
        self._utterance: Utterance | None = None
        self._voice_ahead = asyncio.Event()
        self._sounding: asyncio.Task[None] | None = None  # held, since the loop would not
        self._ending = False

    async def run(self) -> None:
        """Carry the turn to its `done` or `error`."""
        checking: asyncio.Task[None] | None = None
        try:
            with self.timeline.during("prepared"):
                self.choice = await self._choose()
            self._start(self.choice)
            if self.turn.recording:
                self.text = await self._hear(self.turn.recording)
            if self.turn.document_id:
                await self._look_up()
            if gives_orders(self.text) or gives_orders_in(self.sources):
                self.log.add("notice", {"code": "rules_hold", "message": "The tutor's rules stay as they are."})
            self.switch = switched(self.text, (await self.services.corrector()).lexicon)
            checking = asyncio.create_task(self._check())
            await self._answer()
            await self._level()
            self._whole = True
            await self._speak()
            await self._wait_for(checking)
            await self._finish()
        except asyncio.CancelledError as cancelled:
            if self._whole:  # only the model's corrections were still awaited
                await self._finish()
            elif "shutdown" in cancelled.args:
                await self._fail(EngineFailed("The tutor was shut down in the middle of its answer."))
            else:
                await self._end("stopped", "done", self._done(stopped=True))
        except NothingHeard as error:
            await self.services.store.run(lambda session: discard_unheard(session, self.turn))
            await self._fail(error)
        except TutorError as error:
            await self._fail(error)
        except Exception as error:
            log.exception("turn failed", extra={"turn": self.turn.turn_id})
            await self._fail(TutorError(detail=str(error)))
        finally:
            if checking:
                checking.cancel()
            self.services.models.turn_over()

    async def stop(self, why: str = "stop") -> None:
        await asyncio.sleep(0)  # a task that is cancelled before it has begun does not end the turn
        if not self._ending:
            self.task.cancel(why)
        await asyncio.wait([self.task])

    def _start(self, choice: Choice) -> None:
        turn = self.turn
        self.log.add(
            "start",
            {
                "turn_id": turn.turn_id,
                "conversation_id": turn.conversation_id,
                "user_message_id": turn.learner_message_id,
                "assistant_message_id": turn.tutor_message_id,
                "model": choice.model.name,
                "engine": choice.model.engine,
                "level": turn.level,
                "why": choice.why,
            },
        )

    async def _hear(self, recording: str) -> str:
        """The words of a recording, stored before the model sees them; those known already only told."""
        if self.turn.transcript:
            self.transcript = self.turn.transcript
            self.log.add("transcript", self.transcript | {"text": self.text})
            return self.text
        with self.timeline.during("heard"):
            samples = await self._sound(recording)
            told, home = self._told("stt"), self.turn.first_language
            heard = (await self.services.hear(samples, self.turn.learner_id, told, home=home)).as_dict()
        await self.services.store.run(lambda session: keep_transcript(session, self.turn, heard))
        self.transcript = heard
        self.log.add("transcript", heard)
        return str(heard["text"])

    async def _sound(self, recording: str) -> NDArray[np.float32]:
        """The recording's samples, decoded once."""
        if self._samples is None:
            settings = self.services.settings
            file = settings.recordings_folder / recording
            self._samples = await self.services.decoder.decode(file, settings.max_audio_seconds)
        return self._samples

    async def _look_up(self) -> None:
        """Find the passages of the conversation's document that the learner speaks of."""
        conversation_id, said = self.turn.conversation_id, self.text
        meaning = await self.services.meaning(said)
        self.sources = await self.services.store.read(
            lambda session: sources_for(session, conversation_id, said, meaning)
        )
        if self.sources:
            self.log.add("sources", {"sources": [source.as_dict() for source in self.sources]})

    async def _answer(self) -> None:
        """Stream the reply into the log; an engine that fails before its first word makes room for the next."""
        turn, settings = self.turn, self.services.settings
        note = switch_note(self.switch, turn.level, turn.first_language) if self.switch else None
        messages, model_before = await self.services.store.read(
            lambda session: (
                prompt(session, settings, turn.conversation_id, turn.first_language, fenced(self.sources), note),
                last_model(session, turn.conversation_id),
            )
        )
        request = ChatRequest(messages, settings.reply_tokens, settings.temperature, conversation=turn.conversation_id)
        failed: set[str] = set()
        while True:
            if model_before not in (None, self.model.name):
                self.log.add("notice", {"code": "model_switched", "message": f"{self.model.name} answers now."})
            try:
                async with self.services.queues["llm"].slot(turn.learner_id, self._told("llm")):
                    with self.timeline.during("thought"):
                        await self._stream(self.model, request)
                if not self.log.text.strip():
                    raise EngineFailed("The language model gave no answer.")
                return
            except (EngineFailed, EngineUnavailable) as error:
                failed.add(self.model.engine)
                self.services.models.failed(self.model.engine)
                if self.log.text.strip():
                    raise
                model_before = self.model.name
                self.choice = await self._instead(failed, error)

    async def _choose(self, without: Collection[str] = ()) -> Choice:
        """Who answers. Raises EngineUnavailable, DownloadFailed."""
        turn = self.turn
        return await self.services.choose(turn.learner_id, "reply", self.text, Level(turn.level), without)

    async def _instead(self, failed: set[str], error: TutorError) -> Choice:
        """Who answers when others failed. Raises `error` when nobody is left."""
        try:
            return await self._choose(failed)
        except TutorError:
            raise error from None

    @property
    def model(self) -> ChatModel:
        """The model that answers."""
        assert self.choice
        return self.choice.model

    async def _stream(self, model: ChatModel, request: ChatRequest) -> None:
        asked, first_token_ms, length = time.perf_counter(), 0.0, 0
        reply = model.stream(request)
        async with aclosing(reply if self.services.settings.streaming else whole(reply)) as parts:
            async for part in parts:
                if isinstance(part, Usage):
                    self.usage = asdict(part) | {"first_token_ms": round(first_token_ms, 1)}
                    continue
                if not self._answering.is_set():
                    first_token_ms = (time.perf_counter() - asked) * 1000
                    self._answering.set()
                    self.timeline.end("thought")
                    self.timeline.begin("wrote")
                self.log.add("token", {"text": part})
                length += len(part)
                if length > LONGEST_REPLY:  # an engine that heeds no limit; leaving the loop stops it
                    self.log.add("notice", {"code": "reply_cut", "message": "The answer went on too long and was cut."})
                    break
        self.timeline.end("wrote")

    def _told(self, engine: EngineKind) -> Told:
        """Shows the learner how many are ahead in the queue of an engine."""

        def told(position: int, wait_s: float | None) -> None:
            if position == 0:
                self.timeline.end("waited")
                return
            self.timeline.begin("waited")
            self.log.add("queue", {"engine": engine, "position": position, "wait_s": wait_s})

        return told

    async def _check(self) -> None:
        """Correct the learner's sentence: at once by the rules, then with the model and by the sound.

        The model is asked once its reply has begun, so that nobody waits for it. One that computes on the cores of the
        voice is asked once there is sound for a while, and nobody else waits for a reply.
        """
        turn, services = self.turn, self.services
        spoken = turn.recording is not None
        corrector = await services.corrector()
        wanted = await services.store.read(lambda session: wants(session, turn.learner_id, turn.level, spoken=spoken))
        with self.timeline.during("corrected"):
            checked = await anyio.to_thread.run_sync(corrector.check, self.text, wanted)
            self.checked = self._judged(checked, None)
        await self._answering.wait()
        if self.model.engine == "embedded":
            await self._voice_ahead.wait()
            with suppress(TimeoutError):
                async with asyncio.timeout(COURTESY_S):
                    await services.queues["llm"].rest()
                    await services.queues["tts"].rest()
        with self.timeline.during("corrected"):
            if services.settings.corrections_llm or services.languagetool:
                asked = self.model if services.settings.corrections_llm else None
                checked = await review(corrector, self.text, wanted, model=asked, languagetool=services.languagetool)
            self.checked = self._judged(checked, await self._weigh(checked))

    async def _weigh(self, checked: Checked) -> list[float] | None:
        """How likely the sound makes each wording of what was said; None where it cannot tell, or nothing was said."""
        turn, services = self.turn, self.services
        if self.transcript is None or turn.recording is None or not checked.edits:
            return None
        try:
            samples = await self._sound(turn.recording)
            return await services.weigh(samples, evidence.wordings(self.text, checked.edits), turn.learner_id)
        except TutorError as error:
            log.info("a recording was not weighed", extra={"turn": turn.turn_id, "code": error.code})
            return None

    def _judged(self, checked: Checked, likelihoods: list[float] | None) -> Checked:
        """The edits with the evidence of the sound for each mistake; what was typed needs none."""
        if self.transcript is None:
            return checked
        words = [Word(**word) for word in self.transcript["words"]]
        return replace(checked, edits=evidence.judged(self.text, checked.edits, words, likelihoods))

    async def _wait_for(self, checking: asyncio.Task[None]) -> None:
        """Give the corrections a moment more; those without the model are kept if it takes too long."""
        if self._utterance and not checking.done() and self.model.engine == "embedded":
            await self._utterance.ahead()
        self._voice_ahead.set()
        done, _ = await asyncio.wait([checking], timeout=CORRECTION_PATIENCE_S)
        if not done:
            self.log.add("notice", {"code": "corrections_slow", "message": "The model took too long to check this."})
        elif error := checking.exception():
            log.warning("corrections failed", exc_info=error, extra={"turn": self.turn.turn_id})
            self.log.add("notice", {"code": "corrections_failed", "message": "Not all of this could be checked."})

    @property
    def reply(self) -> str:
        """The tutor's words as they are shown, spoken and kept."""
        return self.levelled.text if self.levelled else self.log.text

    async def _level(self) -> None:
        """Measure the reply against the learner's level; one far above it is said once more in easier words.

        What answers in two languages cannot be measured by one, and stays.
        """
        with self.timeline.during("simplified"):
            self.levelled = await at_level(None if self.switch else self.model, self.log.text, self.turn.level)
        if self.levelled.original:
            self.log.add("notice", {"code": "simplified", "message": "That was hard, so here it is in easier words."})

    async def _finish(self) -> None:
        """End a turn whose reply is whole. A stop that comes now is too late."""
        self._ending = True
        await self._learn()
        await self._end("done", "done", self._done(stopped=False))

    async def _learn(self) -> None:
        """Keep the learner's mistakes as cards, and tell which of them they have got over."""
        edits, spoken = surely(self._edits()), self.transcript is not None
        message_id = self.turn.learner_message_id
        try:
            learnt = await self.services.store.run(
                lambda session: follow_up(session, message_id, self.text, edits, spoken=spoken)
            )
        except Exception:  # the answer matters more than the cards
            log.exception("cards were not kept", extra={"turn": self.turn.turn_id})
            return
        if learnt.retired:
            self.log.add("notice", retired_notice(learnt.retired, self.turn.first_language))

    async def _speak(self) -> None:
        """Begin to say the reply, and tell where; whoever wants to hear it need not wait for the corrections."""
        self.timeline.begin("spoke")
        try:
            voice_id, voice = await self.services.voice(self.turn.voice, self.turn.accent)
        except TutorError as error:
            self.timeline.drop("spoke")
            self.log.add("notice", {"code": error.code, "message": f"{error.message} {error.action}"})
            return
        made = self.services.speech.prepare_ahead(
            self.turn.tutor_message_id, self.reply, voice_id, voice, self.turn.speed, self.turn.learner_id
        )
        await self.services.store.run(lambda session: keep_reply(session, self.turn, self.reply))
        self.log.add("speech", {"text": self.reply, "speech_url": self._speech_url})
        if isinstance(made, Utterance):
            self._utterance = made
            self._sounding = asyncio.create_task(self._first_sound(made))

    async def _first_sound(self, made: Utterance) -> None:
        """Note when the first sentence can be heard; the turn may have ended by then."""
        with suppress(TutorError):  # told to those who want to hear it
            if await made.first():
                self.timeline.end("spoke")
                if self._ending:
                    await asyncio.wait([self.task])
                    turn_id, steps = self.turn.turn_id, self.timeline.steps()
                    await self.services.store.run(lambda session: keep_steps(session, turn_id, steps))

    @property
    def _speech_url(self) -> str:
        return f"/api/messages/{self.turn.tutor_message_id}/speech"

    def _edits(self) -> list[Edit]:
        return self.checked.edits if self.checked else []

    def _done(self, *, stopped: bool) -> dict[str, Any]:
        edits = self._edits()
        return {
            "text": self.reply,
            "original_text": self.levelled.original if self.levelled else None,
            "learner_text": self.text,
            "corrections": [asdict(edit) for edit in edits],
            "corrected_text": apply(self.text, surely(edits)),
            "glosses": [asdict(gloss) for gloss in self.levelled.glosses] if self.levelled else [],
            "reply_level": self.levelled.level if self.levelled else None,
            "usage": self.usage,
            "speech_url": self._speech_url,
            "stopped": stopped,
        }

    async def _fail(self, error: TutorError) -> None:
        log.info("turn ended with an error", extra={"turn": self.turn.turn_id, "code": error.code})
        log.debug("its reason: %s", error.detail)  # an engine may quote the prompt
        await self._end("failed", "error", error.as_dict() | {"text": self.log.text})

    async def _end(self, state: str, name: EventName, data: dict[str, Any]) -> None:
        """Store how it ended, then tell the readers."""
        self._ending = True
        took_ms, steps = self.timeline.finish(), self.timeline.steps()
        last = Event(len(self.log.events) + 1, name, data)
        edits = self._edits() if self.checked else None
        self.services.metrics.turn(
            self.choice.model.engine if self.choice else "none",
            state,
            self.usage,
            [edit.category for edit in surely(edits or [])],
            data["code"] if name == "error" else None,
        )
        try:
            await self.log.settle()
            await self.services.store.run(
                lambda session: end_turn(
                    session,
                    self.turn,
                    last,
                    state=state,
                    text=self.reply,
                    levelled=self.levelled,
                    edits=edits,
                    corrected_text=apply(self.text, surely(edits)) if edits is not None else None,
                    usage=self.usage,
                    model=self.choice.model.name if self.choice else None,
                    engine=self.choice.model.engine if self.choice else None,
                    why=self.choice.why if self.choice else None,
                    sources=[source.as_dict() for source in self.sources],
                    took_ms=took_ms,
                    steps=steps,
                )
            )
        except Exception as error:
            log.exception("turn could not be stored", extra={"turn": self.turn.turn_id})
            told = error if isinstance(error, TutorError) else TutorError(detail=str(error))
            name, data = "error", told.as_dict() | {"text": self.log.text}
        self.log.add(name, data)
