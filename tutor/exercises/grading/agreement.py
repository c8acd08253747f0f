"""Whether genders that an answer changed were changed together, and only those of people whose gender English leaves open."""

from __future__ import annotations

import re

from tutor.exercises.grading.matching import Found, Task
from tutor.exercises.grading.words import CLITICS, ITS, JOINING, PREPOSITIONS, ParsedSentence, ParsedWord, word_set

_COPULAS = frozenset(["ser", "estar", "parecer", "quedar", "resultar", "sentir", "hacer", "volver", "poner"])
# What agrees with a noun.
AGREEING = frozenset(["determiner", "adjective", "pronoun"])
_NO_NOUN = frozenset(["determiner", "pronoun", "adverb", "preposition"])
_SPEAKERS = frozenset(["1s", "2s", "1p", "2p", "vos"])
_THEY = frozenset(["ellos", "ellas"])
# De niño, de pequeña: what somebody was.
_AGES = word_set("niño pequeño chico soltero casado viudo")
_I_OR_YOU = re.compile(r"\b(?:I|you|we|my|your|our|me|us)\b")


def agrees(right: ParsedSentence, found: Found, task: Task) -> bool:
    """Whether the genders changed are those of a noun for people with all that agrees with it, or of who speaks."""
    if not found.genders:
        return True
    words = right.words
    nouns = [
        n for n in found.genders if is_noun(words[n]) and (n == 0 or _opens_noun(words[n - 1]) or _only_noun(words[n]))
    ]
    if any(_said_of_another(words, n, nouns) or _still_meant(words, n, found) for n in nouns):
        return False
    for n, (_, given) in found.genders.items():
        if n in nouns or "c" in found.genders[n]:
            continue
        with_noun = any(found.genders[m][1] in (given, "c") and _belongs(words, m, n) for m in nouns)
        if not (with_noun or _before_common(words, n) or (task.open.speaker and _of_speaker(words, n, task))):
            return False
    return not any(
        n not in found.genders and _belongs(words, m, n) and _has_gender(words[n], _no_more(*found.genders[m]))
        for m in nouns
        if found.genders[m][0] != found.genders[m][1]
        for n in range(len(words))
        if n != m
    )


def _still_meant(words: tuple[ParsedWord, ...], noun: int, found: Found) -> bool:
    """Whether a pronoun stands for a noun that has another gender now: gafas … buscándolos."""
    of_noun = {(g, n) for _, p, g, n in words[noun].forms if p == "noun"}
    others = {
        (g, n) for at, w in enumerate(words) if at != noun and is_noun(w) for _, p, g, n in w.forms if p == "noun"
    }
    before, now = found.genders[noun]
    of_noun |= {({"f": "m", "m": "f"}.get(now, ""), n) for g, n in of_noun if g == "c"}
    its = {ITS[one] for one in of_noun - others if one in ITS and one[0] != now}
    changed = before != now != "c"
    return changed and any(
        w.text in its and at not in found.genders and (w.attached or _before_verb(words, at))
        for at, w in enumerate(words)
    )


def _before_verb(words: tuple[ParsedWord, ...], at: int) -> bool:
    return at + 1 < len(words) and bool(words[at + 1].verbs) and not words[at + 1].forms


def is_noun(word: ParsedWord) -> bool:
    """Whether a word is a noun here, as far as that is told by what it can be."""
    parts = {p for _, p, _, _ in word.forms}
    return "noun" in parts and not parts & _NO_NOUN


def _only_noun(word: ParsedWord) -> bool:
    return {p for _, p, _, _ in word.forms} == {"noun"}


def _opens_noun(before: ParsedWord) -> bool:
    """Whether a noun follows this word, and not an adjective that is a noun elsewhere: el moderno, un hospital moderno."""
    parts = {p for _, p, _, _ in before.forms}
    return before.text in PREPOSITIONS or before.text.startswith("#") or "determiner" in parts


def _no_more(right: str, given: str) -> str:
    """The gender that cannot stand beside the noun given: of el médico for la doctora, the one that is not hers."""
    return {"m": "f", "f": "m"}.get(given, right) if right == "c" else right


def _has_gender(word: ParsedWord, gender: str) -> bool:
    return {g for _, p, g, _ in word.forms if p in AGREEING} == {gender}


def _belongs(words: tuple[ParsedWord, ...], noun: int, at: int) -> bool:
    """Whether a word stands where it agrees with a noun: its article before it, an adjective beside it, what it is said to be."""
    between = words[min(noun, at) + 1 : max(noun, at)]
    if any(w.text in JOINING or w.breaks for w in between) or words[max(noun, at)].breaks:
        return False
    if at < noun:
        return len(between) <= 1 and not any(_verb(w) for w in between)
    if any(is_noun(w) and not w.verbs for w in between):
        return False
    return all(not _verb(w) or _copula(w) for w in between)


def _verb(word: ParsedWord) -> bool:
    return any(person for _, _, person in word.verbs) and word.text not in CLITICS


def _copula(word: ParsedWord) -> bool:
    return any(v in _COPULAS for v, _, person in word.verbs if person)


def _before_common(words: tuple[ParsedWord, ...], at: int) -> bool:
    """Whether the noun of this determiner or adjective has one form for either gender: muchas turistas."""
    beside = words[at + 1 : at + 2] + words[max(0, at - 1) : at]
    return any(is_noun(w) and {g for _, p, g, _ in w.forms if p == "noun"} == {"c"} for w in beside)


def _said_of_another(words: tuple[ParsedWord, ...], noun: int, changed: list[int]) -> bool:
    """Whether a noun is what somebody else is said to be: nuestra hija será médica, tú eres mi mejor amiga, Sofía.

    Not where they are: está en el refrigerador.
    """
    begin = max((n for n in range(noun + 1) if words[n].breaks), default=0)
    before = tuple(w for n, w in enumerate(words[:noun]) if n >= begin)
    copulas = [n for n, w in enumerate(before) if _copula(w)]
    if not copulas or any(w.text in PREPOSITIONS for w in before[copulas[-1] + 1 :]):
        return False
    subject = [begin + n for n in range(copulas[-1]) if is_noun(before[n]) or before[n].capital]
    if any(w.capital for w in words):
        return True
    return bool(subject) and not set(subject) & set(changed)


def _of_speaker(words: tuple[ParsedWord, ...], at: int, task: Task) -> bool:
    """Whether what is said here is said of I, you or we, or a pronoun for people of either gender."""
    word = words[at]
    if word.text in _THEY:
        return task.open.gender
    if not _I_OR_YOU.search(task.english) or not any(p in ("adjective", "noun") for _, p, _, _ in word.forms):
        return False
    if at and words[at - 1].text == "de":
        return any(lemma in _AGES for lemma, _, _, _ in word.forms)
    for n in range(at - 1, max(-1, at - 4), -1):
        before = words[n]
        if any(v in _COPULAS and t == "infinitive" for v, t, _ in before.verbs):
            return any(_own(w) for w in words[:n])  # quiero llegar a ser abogada
        if (before.breaks and n < at - 1) or before.text in PREPOSITIONS or is_noun(before):
            return False
        if _copula(before):
            named = any(w.capital for w in words) and "1s" not in {person for _, _, person in before.verbs}
            return _own(before) and not named and not any(is_noun(w) and not w.verbs for w in words[max(0, n - 2) : n])
    return False


def _own(word: ParsedWord) -> bool:
    """Whether a verb is of I, you or we; estaba may be."""
    persons = {person for _, tense, person in word.verbs if person and tense != "imperative"}
    return bool(persons & _SPEAKERS) and (not persons & {"3s", "3p"} or "1s" in persons)
