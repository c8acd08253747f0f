"""Words lit as they are spoken, and shadowing, over the real server with the real voice and ear."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import httpx
import numpy as np
import pytest

from tests.api.client import begin, messages, read_events, say
from tests.conftest import Server, wav_bytes
from tests.fakes.ollama import FakeOllama

SENTENCES = ("Ayer fui al cine con mi hermana.", "Cenamos a las 21:00 en casa de Ana.")
pytestmark = pytest.mark.models


@pytest.fixture
def message(server: Server, ollama: FakeOllama) -> dict[str, Any]:
    ollama.tokens = [" ".join(SENTENCES)]
    conversation = begin(server.client, level="B1")
    say(server.client, conversation, "Hola.")
    return messages(server.client, conversation)[-1]


def timed(client: httpx.Client, message: dict[str, Any], **params: Any) -> list[list[dict[str, Any]]]:
    with client.stream("GET", message["speech_url"] + "/words", params=params) as response:
        assert response.status_code == 200
        events = list(read_events(response))
    assert [e.name for e in events] == ["words", "words", "done"]
    return [e.data["words"] for e in events[:-1]]


def shadow(client: httpx.Client, message: dict[str, Any], sound: bytes, **data: Any) -> httpx.Response:
    path = f"/api/messages/{message['id']}/shadow"
    return client.post(path, files={"audio": ("a.wav", sound)}, data={"sentence": 0} | data)


def test_each_word_has_its_place_and_time_while_it_is_made_and_after(server: Server, message: dict[str, Any]) -> None:
    made = timed(server.client, message)
    text = message["text"]
    assert [text[w["start"] : w["end"]] for w in made[0]] == SENTENCES[0].split()
    assert [w["text"] for w in made[1]][3:5] == ["veintiuna", "en"] or "21:00" in {
        text[w["start"] : w["end"]] for w in made[1]
    }
    words = [*made[0], *made[1]]
    assert all(a["from_s"] < a["to_s"] <= b["from_s"] + 0.01 for a, b in pairwise(words))
    sound = server.client.get(message["speech_url"]).content
    assert words[-1]["to_s"] < (len(sound) - 44) / 2 / 24_000
    assert timed(server.client, message) == made  # from the finished file
    slow = timed(server.client, message, speed=0.75)
    assert slow[1][-1]["to_s"] > 1.15 * words[-1]["to_s"]


def test_speech_from_before_there_were_times_is_made_anew(server: Server, message: dict[str, Any]) -> None:
    first = timed(server.client, message)
    server.client.get(message["speech_url"])
    for file in (server.data_dir / "speech").glob(f"{message['id']}*.json"):
        file.unlink()
    assert timed(server.client, message) == first


def test_a_take_is_compared_with_its_sentence(
    server: Server, message: dict[str, Any], spoken: Callable[[str], bytes]
) -> None:
    answer = shadow(server.client, message, spoken(SENTENCES[0]))
    assert answer.status_code == 200, answer.text
    result = answer.json()
    assert [w["text"] for w in result["take"]["words"]] == SENTENCES[0].split()
    assert result["melody"] > 0.5
    assert result["rhythm"] > 0.8
    assert result["findings"] == []
    assert result["aligned"]
    assert 3 < result["model"]["syllables_per_s"] < 9
    assert not list((server.data_dir / "recordings").glob("*"))  # the take is not kept


def test_what_cannot_be_compared_is_refused(
    server: Server, message: dict[str, Any], spoken: Callable[[str], bytes]
) -> None:
    right = spoken(SENTENCES[0])
    silence = wav_bytes(np.zeros(32_000, dtype=np.int16), 16_000)
    for sound, data, status, code in (
        (right, {"sentence": 1}, 422, "other_words"),
        (silence, {}, 422, "other_words"),
        (right, {"sentence": 7}, 422, "invalid_input"),
        (right, {"sentence": -1}, 422, "invalid_input"),
        (right, {"speed": 9}, 422, "invalid_input"),
        (b"no recording", {}, 422, "audio_unreadable"),
    ):
        answer = shadow(server.client, message, sound, **data)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code), answer.text
    other = dict(message, id="0" * 32)
    assert shadow(server.client, other, right).status_code == 404
    assert json.loads(server.client.get(f"/api/messages/{'0' * 32}/speech/words").text)["error"]["code"] == "not_found"
