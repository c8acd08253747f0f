"""No regular expression of ours can read a short text in so many ways that the server stands still.

Measured is the processor's time for texts of some hundred letters, of which each letter more would double it.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache

import pytest

import tutor
from tests.loop_watch import slowness
from tests.pattern_attack import loop_in_a_loop, slowest

pytestmark = pytest.mark.slow

# Twenty letters of a text that is read in two ways each take a tenth of this; the slowest of ours a hundredth.
MOST_S = 0.1
# What is no part of a running tutor, or starts one.
LEFT_OUT = re.compile(r"\.(migrations|build|data|cli|cluster)\b|__main__|train_")


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Those with a loop in a loop, by where they stand."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(tutor.__path__, "tutor."):
        if LEFT_OUT.search(module.name):
            continue
        try:
            there = importlib.import_module(module.name)
        except ModuleNotFoundError:  # for training, or for an extra that is not installed
            continue
        for name, value in vars(there).items():
            for n, one in enumerate(_in(value)):
                if isinstance(one.pattern, str) and loop_in_a_loop(one):
                    found.setdefault(f"{module.name}.{name}.{n}", one)
    return found


def _in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict | list | tuple | set | frozenset):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _in(one)


def test_no_text_can_be_read_in_very_many_ways() -> None:
    assert len(patterns()) > 10
    most_s = MOST_S * slowness()
    slow = {where: slowest(one, most_s) for where, one in patterns().items()}
    assert {where: found for where, found in slow.items() if found[0] > most_s} == {}


@pytest.mark.parametrize("pattern", [r"^(?:a+)+$", r"x([a-z ]+?(?:[,.]+ ?[a-z ]+?)*)\s*$", r"^(\w+\s*)+$"])
def test_such_a_pattern_is_found(pattern: str) -> None:
    found, most_s = re.compile(pattern), MOST_S * slowness()
    assert loop_in_a_loop(found)
    assert slowest(found, most_s)[0] > most_s
