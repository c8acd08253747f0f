"""`make bench`: speed as ratios against a floor measured in the same run. Prints a table, writes out/bench.json.

python -m tests.bench [--quick] [--clips N] [--turns N] [NAME ...]
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from tests.bench.after_speech import after_speech
from tests.bench.common import Row, Run
from tests.bench.first_paint import first_paint
from tests.bench.first_token import first_token
from tests.bench.gated import gates
from tests.bench.plain import corrections, drills
from tests.bench.relay import relay
from tests.bench.served import first_audio, memory, prefix_cache
from tests.bench.spoken import chain, hearing
from tests.bench.together import spoken_together, together

OUT = Path("out/bench.json")

BENCHES: dict[str, Callable[[Run], list[Row]]] = {
    f.__name__: f
    for f in (
        corrections,
        drills,
        first_token,
        gates,
        relay,
        first_audio,
        memory,
        prefix_cache,
        together,
        spoken_together,
        after_speech,
    )
}


def main(argv: list[str]) -> int:
    """Measure what is named. Fails where a figure could not be had, not where it is missed: machines differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which; all when none is given")
    parser.add_argument("--quick", action="store_true", help="as few repeats as show that it runs")
    parser.add_argument("--clips", type=int, help="recordings for `hearing`")
    parser.add_argument("--turns", type=int, help="spoken turns for `chain`")
    given = parser.parse_args(argv)
    clips, turns = given.clips or (2 if given.quick else 40), given.turns or (2 if given.quick else 20)
    benches = BENCHES | {"hearing": lambda run: hearing(clips), "chain": lambda run: chain(turns, run)}
    # The last, since Playwright leaves a loop running in this thread, beside which asyncio begins no other.
    benches["first_paint"] = first_paint
    rows: list[Row] = []
    with Run(quick=given.quick) as run:
        for name in given.names or benches:
            began = time.perf_counter()
            rows += measured(name, benches[name], run)
            print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    print(table(rows))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([asdict(row) | {"target": row.target, "met": row.met} for row in rows], indent=1))
    return 0 if rows and all(math.isfinite(row.value) for row in rows) else 1


def measured(name: str, bench: Callable[[Run], list[Row]], run: Run) -> list[Row]:
    """The rows of a bench; of one that breaks off a row that says so, so that the others are measured all the same."""
    try:
        return bench(run)
    except Exception:
        traceback.print_exc()
        return [Row(f"{name}: broke off", math.nan, "", None, 0, 0)]


def table(rows: list[Row]) -> str:
    lines = [f"{'':56s} {'measured':>10s}      {'floor':>10s}  target"]
    for row in rows:
        floor = "" if row.floor is None else f"{row.floor:.2f}"
        met = "ok" if row.met else "MISSED"
        lines.append(f"{row.name:56s} {row.value:10.2f} {row.unit:4s} {floor:>10s}  {row.target:16s} {met}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
