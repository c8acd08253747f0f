"""Two look at one conversation: another page of the learner's, and a guest whom the learner lets listen in."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from tests.api.client import Sent, begin, lines, messages, read_events, say, text_of
from tests.api.test_accounts import School, browser, iter_databases, joined, school  # noqa: F401
from tests.conftest import Server
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S

SLOW = [f"Son {n}. " for n in range(26)]  # soon said aloud


class Stream:
    """An open event stream that is read as it comes."""

    def __init__(self, client: httpx.Client, path: str, **headers: str) -> None:
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.ended = False
        self._news = threading.Condition()
        self._client = httpx.Client(
            base_url=client.base_url, cookies=client.cookies, timeout=PATIENCE_S, trust_env=False
        )
        self._response = self._client.send(self._client.build_request("GET", path, headers=headers), stream=True)
        assert self._response.status_code == 200, self._response.read()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        name = ""
        try:
            for line in lines(self._response):
                field, _, value = line.partition(": ")
                if field == "event":
                    name = value
                elif field == "data":
                    with self._news:
                        self.events.append((name, json.loads(value)))
                        self._news.notify_all()
        except httpx.HTTPError:
            pass
        with self._news:
            self.ended = True
            self._news.notify_all()

    def wait(self, wanted: Callable[[Stream], Any]) -> Any:
        """What `wanted` finds, once it finds something."""
        with self._news:
            assert self._news.wait_for(lambda: wanted(self), PATIENCE_S), self.events
            return wanted(self)

    def named(self, name: str) -> list[dict[str, Any]]:
        return [data for event, data in self.events if event == name]

    @property
    def text(self) -> str:
        """The tokens since the whole was last told."""
        since = max(n for n, (name, _) in enumerate(self.events) if name == "conversation")
        return "".join(data["text"] for name, data in self.events[since:] if name == "token")

    def close(self) -> None:
        self._client.close()


@pytest.fixture
def streams() -> Iterator[Callable[..., Stream]]:
    with ExitStack() as stack:

        def open_(client: httpx.Client, path: str, **headers: str) -> Stream:
            stream = Stream(client, path, **headers)
            stack.callback(stream.close)
            return stream

        yield open_


Streams = Callable[..., Stream]


def shared(client: httpx.Client, conversation: str, **body: Any) -> str:
    answer = client.post(f"/api/conversations/{conversation}/share", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["token"])


def follow(streams: Streams, guest: httpx.Client, token: str) -> Stream:
    return streams(guest, "/api/followed/events", **{"Share-Token": token})


def told(stream: Stream) -> str:
    """What of replies it has told."""
    return "".join(data["text"] for data in stream.named("token"))


def refused(guest: httpx.Client, token: str) -> int:
    return guest.get("/api/followed/events", headers={"Share-Token": token}).status_code


def test_two_pages_see_one_reply_live(server: Server, ollama: FakeOllama, streams: Streams) -> None:
    ollama.tokens, ollama.held, ollama.free = SLOW, True, 10
    conversation = begin(server.client)
    other = streams(server.client, f"/api/conversations/{conversation}/events")
    first = other.wait(lambda s: s.named("state"))[0]
    assert first == {"last_turn_id": None, "shared_until": None, "followers": 0}

    path = f"/api/conversations/{conversation}/turns"
    with server.client.stream("POST", path, json={"text": "Hola, me llamo Ana."}) as response:
        own = read_events(response)
        turn_id = next(own).data["turn_id"]
        assert other.wait(lambda s: [d for d in s.named("state") if d["last_turn_id"] == turn_id])
        seen = streams(server.client, f"/api/turns/{turn_id}/events")
        seen.wait(lambda s: len(told(s)) > 20)
        assert not seen.named("done")  # it was live
        ollama.held = False
        rest = list(own)
    seen.wait(lambda s: s.ended)
    assert told(seen) == text_of(rest) == "".join(SLOW).strip()
    assert seen.named("done")[0] == rest[-1].data

    again = server.client.post(f"/api/turns/{turn_id}/regenerate", headers={"Accept": "application/json"}).json()
    assert other.wait(lambda s: [d for d in s.named("state") if d["last_turn_id"] == again["turn_id"]])
    server.client.delete(f"/api/conversations/{conversation}")
    other.wait(lambda s: s.ended)
    assert server.client.get(f"/api/conversations/{conversation}/events").status_code == 404


def test_a_teacher_listens_in(school: School, ollama: FakeOllama, streams: Streams) -> None:  # noqa: F811
    conversation = begin(school.ana)
    say(school.ana, conversation, "Ayer yo fui al cine.")
    page = streams(school.ana, f"/api/conversations/{conversation}/events")
    made = school.ana.post(f"/api/conversations/{conversation}/share", json={}).json()
    assert made["url"].endswith(f"/#/follow?token={made['token']}")
    assert page.wait(lambda s: s.events[-1][1]["shared_until"])

    ollama.tokens, ollama.held, ollama.free = SLOW, True, 10
    guest = follow(streams, school.owner, made["token"])
    whole = guest.wait(lambda s: s.named("conversation"))[0]
    assert (whole["learner"], whole["active_turn_id"]) == ("Ana", None)
    assert [m["text"] for m in whole["messages"]] == [m["text"] for m in messages(school.ana, conversation)]
    assert page.wait(lambda s: s.events[-1][1]["followers"] == 1)

    own: list[Sent] = []
    talk = threading.Thread(target=lambda: own.extend(say(school.ana, conversation, "Yo gusta la problema.")))
    talk.start()
    guest.wait(lambda s: len(s.named("conversation")) > 1 and len(s.text) > 6)
    assert not guest.named("done")  # it was live
    ollama.held = False
    talk.join(PATIENCE_S)
    done = guest.wait(lambda s: s.named("done"))[0]
    last = guest.wait(lambda s: len(s.named("conversation")) > 2 and s.named("conversation")[-1])
    assert told(guest) == text_of(own) == "".join(SLOW).strip()
    assert done["corrections"]
    assert done["corrections"] == own[-1].data["corrections"]
    stored = messages(school.ana, conversation)
    for mine, theirs in zip(stored, last["messages"], strict=True):
        assert theirs == {name: mine[name] for name in theirs}
        assert theirs.keys().isdisjoint({"recording_url", "speech_url", "translation"})
    assert "speech_url" not in done
    assert {name for name, _ in guest.events} <= {"conversation", "start", "token", "done"}

    # The link opens the stream and nothing else.
    header = {"Share-Token": made["token"]}
    for path in (
        f"/api/conversations/{conversation}",
        f"/api/conversations/{conversation}/events",
        f"/api/turns/{own[0].data['turn_id']}/events",
        f"/api/messages/{stored[-1]['id']}/speech",
    ):
        assert school.owner.get(path, headers=header).status_code == 404
    assert school.owner.delete(f"/api/conversations/{conversation}/share", headers=header).status_code == 404
    guest.close()
    assert page.wait(lambda s: s.events[-1][1]["followers"] == 0)


def test_taking_it_back_cuts_the_stream(school: School, ollama: FakeOllama, streams: Streams) -> None:  # noqa: F811
    ollama.tokens, ollama.held, ollama.free = SLOW, True, 10
    conversation = begin(school.ana)
    token = shared(school.ana, conversation)
    page = streams(school.ana, f"/api/conversations/{conversation}/events")
    guest = follow(streams, school.ben, token)
    with school.ana.stream("POST", f"/api/conversations/{conversation}/turns", json={"text": "Hola"}) as response:
        own = read_events(response)
        guest.wait(lambda s: s.named("token"))
        assert school.ana.delete(f"/api/conversations/{conversation}/share").status_code == 204
        guest.wait(lambda s: s.ended)
        assert guest.events[-1] == ("end", {})
        assert not guest.named("done")
        assert refused(school.ben, token) == 404
        ollama.held = False
        assert text_of(list(own)) == "".join(SLOW).strip()  # the learner's own reply goes on
    assert page.wait(lambda s: (s.events[-1][1]["shared_until"], s.events[-1][1]["followers"]) == (None, 0))
    assert school.ana.delete(f"/api/conversations/{conversation}/share").status_code == 204


def test_a_new_link_ends_the_old_one(school: School, streams: Streams) -> None:  # noqa: F811
    conversation = begin(school.ana)
    old = shared(school.ana, conversation)
    guest = follow(streams, school.ben, old)
    new = shared(school.ana, conversation, hours=168)
    guest.wait(lambda s: s.ended)
    assert refused(school.ben, old) == 404
    assert follow(streams, school.ben, new).wait(lambda s: s.named("conversation"))


def test_nobody_else_gets_in(school: School, streams: Streams) -> None:  # noqa: F811
    conversation = begin(school.ana)
    token = shared(school.ana, conversation)
    assert refused(browser(school.server), token) == 401
    for wrong in ("", "x", token[:-1], token.upper(), conversation, "ñ" * 43):
        header = {"Share-Token": wrong.encode()}
        assert school.ben.get("/api/followed/events", headers=header).status_code == 404  # type: ignore[arg-type]
    assert school.ben.post(f"/api/conversations/{conversation}/share", json={}).status_code == 404
    follow(streams, school.ben, token).wait(lambda s: s.named("conversation"))  # none of this has ended it
    for hours in (0, 169, 1e9):
        answer = school.ana.post(f"/api/conversations/{conversation}/share", json={"hours": hours})
        assert answer.status_code == 422


@pytest.mark.sqlite
def test_the_link_is_nowhere_on_the_disk_nor_in_an_export(school: School) -> None:  # noqa: F811
    conversation = begin(school.ana)
    token = shared(school.ana, conversation)
    assert token.encode() not in next(iter_databases(school))
    assert "secret_hash" not in school.ana.get("/api/export").text
    assert token not in "".join(school.server.lines)


def test_what_is_deleted_is_followed_by_nobody(school: School, streams: Streams) -> None:  # noqa: F811
    gina = joined(school.owner, school.server, "Gina")
    one, two = begin(gina), begin(gina)
    tokens = [shared(gina, one), shared(gina, two)]
    first, second = (follow(streams, school.ben, token) for token in tokens)
    gina.delete(f"/api/conversations/{one}")
    first.wait(lambda s: s.ended)
    assert not second.ended
    assert gina.delete("/api/learner/data").status_code == 204
    second.wait(lambda s: s.ended)
    assert [refused(school.ben, token) for token in tokens] == [404, 404]


def test_a_removed_guest_follows_no_more(school: School, streams: Streams) -> None:  # noqa: F811
    hugo = joined(school.owner, school.server, "Hugo")
    guest = follow(streams, hugo, shared(school.ana, begin(school.ana)))
    guest.wait(lambda s: s.named("conversation"))
    account = hugo.get("/api/session").json()["account"]["id"]
    assert school.owner.delete(f"/api/accounts/{account}").status_code == 204
    guest.wait(lambda s: s.ended)
