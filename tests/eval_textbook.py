"""Textbook mistakes by kind, right sentences and native text: `python -m tests.eval_textbook [a|b] [--native FILE] [--show]`.

`textbook_a.tsv`, `coursebook_a.tsv`, `workbook_a.tsv`, `practice_a.tsv`, `revision_a.tsv`, `homework_a.tsv`, `exam_a.tsv` and `diary_a.tsv` are for writing rules with, `…_b.tsv` for reporting: don't read them, or their misses,
while you change rules. All hold kind, level, sentence, right sentence; a right sentence stands as itself under the kind "right". Native text (one
sentence a line) is only measured: everything touched in it is printed with --show, since part of it are slips of its own.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from tutor.corrections.check import Checked, Corrector
from tutor.corrections.policy import CorrectionPreferences

DATA = Path(__file__).parent / "data"
QUIET = CorrectionPreferences()


SETS = ("textbook", "coursebook", "workbook", "practice", "revision", "homework", "exam", "diary")
# What is wrong with native text itself: its changes need no second look.
SPELT = frozenset(("accent-missing", "accent-meaning", "accent-extra", "verb-accent", "n-tilde"))


def rows(book: str, half: str) -> list[list[str]]:
    """Kind, level, sentence and right sentence of one half."""
    return [line.split("\t") for line in (DATA / f"{book}_{half}.tsv").read_text(encoding="utf-8").splitlines()]


def textbook(corrector: Corrector, book: str, half: str, *, show: bool) -> None:
    """A table by kind and one by level."""
    seen, touched, mended = Counter[str](), Counter[str](), Counter[str]()
    for kind, level, text, right in rows(book, half):
        made = corrector.check(text, QUIET)
        for key in (kind, f"level {level}" if kind != "right" else "", "" if kind == "right" else "all mistakes"):
            seen[key] += 1
            touched[key] += bool(made.edits)
            mended[key] += made.corrected_text == right
        if show and made.corrected_text != right:
            print(f"{kind:15} {text}\n{'':15} {made.corrected_text}   [{told(made)}]")
    print(f"\n| {book}, half {half} | sentences | noticed | corrected exactly |\n|---|---|---|---|")
    for kind, n in sorted(seen.items()):
        if kind:
            print(f"| {kind} | {n} | {touched[kind]} | {mended[kind]} |")


def native(corrector: Corrector, file: Path, *, show: bool) -> None:
    """How many native sentences are touched, and how long each takes."""
    lines, touched, reworded, took = file.read_text(encoding="utf-8").splitlines(), 0, 0, []
    by_rule = Counter[str]()
    for text in lines:
        began = time.perf_counter()
        made = corrector.check(text, QUIET)
        took.append(time.perf_counter() - began)
        touched += bool(made.edits)
        reworded += any(edit.rule_id not in SPELT for edit in made.edits)
        by_rule.update(edit.rule_id for edit in made.edits)
        if show and made.edits:
            print(f"{told(made)}\n    {text}")
    p95 = sorted(took)[int(0.95 * len(took))] * 1000
    print(f"\nnative text: {touched} of {len(lines)} sentences touched ({touched / len(lines):.1%}), p95 {p95:.0f} ms")
    print(
        f"beyond accents: {reworded} ({reworded / len(lines):.1%}); read these with --show, wrong ones are among them"
    )
    print(", ".join(f"{rule} {n}" for rule, n in by_rule.most_common()))


def told(made: Checked) -> str:
    """The edits on one line."""
    return "; ".join(f"{e.original} → {e.replacement} ({e.rule_id} {e.confidence:.2f})" for e in made.edits)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("half", nargs="?", choices=("a", "b"), default="a")
    parser.add_argument("--native", type=Path, metavar="FILE")
    parser.add_argument("--show", action="store_true", help="what is missed or touched")
    args = parser.parse_args()
    corrector = Corrector()
    for book in SETS:
        textbook(corrector, book, args.half, show=args.show)
    if args.native:
        native(corrector, args.native, show=args.show)


if __name__ == "__main__":
    main()
