"""What the judge's second stage weighs: numbers about each candidate, the words around it, and its rivals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tutor.corrections.candidates import Candidate
from tutor.corrections.view import TaggedSentence, nominal

Floats = NDArray[np.float32]

# Candidates whose first score is lower are hopeless and spare the second stage.
LEAST_LOGIT = -4.0
_NONE = -9.0
KINDS = (
    "+article", "+preposition", "+pronoun", "+ser/estar", "+subject", "+word", "+mark", "-article", "-preposition",
    "-pronoun", "-ser/estar", "-subject", "-word", "-mark", "accent", "accent k", "accent u", "article", "preposition",
    "pronoun", "ser/estar", "ending", "word", "pair", "case", "rule", "Ams", "Afs", "Amp", "Afp", "A?", "N", "Vperson",
    "V>pres", "V>pret", "V>impf", "V>subj", "V>cond", "V>inf", "V>ger", "V>part", "V>finite", "spellu", "spellf", "spelln",
)  # fmt: skip
# Trees ask for more or less, so what is alike has numbers that lie near each other.
_CLASSES = (
    *"<", "<<", *">", ">>", *".,;:!?¿¡\"()", "0", *"NAORSDVPXCI",
    *["el", "la", "los", "las", "lo", "un", "una", "unos", "unas", "al", "del", "mi", "mis", "tu", "su", "sus", "este", "esta", "esto", "ese", "esa", "eso", "todo", "todos"],
    *["a", "de", "en", "por", "para", "con", "sin", "sobre", "desde", "hasta"],
    *["que", "y", "e", "o", "pero", "porque", "cuando", "si", "como", "donde"],
    *["me", "te", "se", "nos", "le", "les", "no", "yo", "él", "ella", "ellos", "nosotros"],
    *["es", "son", "era", "fue", "ser", "está", "están", "estaba", "estar", "hay", "ha", "he", "han", "había", "tiene", "tengo", "tener", "va"],
    *["muy", "más", "menos", "mucho", "mucha", "muchos", "muchas", "también", "bien"],
)  # fmt: skip
_KIND_NUMBER = {kind: float(n) for n, kind in enumerate(KINDS)}
_CLASS_NUMBER = {name: float(n) for n, name in enumerate(_CLASSES)}
_GENDER = {"m": 1.0, "f": 2.0, "e": 3.0, "?": 3.0}
_NUMBER = {"s": 1.0, "p": 2.0, "e": 3.0}
_PERSONS = {"1s": 1.0, "2s": 2.0, "3s": 3.0, "1p": 4.0, "2p": 5.0, "3p": 6.0, "Ns": 3.0, "Np": 6.0}
_TENSES = {"pres": 1.0, "pret": 2.0, "impf": 3.0, "fut": 4.0, "cond": 5.0, "subj": 6.0, "inf": 8.0, "ger": 9.0, "part": 10.0}  # fmt: skip
_PAST = frozenset(("pret", "impf"))


def evidence(
    view: TaggedSentence, found: Sequence[Candidate], usual: NDArray[np.float64], parts: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """Which candidates are not hopeless, and a row of numbers for each of those; `usual` tells how usual the words are
    before and after each change, `parts` are the addends of the first stage's log odds, a row for each candidate."""
    logits = parts.sum(axis=1)
    keep = _hopeful(found, logits)
    if not len(keep):
        return keep, np.zeros((0, 0), np.float32)
    around, sentence = rivals(found, logits), _sentence(view, found)
    rows = [
        [float(logits[k]), *parts[k], *around[k], *_candidate(view, found[k], *usual[k].tolist()), *sentence]
        for k in keep.tolist()
    ]
    return keep, np.array(rows, np.float32)


def _hopeful(found: Sequence[Candidate], logits: Floats) -> NDArray[np.int64]:
    return np.flatnonzero((logits > LEAST_LOGIT) | np.array([bool(c.rule) for c in found]))


