"""Models as they are told of over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tutor.api.schemas import Sent, Strict
from tutor.core.levels import Level
from tutor.learners.models.goods import Good, Kind, Suits


class DownloadOut(Sent):
    """A fetch: `here` and `total` in bytes; `problem` and `action` say why it failed, and what helps."""

    state: Literal["waiting", "coming", "done", "failed", "cancelled"]
    here: int
    total: int
    problem: str
    action: str


class MeasuredOut(Sent):
    """What was measured here: tokens a second, seconds to the first word, the share of replies in Spanish, how many told
    what was thought. `at` is ISO 8601."""

    tokens_per_s: float
    first_token_s: float
    spanish: float
    leaks: int
    lines: int
    at: str


class HeardOut(Sent):
    """What was measured of ears: seconds to hear a second of sound, and the share of words heard right."""

    factor: float
    right: float
    at: str


class ModelOut(Sent):
    """Something that answers, hears or speaks, or could. Sizes in bytes, `expected` in tokens a second."""

    id: str
    kind: Kind
    engine: str
    name: str
    about: str
    licence: str
    size_bytes: int
    memory_bytes: int
    installed: bool
    in_use: bool
    suits: Suits
    expected: float | None
    measured: MeasuredOut | None
    heard: HeardOut | None
    download: DownloadOut | None

    @classmethod
    def of(cls, good: Good) -> ModelOut:
        told = {name: getattr(good, name) for name in cls.model_fields if name not in ("measured", "download")}
        return cls.model_validate(told | {"measured": good.probe, "download": good.job}, from_attributes=True)


class MachineOut(Sent):
    """What the tutor runs on; memory in GB, `gpu` is empty where nothing computes on one."""

    memory_gb: float
    cores: int
    gpu: str


class ModelsOut(Sent):
    """`may_change` tells whether the one who asks may fetch and remove; `ollama` whether one answers on this machine."""

    machine: MachineOut
    may_change: bool
    ollama: bool
    models: list[ModelOut]


class TryIn(Strict):
    """A line that a model is to answer; nothing of it is kept."""

    text: Annotated[str, Field(min_length=1, max_length=1000)]
    level: Level = Level.A2


class TryOut(Sent):
    """Its answer, the seconds until its first word, and tokens a second after that."""

    id: str
    text: str
    first_token_s: float
    tokens_per_s: float | None
