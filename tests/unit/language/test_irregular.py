from __future__ import annotations

import pytest

from tutor.language.es.irregular import irregular


@pytest.mark.parametrize(
    ("infinitive", "tenses"),
    [
        ("hablar", {}), ("vivir", {}), ("levantarse", {}), ("mesa", {}), ("darse cuenta", {}),
        ("leer", {"preterite": "leyó"}), ("buscar", {"preterite": "busqué"}), ("pensar", {"present": "piensa"}),
        ("acostarse", {"present": "se acuesta"}), ("tener", {"present": "tengo", "preterite": "tuvo"}),
        ("reír", {"present": "ríe", "preterite": "rio"}), ("oír", {"present": "oigo", "preterite": "oyó"}),
    ],
)  # fmt: skip
def test_what_the_ending_does_not_give(infinitive: str, tenses: dict[str, str]) -> None:
    found = irregular(infinitive)
    assert set(found) == set(tenses)
    for tense, form in tenses.items():
        assert form in found[tense]  # type: ignore[index]
        assert len(found[tense]) == 6  # type: ignore[index]
