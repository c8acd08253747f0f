"""Where Spanish is spoken, as far as words and sounds differ for a learner."""

from __future__ import annotations

from typing import Literal

Variety = Literal["spain", "america"]
