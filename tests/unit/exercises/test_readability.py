"""The level of a text. `python -m tests.unit.exercises.test_readability` fits it anew and prints the correlation."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tutor.core.levels import Level
from tutor.language.es.readability import NAMES, above, features, level_of, word_level
from tutor.language.es.vocabulary import by_text, vocabulary

TEXTS = tomllib.loads((Path(__file__).parents[2] / "data" / "levelled_texts.toml").read_text(encoding="utf-8"))
RIDGE = 3.0


def examples() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rows = [(features(text), n) for n, level in enumerate(Level, 1) for text in TEXTS[level]]
    return np.array([f for f, _ in rows]), np.array([n for _, n in rows], dtype=float)


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    mean, spread = x.mean(0), x.std(0)
    z = (x - mean) / spread
    weights = np.linalg.solve(z.T @ z + RIDGE * np.eye(z.shape[1]), z.T @ (y - y.mean())) / spread
    return weights, float(y.mean() - weights @ mean)


def left_out() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each text's score by a fit on all the others, and its level."""
    x, y = examples()
    scores = []
    for n in range(len(y)):
        others = np.arange(len(y)) != n
        weights, bias = fit(x[others], y[others])
        scores.append(x[n] @ weights + bias)
    return np.clip(scores, 1, 6), y


def test_texts_that_were_not_fitted_are_placed() -> None:
    assert all(len(texts) >= 8 for texts in TEXTS.values())
    scores, levels = left_out()
    assert np.corrcoef(scores, levels)[0, 1] > 0.9
    assert np.mean(np.abs(np.round(scores) - levels) <= 1) > 0.95


def test_the_shipped_weights_are_those_of_the_fit() -> None:
    x, y = examples()
    weights, bias = fit(x, y)
    for features_, text in zip(x, [t for level in Level for t in TEXTS[level]], strict=True):
        assert level_of(text).score == pytest.approx(float(np.clip(features_ @ weights + bias, 1, 6)), abs=0.05)


@given(st.text(max_size=300))
def test_any_text_has_a_level(text: str) -> None:
    assert 1 <= level_of(text).score <= 6
    assert all(text[w.start : w.end] == w.text for w in above(text, Level.A1))


def test_words_above_a_level_are_found_with_their_meaning() -> None:
    text = "Me gusta la casa, pero el presupuesto es una quimera."
    assert [(w.text, w.level, w.meaning) for w in above(text, Level.B1)] == [
        ("presupuesto", Level.B2, "budget"),
        ("quimera", Level.C2, "pipe dream"),
    ]
    assert above(text, Level.C2) == []
    assert above("Juan vive en Zaragoza.", Level.A1) == []


def test_vocabulary_rises_in_rarity() -> None:
    means = [np.mean([w.zipf for w in vocabulary() if w.level.band == band]) for band in "ABC"]
    assert means == sorted(means, reverse=True)
    assert len(vocabulary()) >= 600
    assert by_text()["agua"].gender == "f"
    assert word_level("casa", "casas") is Level.A1


if __name__ == "__main__":
    x, y = examples()
    scores, _ = left_out()
    weights, bias = fit(x, y)
    near = np.abs(np.round(scores) - y)
    print(f"{len(y)} texts, each left out once: r = {np.corrcoef(scores, y)[0, 1]:.3f}, ", end="")
    print(f"exact {np.mean(near == 0):.0%}, within one level {np.mean(near <= 1):.0%}")
    for name, weight, column in zip(NAMES, weights, x.T, strict=True):
        print(f"{name:16} weight {weight:6.3f}  alone r = {np.corrcoef(column, y)[0, 1]:.2f}")
    print(f"bias {bias:.3f}")
