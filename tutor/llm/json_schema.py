"""Bounds on a JSON Schema that another program asks for: an engine compiles it to a grammar, and cannot be stopped at that.

Cost grows with the alternatives at each place, so these are counted, and counted repetitions, which a grammar writes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson

from tutor.core.errors import InvalidInput

MOST_BYTES = 16_384
MOST_DEPTH = 12
# Words to choose from in all lists of a schema together; properties of one object; alternatives of one place.
MOST_CHOICES = 256
MOST_PROPERTIES = 100
MOST_ALTERNATIVES = 20
# Of lengths, and the digits of numbers that bound others.
MOST_REPEATED = 1_000
MOST_NUMBER = 10**15
MOST_PATTERN = 100

_COUNTS = ("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties")
_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_ALTERNATIVES = ("anyOf", "oneOf", "allOf", "prefixItems", "items", "type")
_REPETITION = re.compile(r"\{(\d*),?(\d*)\}")


def check_schema(schema: dict[str, Any]) -> None:
    """Raises InvalidInput for what would keep an engine busy for longer than an answer."""
    try:
        size = len(orjson.dumps(schema))
    except orjson.JSONEncodeError as error:  # nested too deep to be written, or a number without bound
        raise _refused("it cannot be read") from error
    if size > MOST_BYTES:
        raise _refused(f"it may have {MOST_BYTES} bytes")
    choices = 0
    for node in _objects(schema):
        choices += len(node["enum"]) if isinstance(node.get("enum"), list) else 0
        if choices > MOST_CHOICES:
            raise _refused(f"its lists may have {MOST_CHOICES} words to choose from")
        _check_object(node)


def _objects(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every object in it, without recursion."""
    left: list[tuple[Any, int]] = [(schema, 1)]
    while left:
        node, depth = left.pop()
        if depth > MOST_DEPTH:
            raise _refused(f"it may be nested {MOST_DEPTH} deep")
        if isinstance(node, dict):
            yield node
        parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        left.extend((part, depth + 1) for part in parts if isinstance(part, dict | list))


def _check_object(node: dict[str, Any]) -> None:
    properties = node.get("properties")
    if isinstance(properties, dict) and len(properties) > MOST_PROPERTIES:
        raise _refused(f"an object may have {MOST_PROPERTIES} properties")
    for key in _ALTERNATIVES:
        if isinstance(node.get(key), list) and len(node[key]) > MOST_ALTERNATIVES:
            raise _refused(f"{key} may have {MOST_ALTERNATIVES} parts")
    for keys, most in ((_COUNTS, MOST_REPEATED), (_NUMBERS, MOST_NUMBER)):
        for key in keys:
            if isinstance(node.get(key), int | float) and not abs(node[key]) <= most:
                raise _refused(f"{key} may be {most}")
    reference = node.get("$ref")
    if isinstance(reference, str) and not reference.startswith("#"):
        raise _refused("it may refer to itself only")
    if isinstance(pattern := node.get("pattern"), str):
        _check_pattern(pattern)


def _check_pattern(pattern: str) -> None:
    counted = _REPETITION.findall(pattern)
    # One inside another is written out as often as both together.
    if len(pattern) > MOST_PATTERN or len(counted) > 1:
        raise _refused(f"a pattern may have {MOST_PATTERN} characters and one counted repetition")
    if any(len(number) > 3 or int(number or 0) > MOST_PATTERN for pair in counted for number in pair):
        raise _refused(f"a pattern may repeat something {MOST_PATTERN} times")


def _refused(why: str) -> InvalidInput:
    return InvalidInput(f"That JSON Schema asks for too much: {why}.", action="Ask for something simpler.")
