"""Pronunciation over the real server, with clips that a voice speaks from phonemes: right, and with a sound missed."""

from __future__ import annotations

from typing import Any

import httpx
import numpy as np
import pytest

from tests.conftest import Server, recording, wav_bytes
from tutor.speech.tts.voices import KokoroVoice


def ask(client: httpx.Client, sound: bytes, text: str) -> httpx.Response:
    return client.post("/api/pronunciation", files={"audio": ("a.wav", sound)}, data={"text": text})


def words(client: httpx.Client, sound: bytes, text: str) -> list[dict[str, Any]]:
    answer = ask(client, sound, text)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["words"])


@pytest.mark.models
def test_a_missed_sound_is_named_with_advice_and_a_right_one_is_not(server: Server, dora: KokoroVoice) -> None:
    right = words(server.client, recording(dora, "dˈiɣo kˈaɲa."), "Digo caña.")
    assert [w["text"] for w in right] == ["Digo", "caña"]
    assert all(w["sound"] == "" and w["score"] > 0.5 for w in right)
    digo, missed = words(server.client, recording(dora, "dˈiɣo kˈana."), "Digo caña.")
    assert digo["sound"] == ""
    assert (missed["sound"], missed["heard_as"]) == ("ñ", "cana")
    assert missed["score"] < 0.3
    assert "palate" in missed["advice"]
    (sound,) = [s for s in missed["sounds"] if s["score"] == missed["score"]]
    assert "Digo caña."[sound["start"] : sound["end"]] == "ñ"


@pytest.mark.models
@pytest.mark.parametrize(
    ("text", "right", "wrong", "sound"),
    [
        ("Digo mañana.", "dˈiɣo maɲˈana.", "dˈiɣo manˈana.", "ñ"),  # much rarer as «manana»
        ("Digo papá.", "dˈiɣo papˈa.", "dˈiɣo pˈapa.", "stress"),
        ("Digo calle.", "dˈiɣo kˈaʎe.", "dˈiɣo kˈale.", "ll"),
        ("Digo luna.", "dˈiɣo lˈuna.", "dˈiɣo lˈona.", "vowel"),
        ("Digo para.", "dˈiɣo pˈaɾa.", "dˈiɣo pˈaɹa.", "english_r"),
    ],
)
def test_what_was_missed_is_told_and_what_was_not_is_not(
    text: str, right: str, wrong: str, sound: str, server: Server, dora: KokoroVoice
) -> None:
    assert words(server.client, recording(dora, right), text)[1]["sound"] == ""
    assert words(server.client, recording(dora, wrong), text)[1]["sound"] == sound


@pytest.mark.models
@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("Digo zapato.", ("dˈiɣo θapˈato.", "dˈiɣo sapˈato.")),  # distinction, seseo
        ("Digo casa.", ("dˈiɣo kˈasa.", "dˈiɣo kˈaθa.")),  # ceceo
        ("Digo caballo.", ("dˈiɣo kaβˈaʎo.", "dˈiɣo kaβˈaʝo.", "dˈiɣo kaβˈaʃo.")),  # an old ll, yeísmo, Buenos Aires
        ("Digo esto.", ("dˈiɣo ˈesto.", "dˈiɣo ˈehto.")),  # an aspirated s
        ("Estoy cansado.", ("estˈoi kansˈaðo.", "ehtˈoi kansˈao.")),  # a d that is not heard
    ],
)
def test_no_native_variant_is_a_fault(text: str, variants: tuple[str, ...], server: Server, dora: KokoroVoice) -> None:
    for phonemes in variants:
        assert [w["sound"] for w in words(server.client, recording(dora, phonemes), text) if w["sound"]] == []


def test_what_cannot_be_examined_is_refused(server: Server) -> None:
    silence = wav_bytes(np.zeros(16_000, dtype=np.int16), 16_000)
    for sound, text, status, code in (
        (silence, "¿…?", 422, "invalid_input"),
        (silence, "a " * 300, 413, "text_too_long"),
        (b"no recording", "hola", 422, "audio_unreadable"),
    ):
        answer = ask(server.client, sound, text)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code), answer.text
