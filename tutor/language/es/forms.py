"""The forms of a verb by name: tenses and persons, as they are called in English and Spanish."""

from __future__ import annotations

_TENSES = {
    "present": ("present", "presente"),
    "imperfect": ("imperfect", "imperfecto"),
    "preterite": ("preterite", "indefinido"),
    "future": ("future", "futuro"),
    "conditional": ("conditional", "condicional"),
    "subjunctive-present": ("present subjunctive", "presente de subjuntivo"),
    "subjunctive-imperfect": ("imperfect subjunctive", "imperfecto de subjuntivo"),
    "imperative": ("command", "imperativo"),
    "gerund": ("gerund", "gerundio"),
    "participle": ("participle", "participio"),
    "infinitive": ("infinitive", "infinitivo"),
    "present-perfect": ("present perfect", "pretérito perfecto"),
    "pluperfect": ("pluperfect", "pluscuamperfecto"),
    "future-perfect": ("future perfect", "futuro perfecto"),
    "conditional-perfect": ("conditional perfect", "condicional compuesto"),
    "subjunctive-perfect": ("perfect subjunctive", "perfecto de subjuntivo"),
    "subjunctive-pluperfect": ("pluperfect subjunctive", "pluscuamperfecto de subjuntivo"),
}
_PRONOUNS = {
    "1s": "yo", "2s": "tú", "vos": "vos", "3s": "él, ella, usted", "1p": "nosotros", "2p": "vosotros",
    "3p": "ellos, ellas, ustedes",
}  # fmt: skip


def tense_name(tense: str, language: str) -> str:
    """A tense as it is called in English or Spanish."""
    return _TENSES[tense][language == "es"]


def form_name(tense: str, person: str, language: str) -> str:
    """A verb form as it is called, with the persons it is for; person is "" for those that have none."""
    name = tense_name(tense, language)
    return f"{name}, {_PRONOUNS[person]}" if person else name
