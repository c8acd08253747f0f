"""How well the corrections agree with instructors': `python tests/eval_corrections.py [FOLDER] [--full] [--families]`.

FOLDER (or TUTOR_EVAL; by default ../shared/eval beside the repository) holds gec_dev.jsonl and score_gec.py.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tutor.corrections.check import Corrector
from tutor.corrections.edits import Edit, apply

REPO = Path(__file__).resolve().parent.parent


def main() -> int:
    """Print a table a mode; 0 also when there is no corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", nargs="?", type=Path, default=os.environ.get("TUTOR_EVAL", REPO.parent / "shared/eval")
    )
    parser.add_argument("--part", default="gec_dev.jsonl", help="file in FOLDER")
    parser.add_argument("--limit", type=int, help="only the first sentences")
    parser.add_argument("--full", type=Path, metavar="GGUF", help="also with this embedded model")
    parser.add_argument("--families", action="store_true")
    parser.add_argument("--rules", action="store_true", help="how often each rule fires and is exactly right")
    args = parser.parse_args()
    folder = Path(args.folder)
    if not (folder / args.part).exists():
        print(f"eval: no corpus in {folder}, skipped")
        return 0
    scorer = load_scorer(folder / "score_gec.py")
    rows = [json.loads(line) for line in (folder / args.part).read_text(encoding="utf-8").splitlines()][: args.limit]

    began = time.perf_counter()
    corrector = Corrector()
    print(f"loaded in {time.perf_counter() - began:.2f} s")
    fast: list[list[Edit]] = []
    times: list[float] = []
    for row in rows:
        began = time.perf_counter()
        fast.append(corrector.check(row["text"]).edits)
        times.append(time.perf_counter() - began)
    report("fast", scorer, rows, fast, times, args)
    if args.full:
        asyncio.run(full(scorer, rows, fast, args))
    return 0


async def full(scorer: Any, rows: list[dict[str, Any]], fast: list[list[Edit]], args: argparse.Namespace) -> None:
    """The same with the embedded model's proposals."""
    from tutor.llm.ask import asker

    from tutor.llm.embedded import EmbeddedModel

    model = EmbeddedModel("eval", args.full, 4096)
    ask = asker(model)
    merged: list[list[Edit]] = []
    times: list[float] = []
    for row, edits in zip(rows, fast, strict=True):
        began = time.perf_counter()
        merged.append(llm.merge(edits, await llm.propose(ask, row["text"], "B1", "en")))
        times.append(time.perf_counter() - began)
    report("full", scorer, rows, merged, times, args)
    await model.close()


def report(
    mode: str,
    scorer: Any,
    rows: list[dict[str, Any]],
    found: list[list[Edit]],
    times: list[float],
    args: argparse.Namespace,
) -> None:
    """One mode's table."""
    counted, seen, hit = [], Counter[str](), Counter[str]()
    fires, right = Counter[str](), Counter[str]()
    for row, edits in zip(rows, found, strict=True):
        text, refs = row["text"], row["refs"]
        hyp, (tp, fp, fn, gold) = scorer.best_reference(text, apply(text, edits), refs)
        untouched = any(not scorer.edits(text, ref) for ref in refs)
        counted.append({"tp": tp, "fp": fp, "fn": fn, "right": untouched, "changed": bool(hyp)})
        for edit in gold:
            seen[family := scorer.family(text, edit)] += 1
            hit[family] += edit in hyp
        for edit in edits if args.rules else ():
            alone = scorer.edits(text, apply(text, [edit]))
            fires[edit.rule_id] += 1
            right[edit.rule_id] += any(alone <= scorer.edits(text, ref) for ref in refs)
    result = scorer.summarise(counted)
    p95 = sorted(times)[int(0.95 * len(times))] * 1000
    print(
        f"{mode:5s} F0.5 {result['f0.5']:.3f}  precision {result['precision']:.3f}  recall {result['recall']:.3f}  "
        f"false alarms {result['false_alarms']:.2%}  p95 {p95:.1f} ms  ({len(rows)} sentences)"
    )
    if args.families:
        for family, n in seen.most_common():
            print(f"  {family:28s} {n:5d}  recall {hit[family] / n:.3f}")
    if args.rules:
        for rule, n in fires.most_common():
            print(f"  {rule:28s} {n:5d}  right {right[rule]:5d}  {right[rule] / n:.2f}")


def load_scorer(path: Path) -> Any:
    """score_gec.py as a module."""
    spec = importlib.util.spec_from_file_location("score_gec", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
