"""Where a Spanish word is stressed, and how that is written (RAE, Ortografía 2010, chapter II)."""

from __future__ import annotations

_PLAIN = str.maketrans("áéíóú", "aeiou")
_ACCENT = str.maketrans("aeiou", "áéíóú")
_STRONG, _WEAK, _ACCENTED = frozenset("aeoáéó"), frozenset("iuü"), frozenset("áéíóú")


def bare(word: str) -> str:
    """A word in lower case without accents; ü and ñ stay."""
    return word.translate(_PLAIN)


def _vowels(word: str) -> list[int]:
    """Places of the vowels that sound: not the u of que, gue, nor a y before a vowel."""
    found = []
    for n, letter in enumerate(word):
        if letter == "u" and n and word[n - 1] in "qg" and word[n + 1 : n + 2] in tuple("eiéí"):
            continue
        last_y = letter == "y" and n == len(word) - 1 and n > 0
        if letter in _STRONG or letter in _WEAK or letter in _ACCENTED or last_y:
            found.append(n)
    return found


def nuclei(word: str) -> list[list[int]]:
    """The syllables' vowels, as places in the word: «causáis» [[1, 2], [4, 5]]."""
    groups: list[list[int]] = []
    for n in _vowels(word):
        if groups and _one_syllable(word, groups[-1], n):
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups


def _one_syllable(word: str, group: list[int], n: int) -> bool:
    between = word[group[-1] + 1 : n]
    if between not in ("", "h"):
        return False
    before, letter = word[group[-1]], word[n]
    if before in "íú" or letter in "íú":
        return False
    if before == letter:
        return False
    strong = [word[at] for at in group if word[at] in _STRONG]
    return not (strong and letter in _STRONG)


def stressed(word: str) -> int:
    """The place of the stressed vowel, by the accent or by rule; -1 for what has no vowel."""
    accent = next((n for n, letter in enumerate(word) if letter in _ACCENTED), -1)
    if accent >= 0:
        return accent
    groups = nuclei(word)
    if not groups:
        return -1
    group = groups[-2] if len(groups) > 1 and word[-1] in "aeiouns" else groups[-1]
    return _nucleus(word, group)


def _nucleus(word: str, group: list[int]) -> int:
    """The vowel of a syllable that carries its accent: the strong one, else the second weak one."""
    return next((n for n in group if word[n] in _STRONG), group[-1] if word[group[-1]] != "y" else group[0])


def accented(word: str, at: int) -> str:
    """The word without accents but the one it needs when its stress is on the vowel at this place."""
    plain = bare(word)
    with_accent = plain[:at] + plain[at].translate(_ACCENT) + plain[at + 1 :]
    # The accent of í in "reírse" makes two syllables of what would be one.
    hiatus = plain[at] in "iu" and any(
        plain[near : near + 1] in tuple("aeo")
        or (plain[near : near + 1] == "h" and plain[beyond : beyond + 1] in tuple("aeo"))
        for near, beyond in ((at - 1, at - 2), (at + 1, at + 2))
        if near >= 0 and beyond >= -1
    )
    if hiatus and len(nuclei(with_accent)) > len(nuclei(plain)):
        return with_accent
    return plain if stressed(plain) == at or len(nuclei(plain)) == 1 else with_accent
