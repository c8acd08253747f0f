"""Programs that mean ill over `/v1/realtime`, and those whose right to be there has ended. Over a real server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.api.client import begin, messages, say, wait_until
from tests.api.test_accounts import PASSWORD, School, joined, school  # noqa: F401 (a fixture)
from tests.conftest import Server
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S
from tutor.conversation.following.subscribers import MOST_PROGRAMS

# The library's own are ten and twenty seconds.
PATIENT: dict[str, Any] = {"proxy": None, "open_timeout": PATIENCE_S, "ping_timeout": PATIENCE_S}


class Program:
    """A program's connection; what is typed is answered in writing."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def until(self, kind: str) -> dict[str, Any]:
        while True:
            event = json.loads(await asyncio.wait_for(self.socket.recv(), PATIENCE_S))
            if event["type"] == kind:
                return dict(event)

    async def send(self, event: object) -> None:
        await self.socket.send(event if isinstance(event, str) else json.dumps(event))

    async def type(self, text: str) -> None:
        item = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}
        await self.send({"type": "conversation.item.create", "item": item})

    async def answer(self, **wish: Any) -> dict[str, Any]:
        await self.send({"type": "response.create", "response": {"output_modalities": ["text"], **wish}})
        return await self.until("response.done")

    async def ends(self) -> None:
        """The connection ends by itself."""
        async with asyncio.timeout(PATIENCE_S):
            with suppress(ConnectionClosed):
                while True:
                    await self.socket.recv()


@asynccontextmanager
async def program(server: Server, token: str = "", conversation: str = "") -> AsyncIterator[tuple[Program, str]]:
    url = f"{server.url.replace('http', 'ws')}/v1/realtime?conversation_id={conversation}"
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with connect(url, additional_headers=headers, max_size=None, **PATIENT) as socket:
        made = Program(socket)
        told = await made.until("conversation.created")
        yield made, told["conversation"]["id"]


def token_of(client: httpx.Client) -> tuple[str, str]:
    """A token and its id."""
    client.post("/api/session/password", json={"password": PASSWORD}).raise_for_status()
    made = client.post("/api/tokens", json={"name": "programa"}).raise_for_status().json()
    return made["id"], made["token"]


async def test_a_token_that_is_deleted_ends_its_connections(school: School) -> None:  # noqa: F811
    token_id, token = token_of(school.ana)
    async with program(school.server, token) as (talk, conversation):
        await talk.type("Hola.")
        assert (await talk.answer())["response"]["status"] == "completed"
        assert school.ana.delete(f"/api/tokens/{token_id}").status_code == 204
        await talk.ends()
    assert len(messages(school.ana, conversation)) == 3
    with pytest.raises(InvalidStatus) as refused:
        async with program(school.server, token):
            pass
    assert refused.value.response.status_code == 401


async def test_an_account_that_is_removed_ends_its_connections(school: School) -> None:  # noqa: F811
    eva = joined(school.owner, school.server, "Eva")
    _, token = token_of(eva)
    account = eva.get("/api/session").json()["account"]["id"]
    school.owner.post("/api/session/password", json={"password": PASSWORD}).raise_for_status()
    async with program(school.server, token) as (talk, _):
        assert school.owner.delete(f"/api/accounts/{account}").status_code == 204
        await talk.ends()


async def test_a_new_password_and_the_end_of_the_conversation_end_them_too(school: School) -> None:  # noqa: F811
    _, token = token_of(school.ben)
    conversation = begin(school.ben)
    async with program(school.server, token, conversation) as (talk, _):
        assert school.ben.delete(f"/api/conversations/{conversation}").status_code == 204
        await talk.ends()
    async with program(school.server, token) as (talk, _):
        body = {"password": PASSWORD, "new_password": "otra contraseña larga", "keep_tokens": True}
        answer = school.ben.patch("/api/account", json=body)
        assert answer.status_code == 204, answer.text
        await talk.ends()


async def test_nobody_opens_them_without_number(server: Server) -> None:
    conversation = begin(server.client)
    path = f"ws{server.url.removeprefix('http')}/v1/realtime?conversation_id={conversation}"
    sockets = [await connect(path, **PATIENT) for _ in range(MOST_PROGRAMS)]
    try:
        with pytest.raises(InvalidStatus) as refused:
            await connect(path, **PATIENT)
        assert refused.value.response.status_code == 429
    finally:
        for socket in sockets:
            await socket.close()


async def test_what_was_said_on_the_page_stays_when_the_program_said_nothing(server: Server) -> None:
    async with program(server) as (_, conversation):
        say(server.client, conversation, "Esto lo escribo en la página.")
    async with program(server) as (_, silent):
        pass
    wait_until(lambda: server.client.get(f"/api/conversations/{silent}").status_code == 404)
    assert "Esto lo escribo en la página." in [m["text"] for m in messages(server.client, conversation)]


HUGE = [
    {"type": "conversation.item.create", "item": {"type": "message", "role": "user", "content": [1] * 1_200_000}},
    {"type": "conversation.item.create", "item": {"type": "message", "role": "user", "content": [1] * 40_000}},
    {"type": "response.create", "response": {"output_modalities": ["x"] * 400_000}},
    {"type": "response.create", "response": {"output_modalities": ["text"] * 10_000}},
    {"type": "response.create", "response": {"metadata": {f"k{n}": 1 for n in range(200_000)}}},
    {"type": "response.create", "response": {"metadata": {"k" * 90_000: "v"}}},
    {"type": "input_audio_buffer.append", "audio": [1] * 1_200_000},
    {"type": "input_audio_buffer.append", "audio": "¿", "event_id": [1] * 1_200_000},
    {"type": "x" * 3_000_000},
    {"type": "x" * 90_000},
    {"type": "session.update", "session": {"audio": {"output": {"voice": "v" * 90_000}}}},
    {"type": "session.update", "session": {"output_modalities": ["text"] * 20_000}},
    {"type": "conversation.item.retrieve", "item_id": "i" * 90_000, "event_id": "e" * 90_000},
    {"type": "conversation.item.create", "item": {"type": "message", "role": "user", "content": [{"text": "nul\0"}]}},
    '{"type": "conversation.item.create", "item": {"type": "message", "role": "user", "content": [{"text": "\\ud800"}]}}',
    '{"type": "response.create", "response": {"metadata": ' + '{"a":' * 500 + "1" + "}" * 502,
    '{"type": "input_audio_buffer.append", "audio": "", "x": ' + "[" * 900 + "]" * 900 + "}",
]


async def test_what_is_huge_deep_or_no_text_is_told_at_once_and_briefly(server: Server) -> None:
    """The watch on the loop sees that nobody waits meanwhile."""
    async with program(server) as (talk, _):
        for event in HUGE:
            await talk.send(event)
            told = await talk.until("error")
            assert told["error"]["type"] == "invalid_request_error", str(event)[:100]
            assert len(json.dumps(told)) < 2_000, str(event)[:100]
        await talk.type("Hola.")
        assert (await talk.answer(metadata={"of": "mine"}))["response"]["status"] == "completed"


async def test_what_waits_for_an_answer_is_bounded(server: Server, ollama: FakeOllama) -> None:
    async with program(server) as (talk, conversation):
        for _ in range(200):
            await talk.type("Una frase tras otra. " * 40)
        told = await talk.until("error")
        assert told["error"]["code"] == "text_too_long"
        assert (await talk.answer())["response"]["status"] == "completed"
        [said] = [m["text"] for m in messages(server.client, conversation) if m["role"] == "learner"]
        assert said.startswith("Una frase")
