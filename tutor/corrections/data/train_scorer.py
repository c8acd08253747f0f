# ruff: noqa: T201
"""Learn choices.json, scorer.npz and scorer.onnx: `python train_scorer.py gec_train.jsonl score_gec.py [FOLDS]`.

Needs scikit-learn and onnx; 8 minutes.

The sentences are from COWS-L2H (UC Davis Corpus of Written Spanish, L2 and Heritage Speakers; Apache-2.0). No sentence is
stored, only weights and counts. Five folds by student: what the second stage and the thresholds learn from the first was
said of students it had not seen. Into the folder FOLDS go the five scorers that have each not seen a fifth of them (but for
the choice of confusions, which is everybody's).
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.corrections.candidates import Candidate, Choices, candidates
from tutor.corrections.check import found as ruled
from tutor.corrections.data.learn import FOLDS, as_onnx, boosted, folds_of, linear
from tutor.corrections.evidence import Floats, evidence
from tutor.corrections.explain import about
from tutor.corrections.features import features
from tutor.corrections.ngrams import Counts, Ngrams, keys
from tutor.corrections.scorer import addends, rule_of
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.view import TaggedSentence, usual
from tutor.language.es.tags import Tagger
from tutor.language.es.tokens import tokenize
from tutor.language.es.word_lists import WordLists

HERE = Path(__file__).parent
LONGEST = 60
KEEP_NEGATIVES = 0.5
# How often, and by how many students, a confusion must have been corrected to be considered.
SWAPS, STUDENTS, DROPS, GAPS, GAP_IN_PLACE = 5, 4, 12, 25, 4
SMALLEST_WEIGHT = 0.01
# Changes that instructors make in fewer of the places where they are possible are not worth their time.
SELDOM = 1 / 500


@dataclass
class Row:
    """A sentence, the changes instructors made (cased only where case is the change), and its words when corrected."""

    student: str
    sentence: Sentence
    gold: set[tuple[int, int, str]]
    right: bool
    after: list[str]
    scorer: Any

    @cached_property
    def findings(self) -> list[Finding]:
        """What the hand-written rules find, which takes the most time and is asked for twice."""
        return ruled(self.sentence)

    def made(self, c: Candidate) -> bool:
        """Whether instructors made this change."""
        if (c.start, c.end, c.replacement if c.kind == "case" else c.replacement.lower()) in self.gold:
            return True
        # The scorer tells "de el" to "del" as two edits.
        return bool(c.rule) and (c.end - c.start > 1 or " " in c.replacement) and self._pieces(c)

    def _pieces(self, c: Candidate) -> bool:
        """Whether a change of several words is made of changes that instructors made."""
        words = [t.text for t in self.sentence.tokens]
        changed = [*words[: c.start], *c.replacement.split(), *words[c.end :]]
        made = self.scorer.edits(" ".join(words), " ".join(changed))
        return all((a, b, new.lower()) in self.gold for a, b, new in made)


@dataclass
class Considered:
    """A sentence's candidates, whether instructors made each, how usual the words are before and after it, and their features."""

    student: str
    nothing_wrong: bool
    view: TaggedSentence
    found: list[Candidate]
    right: NDArray[np.bool_]
    usual: NDArray[np.float64]
    features: NDArray[np.int32]


def main(train: Path, scorer_path: Path, folds: Path | None = None) -> None:
    """Mine the confusions, learn both stages, store them, print how thresholds would do."""
    lexicon = WordLists()
    tag = Tagger(lexicon)
    rows = list(read(train, scorer_path, lexicon))
    table = mine(rows, tag)
    table["ops"] = worthwhile(rows, Choices.of(table), tag)
    counts = counted(rows)
    print(len(rows), "sentences,", sum(map(len, table["swaps"].values())), "swaps,", len(table["ops"]), "ops")

    choices, ngrams = Choices.of(table), Ngrams(counts, lexicon)
    sentences = [considered for row in rows if (considered := consider(row, choices, tag, ngrams))]
    fold = folds_of([s.student for s in sentences])
    weights = first_stage(sentences, fold)

    # The second stage sees every candidate, as it will when it is used.
    numbers, hit, of_sentence, found = [], [], [], []
    for n, (sentence, f) in enumerate(zip(sentences, fold, strict=True)):
        parts = addends(weights[f], sentence.features)
        keep, evident = evidence(sentence.view, sentence.found, sentence.usual, parts)
        numbers += list(evident)
        hit += sentence.right[keep].tolist()
        of_sentence += [n] * len(keep)
        found += [sentence.found[k] for k in keep]
    z, y = np.stack(numbers), np.array(hit, np.float32)
    print(z.shape, int(y.sum()), "right")
    odds, of_fold, of_row = np.zeros(len(z)), fold[of_sentence], folds_of([row.student for row in rows])
    for f in range(FOLDS):
        unseen = of_fold == f
        trees = boosted(z[~unseen], y[~unseen])
        odds[unseen] = trees.decision_function(z[unseen])
        if folds:
            others = [row for row, its in zip(rows, of_row, strict=True) if its != f]
            store(folds / f"{f}.npz", weights[f], counted(others), as_onnx(trees, z.shape[1]))
    curve(found, [sentences[n].nothing_wrong for n in of_sentence], 1 / (1 + np.exp(-odds)), y)
    (HERE / "choices.json").write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    store(HERE / "scorer.npz", weights[FOLDS], counts, as_onnx(boosted(z, y), z.shape[1]))


def counted(rows: Sequence[Row]) -> Counts:
    """The n-grams of corrected sentences."""
    return Counts.of(np.concatenate([keys(row.after) for row in rows]))


