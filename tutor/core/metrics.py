"""What Prometheus may read: how long things took and how often they failed; never what was said, nor who said it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tutor.core.traces import Traces

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120)
_RATIOS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 4)
_SPEEDS = (1, 2, 4, 8, 15, 30, 60, 120, 250)


class Metrics:
    """All measures of one running tutor."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)  # its processor's time and memory

        def histogram(name: str, what: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
            return Histogram(f"tutor_{name}", what, labels, buckets=buckets, registry=self.registry)

        def counter(name: str, what: str, *labels: str) -> Counter:
            return Counter(f"tutor_{name}", what, labels, registry=self.registry)

        self.requests = histogram(
            "request_seconds", "Time to the end of an answer", _SECONDS, "method", "route", "status"
        )
        self.turns = counter("turns", "Turns by how they ended", "engine", "state")
        self.first_token = histogram("first_token_seconds", "From asking to the first text", _SECONDS, "engine")
        self.speed = histogram("tokens_per_second", "Speed of replies", _SPEEDS, "engine")
        self.tokens = counter("tokens", "Tokens of prompts and replies", "engine", "kind")
        self.queue_wait = histogram("queue_wait_seconds", "Waiting for an engine", _SECONDS, "engine")
        self.transcription = histogram("transcription_realtime_factor", "Time to hear a second of sound", _RATIOS)
        self.synthesis = histogram("synthesis_realtime_factor", "Time to make a second of sound", _RATIOS)
        self.corrections = counter("corrections", "Corrections shown", "category")
        self.misheard = counter("misheard", "Corrections of what learners say they did not say")
        self.gated = counter("gated_sentences", "Sentences of models that were left out or mended", "fault")
        self.errors = counter("errors", "Turns that ended with an error", "code")

    def gates(self, fired: Mapping[str, int]) -> None:
        """Count the sentences of a reply that did not pass as they were, by fault."""
        for fault, times in fired.items():
            self.gated.labels(fault).inc(times)

    def turn(
        self, engine: str, state: str, usage: Mapping[str, Any] | None, categories: Iterable[str], code: str | None
    ) -> None:
        """Count a turn that has ended; `usage` is that of its `done`, `code` that of its error."""
        self.turns.labels(engine, state).inc()
        if code:
            self.errors.labels(code).inc()
        for category in categories:
            self.corrections.labels(category).inc()
        if usage:
            self.first_token.labels(engine).observe(usage["first_token_ms"] / 1000)
            self.tokens.labels(engine, "prompt").inc(usage["prompt_tokens"])
            self.tokens.labels(engine, "completion").inc(usage["completion_tokens"])
            if usage["tokens_per_s"]:
                self.speed.labels(engine).observe(usage["tokens_per_s"])

    def text(self) -> bytes:
        """Everything, in Prometheus's own format."""
        return generate_latest(self.registry)


class PartCounts:
    """What one of the parts counts that compute in processes of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._work = Histogram(
            "tutor_part_seconds", "Time for one thing asked", ("what",), buckets=_SECONDS, registry=self._registry
        )

    def work(self, what: str) -> AbstractContextManager[object]:
        """Count the block as one thing done; `what` is a method's name."""
        return self._work.labels(what).time()

    def text(self) -> bytes:
        """Everything, in Prometheus's own format."""
        return generate_latest(self._registry)


class Measured:
    """ASGI middleware that times and traces requests by the template of their route, so that no id becomes a label."""

    def __init__(self, app: ASGIApp, metrics: Metrics, traces: Traces) -> None:
        self._app = app
        self._metrics = metrics
        self._traces = traces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._traces.request(Headers(scope=scope)) as span:
            try:
                await self._app(scope, receive, noted)
            finally:
                took = time.perf_counter() - began
                method, route = (
                    _method(scope),
                    str(getattr(scope.get("route"), "path", "other")),
                )  # set by whoever answered
                self._metrics.requests.labels(method, route, str(status)).observe(took)
                span.update_name(f"{method} {route}")
                span.set_attribute("http.response.status_code", status)


def _method(scope: Scope) -> str:
    """A method may be any word that a client makes up."""
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    method = str(scope["method"])
    return method if method in known else "other"
