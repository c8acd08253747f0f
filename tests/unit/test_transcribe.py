from __future__ import annotations

import pytest

from tutor.speech.stt.transcribe import is_hummed, is_repeated


@pytest.mark.parametrize("text", ["", "...", "M-m-m-m-m-", " M M M M", "Mmm.", "Hmm, mm", "¡Hm!"])
def test_what_is_said_with_a_closed_mouth_is_hummed(text: str) -> None:
    assert is_hummed(text)


@pytest.mark.parametrize("text", ["Mm, sí.", "25.", "2020", "No.", "Eh...", "Y", "¿Mamá?"])
def test_a_word_or_a_number_is_not(text: str) -> None:
    assert not is_hummed(text)


@pytest.mark.parametrize(
    "text",
    [
        "No, no, no, no, no, no",
        "La mamá, la mamá, mamá, mamá, mamá, mam",
        "Tira la la, Tira la la la",
        "NERNERNERNERNER",
    ],
)
def test_a_song_without_words_is_the_same_again_and_again(text: str) -> None:
    assert is_repeated(text)


@pytest.mark.parametrize(
    "text",
    ["No, no.", "Sí, sí, sí.", "Me gusta, me gusta.", "Muy bien, muy bien.", "yo yo yo yo yo quiero", "el el el perro"],
)
def test_who_stammers_or_says_it_twice_is_heard(text: str) -> None:
    assert not is_repeated(text)