def worthwhile(rows: Sequence[Row], choices: Choices, tag: Tagger) -> list[str]:
    """The ops that instructors made often enough for the time that they cost."""
    considered, made = Counter[str](), Counter[str]()
    for row in rows:
        for c in candidates(row.sentence, choices, tag, row.findings):
            considered[c.op] += 1
            made[c.op] += row.made(c)
    return sorted(op for op, times in considered.items() if made[op] >= SELDOM * times)


def consider(row: Row, choices: Choices, tag: Tagger, ngrams: Ngrams) -> Considered | None:
    """All candidates of a sentence with what is known of them; None where there are none."""
    found = candidates(row.sentence, choices, tag, row.findings)
    if not found:
        return None
    view = TaggedSentence(row.sentence, tag)
    # A sentence's own correction must not vouch for itself.
    likely = usual(view, found, ngrams, Counts.of(keys(row.after)))
    right = np.array([row.made(c) for c in found], bool)
    return Considered(row.student, row.right, view, found, right, likely, features(view, found, likely))


def first_stage(sentences: Sequence[Considered], fold: NDArray[np.int64]) -> list[Floats]:
    """The weights for each fold, learned from the others, and last those learned from all."""
    rng = np.random.default_rng(7)
    hashed, right, weight, folds = [], [], [], []
    for sentence, f in zip(sentences, fold, strict=True):
        sure = sentence.right | np.array([bool(c.rule) for c in sentence.found])
        taken = sure | (rng.random(len(sure)) < KEEP_NEGATIVES)
        hashed.append(sentence.features[taken])
        right.append(sentence.right[taken])
        weight.append(np.where(sure[taken], 1, 1 / KEEP_NEGATIVES))
        folds.append(np.full(int(taken.sum()), f))
    x, of = np.concatenate(hashed), np.concatenate(folds)
    y, w = np.concatenate(right).astype(np.float32), np.concatenate(weight).astype(np.float32)
    print(x.shape, int(y.sum()), "right")
    learn = [of != f for f in range(FOLDS + 1)]  # no row is of the last
    return [linear(x[rows], y[rows], w[rows]) for rows in learn]


def store(path: Path, weights: Floats, counts: Counts, trees: bytes) -> None:
    """What a Scorer loads."""
    at = np.flatnonzero(np.abs(weights) > SMALLEST_WEIGHT)
    ngram, count = counts.often(2)
    np.savez_compressed(
        path, at=at.astype(np.uint32), weight=weights[at].astype(np.float16), ngram=ngram,
        count=np.minimum(count, 65535).astype(np.uint16),
    )  # fmt: skip
    path.with_suffix(".onnx").write_bytes(trees)


def read(train: Path, scorer_path: Path, lexicon: WordLists) -> Iterator[Row]:
    """The sentences whose tokens are the scorer's."""
    scorer = load_scorer(scorer_path)
    for row in map(json.loads, train.open(encoding="utf-8")):
        sentence = Sentence(tokenize(row["text"]), lexicon)
        if [t.text for t in sentence.tokens] != scorer.tokens(row["text"]) or len(sentence) > LONGEST:
            continue
        gold = set()
        for a, b, new in set().union(*(scorer.edits(row["text"], ref) for ref in row["refs"])):
            old = " ".join(t.text for t in sentence.tokens[a:b])
            gold.add((a, b, new if new.lower() == old.lower() else new.lower()))
        after = [w.lower() for w in scorer.tokens(row["refs"][0])]
        yield Row(row["student"], sentence, gold, row["text"] in row["refs"], after, scorer)


def load_scorer(path: Path) -> Any:
    """score_gec.py as a module."""
    spec = importlib.util.spec_from_file_location("score_gec", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mine(rows: list[Row], tag: Tagger) -> dict[str, Any]:
    """The confusions worth considering."""
    swaps: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    drops: Counter[str] = Counter()
    gaps: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for a, b, new in row.gold:
            old = " ".join(row.sentence.words[a:b])
            if b - a == 1 and not new:
                drops[old] += 1
            elif a == b and " " not in new and a < len(row.sentence):
                gaps[tag(row.sentence.at(a)), new] += 1
            elif 1 <= b - a <= 2 and new and new.lower() != old:
                swaps[old, new].append(row.student)
    missing: Counter[str] = Counter()
    for (_, new), n in gaps.items():
        missing[new] += n
    table: dict[str, Any] = {"swaps": defaultdict(list), "drops": [], "gaps": defaultdict(list)}
    table["drops"] = sorted(w for w, n in drops.items() if n >= DROPS and w not in '."')
    for (old, new), students in sorted(swaps.items()):
        if len(students) >= SWAPS and len(set(students)) >= STUDENTS and old[0].isalpha() and new[0].isalpha():
            table["swaps"][old].append(new)
    for (behind, new), n in sorted(gaps.items()):
        if missing[new] >= GAPS and n >= GAP_IN_PLACE and new not in '."?!:;':
            table["gaps"][behind].append(new)
    return table


def curve(found: Sequence[Candidate], in_right: Sequence[bool], probability: NDArray[Any], hit: Floats) -> None:
    """What thresholds would give on unseen students, by category."""
    print("category          cut   fires  right  on right sentences")
    categories, nothing_wrong = np.array([about(rule_of(c)).category for c in found]), np.array(in_right)
    for category in sorted(set(categories)):
        for cut in (0.4, 0.5, 0.6, 0.7, 0.8):
            fires = (categories == category) & (probability >= cut)
            if n := int(fires.sum()):
                print(
                    f"{category:16s} {cut:4.1f} {n:7d}  {hit[fires].mean():5.2f}  {int((fires & nothing_wrong).sum()):7d}"
                )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
