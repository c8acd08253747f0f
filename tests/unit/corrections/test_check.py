"""The corrections without a model: right sentences stay, typical mistakes are caught, any text is survived."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.corrections.check import Corrector
from tutor.corrections.edits import apply

HERE = Path(__file__).parent
RIGHT = (HERE / "right_sentences.txt").read_text(encoding="utf-8").splitlines()
MISTAKES = [json.loads(line) for line in (HERE / "learner_mistakes.jsonl").read_text(encoding="utf-8").splitlines()]
PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [*" ".join(RIGHT[:60]).split(), *(w for m in MISTAKES for w in m["text"].split()), "¿", "\n", "😀", "a\u0301"]
    ),
)


@pytest.fixture(scope="module")
def corrector() -> Corrector:
    return Corrector()


@pytest.mark.parametrize("text", RIGHT)
def test_right_sentences_are_left_alone(corrector: Corrector, text: str) -> None:
    assert [(e.original, e.replacement, e.rule) for e in corrector.check(text).edits] == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m["text"])
def test_typical_mistakes_are_corrected(corrector: Corrector, mistake: dict[str, str]) -> None:
    assert corrector.check(mistake["text"]).corrected_text == mistake["corrected"]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map(" ".join)), st.booleans())
def test_any_text_gives_well_formed_edits(text: str, spoken: bool) -> None:
    checked = SHARED.check(text, "A2", "es", spoken=spoken)
    assert apply(text, checked.edits) == checked.corrected_text
    end = 0
    for edit in checked.edits:
        assert end <= edit.start <= edit.end <= len(text)
        assert text[edit.start : edit.end] == edit.original != edit.replacement
        assert edit.explanation
        assert 0 < edit.confidence <= 1
        end = edit.end


SHARED = Corrector()


def test_speech_is_not_blamed_for_spelling(corrector: Corrector) -> None:
    assert corrector.check("donde esta mi mama?", spoken=True).edits == []
    assert corrector.check("La casa es muy bonito.", spoken=True).corrected_text == "La casa es muy bonita."


def test_offsets_count_code_points_of_the_whole_text(corrector: Corrector) -> None:
    text = "😀 Hola.\nTengo un pregunta. Soy de Perú."
    (edit,) = corrector.check(text).edits
    assert (text[edit.start : edit.end], edit.replacement, edit.category) == ("un", "una", "agreement")


def test_explanations_follow_level_and_language(corrector: Corrector) -> None:
    def told(level: str, language: str) -> str:
        return corrector.check("Tengo un pregunta.", level, language).edits[0].explanation

    assert len({told("A1", "en"), told("B2", "en"), told("A1", "es"), told("B2", "es")}) == 4
    assert all("una" in told(level, language) for level in ("A1", "B2") for language in ("en", "es"))
    assert told("B1", "zh") == told("B1", "en")


def test_threads_share_a_corrector(corrector: Corrector) -> None:
    texts = [m["text"] for m in MISTAKES]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(corrector.check, texts)) == [corrector.check(t) for t in texts]


def test_a_text_is_checked_like_its_sentences(corrector: Corrector) -> None:
    """Also what lets long texts take linear time."""
    text = " ".join([*RIGHT, *(m["text"] for m in MISTAKES)] * 3)
    parts = [corrector.check(m["text"]).corrected_text for m in MISTAKES]
    assert corrector.check(text).corrected_text.count(parts[0]) >= 3


@pytest.mark.parametrize("sign", ["a", "?", ".", '"', " ", "¿", "1", "\n", "á", "-"])
def test_one_sign_many_times_is_survived(corrector: Corrector, sign: str) -> None:
    assert corrector.check(sign * 100_000).edits == []
