"""Chat models that are here, for those who only choose among them."""

from __future__ import annotations

from pathlib import Path


class FakeShelf:
    """Has these models and their bytes; nobody may open them."""

    def __init__(self, **here: int) -> None:
        self.models = here or {"small": 1}

    def here(self) -> dict[str, int]:
        return self.models

    def usual(self) -> str:
        return next(iter(self.models))

    async def path(self, name: str) -> Path:
        raise AssertionError(f"{name} is not to be opened")
