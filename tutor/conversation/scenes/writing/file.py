"""A scene as a file: TOML, as ours are written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tutor.conversation.scenes.writing.draft import SceneDraft, imported
from tutor.core.errors import NotAScene
from tutor.core.toml import read_toml

# Escapes may make a file longer than its scene.
MOST_FILE_CHARS = 400_000


def written(data: Mapping[str, Any]) -> str:
    """A scene's data as the content of a file."""
    return "\n".join([*_table(data, ""), ""])


def read(content: str) -> SceneDraft:
    """The scene in a file, to be written on. Raises NotAScene."""
    try:
        return imported(read_toml(content))
    except ValueError as error:
        raise NotAScene(detail=str(error)[:2000]) from error


def _table(data: Mapping[str, Any], name: str) -> Iterator[str]:
    """The lines of a table: values first, then tables within it, as TOML wants them."""
    inner = {key: value for key, value in data.items() if _is_table(value) or _is_tables(value)}
    for key, value in data.items():
        if value is None or key in inner or value in ([], {}, ""):
            continue
        if isinstance(value, Mapping):  # lines by band
            yield from (f"{key}.{band} = {_value(lines)}" for band, lines in value.items())
        else:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in inner.items():
        place = f"{name}.{key}" if name else key
        for one in value if isinstance(value, list) else [value]:
            yield ""
            yield f"[[{place}]]" if isinstance(value, list) else f"[{place}]"
            yield from _table(one, place)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _value(key)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) and not set(value) <= {"A", "B", "C"}


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
