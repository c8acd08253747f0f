"""A schema of another program: what answers in a moment is let through, what keeps an engine busy is not."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.core.errors import InvalidInput
from tutor.llm.json_schema import check_schema


def nested(depth: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(depth):
        schema = {"type": "array", "items": schema}
    return schema


def recursive() -> dict[str, Any]:
    return {
        "$ref": "#/$defs/node",
        "$defs": {"node": {"type": "object", "properties": {"next": {"$ref": "#/$defs/node"}}}},
    }


def row(length: int, fan: int) -> dict[str, Any]:
    """Alternatives, each of which refers to the next ones: fan ** length in all."""
    steps: dict[str, Any] = {f"s{n}": {"anyOf": [{"$ref": f"#/$defs/s{n + 1}"}] * fan} for n in range(length)}
    return {"$ref": "#/$defs/s0", "$defs": steps | {f"s{length}": {"type": "string"}}}


def trees(kinds: int) -> dict[str, Any]:
    lists = [{"type": "array", "items": {"$ref": "#/$defs/tree"}, "maxItems": n + 1} for n in range(kinds)]
    return {"$ref": "#/$defs/tree", "$defs": {"tree": {"anyOf": lists}}}


USUAL: list[dict[str, Any]] = [
    {"type": "object"},
    {"type": "object", "properties": {"word": {"type": "string"}, "level": {"enum": ["A1", "A2", "B1"]}}},
    {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 100}, "minItems": 1, "maxItems": 20},
    {"type": "string", "pattern": "^[a-zñáéíóú]{2,20}$"},
    {"anyOf": [{"type": "string"}, {"type": "null"}]},
    {"enum": [f"palabra {n}" for n in range(200)]},
    {"type": "object", "properties": {"pattern": {"type": "string"}, "enum": {"type": "string"}}},
    nested(5),
    recursive(),
    trees(2),
    row(3, 2),
    {"type": "string", "pattern": "^[A-Z]{3}-[0-9]+$"},
    {"type": "string", "pattern": "^(rojo|verde|azul)$"},
    {"anyOf": [{"type": "object", "properties": {"kind": {"const": n}}} for n in range(10)]},
]
HOSTILE: list[dict[str, Any]] = [
    {"enum": [str(n) for n in range(1_000)]},
    {"anyOf": [{"enum": [f"{m} {n}" for n in range(60)]} for m in range(8)]},
    {"type": "string", "description": "x" * 20_000},
    {"type": "object", "properties": {f"p{n}": {"type": "string"} for n in range(300)}},
    {"oneOf": [{"const": n} for n in range(60)]},
    {"type": "string", "minLength": 10**8},
    {"type": "array", "items": {"type": "string"}, "maxItems": 10**9},
    {"type": "integer", "maximum": 10**18},
    {"type": "number", "minimum": float("nan")},
    {"type": "string", "pattern": "(a{90}){90}"},
    {"type": "string", "pattern": "a{100000}"},
    {"type": "string", "pattern": "(a|b)" * 60},
    {"$ref": "http://192.0.2.1/schema.json"},
    {"$ref": "file:///etc/passwd"},
    nested(40),
    nested(5_000),
    # These held the model for good: each of their texts can be read in more ways than anybody can count.
    {"type": "string", "pattern": "^(.?){100}$"},
    {"type": "string", "pattern": "^" + ".*" * 40 + "$"},
    {"type": "string", "pattern": "^(a|a)(a|a)(a|a)$"},
    {"type": "string", "pattern": r"^\(a*)*$"},
    row(10, 20),
    row(30, 1) | {"anyOf": [{"$ref": "#/$defs/s0"}] * 20},
    row(40, 1),
    trees(4),
    {"anyOf": [{}] * 4},
    {"type": ["array"] * 4},
    {"$ref": "#"},
    {"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "string"}]}}},
    {"type": "object", "properties": {f"p{n}": {"type": "string", "pattern": "^.*.*$"} for n in range(11)}},
]


@pytest.mark.parametrize("schema", USUAL)
def test_let_through(schema: dict[str, Any]) -> None:
    check_schema(schema)


@pytest.mark.parametrize("schema", HOSTILE)
def test_refused(schema: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="asks for too much"):
        check_schema(schema)
