"""`tutor cluster`: the same tutor on Ray Serve, which places, scales, restarts and drains its parts.

The application is the ingress, in as many replicas as wanted; recogniser, sounds, voices and corrections are deployments of
their own, handed in as the engines that a tutor has. Language models stay servers.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Any

import anyio.to_thread
import ray
from ray import serve
from ray.exceptions import RayActorError, RayError
from ray.serve.handle import DeploymentHandle
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from tutor.core.bus import reach
from tutor.core.errors import BusUnreachable, EngineUnavailable, TutorError
from tutor.core.logs import configure
from tutor.core.metrics import PartCounts
from tutor.core.metrics_board import tell_from_a_thread
from tutor.core.settings import Settings
from tutor.core.threads import compute_behind, switch_often
from tutor.core.traces import Traces
from tutor.corrections.candidates import Candidate
from tutor.corrections.check import REMEMBERED, Corrector
from tutor.language.es.word_lists import WordLists
from tutor.speech.served import Failed, Hosted, Place, ServedNetworks
from tutor.store.session import Store

APP = "tutor"
# What Ray is told where the operator does not: it reports to nobody, a busy machine is given time to start it, its workers are
# no nicer than other programs, which would let every turn wait, and a request changes threads and processes no more often than it
# has to (docs/decisions/cluster.md).
RAY = {
    "RAY_worker_niceness": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_SERVE_PROXY_READY_CHECK_TIMEOUT_S": "60",
    "RAY_SERVE_PROXY_HEALTH_CHECK_TIMEOUT_S": "60",
    "RAY_SERVE_PROXY_USE_GRPC": "1",
    "RAY_SERVE_REPLICA_GRPC_MAX_MESSAGE_LENGTH": "2147483647",  # an export may be one message
    "RAY_SERVE_RUN_USER_CODE_IN_SEPARATE_THREAD": "0",
    "RAY_SERVE_REQUEST_PATH_LOG_BUFFER_SIZE": "1000",
}
# How often a part is asked that has just ended, before its caller is told.
ASKED = 3
# How long a part may take, in seconds.
LONGEST_S = 120.0
# Requests that one replica of the application has under way: they wait for models, not for this.
MOST_OPEN = 1000

Judged = list[tuple[Candidate, float]]
# What another process needs to go on with the trace, if there is one.
Passing = Callable[[], tuple[dict[str, str], ...]]
NOTHING: Mapping[str, str] = {}


class _DeployedPart:
    """What all deployments of engines have in common: they are told of, and make room for who answers people."""

    def __init__(self, settings: Settings, name: str) -> None:
        configure(settings)
        compute_behind()
        self._name = name
        self._traces = Traces.to(settings.traces)
        self._counts = PartCounts()
        tell_from_a_thread(settings.bus, name, self._counts.text)

    @contextmanager
    def _work(self, what: str, passed: Mapping[str, str]) -> Iterator[None]:
        with self._traces.there(f"{self._name} {what}", passed), self._counts.work(what):
            yield


class SpeechPart(_DeployedPart):
    """A deployment of networks that hear or speak: one replica works on one sound at a time."""

    def __init__(self, settings: Settings, name: str) -> None:
        super().__init__(settings, name)
        self._hosted = Hosted(settings)

    async def answer(
        self, network: tuple[Any, ...], method: str, args: tuple[Any, ...], passed: Mapping[str, str] = NOTHING
    ) -> Any:
        with self._work(method, passed):
            return await self._hosted.answer(network, method, args)


class CorrectionsPart(_DeployedPart):
    """The deployment of the judge of corrections."""

    def __init__(self, settings: Settings, name: str) -> None:
        super().__init__(settings, name)
        self._corrector = Corrector()

    async def judge(self, words: tuple[str, ...], passed: Mapping[str, str] = NOTHING) -> Judged:
        with self._work("judge", passed):
            return await anyio.to_thread.run_sync(self._corrector.judge, words)


class ServedCorrector(Corrector):
    """Corrections whose judge is elsewhere; word lists are small, and here."""

    def __init__(self, judge: DeploymentHandle[Any], passing: Passing) -> None:
        self.lexicon = WordLists()
        self._elsewhere = judge
        self._passing = passing
        self._judged = lru_cache(REMEMBERED)(self.judge)

    def judge(self, words: tuple[str, ...]) -> Judged:
        judged: Judged = asked_of(self._elsewhere.judge, words, *self._passing())
        return judged


def asked_of(method: Any, *args: Any) -> Any:
    """What a deployment answers, waited for in a worker thread; one that is killed meanwhile is asked anew.

    Raises EngineUnavailable, and what was raised there.
    """
    for asked in range(1, ASKED + 1):
        try:
            answer = method.remote(*args).result(timeout_s=LONGEST_S)
        except RayActorError as error:
            if asked == ASKED:
                raise EngineUnavailable(detail=str(error)) from error
        except (RayError, TimeoutError) as error:
            raise EngineUnavailable(detail=str(error)) from error
        else:
            if isinstance(answer, Failed):
                raise answer.error()
            return answer
    raise AssertionError


def application(settings: Settings, parts: dict[str, int]) -> Any:
    """Builds the application in a replica: its engines are handles of the deployments, of so many replicas each."""
    from tutor.app import create_app
    from tutor.runtime import Engines

    configure(settings)
    switch_often()
    handles = {name: serve.get_deployment_handle(name, app_name=APP) for name in parts}

    def passing() -> tuple[dict[str, str], ...]:
        return (engines.traces.passed(),) if settings.traces else ()

    def ask(place: Place, network: tuple[Any, ...], method: str, args: tuple[Any, ...]) -> Any:
        return asked_of(handles[place].answer, network, method, args, *passing())

    store = Store(settings.database)
    corrector = partial(ServedCorrector, handles["corrections"], passing)
    engines = Engines.of(settings, store, ServedNetworks(ask), corrector)
    engines.queues["stt"].resize(parts["recogniser"] + parts["sounds"])
    engines.queues["tts"].resize(parts["voices"])
    app = create_app(settings, store, engines, lambda path: print(f"Make the owner's account at {path}", flush=True))
    # uvicorn's own types of what ASGI passes are narrower than Starlette's
    return ProxyHeadersMiddleware(app, settings.trusted_proxies) if settings.trusted_proxies else app  # type: ignore[arg-type]


def built(args: dict[str, int]) -> Any:
    """The application, as Ray's own configuration names it: settings are in the environment, `args` has how many replicas
    (apps, recognisers, voices) there are."""
    settings = Settings()
    reach(settings.bus)
    store = Store(settings.database)
    store.migrate()
    store.close()
    return deployed(settings, **args)


def part(name: str, kind: type, parts: dict[str, int], cpus: float) -> Any:
    """A deployment of one of the parts, each replica of which has one thing to do at a time."""
    return serve.deployment(
        kind,
        name=name,
        num_replicas=parts[name],
        max_ongoing_requests=1,
        ray_actor_options={"num_cpus": cpus},
        graceful_shutdown_timeout_s=30,
    )


def deployed(settings: Settings, apps: int = 2, recognisers: int = 2, voices: int = 2) -> Any:
    """The application and its parts, for `serve.run`."""
    parts = {"recogniser": recognisers, "sounds": 1, "voices": voices, "corrections": 1}

    ingress = serve.ingress(lambda: application(settings, parts))()
    made = serve.deployment(
        ingress,
        name="app",
        num_replicas=apps,
        max_ongoing_requests=MOST_OPEN,
        ray_actor_options={"num_cpus": 0.1},
        graceful_shutdown_timeout_s=10,
    )
    return made.bind(
        part("recogniser", SpeechPart, parts, 1).bind(settings, "recogniser"),
        part("sounds", SpeechPart, parts, 0.2).bind(settings, "sounds"),
        part("voices", SpeechPart, parts, 1).bind(settings, "voices"),
        part("corrections", CorrectionsPart, parts, 0.2).bind(settings, "corrections"),
    )


def start(settings: Settings, args: Namespace) -> None:
    """Start, or join, Ray and run the tutor on it; returns when it runs. Raises BusUnreachable, TutorError."""
    if not settings.bus:
        raise BusUnreachable(
            "Several replicas need a Valkey server to hear of each other.",
            action="Name one in TUTOR_BUS, as valkey://host:6379/0, and PostgreSQL in TUTOR_DATABASE_URL.",
        )
    for name, value in RAY.items():
        os.environ.setdefault(name, value)
    wanted = args.recognisers + args.voices + args.apps + 1
    here: dict[str, Any] = {"_node_ip_address": "127.0.0.1", "num_cpus": max(os.cpu_count() or 1, wanted)}
    try:
        ray.init(
            address=args.address or "local",
            include_dashboard=False,
            log_to_driver=True,
            configure_logging=False,
            **({} if args.address else here),
        )
        serve.start(http_options={"host": settings.host, "port": settings.port})
        serve.run(deployed(settings, args.apps, args.recognisers, args.voices), name=APP, route_prefix="/")
    except (RayError, ConnectionError, RuntimeError) as error:
        raise TutorError(
            "Ray could not start the tutor.",
            action="Look into Ray's log, below /tmp/ray, or name a running Ray with --address.",
            detail=str(error),
        ) from error


def stop() -> None:
    """Drain and end everything that `start` began."""
    serve.shutdown()
    ray.shutdown()
