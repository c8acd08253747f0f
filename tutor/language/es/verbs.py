"""The one table of Spanish verbs: forms of a verb, and what a form is, in the tenses and persons that are taught.

`conjugate("seguir", "present", "1s")` is «sigo», `analyse("sigo")` is seguir, present, 1s. Both come from the lexicon.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from tutor.language.es.analysis import Analysis
from tutor.language.es.eagles import Features
from tutor.language.es.lexicon import CACHED_FORMS, LONGEST_FORM, lexicon

Tense = Literal[
    "present", "imperfect", "preterite", "future", "conditional", "subjunctive-present", "subjunctive-imperfect",
    "imperative", "gerund", "present-perfect", "pluperfect", "future-perfect", "conditional-perfect",
    "subjunctive-perfect", "subjunctive-pluperfect",
]  # fmt: skip
Person = Literal["1s", "2s", "vos", "3s", "1p", "2p", "3p"]
PERSONS: tuple[Person, ...] = ("1s", "2s", "3s", "1p", "2p", "3p")
TENSES: tuple[Tense, ...] = get_args(Tense)
# The auxiliary's tense of each compound tense.
COMPOUND: dict[Tense, Tense] = {
    "present-perfect": "present",
    "pluperfect": "imperfect",
    "future-perfect": "future",
    "conditional-perfect": "conditional",
    "subjunctive-perfect": "subjunctive-present",
    "subjunctive-pluperfect": "subjunctive-imperfect",
}
_CODES: dict[str, str] = {
    "present": "IP", "imperfect": "II", "preterite": "IS", "future": "IF", "conditional": "IC", "subjunctive-present": "SP",
    "subjunctive-imperfect": "SI", "imperative": "M0",
}  # fmt: skip
_NAMES = {code: name for name, code in _CODES.items()}
# Vos has forms of its own here; elsewhere it takes those of tú.
_VOS_TENSES = ("present", "imperative")
# Of haber, hay stands by itself only: «hay hablado» is no form.
_ALONE = "hay"
CACHED_VERBS = 500  # of some 10 kB each


class VerbReading(NamedTuple):
    """One reading of a verb form. `tense` is a Tense, "infinitive" or "participle"; `person` "" in those and gerunds."""

    verb: str
    tense: str
    person: str


class Verb:
    """The forms of one verb; every cell has the form to teach first, then those that are also right."""

    __slots__ = ("_cells", "lemma")

    def __init__(self, lemma: str) -> None:
        self.lemma = lemma
        cells: dict[str, tuple[str, ...]] = {}
        for text, told in lexicon().paradigm(lemma, "V"):
            cell = told.tag[2:6] if told.mood != "participle" else told.tag[2:7]
            if text not in cells.get(cell, ()):
                cells[cell] = (*cells.get(cell, ()), text)
        self._cells = cells

    @property
    def gerund(self) -> str:
        """«siguiendo»."""
        return self._first("G000")

    @property
    def participles(self) -> tuple[str, ...]:
        """Those of the compound tenses, masculine singular: («impreso», «imprimido»)."""
        return self._cells.get("P00SM", ())

    def variants(self, tense: Tense, person: Person) -> tuple[str, ...]:
        """All right forms, the one to teach first: («hablara», «hablase»); none where the verb lacks the cell."""
        if tense == "gerund":
            return self._cells.get("G000", ())
        if auxiliary := COMPOUND.get(tense):
            # It has rained, but nobody "has rained" who cannot rain.
            if not self._cells.get(_cell("imperfect", person)):
                return ()
            have = [form for form in verb("haber").variants(auxiliary, person) if form != _ALONE]
            return tuple(f"{form} {participle}" for participle in self.participles for form in have)
        return self._cells.get(_cell(tense, person), ())

    def form(self, tense: Tense, person: Person) -> str:
        """The form to teach, "" where the verb lacks it."""
        return next(iter(self.variants(tense, person)), "")

    def _first(self, cell: str) -> str:
        return next(iter(self._cells.get(cell, ())), "")


def _cell(tense: Tense, person: Person) -> str:
    if person == "vos":
        return _CODES[tense] + ("2V" if tense in _VOS_TENSES else "2S")
    return _CODES[tense] + person.upper()


@lru_cache(CACHED_VERBS)
def _verb(lemma: str) -> Verb | None:
    return Verb(lemma) if lexicon().has(lemma, "verb") else None


def verb(lemma: str) -> Verb:
    """A verb by its infinitive. Raises KeyError for what is none."""
    found = _verb(lemma)
    if found is None:
        raise KeyError(lemma)
    return found


def is_verb(lemma: str) -> bool:
    """Whether this is the infinitive of a verb."""
    return _verb(lemma) is not None


def conjugate(lemma: str, tense: Tense, person: Person) -> str:
    """The form to teach, "" when the verb lacks it; compound tenses are two words. Raises KeyError for an unknown verb."""
    return verb(lemma).form(tense, person)


def variants(lemma: str, tense: Tense, person: Person) -> tuple[str, ...]:
    """All right forms, the one to teach first. Raises KeyError for an unknown verb."""
    return verb(lemma).variants(tense, person)


def analyse(form: str, least_share: float = 0.0) -> list[VerbReading]:
    """What a single word without pronouns can be as a verb, the likeliest first.

    With `least_share`, only readings that are at least this share of the word's use: «casa» is of casar in 1 % of it.
    Of participles the masculine singular counts, the one that compound tenses have; the future subjunctive is not taught.
    """
    return list(_analysed(form, least_share)) if len(form) <= LONGEST_FORM else []


@lru_cache(CACHED_FORMS)
def _analysed(form: str, least_share: float) -> tuple[VerbReading, ...]:
    found = dict.fromkeys(
        reading
        for analysis in lexicon().analyses(form)
        if not analysis.pronouns and analysis.share >= least_share and (reading := reading_of(analysis))
    )
    return tuple(found)


def reading_of(analysis: Analysis) -> VerbReading | None:
    """The tense and person of an analysis; None for what is no verb form that is taught."""
    told = analysis.features
    if told.part != "verb":
        return None
    if told.mood == "participle":
        return VerbReading(analysis.lemma, "participle", "") if (told.gender, told.number) == ("m", "s") else None
    if told.mood in ("infinitive", "gerund"):
        return VerbReading(analysis.lemma, told.mood, "")
    tense = _NAMES.get(told.tag[2:4])
    return VerbReading(analysis.lemma, tense, person_of(told)) if tense else None


def person_of(told: Features) -> str:
    """The person of a verb form as it is named here: "1s", "vos"; "" for what has none."""
    return "vos" if told.vos else told.who + told.number if told.who else ""


def all_verbs() -> tuple[str, ...]:
    """The infinitives of all verbs, about 8,500."""
    return lexicon().all_lemmas("verb")
