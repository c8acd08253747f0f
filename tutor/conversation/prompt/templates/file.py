"""A template as a file: TOML, which people can read and edit."""

from __future__ import annotations

import json

from pydantic import BaseModel, ConfigDict, Field

from tutor.conversation.prompt.templates.text import Name, TemplateText
from tutor.core.errors import InvalidInput
from tutor.core.toml import read_toml

# Escapes may make a file six times as long as its text.
MOST_FILE_CHARS = 40_000
_VERSION = 1


class TemplateFile(BaseModel):
    """What a file holds."""

    model_config = ConfigDict(extra="forbid", strict=True)

    tutor_template: int = Field(ge=_VERSION, le=_VERSION, description="Version of the format.")
    name: Name
    text: TemplateText


def written(name: str, text: str) -> str:
    """A template as the content of a file."""
    lines = "\n".join(_escaped(line) for line in text.split("\n"))
    return f'tutor_template = {_VERSION}\nname = "{_escaped(name)}"\ntext = """\n{lines}"""\n'


def read(content: str) -> TemplateFile:
    """The template in a file. Raises InvalidInput."""
    try:
        return TemplateFile.model_validate(read_toml(content, composed=False))
    except ValueError as error:
        raise InvalidInput(
            "That file is not a template.",
            action="Choose a .toml file that was exported from a tutor.",
            detail=str(error),
        ) from error


def _escaped(line: str) -> str:
    return json.dumps(line, ensure_ascii=False)[1:-1]  # TOML has the same escapes
