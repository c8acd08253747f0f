"""Makes `data/lexicon.npz`: `python -m tutor.language.es.build.lexicon SOURCE`, about two minutes.

SOURCE is the jar of the Maven artifact org.softcatala:spanish-pos-dict:2.3 (`mvn dependency:get
-Dartifact=org.softcatala:spanish-pos-dict:2.3`, then in ~/.m2), or its export without enclitics as `.tsv.xz`.
"""

from __future__ import annotations

import json
import lzma
import math
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import marisa_trie
import numpy as np

from tutor.language.es.build.morfologik import TaggedForm, rows
from tutor.language.es.build.patches import is_adjective, mended, taught_order
from tutor.language.es.build.ranking import corrected, shares

ROOT = Path(__file__).parents[4]
FREQUENCY = ROOT / "tutor" / "corrections" / "data" / "frequency.tsv"
TARGET = Path(__file__).parents[1] / "data" / "lexicon.npz"
DICTIONARY = "org/languagetool/resource/es/es-ES.dict"
# A share is kept as how many times it halves twice over; readings rarer than the last are as rare.
RAREST = 15


def source(path: Path) -> Iterator[TaggedForm]:
    """The rows of the jar or of the export."""
    if path.suffix == ".jar":
        with zipfile.ZipFile(path) as jar:
            yield from rows(jar.read(DICTIONARY))
    else:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield TaggedForm(*line.rstrip("\n").split("\t"))


def ending(whole: str, other: str) -> tuple[int, str]:
    """How to get from one word to the other: how many letters to drop, what to add."""
    same = next((n for n, (a, b) in enumerate(zip(whole, other, strict=False)) if a != b), min(len(whole), len(other)))
    return len(whole) - same, other[same:]


def halvings(share: float) -> int:
    """The share as it is stored."""
    return min(RAREST, round(-2 * math.log2(share))) if share > 0 else RAREST


def main(path: Path) -> None:
    """Write the file."""
    lines = (line.split("\t") for line in FREQUENCY.read_text(encoding="utf-8").splitlines())
    zipf = {word: int(value) / 100 for word, value in lines}
    found = sorted(mended(source(path)))
    share = dict(zip(found, map(float, shares(found, zipf)), strict=True))
    tags: dict[str, int] = {}

    # Reading: a form's number in the trie tells which list of readings it has.
    by_form: defaultdict[str, list[TaggedForm]] = defaultdict(list)
    for row in found:
        by_form[row.form].append(row)
    trie = marisa_trie.Trie(by_form)
    kinds: dict[tuple[tuple[int, str, int, int], ...], int] = {}
    readings = np.zeros(len(by_form), np.uint16)
    frequency = np.zeros(len(by_form), np.uint8)
    for form, of_form in by_form.items():
        weighed = corrected(of_form, share)
        kind = tuple(
            (*ending(form, row.lemma), tags.setdefault(row.tag, len(tags)), halvings(p))
            for row, p in sorted(weighed.items(), key=lambda rp: (-rp[1], rp[0].tag, rp[0].lemma))
        )
        readings[trie[form]] = kinds.setdefault(kind, len(kinds))
        frequency[trie[form]] = ord(of_form[0].frequency) - ord("A")

    # Writing: a lemma and the first letter of its tags tell which paradigm it has.
    by_lemma: defaultdict[str, list[TaggedForm]] = defaultdict(list)
    for row in found:
        if not is_adjective(row):
            by_lemma[row.lemma + row.tag[0]].append(row)
    lemmas = marisa_trie.Trie(by_lemma)
    paradigms: dict[tuple[tuple[int, str, int], ...], int] = {}
    inflection = np.zeros(len(by_lemma), np.uint16)
    for key, of_lemma in by_lemma.items():
        lemma = key[:-1]
        ordered = sorted(of_lemma, key=lambda row: (row.tag, *taught_order(row.lemma, row.form)))
        if key[-1] == "V":
            # -ra before -se, whatever they have in common with the infinitive.
            ordered.sort(
                key=lambda row: (row.tag, row.tag[2:4] == "SI" and "se" in row.form[-5:] and "ra" not in row.form[-5:])
            )
        paradigm = tuple((*ending(lemma, row.form), tags[row.tag]) for row in ordered)
        inflection[lemmas[key]] = paradigms.setdefault(paradigm, len(paradigms))

    tables = json.dumps(
        {"tags": [*tags], "readings": [*kinds], "paradigms": [*paradigms]}, ensure_ascii=False, separators=(",", ":")
    )
    np.savez_compressed(
        TARGET,
        forms=np.frombuffer(trie.tobytes(), np.uint8),
        readings=readings,
        frequency=frequency,
        lemmas=np.frombuffer(lemmas.tobytes(), np.uint8),
        inflection=inflection,
        tables=np.frombuffer(tables.encode(), np.uint8),
    )
    sizes = f"{len(found)} readings, {len(by_form)} forms, {len(by_lemma)} lemmas, {len(kinds)} kinds of form"
    print(f"{sizes}, {len(paradigms)} paradigms, {TARGET.stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
