"""One hierarchy of errors that may reach a person.

Each knows its HTTP status, a stable code, a sentence a learner understands, and what to do about it.
"""

from __future__ import annotations

import errno
import math
from typing import Any


class TutorError(Exception):
    """Something went wrong that a person should hear about.

    `code` is stable and machine-readable, `message` says what happened in plain words, `action` says what
    to do next. `retryable` is true when the same request may work if sent again.
    """

    status: int = 500
    code: str = "internal"
    message: str = "Something went wrong inside the tutor."
    action: str = "Try again. If it keeps happening, run `tutor doctor`."
    retryable: bool = False

    def __init__(self, message: str | None = None, *, action: str | None = None, detail: str | None = None) -> None:
        self.message = message or type(self).message
        self.action = action or type(self).action
        self.detail = detail
        super().__init__(self.message if detail is None else f"{self.message} ({detail})")

    def as_dict(self) -> dict[str, Any]:
        """The wire form, without internal detail."""
        return {"code": self.code, "message": self.message, "action": self.action, "retryable": self.retryable}


class SignInNeeded(TutorError):
    status, code = 401, "sign_in"
    message = "You are not signed in."
    action = "Sign in; what you wrote is kept."


class WrongLogin(TutorError):
    status, code = 401, "wrong_login"
    message = "That name and password do not belong together."
    action = "Check both and try again."


class Forbidden(TutorError):
    status, code = 403, "forbidden"
    message = "Only the owner of this tutor may do that."
    action = "Ask the owner."


class PasswordNeeded(TutorError):
    status, code = 403, "password_needed"
    message = "That needs your password once more."
    action = "Give it, then do it again."


class TooManyRequests(TutorError):
    """`retry_after` says after how many seconds it may work again."""

    status, code, retryable = 429, "too_many_requests", True
    message = "That was a lot in a short time."
    action = "Wait a moment, then send it again."

    def __init__(self, retry_after: float) -> None:
        self.retry_after = max(1, math.ceil(retry_after))
        super().__init__(action=f"Wait {self.retry_after} seconds, then send it again.")


class NotFound(TutorError):
    status, code = 404, "not_found"
    message = "That does not exist, or no longer does."
    action = "Go back to your conversations and choose another."


class InvalidInput(TutorError):
    status, code = 422, "invalid_input"
    message = "The request could not be understood."
    action = "Check what was sent and try again."


class EmptyText(InvalidInput):
    code = "empty_text"
    message = "There is nothing to send yet."
    action = "Write or say something first."


class TemplateInvalid(InvalidInput):
    code = "template_invalid"
    message = "This template cannot be used."
    action = "Mend it there: variables stand as {level}, and a brace that is meant is written twice."


class TextTooLong(TutorError):
    status, code = 413, "text_too_long"
    message = "That text is too long for one message."
    action = "Send it in shorter parts."


class UploadTooLarge(TutorError):
    status, code = 413, "upload_too_large"
    message = "That file is too large."
    action = "Send a smaller one: a shorter recording, or a part of a document."


class TurnInProgress(TutorError):
    status, code, retryable = 409, "turn_in_progress", True
    message = "The tutor is still answering in this conversation."
    action = "Wait for the answer to finish, or stop it."


class CardChanged(TutorError):
    status, code, retryable = 409, "card_changed", True
    message = "This card was already reviewed, perhaps on another device."
    action = "Go on with the next card; the queue is up to date."


class NothingToUndo(TutorError):
    status, code = 409, "nothing_to_undo"
    message = "There is no review to take back."
    action = "Go on with the next card."


class NothingToRegenerate(TutorError):
    status, code = 409, "nothing_to_regenerate"
    message = "Only the latest reply can be written again."
    action = "Regenerate the last reply of the conversation."


class AudioUnreadable(TutorError):
    status, code = 422, "audio_unreadable"
    message = "The recording could not be read."
    action = "Record it again. If it keeps happening, try another browser or microphone."


