"""One sentence that says why, in the learner's first language where we write it (English, Spanish), else English.

`{old}` and `{new}` are the learner's word and its correction.
"""

from __future__ import annotations

from tutor.corrections.edits import Severity

# rule: category, severity, English, Spanish
RULES: dict[str, tuple[str, Severity, str, str]] = {
    "accent": ("diacritic", "minor", "“{new}” is written with its accent.", "«{new}» se escribe con tilde o diéresis."),
    "accent-meaning": (
        "diacritic",
        "normal",
        "Here it is “{new}”; without or with the accent it is another word.",
        "Aquí es «{new}»; con o sin tilde es otra palabra.",
    ),
    "spelling": ("spelling", "normal", "The usual spelling is “{new}”.", "Se escribe «{new}»."),
    "capital-lower": (
        "capitals",
        "minor",
        "Days, months, languages and nationalities start with a small letter in Spanish.",
        "Los días, los meses, los idiomas y las nacionalidades se escriben con minúscula.",
    ),
    "capital-name": (
        "capitals",
        "minor",
        "Names start with a capital letter.",
        "Los nombres propios llevan mayúscula.",
    ),
    "capital-start": (
        "capitals",
        "minor",
        "A sentence starts with a capital letter.",
        "La oración empieza con mayúscula.",
    ),
    "agreement-article": (
        "agreement",
        "major",
        "“{old}” has to agree with its noun in gender and number: “{new}”.",
        "«{old}» debe concordar con su sustantivo en género y número: «{new}».",
    ),
    "agreement-adjective": (
        "agreement",
        "major",
        "The adjective agrees with its noun: “{new}”.",
        "El adjetivo concuerda con su sustantivo: «{new}».",
    ),
    "contraction": ("article", "normal", "“{old}” contracts to “{new}”.", "«{old}» se contrae en «{new}»."),
    "y-e": (
        "word choice",
        "minor",
        "Before the sound “i”, “y” becomes “e”.",
        "Ante el sonido «i», «y» se convierte en «e».",
    ),
    "o-u": ("word choice", "minor", "Before the sound “o”, “o” becomes “u”.", "Ante el sonido «o», «o» pasa a «u»."),
    "subject-verb": (
        "verb form",
        "major",
        "The verb agrees with its subject: “{new}”.",
        "El verbo concuerda con su sujeto: «{new}».",
    ),
    "gustar": (
        "verb form",
        "major",
        "What you like is the subject of “gustar”: “{new}”.",
        "Lo que gusta es el sujeto de «gustar»: «{new}».",
    ),
    "subjunctive": (
        "mood",
        "major",
        "After this expression Spanish uses the subjunctive: “{new}”.",
        "Tras esta expresión se usa el subjuntivo: «{new}».",
    ),
    "infinitive": (
        "verb form",
        "major",
        "Here the verb stays in the infinitive: “{new}”.",
        "Aquí el verbo va en infinitivo: «{new}».",
    ),
    "age": ("ser/estar", "major", "Age is said with “tener”: “{new}”.", "La edad se dice con «tener»: «{new}»."),
    "muy-mucho": (
        "word choice",
        "normal",
        "“muy” goes with adjectives and adverbs, “mucho” with nouns: “{new}”.",
        "«muy» va con adjetivos y adverbios; «mucho», con sustantivos: «{new}».",
    ),
    "apocope": (
        "word choice",
        "normal",
        "Before a masculine singular noun it is shortened: “{new}”.",
        "Ante un sustantivo masculino singular se acorta: «{new}».",
    ),
    "jugar-al": (
        "preposition",
        "minor",
        "Games and sports: “jugar” takes “a” and the article.",
        "Con juegos y deportes, «jugar» lleva «a» y el artículo.",
    ),
    "que-clause": ("missing word", "normal", "“{new}” is needed here.", "Aquí hace falta «{new}»."),
    "opening-mark": (
        "punctuation",
        "minor",
        "Questions and exclamations open with “{new}”.",
        "Las preguntas y exclamaciones se abren con «{new}».",
    ),
    "model": ("word choice", "normal", "“{new}” is more natural here.", "Aquí es más natural «{new}»."),
}


def explain(rule: str, old: str, new: str, first_language: str) -> str:
    """The sentence for a rule, with the learner's words."""
    _, _, english, spanish = RULES[rule]
    return (spanish if first_language == "es" else english).format(old=old, new=new.strip())
