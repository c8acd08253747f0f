"""How the built page is sent: compressed where the browser takes it, and not again while it is the same."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tutor.api.page import accepted, serve_page

SCRIPT = "console.log('ñ');" * 200
ZIPPED = gzip.compress(SCRIPT.encode(), mtime=0)


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    assets = tmp_path / "assets"
    assets.mkdir()
    (tmp_path / "index.html").write_text("<title>Tutor</title>")
    (assets / "index-1a2b.js").write_text(SCRIPT)
    (assets / "index-1a2b.js.gz").write_bytes(ZIPPED)
    (assets / "index-1a2b.js.br").write_bytes(b"stands for brotli")
    (assets / "small.js").write_text("1")
    app = FastAPI()
    serve_page(app, tmp_path)
    return TestClient(app, headers={"Accept-Encoding": "identity"})


@pytest.mark.parametrize(
    ("takes", "gets"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", None),
        ("", None),
        ("br;q=nonsense", None),
    ],
)
def test_the_smallest_encoding_that_the_browser_takes(client: TestClient, takes: str, gets: str | None) -> None:
    with client.stream("GET", "/assets/index-1a2b.js", headers={"Accept-Encoding": takes}) as answer:
        sent = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding") == gets
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["vary"] == "Accept-Encoding"
    assert sent == {"br": b"stands for brotli", "gzip": ZIPPED, None: SCRIPT.encode()}[gets]
    assert int(answer.headers["content-length"]) == len(sent)


def test_a_file_without_encodings_is_sent_as_it_is(client: TestClient) -> None:
    answer = client.get("/assets/small.js", headers={"Accept-Encoding": "br"})
    assert (answer.text, "content-encoding" in answer.headers) == ("1", False)


def test_assets_are_kept_for_good_and_the_page_is_asked_about(client: TestClient) -> None:
    assert "immutable" in client.get("/assets/index-1a2b.js").headers["cache-control"]
    for path in ("/", "/index.html", "/anything/else"):
        first = client.get(path)
        assert (first.text, first.headers["cache-control"]) == ("<title>Tutor</title>", "no-cache")
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_each_encoding_has_its_own_tag(client: TestClient) -> None:
    tags = {
        client.head("/assets/index-1a2b.js", headers={"Accept-Encoding": e}).headers["etag"] for e in ("br", "gzip", "")
    }
    assert len(tags) == 3


def test_encodings_are_no_files_of_their_own(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "index.html.gz").write_bytes(gzip.compress(b"x"))
    assert client.get("/index.html.gz").text == "<title>Tutor</title>"


def test_what_is_not_there_is_not_the_page(client: TestClient) -> None:
    assert client.get("/assets/index-0000.js").status_code == 404


def test_accept_encoding_is_read_with_its_weights() -> None:
    assert accepted(" GZIP ; q=0.2 , br; q=0") == {"gzip"}
