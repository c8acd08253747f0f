"""Requests that cannot be granted as they are, and who may ask."""

from __future__ import annotations

import math

from tutor.core.errors.base import TutorError


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


class NotFound(TutorError):
    status, code = 404, "not_found"
    message = "That does not exist, or no longer does."
    action = "Go back to your conversations and choose another."


class Conflict(TutorError):
    status, code, retryable = 409, "conflict", True
    message = "Somebody changed the same thing at the same moment."
    action = "Look at it again, then try once more."


class TurnInProgress(TutorError):
    status, code, retryable = 409, "turn_in_progress", True
    message = "The tutor is still answering in this conversation."
    action = "Wait for the answer to finish, or stop it."


class TurnLost(TutorError):
    """Another process has taken this turn's owner for dead and ended it."""

    status, code, retryable = 503, "interrupted", True
    message = "The tutor was closed in the middle of its answer."
    action = "Press “Try again”. What you said is kept."


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
    action = "Press “Another reply” at the last reply of the conversation."


class TooManyRequests(TutorError):
    """`retry_after` says after how many seconds it may work again."""

    status, code, retryable = 429, "too_many_requests", True
    message = "That was a lot in a short time."
    action = "Wait a moment, then send it again."

    def __init__(self, retry_after: float) -> None:
        self.retry_after = max(1, math.ceil(retry_after))
        super().__init__(action=f"Wait {self.retry_after} seconds, then send it again.")


class TooManyTokens(TutorError):
    status, code = 409, "too_many_tokens"
    message = "You have as many tokens as the tutor keeps for you."
    action = "Delete one that no program uses any more, then make the new one."


class TooManyFollowers(TutorError):
    status, code, retryable = 429, "too_many_followers", True
    message = "Too many pages are following this conversation already."
    action = "Close it in another window, then try again."


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


class NotATeacher(TutorError):
    status, code = 403, "not_a_teacher"
    message = "Only teachers have classes here."
    action = "Ask the owner of this tutor to make you a teacher."


class NotAgreed(TutorError):
    status, code = 403, "not_agreed"
    message = "This learner has not agreed that you see what they say and write."
    action = "You see what was to be done and whether it was; ask them if you need more."


class SceneNotReady(TutorError):
    status, code = 409, "scene_not_ready"
    message = "This scene cannot be played yet."
    action = "Mend what is marked in it, then try again."


class NotAScene(TutorError):
    status, code = 422, "not_a_scene"
    message = "That file is not a scene."
    action = "Choose a .toml file that was exported from a tutor."


class TableFaulty(TutorError):
    status, code = 422, "table_faulty"
    message = "Not every line of this table can be used."
    action = "Mend the lines that are named, or leave them out."


class PasswordNeeded(TutorError):
    status, code = 403, "password_needed"
    message = "That needs your password once more."
    action = "Give it, then do it again."
