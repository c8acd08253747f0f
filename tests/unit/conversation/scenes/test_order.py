"""What is named is ordered, unless the words before or after it turn it down."""

from __future__ import annotations

import pytest

from tutor.conversation.scenes.library import director
from tutor.conversation.scenes.sentences import read


@pytest.mark.parametrize(
    ("scene", "line", "refused"),
    [
        ("mercado", "Cebollas no, gracias.", ["cebollas"]),
        ("mercado", "Peras no y melón tampoco.", ["peras", "melon"]),
        ("mercado", "Las uvas no las quiero.", ["uvas"]),
        ("mercado", "Los limones no me gustan, deme naranjas.", ["limones"]),
        ("mercado", "Quiero peras.", []),
        ("mercado", "¿Hay fresas, no?", []),
        ("mercado", "¿Las uvas no son de aquí?", []),
        ("mercado", "Las manzanas, no muy grandes, por favor.", []),
    ],
)
def test_what_is_turned_down(scene: str, line: str, refused: list[str]) -> None:
    plays = director(scene)
    assert plays
    named = [item for said in read(line, plays.script.vocabulary) for item in plays.script.menu.named(said)]
    assert named
    assert [item.id for item in named if item.refused] == refused
