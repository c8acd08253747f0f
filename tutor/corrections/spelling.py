"""Words that are no Spanish words: the accent is missing, or the word is misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.corrections.edits import plain
from tutor.corrections.lexicon import Lexicon
from tutor.corrections.sentence import Finding, Sentence, like

LETTERS = "abcdefghijlmnopqrstuvxyzáéíóúñü"
# How English spelling shows through; tried before single slips.
_INTERFERENCE = (
    (r"tion$", "ción"), (r"sion$", "sión"), (r"cion$", "ción"), (r"ph", "f"), (r"th", "t"), (r"ss", "s"),
    (r"mm", "m"), (r"ff", "f"), (r"pp", "p"), (r"tt", "t"), (r"cc(?![ei])", "c"), (r"rr", "r"), (r"(?<=[aeiou])r(?=[aeiou])", "rr"),
    (r"^imm", "inm"), (r"qua", "cua"), (r"k", "c"), (r"y$", "ía"), (r"ity$", "idad"), (r"nn", "n"), (r"bb", "b"),
    (r"^es(?=[aeiou])", "s"), (r"^s(?=[ptcm])", "es"), (r"ge(?=[aou])", "j"), (r"z(?=[ei])", "c"), (r"ll", "l"),
    (r"b", "v"), (r"v", "b"), (r"g(?=[ei])", "j"), (r"j(?=[ei])", "g"), (r"^h", ""), (r"^", "h"), (r"c(?=[ei])", "s"),
    (r"s(?=[aeio])", "c"), (r"s", "z"), (r"ny", "ñ"), (r"n", "ñ"), (r"dad$", "dad"), (r"ly$", "mente"),
)  # fmt: skip
_SURE, _LIKELY = 0.9, 0.72
# Names of things and people are left alone; so are words that other languages lend.
SHORTEST = 4
# Right in a region or among friends, though not in the dictionary.
REGIONAL = frozenset(
    [
        "güey",
        "wey",
        "guay",
        "finde",
        "boludo",
        "boluda",
        "pibe",
        "piba",
        "chévere",
        "ahorita",
        "órale",
        "mola",
        "parce",
        "porfa",
    ]
)
VOSEO = ("ás", "és", "ís")  # vos hacés, vos vivís
COMMON = 2.6


def misspelt(s: Sentence) -> Iterator[Finding]:
    """Findings for words that the dictionary does not know."""
    for i, token in enumerate(s.tokens):
        word = token.text
        if not token.is_word or len(word) < 2 or s.lexicon.knows(word) or s.lexicon.knows(word.lower()):
            continue
        if word.isupper() and len(word) > 1:
            continue
        named = word[0].isupper() and i > 0
        if found := _accented(word.lower(), s.lexicon):
            if not named and word.lower() != "estes":
                yield Finding(i, i + 1, like(word, found), "accent", 0.95)
            continue
        if named or len(word) < SHORTEST or "-" in word or "'" in word or word.lower() in s.lexicon.foreign:
            continue
        if word.lower() in REGIONAL or word.endswith(VOSEO):
            continue
        if best := best_spelling(word.lower(), s.lexicon):
            found, confidence = best
            yield Finding(i, i + 1, like(word, found), "spelling", confidence)


def _accented(word: str, lexicon: Lexicon) -> str | None:
    """The word that this one would be with its accents, if one is clearly meant."""
    if plain(word) != word:
        return None
    found = [w for w in lexicon.accented.get(plain(word), ()) if w != word]
    found.sort(key=lexicon.zipf, reverse=True)
    if found and (len(found) == 1 or lexicon.zipf(found[0]) > lexicon.zipf(found[1]) + 0.8):
        return found[0]
    if len(word) < 5:
        return None
    for i, c in enumerate(word):  # rarer words, not in the list of common ones
        if c in "aeiou":
            candidate = word[:i] + "áéíóú"["aeiou".index(c)] + word[i + 1 :]
            if lexicon.knows(candidate):
                return candidate
    if word.endswith("cion") and lexicon.knows(word[:-4] + "ción"):
        return word[:-4] + "ción"
    return None


def best_spelling(word: str, lexicon: Lexicon) -> tuple[str, float] | None:
    """The word most likely meant, with a confidence; None when nothing is near enough."""
    scored: dict[str, float] = {}

    def consider(candidate: str, bonus: float) -> None:
        options = [candidate, *lexicon.accented.get(plain(candidate), ())]
        for option in options:
            frequency = lexicon.zipf(option)
            if option != word and frequency >= COMMON and lexicon.knows(option):
                scored[option] = max(scored.get(option, 0.0), frequency + bonus)

    for pattern, replacement in _INTERFERENCE:
        changed = re.sub(pattern, replacement, word)
        if changed != word:
            consider(changed, 2.0)
    for candidate in _one_slip(word):
        consider(candidate, 1.0 if candidate[:1] == word[:1] else 0.0)
    if not scored:
        return None
    ranked = sorted(scored.items(), key=lambda item: -item[1])
    lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
    if lead < 0.35 or (len(word) == SHORTEST and lead < 1.5):
        return None
    return ranked[0][0], _SURE if lead > 1.5 and len(word) > 5 else _LIKELY


def _one_slip(word: str) -> Iterator[str]:
    """All strings one deletion, swap, replacement or insertion away (after Norvig's corrector)."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
            for c in LETTERS:
                yield head + c + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for c in LETTERS:
            yield head + c + tail
