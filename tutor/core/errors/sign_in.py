"""Signing in with an account from elsewhere, and coming from a course."""

from __future__ import annotations

from tutor.core.errors.base import TutorError


class SignInAway(TutorError):
    status, code, retryable = 503, "sign_in_away", True
    message = "The service that you sign in with does not answer."
    action = "Wait a moment, then try again. If it lasts, tell whoever runs this tutor."


class SignInRefused(TutorError):
    """Something in the answer is not as it must be; the log says what."""

    status, code = 403, "sign_in_refused"
    message = "The answer of the service that you sign in with could not be trusted."
    action = "Start again. If it happens again, tell whoever runs this tutor."


class SignInExpired(TutorError):
    status, code = 403, "sign_in_expired"
    message = "That sign-in took too long, was used already, or was begun in another browser."
    action = "Start again."


class ClocksApart(TutorError):
    status, code = 403, "clocks_apart"
    message = "The clocks of this tutor and of the service that you sign in with differ by minutes."
    action = "Tell whoever runs this tutor: both clocks should be set by the network."


class NoAccountHere(TutorError):
    status, code = 403, "no_account"
    message = "You have no account on this tutor yet."
    action = "Ask its owner for an invitation, open it, and sign in from there."


class AccountClosed(TutorError):
    status, code = 403, "account_closed"
    message = "Your account on this tutor is closed."
    action = "Ask its owner."


class PlatformUnknown(TutorError):
    status, code = 403, "platform_unknown"
    message = "This tutor does not know the platform that you come from."
    action = "Tell whoever runs this tutor: the platform, its client id or its deployment is not entered here."


class LaunchRefused(SignInRefused):
    code = "launch_refused"
    message = "What your course sent could not be trusted, so it was not opened."
    action = "Open it from your course once more. If it happens again, tell your teacher."


class CourseNotOpen(TutorError):
    status, code = 403, "course_not_open"
    message = "Your teacher has not opened this course here yet."
    action = "Ask your teacher to open the tutor from the course once."


class CourseOfAnother(TutorError):
    status, code = 403, "course_of_another"
    message = "This course has its class here with another teacher."
    action = "Ask them, or make a class of your own."


class TaskGone(TutorError):
    status, code = 404, "task_gone"
    message = "What this link of your course led to is no longer here."
    action = "Tell your teacher. What you have to do is on your first page."
