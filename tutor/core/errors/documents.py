"""Documents that cannot be read or kept."""

from __future__ import annotations

from tutor.core.errors.base import TutorError


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


class TooManyHearings(TutorError):
    status, code = 409, "too_many_hearings"
    message = "The tutor is still listening to other recordings of yours."
    action = "Wait until one of them is a text, or stop it, then add this one again."
