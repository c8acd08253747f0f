"""Esperanto, as far as a toy needs it: what a second language would bring, in one folder."""

from tests.toy_language.esperanto import ESPERANTO

__all__ = ["ESPERANTO"]
