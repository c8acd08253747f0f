"""A word or two said alone, from sounds that are put together here."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.language.es.broad import broad
from tutor.speech.analysis.phones import FLOOR, Heard
from tutor.speech.stt.brief import CommonWords, brief

# The network's sign for each broad sound, and how many moments one lasts.
SIGNS = dict(
    zip("abdefiklmnoprstuCGJLNR_", [*"abdefiklmnop", "ɾ", *"stu", "tʃ", "ɡ", "x", "ʝ", "ɲ", "r", "_"], strict=True)
)
LENGTH = 5
USED = {
    "ciego": 4.0,
    "riego": 3.5,
    "cama": 5.0,
    "gama": 3.8,
    "sí": 7.0,
    "siete": 5.5,
    "mil": 5.6,
    "no": 7.4,
    "poco": 6.0,
}
COMMON = CommonWords(USED, ["Bolivia"])


def sounding(*sounds: str, doubt: float = 0.1) -> Heard:
    """Sounds of equal length, silence around them; where two are given as «k|G» they are heard as likely."""
    line = ["_", *sounds, "_"]
    columns = list(SIGNS.values())
    rows = np.full((LENGTH * len(line), len(columns)), np.log(doubt / len(columns)), dtype=np.float32)
    for n, either in enumerate(line):
        among = either.split("|")
        for one in among:
            rows[n * LENGTH : (n + 1) * LENGTH, columns.index(SIGNS[one])] = np.log((1 - doubt) / len(among))
    return Heard(np.maximum(rows, FLOOR), columns)


def said(word: str) -> Heard:
    return sounding(*broad(word))


@pytest.mark.parametrize(
    ("heard", "text", "probability", "told", "sure"),
    [
        (said("ciego"), "Siego", 0.6, "ciego", True),  # spelled by ear
        (said("ciego"), "¡Sie go!", 0.4, "ciego", True),
        (said("cama"), "Gama", 0.4, "cama", True),  # the recogniser's word is not what sounds
        (said("siete"), "7", 0.9, "siete", True),
        (said("bolivia"), "Bolibia", 0.5, "Bolivia", True),
        (said("sí"), "Sí", 0.2, "sí", True),  # doubted, and what sounds, and nothing else does
        (said("sí"), "", 0.0, "sí", True),
        (said("poco"), "Poco poco", 0.9, "poco", True),  # said once
        (sounding("k|G", "a", "m", "a"), "", 0.0, "cama", False),
        (said("mil"), "Buenos días", 0.9, "Buenos días", True),  # who is that sure is believed
    ],
)
def test_what_was_said(heard: Heard, text: str, probability: float, told: str, sure: bool) -> None:
    found = brief(heard, text, probability, COMMON, doubtful=0.35)
    assert found is not None
    assert (found.text.lower().strip("¡!"), found.sure) == (told.lower(), sure)


def test_what_sounds_like_no_word_is_nothing() -> None:
    assert brief(sounding("J", "J", "R", "J"), "", 0.0, COMMON, doubtful=0.35) is None
    assert brief(sounding("J", "J", "R", "J"), "Dios", 0.2, COMMON, doubtful=0.35) is None


def test_said_twice_is_heard_twice() -> None:
    found = brief(sounding(*"no_no"), "No, no.", 0.9, COMMON, doubtful=0.35)
    assert found is not None
    assert found.text == "No, no."


def test_an_expected_answer_counts_where_it_was_doubted() -> None:
    between = sounding("k|G", "a", "m", "a")
    assert brief(between, "", 0.0, COMMON, ["gama"], doubtful=0.35).text == "gama"  # type: ignore[union-attr]
    doubted = brief(said("siego"), "Siego", 0.1, COMMON, ["ciego"], doubtful=0.35)
    assert doubted is not None
    assert (doubted.text, doubted.sure) == ("ciego", True)


@pytest.mark.parametrize("expected", ["gama", "poco", "Bolivia", "quiero que vengas"])
def test_another_word_is_not_taken_for_the_expected_one(expected: str) -> None:
    found = brief(said("cama"), "Cama", 0.6, COMMON, [expected], doubtful=0.35)
    assert found is not None
    assert found.text == "Cama"
