"""What people say and no dictionary of words explains, with a definition in easy Spanish: «me apunto», «finde»."""

from __future__ import annotations

from functools import cache

from tutor.language.es.vocabulary import DATA


@cache
def expressions() -> dict[str, str]:
    """Each with its definition, as the data file has them."""
    lines = (DATA / "expressions.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)
