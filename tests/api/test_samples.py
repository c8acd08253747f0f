"""Texts of ours, subtitles, and texts read aloud, over the wire."""

from __future__ import annotations

import io
import json
import wave
from collections.abc import Iterator

import pytest

from tests.conftest import Server, running
from tests.fakes.ollama import fake_ollama


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with fake_ollama() as fake, running(fake.tutor(tmp_path_factory.mktemp("samples"))) as server:
        yield server


def test_a_text_of_ours_is_opened_once_and_can_be_opened_again_after_it_was_deleted(server: Server) -> None:
    samples = server.client.get("/api/samples").json()
    assert len(samples) >= 24
    one = samples[0]
    first = server.client.post(f"/api/samples/{one['id']}")
    assert first.status_code == 201
    again = server.client.post(f"/api/samples/{one['id']}")
    assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])
    assert server.client.get("/api/samples").json()[0]["document_id"] == first.json()["id"]
    assert len(server.client.get(f"/api/samples/{one['id']}/questions").json()) == 3
    server.client.delete(f"/api/documents/{first.json()['id']}").raise_for_status()
    assert server.client.post(f"/api/samples/{one['id']}").status_code == 201
    for path in ("/api/samples/none", "/api/samples/none/questions"):
        method = server.client.get if path.endswith("questions") else server.client.post
        assert method(path).status_code == 404


def test_a_sentence_is_read_aloud_with_the_times_of_its_words(server: Server) -> None:
    document = server.client.post("/api/samples/mi-familia").json()
    passage = server.client.get(f"/api/documents/{document['id']}/passages?count=1").json()[0]
    span = passage["sentences"][0]
    assert passage["text"][span["start"] : span["end"]] == "Me llamo Lucía y tengo nueve años."
    address = f"/api/documents/{document['id']}/passages/1/sentences/0/speech"
    sound = server.client.get(address, params={"speed": 0.8})
    assert sound.status_code == 200
    with wave.open(io.BytesIO(sound.content)) as read:
        assert read.getframerate() > 8000
    lines = server.client.get(f"{address}/words", params={"speed": 0.8}).text.split("\n")
    words = [word for line in lines if line.startswith("data:") for word in json.loads(line[5:]).get("words", [])]
    assert [word["text"] for word in words][:3] == ["Me", "llamo", "Lucía"]
    assert all(word["from_s"] < word["to_s"] for word in words)
    assert server.client.get(address.replace("/0/", "/99/")).status_code == 404


def test_subtitles_become_a_text_with_times(server: Server) -> None:
    file = b"1\n00:01:05,000 --> 00:01:07,000\nHola, me llamo Ana.\n"
    document = server.client.post("/api/documents", files={"file": ("serie.srt", file)})
    assert document.status_code == 201
    assert document.json()["kind"] == "subtitles"
    passage = server.client.get(f"/api/documents/{document.json()['id']}/passages").json()[0]
    assert (passage["at_s"], passage["text"]) == (65.0, "Hola, me llamo Ana.")
