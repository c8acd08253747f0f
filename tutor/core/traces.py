"""Where the time of a request and of its turn goes, for an operator's OpenTelemetry collector.

Told are routes, steps, engines and how something ended; never an id of a learner, nor a word of what was said. FastAPI's own
telemetry would tell addresses with what was searched for and the text of errors, so it stays off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import time_ns

import anyio
import anyio.to_thread
from fastapi.telemetry import TelemetryConfig
from opentelemetry import trace
from opentelemetry.propagate import extract, inject
from opentelemetry.trace import NoOpTracer, Span, SpanKind, StatusCode, Tracer
from starlette.datastructures import Headers

from tutor.core.errors import OperatorError
from tutor.core.replica import name_here

# For `FastAPI(telemetry=…)`: it would send by itself what an environment meant for other programs asks for.
OFF: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
# How long the last spans may take to be sent when the tutor ends, and how long each batch may, in seconds.
LAST_S, BATCH_S = 3, 2
_MS = 1_000_000  # nanoseconds


class TracesUnavailable(OperatorError):
    code = "traces_unavailable"
    message = "TUTOR_TRACES is set, but OpenTelemetry's packages are not installed."
    action = "Install them with `pip install 'tutor-es[traces]'`."


class Traced:
    """One thing that takes time, whose steps are told as they end, also after it has ended itself."""

    def __init__(self, tracer: Tracer, name: str) -> None:
        """It is a part of whatever is traced in this task now."""
        self._tracer = tracer
        self._began = time_ns()
        self._span = tracer.start_span(name, start_time=self._began)
        self._inside = trace.set_span_in_context(self._span)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """What is traced in this block, and in tasks begun in it, is a part of it."""
        with trace.use_span(self._span, record_exception=False, set_status_on_exception=False):
            yield

    def step(self, name: str, from_ms: int, to_ms: int) -> None:
        """A step of it has ended; both in milliseconds since it began."""
        span = self._tracer.start_span(name, self._inside, start_time=self._began + from_ms * _MS)
        span.end(self._began + to_ms * _MS)

    def end(self, outcome: str, **attributes: str) -> None:
        """It is over; `outcome` is "done", "stopped" or "failed"."""
        self._span.set_attributes({f"tutor.{name}": value for name, value in attributes.items()})
        self._span.set_attribute("tutor.outcome", outcome)
        if outcome == "failed":
            self._span.set_status(StatusCode.ERROR)
        self._span.end()


class Traces:
    """All traces of one running tutor; without a collector they go nowhere and cost nothing."""

    def __init__(self, tracer: Tracer | None = None, flush: Callable[[], object] = lambda: None) -> None:
        self._tracer = tracer or NoOpTracer()
        self._flush = flush

    @classmethod
    def to(cls, collector: str) -> Traces:
        """To a collector that takes OTLP over HTTP, such as `http://127.0.0.1:4318`; "" is nobody.

        Raises TracesUnavailable.
        """
        if not collector:
            return cls()
        try:
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
            from opentelemetry.sdk.resources import Resource
            from opentelemetry.sdk.trace import TracerProvider
            from opentelemetry.sdk.trace.export import BatchSpanProcessor
        except ImportError as error:
            raise TracesUnavailable() from error
        who = {"service.name": "tutor", "service.instance.id": name_here()}
        provider = TracerProvider(resource=Resource.create(who), shutdown_on_exit=False)
        address = f"{collector.rstrip('/')}/v1/traces"
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=address, timeout=BATCH_S)))
        return cls(provider.get_tracer("tutor"), provider.shutdown)

    @contextmanager
    def request(self, headers: Headers) -> Iterator[Span]:
        """A request, as a part of what its headers say it belongs to (W3C's `traceparent`)."""
        within = extract({name: headers[name] for name in ("traceparent", "tracestate") if name in headers})
        with self._tracer.start_as_current_span(
            "request", within, SpanKind.SERVER, record_exception=False, set_status_on_exception=False
        ) as span:
            yield span

    def begin(self, name: str) -> Traced:
        """Begin to trace something."""
        return Traced(self._tracer, name)

    def passed(self) -> dict[str, str]:
        """What another process needs to make what it does a part of what is traced here now; nothing where nothing is."""
        told: dict[str, str] = {}
        inject(told)
        return told

    @contextmanager
    def there(self, name: str, passed: Mapping[str, str]) -> Iterator[None]:
        """What is done for another process, as a part of what it `passed`."""
        with self._tracer.start_as_current_span(
            name, extract(passed), SpanKind.SERVER, record_exception=False, set_status_on_exception=False
        ):
            yield

    def waited(self, engine: str, seconds: float) -> None:
        """Somebody has just waited for an engine that others used."""
        now = time_ns()
        self._tracer.start_span(f"wait for {engine}", start_time=now - round(seconds * 1e9)).end(now)

    async def close(self) -> None:
        """Send what is left, for as long as that may take."""
        with anyio.move_on_after(LAST_S):
            await anyio.to_thread.run_sync(self._flush, abandon_on_cancel=True)
