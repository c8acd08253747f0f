"""llama.cpp in this process through xllamacpp, so that no server is needed."""

from __future__ import annotations

import asyncio
import os
import secrets
import threading
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any

from tutor.core.accelerators import llama_gpu
from tutor.core.errors import EngineFailed, EngineUnavailable, RequestRefused
from tutor.llm.base import ChatMessage, ChatRequest, Scored, Thought, Usage
from tutor.llm.engines.slots import Slot, Slots
from tutor.llm.families import family_of

# Prompts that stay evaluated at once: conversations, and one each of corrections, summaries, translations.
SLOTS = 8
# What they hold together, as a multiple of the context of one; llama.cpp empties idle slots when it is full.
CONTEXTS = 3
# A stop is noticed between batches, and replies to others go on between them. On two cores, llama.cpp was at rest 0.4 s
# after a stop (0.6 s at most of 16); with 32 it was 0.5 s (1.1 s), and prompts were evaluated 7 % faster; with 8,
# 0.3 s (0.45 s), and a third slower.
BATCH_TOKENS = 16
# With a graphics processor a batch takes no time, and large ones are what it is for.
GPU_BATCH_TOKENS = 512
# The most that a new request waits for a stopped one to end, in seconds.
STOP_S = 1.0


class EmbeddedModel:
    """A GGUF model. Loading and generating happen in worker threads; text arrives on the event loop."""

    engine = "embedded"
    continues_answers = True

    def __init__(self, name: str, path: Path, context_tokens: int, threads: int = 0) -> None:
        self.name = name
        self._path = path
        self._context_tokens = context_tokens
        self._threads = threads or os.cpu_count() or 2
        self._server: Any = None
        self._loading = asyncio.Lock()
        self._slots = Slots(SLOTS)
        self._stopping: set[asyncio.Future[None]] = set()
        self._workers = ThreadPoolExecutor(SLOTS * 2, thread_name_prefix="llama")
        self._answering = 0

    @property
    def shares_cpu(self) -> bool:
        return llama_gpu() is None

    @property
    def loaded(self) -> bool:
        return self._server is not None

    @property
    def busy(self) -> bool:
        return bool(self._answering or self._stopping)

    def unload(self) -> None:
        """Take it out of memory; whoever asks it next waits for it again."""
        self._server = None

    async def load(self) -> None:
        async with self._loading:
            if self._server is None:
                self._server = await asyncio.get_running_loop().run_in_executor(self._workers, self._open)

    def _open(self) -> Any:
        try:
            import xllamacpp
        except ImportError as error:
            raise EngineUnavailable(detail=str(error)) from error
        params = xllamacpp.CommonParams()
        params.model.path = str(self._path)
        params.n_ctx = self._context_tokens * CONTEXTS
        params.kv_unified = True
        params.n_parallel = SLOTS
        params.n_batch = params.n_ubatch = GPU_BATCH_TOKENS if llama_gpu() else BATCH_TOKENS
        params.cache_idle_slots, params.cache_ram_mib = False, 0  # slots are chosen here, and keep what they hold
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = self._threads
        params.warmup = False  # the system prompt primed at start warms it
        params.verbosity = 0
        # xllamacpp also listens on a random loopback port; a random key keeps other programs and pages out.
        params.api_keys = [secrets.token_hex(32)]
        try:
            return xllamacpp.Server(params)
        except (RuntimeError, ValueError) as error:
            raise EngineUnavailable("The language model could not be loaded.", detail=str(error)) from error

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        self._answering += 1
        try:
            async with aclosing(self._parts(request)) as parts:
                async for part in parts:
                    yield part
        finally:
            self._answering -= 1

    async def _parts(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        await self.load()
        server = self._server
        if self._stopping:
            # What was just stopped lets go of its slot first: its evaluated prompt is often the start of this one.
            await asyncio.wait(self._stopping, timeout=STOP_S)
        slot = self._slots.take(request.conversation, request.messages)
        loop = asyncio.get_running_loop()
        arrived: asyncio.Queue[dict[str, Any] | BaseException | None] = asyncio.Queue()
        stopped = threading.Event()

        def put(item: dict[str, Any] | BaseException | None) -> None:
            if not stopped.is_set():
                loop.call_soon_threadsafe(arrived.put_nowait, item)

        def on_chunk(chunk: dict[str, Any]) -> bool:
            put(chunk)
            return stopped.is_set()

        def generate() -> None:
            try:
                server.handle_chat_completions(_body(request, slot, self.name), on_chunk)
                put(None)
            except Exception as error:
                put(error)

        future = loop.run_in_executor(self._workers, generate)
        cut = False
        try:
            while (item := await arrived.get()) is not None:
                if isinstance(item, BaseException):
                    raise EngineFailed(detail=str(item)) from item
                if "error" in item:
                    raise _failure(item["error"])
                cut = cut or any(choice.get("finish_reason") == "length" for choice in item.get("choices", []))
                for part in _parts(item):
                    yield replace(part, cut=cut) if isinstance(part, Usage) else part
        finally:
            stopped.set()
            if slot:
                future.add_done_callback(lambda _: self._slots.give_back(slot))
            self._stopping.add(future)
            future.add_done_callback(self._stopping.discard)

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        async with aclosing(self.stream(ChatRequest(messages, max_tokens=1, conversation=conversation))) as parts:
            async for _ in parts:
                pass

    async def close(self) -> None:
        self._server = None
        self._workers.shutdown(wait=False, cancel_futures=True)


def _failure(error: Any) -> EngineFailed:
    """llama.cpp tells what it refuses, a schema for example, with the codes of HTTP."""
    code = error.get("code") if isinstance(error, dict) else None
    return RequestRefused(detail=str(error)) if code == 400 else EngineFailed(detail=str(error))


def _body(request: ChatRequest, slot: Slot | None, model: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "messages": list(request.messages),
        "max_tokens": request.max_tokens + request.thought_tokens,
        "temperature": request.temperature,
        "cache_prompt": True,
        "id_slot": slot.id if slot else -1,
        "stream": True,
        "stream_options": {"include_usage": True},
        "return_progress": True,  # calls back during prompt evaluation, which is when a stop is noticed
    }
    if request.top_p is not None:
        body["top_p"] = request.top_p
    if request.repeat_penalty is not None:
        body["repeat_penalty"] = request.repeat_penalty
    if request.min_p is not None:
        body["min_p"] = request.min_p
    if family_of(model).switch:
        body["chat_template_kwargs"] = {"enable_thinking": False}
    if request.logprobs:
        body["logprobs"] = True
    if request.schema is not None:
        body["response_format"] = {"type": "json_schema", "json_schema": {"schema": request.schema}}
    return body


def _parts(chunk: dict[str, Any]) -> list[str | Usage]:
    """The text and the usage in one chunk of llama.cpp's OpenAI-style stream."""
    parts: list[str | Usage] = []
    for choice in chunk.get("choices", []):
        tokens = (choice.get("logprobs") or {}).get("content") or []
        if thought := choice["delta"].get("reasoning_content"):
            parts.append(Thought(thought))
        if text := choice["delta"].get("content"):
            parts.append(Scored(text, min(t["logprob"] for t in tokens)) if tokens else text)
    if usage := chunk.get("usage"):
        timings = chunk.get("timings", {})
        parts.append(
            Usage(
                prompt_tokens=usage["prompt_tokens"],
                completion_tokens=usage["completion_tokens"],
                cached_tokens=timings.get("cache_n"),
                tokens_per_s=timings.get("predicted_per_second"),
            )
        )
    return parts
