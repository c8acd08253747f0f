"""Conversations and tokens have their rates and bounds, and what is used of everything is told."""

from __future__ import annotations

from pathlib import Path

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
