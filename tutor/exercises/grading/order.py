"""The parts of a sentence that may change places: subjects, objects, adverbs, clauses; each keeps its own order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tutor.exercises.grading.matching import Found, Task, same
from tutor.exercises.grading.words import (
    CLITICS,
    COORDINATORS,
    DETERMINERS,
    LINKS,
    OPENING,
    PREPOSITIONS,
    QUESTIONS,
    ParsedSentence,
    ParsedWord,
    word_set,
)
from tutor.language.es.lexicon import analyses

_COUNTED = word_set("qué cuánto cuánta cuántos cuántas")
_DEGREE = word_set("muy más menos tan demasiado bastante casi")
# What is done from memory or by night stands by itself, whatever noun is before it.
_ADVERBIAL = word_set(
    "memoria noche día pronto repente pie viaje vacaciones compras nuevo golpe joven niño niña pequeño pequeña mayor acuerdo lejos "
    "cerca verdad prisa puntillas rodillas"
)
_RELATIVE = word_set("que quien quienes donde cuyo cuya cuyos cuyas")
_AND = word_set("y e o u ni")
_ALSO = word_set("también tampoco luego después entonces además")
_COPULAS = word_set("ser estar parecer quedar poner hacer sentir volver")
_NO_VERBS = CLITICS | OPENING
_ONLY_DETERMINERS = DETERMINERS - CLITICS
_SUBORDINATING = LINKS - {"y", "e", "o"}
_MOST_STEPS = 4000


@dataclass(frozen=True, slots=True)
class Constituent:
    """A part of a clause: words `start` to `end` of the sentence. `role` says where it may stand."""

    start: int
    end: int
    clause: int
    role: str
    """verb, free, after (only behind the verb), first in its clause, joint (first, and no beginning), question (only before the verb)"""


def matched(right: ParsedSentence, given: ParsedSentence, task: Task) -> Found | None:
    """How the given sentence says the same as the right one, in its order or another; None when it does not."""
    if len(right.words) != len(given.words):
        return None
    found = Found()
    if all(
        same(one, other, n, task, found) for n, (one, other) in enumerate(zip(right.words, given.words, strict=True))
    ):
        return found
    for words in _orders(right.words):
        found = Found()
        if all(same(one, other, n, task, found) for n, (one, other) in enumerate(zip(words, given.words, strict=True))):
            return found
        if (moved := _search(words, given.words, task)) is not None:
            return moved
    return None


@lru_cache(2000)
def _orders(words: tuple[ParsedWord, ...]) -> tuple[tuple[ParsedWord, ...], ...]:
    """The sentence, and with its two halves changed when it is two sentences joined by y, pero, o or a mark."""
    joints = [n for n, w in enumerate(words) if n and w.text in COORDINATORS]
    found = [words]
    if len(joints) == 1 and 2 <= joints[0] < len(words) - 2:
        at = joints[0]
        found.append((*words[at + 1 :], words[at], *words[:at]))
    elif len(joints) == 1 and joints[0] == len(words) - 2:
        at = joints[0]
        found.append((*words[: at - 1], words[at + 1], words[at], words[at - 1]))
    return tuple(found)


def _search(right: tuple[ParsedWord, ...], given: tuple[ParsedWord, ...], task: Task) -> Found | None:
    parts = parts_of(right)
    if _relative(parts):
        return None
    steps = [0]

    def step(at: int, left: tuple[int, ...], clause: int, verb_done: frozenset[int], found: Found) -> Found | None:
        steps[0] += 1
        if not left:
            return found
        if steps[0] > _MOST_STEPS:
            return None
        for n in left:
            part = parts[n]
            if not _may_stand(part, parts, left, clause, verb_done) or (part.role == "joint" and at == 0 < part.start):
                continue
            if at + part.end - part.start > len(given):
                continue
            trial = found.copy()
            if all(
                same(right[part.start + k], given[at + k], part.start + k, task, trial)
                for k in range(part.end - part.start)
            ):
                done = verb_done | {part.clause} if part.role == "verb" else verb_done
                rest = tuple(m for m in left if m != n)
                result = step(at + part.end - part.start, rest, part.clause, done, trial)
                if result is not None:
                    return result
        return None

    return step(0, tuple(range(len(parts))), -1, frozenset(), Found())


def _relative(parts: tuple[Constituent, ...]) -> bool:
    """Whether a clause stands inside another one, before its verb: el señor que vive arriba es músico."""
    joints = [p for p in parts if p.role in ("joint", "first") and p.start]
    return any(
        not any(q.role == "verb" and q.clause == p.clause - 1 for q in parts)
        and any(q.clause == p.clause - 1 for q in parts)
        for p in joints
    )


def _may_stand(
    part: Constituent, parts: tuple[Constituent, ...], left: tuple[int, ...], clause: int, verb_done: frozenset[int]
) -> bool:
    unfinished = [n for n in left if parts[n].clause == clause]
    has_verb = any(p.role == "verb" and p.clause == part.clause for p in parts)
    if part.role == "after" and has_verb and part.clause not in verb_done:
        return False
    if part.role == "verb" and any(parts[n].clause == part.clause and parts[n].role == "question" for n in left):
        return False
    # A clause that was begun is finished first, but a fronted part of the main clause may stand before all.
    if (
        clause >= 0
        and part.clause != clause
        and unfinished
        and not all(parts[n].role in ("free", "after") for n in unfinished)
    ):
        return False
    first = [n for n in left if parts[n].clause == part.clause and parts[n].role in ("first", "joint")]
    return part.role in ("first", "joint") if first else True


@lru_cache(2000)
def parts_of(words: tuple[ParsedWord, ...]) -> tuple[Constituent, ...]:
    """A sentence in its parts."""
    return tuple(_parts(words))


def _described(words: tuple[ParsedWord, ...], at: int, end: int, verbs: frozenset[int]) -> int:
    """Where a phrase ends with the clause that describes it and stands before the verb: el señor que vive arriba | es músico."""
    link = next((n for n in (end, end + 1, end + 2) if n < len(words) and words[n].text in _RELATIVE), 0)
    if not link or any(w.breaks for w in words[at + 1 : link + 1]) or any(n in verbs for n in range(at, link)):
        return end
    if words[at].text not in OPENING or any(w.text not in OPENING for w in words[end:link]):
        return end
    mark = next((n for n in range(link + 1, len(words)) if words[n].breaks), len(words))
    heads = [n for n in range(link + 1, mark) if n in verbs]
    if len(heads) == 1 and mark < len(words) and any(n in verbs for n in range(mark, len(words))):
        return end
    if len(heads) != 2 or any(w.text in _SUBORDINATING for w in words[link + 1 : heads[1]]):
        return end
    start = heads[1]
    while start > link + 1 and (words[start - 1].text in CLITICS or words[start - 1].text == "no"):
        start -= 1
    return start


def _parts(words: tuple[ParsedWord, ...]) -> Iterator[Constituent]:
    at, clause = 0, 0
    copula = False
    verbs = verbs_of(words)
    while at < len(words):
        word = words[at]
        if at and (word.breaks or (word.text in LINKS and (word.text not in _AND or _joins_verb(words, at, verbs)))):
            clause += 1
            copula = False
        if word.text in LINKS or word.text in QUESTIONS:
            joint = word.text == "que" or word.text in COORDINATORS
            end = at + 1
            while word.text in _COUNTED and end < len(words) and not words[end].breaks and _sure_noun(words[end]):
                end += 1
            if word.text == "qué" and end == at + 1 < len(words) and end not in verbs and _exclaimed(words[end]):
                end += 1
            yield Constituent(at, end, clause, "joint" if joint else "first" if word.text in LINKS else "question")
            at = end
            continue
        end = _verb_end(words, at, verbs)
        if end:
            copula = any(v in _COPULAS for w in words[at:end] for v, _, _ in w.verbs)
            yield Constituent(at, end, clause, "verb")
            at = end
            continue
        end = _phrase_end(words, at, verbs)
        if (described := _described(words, at, end, verbs)) > end:
            yield Constituent(at, described, clause, "free")
            at = described
            continue
        bare = words[at].text not in OPENING and not words[at].text.startswith("#")
        nominal = any(p in ("noun", "adjective") for _, p, _, _ in words[at].forms) and not _is_adverb(words[at])
        name = words[at].capital or not words[at].forms or any(p == "name" for _, p, _, _ in words[at].forms)
        role = "after" if bare and ((nominal and not name) or (copula and words[at].text in _DEGREE)) else "free"
        yield Constituent(at, end, clause, role)
        at = end


def _exclaimed(word: ParsedWord) -> bool:
    """Whether a word belongs to the qué before it: qué tarde es, qué bonito."""
    described = any(p in ("adjective", "adverb", "noun") for _, p, _, _ in word.forms)
    return described and not word.breaks and word.text not in _NO_VERBS and word.text != "no"


def _joins_verb(words: tuple[ParsedWord, ...], at: int, verbs: frozenset[int]) -> bool:
    """Whether y, o or ni joins what has a verb of its own, and not two things: hablo español y también hablo francés."""
    n = at + 1
    while n < len(words) and words[n].text in _ALSO and not words[n].breaks:
        n += 1
    return n < len(words) and bool(_verb_end(words, n, verbs))


def verbs_of(words: tuple[ParsedWord, ...]) -> frozenset[int]:
    """The finite verbs. In a clause that has none for certain, the first word that may be one."""
    found: set[int] = set()
    begin = 0
    for end in range(1, len(words) + 1):
        if end == len(words) or words[end].breaks or words[end].text in LINKS:
            clause = range(begin, end)
            sure = [n for n in clause if _is_verb(words[n])]
            maybe = [n for n in clause if _may_be_verb(words, n)]
            found.update(sure or maybe[:1])
            if words[begin].text in LINKS and begin + 1 < end:
                first = begin + 1
                while first < end - 1 and (words[first].text in CLITICS or words[first].text == "no"):
                    first += 1
                found.update(n for n in maybe if n == first and not _noun_only(words[n]))
            begin = end
    return frozenset(found)


def _noun_only(word: ParsedWord) -> bool:
    """Whether a word that may be a verb is far more often something else."""
    return bool(word.forms) and not any(p == "adjective" for _, p, _, _ in word.forms) and not _mostly_verb(word.text)


def _may_be_verb(words: tuple[ParsedWord, ...], n: int) -> bool:
    word = words[n]
    after_noun_sign = n and (words[n - 1].text in _ONLY_DETERMINERS or words[n - 1].text in PREPOSITIONS)
    return any(person for _, _, person in word.verbs) and word.text not in _NO_VERBS and not after_noun_sign


def _is_adverb(word: ParsedWord) -> bool:
    return any(p == "adverb" for _, p, _, _ in word.forms)


def _is_verb(word: ParsedWord) -> bool:
    if not word.verbs or word.text in CLITICS or word.text in DETERMINERS or word.text in PREPOSITIONS:
        return False
    finite = any(person for _, _, person in word.verbs)
    nominal = any(p in ("noun", "adjective", "adverb") for _, p, _, _ in word.forms)
    return finite and (not nominal or " " in word.text or _mostly_verb(word.text))


@lru_cache(4000)
def _mostly_verb(text: str) -> bool:
    found = analyses(text)
    return bool(found) and found[0].part == "verb"


def _verb_end(words: tuple[ParsedWord, ...], at: int, verbs: frozenset[int]) -> int:
    """Where the verb with its no, its pronouns and its infinitives ends; 0 when none begins here."""
    n = at
    if words[n].text == "no" and n + 1 < len(words):
        n += 1
    while n < len(words) and words[n].text in CLITICS and not (n > at and words[n].breaks):
        n += 1
    if n >= len(words) or n not in verbs:
        return 0
    n += 1
    while n < len(words) and not words[n].breaks:
        if _infinitive(words[n]):
            n += 1
        elif (
            words[n].text in ("a", "de", "que", "por", "con", "en") and n + 1 < len(words) and _infinitive(words[n + 1])
        ):
            n += 2
        else:
            break
    return n


def _infinitive(word: ParsedWord) -> bool:
    return any(t in ("infinitive", "gerund") for _, t, _ in word.verbs)


def _phrase_end(words: tuple[ParsedWord, ...], at: int, verbs: frozenset[int]) -> int:
    """Where a phrase ends that begins here: a noun with what belongs to it, a preposition's phrase, an adverb."""
    n = at + 1
    if words[at].text == "mucho" and n < len(words) and words[n].text in DETERMINERS:
        return n  # me duele mucho la mano
    if words[at].text in _DEGREE and n < len(words) and not words[n].breaks and n not in verbs:
        n += 1
    nominal = words[at].text in OPENING or words[at].text.startswith("#") or not _is_adverb(words[at])
    if not nominal:
        return n
    head = any(_sure_noun(w) for w in words[at:n])
    while n < len(words) and not words[n].breaks and words[n].text not in _SUBORDINATING:
        word, before = words[n], words[n - 1]
        opening = (
            before.text in OPENING
            or (before.text.startswith("#") and word.text not in DETERMINERS)
            or before.text in ("y", "e", "o", *_DEGREE)
        )
        following = words[n + 1].text if n + 1 < len(words) else ""
        if (
            opening
            or (word.text == "de" and following not in _ADVERBIAL)
            or (word.text in ("y", "e", "o") and n + 1 < len(words) and not _joins_verb(words, n, verbs))
            or (any(p == "adjective" for _, p, _, _ in word.forms) and not _is_adverb(word) and not _is_verb(word))
            or (_sure_noun(word) and not head and n not in verbs and words[at].text in OPENING)
        ):
            n += 1
        elif word.text in _DEGREE and n + 1 < len(words) and any(p == "adjective" for _, p, _, _ in words[n + 1].forms):
            n += 2
        else:
            break
        head = head or _sure_noun(word)
    return n


def _sure_noun(word: ParsedWord) -> bool:
    parts = {p for _, p, _, _ in word.forms}
    return "noun" in parts and not parts & {"adjective", "determiner", "pronoun", "adverb", "preposition"}
