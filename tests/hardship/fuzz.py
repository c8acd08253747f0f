"""Schemathesis for long over every route, as each of those who may send something, with text that is none among the rest.

The school has a provider of accounts, a platform of courses and a collector of traces beside it; the only learner's recordings
are in an S3 store. Everything stays on this machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr

from tests.api.client import begin, say
from tests.conftest import Spawned, spawned
from tests.fakes.collector import running_collector
from tests.fakes.lti import FakePlatform, fake_platform
from tests.fakes.oidc import CLIENT, SECRET, fake_provider
from tests.fakes.ollama import FakeOllama, fake_ollama
from tests.s3 import KEYS, S3Store, s3_server
from tutor.core.settings import Settings

PASSWORD = "una contraseña larga"
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# What would end the one who asks, or never ends, or asks for real models.
LEFT_OUT = (
    *("/api/account", "/api/session", "/api/sessions", "/api/conversations/{conversation_id}/events"),
    *("/api/followed/events", "/api/learner/data", "/api/accounts/{account_id}"),
)
# Rates would hide what lies behind them.
FREE = {f"{kind}_rate": "1000000/minute" for kind in ("turns", "speech", "uploads", "listens", "checks", "tokens")}


@dataclass
class Found:
    """What schemathesis said as each of them; it ends with 0 where nothing was found."""

    codes: dict[str, int] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)
    answers: dict[str, dict[str, int]] = field(default_factory=dict)  # how often each status was answered
    errors: list[str] = field(default_factory=list)  # that the server told of in its log

    @property
    def passed(self) -> bool:
        return not any(self.codes.values()) and not self.errors

    def table(self) -> str:
        told = [f"== as {who}: {code}, {self.answers[who]}\n{self.ends[who]}" for who, code in self.codes.items()]
        return "\n".join([*told, f"errors in the log: {len(self.errors)}", *self.errors[:5]])


def run(seconds: float) -> Found:
    """So long in all."""
    found = Found()
    with tempfile.TemporaryDirectory() as name, fake_ollama() as fake:
        folder = Path(name)
        with fake_platform() as platform, _beside(fake, folder / "school") as settings, spawned(settings) as school:
            for who, ids, cookie in _school(school, platform):
                _fuzz(found, who, school, folder / who, seconds / 4, ids, cookie)
            found.errors += _errors(school)
        with s3_server() as url:
            os.environ.update(KEYS)
            store = S3Store(url)
            alone = fake.tutor(
                folder / "alone",
                max_upload_bytes=30_000_000,
                files=f"s3://{store.bucket}/spoken",
                files_url=url,
                **FREE,
            )
            with spawned(alone) as one:
                _fuzz(found, "the only learner", one, folder / "only", seconds / 4, _ids(one.client), "")
                found.errors += _errors(one)
    return found


@contextmanager
def _beside(fake: FakeOllama, folder: Path) -> Iterator[Settings]:
    """A school's tutor, and what it works with."""
    with fake_provider() as provider, running_collector() as collector:
        yield fake.tutor(
            folder,
            accounts=True,
            max_upload_bytes=30_000_000,
            oidc_issuer=provider.issuer,
            oidc_client_id=CLIENT,
            oidc_client_secret=SecretStr(SECRET),
            oidc_makes_accounts=True,
            traces=collector.url,
            **FREE,
        )


def _errors(server: Spawned) -> list[str]:
    return [line for line in server.lines if "Traceback" in line or '"level":"error"' in line.replace(" ", "").lower()]


