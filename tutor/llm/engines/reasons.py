"""Why an engine does not answer, from what servers say, as sentences for people with what to do."""

from __future__ import annotations

import re

from tutor.core.errors import (
    ConversationTooLong,
    EngineBusy,
    EngineLoading,
    ModelCannotChat,
    ModelMissing,
    ModelTooLarge,
    ModelUnloadable,
    RemoteModelRefused,
    RequestRefused,
    TutorError,
)

# Amounts of memory, by Ollama, llama.cpp, CUDA, Vulkan, Metal, vLLM, LM Studio and the kernel, which kills.
_MEMORY = re.compile(
    r"(?:requires? (?:approximately )?[\d.]+ [GM]i?B of memory|requires more (?:system |gpu |video )?memory"
    r"|more system memory|(?:not enough|insufficient|too little|no available|low) (?:(?:system|gpu|video|free) )?(?:memory|vram|ram)\b"
    r"|insufficient system resources|out[ -]?of[ -]?(?:device|host|gpu|system|video)?[ -]?memory|bad_alloc|memory layout cannot be allocated"
    r"|cannot allocate|(?:unable|failed) to allocate|\boom\b|oom-?kill|exceeds (?:the )?(?:available|total|free)[\w ]* memory"
    r"|exceeds[\w ]*\bv?ram\b|model request too large|fit (?:in|into|on)[\w ]{0,30} (?:memory|v?ram|gpu|device)\b|signal: killed)",
    re.IGNORECASE,
)
# Ollama does not know why either, when what computes has ended; nearly always the system has ended it.
_ENDED = re.compile(r"resource limitations|runner (?:process )?has unexpectedly stopped", re.IGNORECASE)
_AMOUNT = re.compile(r"\(?(\d+(?:\.\d+)?)\s*(GiB|GB|MiB|MB)\)?", re.IGNORECASE)
_MISSING = re.compile(
    r"model\b.{0,200}?(?:\bnot found|does not exist|not available|is not loaded|isn't loaded)|(?:no such|unknown|invalid) model\b"
    r"|no models? (?:is |are )?(?:loaded|available)|model_not_found|(?:try|after) pulling|file does not exist"
    r"|(?:could not|cannot|unable to) find (?:the )?model",
    re.IGNORECASE,
)
# What its file holds is unknown to this version, or it is damaged; or nothing that computes will start.
_UNLOADABLE = re.compile(
    r"(?:error|failed|failure|unable|could not|cannot|can't) (?:while )?(?:to )?load(?:ing)? (?:the )?model"
    r"|(?:unknown|unsupported|unrecognized) (?:model )?architecture|architecture[\w' ]* (?:not|un)supported|wrong shape"
    r"|incompatible with your version|no longer compatible|requires a newer version|(?:bad|invalid|unknown) (?:file )?magic"
    r"|(?:invalid|corrupt(?:ed)?|not a) gguf|(?:runner|llama-server) process (?:has terminated|(?:is )?no longer running)",
    re.IGNORECASE,
)
# The prompt is longer than what the model was given room for; by llama.cpp, Ollama, vLLM, LM Studio, SGLang, OpenAI.
_CONTEXT = re.compile(
    r"exceeds?[\w' ]* (?:context|maximum (?:input|model) length)|context (?:size|length|window)[\w' ]* exceeded"
    r"|(?:maximum|max) context length|context_length_exceeded|exceed_context_size|context[\w ]* overflow"
    r"|fit in(?:to)? the (?:model's )?context|(?:prompt|input|request)[\w ()]* (?:is )?(?:too long|longer than)"
    r"|larger context length|(?:reduce|shorten) (?:the length of )?(?:the |your )?(?:messages|prompt|input)",
    re.IGNORECASE,
)
# Ollama passes a model on, and is not let.
_AWAY = re.compile(
    r"cloud is disabled|remote (?:model|inference)\b|\bunauthori[sz]ed\b|(?:not |be )?signed in|sign ?in\b|subscription"
    r"|upgrade (?:for access|to continue|your plan)|usage limit",
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
    if _ENDED.search(told):
        return ModelTooLarge(f"{name} was stopped, most likely because memory ran out.", detail=told)
    if pull and _AWAY.search(told):
        return RemoteModelRefused(
            f"{name} is computed elsewhere, where {server} was refused.",
            action="Sign in there with `ollama signin`, or choose a model that is here in Settings.",
            detail=told,
        )
    if _CONTEXT.search(told):
        return ConversationTooLong(f"The conversation is longer than {name} can hold.", detail=told)
    if _SCHEMA.search(told):
        return RequestRefused(f"{server} could not work with that request.", detail=told)
    if _CHAT.search(told):
        return ModelCannotChat(f"{name} cannot hold a conversation.", detail=told)
    if _UNLOADABLE.search(told):
        fetch = f"Update Ollama and fetch the model again with `ollama pull {name}`, or choose" if pull else "Choose"
        return ModelUnloadable(
            f"{server} cannot start {name}.", action=f"{fetch} another one in Settings.", detail=told
        )
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
