"""The forms of a verb by name: tenses and persons, as they are called in each language of the page."""

from __future__ import annotations

LANGUAGES = ("en", "es", "pt", "de", "fr", "it")
_TENSES: dict[str, tuple[str, str, str, str, str, str]] = {
    "present": ("present", "presente", "presente", "Präsens", "présent", "presente"),
    "imperfect": ("imperfect", "imperfecto", "imperfeito", "Imperfekt", "imparfait", "imperfetto"),
    "preterite": ("preterite", "indefinido", "pretérito perfeito", "Indefinido", "passé simple", "passato remoto"),
    "future": ("future", "futuro", "futuro", "Futur", "futur", "futuro"),
    "conditional": ("conditional", "condicional", "condicional", "Konditional", "conditionnel", "condizionale"),
    "subjunctive-present": (
        "present subjunctive", "presente de subjuntivo", "presente do subjuntivo", "Subjuntivo Präsens",
        "subjonctif présent", "congiuntivo presente",
    ),
    "subjunctive-imperfect": (
        "imperfect subjunctive", "imperfecto de subjuntivo", "imperfeito do subjuntivo", "Subjuntivo Imperfekt",
        "subjonctif imparfait", "congiuntivo imperfetto",
    ),
    "imperative": ("command", "imperativo", "imperativo", "Imperativ", "impératif", "imperativo"),
    "gerund": ("gerund", "gerundio", "gerúndio", "Gerundium", "gérondif", "gerundio"),
    "participle": ("participle", "participio", "particípio", "Partizip", "participe", "participio"),
    "infinitive": ("infinitive", "infinitivo", "infinitivo", "Infinitiv", "infinitif", "infinito"),
    "present-perfect": (
        "present perfect", "pretérito perfecto", "passado com haber", "Perfekt", "passé composé", "passato prossimo"
    ),
    "pluperfect": (
        "pluperfect", "pluscuamperfecto", "mais-que-perfeito", "Plusquamperfekt", "plus-que-parfait", "trapassato prossimo"
    ),
    "future-perfect": (
        "future perfect", "futuro perfecto", "futuro composto", "Futur II", "futur antérieur", "futuro anteriore"
    ),
    "conditional-perfect": (
        "conditional perfect", "condicional compuesto", "condicional composto", "Konditional II", "conditionnel passé",
        "condizionale passato",
    ),
    "subjunctive-perfect": (
        "perfect subjunctive", "perfecto de subjuntivo", "perfeito do subjuntivo", "Subjuntivo Perfekt", "subjonctif passé",
        "congiuntivo passato",
    ),
    "subjunctive-pluperfect": (
        "pluperfect subjunctive", "pluscuamperfecto de subjuntivo", "mais-que-perfeito do subjuntivo",
        "Subjuntivo Plusquamperfekt", "subjonctif plus-que-parfait", "congiuntivo trapassato",
    ),
}  # fmt: skip
_PRONOUNS = {
    "1s": "yo", "2s": "tú", "vos": "vos", "3s": "él, ella, usted", "1p": "nosotros", "2p": "vosotros",
    "3p": "ellos, ellas, ustedes",
}  # fmt: skip


def tense_name(tense: str, language: str) -> str:
    """A tense as it is called in a language of the page, in English for others."""
    return _TENSES[tense][LANGUAGES.index(language) if language in LANGUAGES else 0]


def persons(person: str) -> str:
    """Who a person of the verb is: the Spanish pronouns."""
    return _PRONOUNS[person]


def form_name(tense: str, person: str, language: str) -> str:
    """A verb form as it is called, with the persons it is for; person is "" for those that have none."""
    name = tense_name(tense, language)
    return f"{name}, {persons(person)}" if person else name
