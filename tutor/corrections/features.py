"""What the judge's first stage looks at: each candidate change with the words around it, as hashed features."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tutor.corrections.candidates import Candidate
from tutor.corrections.codes import Codes, code, joined
from tutor.corrections.view import TaggedSentence, nominal

BITS = 21
# What can be looked at. Of the place: words and classes before (-) the change, in it and behind (+) it, the nearest
# subject and verb before it, the nearest noun on either side, capitals, verbs' infinitives.
_PLACE = (
    "start", "w-2", "w-1", "old", "w+1", "w+2", "t-2", "t-1", "t", "t+1", "t+2", "subject", "verb", "left", "right", "cap-1",
    "cap", "cap+1", "lemma-1", "lemma", "lemma+1",
)  # fmt: skip
_SENTENCE = ("tenses", "when", "length", "pronouns", "unknown")
_CHANGE = ("op", "kind", "new", "t-new", "agree", "step", "rule", "old-end", "new-end", "repeated")
_COLUMNS = ("", *_PLACE, *_SENTENCE, *_CHANGE)
# What is looked at together, sort by sort: about the place and about the change, each for the exact op and for its kind.
_SORTS = (
    ("op", (
        "", "w-1", "w+1", "w-2 w-1", "w-1 w+1", "w+1 w+2", "t-1", "t+1", "t-1 t+1", "t-2 t-1", "t+1 t+2", "t-2 t-1 t+1",
        "subject", "subject t-1", "tenses", "w+1 t+2 t-1", "start t+1", "when tenses", "length", "t+1 w+2", "lemma-1 t+1",
        "verb", "pronouns t+1", "lemma+1 subject",
    )),
    ("kind", (
        "", "w-1", "w+1", "w-1 w+1", "t-1 t+1", "t-2 t-1 t+1", "t+1 t+2", "old", "cap-1 cap cap+1", "unknown",
        "lemma lemma-1",
    )),
    ("op", ("repeated", "step", "rule")),
    ("kind", (
        "old new", "w-1 old new", "old new w+1", "t-1 t t-new", "t t-new t+1", "agree left right", "agree left t-1",
        "agree right t+1", "subject t-new", "tenses when t-new", "step", "rule", "new", "old-end new-end", "verb old new",
    )),
)  # fmt: skip
SORTS = tuple(len(together) for _, together in _SORTS)


def _columns_of() -> NDArray[np.int64]:
    """The columns of each feature; the first, which is empty, fills up."""
    rows = [[first, *together.split()] for first, sort in _SORTS for together in sort]
    most = max(map(len, rows))
    return np.array([[_COLUMNS.index(name) for name in (*row, *[""] * (most - len(row)))] for row in rows])


_TOGETHER = _columns_of()
# Else features of two sorts that look at the same would be one.
_SALT = np.array([[code(str(n))] for n in range(len(_TOGETHER))], np.uint32)


def features(view: TaggedSentence, found: Sequence[Candidate], usual: NDArray[np.float64]) -> NDArray[np.int32]:
    """A row of hashed features, each below 2 ** BITS, for each candidate, sort by sort; `usual` tells how usual the words
    are before and after each change (sums of log10)."""
    sentence = [
        code(view.tenses), code(view.when), len(view.words) // 6, view.pronouns, min(3, view.unknown),
    ]  # fmt: skip
    steps = np.clip(2 * (usual[:, 1] - usual[:, 0]), -8, 8).astype(int).tolist()
    places: dict[tuple[int, int], list[int]] = {}
    rows = []
    for c, step in zip(found, steps, strict=True):
        if (at := (c.start + 2, c.end + 2)) not in places:
            places[at] = _place(view, *at)
        rows.append([0, *places[at], *sentence, *_change(view, c, step)])
    columns: Codes = np.array(rows, np.uint32).T
    hashed = joined(np.broadcast_to(_SALT, (len(_SALT), len(found))), *(columns[row] for row in _TOGETHER.T))
    return (hashed >> np.uint32(32 - BITS)).T.astype(np.int32)


def _place(view: TaggedSentence, i: int, j: int) -> list[int]:
    w, t = view.words, view.tags
    return [
        min(3, i - 2),
        *map(code, (
            w[i - 2], w[i - 1], w[i] if j > i else "", w[j], w[j + 1], t[i - 2], t[i - 1], t[i], t[j],
            t[j + 1], view.subjects[i], view.verbs[i], view.nouns[i], view.coming[j - 1],
            view.capital[i - 1], view.capital[i], view.capital[j], view.lemmas[i - 1], view.lemmas[i],
            view.lemmas[j] or w[j],
        )),
    ]  # fmt: skip


def _change(view: TaggedSentence, c: Candidate, step: int) -> list[int]:
    new = c.replacement
    old = view.words[c.start + 2] if c.end > c.start else ""
    new_tag = view.tag(new.lower()) if new and " " not in new else new
    repeated = (old or new) in view.words[2 : c.start + 2]
    return [
        code(c.op), code(c.kind), code(new), code(new_tag), code(nominal(new_tag)), step + 8, code(c.rule), code(old[-3:]),
        code(new[-3:]), repeated,
    ]  # fmt: skip
