"""A LanguageTool server behind the same merge, here a small one that speaks its format."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.tutors import PATIENCE_S
from tutor.corrections.check import Corrector
from tutor.corrections.languagetool import LanguageTool
from tutor.corrections.policy import DEFAULT, CorrectionPreferences
from tutor.corrections.review import review

CORRECTOR = Corrector()


def match(offset: int, length: int, new: str, category: str = "GRAMMAR") -> dict[str, Any]:
    return {
        "message": "…", "shortMessage": "", "offset": offset, "length": length, "replacements": [{"value": new}, {"value": "?"}],
        "context": {"text": "", "offset": 0, "length": 0}, "sentence": "", "type": {"typeName": "Other"},
        "rule": {"id": "X", "description": "", "issueType": "grammar", "category": {"id": category, "name": ""}},
    }  # fmt: skip


class Fake(HTTPServer):
    answer: bytes = b""
    status = 200
    asked: list[dict[str, list[str]]]

    def matches(self, *found: dict[str, Any]) -> None:
        software = {"name": "LanguageTool", "version": "6.5", "apiVersion": 1}
        self.status, self.asked = 200, []
        self.answer = json.dumps({"software": software, "language": {"code": "es"}, "matches": found}).encode()


class Handler(BaseHTTPRequestHandler):
    server: Fake

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        assert self.path == "/v2/check"
        self.server.asked.append(parse_qs(body))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *args: object) -> None: ...


@pytest.fixture(scope="module")
def fake() -> Iterator[Fake]:
    server = Fake(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.corrections.languagetool.TIMEOUT_S", PATIENCE_S)


def tool(fake: Fake) -> LanguageTool:
    return LanguageTool(f"http://127.0.0.1:{fake.server_port}/")


async def test_its_edits_join_ours(fake: Fake) -> None:
    text = "😀 Tengo un pregunta. Ana no dijo nada ayer noche."
    fake.matches(match(text.index("ayer") + 1, 10, "anoche"))  # its offsets count UTF-16 units
    checked = await review(CORRECTOR, text, DEFAULT, languagetool=tool(fake))
    assert checked.corrected_text == "😀 Tengo una pregunta. Ana no dijo nada anoche."
    assert [e.source for e in checked.edits][-1] == "languagetool"
    assert fake.asked[0]["language"] == ["es"]


async def test_agreement_of_engines_makes_surer(fake: Fake) -> None:
    text = "Tengo un pregunta."
    fake.matches(match(6, 2, "una", "AGREEMENT_NOUNS"))
    alone = CORRECTOR.check(text).edits[0].confidence
    both = (await review(CORRECTOR, text, DEFAULT, languagetool=tool(fake))).edits
    assert len(both) == 1
    assert both[0].confidence > alone


async def test_speech_is_spared_its_spelling_too(fake: Fake) -> None:
    fake.matches(match(0, 4, "Hola", "CASING"))
    assert (
        await review(CORRECTOR, "hola Ana", CorrectionPreferences(spoken=True), languagetool=tool(fake))
    ).edits == []


async def test_names_are_none_of_its_business(fake: Fake) -> None:
    fake.matches(match(8, 5, "Elija", "TYPOS"))
    assert (await review(CORRECTOR, "Vivo en Elyan.", DEFAULT, languagetool=tool(fake))).edits == []


@pytest.mark.parametrize(("word", "taken"), [("zarrampla", True), ("Zarrampla", False), ("ZARRAMPLA", False)])
async def test_its_spellings_are_taken_of_words_in_small_letters_only(fake: Fake, word: str, taken: bool) -> None:
    text = f"Ayer compré un {word} azul."
    fake.matches(match(text.index(word), len(word), "zapato", "TYPOS"))
    checked = await review(CORRECTOR, text, DEFAULT, languagetool=tool(fake))
    assert [(e.original, e.source) for e in checked.edits] == ([(word, "languagetool")] if taken else [])


@pytest.mark.parametrize("answer", [b"", b"<html>", b"{}", b'{"matches": [{"offset": -1, "length": 2}]}'])
async def test_a_useless_server_costs_nothing(fake: Fake, answer: bytes) -> None:
    fake.matches()
    fake.answer = answer
    checked = await review(CORRECTOR, "Tengo un pregunta.", DEFAULT, languagetool=tool(fake))
    assert checked.corrected_text == "Tengo una pregunta."


async def test_an_absent_or_failing_server_costs_nothing(fake: Fake) -> None:
    fake.matches()
    fake.status = 500
    for helper in (tool(fake), LanguageTool("http://127.0.0.1:9"), LanguageTool("nonsense")):
        checked = await review(CORRECTOR, "Tengo un pregunta.", DEFAULT, languagetool=helper)
        assert checked.corrected_text == "Tengo una pregunta."
