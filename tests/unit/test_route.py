"""The rule that chooses among models, and what has to go to make room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.downloads.partner import OVERHEAD
from tutor.core.levels import Level
from tutor.llm.route import Installed, Task, asks_why, route, speed, to_unload

GB = 10**9
SMALL, MIDDLE, LARGE = "small:1b", "middle:4b", "large:24b"
SIZES = {SMALL: 1 * GB, MIDDLE: 3 * GB, LARGE: 14 * GB}
TALK, WHY = "Hola, ¿qué tal?", "¿Por qué se dice «para» y no «por»?"


def models(*loaded: str, **speeds: float) -> list[Installed]:
    return [Installed(n, s, n in loaded, speeds.get(n.partition(":")[0])) for n, s in SIZES.items()]


@pytest.mark.parametrize(
    ("there", "task", "text", "level", "budget", "answers", "loads"),
    [
        # small talk: the largest that is fast enough, as far as is known
        (models(small=40, middle=12, large=2), "reply", TALK, Level.A2, 32 * GB, MIDDLE, None),
        (models(SMALL, small=40, middle=12, large=2), "reply", TALK, Level.A2, 32 * GB, SMALL, MIDDLE),
        (models(MIDDLE, small=40, middle=12, large=2), "reply", TALK, Level.A2, 32 * GB, MIDDLE, None),
        (models(middle=24), "reply", TALK, Level.A2, 32 * GB, MIDDLE, None),  # large would write 5 a second
        (models(), "reply", TALK, Level.A2, 32 * GB, LARGE, None),  # nothing measured: every one may be fast
        (models(small=3, middle=1, large=0.2), "reply", TALK, Level.A2, 32 * GB, SMALL, None),  # none is fast
        # something difficult: the largest
        (models(MIDDLE, small=40, middle=12, large=2), "reply", WHY, Level.A2, 32 * GB, MIDDLE, LARGE),
        (models(LARGE, small=40, middle=12, large=2), "reply", WHY, Level.A2, 32 * GB, LARGE, None),
        (models(small=40, middle=12, large=2), "reply", TALK, Level.C1, 32 * GB, LARGE, None),
        # what memory holds
        (models(MIDDLE), "reply", WHY, Level.A2, 17 * GB, MIDDLE, None),  # no swapping for one explanation
        (models(MIDDLE), "reply", TALK, Level.C1, 17 * GB, MIDDLE, LARGE),
        (models(), "reply", WHY, Level.C2, 8 * GB, MIDDLE, None),
        (models(), "reply", WHY, Level.C2, GB // 2, SMALL, None),  # not even the smallest: it has to do
        # what nobody should wait for
        (models(SMALL, small=40), "correction", TALK, None, 32 * GB, SMALL, None),
        (models(SMALL, MIDDLE), "summary", TALK, None, 32 * GB, MIDDLE, None),
    ],
)
def test_the_table(
    there: list[Installed], task: Task, text: str, level: Level, budget: int, answers: str, loads: str | None
) -> None:
    chosen = route(there, task, text, level, budget)
    assert (chosen.model, chosen.load) == (answers, loads)
    assert chosen.why


def test_one_that_did_badly_when_it_arrived_gives_way_even_where_it_is_loaded() -> None:
    there = [Installed(SMALL, GB), Installed(LARGE, 3 * GB, loaded=True, sound=False)]
    for task in ("reply", "correction"):
        assert route(there, task, TALK, Level.A2, 32 * GB).model == SMALL
    assert route(there[1:], "reply", TALK, Level.A2, 32 * GB).model == LARGE  # it has to do


@pytest.mark.parametrize("text", [WHY, "¿Qué significa «ojalá»?", "Why is it fui?", "Hablo mucho. " * 40])
def test_what_is_no_small_talk(text: str) -> None:
    assert asks_why(text)


@pytest.mark.parametrize("text", [TALK, "", "Porque me gusta.", "Ayer fui al cine con mi hermana y comimos palomitas."])
def test_what_is(text: str) -> None:
    assert not asks_why(text)


def test_an_unmeasured_model_is_as_much_slower_as_it_is_larger() -> None:
    there = models(middle=12)
    assert [round(speed(m, there) or 0, 1) for m in there] == [36.0, 12.0, 2.6]
    assert speed(there[0], models()) is None


LOADED = st.lists(st.builds(Installed, st.uuids().map(str), st.integers(1, 30 * GB), st.just(True)), max_size=5)


@given(LOADED, st.integers(1, 30 * GB), st.integers(1, 64 * GB))
def test_no_more_goes_than_has_to(loaded: list[Installed], size: int, budget: int) -> None:
    there = [*loaded, Installed("wanted", size)]
    gone = to_unload(there, "wanted", budget)
    left = [m for m in there if m.name not in gone]
    fits = sum(m.size * OVERHEAD for m in left) <= budget * 1.000001
    assert fits or left == [there[-1]]
    assert "wanted" not in gone
    if gone:  # without the last one it would not have been enough
        assert sum(m.size * OVERHEAD for m in there if m.name not in gone[:-1]) > budget * 0.999999


def test_a_model_is_chosen_whatever_is_there() -> None:
    assert route([Installed("one", 0)], "reply", TALK, None, 0).model == "one"
