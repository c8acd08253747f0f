"""The two learners behind scorer.npz, and how they are stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.corrections.check import Corrector
from tutor.corrections.evidence import Floats
from tutor.corrections.features import BITS
from tutor.corrections.lexicon import Lexicon
from tutor.corrections.scorer import Scorer

FOLDS = 5
EPOCHS, RATE, BATCH = 4, 0.03, 2048


def folds_of(students: Sequence[str]) -> NDArray[np.int64]:
    """A fold a student, the same on every run."""
    return np.array([int(student[:8], 16) % FOLDS for student in students])


def unseen(lexicon: Lexicon, folder: Path) -> Callable[[str], Corrector]:
    """Who corrects a student's sentences without having learned from them; `folder` holds a scorer for each fold."""
    by_fold = [Corrector(lexicon, Scorer(lexicon, folder / f"{f}.npz")) for f in range(FOLDS)]
    return lambda student: by_fold[folds_of([student])[0]]


def linear(x: NDArray[np.int32], y: Floats, weight: Floats) -> Floats:
    """Logistic regression on hashed features (row: the features that are on), by AdaGrad."""
    rng = np.random.default_rng(0)
    w, squares = np.zeros(1 << BITS, np.float32), np.full(1 << BITS, 1e-2, np.float32)
    for _ in range(EPOCHS):
        order = rng.permutation(len(y))
        for start in range(0, len(y), BATCH):
            batch = order[start : start + BATCH]
            on = x[batch]
            p = 1 / (1 + np.exp(-np.clip(w[on].sum(axis=1), -30, 30)))
            slope = ((p - y[batch]) * weight[batch]).astype(np.float32)
            features, inverse = np.unique(on.ravel(), return_inverse=True)
            total = np.bincount(inverse, np.repeat(slope, on.shape[1]), len(features)).astype(np.float32)
            squares[features] += total * total
            w[features] -= RATE * total / np.sqrt(squares[features])
    return w


def boosted(x: NDArray[Any], y: Floats) -> Any:
    """Gradient-boosted trees."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=800, learning_rate=0.03, max_leaf_nodes=31, min_samples_leaf=150, l2_regularization=10.0,
        max_features=0.3, early_stopping=False, random_state=0,
    )  # fmt: skip
    return model.fit(x, y)


def stored_trees(model: Any) -> dict[str, NDArray[Any]]:
    """The trees as flat arrays; a leaf is its own child."""
    feature: list[int] = []
    left: list[int] = []
    right: list[int] = []
    root: list[int] = []
    threshold: list[float] = []
    value: list[float] = []
    depth = 0
    for (predictor,) in model._predictors:
        base = len(feature)
        root.append(base)
        for k, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            depth = max(depth, int(node["depth"]))
            feature.append(0 if leaf else int(node["feature_idx"]))
            threshold.append(0.0 if leaf else float(node["num_threshold"]))
            value.append(float(node["value"]) if leaf else 0.0)
            left.append(base + (k if leaf else int(node["left"])))
            right.append(base + (k if leaf else int(node["right"])))
    return {
        "tree_feature": np.array(feature, np.uint8),
        "tree_threshold": np.array(threshold, np.float32),
        "tree_value": np.array(value, np.float32),
        "tree_left": np.array(left, np.uint16),
        "tree_right": np.array(right, np.uint16),
        "tree_root": np.array(root, np.uint16),
        "tree_depth": np.array(depth),
        "tree_base": np.array(model._baseline_prediction.ravel()[0]),
    }
