"""The learned judge: how probable it is that a teacher would make a change.

Two stages, learned by `data/train_scorer.py` from instructors' corrections: a linear model on hashed features of each
candidate, then boosted trees that also see the candidate's rivals and how many mistakes the sentence has.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.corrections.candidates import Candidate, Choices, candidates
from tutor.corrections.evidence import Floats, evidence
from tutor.corrections.features import BITS, SORTS, features
from tutor.corrections.ngrams import Counts, Ngrams
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.view import TaggedSentence, usual
from tutor.language.es.tags import Tagger
from tutor.language.es.word_lists import WordLists

DATA = Path(__file__).parent / "data"

_SORTS_FROM = np.cumsum((0, *SORTS[:-1]))


class Scorer:
    """Judges all candidate changes of a sentence together. Calling it is thread-safe."""

    def __init__(self, lexicon: WordLists, file: Path = DATA / "scorer.npz") -> None:
        import onnxruntime  # takes a while, and most commands need no corrections

        self._tag = Tagger(lexicon)
        table = json.loads((DATA / "choices.json").read_text(encoding="utf-8"))
        self._choices = Choices.of(table)
        with np.load(file, allow_pickle=False) as stored:
            self._weights = np.zeros(1 << BITS, np.float32)
            self._weights[stored["at"]] = stored["weight"]
            self._ngrams = Ngrams(Counts(stored["ngram"], stored["count"]), lexicon)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a sentence's few rows are not worth waking other threads for
        trees = file.with_suffix(".onnx")
        self._trees = onnxruntime.InferenceSession(trees, options, providers=["CPUExecutionProvider"])

    def __call__(self, sentence: Sentence, findings: Iterable[Finding]) -> list[tuple[Candidate, float]]:
        """The candidates that are not hopeless, with their probability."""
        view = TaggedSentence(sentence, self._tag)
        found = candidates(sentence, self._choices, self._tag, findings)
        if not found:
            return []
        likely = usual(view, found, self._ngrams)
        keep, rows = evidence(view, found, likely, addends(self._weights, features(view, found, likely)))
        if not len(keep):
            return []
        (odds,) = self._trees.run(None, {"rows": rows})
        return [(found[k], float(p)) for k, p in zip(keep, 1 / (1 + np.exp(-odds.ravel())), strict=True)]

    def usual(self, words: Sequence[str]) -> list[float]:
        """How usual each word of a sentence is after the two before it, as log10; one more for its end."""
        row = ("<", "<", *(word.lower() for word in words), ">")
        return [float(x) for x in self._ngrams.totals(list(zip(row, row[1:], row[2:], strict=False)))]


def addends(weights: Floats, hashed: NDArray[Any]) -> Floats:
    """The first stage's log odds for each row of features, sort by sort."""
    return np.asarray(np.add.reduceat(weights[hashed], _SORTS_FROM, axis=1))


def rule_of(candidate: Candidate) -> str:
    """The id in rules.toml of what a candidate is about."""
    if candidate.rule:
        return candidate.rule
    kind, op, new = candidate.kind, candidate.op, candidate.replacement.lower()
    if kind == "case":
        return {"^0": "sentence-capital", "^": "name-capital"}.get(op, "lower-case")
    if op in ("+a", "+que"):
        return {"+a": "personal-a", "+que": "que-missing"}[op]
    if kind == "preposition" and new in ("por", "para") and op.split(">")[0] in ("por", "para"):
        return "por-para"
    if kind in _RULES:
        return _RULES[kind]
    if kind[0] == "A":
        return "agreement"
    return "verb-form" if kind[0] == "V" else "misspelt" if kind.startswith("spell") else "other"


_RULES = {
    "+article": "article-missing", "-article": "article-extra", "article": "article-choice",
    "+preposition": "preposition-missing", "-preposition": "preposition-extra", "preposition": "preposition-choice",
    "+pronoun": "pronoun-missing", "-pronoun": "pronoun-extra", "pronoun": "pronoun-choice", "+subject": "pronoun-missing",
    "-subject": "subject-pronoun", "+ser/estar": "missing-word", "-ser/estar": "extra-word", "ser/estar": "ser-estar",
    "+word": "missing-word", "-word": "extra-word", "+mark": "punctuation", "-mark": "punctuation",
    "accent": "accent-meaning", "accent k": "accent-meaning", "accent u": "accent-missing", "N": "noun-number",
    "Vperson": "subject-verb", "V>pret": "past-tense", "V>impf": "past-tense", "V>subj": "subjunctive", "V>inf": "infinitive",
    "ending": "agreement", "word": "word-choice", "pair": "other",
}  # fmt: skip
