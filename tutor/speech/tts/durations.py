"""Brings out of a network what it computes and keeps to itself: how long it makes each sound last.

Kokoro and Piper both decide the length of every sound before they speak it, but the files that are published give the
speech alone. Such a file is a protocol buffer, and of a message that occurs in one twice the parts are merged. So a few
bytes after its end add an output to the network. The speech stays the same to the last bit, nothing is computed that was
not before, and the `onnx` package (18 MB) is not needed for it.
"""

from __future__ import annotations

# Field numbers of onnx.proto.
_MODEL_GRAPH = 7
_GRAPH_NODE, _GRAPH_OUTPUT = 1, 12
_NODE_INPUT, _NODE_OUTPUT, _NODE_KIND = 1, 2, 4
_VALUE_NAME = 1


def with_output(network: bytes, tensor: str, name: str) -> bytes:
    """An ONNX network that also gives `tensor`, under the name `name`; unchanged if there is no such tensor in it."""
    if tensor.encode() not in network:
        return network
    step = _text(_NODE_INPUT, tensor) + _text(_NODE_OUTPUT, name) + _text(_NODE_KIND, "Identity")
    graph = _field(_GRAPH_NODE, step) + _field(_GRAPH_OUTPUT, _text(_VALUE_NAME, name))
    return network + _field(_MODEL_GRAPH, graph)


def _text(number: int, text: str) -> bytes:
    return _field(number, text.encode())


def _field(number: int, content: bytes) -> bytes:
    """A field with its length in front, seven bits a byte."""
    head, left = bytes([number << 3 | 2]), len(content)
    while left > 127:
        head, left = head + bytes([left & 127 | 128]), left >> 7
    return head + bytes([left]) + content
