"""The sounds of a written word, broadly: what every variety and most learners would take for the same is one sign.

By rule, without espeak-ng, so that thousands of words are read in a moment. An i beside a vowel is an i, b and v are one, s, z
and a soft c are one, ll and y are one, stress is not told.
"""

from __future__ import annotations

import re
from functools import cache

# Every sign that stands for a sound.
SOUNDS = "abdefiklmnoprstuCGJLNR"

_PLAIN = str.maketrans("áéíóúà", "aeioua")
# Applied in turn. Capitals are sounds that are done with: C for ch, N for ñ, L for ll and y, J for j, R for rr, G for a hard g.
_RULES = [
    (re.compile(pattern), said)
    for pattern, said in (
        ("ch", "C"), ("qu(?=[ei])", "k"), ("gu(?=[ei])", "G"), ("g(?=[ei])", "J"), ("ü", "u"), ("g", "G"), ("j", "J"),
        ("c(?=[ei])|z|ç", "s"), ("c|q", "k"), ("ll", "L"), (r"\by(?=[aeou])|(?<=[aeiou])y(?=[aeiou])", "L"), ("y", "i"),
        (r"\bhi(?=e)", "L"), ("h", ""), ("rr", "R"), (r"\br|(?<=[nls])r", "R"), ("v", "b"), ("w", "u"), (r"\bps", "s"),
        (r"\bx", "s"), ("x", "ks"), ("ñ", "N"), ("ph", "f"), (r"([^\Waeiou])\1", r"\1"),
    )
]  # fmt: skip


@cache
def broad(word: str) -> str:
    """The sounds of a word, a letter each: «ciego» and «siego» are both sieGo."""
    said = word.lower().translate(_PLAIN)
    for pattern, sign in _RULES:
        said = pattern.sub(sign, said)
    return "".join(letter for letter in said if letter in SOUNDS)
