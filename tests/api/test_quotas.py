"""Conversations and tokens have their rates and bounds, and what is used of everything is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.api.client import begin, refused
from tests.api.test_accounts import PASSWORD, browser
from tests.conftest import running
from tests.fakes.ollama import FakeOllama


def test_rates_and_room_are_told_and_kept(ollama: FakeOllama, tmp_path: Path) -> None:
    settings = ollama.tutor(tmp_path / "data", accounts=True, conversations_rate="3/hour", tokens_rate="60/hour")
    with running(settings) as server:
        client = browser(server)
        secret = server.wait_for_line("#/setup").rpartition("token=")[2].strip()
        owner = {"name": "Clara", "password": PASSWORD, "token": secret}
        assert client.post("/api/owner", json=owner).status_code == 201
        for _ in range(3):
            begin(client)
        over = client.post("/api/conversations", json={"level": "A2"})
        refused(over, 429, "too_many_requests")
        assert int(over.headers["retry-after"]) > 1000

        for n in range(50):
            assert client.post("/api/tokens", json={"name": f"t{n}"}).status_code == 201
        refused(client.post("/api/tokens", json={"name": "one more"}), 409, "too_many_tokens")
        first = client.get("/api/tokens").json()[0]["id"]
        client.delete(f"/api/tokens/{first}")
        assert client.post("/api/tokens", json={"name": "again"}).status_code == 201
        for _ in range(8):
            client.post("/api/tokens", json={"name": "more"})
        refused(client.post("/api/tokens", json={"name": "more"}), 429, "too_many_requests")

        client.post("/api/documents", files={"file": ("a.txt", b"El mar es azul.")})
        told = client.get("/api/quotas").json()
        rates = {one["kind"]: (one["used"], one["most"], one["window_s"]) for one in told["rates"]}
        assert rates["conversations"] == (3, 3, 3600)
        assert rates["tokens"] == (60, 60, 3600)
        assert rates["uploads"][0] == 1
        assert (told["documents"], told["documents_most"]) == (1, 200)
        assert (told["recordings_bytes"], told["recordings_most_bytes"]) == (0, 2_000_000_000)


def test_what_computes_is_counted(ollama: FakeOllama, tmp_path: Path) -> None:
    """Grading, levels, the model as a judge, and decks with sound: nobody has them made without end."""
    settings = ollama.tutor(tmp_path / "data", checks_rate="5/hour", turns_rate="1/hour", speech_rate="10/hour")
    with running(settings) as server:
        client = server.client
        item = client.get("/api/drills/items", params={"kind": "translate"}).json()[0]["id"]
        gaps = client.get("/api/gap-texts").json()[0]["id"]
        many = len(client.get(f"/api/gap-texts/{gaps}").json()["gaps"])
        placement = client.post("/api/placement", json={}).json()
        asked: list[tuple[str, dict[str, Any]]] = [
            (f"/api/drills/items/{item}/answer", {"answer": "no lo sé"}),
            (f"/api/gap-texts/{gaps}/answers", {"answers": ["x"] * many}),
            (f"/api/placement/{placement['id']}/answer", {"item_id": placement["item"]["id"], "answer": "x"}),
            ("/api/level", {"text": "Hola."}),
        ]
        answers = [client.post(path, json=body).status_code for path, body in asked]
        assert answers == [200] * 4
        for path, body in asked:
            refused(client.post(path, json=body), 429, "too_many_requests")
        sounds = [client.get("/api/cards/export.apkg", params={"audio": True}).status_code for _ in range(2)]
        assert sounds == [200, 429]


def test_the_model_as_a_judge_is_counted_as_a_turn(ollama: FakeOllama, tmp_path: Path) -> None:
    with running(ollama.tutor(tmp_path / "data", turns_rate="1/hour")) as server:
        body = {"answer": "Esta silla es acogedora.", "judge": True}
        path = "/api/drills/items/translate.demonstratives.0/answer"
        assert server.client.post(path, json=body).json()["verdict"] == "unforeseen"  # this model talks nonsense
        asked = len(ollama.requests)
        refused(server.client.post(path, json=body), 429, "too_many_requests")
        assert len(ollama.requests) == asked
        assert server.client.post(path, json=body | {"judge": False}).status_code == 200
        full = {"text": "Yo va a casa.", "mode": "full"}
        refused(server.client.post("/api/corrections", json=full), 429, "too_many_requests")
        assert len(ollama.requests) == asked


def test_a_long_text_to_be_checked_counts_as_many(ollama: FakeOllama, tmp_path: Path) -> None:
    with running(ollama.tutor(tmp_path / "data", checks_rate="20/hour")) as server:
        path, text = "/api/corrections", "Hoy hace sol. " * 700
        assert server.client.post(path, json={"text": text, "mode": "fast"}).status_code == 200
        assert server.client.post(path, json={"text": text, "mode": "fast"}).status_code == 200
        refused(server.client.post(path, json={"text": text, "mode": "fast"}), 429, "too_many_requests")


def test_searches_and_files_of_what_is_theirs_are_counted(ollama: FakeOllama, tmp_path: Path) -> None:
    settings = ollama.tutor(tmp_path / "data", searches_rate="2/hour", exports_rate="5/hour")
    with running(settings) as server:
        client = server.client
        conversation = begin(client)
        for path in ("/api/search?q=mar", "/api/documents/search?q=mar"):
            assert client.get(path).status_code == 200
        refused(client.get("/api/search?q=mar"), 429, "too_many_requests")
        refused(client.get("/api/documents/search?q=mar"), 429, "too_many_requests")
        files = (
            "/api/cards/export.csv",
            "/api/cards/export.apkg",
            f"/api/conversations/{conversation}/export.md",
            "/api/export",
            "/api/export?format=zip",
        )
        for path in files:
            assert client.get(path).status_code == 200, path
        for path in files:
            refused(client.get(path), 429, "too_many_requests")


def test_of_a_list_that_is_refused_the_first_rows_are_told(ollama: FakeOllama, tmp_path: Path) -> None:
    with running(ollama.tutor(tmp_path / "data")) as server:
        done = server.client.post("/api/cards/import", json={"text": "\n".join(["x" * 500] * 150)}).json()
        assert (done["added"], done["refused_in_all"]) == (0, 150)
        assert [row["row"] for row in done["refused"]] == list(range(1, 101))
