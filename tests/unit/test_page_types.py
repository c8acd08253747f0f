"""The page's wire types are those that the server describes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.here import described
from tutor.conversation.events import EventName

PAGE = Path(__file__).parents[2] / "frontend"


@pytest.fixture(scope="module")
def description() -> str:
    app = described()
    return json.dumps(app.openapi())


def _check(description: str) -> subprocess.CompletedProcess[str]:
    node = shutil.which("node")
    if node is None or not (PAGE / "node_modules" / "openapi-typescript").is_dir():
        pytest.skip("needs Node and the page's packages")
    command = [node, "types.mjs", "--check"]
    return subprocess.run(command, cwd=PAGE, input=description, capture_output=True, text=True, check=False)


def test_the_types_in_the_page_are_up_to_date(description: str) -> None:
    checked = _check(description)
    assert checked.returncode == 0, checked.stderr


def test_a_field_that_only_the_server_knows_is_found(description: str) -> None:
    changed = json.loads(description)
    changed["components"]["schemas"]["DoneEvent"]["properties"]["mood"] = {"type": "string"}
    assert "npm run types" in _check(json.dumps(changed)).stderr


def test_every_event_of_a_turn_is_described(description: str) -> None:
    events = json.loads(description)["components"]["schemas"]["TurnEvents"]["properties"]
    assert tuple(events) == EventName.__args__  # type: ignore[attr-defined]
