"""What a form can be."""

from __future__ import annotations

from typing import NamedTuple

from tutor.language.es.eagles import Features, Part


class Analysis(NamedTuple):
    """One reading of a form."""

    lemma: str
    features: Features
    share: float
    """How much of the form's use is estimated to be this reading, 0 to 1."""
    pronouns: tuple[str, ...] = ()
    """The pronouns written at the end of a verb form: ("me", "lo") of dámelo."""

    @property
    def part(self) -> Part:
        """Part of speech."""
        return self.features.part
