"""What is done on somebody else's computer is known, whatever names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.core.elsewhere import SentAway, host_elsewhere, sent_away
from tutor.core.settings import Settings


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://api.languagetool.org/v2", "api.languagetool.org"),
        ("speech.example.org:8001/v1", "speech.example.org"),
        ("http://8.8.8.8:8001", "8.8.8.8"),
        ("http://127.0.0.1:8001/v1", ""),
        ("http://192.168.1.7:8001", ""),
        ("http://languagetool:8010", ""),  # a container's name
        ("http://nas.local", ""),
        ("http://[::1]:8081", ""),
    ],
)
def test_a_house_and_elsewhere(url: str, host: str) -> None:
    assert host_elsewhere(url) == host


def test_each_part_is_named_with_its_host(tmp_path: Path) -> None:
    there = "https://speech.example.org/v1"
    usual = Settings(data_dir=tmp_path, _env_file=None)  # type: ignore[call-arg]
    assert sent_away(usual) == []
    assert sent_away(usual.model_copy(update={"stt_url": there, "tts_url": there})) == []  # neither is used
    named = usual.model_copy(
        update={
            "stt": "openai",
            "stt_url": there,
            "tts": "openai",
            "languagetool_url": "https://api.languagetool.org",
            "embeddings_url": "https://vectors.example.org",
        }
    )
    assert sent_away(named) == [
        SentAway("hearing", "speech.example.org", "TUTOR_STT"),
        SentAway("corrections", "api.languagetool.org", "TUTOR_LANGUAGETOOL_URL"),
        SentAway("documents", "vectors.example.org", "TUTOR_EMBEDDINGS_URL"),
    ]
