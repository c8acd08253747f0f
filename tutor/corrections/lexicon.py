"""What is known about words: spelling, frequency, gender and number of nouns, forms of verbs. Read-only once loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hunspell

from tutor.corrections.conjugate import PERSONS, TENSES
from tutor.corrections.edits import plain

# Counted as nouns or adjectives because of what stands before them, but seldom meant as one.
FUNCTION_WORDS = frozenset(
    [
        "porque",
        "hasta",
        "ahora",
        "para",
        "ella",
        "ellas",
        "ello",
        "esta",
        "este",
        "ese",
        "esa",
        "como",
        "cuando",
        "donde",
        "que",
        "quien",
        "cual",
        "solo",
        "sola",
        "bajo",
        "ante",
        "sobre",
        "entre",
        "más",
        "menos",
        "mucho",
        "poco",
        "todo",
        "nada",
        "algo",
        "otro",
        "mismo",
        "uno",
        "una",
        "dos",
        "tres",
        "si",
        "no",
        "sí",
        "ya",
        "aunque",
        "durante",
        "antes",
        "después",
    ]
)

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form of a verb; person is 1s … 3p."""

    verb: str
    tense: str
    person: str


class Lexicon:
    """Loaded once; takes about a third of a second and 60 MB."""

    def __init__(self) -> None:
        self._hunspell = hunspell.Hunspell("es", hunspell_data_dir=str(DATA))
        self.frequency = {word: int(n) / 100 for word, n in _rows("frequency.tsv")}
        self.foreign = {word for (word,) in _rows("foreign.txt")}
        self.adjectives = {
            word for (word,) in _rows("adjectives.txt") if word.endswith("o") and len(word) > 3 and word != "solo"
        }
        self.nouns = {word: (tag[0], tag[1]) for word, tag in _rows("nouns.tsv") if word not in FUNCTION_WORDS}
        self.accented: dict[str, list[str]] = defaultdict(list)
        for word in self.frequency:
            if (bare := plain(word)) != word:
                self.accented[bare].append(word)
        self.verb_forms: dict[str, list[VerbForm]] = defaultdict(list)
        self.conjugated: dict[tuple[str, str, str], str] = {}
        self.infinitives: set[str] = set()
        for verb, _gerund, _participle, *forms in _rows("verbs.tsv"):
            self.infinitives.add(verb)
            for n, form in enumerate(forms):
                if form:
                    known = VerbForm(verb, TENSES[n // 6], PERSONS[n % 6])
                    self.verb_forms[form].append(known)
                    self.conjugated[verb, known.tense, known.person] = form

    def knows(self, word: str) -> bool:
        """Whether the word is spelt as some Spanish word or name is."""
        return bool(self._hunspell.spell(word))

    def zipf(self, word: str) -> float:
        """Frequency on the Zipf scale, 0 (unknown) to about 8; from wordfreq."""
        return self.frequency.get(word.lower(), 0.0)

    def form(self, verb: str, tense: str, person: str) -> str | None:
        """A conjugated form."""
        return self.conjugated.get((verb, tense, person))


def _rows(name: str) -> Iterator[list[str]]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line:
            yield line.split("\t")
