"""What goes over the wire, for requests and OpenAPI."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tutor.conversation.next_scene import FOR_GOAL
from tutor.conversation.prompt.templates.shelf import Kept
from tutor.conversation.scenes.schema import Scene
from tutor.core.levels import Level
from tutor.core.text import taken_in
from tutor.corrections.edits import Edit, Severity
from tutor.store.tables import Conversation, Message

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class Received(BaseModel):
    """A request body: its text is in one form, and holds characters only."""

    composed: ClassVar[bool] = True

    @model_validator(mode="before")
    @classmethod
    def _taken_in(cls, value: Any) -> Any:
        return taken_in(value, composed=cls.composed)


class Strict(Received):
    """One of our page's: unknown fields are refused rather than ignored."""

    model_config = ConfigDict(extra="forbid")


class Answered(BaseModel):
    """Something the server sends whole: its schema says so of fields with defaults too."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class CorrectionOut(BaseModel):
    id: str
    start: int
    end: int
    original: str
    replacement: str
    category: str
    severity: Severity
    explanation: str
    rule: str
    rule_id: str
    example: str
    rank: int
    confidence: float
    source: str
    dismissed: bool
    evidence: Literal["sure", "weak"]
    heard_at: tuple[float, float] | None


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


class TranscriptOut(Answered):
    """What was heard in a recording, before the learner put it right."""

    text: str = ""
    words: list[TranscribedWord] = []
    language: str = ""
    duration_s: float = 0.0


class UsageOut(Answered):
    """What a reply cost. What is null the engine does not tell; `cut` says that its limit ended the reply."""

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int | None = None
    tokens_per_s: float | None = None
    first_token_ms: float | None = None
    cut: bool = False


class ErrorBody(BaseModel):
    code: str
    message: str
    action: str
    retryable: bool


class MessageOut(BaseModel):
    id: str
    turn_id: str | None
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


# Why somebody learns; "" where they have not said.
LearnerGoal = Literal["", "travel", "work", "family", "exam", "school"]


class ScenarioOut(BaseModel):
    """A scene as it is offered; `reasons` are those to learn that it serves, `phrases` (Spanish, English)."""

    id: str
    title: str
    title_es: str
    description: str
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
    def of(cls, scene: Scene) -> ScenarioOut:
        return cls(
            id=scene.id,
            title=scene.title,
            title_es=scene.title_es,
            description=scene.description,
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


class ConversationOut(BaseModel):
    id: str
    title: str
    level: Level
    scenario_id: str
    document_id: str | None
    place: int | None
    created_at: datetime
    updated_at: datetime
    summary: str
    template: TemplateUsed
    active_turn_id: str | None
    messages: list[MessageOut]

    @classmethod
    def of(
        cls, conversation: Conversation, template: Kept, messages: list[Message], active_turn_id: str | None
    ) -> ConversationOut:
        return cls.model_validate(
            conversation.model_dump()
            | {
                "template": TemplateUsed(id=template.id, name=template.name, version=template.version),
                "active_turn_id": active_turn_id,
                "messages": [MessageOut.of(m) for m in messages],
            }
        )


class NewConversation(Strict):
    """With `document_id` it is about that document, and the scenario is that of reading. With `reading` as well, the
    tutor says nothing before it asks about a passage."""

    level: Level
    scenario_id: str = "charla"
    template_id: Annotated[str, StringConstraints(max_length=40)] | None = None  # else the learner's usual one
    document_id: Id | None = None
    reading: bool = False


class ConversationPatch(Strict):
    title: Title | None = None
    level: Level | None = None


class NewTurn(Strict):
    """What was typed, or what was said to `/api/listen`; with both, the text is how the learner put it right."""

    text: str = ""
    listen_id: Id | None = None
    replaces: Id | None = None
    stream: bool = True


class LearnerOut(BaseModel):
    id: str
    name: str
    first_language: str
    level: Level
    voice: str
    speech_speed: float | None
    accent: Literal["spain", "america"]
    strictness: Literal["gentle", "normal", "strict"]
    tips: bool
    patience: float
    template_id: str
    engine: str
    goal: LearnerGoal
    minutes_a_day: int
    remembers: bool


class LearnerPatch(Strict):
    name: Annotated[str, StringConstraints(max_length=80)] | None = None
    first_language: Language | None = None
    level: Level | None = None
    voice: Annotated[str, StringConstraints(max_length=80)] | None = None
    speech_speed: Annotated[float, Field(ge=0.5, le=1.5)] | None = None
    accent: Literal["spain", "america"] | None = None
    strictness: Literal["gentle", "normal", "strict"] | None = None
    tips: bool | None = None
    patience: Annotated[float, Field(ge=0.7, le=3.0)] | None = None
    template_id: Annotated[str, StringConstraints(max_length=40)] | None = None
    engine: Annotated[str, StringConstraints(max_length=200)] | None = None
    goal: LearnerGoal | None = None
    minutes_a_day: Annotated[int, Field(ge=1, le=240)] | None = None
    remembers: bool | None = None


class CorrectionRequest(Strict):
    """`conversation_id`: where the text is being written, so that the model can read it before it is sent."""

    composed: ClassVar[bool] = False  # the places of corrections are counted in the text as the page has it

    text: str
    conversation_id: str | None = None
    level: Level = Level.B1
    mode: Literal["fast", "full"] = "fast"


Word = Annotated[str, StringConstraints(max_length=400)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class DismissRequest(Strict):
    original: Word
    replacement: Word
    category: Key
    rule_id: Key


class ErrorCounts(BaseModel):
    category: str
    counts: list[int]


class ErrorsByWeek(BaseModel):
    """Mistakes over time; `weeks` are Mondays, and every list is as long as it."""

    weeks: list[date]
    messages: list[int]
    words: list[int]
    categories: list[ErrorCounts]


class CorrectionAnswer(BaseModel):
    corrections: list[CorrectionOut]
    corrected_text: str


class SpokenSoundOut(BaseModel):
    """A sound of a word, in IPA, the letters that stand for it, and how well it was said: 0…1, below ½ it was missed."""

    ipa: str
    start: int
    end: int
    score: float


class SpokenWordOut(BaseModel):
    """`score` 0…1, that of the worst sound, null where nothing can be told; `sound` is what was missed, "" if nothing was, and
    `heard_as` how that is written, "" where Spanish has no letters for it."""

    text: str
    start: int
    end: int
    score: float | None
    sound: str
    heard_as: str
    advice: str
    sounds: list[SpokenSoundOut]


class PronunciationOut(BaseModel):
    words: list[SpokenWordOut]


class WordTimeOut(BaseModel):
    text: str
    start: float
    end: float


class PitchOut(BaseModel):
    at: float
    semitones: float


class PauseOut(BaseModel):
    """`after` is the number of the word before it."""

    start: float
    end: float
    after: int


class ProsodyOut(BaseModel):
    """How a sentence was said, in seconds from its first word; the pitch in semitones from the speaker's median."""

    words: list[WordTimeOut]
    pitch: list[PitchOut]
    pauses: list[PauseOut]
    syllables_per_s: float
    articulation: float


class FindingOut(BaseModel):
    """What differs; `word` is the number of the word it is about, `amount` a factor, or seconds of a pause."""

    code: Literal["slower", "faster", "flat", "pause", "long_word", "melody"]
    amount: float
    word: int | None


class ShadowOut(BaseModel):
    """A model and a take of the same sentence. `aligned` is the pitch of the take where the model says the words;
    `melody` their correlation (-1…1), `rhythm` what part of their time the words have in common (0…1)."""

    model: ProsodyOut
    take: ProsodyOut
    aligned: list[PitchOut]
    melody: float | None
    rhythm: float
    findings: list[FindingOut]


class Translation(BaseModel):
    text: str
    language: str


class ErrorAnswer(BaseModel):
    """How every error is answered."""

    error: ErrorBody