def _school(server: Spawned, platform: FakePlatform) -> Iterator[tuple[str, dict[str, str], str]]:
    """A teacher with a class, a learner in it, and a stranger: who, ids of what there is, their cookie."""
    secret = server.wait_for_line("#/setup").rpartition("token=")[2].strip()
    owner = server.client
    owner.post("/api/owner", json={"name": "Clara", "password": PASSWORD, "token": secret}).raise_for_status()
    room = owner.post("/api/classes", json={"name": "3A"}).json()
    rows = {"title": "Casa", "text": "mesa,table\nsilla,chair"}
    words = owner.post("/api/word-lists", json=rows).json()["id"]
    wanted = {"kind": "words", "list_id": words}
    given = owner.post(f"/api/classes/{room['id']}/assignments", json=wanted).json()["id"]
    scene = owner.post("/api/taught-scenes", json={"copy_of": "cafe"}).json()["id"]
    owner.put(f"/api/taught-scenes/{scene}/classes/{room['id']}").raise_for_status()
    rows = {"title": "Frases", "text": "La mesa es grande.;The table is big.\nEl gato duerme.;The cat sleeps."}
    sentences = owner.post("/api/sentence-sets", json=rows).json()["id"]
    owner.put(f"/api/sentence-sets/{sentences}/classes/{room['id']}").raise_for_status()
    moodle = owner.post("/api/lti/platforms", json=platform.entry()).raise_for_status().json()["id"]
    pupil = httpx.Client(base_url=server.url, timeout=120, trust_env=False)
    joining = {"name": "Aurora", "password": PASSWORD, "invitation": room["code"]}
    pupil.post("/api/accounts", json=joining).raise_for_status()
    pupil.post(f"/api/joining/{room['code']}", json={"consent": True}).raise_for_status()
    known = {"class_id": room["id"], "code": room["code"], "assignment_id": given, "list_id": words}
    known |= {"scene_id": scene, "set_id": sentences, "platform_id": moodle, "number": "0"}
    known["learner_id"] = pupil.get("/api/learner").json()["id"]
    yield "a learner", known | _ids(pupil), _cookie(pupil)
    yield "the owner", known | _ids(owner), _cookie(owner)
    yield "a stranger", known, ""


def _cookie(client: httpx.Client) -> str:
    return f"tutor_session={client.cookies['tutor_session']}"


def _ids(client: httpx.Client) -> dict[str, str]:
    """Of what a learner has, so that what lies behind the 404 is reached."""
    conversation = begin(client)
    turn = say(client, conversation, "Yo va a la playa ayer.")[0].data
    text = {"file": ("uno.txt", b"Hola. El gato duerme en la silla. " * 20, "text/plain")}
    word = {"kind": "word", "text": "mesa", "meaning": "table"}
    client.post("/api/cards/words", json=word)
    cards: Any = client.get("/api/cards").json()
    cards = cards if isinstance(cards, list) else cards.get("cards", [])
    return {
        "conversation_id": conversation,
        "turn_id": turn["turn_id"],
        "message_id": turn["user_message_id"],
        "template_id": client.post("/api/templates", json={"name": "Mía", "text": "{level}"}).json()["id"],
        "document_id": client.post("/api/documents", files=text).json()["id"],
    } | ({"card_id": cards[0]["id"]} if cards else {})


def _fuzz(
    found: Found, who: str, server: Spawned, folder: Path, seconds: float, ids: dict[str, str], cookie: str
) -> None:
    folder.mkdir()
    lines = [f'{name} = "{value}"' for name, value in ids.items()]
    (folder / "schemathesis.toml").write_text("\n".join(["[parameters]", *lines, ""]))
    program = Path(sys.executable).with_name("schemathesis")
    command = (
        f"{program} run {server.url}/api/openapi.json --checks {CHECKS} --no-shrink --workers 1 --continue-on-failure"
    )
    command += f" --max-time {seconds:.0f} --request-timeout 60 --exclude-path-regex ^/api/models/"
    command += " --suppress-health-check all --warnings off --exclude-method DELETE"
    for path in LEFT_OUT:
        command += f" --exclude-path {path}"
    header = ["--header", f"Cookie: {cookie}"] if cookie else []
    hooks = {"SCHEMATHESIS_HOOKS": "tests.hardship.hostile_text", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [*command.split(), *header],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=os.environ | hooks,
    )
    found.codes[who], found.ends[who] = done.returncode, done.stdout[-12000:] + done.stderr[-2000:]
    found.answers[who] = dict(sorted(json.loads((folder / "answers.json").read_text()).items()))
