"""What goes over the wire as a score, and what a mark says."""

from __future__ import annotations

import pytest

from tutor.learners.lti.grades import marked
from tutor.learners.lti.platforms import origin_of
from tutor.learners.lti.telling import scores_of
from tutor.learners.signin.outside import may_be_asked


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("8/10", (8.0, 10.0)),
        (" 7,5 / 10 ", (7.5, 10.0)),
        ("80 %", (80.0, 100.0)),
        ("100%", (100.0, 100.0)),
        ("12/20", (12.0, 20.0)),
        ("9", None),
        ("notable", None),
        ("", None),
        ("8/0", None),
        ("-3/10", None),
        ("8/10 y medio", None),
        ("1e400/10", None),
    ],
)
def test_a_mark_in_numbers_is_a_score(mark: str, found: tuple[float, float] | None) -> None:
    assert marked(mark) == found


@pytest.mark.parametrize(
    ("lineitem", "scores"),
    [
        ("https://m.example/1/lineitems/2", "https://m.example/1/lineitems/2/scores"),
        ("https://m.example/1/lineitems/2/", "https://m.example/1/lineitems/2/scores"),
        ("https://m.example/2/lineitem?type_id=1", "https://m.example/2/lineitem/scores?type_id=1"),
    ],
)
def test_scores_go_below_the_line_item(lineitem: str, scores: str) -> None:
    assert scores_of(lineitem) == scores


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://m.example/a?b", "https://m.example"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://u@m.example", ""),
        ("javascript:alert(1)", ""),
        ("https://m.example; script-src *", ""),
        ("https://[", ""),
        ("https://m.example:x", ""),
        ("*", ""),
    ],
)
def test_what_a_browser_calls_a_server(url: str, origin: str) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://id.example", True),
        ("http://keycloak:8080/x", True),
        ("http://10.0.0.7/x", True),
        ("http://id.example", False),
        ("ftp://id.example", False),
        ("https://", False),
        ("https://[", False),
    ],
)
def test_only_what_cannot_be_overheard_is_asked(url: str, may: bool) -> None:
    assert may_be_asked(url) == may
