# ruff: noqa: T201
"""Learn choices.json and scorer.npz: `python train_scorer.py gec_train.jsonl score_gec.py [FOLDS]`. Needs scikit-learn; 10 minutes.

The sentences are from COWS-L2H (UC Davis Corpus of Written Spanish, L2 and Heritage Speakers; Apache-2.0). No sentence is
stored, only weights and counts. Five folds by student: what the second stage and the thresholds learn from the first was
said of students it had not seen. Into the folder FOLDS go the five scorers that have each not seen a fifth of them.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.corrections.candidates import Candidate, Choices, candidates
from tutor.corrections.check import RULES
from tutor.corrections.data.learn import FOLDS, boosted, folds_of, linear, stored_trees
from tutor.corrections.edits import tokenize
from tutor.corrections.evidence import evidence
from tutor.corrections.explain import about
from tutor.corrections.features import View, sparse
from tutor.corrections.lexicon import Lexicon
from tutor.corrections.ngrams import Ngrams, key
from tutor.corrections.policy import LEAST
from tutor.corrections.scorer import addends, rule_of
from tutor.corrections.sentence import Sentence
from tutor.corrections.tags import Tagger

HERE = Path(__file__).parent
LONGEST = 60
KEEP_NEGATIVES = 0.15
# How often, and by how many students, a confusion must have been corrected to be considered.
SWAPS, STUDENTS, DROPS, GAPS, GAP_IN_PLACE = 5, 4, 12, 25, 4
SMALLEST_WEIGHT = 0.01


@dataclass
class Row:
    """A sentence, the changes instructors made (cased only where case is the change), and its n-grams when corrected."""

    student: str
    sentence: Sentence
    gold: set[tuple[int, int, str]]
    right: bool
    after: list[str]
    scorer: Any

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
    """A sentence's candidates, whether instructors made each, and their features."""

    view: View
    found: list[Candidate]
    right: list[bool]
    sparse: NDArray[np.int32]


def main(train: Path, scorer_path: Path, folds: Path | None = None) -> None:
    """Mine the confusions, learn both stages, store them, print how thresholds would do."""
    lexicon = Lexicon()
    tag = Tagger(lexicon)
    rows = list(read(train, scorer_path, lexicon))
    table = mine(rows, tag)
    considered = Choices.of(table)
    counts = Counter(key(g) for row in rows for g in ngrams(row.after))
    print(len(rows), "sentences,", sum(map(len, table["swaps"].values())), "swaps")

    judge = Ngrams(counts, lexicon)

    def consider(row: Row) -> Considered:
        """All candidates of a sentence with what is known of them."""
        # A sentence's own correction must not vouch for itself.
        view = View(row.sentence, tag, judge, Counter(key(g) for g in ngrams(row.after)))
        found = candidates(row.sentence, considered, tag, [f for rule in RULES for f in rule(row.sentence)])
        features = np.array([sparse(view, c) for c in found], np.int32)
        view.places.clear()  # they take most of the memory
        return Considered(view, found, [row.made(c) for c in found], features)

    sentences = [consider(row) for row in rows]
    rng = random.Random(7)
    hashed, labels, weights, students = [], [], [], []
    for row, sentence in zip(rows, sentences, strict=True):
        for candidate, right, features in zip(sentence.found, sentence.right, sentence.sparse, strict=True):
            sure = right or candidate.rule
            if sure or rng.random() < KEEP_NEGATIVES:
                hashed.append(features)
                labels.append(right)
                weights.append(1.0 if sure else 1 / KEEP_NEGATIVES)
                students.append(row.student)
    x, y, weight = np.stack(hashed), np.array(labels, np.float32), np.array(weights, np.float32)
    del hashed
    fold = folds_of(students)
    print(x.shape, int(y.sum()), "right")
    whole = linear(x, y, weight)
    parts = [linear(x[fold != f], y[fold != f], weight[fold != f]) for f in range(FOLDS)]

    # The second stage sees every candidate, as it will when it is used.
    found: list[Candidate] = []
    of_row, numbers, truth = [], [], []
    for n, (sentence, f) in enumerate(zip(sentences, folds_of([row.student for row in rows]), strict=True)):
        if not sentence.found:
            continue
        keep, evident = evidence(sentence.view, sentence.found, addends(parts[f], sentence.sparse))
        for k, one in zip(keep, evident, strict=True):
            found.append(sentence.found[k])
            of_row.append(n)
            numbers.append(one)
            truth.append(sentence.right[k])
    z, hit, at_row = np.stack(numbers), np.array(truth, np.float32), np.array(of_row)
    fold = folds_of([rows[n].student for n in of_row])
    print(z.shape, int(hit.sum()), "right")
    odds = np.zeros(len(z))
    for f in range(FOLDS):
        trees = boosted(z[fold != f], hit[fold != f])
        odds[fold == f] = trees.decision_function(z[fold == f])
        if folds:
            store(folds / f"{f}.npz", parts[f], counts, trees)
    curve(rows, found, at_row, 1 / (1 + np.exp(-odds)), hit)
    store(HERE / "scorer.npz", whole, counts, boosted(z, hit))
    # What was never thought likely of an unseen student is not worth its time.
    table["ops"] = sorted({c.op for c, p in zip(found, 1 / (1 + np.exp(-odds)), strict=True) if p >= LEAST})
    (HERE / "choices.json").write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def store(path: Path, weights: NDArray[np.float32], counts: Counter[int], trees: Any) -> None:
    """What a Scorer loads."""
    at = np.flatnonzero(np.abs(weights) > SMALLEST_WEIGHT)
    common = sorted(k for k, n in counts.items() if n >= 2)
    stored: dict[str, Any] = {
        "at": at.astype(np.uint32),
        "weight": weights[at].astype(np.float16),
        "ngram": np.array(common, np.uint32),
        "count": np.array([min(65535, counts[k]) for k in common], np.uint16),
    }
    np.savez_compressed(path, **stored, **dict[str, Any](stored_trees(trees)))


def read(train: Path, scorer_path: Path, lexicon: Lexicon) -> Iterator[Row]:
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


def ngrams(words: list[str]) -> Iterator[str]:
    """What is counted of a corrected sentence."""
    w = ["<<", "<", *words, ">", ">>"]
    yield from ("<", "<< <")
    for k in range(2, len(w)):
        yield from (w[k], f"{w[k - 1]} {w[k]}", f"{w[k - 2]} {w[k - 1]} {w[k]}")


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


def curve(
    rows: list[Row],
    found: list[Candidate],
    at_row: NDArray[np.int64],
    probability: NDArray[np.float64],
    hit: NDArray[np.float32],
) -> None:
    """What thresholds would give on unseen students, by category."""
    print("category          cut   fires  right  on right sentences")
    categories = np.array([about(rule_of(c)).category for c in found])
    in_right = np.array([rows[n].right for n in at_row])
    for category in sorted(set(categories)):
        for cut in (0.4, 0.5, 0.6, 0.7, 0.8):
            fires = (categories == category) & (probability >= cut)
            if n := int(fires.sum()):
                print(f"{category:16s} {cut:4.1f} {n:7d}  {hit[fires].mean():5.2f}  {int((fires & in_right).sum()):7d}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
