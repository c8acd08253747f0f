"""Derive `meanings.tsv` in this folder: `python make_meanings.py freedict-spa-eng.dict.dz freedict-eng-spa.dict.dz`.

Both are FreeDict dictionaries (https://freedict.org, GPL-2.0-or-later, made from Ergane by their contributors), as in
Debian's packages dict-freedict-spa-eng and dict-freedict-eng-spa 2022.04.21. The second is turned round for the words
that the first lacks. Left out are names, and equivalents that wordfreq (to be installed) does not know as English:
the sources have run some words together.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import defaultdict
from pathlib import Path

from wordfreq import zipf_frequency

MOST_EQUIVALENTS = 4
HEADWORD = re.compile(r"(\S.*?) /.*/")


def entries(path: str) -> dict[str, list[str]]:
    """Headwords and their equivalents, in the order of the dictionary."""
    found: dict[str, list[str]] = {}
    equivalents: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if head := HEADWORD.fullmatch(line.rstrip()):
                equivalents = found.setdefault(head[1], [])
            elif line.strip():
                equivalents += [part.strip() for part in re.sub(r"^\d+\.", "", line.strip()).split(",")]
    return found


def is_english(text: str) -> bool:
    return bool(text) and all(zipf_frequency(word, "en") > 0 for word in re.findall(r"[a-z]+", text.lower()))


def main(spanish_english: str, english_spanish: str) -> None:
    table = {head: list(dict.fromkeys(filter(is_english, e))) for head, e in entries(spanish_english).items()}
    turned: defaultdict[str, list[str]] = defaultdict(list)
    for english, equivalents in entries(english_spanish).items():
        for spanish in dict.fromkeys(equivalents):
            turned[spanish].append(english)
    for spanish, meanings in turned.items():
        if zipf_frequency(spanish, "es") > 0:
            meanings.sort(key=lambda text: -zipf_frequency(text, "en"))
            table.setdefault(spanish, [text for text in meanings if is_english(text)])
    rows = [
        f"{head}\t{', '.join(meanings[:MOST_EQUIVALENTS])}\n"
        for head, meanings in sorted(table.items())
        if meanings and head.islower() and re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+)*", head)
    ]
    (Path(__file__).parents[1] / "data" / "meanings.tsv").write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
