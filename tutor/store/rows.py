"""Rows as dictionaries, for inserting: making an object of a table takes some twenty times as long."""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticUndefined
from sqlmodel import SQLModel


def row(table: type[SQLModel], **values: Any) -> dict[str, Any]:
    """A whole row with these values and the table's defaults. Raises ValueError where one without a default is missing."""
    made = {name: field.get_default() for name, field in table.model_fields.items() if field.default_factory is None}
    for name, field in table.model_fields.items():
        if field.default_factory is not None and name not in values:
            # Called here: pydantic looks at the factory's signature each time.
            made[name] = field.default_factory()  # type: ignore[call-arg]
    made |= values
    if missing := sorted(name for name, value in made.items() if value is PydanticUndefined):
        raise ValueError(f"{table.__name__} needs {', '.join(missing)}")
    return made
