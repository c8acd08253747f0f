"""How something was said, as it goes over the wire."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel


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
