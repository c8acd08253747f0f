"""A conversation is called after what was said in it, so that a list of them says something."""

from __future__ import annotations

import json
from pathlib import Path

from tests.api.client import begin, say, wait_until
from tests.conftest import Server, running
from tests.fakes.ollama import fake_ollama

HOLIDAY = ("El domingo fui a la playa con mis primos.", "Comimos helado de limón.", "Nadamos hasta la tarde.")


def _title(server: Server, conversation: str) -> str:
    return str(server.client.get(f"/api/conversations/{conversation}").json()["title"])


def test_a_free_talk_is_named_after_its_first_sentence(server: Server) -> None:
    conversation = begin(server.client)
    before = _title(server, conversation)
    say(server.client, conversation, "¡Hola!")
    assert _title(server, conversation) == before, "a greeting names nothing"
    say(server.client, conversation, "El domingo fui a la playa con mis primos de Cádiz y comimos helado.")
    named = _title(server, conversation)
    assert named.startswith("El domingo fui a la playa")
    assert len(named) <= 48
    say(server.client, conversation, "Después vimos una película muy larga.")
    assert _title(server, conversation) == named


def test_a_name_of_ones_own_stays(server: Server) -> None:
    conversation = begin(server.client)
    server.client.patch(f"/api/conversations/{conversation}", json={"title": "Mis vacaciones"})
    say(server.client, conversation, "El domingo fui a la playa.")
    assert _title(server, conversation) == "Mis vacaciones"


def test_a_scene_keeps_its_name_and_adds_what_was_said(server: Server) -> None:
    conversation = begin(server.client, scenario="restaurante")
    before = _title(server, conversation)
    say(server.client, conversation, "Buenas noches.")
    assert _title(server, conversation) == before
    say(server.client, conversation, "Quiero una mesa para dos, por favor.")
    named = _title(server, conversation)
    assert named.startswith(f"{before}: Quiero una mesa")
    assert len(named) <= 48
    say(server.client, conversation, "Somos dos personas, sin reserva.")
    assert _title(server, conversation) == named


def test_a_strong_model_names_what_all_of_it_was_about(tmp_path: Path) -> None:
    with fake_ollama() as fake:
        fake.models = {"gemma3:12b": 5}
        fake.formatted = json.dumps({"title": "«un domingo en la playa.»", "corrected": "", "facts": []})
        with running(fake.tutor(tmp_path)) as server:
            conversation = begin(server.client)
            for text in HOLIDAY:
                say(server.client, conversation, text)
            wait_until(lambda: _title(server, conversation) == "Un domingo en la playa")
            asked = sum("Pon título" in str(one["messages"]) for one in fake.requests if one.get("messages"))
            assert asked == 1, "it is named once"


def test_a_question_in_english_is_not_called_free_of_mistakes(server: Server) -> None:
    conversation = begin(server.client)
    done = say(server.client, conversation, "What does that word mean?")[-1].data
    assert (done["switched"], done["corrections"]) == (True, [])
    kept = server.client.get(f"/api/conversations/{conversation}").json()["messages"][-2]
    assert kept["corrected_text"] is None
    spanish = say(server.client, conversation, "Hoy hace mucho calor en mi ciudad.")[-1].data
    assert not spanish["switched"]
    assert server.client.get(f"/api/conversations/{conversation}").json()["messages"][-2]["corrected_text"] is not None
