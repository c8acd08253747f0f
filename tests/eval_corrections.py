"""How well the corrections agree with instructors': `python -m tests.eval_corrections [FOLDER] [--full GGUF]`.

FOLDER (or TUTOR_EVAL; by default ../shared/eval beside the repository) holds gec_dev.jsonl and score_gec.py of COWS-L2H.
The full mode asks the embedded model about each sentence, seconds each: `--answers FILE` keeps what it said for the next
time, `--limit` takes the first sentences only. For sentences that the scorer has learned from, `--folds FOLDER` takes
those of train_scorer.py that have not.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.eval_kinds import by_kind, by_rule, content
from tests.scorer import load_scorer
from tutor.corrections import llm
from tutor.corrections.candidates import Candidate
from tutor.corrections.check import RULES, Corrector, as_edit, found
from tutor.corrections.data.learn import unseen
from tutor.corrections.edits import Edit, apply
from tutor.corrections.policy import DEFAULT, choose
from tutor.corrections.proposal import Proposal, Written, propose
from tutor.corrections.sentence import sentences

REPO = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"
SURE = 0.7
# Instructors strike needless pronouns and mend capitals, too.
TIPS = replace(DEFAULT, tips=True)
RESAMPLES = 200


@dataclass
class Scored:
    """One sentence against its best reference."""

    row: dict[str, Any]
    counts: dict[str, Any]
    gold: set[tuple[int, int, str]]
    hit: set[tuple[int, int, str]]


def main() -> int:
    """Print the tables; 0 also when there is no corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("TUTOR_EVAL") or REPO.parent / "shared/eval"
    parser.add_argument("folder", nargs="?", type=Path, default=Path(default))
    parser.add_argument("--part", default="gec_dev.jsonl", help="file in FOLDER")
    parser.add_argument("--limit", type=int, help="only the first sentences")
    parser.add_argument("--full", type=Path, metavar="GGUF", help="also with this embedded model")
    parser.add_argument("--answers", type=Path, help="file of the model's answers, read and added to")
    parser.add_argument("--folds", type=Path, help="folder of scorers, each for the students it has not seen")
    args = parser.parse_args()
    corrector = Corrector()
    mistakes(corrector)
    if not (args.folder / args.part).exists():
        print(f"eval: no corpus in {args.folder}, skipped")
        return 0
    scorer = load_scorer(args.folder / "score_gec.py")
    rows = [json.loads(line) for line in (args.folder / args.part).read_text(encoding="utf-8").splitlines()][
        : args.limit
    ]
    fast = run(rows, lambda row: corrector.check(row["text"], TIPS).edits)
    scored = score(scorer, rows, fast[0])
    headline("fast, with tips", scorer, scored, fast[1])
    quiet = run(rows, lambda row: corrector.check(row["text"]).edits)
    headline("fast, no tips", scorer, score(scorer, rows, quiet[0]), quiet[1])
    content(scorer, rows, fast[0])
    tables(scorer, scored)
    by_kind(scorer, rows, fast[0])
    by_rule(scorer, rows, fast[0])
    print("\nablation (fast)")
    for name, find in layers(corrector).items():
        found, took = run(rows, find)
        headline(name, scorer, score(scorer, rows, found), took)
    if args.full or args.answers:
        asyncio.run(full(correctors(corrector, args.folds), scorer, rows, args))
    return 0


def run(
    rows: list[dict[str, Any]], find: Callable[[dict[str, Any]], list[Edit]]
) -> tuple[list[list[Edit]], list[float]]:
    """Each sentence's edits, and the seconds each took."""
    found, took = [], []
    for row in rows:
        began = time.perf_counter()
        found.append(find(row))
        took.append(time.perf_counter() - began)
    return found, took


def layers(corrector: Corrector) -> dict[str, Callable[[dict[str, Any]], list[Edit]]]:
    """Fast mode with one layer alone. Rules without the judge count when they are sure of themselves."""

    def rules_alone(rules: Any) -> Callable[[dict[str, Any]], list[Edit]]:
        def find(row: dict[str, Any]) -> list[Edit]:
            groups = []
            for s in sentences(row["text"], corrector.lexicon):
                made = [
                    as_edit(
                        row["text"],
                        s,
                        Candidate(f.start, f.end, f.replacement, "", "rule", f.rule),
                        f.confidence,
                        TIPS,
                    )
                    for f in found(s, rules)
                ]
                groups.append([e for e in made if e and e.confidence >= SURE])
            return choose(groups, TIPS)

        return find

    def judge_alone(row: dict[str, Any]) -> list[Edit]:
        groups = []
        for s in sentences(row["text"], corrector.lexicon):
            made = [as_edit(row["text"], s, c, p, TIPS) for c, p in corrector.scorer(s, [])]
            groups.append([e for e in made if e])
        return choose(groups, TIPS)

    return {
        "spelling alone": rules_alone(RULES[:1]),
        "grammar alone": rules_alone(RULES[1:]),
        "both, no judge": rules_alone(RULES),
        "judge, no rules": judge_alone,
    }


