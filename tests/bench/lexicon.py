"""How fast and how large the lexicon is: `python -m tests.bench.lexicon`. Not a test: machines differ."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np  # noqa: F401  (its own memory is not the lexicon's)
import psutil


def per_second(work: Callable[[str], object], words: Sequence[str]) -> str:
    """Calls a second, with thousands."""
    start = time.perf_counter()
    for word in words:
        work(word)
    return f"{len(words) / (time.perf_counter() - start):,.0f}/s"


def main() -> None:
    memory = psutil.Process().memory_info
    before, start = memory().rss, time.perf_counter()
    from tutor.language.es import inflect, lemma, verbs
    from tutor.language.es.lexicon import DATA, lexicon

    words = lexicon()
    loaded = time.perf_counter() - start
    print(f"loaded in {loaded * 1000:.0f} ms, {(memory().rss - before) / 2**20:.1f} MiB; {DATA.stat().st_size:,} bytes")
    shuffled = words._forms.keys()
    random.Random(1).shuffle(shuffled)
    some = shuffled[:200_000]
    text = [
        w
        for w in (Path(__file__).parents[1] / "unit/language/text.txt").read_text(encoding="utf-8").split()
        for _ in range(50)
    ]
    print("knows, any of the 736,000 forms", per_second(words.knows, some))
    print("written, any form, nothing cached", per_second(words.written, some))
    print("analyses, any form, hardly cached", per_second(words.analyses, some))
    print("analyses, running text", per_second(words.analyses, text))
    print("lemma, running text", per_second(lemma.lemma, text))
    print("verbs.analyse, running text", per_second(verbs.analyse, text))
    infinitives = verbs.all_verbs()
    print("verbs.verb, first use", per_second(verbs.verb, infinitives))
    print("conjugate", per_second(lambda v: verbs.conjugate(v, "present", "1s"), infinitives[:4000]))
    print("plural", per_second(inflect.plural, text[:20000]))
    print(
        "pronouns taken off, nothing cached",
        per_second(words._taken_apart, ["dámelo", "vámonos", "prohibírselo", "cosas"] * 2000),
    )
    del shuffled, some
    print(f"{(memory().rss - before) / 2**20:.1f} MiB after all this")


if __name__ == "__main__":
    main()
