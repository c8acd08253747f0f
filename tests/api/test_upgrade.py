"""The database of an earlier version opens in this one, and everything that was in it is read through the API."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REAL, Server, running
from tests.upgrade.fill import PASSWORD
from tutor.core.settings import Settings

pytestmark = pytest.mark.sqlite

# Made by tests/upgrade/fill.py at the commit that it is named after.
DUMP = (Path(__file__).parents[1] / "upgrade" / "df09a89.sql").read_text("utf-8")


def opened(folder: Path, **changes: Any) -> Settings:
    """Settings of a tutor that finds the earlier one's database."""
    with closing(sqlite3.connect(folder / "tutor.db")) as database:
        database.executescript(DUMP)
    return Settings(
        data_dir=folder,
        models_dir=REAL.models_folder,
        voices_dir=REAL.voices_folder,
        llm="none",
        prewarm=False,
        **changes,
    )


@pytest.fixture(scope="module")
def tutor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(opened(tmp_path_factory.mktemp("upgraded"))) as server:
        yield server


def get(tutor: Server, path: str, **params: Any) -> Any:
    answer = tutor.client.get(f"/api/{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def rows(table: str) -> list[sqlite3.Row]:
    """A table as it was."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.row_factory = sqlite3.Row
        database.executescript(DUMP)
        return database.execute(f"SELECT * FROM {table}").fetchall()


def test_the_dump_has_a_row_in_every_table() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(DUMP)
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert len(tables) > 20
    assert [table for table in tables if not rows(table)] == []


def test_the_learner_is_as_before(tutor: Server) -> None:
    (before,) = rows("learner")
    learner = get(tutor, "learner")
    same = ("name", "first_language", "level", "voice", "strictness", "patience", "engine", "accent")
    assert {key: learner[key] for key in same} == {key: before[key] for key in same}
    settings = get(tutor, "review-settings")
    assert (settings["new_per_day"], settings["timezone"]) == (7, "Europe/Madrid")


def test_every_message_is_read_whole(tutor: Server) -> None:
    told = {c["id"]: c for c in get(tutor, "conversations")}
    assert {row["id"]: row["title"] for row in rows("conversation")} == {c["id"]: c["title"] for c in told.values()}
    read = {m["id"]: m for one in told for m in get(tutor, f"conversations/{one}")["messages"]}
    before = [row for row in rows("message") if not row["superseded"]]
    assert set(read) == {row["id"] for row in before}
    for row in before:
        message = read[row["id"]]
        assert (message["text"], message["role"]) == (row["text"], row["role"])
        assert [(e["original"], e["replacement"]) for e in message["corrections"]] == [
            (e["original"], e["replacement"]) for e in json.loads(row["corrections"])
        ]
    assert any(message["corrections"] for message in read.values())


def test_cards_suggestions_and_progress_go_on(tutor: Server) -> None:
    before = {row["id"]: row["front"] for row in rows("card")}
    assert {card["id"]: card["front"] for card in get(tutor, "cards")} == before
    assert {s["id"] for s in get(tutor, "suggestions")} == {
        row["id"] for row in rows("suggestion") if row["state"] == "offered"
    }
    queue = get(tutor, "cards/queue")
    assert queue["done_today"] + len(queue["cards"]) > 0
    assert get(tutor, "syllabus")
    assert get(tutor, "progress")
    (placement,) = rows("placement")
    assert get(tutor, f"placement/{placement['id']}")["answered"] == len(json.loads(placement["answers"]))


def test_texts_are_read_and_searched(tutor: Server) -> None:
    (document,) = get(tutor, "documents")
    passages = [row["text"] for row in sorted(rows("passage"), key=lambda row: row["position"])]
    assert [p["text"] for p in get(tutor, f"documents/{document['id']}/passages")] == passages
    hits = get(tutor, "documents/search", q="panaderos")
    assert hits
    assert "panadero" in hits[0]["text"]


def test_templates_keep_their_versions(tutor: Server) -> None:
    (template,) = (t for t in get(tutor, "templates") if t["id"] != "built-in")
    assert (template["name"], template["version"]) == ("Mi plantilla", 2)
    assert template["text"] == "Habla del pan. {level}"


def test_usage_and_the_export_have_everything(tutor: Server) -> None:
    assert len(get(tutor, "turns")) == len(rows("turn"))
    written = tutor.client.get("/api/export").text
    for text in ("madrugada", "Café y problemas", "Mi plantilla"):
        assert text in written


def test_a_conversation_goes_on(tutor: Server) -> None:
    (talk,) = (row["id"] for row in rows("conversation") if row["scenario_id"] == "cafe")
    with tutor.client.stream(
        "POST", f"/api/conversations/{talk}/turns", json={"text": "Otro café, por favor."}
    ) as sent:
        events = sent.read().decode()
    assert "event: done" in events


def test_who_had_an_account_signs_in(tmp_path: Path) -> None:
    with running(opened(tmp_path, accounts=True)) as server:
        signed = server.client.post("/api/session", json={"name": "Doña Clara", "password": PASSWORD})
        assert signed.status_code == 200, signed.text
        assert {token["name"] for token in server.client.get("/api/tokens").json()} == {"un programa"}
        assert len(server.client.get("/api/conversations").json()) == len(rows("conversation"))
