"""What one right sentence has otherwise than another may stand beside what a third has: they are taken apart and put together.

Mi tío ya no fuma, pero sigue tosiendo; mi tío dejó de fumar, pero aún tose: mi tío ya no fuma, pero aún tose.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from tutor.exercises.grading.words import CLITICS, LINKS, NEGATIVE, PREPOSITIONS, ParsedSentence, ParsedWord, word_set

# Who is spoken to and what is spoken of: sentences that differ in these are not mixed.
_ADDRESS = {
    "2s": word_set("te ti tu tus tú tuyo tuya tuyos tuyas"),
    "2p": word_set("os vuestro vuestra vuestros vuestras vosotros vosotras"),
    "3s": word_set("usted ustedes"),
    "vos": word_set("vos"),
}
_OBJECTS = word_set("lo la los las le les")
_STRUCTURE = LINKS | PREPOSITIONS | (CLITICS - {"la", "los", "las"}) | NEGATIVE | {"no"}
_SECOND = frozenset(["2s", "vos", "2p"])

Block = tuple[int, int, tuple[ParsedWord, ...]]  # from, to, and what stands there instead


def spliced(right: ParsedSentence, others: list[ParsedSentence], given: ParsedSentence) -> ParsedSentence:
    """The right sentence with all that the answer has otherwise and another right sentence has so too."""
    said = {_key(block) for block in _blocks(right.words, given.words)}
    taken: dict[tuple[int, int], Block] = {}
    for other in others:
        if other.words == right.words or _persons(other) != _persons(right) or other.faults:
            continue
        blocks = _blocks(right.words, other.words)
        agreeing = {_key(block) for block in blocks if _agreement(right.words, block)}
        if agreeing & said and not agreeing <= said:
            continue  # el piso es bonita
        for block in blocks:
            if _key(block) in said and {_key(one) for one in _bound(right.words, blocks, block)} <= said:
                taken[block[:2]] = block
    words = right.words
    for start, end, new in sorted(taken.values(), key=lambda block: block[:2], reverse=True):
        words = (*words[:start], *new, *words[end:])
    return replace(right, words=words)


def _bound(words: tuple[ParsedWord, ...], blocks: tuple[Block, ...], block: Block) -> list[Block]:
    """What cannot be otherwise without the others: all where a thing is left out, which may be said elsewhere; between the
    same two marks all where a small word is another (tanta gente como, menos gente que), or where a verb or what is asked
    for may depend on what is otherwise, as a mood does; and else what agrees.
    """
    old, new = words[block[0] : block[1]], block[2]
    if not new and any(w.verbs or w.forms for w in old):
        return list(blocks)
    begin = max((n for n in range(block[0] + 1) if n < len(words) and words[n].breaks), default=0)
    end = next((n for n in range(block[0] + 1, len(words)) if words[n].breaks), len(words))
    beside = [other for other in blocks if other[0] < end and max(other[1], other[0] + 1) > begin]
    both = [(*words[start:stop], *put) for start, stop, put in beside]
    if any(w.text in _STRUCTURE for row in both for w in row):
        return beside
    if any(w.verbs or w.gap for w in (*old, *new)):
        another_mood = any(_subjunctive(words[start:stop]) != _subjunctive(put) for start, stop, put in beside)
        if another_mood or any(w.gap for row in both for w in row):
            return beside
    return [other for other in beside if _agreement(words, other)]


def _subjunctive(words: tuple[ParsedWord, ...]) -> bool:
    return any(t.startswith("subjunctive") for w in words for _, t, _ in w.verbs)


def _key(block: Block) -> tuple[int, int, str]:
    start, end, new = block
    return start, end, " ".join(w.text for w in new)


@lru_cache(4000)
def _blocks(one: tuple[ParsedWord, ...], other: tuple[ParsedWord, ...]) -> tuple[Block, ...]:
    match = SequenceMatcher(None, [w.text for w in one], [w.text for w in other], autojunk=False)
    return tuple((a, b, other[c:d]) for kind, a, b, c, d in match.get_opcodes() if kind != "equal")


def _persons(sentence: ParsedSentence) -> tuple[tuple[bool, ...], frozenset[str]]:
    """Who is spoken to, form by form, and the objects."""
    texts = {w.text for w in sentence.words} | set(sentence.subjects)
    persons = {p for w in sentence.words for _, _, p in w.verbs if {q for _, _, q in w.verbs} <= _SECOND}
    objects = frozenset(
        w.text for n, w in enumerate(sentence.words) if w.text in _OBJECTS and _before_verb(sentence, n)
    )
    return tuple(bool(texts & words or person in persons) for person, words in _ADDRESS.items()), objects


def _before_verb(sentence: ParsedSentence, at: int) -> bool:
    word = sentence.words[at]
    following = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    return word.attached or bool(following and following.verbs and not following.forms)


def _agreement(words: tuple[ParsedWord, ...], block: Block) -> bool:
    """Whether what stands instead is another form of the same word, as agreement asks for: la for el, bonita for bonito."""
    start, end, new = block
    old = {lemma for w in words[start:end] for lemma in _lemmas(w)}
    return any(_lemmas(w) & old for w in new)


def _lemmas(word: ParsedWord) -> frozenset[str]:
    return frozenset(v for v, _, _ in word.verbs) | frozenset(f[0] for f in word.forms)
