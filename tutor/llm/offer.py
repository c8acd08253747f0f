"""What a learner may choose to be answered by, and who was taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tutor.core.elsewhere import host_elsewhere
from tutor.core.engine_settings import Engine
from tutor.llm.base import ChatModel


@dataclass(frozen=True, slots=True)
class Place:
    """Where words go that an engine is given: `host` is empty, and `here` true, where they never leave for others.

    A private address counts as here: it is another machine of the same house.
    """

    here: bool = True
    host: str = ""


def addresses(urls: str) -> list[str]:
    """The addresses of a setting that may name several, with commas between."""
    return [url for part in urls.split(",") if (url := part.strip())]


@cache
def place_of(urls: str) -> Place:
    """Where the server of a URL is, or those of several; words leave where any of them is elsewhere."""
    away = sorted({host for url in addresses(urls) if (host := host_elsewhere(url))})
    return Place(here=False, host=", ".join(away)) if away else Place()


class Wishes(NamedTuple):
    """What a learner has chosen to be answered by, and the hosts that may take its place."""

    engine: str
    hosts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A model and why it was taken. `cold` tells that it has to be loaded first."""

    model: ChatModel
    why: str
    cold: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """An engine, or one model of it. `model` is empty where the engine decides for each message, or says so only when
    it is asked. `here` tells whether words stay on this machine or its own network, `host` where they go else,
    `problem` what keeps it from answering.
    """

    id: str
    engine: Engine
    model: str
    here: bool
    problem: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """How an engine is doing, for `tutor doctor`: what was found, and what mends it if it is not `ok`. `remarks` are
    gaps that it works with."""

    ok: bool
    found: str
    mend: str = ""
    remarks: tuple[tuple[str, str, str], ...] = ()
    """Of what, what is the matter with it, and what to do."""
