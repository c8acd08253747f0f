"""How a text should sound: its words in IPA, by espeak-ng, and the letters that stand for each sound."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from tutor.language.es.normalization.foreign import respelled
from tutor.language.es.normalization.letters import acronym

# espeak-ng's marks of lesser stress and length, and the flags around a word that it reads in another language.
_NOT_JUDGED = re.compile(r"[ˌː]|\([\w-]+\)")
# Finer shades than are judged.
SHADES = str.maketrans("ɛɪʊʒ", "eiuʝ")
_SOUND = re.compile(r"[ˈˌ]?(?:tʃ|[^\W\d_ˈˌʰ])ʰ?")
_VOWEL = re.compile(r"(?=[aeiou])")

# How each sound is written, what is longer first.
_WRITTEN = {
    **{vowel: (vowel, accented) for vowel, accented in zip("aeou", "áéóú", strict=True)},
    "i": ("i", "í", "y"), "u": ("u", "ú", "ü"), "j": ("i", "y", "í"), "w": ("u", "ü", "w"),
    "b": ("b", "v", "w"), "β": ("b", "v", "w"), "d": ("d",), "ð": ("d",), "ɡ": ("g",), "ɣ": ("g",),
    "p": ("p",), "t": ("t",), "k": ("qu", "c", "k", "x"), "f": ("f",), "θ": ("z", "c"), "s": ("s", "z", "c", "x"),
    "x": ("j", "g", "x"), "tʃ": ("ch",), "m": ("m", "n"), "n": ("n",), "ŋ": ("n",), "ɲ": ("ñ",), "l": ("l",),
    "ʎ": ("ll",), "ʝ": ("ll", "y", "hi", "i"), "ɾ": ("r",), "r": ("rr", "r"),
}  # fmt: skip
# So many letters may come before a sound that stand for none: the h, and the u of gue.
_SILENT = 2


def in_ipa(text: str, words: Sequence[str]) -> list[str]:
    """How each of the words of a text sounds in it. ˈ stands before the stressed vowel, ˌ before one that may be stressed
    or not: in «de», «que», «para»."""
    read = [_as_read(word) for word in words]
    for word, said in zip(words, read, strict=True):
        if said != word:
            text = text.replace(word, said)
    together = [word for word in _plain(_espeak().phonemize(text, "es")).split() if _SOUND.search(word)]
    if len(together) != len(words):  # espeak-ng reads some words as one, and a number as several
        together = ["".join(_plain(_espeak().phonemize(word, "es")).split()) for word in read]
    return [_either(word) for word in together]


def sounds_of(ipa: str) -> list[str]:
    """The sounds of a word in order, with the sign of stress before a vowel and ʰ after an aspirated consonant."""
    return _SOUND.findall(ipa)


def letters(word: str, sounds: Sequence[str]) -> list[tuple[int, int]]:
    """Which letters of a word stand for each of its sounds; none for one that shares its letter, as the s in x does."""
    word, at, found = word.lower(), 0, []
    for sound in sounds:
        ways = _WRITTEN.get(sound.strip("ˈˌʰ"), ())
        places = ((n, way) for n in range(at, at + _SILENT + 1) for way in ways if word.startswith(way, n))
        start, way = next(places, (at, ""))
        at = start + len(way)
        found.append((start, at))
    return found


def _as_read(word: str) -> str:
    """A word as Spanish would spell what is said: Xalapa as Jalapa, DVD as de uve de."""
    return acronym(word, "spain") if word.isupper() and len(word) > 1 else respelled(word) or word


def _plain(ipa: str) -> str:
    return _NOT_JUDGED.sub("", ipa).translate(SHADES)


def _either(word: str) -> str:
    if "ˈ" in word and len(_VOWEL.findall(word)) > 1:
        return word
    return _VOWEL.sub("ˌ", word.replace("ˈ", ""))


@cache
def _espeak() -> Any:
    from kokoro_onnx.tokenizer import Tokenizer

    # It warns where espeak-ng reads two words as one or a word in English, both of which are met here.
    logging.getLogger("phonemizer").setLevel(logging.ERROR)
    return Tokenizer()
