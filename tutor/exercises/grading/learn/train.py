# ruff: noqa: T201
"""Learn `weights.json`: `python -m tutor.exercises.grading.learn.train EXERCISES`. Needs scikit-learn.

EXERCISES: of so many our own sentences are left out and judged. Those that the exact comparison decides are of no use here.
"""

from __future__ import annotations

import json
import sys
from itertools import groupby, islice
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from tutor.exercises.grading.learn.cases import Case, cases
from tutor.exercises.grading.meaning import evidence_of
from tutor.exercises.grading.whole import decided, references_of

FILE = Path(__file__).parents[1] / "weights.json"
# More of these speaks for an answer; of what is in neither, against it.
FOR = frozenset(
    (
        "usual",
        "usual than there",
        "least usual",
        "least usual than there",
        "second least usual",
        "point shown",
        "point shown in its place",
    )
)
# More of these may speak for it or against it.
EITHER = frozenset(
    (
        "length", "content", "known right sentences", "point of small words", "point's word", "turned", "runs", "content runs", "largest run",
        "new words", "small words only", "likeness", "runs at the gap", "content taken", "content put", "shorter", "longer", "breaks",
        "light verbs", "verbs more", "verbs less", "words left out", "share missing",
    )
)  # fmt: skip

# What only says no, wherever it is.
MISTAKES_ALONE = frozenset(("agreement", "numbers left out", "only turned", "without its preposition"))
# What only keeps an answer open.
OPEN_ALONE = frozenset(("full words unsaid", "strange full words"))


def weighed(case: Case) -> dict[str, float] | None:
    """The evidence of an answer; None where it is decided without."""
    if decided(case.item, case.answer):
        return None
    return evidence_of(case.item, case.answer, references_of(case.item))


def fitted(names: list[str]) -> HistGradientBoostingClassifier:
    """Trees that never hold for an answer what speaks against it."""
    speaks = [0 if name in EITHER else 1 if name in FOR else -1 for name in names]
    return HistGradientBoostingClassifier(
        max_iter=200, learning_rate=0.06, max_leaf_nodes=8, min_samples_leaf=25, l2_regularization=2.0, monotonic_cst=speaks, random_state=0,
        early_stopping=False,
    )  # fmt: skip


def stored(model: HistGradientBoostingClassifier, names: list[str]) -> str:
    """The trees as `weighing` reads them, a line each."""
    trees = []
    for (one,) in model._predictors:
        nodes = [
            [-1, round(float(n["value"]), 4)] if n["is_leaf"]
            else [int(n["feature_idx"]), round(float(n["num_threshold"]), 5), int(n["left"]), int(n["right"])]
            for n in one.nodes
        ]  # fmt: skip
        trees.append(json.dumps(nodes, separators=(",", ":")))
    start = float(model._baseline_prediction.ravel()[0])
    return f'{{"names": {json.dumps(names)},\n"start": {start:.4f},\n"trees": [\n' + ",\n".join(trees) + "\n]}\n"


def main(exercises: int) -> None:
    """Fit and store; print how well unseen exercises are told apart."""
    rows: list[tuple[str, bool, dict[str, float]]] = []
    for _, some in islice(groupby(cases(Random(11)), key=lambda case: case.item.id), exercises):
        rows += [(case.item.id, not case.mistake, found) for case in some if (found := weighed(case))]
    names = [name for name in rows[0][2] if name not in MISTAKES_ALONE | OPEN_ALONE]
    x: NDArray[np.float64] = np.array([[found[name] for name in names] for _, _, found in rows])
    y, groups = np.array([right for _, right, _ in rows]), np.array([item for item, _, _ in rows])
    unseen = cross_val_predict(fitted(names), x, y, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1]
    print(len(rows), "answers, area under the curve", roc_auc_score(y, unseen))
    FILE.write_text(stored(fitted(names).fit(x, y), names), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]))
