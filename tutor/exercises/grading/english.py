"""English words as stems, to look them up in the English of the dictionaries: told and telling are both tell."""

from __future__ import annotations

import re
from functools import lru_cache

from tutor.exercises.grading.words import word_set

_WORD = re.compile(r"[a-z]+")
_EMPTY = word_set(
    "the a an to of in on at be is are was were been it i you he she we they my your his her our their me him them us "
    "and or not do does did have has had will would for with so very don doesn didn isn aren wasn weren won ve ll re s t m d"
)
# base: other forms. Only those that endings do not tell.
_IRREGULAR = (
    "become became, begin began begun, bite bit bitten, blow blew blown, break broke broken, bring brought, build built, "
    "buy bought, catch caught, choose chose chosen, come came, cost, cut, die died dying, draw drew drawn, drink drank drunk, "
    "drive drove driven, eat ate eaten, fall fell fallen, feel felt, fight fought, find found, flee fled, fly flew flown flies, "
    "forget forgot forgotten, forgive forgave forgiven, freeze froze frozen, get got gotten, give gave given, go went gone goes, "
    "grow grew grown, hang hung, hear heard, hide hid hidden, hold held, keep kept, know knew known, lead led, learn learnt, "
    "leave left, lend lent, lie lay lain lying, light lit, lose lost, make made, mean meant, meet met, pay paid, put, "
    "read, ride rode ridden, ring rang rung, rise rose risen, run ran, say said, see saw seen, sell sold, send sent, "
    "shake shook shaken, shine shone, shoot shot, show shown, shut, sing sang sung, sink sank sunk, sit sat, sleep slept, "
    "smell smelt, speak spoke spoken, spell spelt, spend spent, spill spilt, stand stood, steal stole stolen, swear swore sworn, "
    "swim swam swum, take took taken, teach taught, tear tore torn, tell told, think thought, throw threw thrown, "
    "understand understood, wake woke woken, wear wore worn, win won, write wrote written, "
    "man men, woman women, child children, person people, foot feet, tooth teeth, mouse mice, life lives, knife knives, "
    "wife wives, half halves, leaf leaves, loaf loaves, shelf shelves, thief thieves, good better best, bad worse worst, "
    "far further furthest, little less least, much many more most"
)


def _irregular() -> dict[str, str]:
    rows = (row.split() for row in _IRREGULAR.split(", "))
    return {form: row[0] for row in rows for form in row}


_BASES = _irregular()
# How British and American spelling differ, and words that are as good as one.
_SPELT = {
    "neighbor": "neighbour",
    "color": "colour",
    "center": "centre",
    "grey": "gray",
    "apartment": "flat",
    "movie": "film",
}


@lru_cache(1000)
def stems(english: str) -> frozenset[str]:
    """The words of an English text without endings and without what says little."""
    return frozenset(stem(word) for word in _WORD.findall(english.lower()) if word not in _EMPTY)


def stem(word: str) -> str:
    """A word without its ending, cut where its other forms are cut too."""
    word = _BASES.get(word, word)
    word = _SPELT.get(word, word)
    for ending in ("ing", "ied", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "ous")):
            word = word.removesuffix(ending) + ("y" if ending in ("ied", "ies") else "")
            if ending in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            word = _BASES.get(word, word)
            break
    return word.rstrip("ey") or word
