"""What comes of a model while its half characters are joined."""

from __future__ import annotations

from tutor.core.text import WholeCharacters
from tutor.llm.base import Instead, Scored
from tutor.llm.generate import _whole


def test_a_part_stays_what_it_is() -> None:
    arriving = WholeCharacters()
    scored = _whole(Scored("trabaje", -0.1), arriving)
    assert isinstance(scored, Scored)
    assert (scored, scored.logprob) == ("trabaje", -0.1)
    assert isinstance(_whole(Instead("¡Qué bien!"), arriving), Instead)


def test_halves_of_a_character_are_told_together() -> None:
    arriving = WholeCharacters()
    assert [_whole("Hola \ud83d", arriving), _whole("\ude00.", arriving)] == ["Hola ", "😀."]
