"""Conversations, their messages and the scenes they are in, as they go over the wire."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from tutor.api.corrections.schemas import CorrectionOut
from tutor.api.learners.schemas import LearnerGoal
from tutor.api.schemas import ErrorBody, Id, Sent, Strict, Title
from tutor.conversation.focus.focus import Focus
from tutor.conversation.next_scene import FOR_GOAL
from tutor.conversation.prompt.templates.shelf import Kept
from tutor.conversation.scenes.schema import Scene
from tutor.conversation.scenes.told import in_language
from tutor.core.errors import InvalidInput
from tutor.core.levels import Level
from tutor.corrections.edits import Edit
from tutor.store.tables import Conversation, Message


class HardWord(BaseModel):
    """A word above a level, at code points `start:end` of the text."""

    text: str
    start: int
    end: int
    lemma: str
    level: Level
    meaning: str


class SourceOut(BaseModel):
    """A passage of a document as it is quoted under a reply."""

    document_id: str
    title: str
    position: int
    page: int | None
    section: str
    text: str


class TranscribedWord(BaseModel):
    """A word as heard; times in seconds from the start of the recording, probability 0…1."""

    text: str
    start: float
    end: float
    probability: float


class TranscriptOut(Sent):
    """What was heard in a recording, before the learner put it right; `unsure` where it is a word or two to ask about."""

    text: str = ""
    words: list[TranscribedWord] = Field(default_factory=list)
    language: str = ""
    duration_s: float = 0.0
    unsure: bool = False


class UsageOut(Sent):
    """What a reply cost. What is null the engine does not tell; `cut` says that its limit ended the reply."""

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int | None = None
    tokens_per_s: float | None = None
    first_token_ms: float | None = None
    cut: bool = False


class MessageOut(BaseModel):
    id: str
    turn_id: str | None
    sent_as: str | None
    role: Literal["learner", "tutor"]
    text: str
    created_at: datetime
    state: Literal["pending", "complete", "stopped", "failed"]
    transcript: TranscriptOut | None
    recording_url: str | None
    speech_url: str | None
    corrections: list[CorrectionOut]
    corrected_text: str | None
    translation: str | None
    original_text: str | None
    reply_level: Level | None
    glosses: list[HardWord]
    sources: list[SourceOut]
    usage: UsageOut | None
    model: str | None
    engine: str | None
    why: str | None
    error: ErrorBody | None

    @classmethod
    def of(cls, message: Message) -> MessageOut:
        url = f"/api/messages/{message.id}"
        speaks = message.role == "tutor" and message.text.strip() and message.state != "pending"
        return cls.model_validate(
            message.model_dump()
            | {
                "corrections": [asdict(Edit.stored(edit)) for edit in message.corrections],
                "recording_url": f"{url}/recording" if message.recording else None,
                "speech_url": f"{url}/speech" if speaks else None,
            }
        )


class ScenarioOut(BaseModel):
    """A scene as it is offered; `reasons` are those to learn that it serves, `phrases` (Spanish, what it means)."""

    id: str
    title: str
    title_es: str
    description: str
    description_es: str
    icon: str
    level_min: Level
    variety: str
    you: str
    you_es: str
    goals: list[str]
    goals_es: list[str]
    phrases: list[tuple[str, str]]
    reasons: list[LearnerGoal]

    @classmethod
    def of(cls, scene: Scene, language: str = "") -> ScenarioOut:
        """A scene for a page that speaks `language`."""
        scene = in_language(scene, language)
        return cls(
            id=scene.id,
            title=scene.title,
            title_es=scene.title_es,
            description=scene.description,
            description_es=scene.description_es,
            icon=scene.icon,
            level_min=Level(scene.level_min),
            variety=scene.variety,
            you=scene.card.you,
            you_es=scene.card.you_es,
            goals=[step.goal for step in scene.step],
            goals_es=[step.goal_es for step in scene.step],
            phrases=list(scene.card.phrases),
            reasons=[goal for goal, served in FOR_GOAL.items() if scene.id in served],
        )


class ConversationSummary(BaseModel):
    id: str
    title: str
    level: Level
    scenario_id: str
    document_id: str | None
    created_at: datetime
    updated_at: datetime
    message_count: int
    last_text: str


class TemplateUsed(BaseModel):
    """What a conversation goes by; the built-in template has no version."""

    id: str
    name: str
    version: int | None


class FocusOut(BaseModel):
    """What a conversation practises: a point of the map, or words."""

    title: str
    point_id: str | None
    words: list[str]

    @classmethod
    def of(cls, focus: Focus | None, language: str) -> FocusOut | None:
        """For a page that speaks `language`."""
        if focus is None:
            return None
        return cls(title=focus.title_in(language), point_id=focus.point and focus.point.id, words=list(focus.words))


class ConversationOut(BaseModel):
    id: str
    title: str
    level: Level
    scenario_id: str
    document_id: str | None
    place: int | None
    created_at: datetime
    updated_at: datetime
    archived: bool
    summary: str
    focus: FocusOut | None
    template: TemplateUsed
    active_turn_id: str | None
    messages: list[MessageOut]

    @classmethod
    def of(
        cls,
        conversation: Conversation,
        template: Kept,
        messages: list[Message],
        active_turn_id: str | None,
        language: str,
    ) -> ConversationOut:
        """For a page that speaks `language`."""
        return cls.model_validate(
            conversation.model_dump()
            | {
                "focus": FocusOut.of(Focus.stored(conversation.focus), language),
                "template": TemplateUsed(id=template.id, name=template.name, version=template.version),
                "archived": conversation.archived,
                "active_turn_id": active_turn_id,
                "messages": [MessageOut.of(m) for m in messages],
            }
        )


class NewConversation(Strict):
    """With `document_id` it is about that document, and the scenario is that of reading. With `reading` as well, the
    tutor says nothing before it asks about a passage. With `point_id`, a point of the map, or with `words` it gives
    chances to use them; no words in `words` means those of the learner's cards that are due first."""

    level: Level
    scenario_id: str = "charla"
    template_id: Annotated[str, StringConstraints(max_length=40)] | None = None  # else the learner's usual one
    document_id: Id | None = None
    reading: bool = False
    point_id: Annotated[str, StringConstraints(max_length=80)] | None = None
    words: Annotated[list[Annotated[str, StringConstraints(max_length=80)]], Field(max_length=40)] | None = None

    def focus(self, words_due: Callable[[], list[str]]) -> Focus | None:
        """Raises InvalidInput for an unknown point, no words, and for both at once or with a document."""
        if (self.point_id is not None) + (self.words is not None) + (self.document_id is not None) > 1:
            raise InvalidInput("A conversation is about one thing.", action="Choose a point, words or a text.")
        if self.point_id is not None:
            return Focus.on_point(self.point_id)
        return Focus.on_words(self.words or words_due()) if self.words is not None else None


class ConversationPatch(Strict):
    """`archived` puts a conversation away, or brings it back."""

    archived: bool | None = None
    title: Title | None = None
    level: Level | None = None


class NewTurn(Strict):
    """What was typed, or what was said to `/api/listen`; with both, the text is how the learner put it right."""

    text: str = ""
    listen_id: Id | None = None
    replaces: Id | None = None
    stream: bool = True


class Translation(BaseModel):
    text: str
    language: str
