"""Right sentences come back untouched, typical mistakes are caught, and any text is survived."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.corrections.check import Checked, Corrector
from tutor.corrections.edits import apply
from tutor.corrections.llm import believable, merge, propose

HERE = Path(__file__).parent
RIGHT = (HERE / "right_sentences.txt").read_text(encoding="utf-8").splitlines()
MISTAKES = [json.loads(line) for line in (HERE / "learner_mistakes.jsonl").read_text(encoding="utf-8").splitlines()]
CORRECTOR = Corrector()


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_right_sentence_is_left_alone(sentence: str) -> None:
    assert [(e.original, e.replacement, e.rule) for e in CORRECTOR.check(sentence).edits] == []


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["text"])
def test_a_typical_mistake_is_corrected_and_explained(case: dict[str, str]) -> None:
    checked = CORRECTOR.check(case["text"])
    assert checked.corrected_text == case["corrected"]
    for edit in checked.edits:
        assert case["text"][edit.start : edit.end] == edit.original
        assert edit.replacement.strip() in edit.explanation or edit.category in ("capitals", "word choice")


def well_formed(text: str, checked: Checked) -> None:
    at = 0
    for edit in checked.edits:
        assert at <= edit.start <= edit.end <= len(text)
        assert text[edit.start : edit.end] == edit.original != edit.replacement
        at = edit.end
    assert apply(text, checked.edits) == checked.corrected_text


WORDS = st.sampled_from(
    [
        "la",
        "el",
        "problema",
        "yo",
        "tiene",
        "gusta",
        "los",
        "ano",
        "esta",
        "mas",
        "facil",
        "que",
        "espero",
        "vienes",
        "¿",
        ".",
        ",",
        "😀",
        "A",
        "é",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join)))
def test_any_text_gives_well_formed_edits(text: str) -> None:
    well_formed(text, CORRECTOR.check(text))
    well_formed(text, CORRECTOR.check(text, spoken=True))


def test_a_long_text_without_an_end_is_checked_too() -> None:
    text = "la problema y " * 7000
    assert len(CORRECTOR.check(text).edits) > 6900  # one or two fall on a cut


def test_speech_is_not_blamed_for_spelling() -> None:
    text = "los Lunes ella esta cansada, yo tiene un libro facil"
    assert {e.category for e in CORRECTOR.check(text, spoken=True).edits} == {"verb form"}


def test_explanations_come_in_the_learners_language() -> None:
    english = CORRECTOR.check("Yo tiene un perro.").edits[0].explanation
    spanish = CORRECTOR.check("Yo tiene un perro.", first_language="es").edits[0].explanation
    assert english.startswith("The verb agrees")
    assert spanish.startswith("El verbo concuerda")


async def answer(corrected: str, text: str) -> list[tuple[str, str]]:
    async def ask(system: str, user: str, schema: dict[str, object]) -> str:
        return json.dumps({"corrected": corrected}) if corrected != "{" else corrected

    return [(e.original, e.replacement) for e in await propose(ask, text, "B1", "en")]


@pytest.mark.parametrize(
    ("text", "corrected", "kept"),
    [
        ("Ayer yo hablo con ella.", "Ayer yo hablé con ella.", [("hablo", "hablé")]),
        ("Mi casa es en el centro.", "Mi casa está en el centro.", [("es", "está")]),
        ("Me gusta el cine.", "A mí me encanta muchísimo ir al cine los domingos.", []),
        ("Vivo con Juan.", "Vivo con Juana.", []),
        ("Hola, amigo.", "Adiós, amigo.", []),
        ("Hola.", "{", []),
        ("Hola.", "", []),
    ],
)
async def test_the_models_edits_must_be_small_and_of_a_known_kind(
    text: str, corrected: str, kept: list[tuple[str, str]]
) -> None:
    assert await answer(corrected, text) == kept


def test_merged_edits_do_not_overlap_and_the_surer_wins() -> None:
    text = "Espero que tú comes."
    fast = CORRECTOR.check(text).edits
    proposed = believable(text, "Espero que tú comiste.", "en")
    assert fast
    assert proposed
    assert merge(fast, proposed) == fast
