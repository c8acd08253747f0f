"""What the stages of a turn tell is what the schemas, and with them the page's types, say."""

from __future__ import annotations

import httpx
import pytest
from pydantic import BaseModel

from tests.api.client import Sent, begin, read_events, say
from tests.conftest import Server
from tests.fakes.ollama import FakeOllama
from tutor.api.conversation.schemas import UsageOut
from tutor.api.event_schemas import AnswerEvents, FollowEvents, SpeechEvents, TurnEvents


def check(events: list[Sent], described: type[BaseModel]) -> set[str]:
    """Validates each event by its name, strictly both ways: nothing is missing, and nothing is undescribed."""
    for event in events:
        model = described.model_fields[event.name].annotation
        assert model is not None
        model.model_validate(event.data)
        assert set(event.data) == set(model.model_fields), event.name
    return {event.name for event in events}


def test_a_typed_turn(server: Server) -> None:
    events = say(server.client, begin(server.client), "Ayer yo fue al cine con mi amiga.")
    assert {"start", "token", "speech", "done"} <= check(events, TurnEvents)
    assert events[-1].data["corrections"], "a turn with a mistake in it has a correction to describe"


def test_a_turn_with_a_scene(server: Server) -> None:
    events = say(server.client, begin(server.client, scenario="restaurante"), "Quiero una mesa para dos, por favor.")
    assert "done" in check(events, TurnEvents)


def test_a_turn_that_fails(server: Server, ollama: FakeOllama) -> None:
    ollama.die_after = 1
    assert "error" in check(say(server.client, begin(server.client)), TurnEvents)


def test_a_simplified_reply_and_its_notice(server: Server, ollama: FakeOllama) -> None:
    ollama.tokens = ["Habiendo desentrañado ", "los entresijos burocráticos, ", "cabría colegir su inexorabilidad."]
    ollama.simpler = "Es muy difícil."
    assert {"notice", "done"} <= check(say(server.client, begin(server.client, "A1")), TurnEvents)


def test_the_reason_of_a_correction(server: Server) -> None:
    done = say(server.client, begin(server.client), "Ayer yo fue al cine con mi amiga.")
    ids = (done[0].data["user_message_id"], done[-1].data["corrections"][0]["id"])
    with server.client.stream("POST", "/api/messages/{}/corrections/{}/why".format(*ids)) as response:
        assert {"start", "token", "done"} <= check(list(read_events(response)), AnswerEvents)


@pytest.mark.models
def test_the_words_of_a_speech(server: Server) -> None:
    done = say(server.client, begin(server.client))
    with server.client.stream("GET", f"{done[-1].data['speech_url']}/words") as response:
        told = [event for event in read_events(response) if event.name != "done"]
    assert check(told, SpeechEvents) == {"words"}


def test_the_state_of_a_conversation(server: Server) -> None:
    conversation = begin(server.client)
    with server.client.stream("GET", f"/api/conversations/{conversation}/events") as response:
        assert response.status_code == 200
        raw = next(line for line in response.iter_lines() if line.startswith("data:"))
    state = FollowEvents.model_fields["state"].annotation
    assert state is not None
    state.model_validate_json(raw.removeprefix("data:"))


def test_the_messages_of_a_conversation_have_no_unknown_shapes(server: Server) -> None:
    conversation = begin(server.client)
    say(server.client, conversation)
    answer: httpx.Response = server.client.get(f"/api/conversations/{conversation}")
    usage = answer.json()["messages"][-1]["usage"]
    assert set(usage) == set(UsageOut.model_fields)
