"""The text of a template: `{name}` stands for a variable, `{{` and `}}` for braces. Nothing else is special in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from tutor.core.errors import TemplateInvalid

MOST_CHARS = 4000
# Characters of a wrong variable that an error repeats.
SHOWN = 40
_PIECE = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}\n]*)\}|[{}]|[^{}]+")
# What no keyboard writes and no database has to keep; line ends are made alike.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def clean(text: str) -> str:
    """A text as it is kept: one kind of line end, no control characters, no space around it."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _some(text: str) -> str:
    if not (cleaned := clean(text)):
        raise ValueError("it is empty")
    return cleaned


Name = Annotated[
    str, StringConstraints(max_length=80), AfterValidator(lambda name: _some(" ".join(clean(name).split())))
]
TemplateText = Annotated[str, AfterValidator(_some)]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with the values in place of the variables; what stands in a value is left as it is.

    Raises TemplateInvalid at the first variable without a value, and at the first brace without its other half.
    """
    filled = []
    for piece in _PIECE.finditer(text):
        found, name = piece[0], piece["name"]
        if name is not None:
            if name.strip() not in values:
                raise _fault(text, piece.start(), f"there is no variable {found[:SHOWN]}")
            filled.append(values[name.strip()])
        elif found in ("{", "}"):
            other = "}" if found == "{" else "{"
            raise _fault(text, piece.start(), f"this {found} has no {other} in its line")
        else:
            filled.append(found[0] if found in ("{{", "}}") else found)
    return "".join(filled)


def _fault(text: str, at: int, what: str) -> TemplateInvalid:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return TemplateInvalid(f"Line {line}, column {column}: {what}.")
