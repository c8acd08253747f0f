"""Texts against a regular expression: its own loops written out, and an end that does not fit.

Where one text can be read in many ways (a loop within a loop that may take the same letters), each letter more doubles what a
search costs, and while it searches nothing else in the process goes on. So little text shows that as well as much.
"""

from __future__ import annotations

import random
import re
import re._constants as ops  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections.abc import Iterator
from typing import Any

LOOPS = (ops.MAX_REPEAT, ops.MIN_REPEAT)
# More than so often is without end.
FEW = 5
PUMPED, ROUNDS, ENDS = (6, 9, 12, 15, 18, 21, 24), 12, ("7", "\n!", "")
LONGEST = 400
_KINDS = {
    ops.CATEGORY_DIGIT: "1",
    ops.CATEGORY_WORD: "a",
    ops.CATEGORY_SPACE: " ",
    ops.CATEGORY_NOT_WORD: " ",
    ops.CATEGORY_NOT_SPACE: "a",
    ops.CATEGORY_NOT_DIGIT: "a",
}
_OTHERS = "a ,1.?¿x-~"


def loop_in_a_loop(pattern: re.Pattern[str]) -> bool:
    """Whether a loop without end lies in another: only then can there be that many ways."""
    return _depth(parser.parse(pattern.pattern, pattern.flags)) > 1


def slowest(pattern: re.Pattern[str], most_s: float) -> tuple[float, str]:
    """The most of the processor's time that one of many texts takes, in seconds, and that text: ever longer ones, until one
    takes more than `most_s`."""
    rng, tree = random.Random(7), parser.parse(pattern.pattern, pattern.flags)
    worst = 0.0, ""
    for pumped in PUMPED:
        for _ in range(ROUNDS):
            for end in ENDS:
                text = "".join(_written(tree, rng, pumped))[:LONGEST] + end
                began = time.thread_time()
                pattern.search(text)
                worst = max(worst, (time.thread_time() - began, text))
                if worst[0] > most_s:
                    return worst
    return worst


def _parts(op: Any, of: Any) -> list[Any]:
    if op in LOOPS or op is ops.SUBPATTERN:
        return [of[-1]]
    if op is ops.BRANCH:
        return list(of[1])
    return [of[1]] if op in (ops.ASSERT, ops.ASSERT_NOT) else []


def _depth(tree: Any) -> int:
    deepest = 0
    for op, of in tree:
        inside = max((_depth(part) for part in _parts(op, of)), default=0)
        deepest = max(deepest, inside + (op in LOOPS and of[1] > FEW))
    return deepest


def _written(tree: Any, rng: random.Random, pumped: int) -> Iterator[str]:
    for op, of in tree:
        if op is ops.LITERAL:
            yield chr(of)
        elif op is ops.NOT_LITERAL:
            yield next(c for c in _OTHERS if ord(c) != of)
        elif op is ops.ANY:
            yield rng.choice("a ,1")
        elif op is ops.IN:
            yield _one_of(of, rng)
        elif op is ops.BRANCH:
            yield from _written(rng.choice(of[1]), rng, pumped)
        elif op is ops.SUBPATTERN:
            yield from _written(of[-1], rng, pumped)
        elif op in LOOPS:
            least, most, inside = of
            often = pumped if most > FEW and rng.random() < 0.6 else rng.randint(least, min(most, least + 1))
            same = "".join(_written(inside, rng, 2)) if rng.random() < 0.5 else None
            for _ in range(min(often, most)):
                yield same if same is not None else "".join(_written(inside, rng, 2))


def _one_of(choices: Any, rng: random.Random) -> str:
    there = [_KINDS.get(of, "a") if op is ops.CATEGORY else chr(of[0] if op is ops.RANGE else of)
             for op, of in choices if op is not ops.NEGATE]  # fmt: skip
    if choices[0][0] is not ops.NEGATE:
        return rng.choice(there)
    return rng.choice([c for c in _OTHERS if not _among(choices[1:], c)] or ["€"])


def _among(choices: Any, letter: str) -> bool:
    plain = {
        ops.CATEGORY_DIGIT: letter.isdigit(),
        ops.CATEGORY_WORD: letter.isalnum(),
        ops.CATEGORY_SPACE: letter.isspace(),
    }
    return any(
        plain.get(of, True)
        if op is ops.CATEGORY
        else of[0] <= ord(letter) <= of[1]
        if op is ops.RANGE
        else ord(letter) == of
        for op, of in choices
    )
