"""Text as it is written to text as it is said: cleaned, numbers and abbreviations in words."""

from __future__ import annotations

import unicodedata

from tutor.language.es.normalization.amounts import without_spaces_in_numerals
from tutor.language.es.normalization.fractions import in_figures
from tutor.language.es.normalization.markup import without_markup
from tutor.language.es.normalization.punctuation import heard_punctuation
from tutor.language.es.normalization.verbalize import verbalize
from tutor.language.es.variety import Variety

_RAISED = str.maketrans("ᵉʳᵃᵒ₀₁₂₃₄₅₆₇₈₉", "erªº0123456789")


def speakable(text: str, variety: Variety = "spain") -> str:
    """What a voice should say for `text`; empty when there is nothing to say. Contains no digit and no markup.

    `variety` decides where Spain and America differ: "$" is a dollar or a peso, TV "te uve" or "te ve".
    """
    text = unicodedata.normalize("NFC", text).translate(_RAISED)
    text = without_spaces_in_numerals(text)
    text = heard_punctuation(verbalize(without_markup(in_figures(text)), variety))
    return text if any(c.isalpha() for c in text) else ""
