"""`make eval`: corrections against instructors' corrections of real learner sentences.

    python -m tests.eval_corrections [FOLDER] [--part dev|train] [--limit N] [--rules]

FOLDER holds gec_dev.jsonl, gec_train.jsonl and score_gec.py (default: TUTOR_EVAL, else ../shared/eval). The corpus
(COWS-L2H, Apache-2.0) is not part of this repository; without it there is nothing to measure and that is said.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from tutor.corrections.check import Corrector
from tutor.corrections.edits import apply


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", default=os.environ.get("TUTOR_EVAL", "../shared/eval"))
    parser.add_argument("--part", default="dev")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--rules", action="store_true", help="what each rule fires on, and how often it is right")
    args = parser.parse_args()
    corpus = Path(args.folder) / f"gec_{args.part}.jsonl"
    if not corpus.is_file():
        print(f"skipped: there is no corpus at {corpus}")
        return 0
    scorer = _scorer(Path(args.folder) / "score_gec.py")
    rows = [json.loads(line) for line in corpus.open(encoding="utf-8")][: args.limit]
    corrector = Corrector()
    scored, times = [], []
    fires, right, useful = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        began = time.perf_counter()
        checked = corrector.check(row["text"])
        times.append((time.perf_counter() - began) * 1000)
        hypothesis, (tp, fp, fn, _) = scorer.best_reference(row["text"], checked.corrected_text, row["refs"])
        untouched = any(not scorer.edits(row["text"], r) for r in row["refs"])
        scored.append({"tp": tp, "fp": fp, "fn": fn, "right": untouched, "changed": bool(hypothesis)})
        if args.rules:
            golds = [scorer.edits(row["text"], r) for r in row["refs"]]
            for edit in checked.edits:
                alone = scorer.edits(row["text"], apply(row["text"], [edit]))
                fires[edit.rule] += 1
                right[edit.rule] += any(alone <= g for g in golds)
                spans = {(i, j) for g in golds for i, j, _ in g}
                useful[edit.rule] += any((a < j and i < b) or (i, j) == (a, b) for a, b, _ in alone for i, j in spans)
    _print(scorer.summarise(scored), times)
    if args.rules:
        print(f"\n{'rule':22s} fires  right  on an error")
        for rule, n in fires.most_common():
            print(f"{rule:22s} {n:5d} {right[rule]:6d} {useful[rule]:6d}")
    return 0


def _print(summary: dict[str, Any], times: list[float]) -> None:
    p95 = statistics.quantiles(times, n=20)[-1]
    print("mode   F0.5   precision  recall  false alarms  p95 ms  sentences")
    print(
        f"fast   {summary['f0.5']:.3f}  {summary['precision']:.3f}      {summary['recall']:.3f}   "
        f"{summary['false_alarms']:.3f}         {p95:5.1f}   {summary['sentences']}"
    )


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_gec", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
