"""Models, and the engines they run in."""

from __future__ import annotations

from tutor.core.errors.base import TutorError


class EngineUnavailable(TutorError):
    status, code, retryable = 503, "engine_unavailable", True
    message = "The part of the tutor that is needed for this is not available."
    action = "Run `tutor doctor` on the tutor's computer to see what is missing and how to mend it."


class ConsentNeeded(EngineUnavailable):
    """Who could answer is elsewhere, and the learner has not said that their words may go there."""

    code = "consent_needed"
    message = "The language model here does not answer, and another one could, on somebody else's computer."
    action = "Say whether what you write may go there, or wait a moment and try again."


class EngineLoading(EngineUnavailable):
    code = "engine_loading"
    message = "The tutor is still waking up."
    action = "Wait a few seconds and try again."


class EngineBusy(EngineUnavailable):
    code = "engine_busy"
    message = "The language model has too much to do."
    action = "Wait a moment, then try again."


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


class ModelUnloadable(ModelUnusable):
    """Its file is there, and its engine cannot do anything with it."""

    code = "model_unloadable"
    message = "That model could not be started."
    action = "Update what runs it and fetch the model again, or choose another one in Settings."


class RemoteModelRefused(ModelUnusable):
    """An engine here passes the model on to somebody else's computer, which does not answer for it."""

    code = "remote_model_refused"
    message = "That model is computed elsewhere, where it was refused."
    action = "Choose a model that is here in Settings."


class EngineFailed(TutorError):
    status, code, retryable = 502, "engine_failed", True
    message = "The language model stopped in the middle of its answer."
    action = "Press “Try again”. What you said and what had arrived are kept."


class EngineTooSlow(EngineFailed):
    code = "engine_too_slow"
    message = "The language model took too long, so it was stopped."
    action = "Press “Try again”. If it keeps happening, a smaller model will answer sooner."


class ThoughtTooLong(EngineFailed):
    """All the room for a reply went into what the model thought."""

    code = "thought_too_long"
    message = "The model thought so long that it never came to its answer."
    action = "Press “Try again”, or choose in Settings a model that does not think first."


class ReplyRefused(EngineFailed):
    """The engine's own rules keep it from answering."""

    status, code, retryable = 422, "reply_refused", False
    message = "The language model would not answer that."
    action = "Say it in another way, or talk about something else."


class NoModelHere(ReplyRefused):
    """The tutor runs without a language model on purpose: nothing is wrong, and the scenes go on."""

    status, code = 503, "engine_unavailable"
    message = "This tutor runs without a language model, so it cannot do that."
    action = "Choose one of the scenes to talk in, or ask whoever runs this tutor to give it a model (TUTOR_LLM)."


class RequestRefused(ReplyRefused):
    """The engine cannot work with what it was asked for, a schema for example, and nothing is wrong with it."""

    code = "request_refused"
    message = "The language model could not work with that request."
    action = "Check what was sent; a shorter text may do."


class ConversationTooLong(RequestRefused):
    """The model was given less context than the prompt needs."""

    code = "conversation_too_long"
    message = "The conversation is longer than the model can hold."
    action = "Begin a new conversation. Whoever runs the model's server can give it more context."


class ModelFileBroken(TutorError):
    status, code, retryable = 503, "model_file_broken", True
    message = "A model file on the disk is damaged."
    action = "Run `tutor models get` on the tutor's computer to fetch it anew."


class DownloadFailed(TutorError):
    status, code, retryable = 503, "download_failed", True
    message = "A model could not be downloaded."
    action = "Check the network and run `tutor models get` again; it continues where it stopped."
