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

# Amounts of memory, by Ollama, llama.cpp, CUDA, Vulkan, Metal, vLLM, LM Studio and the kernel, which kills.
_MEMORY = re.compile(
    r"(?:requires? (?:approximately )?[\d.]+ [GM]i?B of memory|requires more (?:system |gpu |video )?memory"
    r"|more system memory|(?:not enough|insufficient|too little|no available|low) (?:(?:system|gpu|video|free) )?(?:memory|vram|ram)\b"
    r"|insufficient system resources|out ?of ?(?:device|host|gpu|system|video)? ?memory|bad_alloc|memory layout cannot be allocated"
    r"|cannot allocate|(?:unable|failed) to allocate|\boom\b|oom-?kill|exceeds (?:the )?(?:available|total|free)[\w ]* memory"
    r"|exceeds[\w ]*\bv?ram\b|model request too large|fit (?:in|into|on)[\w ]{0,30} (?:memory|v?ram|gpu|device)\b|signal: killed)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\(?(\d+(?:\.\d+)?)\s*(GiB|GB|MiB|MB)\)?", re.IGNORECASE)
_MISSING = re.compile(
    r"model\b.{0,200}?(?:\bnot found|does not exist|not available|is not loaded|isn't loaded)|(?:no such|unknown|invalid) model\b"
    r"|no models? (?:is |are )?(?:loaded|available)|model_not_found|(?:try|after) pulling|file does not exist"
    r"|(?:could not|cannot|unable to) find (?:the )?model",
    re.IGNORECASE,
)
_CHAT = re.compile(
    r"does(?: not|n't) support (?:chat|completions?|generate|text generation)|not a chat model|only supports? embed"
    r"|is an? (?:embedding|reranker|reranking)s? model|(?:no|not have a|without a|missing) chat[ _]template"
    r"|chat template (?:is )?(?:not|missing)",
    re.IGNORECASE,
)
_BUSY = re.compile(
    r"server (?:is )?busy|maximum pending requests|too many (?:concurrent )?requests|overloaded|no (?:free |available )?slots?\b"
    r"|queue is full|at capacity|rate limit|try again later",
    re.IGNORECASE,
)
_LOADING = re.compile(
    r"loading (?:the )?model|model is (?:still |currently )?loading|still loading|being loaded|warming up"
    r"|timed out waiting for .*(?:runner|server)|not (?:yet )?ready",
    re.IGNORECASE,
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
