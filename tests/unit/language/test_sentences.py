"""Where a sentence ends, decided in one place."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.language.es.sentences import is_whole, sentence_spans, whole_sentences

TUTOR = Path(__file__).parents[3] / "tutor"
# A class of characters with a point and another sign that ends sentences, and no comma: what one writes to find
# their ends, but at the end of a line.
ENDING = re.compile(r"\[(?!\^)[^\]\s,]*\.[^\]\s,]*[!?…][^\]\s,]*\](?!\*\$)")
# Whether a printed line ends a paragraph, whether a cue goes on in the next one.
OTHER_REASONS = {"reading/text.py", "reading/read_subtitles.py"}

CASES = [
    ("Hola. ¿Qué tal? ¡Bien! Adiós…", ["Hola.", "¿Qué tal?", "¡Bien!", "Adiós…"]),
    ("¿Vienes?¡Claro que sí!", ["¿Vienes?", "¡Claro que sí!"]),
    (
        "Vive en la C. Mayor, n.º 5, con el Sr. García. Es amable.",
        ["Vive en la C. Mayor, n.º 5, con el Sr. García.", "Es amable."],
    ),
    ("Sale a las 3.45 p. m. del andén 2. Corre.", ["Sale a las 3.45 p. m. del andén 2.", "Corre."]),
    ("Compra pan, leche, etc. Luego vuelve.", ["Compra pan, leche, etc.", "Luego vuelve."]),
    ("Compra pan, etc. y vuelve.", ["Compra pan, etc. y vuelve."]),
    ("Viaja por EE. UU. con la Dra. Ruiz. Vuelve.", ["Viaja por EE. UU. con la Dra. Ruiz.", "Vuelve."]),
    ("Pues… no sé. Bueno...", ["Pues… no sé.", "Bueno..."]),
    ("«Ven pronto.» Eso dijo. (Y vino.) Fin.", ["«Ven pronto.»", "Eso dijo.", "(Y vino.)", "Fin."]),
    ("La vi en la TV. Era ella. NO. OK. Vamos.", ["La vi en la TV.", "Era ella.", "NO.", "OK.", "Vamos."]),
    ("J. R. Pérez llegó ayer. Bien.", ["J. R. Pérez llegó ayer.", "Bien."]),
    ("Primera línea\nSegunda línea.", ["Primera línea", "Segunda línea."]),
    ("una línea\nque sigue.", ["una línea que sigue."]),
    (" \n ", []),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_a_text_is_cut_into_its_sentences(text: str, sentences: list[str]) -> None:
    assert whole_sentences(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Es así. me gusta. El Sr. Ruiz viene.", ["Es así.", "me gusta.", "El Sr. Ruiz viene."]),
        ("una línea\nque sigue.", ["una línea", "que sigue."]),
        ("Pues… no sé.", ["Pues… no sé."]),
    ],
)
def test_a_learner_forgets_capitals(text: str, sentences: list[str]) -> None:
    assert whole_sentences(text, slips=True) == sentences


@given(st.text(alphabet='aB .!?…¿¡\n"»)5,', max_size=60), st.booleans())
def test_nothing_is_lost(text: str, slips: bool) -> None:
    spans = list(sentence_spans(text, slips=slips))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_whether_a_sentence_has_ended() -> None:
    assert all(is_whole(text) for text in ("Sí.", "¿No?", "«Ven.» ", "Bueno…"))
    assert not any(is_whole(text) for text in ("Sí", "Vengo, ", ""))


def _strings(path: Path) -> list[str]:
    return [
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def test_nothing_else_looks_for_the_ends_of_sentences() -> None:
    found = {
        str(path.relative_to(TUTOR))
        for path in TUTOR.rglob("*.py")
        if not path.is_relative_to(TUTOR / "language") and any(ENDING.search(text) for text in _strings(path))
    }
    assert found == OTHER_REASONS


def test_a_second_splitter_would_be_found() -> None:
    assert ENDING.search(r"(?<=[.!?])\s+")
    assert ENDING.search(r"[.!?…]+")
    assert not ENDING.search(r"[^.!?]{0,30}")
    assert not ENDING.search(r"(?=[.,;!?]|$)")
