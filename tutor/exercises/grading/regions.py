"""What is right where a Spanish is spoken and not elsewhere: words, the simple past for the perfect, ustedes for vosotros."""

from __future__ import annotations

from functools import cache

from tutor.exercises.grading.synonyms import alike, regional
from tutor.exercises.item import Item
from tutor.language.es.lexicon import analyses
from tutor.language.es.tokens import words
from tutor.language.es.variety import Learnt
from tutor.language.es.verbs import analyse

# Its que is a mistake in Spain, and educated Spanish in the Americas.
_CLEFT = "cleft-sentences"
_MOST_AT_HOME = 2
_HAVE = frozenset(["he", "has", "ha", "hemos", "habéis", "han"])


@cache
def _places() -> dict[str, tuple[Learnt, ...]]:
    found: dict[str, tuple[Learnt, ...]] = {}
    for place, lemmas in regional().items():
        for lemma in {a.lemma.lower() for word in lemmas for a in analyses(word)}:
            found[lemma] = (*found.get(lemma, ()), place)
    return found


def word_of_elsewhere(text: str, shown: str, learnt: Learnt) -> tuple[str, tuple[Learnt, ...]] | None:
    """(word, where it is said): one of an answer that is not said where the learner's Spanish is, nor in the right answer."""
    expected = {lemma for word in words(shown) for lemma in _lemmas(word)}
    for word in words(text):
        for lemma in _lemmas(word) - expected:
            places = _places().get(lemma, ())
            if places and not _understood(places, learnt):
                return word, ("neutral",) if "neutral" in places else places
    return None


def said_at_home(lemma: str, english: str, learnt: Learnt) -> tuple[tuple[Learnt, ...], tuple[str, ...]] | None:
    """(where a word is said, what is said for it in the Spanish that is learnt, if the lists know); None for one that is said there."""
    places = _places().get(lemma, ())
    if not places or _understood(places, learnt):
        return None
    here = dict.fromkeys(
        word for place in (learnt, "neutral") if _understood((place,), learnt) for word in regional()[place]
    )
    home = tuple(word for word in here if word != lemma and alike(lemma, word, english))
    return ("neutral",) if "neutral" in places else places, home[:_MOST_AT_HOME]


def _understood(places: tuple[Learnt, ...], learnt: Learnt) -> bool:
    return learnt in places or ("neutral" in places and learnt != "spain")


def _lemmas(word: str) -> frozenset[str]:
    return frozenset(a.lemma.lower() for a in analyses(word)) | {word}


def at_home(item: Item, wrong: str, learnt: Learnt) -> bool:
    """Whether a mistake of Spain is right in the Spanish that is learnt: hoy compré, for hoy he comprado; fue así que, for como."""
    if learnt == "spain" or item.gap is None:
        return False
    if item.point == _CLEFT:
        before, after = item.gap
        return "que" in (wrong, wrong.removeprefix(before).removesuffix(after).strip())
    right, given = words(item.answers[0]), words(wrong)
    perfect = next((n for n, word in enumerate(right[:-1]) if word in _HAVE and _participle(right[n + 1])), None)
    if perfect is None or len(given) != len(right) - 1:
        return False
    done = {r.verb for r in analyse(right[perfect + 1]) if r.tense == "participle"}
    simple = [r for r in analyse(given[perfect]) if r.tense == "preterite" and r.verb in done]
    return bool(simple) and given[:perfect] + given[perfect + 1 :] == right[:perfect] + right[perfect + 2 :]


def _participle(word: str) -> bool:
    return any(r.tense == "participle" for r in analyse(word))
