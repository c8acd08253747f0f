"""The dictionary form of a word."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from tutor.language.es.conjugation import verbs
from tutor.language.es.tokens import plain
from tutor.language.es.vocabulary import by_text, frequency, vocabulary

# On the Zipf scale; forms of verbs, infinitives too, are about as common as each other.
COMMONER = 0.3
_ENCLITICS = re.compile(r"(?:(?:me|te|se|nos|os)?(?:lo|la|los|las|le|les)|me|te|se|nos|os)$")


@cache
def _plurals() -> dict[str, str]:
    return {word.plural: word.text for word in vocabulary() if word.plural}


def lemma(word: str) -> str:
    """The dictionary form: hablamos → hablar, dámelo → dar, lápices → lápiz, cansadas → cansado."""
    word = word.lower()
    if word in by_text():
        return word
    if word in _plurals():
        return _plurals()[word]
    if word in _no_verbs():
        return _singular(word)
    for ending in ("s", "es"):
        if word.endswith(ending) and word.removesuffix(ending) in _no_verbs():
            return _masculine(word.removesuffix(ending))
    if verb := _verb(word):
        return verb
    return _singular(word)


@cache
def _no_verbs() -> frozenset[str]:
    """Nouns, adjectives and small words that also are a form of a verb, but a rarer one: cosa is seldom of coser."""
    folder = files("tutor.language.es") / "data"
    nouns = (line.split("\t")[0] for line in (folder / "nouns.tsv").read_text(encoding="utf-8").splitlines())
    tags = (line.split("\t") for line in (folder / "tags.tsv").read_text(encoding="utf-8").splitlines())
    others = {word for word, tag in tags if tag[0] in "ADSROC"}
    found = others.union(nouns) - by_text().keys()
    return frozenset(word for word in found if (verb := _verb(word)) and _zipf(word) > _zipf(verb) + COMMONER)


def _zipf(word: str) -> float:
    return frequency().get(word, 0.0)


def _singular(word: str) -> str:
    for ending, base in (("ces", "z"), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending) + base
            if stem in by_text() or frequency().get(stem, 0.0) > 2.5:
                return _masculine(stem)
    return _masculine(word)


def _masculine(word: str) -> str:
    masculine = word[:-1] + "o"
    return masculine if word.endswith("a") and masculine in by_text() and word not in by_text() else word


def _verb(word: str) -> str:
    found = [a for a in verbs().analyse(word) if a.verb != word] or verbs().analyse(word)
    stem = _ENCLITICS.sub("", word)
    if not found and stem != word:  # only these forms carry a pronoun at their end: vinos is no "vi" with "nos"
        readings = verbs().analyse(stem) + verbs().analyse(plain(stem))
        found = [a for a in readings if a.tense in ("infinitive", "gerund", "imperative")]
    # fui is of ser and ir: the commoner infinitive is meant more often.
    return max((a.verb for a in found), key=lambda verb: frequency().get(verb, 0.0), default="")
