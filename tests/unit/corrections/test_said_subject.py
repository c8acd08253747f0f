"""A verb whose tense is corrected keeps the person that its pronoun says."""

from __future__ import annotations

import pytest

from tutor.corrections.check import Corrector


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Ayer yo vende mi coche.", "vende", "vendí"),
        ("Anoche tú llega tarde.", "llega", "llegaste"),
        ("Anteayer nosotros no sale de casa.", "sale", "salimos"),
        ("Ayer mi prima y yo corre mucho.", "corre", "corrimos"),
        ("Ayer ella viaja a Lima.", "viaja", "viajó"),
        ("Ayer Marta viaja a Lima.", "viaja", "viajó"),
        ("Ayer ellos no viene a casa.", "viene", "vinieron"),
        ("Vos tienes una amiga.", "tienes", "tenés"),
    ],
)
def test_the_new_form_is_of_the_subject_that_is_said(corrector: Corrector, text: str, old: str, new: str) -> None:
    assert (old, new) in [(edit.original, edit.replacement) for edit in corrector.check(text).edits]


@pytest.mark.parametrize(
    "text", ["Ayer yo compré pan.", "Ayer mi prima y yo cenamos fuera.", "Como tú sabes, ayer llovió."]
)
def test_what_is_right_stays(corrector: Corrector, text: str) -> None:
    assert corrector.check(text).edits == []
