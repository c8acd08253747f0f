"""Tables of `tests.eval_corrections` by what is changed: without style, by kind of mistake, and which rules are sure."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.edit_kinds import edit_kind
from tutor.corrections.edits import Edit, apply

# Instructors change these in a finished text, though they are seldom mistakes.
STYLE = frozenset(("subject pronoun", "capitals", "punctuation"))
# An edit is called sure where so many of its kind are right, and so many are known.
SURE, ENOUGH = 0.95, 10

Change = tuple[int, int, str]


def _kind(scorer: Any, tokens: list[str], change: Change) -> str:
    start, end, new = change
    return edit_kind(tokens[start:end], scorer.tokens(new))


def content(scorer: Any, rows: list[dict[str, Any]], found: list[list[Edit]]) -> None:
    """F0.5 without pronouns, capitals and punctuation, on both sides."""
    counts = []
    for row, edits in zip(rows, found, strict=True):
        text = row["text"]
        tokens = scorer.tokens(text)

        def kept(changes: set[Change], tokens: list[str] = tokens) -> set[Change]:
            return {c for c in changes if _kind(scorer, tokens, c) not in STYLE}

        ours = kept(scorer.edits(text, apply(text, edits)))
        golds = [kept(scorer.edits(text, ref)) for ref in row["refs"]]
        tried = [(len(ours & g), len(ours - g), len(g - ours)) for g in golds]
        tp, fp, fn = max(tried, key=lambda t: (scorer.fbeta(*t), -t[1] - t[2]))
        counts.append({"tp": tp, "fp": fp, "fn": fn, "right": not all(golds), "changed": bool(ours)})
    r = scorer.summarise(counts)
    print(
        f"without pronouns, capitals, punctuation on both sides: F0.5 {r['f0.5']:.3f}  precision {r['precision']:.3f}  "
        f"recall {r['recall']:.3f}"
    )


def by_kind(scorer: Any, rows: list[dict[str, Any]], found: list[list[Edit]]) -> None:
    """Recall by kind of mistake."""
    seen, hit = Counter[str](), Counter[str]()
    for row, edits in zip(rows, found, strict=True):
        text = row["text"]
        ours, (*_, gold) = scorer.best_reference(text, apply(text, edits), row["refs"])
        tokens = scorer.tokens(text)
        seen.update(_kind(scorer, tokens, c) for c in gold)
        hit.update(_kind(scorer, tokens, c) for c in gold & ours)
    print("\n| kind of mistake | instructors' edits | recall |\n|---|---|---|")
    for kind, n in seen.most_common():
        print(f"| {kind} | {n} | {hit[kind] / n:.2f} |")


def by_rule(scorer: Any, rows: list[dict[str, Any]], found: list[list[Edit]]) -> None:
    """How often each rule fires and is exactly what some instructor did; sure is where 95 % are."""
    fires, right = Counter[str](), Counter[str]()
    for row, edits in zip(rows, found, strict=True):
        for edit in edits:
            alone = scorer.edits(row["text"], apply(row["text"], [edit]))
            fires[edit.rule_id] += 1
            right[edit.rule_id] += any(alone <= scorer.edits(row["text"], ref) for ref in row["refs"])
    print("\n| rule | fires | right | told as |\n|---|---|---|---|")
    for rule, n in fires.most_common():
        share = right[rule] / n
        print(f"| {rule} | {n} | {share:.2f} | {'sure' if n >= ENOUGH and share >= SURE else 'likely'} |")
