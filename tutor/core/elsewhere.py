"""What the settings send to other people's computers beside the language model, so that it can be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tutor.core.loopback import host_of, is_private
from tutor.core.settings import Settings

Part = Literal["hearing", "voice", "corrections", "documents"]


@dataclass(frozen=True, slots=True)
class SentAway:
    """A part of the tutor that is done at `host`, which is neither this machine nor one of its own network; `setting` is what
    names it."""

    part: Part
    host: str
    setting: str


def host_elsewhere(url: str) -> str:
    """The host of a URL; empty where it is this machine or one of a private network."""
    host = host_of(url)
    return "" if is_private(host) else host


def sent_away(settings: Settings) -> list[SentAway]:
    """The parts that are done elsewhere."""
    return [SentAway(part, host, setting) for part, url, setting in _named(settings) if (host := host_elsewhere(url))]


def _named(settings: Settings) -> Iterator[tuple[Part, str, str]]:
    if settings.stt == "openai":
        yield "hearing", settings.stt_url, "TUTOR_STT"
    if settings.tts == "openai":
        yield "voice", settings.tts_url, "TUTOR_TTS"
    if settings.languagetool_url:
        yield "corrections", settings.languagetool_url, "TUTOR_LANGUAGETOOL_URL"
    if settings.embeddings_url:
        yield "documents", settings.embeddings_url, "TUTOR_EMBEDDINGS_URL"
