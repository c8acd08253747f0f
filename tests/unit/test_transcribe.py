from __future__ import annotations

import pytest

from tutor.speech.transcribe import is_hummed


@pytest.mark.parametrize("text", ["", "...", "M-m-m-m-m-", " M M M M", "Mmm.", "Hmm, mm", "¡Hm!"])
def test_what_is_said_with_a_closed_mouth_is_hummed(text: str) -> None:
    assert is_hummed(text)


@pytest.mark.parametrize("text", ["Mm, sí.", "25.", "2020", "No.", "Eh...", "Y", "¿Mamá?"])
def test_a_word_or_a_number_is_not(text: str) -> None:
    assert not is_hummed(text)