class AudioTooLong(TutorError):
    status, code = 413, "audio_too_long"
    message = "The recording is too long for one message."
    action = "Say it in shorter parts."


class DocumentUnreadable(TutorError):
    status, code = 422, "document_unreadable"
    message = "That file could not be read."
    action = "Add a text, a PDF, an EPUB or a web page saved as HTML. If it is one of these, save it anew."


class DocumentEmpty(TutorError):
    status, code = 422, "document_empty"
    message = "There is no text in that file."
    action = "If its pages are pictures, as in a scan, let a program for text recognition (OCR) read it first."


class DocumentLocked(TutorError):
    status, code = 422, "document_locked"
    message = "That file is protected, so the tutor cannot read it."
    action = "Open it with its password, save it without protection, and add that copy."


class DocumentTooLong(TutorError):
    status, code = 413, "document_too_long"
    message = "That document is too long, or takes too long to read."
    action = "Split it, and add a part: a chapter, for example."


class TooManyDocuments(TutorError):
    status, code = 409, "too_many_documents"
    message = "You have as many documents as the tutor can keep for you."
    action = "Delete one you have read, then add this one again."


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


class TooManyFollowers(TutorError):
    status, code, retryable = 429, "too_many_followers", True
    message = "Too many pages are following this conversation already."
    action = "Close it in another window, then try again."


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


class EngineUnavailable(TutorError):
    status, code, retryable = 503, "engine_unavailable", True
    message = "The part of the tutor that is needed for this is not available."
    action = "Run `tutor doctor` to see what is missing and how to mend it."


class ConsentNeeded(EngineUnavailable):
    """Who could answer is elsewhere, and the learner has not said that their words may go there."""

    code = "consent_needed"
    message = "The language model here does not answer, and another one could, on somebody else's computer."
    action = "Say whether what you write may go there, or wait a moment and retry."


class EngineLoading(EngineUnavailable):
    code = "engine_loading"
    message = "The tutor is still waking up."
    action = "Wait a few seconds and try again."


class EngineBusy(EngineUnavailable):
    code = "engine_busy"
    message = "The language model has too much to do."
    action = "Wait a moment, then retry."


class ModelUnusable(EngineUnavailable):
    """One model of an engine cannot be used; another of the same engine may."""

    code = "model_unusable"


class ModelMissing(ModelUnusable):
    code = "model_missing"
    message = "The model is not there any more."
    action = "Choose another model in Settings."


class ModelTooLarge(ModelUnusable):
    code = "model_too_large"
    message = "There is not enough memory for the model."
    action = "Close other programs, or choose a smaller model in Settings."


class ModelCannotChat(ModelUnusable):
    code = "model_cannot_chat"
    message = "That model cannot hold a conversation."
    action = "Choose another model in Settings."


class EngineFailed(TutorError):
    status, code, retryable = 502, "engine_failed", True
    message = "The language model stopped in the middle of its answer."
    action = "Press retry. What you said and what had arrived are kept."


class EngineTooSlow(EngineFailed):
    code = "engine_too_slow"
    message = "The language model took too long, so it was stopped."
    action = "Press retry. If it keeps happening, a smaller model will answer sooner."


class ThoughtTooLong(EngineFailed):
    """All the room for a reply went into what the model thought."""

    code = "thought_too_long"
    message = "The model thought so long that it never came to its answer."
    action = "Press retry, or choose in Settings a model that does not think first."


class ReplyRefused(EngineFailed):
    """The engine's own rules keep it from answering."""

    status, code, retryable = 422, "reply_refused", False
    message = "The language model would not answer that."
    action = "Say it in another way, or talk about something else."


class NoModelHere(ReplyRefused):
    """The tutor runs without a language model on purpose: nothing is wrong, and the scenes go on."""

    status, code = 503, "engine_unavailable"
    message = "This tutor runs without a language model, so it cannot do that."
    action = "Choose one of the scenes to talk in, or set TUTOR_LLM to a model's engine."


