# ruff: noqa: T201
"""Learn usage.json and usage.npz: `python train_usage.py gec_train.jsonl score_gec.py`. Needs scikit-learn.

The sentences are from COWS-L2H (UC Davis Corpus of Written Spanish, L2 and Heritage Speakers; Apache-2.0). Students are
split: six of seven teach the weights, the seventh sets each threshold; then all teach the weights once more.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tutor.corrections.edits import tokenize
from tutor.corrections.lexicon import Lexicon
from tutor.corrections.sentence import Sentence
from tutor.corrections.usage import BITS, Tagger, View, candidates, choices, features

HERE = Path(__file__).parent
KEEP_NEGATIVES = 0.35
WANTED_PRECISION = 0.67
# Instructors often strike subject pronouns and commas that are not wrong: here only the clearest cases count.
FLOORS = {
    "el>la": 0.65,
    "muchas>muchos": 0.6,
    "-yo": 0.88,
    "-ella": 0.88,
    "-él": 0.88,
    "-nosotros": 0.88,
    "-ellos": 0.88,
    "+,": 0.8,
    "-,": 0.8,
}


def main(train: Path, scorer_path: Path) -> None:
    """Mine the changes, fit, set thresholds, store."""
    spec = importlib.util.spec_from_file_location("score_gec", scorer_path)
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lexicon = Lexicon()
    tag = Tagger(lexicon)
    rows = []
    swaps: Counter[tuple[str, str]] = Counter()
    drops: Counter[str] = Counter()
    gaps: Counter[tuple[str, str]] = Counter()
    for row in map(json.loads, train.open(encoding="utf-8")):
        sentence = Sentence(tokenize(row["text"]), lexicon)
        if [t.text for t in sentence.tokens] != scorer.tokens(row["text"]) or len(sentence) > 60:
            continue
        gold = set().union(*(scorer.edits(row["text"], ref) for ref in row["refs"]))
        rows.append((row["student"], sentence, {(a, b, new.lower()) for a, b, new in gold}))
        for a, b, new in rows[-1][2]:
            if b - a == 1 and not new:
                drops[sentence.at(a)] += 1
            elif b == a and " " not in new and a < len(sentence):
                gaps[tag(sentence.at(a)), new] += 1
            elif b - a == 1 and " " not in new and new != sentence.at(a):
                swaps[sentence.at(a), new] += 1
    missing: Counter[str] = Counter()
    for (_, new), n in gaps.items():
        missing[new] += n
    table: dict[str, Any] = {"swaps": defaultdict(list), "drops": sorted(w for w, n in drops.items() if n >= 30 and w not in '."'),
             "gaps": defaultdict(list), "thresholds": {}}  # fmt: skip
    for (old, new), n in swaps.items():
        if n >= 10 and old[0].isalpha() and new[0].isalpha():
            table["swaps"][old].append(new)
    for (behind, new), n in gaps.items():
        if missing[new] >= 40 and n >= 5 and new not in '."¿?¡!:;':
            table["gaps"][behind].append(new)
    considered = choices(table)
    print(
        len(rows),
        "sentences;",
        sum(map(len, table["swaps"].values())),
        "swaps",
        len(table["drops"]),
        "drops",
        sum(map(len, table["gaps"].values())),
        "gaps",
    )

    rng = random.Random(7)
    indices, labels, weights, ops, away_from = [], [], [], [], []
    for student, sentence, gold in rows:
        view = View(sentence, tag)
        away = hash_of(student) % 7 == 0
        for c in candidates(sentence, considered, tag):
            right = (c.start, c.end, c.replacement) in gold
            if not right and not away and rng.random() > KEEP_NEGATIVES:
                continue
            indices.append(np.array(features(view, c), np.int32))
            labels.append(right)
            weights.append(1.0 if right or away else 1 / KEEP_NEGATIVES)
            ops.append(c.op)
            away_from.append(away)
    width = len(indices[0])
    x = csr_matrix(
        (np.ones(len(indices) * width, np.float32), np.concatenate(indices), np.arange(len(indices) + 1) * width),
        shape=(len(indices), 1 << BITS),
    )
    y, weight, held = np.array(labels), np.array(weights), np.array(away_from)
    print(x.shape, int(y.sum()), "right")
    model = LogisticRegression(C=0.2, solver="liblinear", fit_intercept=False, max_iter=60)
    model.fit(x[~held], y[~held], sample_weight=weight[~held])
    p, yh, oh = model.predict_proba(x[held])[:, 1], y[held], np.array(ops)[held]
    thresholds: dict[str, float] = {}
    for cut in (0.5, 0.6, 0.7, 0.8):
        print("held out at", cut, int((p > cut).sum()), "fires, precision", round(float(yh[p > cut].mean()), 3))
    for op in sorted(set(ops)):
        mine = oh == op
        for cut in (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9):
            fires = int((mine & (p >= cut)).sum())
            # One imagined right and one wrong answer temper small counts.
            if fires >= 3 and (yh[mine & (p >= cut)].sum() + 1) / (fires + 2) >= WANTED_PRECISION:
                thresholds[op] = max(cut, FLOORS.get(op, 0.0))
                break
    fires = sum(int(((oh == op) & (p >= cut)).sum()) for op, cut in thresholds.items())
    hits = sum(int(yh[(oh == op) & (p >= cut)].sum()) for op, cut in thresholds.items())
    print(len(thresholds), "kinds kept:", fires, "fires", hits, "right")
    kept = np.isin(ops, list(thresholds))
    model.fit(x[kept], y[kept], sample_weight=np.where(y, 1.0, np.where(held, 1.0, weight))[kept])
    w = model.coef_[0].astype(np.float32)
    at = np.flatnonzero(np.abs(w) > 0.02)
    np.savez_compressed(HERE / "usage.npz", at=at.astype(np.uint32), weight=w[at].astype(np.float16))
    table["thresholds"] = thresholds
    needed = set(thresholds)
    table["swaps"] = {
        old: good
        for old, news in sorted(table["swaps"].items())
        if (good := [n for n in news if f"{old}>{n}" in needed])
    }
    table["gaps"] = {
        t: good for t, news in sorted(table["gaps"].items()) if (good := [n for n in news if f"+{n}" in needed])
    }
    table["drops"] = [d for d in table["drops"] if f"-{d}" in needed]
    (HERE / "usage.json").write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def hash_of(student: str) -> int:
    """The same split on every run."""
    return int(student[:8], 16)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
