"""The forms of Spanish verbs, from `data/verb_forms.tsv`; nothing is trained or guessed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tutor.language.es.forms import Person, Tense

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
    """The table. About 1,900 verbs; loads in a fifth of a second and takes 25 MB."""

    def __init__(self, file: Path = DATA / "verb_forms.tsv") -> None:
        heading, *lines = file.read_text(encoding="utf-8").splitlines()
        self._cells = [tuple(cell.partition(" ")[::2]) for cell in heading.split("\t")]  # (tense, person)
        self._column = {cell: n for n, cell in enumerate(self._cells)}
        self._rows = [line.split("\t") for line in lines]
        self._row = {row[0]: n for n, row in enumerate(self._rows)}
        places: defaultdict[str, list[int]] = defaultdict(list)
        for n, row in enumerate(self._rows):
            for column, form in enumerate(row):
                if form:
                    places[form].append(n * len(self._cells) + column)
        # Numbers rather than objects: there are a hundred thousand forms.
        self._places = {form: tuple(found) for form, found in places.items()}

    def __contains__(self, verb: str) -> bool:
        return verb in self._row

    def form(self, verb: str, tense: Tense, person: Person) -> str:
        """A form, "" when the verb lacks it. Compound tenses are two words. Raises KeyError for an unknown verb."""
        row = self._rows[self._row[verb]]
        if tense == "gerund":
            return row[self._column["gerund", ""]]
        if auxiliary := COMPOUND.get(tense):
            return f"{self.form('haber', auxiliary, person)} {row[self._column['participle', '']]}"
        if person == "vos" and tense not in ("present", "imperative"):
            person = "2s"
        column = self._column.get((tense, person))
        return row[column] if column is not None else ""

    def analyse(self, form: str) -> list[Analysis]:
        """Everything a single word can be as a verb."""
        form = form.lower()
        found = [self._analysis(place) for place in self._places.get(form, ())]
        if (in_ra := _in_ra(form)) != form:
            others = (self._analysis(place) for place in self._places.get(in_ra, ()))
            found += [a for a in others if a.tense == "subjunctive-imperfect"]
        return found

    def _analysis(self, place: int) -> Analysis:
        row, column = divmod(place, len(self._cells))
        return Analysis(self._rows[row][0], *self._cells[column])


_RA_SE = (("ramos", "semos"), ("rais", "seis"), ("ras", "ses"), ("ran", "sen"), ("ra", "se"))


def in_se(form: str) -> str:
    """The other form of the imperfect subjunctive: hablara → hablase, habláramos → hablásemos."""
    return next((form.removesuffix(ra) + se for ra, se in _RA_SE if form.endswith(ra)), form)


def _in_ra(form: str) -> str:
    return next((form.removesuffix(se) + ra for ra, se in _RA_SE if form.endswith(se)), form)


@cache
def verbs() -> Verbs:
    """The table that is shipped, read once."""
    return Verbs()
