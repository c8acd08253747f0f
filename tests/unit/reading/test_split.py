"""Passages: nothing is lost, nothing is too long, nothing reaches over a heading."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tutor.reading.split import FEW, MOST, split
from tutor.reading.text import Paragraph, tidy

WORDS = st.text(alphabet="abcñé.?!… \n»—1", max_size=1500)
PARAGRAPHS = st.lists(
    st.builds(
        Paragraph,
        st.one_of(WORDS, st.text(max_size=60), st.just("a" * 1400)).map(tidy).filter(bool),
        st.sampled_from(["", "Uno", "Dos"]),
        st.sampled_from([None, 1, 2]),
    ),
    max_size=12,
)


def squeezed(paragraphs: list[Paragraph], section: str) -> str:
    return "".join("".join(p.text.split()) for p in paragraphs if p.section == section)


@given(PARAGRAPHS)
def test_nothing_is_lost_and_nothing_too_long(paragraphs: list[Paragraph]) -> None:
    passages = split(paragraphs)
    for section in ("", "Uno", "Dos"):
        assert squeezed(passages, section) == squeezed(paragraphs, section)
    assert all(0 < len(p.text) <= MOST for p in passages)
    order = [p.section for n, p in enumerate(paragraphs) if n == 0 or paragraphs[n - 1].section != p.section]
    assert [p.section for n, p in enumerate(passages) if n == 0 or passages[n - 1].section != p.section] == order


@given(PARAGRAPHS)
def test_short_ones_are_joined(paragraphs: list[Paragraph]) -> None:
    passages = split(paragraphs)
    for before, after in itertools.pairwise(passages):
        if before.section == after.section and len(before.text) < FEW:
            assert len(before.text) + 1 + len(after.text) > MOST


def test_long_paragraphs_end_with_a_sentence() -> None:
    sentence = "La casa de mi abuela estaba al final de la calle, junto al río."
    passages = split([Paragraph(" ".join([sentence] * 30), "Uno", 7)])
    assert len(passages) >= 3
    assert all(p.text.endswith("río.") and p.page == 7 for p in passages)
