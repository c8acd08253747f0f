"""All that is known of one turn while it runs. How it ends is stored and told from here."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass, field
from typing import Any

import anyio.to_thread
import numpy as np
from numpy.typing import NDArray

from tutor.conversation.events import TurnLog
from tutor.conversation.history import ConversationHistory, history
from tutor.conversation.passing import Passing
from tutor.conversation.ports import Source
from tutor.conversation.repository import OpenTurn
from tutor.conversation.scenes.schema import Scene
from tutor.conversation.scenes.state import Move
from tutor.conversation.timeline import Timeline
from tutor.core.engine_states import EngineKind
from tutor.core.errors import AudioUnreadable
from tutor.core.queue import QueueObserver
from tutor.core.traces import Traced
from tutor.corrections.check import Checked
from tutor.corrections.edits import Edit, apply, confirmed
from tutor.corrections.switching import Switch
from tutor.llm.base import ChatModel
from tutor.llm.families import Family, family_of
from tutor.llm.offer import Choice
from tutor.llm.tasks.simplify import SimplifiedReply
from tutor.runtime import Services
from tutor.speech.tts.synthesize import Utterance
from tutor.store.tables import Conversation

# Told as the reason of a reply that the scene gave.
OWN_LINE = "the scene's own line"


@dataclass
class TurnState:
    """One turn: what it began with, what the stages found out, and where it is told."""

    services: Services
    opened: OpenTurn
    log: TurnLog
    traced: Traced
    timeline: Timeline
    text: str
    """The learner's words: typed, or heard by the first stage."""
    choice: Choice | None = None
    transcript: dict[str, Any] | None = None
    samples: NDArray[np.float32] | None = None
    """The recording, (samples,) at 16 kHz, once somebody has asked for it."""
    switch: Switch | None = None
    """Where the learner left Spanish."""
    scene: Scene | None = None
    move: Move | None = None
    """What the scene has this reply do."""
    written: bool = False
    """Whether a line of the scene's own was said."""
    sources: list[Source] = field(default_factory=list)
    checked: Checked | None = None
    usage: dict[str, Any] | None = None
    simplified: SimplifiedReply | None = None
    answering: asyncio.Event = field(default_factory=asyncio.Event)
    """Set with the first words of the reply."""
    voice_ahead: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when there is sound enough for other work on the voice's cores."""
    utterance: Utterance | None = None
    reply_complete: bool = False
    ending: bool = False

    @classmethod
    def of(cls, services: Services, opened: OpenTurn) -> TurnState:
        """The state of a turn that is about to begin."""
        pass_on = Passing(services.bus, opened.turn_id) if services.bus else None
        traced = services.traces.begin("turn")
        turn_log = TurnLog(opened.turn_id, services.store, pass_on)
        return cls(services, opened, turn_log, traced, Timeline(traced.step), opened.text)

    @property
    def model(self) -> ChatModel:
        """The model that answers."""
        assert self.choice
        return self.choice.model

    @property
    def family(self) -> Family:
        """What is known of models like the one that answers."""
        return family_of(self.model.name)

    @property
    def why(self) -> str:
        """Why the reply is whose it is, as the page tells it."""
        assert self.choice
        return f"{OWN_LINE}; {self.choice.why}" if self.written else self.choice.why

    @property
    def reply(self) -> str:
        """The tutor's words as they are shown, spoken and kept."""
        return self.simplified.text if self.simplified else self.log.text

    @property
    def edits(self) -> list[Edit]:
        return self.checked.edits if self.checked else []

    @property
    def speech_url(self) -> str:
        return f"/api/messages/{self.opened.tutor_message_id}/speech"

    def queue_observer(self, engine: EngineKind) -> QueueObserver:
        """Shows the learner how many are ahead in the queue of an engine."""

        def observe(position: int, wait_s: float | None) -> None:
            if position == 0:
                self.timeline.end("waited")
                return
            self.timeline.begin("waited")
            self.log.add("queue", {"engine": engine, "position": position, "wait_s": wait_s})

        return observe

    async def history(self) -> ConversationHistory:
        """The conversation as it stands, with the learner's words."""
        if self.opened.history is None:
            conversation_id = self.opened.conversation_id
            self.opened.history = await self.services.store.read(
                lambda session: history(session, session.get_one(Conversation, conversation_id))
            )
        return self.opened.history

    async def sound(self) -> NDArray[np.float32]:
        """The recording's samples, (samples,) at 16 kHz, decoded once.

        Raises AudioUnreadable and its like, FilesUnreachable.
        """
        if self.samples is None:
            services = self.services
            async with services.decoder.turn(self.opened.learner_id):
                recording = await anyio.to_thread.run_sync(services.files.read, self.opened.recording or "")
                if recording is None:
                    raise AudioUnreadable("That recording is gone.", action="Say it again.")
                self.samples = await services.decoder.decode(recording, services.settings.max_audio_seconds)
        return self.samples

    def done(self, *, stopped: bool) -> dict[str, Any]:
        """The data of the event `done`."""
        return {
            "text": self.reply,
            "original_text": self.simplified.original if self.simplified else None,
            "learner_text": self.text,
            "corrections": [asdict(edit) for edit in self.edits],
            "corrected_text": apply(self.text, confirmed(self.edits)),
            "glosses": [asdict(gloss) for gloss in self.simplified.glosses] if self.simplified else [],
            "reply_level": self.simplified.level if self.simplified else None,
            "usage": self.usage,
            "speech_url": self.speech_url,
            "stopped": stopped,
            "switched": self.switch is not None,
            "goals": list(self.move.after.goals) if self.move else [],
            "scene_over": bool(self.move and self.move.ended),
        }
