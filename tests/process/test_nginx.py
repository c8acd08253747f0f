"""The shipped nginx configuration lets tokens through as they are written, and keeps who asks apart from who pretends."""

from __future__ import annotations

import json
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

import tutor
from tests.api.client import Sent, begin, read_events, text_of
from tests.conftest import running
from tests.fakes.ollama import FakeOllama
from tests.fakes.serve import free_port
from tests.tutors import PATIENCE_S

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
SHIPPED = Path(tutor.__file__).parents[1] / "deploy" / "nginx.conf"
NAME = "tutor.example.org"

pytestmark = pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed")


@pytest.fixture
def proxied(ollama: FakeOllama, tmp_path: Path) -> Iterator[httpx.Client]:
    settings = ollama.tutor(tmp_path / "data", accounts=True, allowed_hosts=[NAME], trusted_proxies=["127.0.0.1"])
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    certify = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    files = ["-subj", f"/CN={NAME}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*certify, *files], check=True, capture_output=True)
    with running(settings) as server:
        port = free_port()
        site = SHIPPED.read_text()
        for shipped, here in (
            ("127.0.0.1:8000", server.url.removeprefix("http://")),
            ("listen 443", f"listen 127.0.0.1:{port}"),
            ("/etc/ssl/tutor/fullchain.pem", str(certificate)),
            ("/etc/ssl/tutor/privkey.pem", str(key)),
        ):
            assert shipped in site
            site = site.replace(shipped, here)
        whole = tmp_path / "nginx.conf"
        temporary = "".join(
            f"{kind}_temp_path {tmp_path}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        whole.write_text(
            f"daemon off; pid {tmp_path}/nginx.pid; error_log stderr;\nevents {{}}\n"
            f"http {{ access_log off;\n{temporary}{site}}}\n"
        )
        process = subprocess.Popen([NGINX, "-c", str(whole), "-p", str(tmp_path)], stderr=subprocess.PIPE, text=True)
        client = httpx.Client(base_url=f"https://127.0.0.1:{port}", verify=False, timeout=PATIENCE_S, trust_env=False)
        client.headers["Host"] = NAME
        try:
            wait_for_proxy(client, process)
            token = re.search(r"token=(\S+)", server.wait_for_line("#/setup"))
            assert token
            body = {"name": "Clara", "password": "una contraseña larga", "token": token[1]}
            answer = client.post("/api/owner", json=body)
            assert answer.status_code == 201, answer.text
            assert "; secure" in answer.headers["set-cookie"].lower()  # it knows that outside it is HTTPS
            client.headers["Cookie"] = answer.headers["set-cookie"].partition(";")[0]
            yield client
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def wait_for_proxy(client: httpx.Client, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        if process.poll() is not None:
            assert process.stderr
            raise AssertionError(process.stderr.read())
        try:
            client.get("/api/session")
        except httpx.ConnectError:
            assert time.monotonic() < until, "it does not answer"
            time.sleep(0.05)
        else:
            return


def read_while_it_is_written(client: httpx.Client, ollama: FakeOllama) -> None:
    """The beginning of a reply is here while the model keeps back the rest: a buffer on the way would give all of it at the end."""
    ollama.tokens, ollama.stall_after = [f"Palabra {n}. " for n in range(10)], 8
    conversation = begin(client)
    seen: list[Sent] = []
    try:
        with client.stream("POST", f"/api/conversations/{conversation}/turns", json={"text": "Hola"}) as response:
            assert response.headers["content-type"].startswith("text/event-stream")
            for event in read_events(response):
                assert event.name not in ("done", "error")
                seen.append(event)
                if "Palabra 5." in text_of(seen):
                    break
            turn = seen[0].data["turn_id"]
            assert client.get(f"/api/conversations/{conversation}").json()["active_turn_id"] == turn
            assert client.delete(f"/api/turns/{turn}").status_code == 204
    finally:
        ollama.stall_after = None


def test_tokens_come_through_as_they_are_written(proxied: httpx.Client, ollama: FakeOllama) -> None:
    read_while_it_is_written(proxied, ollama)


def test_a_large_recording_is_refused_by_nginx_or_the_tutor(proxied: httpx.Client) -> None:
    conversation = begin(proxied)
    path = f"/api/conversations/{conversation}/turns"
    assert proxied.post(path, files={"audio": ("r.webm", b"\x1a\x45\xdf\xa3" + bytes(30_000_000))}).status_code == 413


def test_another_name_is_refused(proxied: httpx.Client) -> None:
    assert proxied.get("/api/session", headers={"Host": "evil.example"}).status_code == 421
    foreign = {"Origin": "https://evil.example"}
    assert proxied.post("/api/conversations", json={"level": "A1"}, headers=foreign).status_code == 403
    own = {"Origin": f"https://{NAME}"}
    assert proxied.post("/api/conversations", json={"level": "A1"}, headers=own).status_code == 201


def test_the_microphone_comes_through_and_a_foreign_page_does_not(proxied: httpx.Client) -> None:
    url = f"wss://{NAME}/api/listen?conversation_id={begin(proxied)}"
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE

    def microphone(origin: str) -> ClientConnection:
        return connect(
            url,
            sock=socket.create_connection(("127.0.0.1", proxied.base_url.port or 443)),
            ssl=trusting,
            origin=Origin(origin),
            additional_headers={"Cookie": proxied.headers["Cookie"]},
            open_timeout=PATIENCE_S,
        )

    with microphone(f"https://{NAME}") as own:
        assert json.loads(own.recv(timeout=PATIENCE_S))["type"] == "ready"
    with pytest.raises(InvalidStatus) as refused:
        microphone("https://evil.example")
    assert refused.value.response.status_code == 403
