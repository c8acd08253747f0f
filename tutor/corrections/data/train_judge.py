# ruff: noqa: T201
"""Learn judge.json: `python train_judge.py gec_train.jsonl score_gec.py FOLDS ANSWERS.jsonl [ENGINE]`. Needs scikit-learn.

ANSWERS are a model's versions of some training sentences, as `tests/eval_corrections.py --part gec_train.jsonl --full
GGUF --folds FOLDS --answers ANSWERS.jsonl` keeps them. The judge weighs what the fast engines and the model say of each edit. The fast
engines are those of train_scorer.py's FOLDS, so that none has learned from the student it speaks of.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from tutor.corrections.data.learn import unseen
from tutor.corrections.data.train_scorer import load_scorer
from tutor.corrections.edits import apply
from tutor.corrections.llm import features, opinion_of
from tutor.corrections.policy import DEFAULT
from tutor.corrections.proposal import Proposal, Written
from tutor.language.es.word_lists import WordLists

HERE = Path(__file__).parent
REGULAR = 0.5


def main(train: Path, scorer_path: Path, folds: Path, answers: Path, engine: str) -> None:
    """Fit and store; print how sure the judge is of unseen sentences."""
    scorer, lexicon = load_scorer(scorer_path), WordLists()
    corrector_of = unseen(lexicon, folds)
    rows = {row["id"]: row for row in map(json.loads, train.open(encoding="utf-8"))}
    x: list[list[float]] = []
    y: list[bool] = []
    for answer in map(json.loads, answers.open(encoding="utf-8")):
        row = rows.get(answer["id"])
        if row is None or not answer["corrected"]:
            continue
        text, corrector = row["text"], corrector_of(row["student"])
        golds = [scorer.edits(text, ref) for ref in row["refs"]]
        said = Proposal(answer["corrected"], tuple(Written(*token) for token in answer["written"]))
        opinion = opinion_of(corrector, text, said, DEFAULT)
        fast = {e.id: e for _, edits in corrector.candidates(text) for e in edits}
        for key, edit in {**{k: e for k, (e, _) in opinion.edits.items()}, **fast}.items():
            if opinion.silent(edit):
                continue
            alone = scorer.edits(text, apply(text, [edit]))
            x.append(features(edit, opinion, fast=key in fast))
            y.append(any(alone <= gold for gold in golds))
    table, right = np.array(x), np.array(y)
    model = LogisticRegression(C=REGULAR, fit_intercept=False, max_iter=2000)
    p = cross_val_predict(model, table, right, cv=5, method="predict_proba")[:, 1]
    for cut in (0.4, 0.5, 0.6, 0.7, 0.8):
        fires = p >= cut
        print(f"at {cut}: {fires.sum()} of {len(p)}, right {right[fires].mean():.2f}")
    model.fit(table, right)
    path = HERE / "judge.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored[engine] = [round(float(w), 3) for w in model.coef_[0]]
    path.write_text(json.dumps(stored, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    train_, scorer_, folds_, answers_ = map(Path, sys.argv[1:5])
    main(train_, scorer_, folds_, answers_, sys.argv[5] if len(sys.argv) > 5 else "embedded")
