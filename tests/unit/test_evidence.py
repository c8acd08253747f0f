"""Whether a mistake was said or only heard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REAL
from tutor.conversation.sound_evidence import MARGIN, judged, wordings
from tutor.corrections.check import Corrector
from tutor.speech.audio.formats import decode
from tutor.speech.stt.transcribe import Transcriber, WhisperTranscriber, Word

TEXT = "Tengo un pregunta grande."
WORDS = [
    Word("Tengo", 0.0, 0.4, 0.9),
    Word("un", 0.4, 0.5, 0.9),
    Word("pregunta", 0.5, 1.0, 0.9),
    Word("grande.", 1.0, 1.5, 0.9),
]
EDITS = Corrector().check(TEXT).edits


def test_each_edit_is_weighed_alone() -> None:
    assert wordings(TEXT, EDITS) == [TEXT, "Tengo una pregunta grande."]


@pytest.mark.parametrize(("likelier", "evidence"), [(MARGIN + 0.1, "sure"), (MARGIN - 0.1, "weak"), (-3.0, "weak")])
def test_the_sound_decides(likelier: float, evidence: str) -> None:
    (edit,) = judged(TEXT, EDITS, WORDS, [-4.0, -4.0 - likelier])
    assert (edit.evidence, edit.heard_at) == (evidence, (0.4, 0.5))


@pytest.mark.parametrize(("probability", "evidence"), [(0.6, "sure"), (0.4, "weak")])
def test_without_it_the_doubt_of_the_recogniser_decides(probability: float, evidence: str) -> None:
    words = [WORDS[0], Word("un", 0.4, 0.5, probability), *WORDS[2:]]
    assert [edit.evidence for edit in judged(TEXT, EDITS, words, None)] == [evidence]


def test_a_missing_word_is_between_its_neighbours() -> None:
    text = "Voy playa mañana."
    words = [Word("Voy", 0.1, 0.3, 0.9), Word("playa", 0.3, 0.8, 0.9), Word("mañana.", 0.8, 1.2, 0.9)]
    (edit,) = EDITS
    missing = type(edit)(**{**_fields(edit), "start": 4, "end": 4, "original": "", "replacement": "a la ", "id": ""})
    assert judged(text, [missing], words, [0.0, -9.0])[0].heard_at == (0.1, 0.8)


def test_what_was_typed_afterwards_is_nowhere_in_the_recording() -> None:
    words = [Word("Voy", 0.1, 0.3, 0.9), Word("a", 0.3, 0.4, 0.9), Word("casa.", 0.4, 0.8, 0.9)]
    (edit,) = EDITS
    typed = type(edit)(**{**_fields(edit), "start": 4, "end": 9, "original": "playa", "replacement": "pleno", "id": ""})
    assert judged("Voy playa a casa.", [typed], words, None)[0].heard_at is None


def _fields(edit: object) -> dict[str, object]:
    return {name: getattr(edit, name) for name in edit.__dataclass_fields__}  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def whisper() -> Transcriber:
    return WhisperTranscriber(REAL.models_folder / "whisper-base", "es")


@pytest.mark.models
def test_what_was_said_is_likelier_than_its_correction_and_the_other_way_round(
    whisper: Transcriber, spoken: Callable[[str], bytes], tmp_path: Path
) -> None:
    wrong, right = "Ella trabajo en un banco.", "Ella trabaja en un banco."
    for said, other in ((wrong, right), (right, wrong)):
        file = tmp_path / "said.wav"
        file.write_bytes(spoken(said))
        likelihoods = whisper.score_wordings(decode(file, 60), [said, other])
        assert likelihoods
        assert likelihoods[0] - likelihoods[1] > MARGIN
