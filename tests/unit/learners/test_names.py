"""Two names that look alike are one, or one of them is refused."""

from __future__ import annotations

import pytest

from tutor.core.errors import InvalidInput
from tutor.learners.accounts.names import canonical, check_name

ALIKE = ["clara", " CLARA ", "Ｃｌａｒａ", "cl\u200bara", "cl\u00adara", "Clara\u2060", "𝐂𝐥𝐚𝐫𝐚", "cla\u202era"]
REFUSED = [
    "cl\u200bara",
    "Clara\0",
    "\u202eClara",
    "Сlara",  # its first letter is Cyrillic
    "Clаra",  # its third
    "Οlga",  # its first is Greek
    "Ana\u2028María",
    "...",
    "\u200b",
    "ana\ue000",
]
FINE = [
    "Ana",
    "Doña Clara",
    "José María",
    "O'Neill",
    "Jean-Luc",
    "Zoë 2",
    "Мария",
    "Ελένη",
    "さくら花子",
    "김민수",
    "محمد",
    "न\u093fश\u093e",
    "Ａna",
]


@pytest.mark.parametrize("name", ALIKE)
def test_what_looks_alike_is_one_name(name: str) -> None:
    assert canonical(name) == "clara"


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_be_taken_for_another_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_name(name)
    assert refused.value.action


@pytest.mark.parametrize("name", FINE)
def test_names_of_people_are_names(name: str) -> None:
    check_name(name)
    assert canonical(canonical(name)) == canonical(name)
