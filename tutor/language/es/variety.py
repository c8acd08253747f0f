"""Where Spanish is spoken, as far as words, forms and sounds differ for a learner."""

from __future__ import annotations

from typing import Literal, cast, get_args

# How it sounds, and most words.
Variety = Literal["spain", "america"]
# What somebody learns; "neutral" is what is understood and right all over America, the Caribbean among it.
Learnt = Literal["spain", "mexico", "river-plate", "neutral"]


def sounds_of(learnt: Learnt) -> Variety:
    """Whose sounds and words a variety has."""
    return "spain" if learnt == "spain" else "america"


def learnt(chosen: str, accent: str) -> Learnt:
    """The variety somebody learns: the one they chose, else the one whose sounds they hear."""
    if chosen in get_args(Learnt):
        return cast(Learnt, chosen)
    return "spain" if accent == "spain" else "neutral"


def vosotros_in(variety: Learnt, chosen: bool | None) -> bool:
    """Whether forms of vosotros are practised: as somebody chose, else where it is said."""
    return variety == "spain" if chosen is None else chosen
