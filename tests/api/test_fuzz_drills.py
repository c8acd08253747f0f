"""Whatever is sent to the drills and cards, the answer is never a 5xx and always the shape that OpenAPI promises."""

from __future__ import annotations

import re

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case

from tests.conftest import Server
from tests.tutors import PATIENCE_S

OURS = re.compile(r"/api/(syllabus|vocabulary|drills|cards|review-settings|placement|progress|level\b)")
# These load a voice or the recogniser, which has its own tests.
SLOW = re.compile(r"/(speech|recording|export\.apkg)$")
EXAMPLES = 30


def test_no_input_breaks_it(server: Server) -> None:
    # Fetched here: schemathesis waits ten seconds for it, and a slow machine makes it for longer.
    schema = schemathesis.openapi.from_dict(server.client.get("/api/openapi.json").raise_for_status().json())
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        if not OURS.match(operation.path) or SLOW.search(operation.path):
            continue
        tried += 1

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def send(case: Case) -> None:
            answer = case.call(base_url=server.url, timeout=PATIENCE_S)
            assert answer.status_code < 500, (case, answer.text)
            if answer.status_code >= 400:
                assert answer.json()["error"]["message"]
            else:
                case.validate_response(answer)

        send()
    assert tried >= 18
