"""Names people sign in with: what looks alike is one name, and no name borrows letters of another script."""

from __future__ import annotations

import unicodedata

from tutor.core.errors import InvalidInput

# Scripts that are written together. Unicode's names of letters begin with their script.
_TOGETHER = (frozenset({"CJK", "HIRAGANA", "KATAKANA"}), frozenset({"CJK", "HANGUL"}), frozenset({"CJK", "BOPOMOFO"}))
_UNSEEN = ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")


def canonical(name: str) -> str:
    """A name as it is compared: «Ana », «ana», «Ａｎａ» and «a<zero-width space>na» are one person."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFKC", seen.casefold()).split())


def former(name: str) -> str:
    """A name as it was compared until accounts had to be told apart by sight; those of before may still be called so."""
    return " ".join(name.split()).casefold()


def check_name(name: str) -> None:
    """Raises InvalidInput for a name that could be taken for another one, or be seen by nobody."""
    plain = unicodedata.normalize("NFKC", name)
    if any(unicodedata.category(c) in _UNSEEN for c in plain):
        raise InvalidInput("That name holds a character that nobody sees.", action="Type the name anew.")
    if not any(c.isalnum() for c in plain):
        raise InvalidInput("A name needs a letter or a digit.", action="Choose another name.")
    scripts = {unicodedata.name(c, "?").split()[0] for c in plain if c.isalpha() and unicodedata.category(c) != "Lm"}
    if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
        raise InvalidInput(
            "That name mixes letters of several scripts, so that it could be taken for another one.",
            action="Write it in one script.",
        )
