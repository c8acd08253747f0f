"""Bounds on a JSON Schema that another program asks for: an engine compiles it to a grammar, and cannot be stopped at that.

Cost grows with the alternatives at each place, so these are counted, and counted repetitions, which a grammar writes out.
llama.cpp tries each token that does not fit in all the ways in which its beginning can be read: where a text can be read in
many ways, these multiply with each of its characters. What was tried: docs/decisions/trust.md.
"""

from __future__ import annotations

import re
from collections import Counter
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
# In one pattern: repetitions of no fixed number, groups; and patterns in all.
MOST_OPEN, MOST_GROUPS, MOST_PATTERNS = 2, 1, 10
# Alternatives of one place that begin with the same bracket: one token may open many.
MOST_LISTS = 2
# References from one to the next.
MOST_REFERENCES = 30

_COUNTS = ("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties")
_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_ALTERNATIVES = ("anyOf", "oneOf", "allOf", "prefixItems", "items", "type")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_CLASS = re.compile(r"\[[^\]]*\]")
_REPETITION = re.compile(r"\{(\d*)(,?)(\d*)\}")
_OPEN = re.compile(r"[*+?]|\{\d*,\d*\}")
_REPEATED_GROUP = re.compile(r"\)[*+?{]")


def check_schema(schema: dict[str, Any]) -> None:
    """Raises InvalidInput for what would keep an engine busy for longer than an answer."""
    try:
        size = len(orjson.dumps(schema))
    except orjson.JSONEncodeError as error:  # nested too deep to be written, or a number without bound
        raise _refused("it cannot be read") from error
    if size > MOST_BYTES:
        raise _refused(f"it may have {MOST_BYTES} bytes")
    nodes = list(_objects(schema))
    if sum(len(node["enum"]) for node in nodes if isinstance(node.get("enum"), list)) > MOST_CHOICES:
        raise _refused(f"its lists may have {MOST_CHOICES} words to choose from")
    if sum(isinstance(node.get("pattern"), str) for node in nodes) > MOST_PATTERNS:
        raise _refused(f"it may have {MOST_PATTERNS} patterns")
    places = _Places(schema)
    for node in nodes:
        _check_object(node)
        places.check(node)


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


class _Places:
    """What may begin at each place of a schema, through all references and alternatives."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._schema = schema
        self._known: dict[int, Counter[str]] = {}

    def check(self, node: Any) -> None:
        """Raises InvalidInput where too much may begin."""
        self._starts(node, ())

    def _starts(self, node: Any, within: tuple[int, ...]) -> Counter[str]:
        """How many alternatives of each type."""
        if not isinstance(node, dict):
            return Counter({"any": 1})
        if id(node) in self._known:
            return self._known[id(node)]
        if id(node) in within or len(within) > MOST_REFERENCES:
            raise _refused("it may not refer to itself before anything else, nor in a long row")
        within = (*within, id(node))
        parts = [part for key in ("anyOf", "oneOf", "allOf") for part in _listed(node.get(key))]
        if isinstance(reference := node.get("$ref"), str):
            parts.append(self._target(reference))
        starts = sum((self._starts(part, within) for part in parts), Counter[str]())
        types = node.get("type")
        if isinstance(types, list) or not parts:
            starts += Counter(map(str, _listed(types) or [types or ("word" if _has_words(node) else "any")]))
        if starts.total() > MOST_ALTERNATIVES:
            raise _refused(f"a place may have {MOST_ALTERNATIVES} alternatives")
        if starts["array"] + starts["any"] > MOST_LISTS:
            raise _refused(f"a place may have {MOST_LISTS} kinds of lists, or of anything")
        self._known[id(node)] = starts
        return starts

    def _target(self, reference: str) -> Any:
        found: Any = self._schema
        for step in reference.removeprefix("#").split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            found = found.get(name) if isinstance(found, dict) else None
        return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _has_words(node: dict[str, Any]) -> bool:
    return "enum" in node or "const" in node


def _check_pattern(pattern: str) -> None:
    plain = _CLASS.sub("c", _ESCAPED.sub("e", pattern))
    if len(pattern) > MOST_PATTERN:
        raise _refused(f"a pattern may have {MOST_PATTERN} characters")
    if any(int(number or 0) > MOST_PATTERN for low, _, high in _REPETITION.findall(plain) for number in (low, high)):
        raise _refused(f"a pattern may repeat something {MOST_PATTERN} times")
    if len(_OPEN.findall(plain)) > MOST_OPEN:
        raise _refused(f"a pattern may have {MOST_OPEN} repetitions of no fixed number")
    if plain.count("(") > MOST_GROUPS or plain.count("|") > MOST_ALTERNATIVES or _REPEATED_GROUP.search(plain):
        raise _refused(f"a pattern may have {MOST_GROUPS} group, not repeated, and {MOST_ALTERNATIVES} alternatives")


def _refused(why: str) -> InvalidInput:
    return InvalidInput(f"That JSON Schema asks for too much: {why}.", action="Ask for something simpler.")
