"""What an Ollama says that it has. Its client's own types leave out who computes what is only listed there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tutor.core.loopback import host_of

# Where models compute that Ollama only passes on, if it does not say.
CLOUD = "ollama.com"
# A cloud model's file holds a name and an address.
_STUB_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A model of an Ollama: its size in bytes, and the host that computes it where that is not Ollama itself."""

    name: str
    size: int
    host: str = ""


def listed(answer: Any) -> list[Listed]:
    """The models of an answer of `/api/tags` or `/api/ps`. Raises ValueError for what is no such answer."""
    if not isinstance(answer, dict) or not isinstance(models := answer.get("models") or [], list):
        raise ValueError("no list of models")
    found = []
    for entry in models:
        name = isinstance(entry, dict) and (entry.get("model") or entry.get("name"))
        if isinstance(name, str) and name:
            size = entry.get("size")
            size = size if isinstance(size, int) else 0
            found.append(Listed(name, size, cloud_host(entry) or _host_of_stub(name, size)))
    return found


def cloud_host(told: dict[str, Any]) -> str:
    """Who computes a model of which Ollama tells this, if not Ollama itself; the address does not matter: it goes on."""
    details = told.get("details")
    known = {**details, **told} if isinstance(details, dict) else told
    url, model = known.get("remote_host"), known.get("remote_model")
    if not url and not model:
        return ""
    return host_of(str(url or "")) or CLOUD


def _host_of_stub(name: str, size: int) -> str:
    return CLOUD if in_the_cloud(name) and size < _STUB_BYTES else ""


def in_the_cloud(name: str) -> bool:
    """Whether a name is one that Ollama gives to what it passes on; its OpenAI API tells no more than names."""
    return name.lower().endswith(("-cloud", ":cloud"))