class RequestRefused(ReplyRefused):
    """The engine cannot work with what it was asked for, a schema for example, and nothing is wrong with it."""

    code = "request_refused"
    message = "The language model could not work with that request."
    action = "Check what was sent; a simpler schema or a shorter text may do."


class ModelFileBroken(TutorError):
    status, code, retryable = 503, "model_file_broken", True
    message = "A model file on the disk is damaged."
    action = "Run `tutor models get` to fetch it anew."


class DownloadFailed(TutorError):
    status, code, retryable = 503, "download_failed", True
    message = "A model could not be downloaded."
    action = "Check the network and run `tutor models get` again; it continues where it stopped."


class DiskFull(TutorError):
    status, code, retryable = 507, "disk_full", True
    message = "The disk is full, so nothing more can be saved."
    action = "Free some space, then send it again."


class TooManyTokens(TutorError):
    status, code = 409, "too_many_tokens"
    message = "You have as many tokens as the tutor keeps for you."
    action = "Delete one that no program uses any more, then make the new one."


class RoomUsed(TutorError):
    status, code = 507, "room_used"
    message = "Your recordings take all the room there is for them."
    action = "Delete conversations that you no longer need, then send it again. Typing still works."


class DatabaseBusy(TutorError):
    status, code, retryable = 503, "database_busy", True
    message = "The tutor's database is busy."
    action = "Try again in a few seconds."


class Conflict(TutorError):
    status, code, retryable = 409, "conflict", True
    message = "Somebody changed the same thing at the same moment."
    action = "Look at it again, then try once more."


# What a write fails with when there is no room: the disk is full, a quota is used up, a limit on file size is reached.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class PortTaken(TutorError):
    code = "port_taken"
    message = "Another program is already using that port."
    action = "Stop it, or choose another port: `PORT=8001 make run`."


class UnsafeSettings(TutorError):
    code = "unsafe_settings"
    message = "These settings would open the tutor to others without protection."
    action = "Bind to 127.0.0.1, or set TUTOR_ACCOUNTS=1 so that everyone must sign in."


class AlreadyRunning(TutorError):
    code = "already_running"
    message = "Another tutor is already working with this data folder."
    action = "Stop it, or give this one a folder of its own with TUTOR_DATA_DIR."


class BackupUnusable(TutorError):
    code = "backup_unusable"
    message = "That file is not a backup this tutor can restore."
    action = "Choose a file made by `tutor backup`. Nothing was changed."


class DatabaseDamaged(TutorError):
    status, code = 503, "database_damaged"
    message = "The tutor's database is damaged."
    action = "Stop the tutor and restore a backup with `tutor restore`; the damaged file is moved aside and kept."


class DatabaseEmptied(TutorError):
    code = "database_emptied"
    message = "The tutor's database is empty, though there are recordings beside it."
    action = "Restore a backup with `tutor restore`, or delete the empty file to begin anew."


class FolderUnusable(TutorError):
    code = "folder_unusable"
    message = "The tutor cannot write into its data folder."
    action = "Make it yours with `chown` and `chmod`, or choose another with TUTOR_DATA_DIR."


class DatabaseUnreachable(TutorError):
    status, code, retryable = 503, "database_unreachable", True
    message = "The tutor's database does not answer."
    action = "Wait a moment, then try again. The operator can see why in the database's log."


class DatabaseTooNew(TutorError):
    code = "database_too_new"
    message = "Your data was written by a newer version of Tutor."
    action = "Update Tutor, or restore a backup made by this version."


def status_of(code: str) -> int:
    """The HTTP status that belongs to an error code."""
    kinds: list[type[TutorError]] = [TutorError]
    while kinds:
        kind = kinds.pop()
        if kind.code == code:
            return kind.status
        kinds += kind.__subclasses__()
    return TutorError.status
