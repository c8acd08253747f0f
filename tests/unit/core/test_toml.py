"""Files that anybody brings: what they cost is in proportion to their length, and they hold characters only."""

from __future__ import annotations

import pytest

from tutor.core.toml import MOST_POINTS, read_toml


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("a." * 100_000 + "b = 1", "points"),  # which takes a minute
        ("[" + "a." * 100_000 + "b]", "points"),
        ("c = {" + "a." * 100_000 + "b = 1}", "points"),
        ("a = " + "[" * 100_000, "deeply"),
        ("a." * 1_000 + "b = 1", "deeply"),
        ("a = " + "9" * 100_000, "digits"),
        ("a = [" + "[]," * 100_000 + "]", "values"),
        ('a = "ho\\u0000la"', "NUL"),
    ],
    ids=lambda part: part[:8],
)
def test_what_nobody_writes_is_refused(content: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_toml(content)


def test_text_is_composed_and_points_are_no_fault() -> None:
    assert read_toml('a.b = "nin\u0303o' + "." * (MOST_POINTS - 1) + '"') == {
        "a": {"b": "niño" + "." * (MOST_POINTS - 1)}
    }
