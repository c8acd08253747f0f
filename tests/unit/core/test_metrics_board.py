"""Several processes' metrics on one page, as Prometheus's own parser reads it."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from tutor.core.metrics import Metrics, PartCounts
from tutor.core.metrics_board import together


def told(part: str, replica: str, text: bytes) -> dict[str, str]:
    return {"part": part, "replica": replica, "text": text.decode()}


def test_each_family_stands_once_and_each_sample_tells_whose_it_is() -> None:
    one, two, voices = Metrics(), Metrics(), PartCounts()
    one.turns.labels("ollama", "done").inc(2)
    two.turns.labels("ollama", "done").inc(3)
    with voices.work("say_timed"):
        pass
    page = together(
        [told("app", "a:1", one.text()), told("voices", "a:3", voices.text()), told("app", "a:2", two.text())]
    )
    text = page.decode()
    assert text.count("# TYPE tutor_turns_total counter") == 1
    families = {family.name: family for family in text_string_to_metric_families(text)}
    turns = {s.labels["replica"]: s.value for s in families["tutor_turns"].samples if s.name.endswith("_total")}
    assert turns == {"a:1": 2, "a:2": 3}
    (spoken,) = [s for s in families["tutor_part_seconds"].samples if s.name.endswith("_count")]
    assert spoken.labels == {"what": "say_timed", "part": "voices", "replica": "a:3"}
    processes = {s.labels["replica"] for s in families["process_cpu_seconds"].samples}
    assert processes == {"a:1", "a:2", "a:3"}


def test_nobody_is_an_empty_page() -> None:
    assert together([]) == b""