def rivals(found: Sequence[Candidate], logits: Floats) -> Floats:
    """For each candidate: the best score at the same place, the mistakes expected elsewhere in the sentence, the best
    score beside it, how many serious rivals it has, how probable they are together, whether a rule asks for one of
    them, and the best score anywhere else."""
    probability = 1 / (1 + np.exp(-logits))
    expected = probability.sum()
    start, end = np.array([c.start for c in found]), np.array([c.end for c in found])
    ruled = np.array([bool(c.rule) for c in found])
    around = np.zeros((len(found), 7), np.float32)
    for k in _hopeful(found, logits):
        a, b = start[k], end[k]
        same = ((start < b) & (end > a)) | ((start == a) & (end == b))
        beside = ~same & (start <= b + 1) & (end >= a - 1)
        same[k] = beside[k] = False
        around[k] = (
            logits[same].max(initial=_NONE),
            expected - probability[k],
            logits[beside].max(initial=_NONE),
            (logits[same] > -3).sum(),
            probability[same].sum(),
            (ruled & same).any(),
            logits[~same & (np.arange(len(found)) != k)].max(initial=_NONE),
        )
    return around


def _sentence(view: TaggedSentence, found: Sequence[Candidate]) -> list[float]:
    """What all candidates of a sentence share."""
    count = len(view.words) - 4
    past = sum(t[1:5] in _PAST for t in view.tags if t[0] == "V")
    present = sum(t[1:5] == "pres" for t in view.tags if t[0] == "V")
    return [
        float(count), float(view.unknown), float(sum(bool(c.rule) for c in found)), float(past), float(present),
        float("p" in view.when), float("h" in view.when), float(view.pronouns),
    ]  # fmt: skip


def _candidate(view: TaggedSentence, c: Candidate, before: float, after: float) -> list[float]:
    """What the words before and after the change are, and what stands around them."""
    i, j = c.start + 2, c.end + 2
    w, t = view.words, view.tags
    old, new = (w[i] if j > i else ""), c.replacement.lower()
    old_tag = t[i] if j > i else ""
    new_tag = view.tag(new) if new and " " not in new else ""
    end = nominal(new_tag)
    left, right = view.nouns[i], view.coming[j - 1]
    return [
        after - before, after, before, view.frequency.get(old, 0.0), view.frequency.get(new, 0.0), c.confidence,
        float(c.start), _KIND_NUMBER.get(c.kind, -1.0), float(len(old)), float(len(new)), _alike(old, new),
        *(_class(t[n]) for n in (i - 2, i - 1, j, j + 1)), _class(old_tag), _class(new_tag),
        *_form(old_tag), *_form(new_tag), _nominal(left), _nominal(right), _fits(end, left), _fits(end, right),
        _PERSONS.get(view.subjects[i][:2], 0.0), float(new in w[2:-2]), float(bool(view.capital[i])),
        view.frequency.get(w[i - 1], 0.0), view.frequency.get(w[j], 0.0),
    ]  # fmt: skip


def _class(tag: str) -> float:
    if not tag:
        return -1.0
    number = _CLASS_NUMBER.get(tag)
    return _CLASS_NUMBER.get(tag[0], float(len(_CLASSES))) if number is None else number


def _form(tag: str) -> tuple[float, float]:
    """Of a noun or adjective its gender and number, of a verb its tense and person."""
    tag = tag.split("/", 1)[0]
    if end := nominal(tag):
        return _GENDER.get(end[0], 0.0), _NUMBER.get(end[1], 0.0)
    if tag.startswith("V"):
        tense = next((n for name, n in _TENSES.items() if tag.startswith(name, 1)), 0.0)
        return 10 + tense, 10 + _PERSONS.get(tag[-2:], 0.0)
    return 0.0, 0.0


def _nominal(end: str) -> float:
    """Gender and number as one number."""
    return 3 * _GENDER.get(end[0], 0.0) + _NUMBER.get(end[1], 0.0) if len(end) == 2 else 0.0


def _fits(end: str, noun: str) -> float:
    """How many of gender and number agree, -1 where one of the words has none."""
    return (
        float(sum(a == b or "e" in (a, b) for a, b in zip(end, noun, strict=True)))
        if len(end) == len(noun) == 2
        else -1.0
    )


def _alike(old: str, new: str) -> float:
    """How many letters two words begin with together, as a part of the longer."""
    same = 0
    for a, b in zip(old, new, strict=False):
        if a != b:
            break
        same += 1
    return same / max(len(old), len(new), 1)
