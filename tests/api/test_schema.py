"""Whatever the description of the API allows, and much that it doesn't, is answered as it says: never with a 500."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.client import begin, say
from tests.conftest import running
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S, humming

# Streams have tests of their own: schemathesis waits for a stream's end before it looks at it.
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@pytest.mark.parametrize("accounts", [False, True], ids=["on what is there", "everything, signed in"])
def test_schemathesis_over_the_whole_api(accounts: bool, ollama: FakeOllama, tmp_path: Path) -> None:
    settings = ollama.tutor(
        tmp_path / "data",
        accounts=accounts,
        turns_rate="100000/minute",
        speech_rate="100000/minute",
        uploads_rate="100000/minute",
        searches_rate="100000/minute",
        exports_rate="100000/minute",
    )
    with running(settings, humming()) as server:
        conversation = begin(server.client) if not accounts else ""
        more = []
        if not accounts:  # real ids, so that what lies behind the 404 is reached, and nothing deletes them
            turn = say(server.client, conversation)[0].data
            template = server.client.post("/api/templates", json={"name": "Mía", "text": "{level}"}).json()["id"]
            ids = {
                "template_id": template,
                "conversation_id": conversation,
                "turn_id": turn["turn_id"],
                "message_id": turn["user_message_id"],
            }
            lines = [f'{name} = "{value}"' for name, value in ids.items()]
            (tmp_path / "schemathesis.toml").write_text("\n".join(["[parameters]", *lines, ""]))
            more = ["--exclude-method", "DELETE"]
        else:
            secret = server.wait_for_line("#/setup").rpartition("token=")[2].strip()
            body = {"name": "Clara", "password": "una contraseña larga", "token": secret}
            server.client.post("/api/owner", json=body)
            token = server.client.post("/api/tokens", json={"name": "schemathesis"}).json()["token"]
            more = ["--header", f"Authorization: Bearer {token}"]
        # As a file, since schemathesis waits ten seconds for an address.
        described = tmp_path / "openapi.json"
        described.write_bytes(server.client.get("/api/openapi.json").raise_for_status().content)
        program = Path(sys.executable).with_name("schemathesis")
        command = f"{program} run {described} --url {server.url} --checks {CHECKS} --seed 1 --no-shrink --workers 1"
        command += f" --max-examples {os.environ.get('TUTOR_EXAMPLES', '10')} --request-timeout {PATIENCE_S:g}"
        command += " --suppress-health-check too_slow"  # what it says of the machine is no fault of the tutor's
        command += " --exclude-path /api/account --exclude-path /api/session --exclude-path /api/sessions --exclude-path /api/tokens/{token_id}"
        command += " --exclude-path /api/conversations/{conversation_id}/events"  # which has no end
        # Real models are fetched, asked for half a minute, and deleted there; test_models.py has them, with small ones.
        command += " --exclude-path-regex ^/api/models/"
        done = subprocess.run(
            [*command.split(), *more],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
        print(done.stdout[-3000:])
        assert done.returncode == 0, done.stdout[-6000:]
        assert len(json.loads(described.read_text())["paths"]) > 20
