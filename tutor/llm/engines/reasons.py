"""Why an engine does not answer, from what servers say, as sentences for people with what to do."""

from __future__ import annotations

import re

from tutor.core.errors import (
    EngineBusy,
    EngineLoading,
    ModelCannotChat,
    ModelMissing,
    ModelTooLarge,
    RequestRefused,
    TutorError,
)

_MEMORY = re.compile(
    r"(?:more system memory|not enough memory|insufficient memory|out of memory|cannot allocate|unable to allocate"
    r"|failed to allocate|oom\b|exceeds available memory|model requires more)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\(?(\d+(?:\.\d+)?)\s*(GiB|GB|MiB|MB)\)?", re.IGNORECASE)
_MISSING = re.compile(r"model .*(?:not found|does not exist)|no such model|unknown model|try pulling it", re.IGNORECASE)
_CHAT = re.compile(
    r"does not support (?:chat|completion|generate)|not a chat model|only supports? embed", re.IGNORECASE
)
_BUSY = re.compile(
    r"server busy|maximum pending requests|too many requests|overloaded|no slot available", re.IGNORECASE
)
_LOADING = re.compile(
    r"loading model|model is loading|still loading|being loaded|timed out waiting for .*runner", re.IGNORECASE
)

# Ollama tells of a schema that it cannot read with the status of its own failures, in the middle of a stream too.
_SCHEMA = re.compile(
    r"invalid (?:json )?(?:schema|format)|failed to parse grammar|schema .*(?:grammar|invalid|unsupported)"
    r"|invalid grammar|parse grammar",
    re.IGNORECASE,
)


def reason(server: str, model: str, status: int, told: str, *, pull: bool = False) -> TutorError | None:
    """What a refusal means; None where nothing more is known than its status.

    `server` is called so in sentences, `pull` says that it is an Ollama, which fetches models by name.
    """
    name = model or "its model"
    if _MEMORY.search(told):
        amount = _AMOUNT.search(told)
        needs = f" It needs {amount[1]} {amount[2]}." if amount else ""
        return ModelTooLarge(f"There is not enough memory for {name}.{needs}", detail=told)
    if _SCHEMA.search(told):
        return RequestRefused(f"{server} could not work with that request.", detail=told)
    if _CHAT.search(told):
        return ModelCannotChat(f"{name} cannot hold a conversation.", detail=told)
    if _LOADING.search(told):
        return EngineLoading(f"{server} is still loading {name}.", detail=told)
    if _MISSING.search(told) or (pull and status == 404):
        fetch = f"Fetch it with `ollama pull {name}`, or choose" if pull else "Choose"
        return ModelMissing(
            f"{server} does not have {name}.", action=f"{fetch} another model in Settings.", detail=told
        )
    if _BUSY.search(told) or (pull and status == 503):
        return EngineBusy(f"{server} has too much to do.", detail=told)
    return None
