"""The two learners behind the scorer, and how they are stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.corrections.check import Corrector
from tutor.corrections.evidence import Floats
from tutor.corrections.features import BITS
from tutor.corrections.scorer import Scorer
from tutor.language.es.word_lists import WordLists

FOLDS = 5
EPOCHS, RATE, BATCH = 4, 0.03, 2048


def folds_of(students: Sequence[str]) -> NDArray[np.int64]:
    """A fold a student, the same on every run."""
    return np.array([int(student[:8], 16) % FOLDS for student in students])


def unseen(lexicon: WordLists, folder: Path) -> Callable[[str], Corrector]:
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


def as_onnx(trees: Any, columns: int) -> bytes:
    """The trees for onnxruntime: "rows" in, "odds" out, the log odds of the change being right.

    skl2onnx 1.20 does not get along with onnx 1.23.
    """
    from onnx import TensorProto, helper

    nodes: Any = defaultdict(list)
    for tree, (predictor,) in enumerate(trees._predictors):
        for k, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            nodes["nodes_treeids"].append(tree)
            nodes["nodes_nodeids"].append(k)
            nodes["nodes_modes"].append("LEAF" if leaf else "BRANCH_LEQ")
            nodes["nodes_featureids"].append(0 if leaf else int(node["feature_idx"]))
            nodes["nodes_values"].append(0.0 if leaf else float(node["num_threshold"]))
            nodes["nodes_truenodeids"].append(0 if leaf else int(node["left"]))
            nodes["nodes_falsenodeids"].append(0 if leaf else int(node["right"]))
            if leaf:
                nodes["target_treeids"].append(tree)
                nodes["target_nodeids"].append(k)
                nodes["target_ids"].append(0)
                nodes["target_weights"].append(float(node["value"]))
    base = [float(trees._baseline_prediction.ravel()[0])]
    sum_ = helper.make_node(
        "TreeEnsembleRegressor", ["rows"], ["odds"], domain="ai.onnx.ml", n_targets=1, base_values=base, **nodes
    )
    rows = helper.make_tensor_value_info("rows", TensorProto.FLOAT, [None, columns])
    odds = helper.make_tensor_value_info("odds", TensorProto.FLOAT, [None, 1])
    versions = [helper.make_opsetid("ai.onnx.ml", 3), helper.make_opsetid("", 17)]
    model = helper.make_model(helper.make_graph([sum_], "trees", [rows], [odds]), opset_imports=versions, ir_version=8)
    stored: bytes = model.SerializeToString()
    return stored
