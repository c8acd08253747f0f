"""A file of a model, and where it can be had."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tutor.core.downloads.verify import Digest

NAME = Field(pattern=r"^\w[\w.-]*$")  # names become names of files and folders


class Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wheels(Data):
    """Parts inside wheels of the Python package index. `member` is a pattern of the part's name in each wheel.

    `name` may hold `{n}`, which runs from 1 to `parts`; that is the order in which the parts are joined.
    """

    name: str
    version: str
    member: str
    parts: int = Field(default=1, ge=1)

    @property
    def packages(self) -> list[str]:
        return [f"{self.name.format(n=n)}=={self.version}" for n in range(1, self.parts + 1)]


class Npm(Data):
    """A member of a package of the npm registry, `name@version`."""

    package: str
    member: str


class ModelFile(Data):
    """One file: `size` in bytes; `sha256`, or `md5` where its publisher gives no better; and its sources."""

    name: str = NAME
    size: int = Field(gt=0)
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    md5: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$")
    url: str | None = None
    wheels: Wheels | None = None
    npm: Npm | None = None

    @model_validator(mode="after")
    def _verifiable(self) -> Self:
        if not (self.sha256 or self.md5):
            raise ValueError("a file needs a hash")
        return self

    @property
    def digest(self) -> Digest:
        return Digest("sha256", self.sha256) if self.sha256 else Digest("md5", self.md5 or "")

    @property
    def packages(self) -> list[str]:
        """The packages that the file may come out of."""
        return [*(self.wheels.packages if self.wheels else []), *([self.npm.package] if self.npm else [])]
