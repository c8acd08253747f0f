"""Reads a morfologik dictionary: an automaton of `form+code+tag+frequency`, in the CFSA2 format.

The format is that of `morfologik.fsa.CFSA2` (morfologik-stemming, BSD): a header, a table of the 31 commonest labels, then the
arcs of each state one after the other. An arc is a byte of three flags and the label's place in the table (0: the label is
the next byte), then the target as a variable-length number, unless the target is the state that follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

MAGIC = b"\\fsa\xc6"
_TARGET_NEXT, _LAST, _FINAL, _LABEL = 0x80, 0x40, 0x20, 0x1F
_NUMBERS = 0x100  # a flag of the header: states that carry counts, which the tagger dictionaries do not


class TaggedForm(NamedTuple):
    """One reading of a form. `frequency` is a letter, "A" (rare) to "Z" (frequent)."""

    form: str
    lemma: str
    tag: str
    frequency: str


def sequences(data: bytes) -> Iterator[bytes]:
    """Everything the automaton accepts, in its order. Raises ValueError for another format."""
    if data[:5] != MAGIC or int.from_bytes(data[5:7], "big") & _NUMBERS:
        raise ValueError("not a CFSA2 automaton without numbers")
    labels, arcs = data[8 : 8 + data[7]], data[8 + data[7] :]
    states: dict[int, list[tuple[int, bool, int]]] = {}

    def state(at: int) -> list[tuple[int, bool, int]]:
        """The arcs of a state: label, whether a word may end there, target (0: nothing follows)."""
        if at in states:
            return states[at]
        start, read = at, []
        while True:
            flags = arcs[at]
            at += 1
            label = labels[flags & _LABEL] if flags & _LABEL else arcs[at]
            at += not flags & _LABEL
            target = -1
            if not flags & _TARGET_NEXT:
                target, shift = 0, 0
                while True:
                    target |= (arcs[at] & 0x7F) << shift
                    shift += 7
                    at += 1
                    if arcs[at - 1] < 0x80:
                        break
            read.append((label, bool(flags & _FINAL), target))
            if flags & _LAST:
                break
        states[start] = [(label, final, at if target < 0 else target) for label, final, target in read]
        return states[start]

    word = bytearray()
    waiting = [iter(state(state(0)[0][2]))]
    while waiting:
        arc = next(waiting[-1], None)
        if arc is None:
            waiting.pop()
            del word[-1:]
            continue
        label, final, target = arc
        word.append(label)
        if final:
            yield bytes(word)
        if target:
            waiting.append(iter(state(target)))
        else:
            del word[-1:]


def rows(data: bytes, separator: bytes = b"_") -> Iterator[TaggedForm]:
    """The readings of a dictionary with SUFFIX codes (a letter tells how much of the form's end to drop, "A" nothing) and
    with frequencies, which are the last letter of the tag."""
    for sequence in sequences(data):
        form, code, tag = sequence.split(separator)
        lemma = form[: len(form) - (code[0] - ord("A"))] + code[1:]
        yield TaggedForm(form.decode(), lemma.decode(), tag[:-1].decode(), chr(tag[-1]))
