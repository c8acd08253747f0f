"""«¿Cómo se dice cuando el banco te presta dinero?»: the word whose definition shares most with a description.

Definitions are the scene's glossary, what people say, and the study list (Spanish, and English for «the son of my sister»).
A word of the description counts by how few definitions have it; the best word must hold most of what is described.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from math import log

from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.words import tokens
from tutor.language.es.dictionary import spanish_for
from tutor.language.es.expressions import expressions
from tutor.language.es.tokens import plain
from tutor.language.es.vocabulary import by_text

STEM = 5  # letters, which forms of a word mostly share
LEAST = 2  # words of a description that a definition holds
# How much of what is described it must hold: less for a word of the place, which is likelier than any other.
HELD_HERE, HELD = 0.4, 0.6
_ENGLISH = frozenset(["the", "of", "my", "who", "you", "when", "for", "with", "is"])
_SMALL_ENGLISH = _ENGLISH | {
    "a",
    "an",
    "and",
    "in",
    "on",
    "or",
    "person",
    "place",
    "that",
    "thing",
    "to",
    "where",
    "your",
}
# «La tarjeta para subir al avión» is no verb.
_A_THING = re.compile(r"(?i)^(?:el|la|los|las|un|una|the|an?) ")
_SMALL = frozenset(
    ["a", "al", "algo", "alguien", "alguna", "alguno", "and", "as", "at", "cosa", "cosas", "como", "con", "cuando", "de", "del",
     "donde", "el", "ella", "en", "es", "eso", "esta", "este", "for", "from", "ha", "hay", "he", "in", "is", "it", "la", "las", "le",
     "lo", "los", "lugar", "me", "mi", "mis", "mucha", "mucho", "mujer", "muy", "my", "no", "nos", "of", "on", "one", "or", "para",
     "persona", "personas", "pero", "por", "que", "se", "si", "sitio", "son", "su", "sus", "te", "that", "the", "thing", "to", "tu",
     "tus", "un", "una", "uno", "used", "usas", "usted", "vez", "when", "where", "who", "with", "y", "you", "your"]
)  # fmt: skip


def word_for(script: Script, description: str) -> str:
    """The word or phrase that a description means; empty where no definition comes near enough."""
    words = tokens(description)
    foreign = bool(_ENGLISH & set(words))  # «son» is Spanish as well
    spanish = " ".join(word for word in words if not foreign and script.vocabulary.knows(word))
    english = (word for word in words if foreign or not script.vocabulary.knows(word))
    asked = _stems(spanish).union(*map(_from_english, english))
    here = _stems_of(script.scene.glossary.items())
    return _nearest(asked, here, HELD_HERE, description) or _nearest(asked, _known(), HELD, description)


def _nearest(asked: frozenset[str], known: dict[str, frozenset[str]], least_held: float, description: str) -> str:
    said, a_thing = tokens(description), bool(_A_THING.match(description))
    weights = {stem: log(2 + len(_known()) / (1 + _times()[stem])) for stem in asked}
    least = least_held * sum(weights.values())
    best, most = "", 0.0
    for word, stems in known.items():
        shared = asked & stems
        if len(shared) < LEAST or word in said or (a_thing and _other_than_noun(word)):
            continue
        held = sum(weights[stem] for stem in shared)
        # of two that hold as much, the one whose definition says less besides
        if held >= least and (worth := held / (len(stems) + 3) ** 0.25) > most:
            best, most = word, worth
    return best


def _other_than_noun(word: str) -> bool:
    listed = by_text().get(word)
    return listed is not None and not listed.gender


@cache
def _known() -> dict[str, frozenset[str]]:
    listed = ((word, known.meaning("es")) for word, known in by_text().items())
    return _stems_of([*expressions().items(), *((word, meaning) for word, meaning in listed if meaning)])


@cache
def _times() -> Counter[str]:
    return Counter(stem for stems in _known().values() for stem in stems)


def _stems_of(defined: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """What each definition is about, a single word itself included: «el juego de esconderse» means «escondite»."""
    return {word: _stems(definition if " " in word else f"{word} {definition}") for word, definition in defined}


def _stems(text: str) -> frozenset[str]:
    return frozenset(plain(word)[:STEM] for word in tokens(text) if plain(word) not in _SMALL)


def _from_english(word: str) -> frozenset[str]:
    return (
        frozenset(plain(found)[:STEM] for found in spanish_for(word)[:1]) if word not in _SMALL_ENGLISH else frozenset()
    )
