"""A learner who leaves Spanish, over the real server: what reaches the model, and what is not corrected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.client import begin, messages, say
from tests.api.test_listen import hear
from tests.conftest import REAL, Server, running
from tests.fakes.ollama import FakeOllama
from tests.unit.test_listening import pcm
from tutor.core.settings import Settings


def last_of(ollama: FakeOllama) -> str:
    return str(ollama.chats[-1]["messages"][-1]["content"])


def test_a_word_asked_for_is_answered_and_the_sentence_elicited(server: Server, ollama: FakeOllama) -> None:
    conversation = begin(server.client)
    done = say(server.client, conversation, "Perdí la... ¿cómo se dice key?")[-1].data
    asked = last_of(ollama)
    assert asked.startswith("Perdí la... ¿cómo se dice key?")
    assert "«key» («llave» o «tecla»)" in asked
    assert "frase entera en español" in asked
    assert not [c for c in done["corrections"] if "key" in c["original"]]


def test_english_is_helped_in_the_learners_language_and_not_corrected(server: Server, ollama: FakeOllama) -> None:
    server.client.patch("/api/learner", json={"first_language": "de"})
    ollama.formatted = (
        '{"corrected": "No entiendo. ¿Puedes ayudarme?"}'  # the model's own correction is refused as well
    )
    done = say(server.client, begin(server.client), "I don't understand. Can you help me?")[-1].data
    assert "Ayúdalo en alemán" in last_of(ollama)
    assert done["corrections"] == []
    server.client.patch("/api/learner", json={"first_language": "en"})
    ollama.formatted = '{"corrected": ""}'


@pytest.mark.models
@pytest.mark.parametrize("text", ["What does that mean?", "I went to the market with my sister yesterday."])
def test_who_speaks_english_is_heard_in_english_and_led_back(
    server: Server, ollama: FakeOllama, spoken_english: Callable[[str], bytes], text: str
) -> None:
    events = say(server.client, begin(server.client), files={"audio": ("a.wav", spoken_english(text))})
    heard = next(e.data for e in events if e.name == "transcript")
    assert (heard["text"], heard["language"]) == (text, "en")
    assert "pídele que" in last_of(ollama)


@pytest.mark.models
def test_who_speaks_english_hands_free_is_heard_in_english(
    server: Server, spoken_english: Callable[[str], bytes]
) -> None:
    final = hear(server, begin(server.client), pcm(spoken_english("I went to the market with my sister yesterday.")))
    assert final["transcript"]["text"] == "I went to the market with my sister yesterday."


def test_a_reply_in_two_languages_is_not_made_easier(server: Server, ollama: FakeOllama) -> None:
    mixed = "To understand is «entender», which you will undoubtedly encounter everywhere. ¿Qué no entiendes?"
    ollama.tokens, ollama.simpler = [mixed], "Bien."
    done = say(server.client, begin(server.client, level="A1"), "I don't understand.")[-1].data
    assert (done["text"], done["original_text"]) == (mixed, None)


def test_the_note_is_for_one_turn_only(server: Server, ollama: FakeOllama) -> None:
    conversation = begin(server.client)
    say(server.client, conversation, "Quiero un key.")
    assert "otro idioma" in last_of(ollama)
    say(server.client, conversation, "Quiero una llave.")
    assert not any("otro idioma" in str(m["content"]) for m in ollama.chats[-1]["messages"])


@pytest.mark.models
def test_the_real_model_gives_the_word(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path,
        models_dir=REAL.models_folder,
        voices_dir=REAL.voices_folder,
        llm="embedded",
        prewarm=False,
        corrections_llm=False,
        temperature=0,
        llm_first_token_s=3600,
        llm_silence_s=3600,
    )
    with running(settings) as server:
        conversation = begin(server.client)
        say(server.client, conversation, "Perdí la... ¿cómo se dice key?")
        assert "llave" in messages(server.client, conversation)[-1]["text"].lower()