def score(scorer: Any, rows: list[dict[str, Any]], found: list[list[Edit]]) -> list[Scored]:
    """The sentences against their references."""
    out = []
    for row, edits in zip(rows, found, strict=True):
        text, refs = row["text"], row["refs"]
        hyp, (tp, fp, fn, gold) = scorer.best_reference(text, apply(text, edits), refs)
        untouched = any(not scorer.edits(text, ref) for ref in refs)
        counts = {"tp": tp, "fp": fp, "fn": fn, "right": untouched, "changed": bool(hyp)}
        out.append(Scored(row, counts, gold, gold & hyp))
    return out


def headline(mode: str, scorer: Any, scored: list[Scored], took: list[float]) -> None:
    """The targets' line, with 95 % intervals from resampled sentences."""
    counts = [s.counts for s in scored]
    result = scorer.summarise(counts)
    rng = random.Random(0)
    samples = [scorer.summarise(rng.choices(counts, k=len(counts))) for _ in range(RESAMPLES)]

    def shown(key: str) -> str:
        values = sorted(sample[key] for sample in samples)
        return f"{result[key]:.3f} [{values[RESAMPLES // 40]:.3f}, {values[-RESAMPLES // 40 - 1]:.3f}]"

    p95 = sorted(took)[int(0.95 * len(took))] * 1000
    print(
        f"{mode:16s} F0.5 {shown('f0.5')}  precision {shown('precision')}  recall {shown('recall')}  "
        f"false alarms {shown('false_alarms')}  p95 {p95:.0f} ms  ({len(counts)} sentences)"
    )


def tables(scorer: Any, scored: list[Scored]) -> None:
    """Recall by family of error; the headline by course."""
    seen, hit = Counter[str](), Counter[str]()
    for s in scored:
        seen.update(scorer.family(s.row["text"], e) for e in s.gold)
        hit.update(scorer.family(s.row["text"], e) for e in s.hit)
    print("\n| family | instructors' edits | recall |\n|---|---|---|")
    for family, n in seen.most_common():
        print(f"| {family} | {n} | {hit[family] / n:.2f} |")
    print("\n| course | sentences | F0.5 | precision | recall | false alarms |\n|---|---|---|---|---|---|")
    for course in sorted(
        {s.row.get("course", "") for s in scored}, key=lambda c: int("0" + "".join(filter(str.isdigit, c)))
    ):
        counts = [s.counts for s in scored if s.row.get("course", "") == course]
        r = scorer.summarise(counts)
        print(
            f"| {course} | {len(counts)} | {r['f0.5']:.2f} | {r['precision']:.2f} | {r['recall']:.2f} | {r['false_alarms']:.1%} |"
        )


def mistakes(corrector: Corrector) -> None:
    """What is caught of typical mistakes, by category."""
    lines = (DATA / "mistakes.tsv").read_text(encoding="utf-8").splitlines()
    seen, touched, caught = Counter[str](), Counter[str](), Counter[str]()
    for category, text, right in (line.split("\t") for line in lines):
        corrected = corrector.check(text, TIPS).corrected_text
        seen[category] += 1
        touched[category] += corrected != text
        caught[category] += corrected == right
    print("| typical mistake | sentences | noticed | corrected exactly |\n|---|---|---|---|")
    for category, n in sorted(seen.items()):
        print(f"| {category} | {n} | {touched[category]} | {caught[category]} |")
    print(f"| all | {seen.total()} | {touched.total()} | {caught.total()} |\n")


def correctors(corrector: Corrector, folds: Path | None) -> Callable[[dict[str, Any]], Corrector]:
    """Who corrects a sentence."""
    if folds is None:
        return lambda row: corrector
    of = unseen(corrector.lexicon, folds)
    return lambda row: of(row["student"])


async def full(
    of: Callable[[dict[str, Any]], Corrector], scorer: Any, rows: list[dict[str, Any]], args: argparse.Namespace
) -> None:
    """The same with the embedded model's proposals."""
    from tutor.llm.engines.embedded import EmbeddedModel

    model = EmbeddedModel("eval", args.full, 4096) if args.full else None
    answers: dict[str, Any] = {}
    if args.answers and args.answers.exists():
        for line in args.answers.read_text(encoding="utf-8").splitlines():
            answer = json.loads(line)
            answers[answer["id"]] = answer
    asked, found, took = [], [], []
    for row in rows:
        corrector, text = of(row), row["text"]
        groups = list(corrector.candidates(text))
        if row["id"] not in answers and model:
            began = time.perf_counter()
            said = await propose(model, text, [edit for _, edits in groups for edit in edits])
            answers[row["id"]] = {
                "id": row["id"],
                "corrected": said.corrected if said else None,
                "written": said.written if said else [],
                "s": time.perf_counter() - began,
            }
            if args.answers:
                with args.answers.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(answers[row["id"]], ensure_ascii=False) + "\n")
        if answer := answers.get(row["id"]):
            kept = answer["corrected"]
            proposal = Proposal(kept, tuple(Written(*token) for token in answer["written"])) if kept else None
            groups = llm.judged(corrector, text, groups, proposal, DEFAULT, "embedded")
            asked.append(row)
            found.append(choose((edits for _, edits in groups), TIPS))
            took.append(answer["s"])
    print()
    fast, fast_took = run(asked, lambda row: of(row).check(row["text"], TIPS).edits)
    headline("fast, the same", scorer, score(scorer, asked, fast), fast_took)
    scored = score(scorer, asked, found)
    headline("full", scorer, scored, took)
    tables(scorer, scored)
    if model:
        await model.close()


if __name__ == "__main__":
    sys.exit(main())
