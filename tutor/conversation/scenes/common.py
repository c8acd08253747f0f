"""What every scene shares, from `common.toml`: acts such as greeting, thanks or a cry for help, with their lines."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from tutor.conversation.scenes.patterns import Patterns
from tutor.conversation.scenes.schema import Address, lines_for

_COMMON = Path(str(files("tutor.language.es"))) / "scenes_common.toml"


@dataclass(frozen=True)
class Common:
    """Patterns and lines by act, for both ways of address and each band."""

    heard: Mapping[str, Patterns]
    said: Mapping[str, Mapping[str, Any]]
    english: Mapping[str, str]  # English → Spanish, a beginner's words

    @classmethod
    def load(cls, path: Path | None = None) -> Common:
        """From a file; without one, from the language's folder."""
        data = tomllib.loads((path or _COMMON).read_text(encoding="utf-8"))
        acts = data["act"]
        return cls(
            {name: Patterns.of(act["hears"]) for name, act in acts.items() if "hears" in act}, acts, data["english"]
        )

    def lines(self, act: str, address: Address, band: str) -> tuple[str, ...]:
        """What may be said for an act: lines for this address first, then those that suit both."""
        said = self.said[act]
        own = lines_for(said.get("tu" if address == "tú" else "usted", {}), band)
        return (*own, *lines_for(said.get("say", {}), band))
