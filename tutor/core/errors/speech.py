"""Recordings, microphones, and what was said into them."""

from __future__ import annotations

from tutor.core.errors.base import TutorError


class AudioUnreadable(TutorError):
    status, code = 422, "audio_unreadable"
    message = "The recording could not be read."
    action = "Record it again. If it keeps happening, try another browser or microphone."


class AudioTooLong(TutorError):
    status, code = 413, "audio_too_long"
    message = "The recording is too long for one message."
    action = "Say it in shorter parts."


class ListeningPaused(TutorError):
    status, code, retryable = 408, "listening_paused", True
    message = "Nothing was said for a long time, so the tutor no longer listens."
    action = "Start to speak again when you are ready."


class TooMuchSound(TutorError):
    status, code, retryable = 429, "too_much_sound", True
    message = "More sound came in than anyone can speak."
    action = "Start to speak again. If it keeps happening, reload the page."


class TooManyMicrophones(TutorError):
    status, code, retryable = 429, "too_many_microphones", True
    message = "You are already speaking to the tutor in several places."
    action = "Close the tutor in another tab or on another device."


class SpeechForgotten(TutorError):
    status, code = 410, "speech_forgotten"
    message = "What you said was already sent, or is no longer kept."
    action = "Say it again."


class NothingHeard(TutorError):
    status, code, retryable = 422, "nothing_heard", True
    message = "I heard nothing I could understand."
    action = "Move closer to the microphone, check that it is not muted, and say it again."


class OtherWords(TutorError):
    status, code, retryable = 422, "other_words", True
    message = "That did not sound like the sentence."
    action = "Listen to it once more, then say the same words."
