"""The forms of Spanish verbs, from `data/verbs.tsv`; nothing is trained or guessed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tutor.drills.syllabus import Person, Tense

DATA = Path(__file__).parent / "data"
PERSONS: tuple[Person, ...] = ("1s", "2s", "3s", "1p", "2p", "3p")
# The auxiliary's tense of each compound tense.
COMPOUND: dict[Tense, Tense] = {
    "present-perfect": "present",
    "pluperfect": "imperfect",
    "future-perfect": "future",
    "conditional-perfect": "conditional",
    "subjunctive-perfect": "subjunctive-present",
    "subjunctive-pluperfect": "subjunctive-imperfect",
}


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a form may be. Person is "" for gerund, participle and infinitive."""

    verb: str
    tense: str
    person: str


class Verbs:
    """The table. About 1,900 verbs; loads in a tenth of a second."""

    def __init__(self, file: Path = DATA / "verbs.tsv") -> None:
        lines = file.read_text(encoding="utf-8").splitlines()
        _, *columns = lines[0].split("\t")
        self._cells: dict[str, dict[str, str]] = {}
        self._analyses: defaultdict[str, list[Analysis]] = defaultdict(list)
        for line in lines[1:]:
            verb, *forms = line.split("\t")
            cells = self._cells[verb] = {column: form for column, form in zip(columns, forms, strict=True) if form}
            self._analyses[verb].append(Analysis(verb, "infinitive", ""))
            for column, form in cells.items():
                tense, _, person = column.partition(" ")
                self._analyses[form].append(Analysis(verb, tense, person))
                if tense == "subjunctive-imperfect":
                    self._analyses[in_se(form)].append(Analysis(verb, tense, person))

    def __contains__(self, verb: str) -> bool:
        return verb in self._cells

    def form(self, verb: str, tense: Tense, person: Person) -> str:
        """A form, "" when the verb lacks it. Compound tenses are two words. Raises KeyError for an unknown verb."""
        cells = self._cells[verb]
        if tense == "gerund":
            return cells["gerund"]
        if auxiliary := COMPOUND.get(tense):
            return f"{self.form('haber', auxiliary, person)} {cells['participle']}"
        if person == "vos" and tense not in ("present", "imperative"):
            person = "2s"
        return cells.get(f"{tense} {person}", "")

    def analyse(self, form: str) -> list[Analysis]:
        """Everything a single word can be as a verb."""
        return self._analyses.get(form.lower(), [])


def in_se(form: str) -> str:
    """The other form of the imperfect subjunctive: hablara → hablase, habláramos → hablásemos."""
    for ending, other in (("ramos", "semos"), ("rais", "seis"), ("ras", "ses"), ("ran", "sen"), ("ra", "se")):
        if form.endswith(ending):
            return form[: -len(ending)] + other
    return form


@cache
def verbs() -> Verbs:
    """The table that is shipped, read once."""
    return Verbs()
