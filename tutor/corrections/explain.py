"""The rules by name: what kind of mistake each finds, how much it matters, and one sentence that tells why."""

from __future__ import annotations

from typing import NamedTuple

from tutor.corrections.edits import Severity


class About(NamedTuple):
    """What is said of a rule's edits. {old} and {new} are the learner's words and the corrected ones."""

    category: str
    severity: Severity
    english: str
    spanish: str
    simple_english: str = ""
    simple_spanish: str = ""


RULES: dict[str, About] = {
    "accent-missing": About(
        "diacritic", "minor",
        "“{new}” is written with this accent: it shows which syllable is stressed.",
        "“{new}” se escribe así: la tilde muestra la sílaba que suena más fuerte.",
        "We write “{new}”.", "Se escribe “{new}”."),
    "misspelt": About(
        "spelling", "normal",
        "“{old}” is not spelt like this in Spanish; you probably mean “{new}”.",
        "“{old}” no se escribe así; seguramente quieres decir “{new}”.",
        "The word is “{new}”.", "La palabra es “{new}”."),
    "ano-año": About(
        "diacritic", "normal",
        "“{new}” needs the ñ: without it the word means something else.",
        "“{new}” lleva ñ: sin ella es otra palabra.",
        "We write “{new}”, with ñ.", "Se escribe “{new}”, con ñ."),
    "accent-meaning": About(
        "diacritic", "minor",
        "Here it is “{new}”; “{old}” without that accent is another word.",
        "Aquí es “{new}”; “{old}” es otra palabra.",
        "Here we write “{new}”.", "Aquí se escribe “{new}”."),
    "verb-accent": About(
        "diacritic", "minor",
        "This verb form carries an accent: “{new}”.",
        "Esta forma del verbo lleva tilde: “{new}”.",
        "The verb is “{new}”.", "El verbo es “{new}”."),
    "question-accent": About(
        "diacritic", "minor",
        "Question words carry an accent: “{new}”.",
        "Las palabras interrogativas llevan tilde: “{new}”.",
        "In a question we write “{new}”.", "En una pregunta se escribe “{new}”."),
    "homophone": About(
        "spelling", "normal",
        "“{old}” and “{new}” sound alike, but here the meaning asks for “{new}”.",
        "“{old}” y “{new}” suenan igual, pero aquí corresponde “{new}”.",
        "Here we write “{new}”.", "Aquí se escribe “{new}”."),
    "sentence-capital": About(
        "capitals", "minor",
        "A sentence begins with a capital letter: “{new}”.",
        "La oración empieza con mayúscula: “{new}”."),
    "name-capital": About(
        "capitals", "minor",
        "Names are written with a capital letter: “{new}”.",
        "Los nombres propios se escriben con mayúscula: “{new}”."),
    "lower-case": About(
        "capitals", "minor",
        "In Spanish, days, months, languages and nationalities are written in lower case: “{new}”.",
        "En español, los días, los meses, los idiomas y las nacionalidades van con minúscula: “{new}”.",
        "We write “{new}”, without a capital.", "Se escribe “{new}”, con minúscula."),
    "opening-mark": About(
        "punctuation", "minor",
        "Spanish also marks where a question or exclamation begins: “{new}”.",
        "En español también se abre la pregunta o la exclamación: “{new}”.",
        "Begin with “{new}”.", "Empieza con “{new}”."),
    "list-comma": About(
        "punctuation", "minor",
        "No comma is written before “y” or “o” at the end of a list.",
        "No se pone coma antes de “y” u “o” al final de una lista."),
    "determiner-noun": About(
        "agreement", "normal",
        "The word before a noun takes its gender and number: “{new}”, not “{old}”.",
        "La palabra delante del nombre concuerda con él: “{new}”, no “{old}”.",
        "Here we say “{new}”.", "Aquí se dice “{new}”."),
    "noun-adjective": About(
        "agreement", "normal",
        "An adjective takes the gender and number of its noun: “{new}”.",
        "El adjetivo concuerda en género y número con su nombre: “{new}”.",
        "Here we say “{new}”.", "Aquí se dice “{new}”."),
    "predicate-adjective": About(
        "agreement", "normal",
        "After ser and estar the adjective agrees with the subject: “{new}”.",
        "Después de ser y estar el adjetivo concuerda con el sujeto: “{new}”.",
        "Here we say “{new}”.", "Aquí se dice “{new}”."),
    "contraction": About(
        "article", "normal",
        "“{old}” always joins into “{new}”.",
        "“{old}” se une siempre: “{new}”.",
        "“{old}” becomes “{new}”.", "“{old}” se convierte en “{new}”."),
    "double-article": About(
        "article", "normal",
        "One article is enough here.", "Aquí basta un solo artículo."),
    "y-e": About(
        "word choice", "normal",
        "Before the sound i, “y” becomes “e”.", "Delante del sonido i, “y” se convierte en “e”."),
    "o-u": About(
        "word choice", "normal",
        "Before the sound o, “o” becomes “u”.", "Delante del sonido o, “o” se convierte en “u”."),
    "gustar-number": About(
        "verb form", "normal",
        "With gustar and encantar the thing liked is the subject: say “{new}” here.",
        "Con gustar y encantar el sujeto es lo que gusta: aquí se dice “{new}”.",
        "Several things: gustan. One thing: gusta.", "Varias cosas: gustan. Una cosa: gusta."),
    "gustar-pronoun": About(
        "pronoun", "major",
        "Gustar works backwards: the thing pleases you, so say “{new}”.",
        "Gustar funciona al revés: la cosa te gusta a ti; se dice “{new}”.",
        "We say “{new}”.", "Se dice “{new}”."),
    "muy-mucho": About(
        "word choice", "normal",
        "“Muy” goes before adjectives and adverbs, “mucho” with nouns and verbs: here “{new}”.",
        "“Muy” va con adjetivos y adverbios; “mucho”, con nombres y verbos: aquí “{new}”.",
        "Here we say “{new}”.", "Aquí se dice “{new}”."),
    "comparative": About(
        "word choice", "normal",
        "Mejor, peor, mayor and menor already mean “more”: “{new}”.",
        "Mejor, peor, mayor y menor no llevan “más”: “{new}”."),
    "usage:subject": About(
        "pronoun", "minor",
        "The verb ending already tells who, so the pronoun can be left out.",
        "La terminación del verbo ya dice quién: el pronombre no hace falta.",
        "We can leave out the pronoun here.", "Aquí no hace falta el pronombre."),
    "apocope": About(
        "agreement", "normal",
        "This word is shortened before a masculine singular noun: “{new}”.",
        "Esta palabra se acorta delante de un nombre masculino singular: “{new}”.",
        "Before this noun we say “{new}”.", "Delante de este nombre se dice “{new}”."),
    "subject-verb": About(
        "verb form", "major",
        "The verb agrees with its subject: “{new}”, not “{old}”.",
        "El verbo concuerda con el sujeto: “{new}”, no “{old}”.",
        "With this subject we say “{new}”.", "Con este sujeto se dice “{new}”."),
    "age": About(
        "word choice", "major",
        "In Spanish you have years: age is said with tener, “{new}”.",
        "La edad se dice con tener: “{new}”.",
        "For age we say “{new}”.", "Para la edad se dice “{new}”."),
    "tener": About(
        "ser/estar", "major",
        "Hunger, thirst, cold, fear and the like are things one has in Spanish: “{new}”.",
        "El hambre, la sed, el frío o el miedo se tienen: “{new}”.",
        "Here we say “{new}”.", "Aquí se dice “{new}”."),
    "estar": About(
        "ser/estar", "major",
        "Estar tells where something is or how it feels just now: “{new}”.",
        "Con estar se dice dónde o cómo está algo en este momento: “{new}”.",
        "Here we use estar: “{new}”.", "Aquí se usa estar: “{new}”."),
    "ser": About(
        "ser/estar", "major",
        "Ser tells what or who something is: “{new}”.",
        "Con ser se dice qué o quién es algo: “{new}”.",
        "Here we use ser: “{new}”.", "Aquí se usa ser: “{new}”."),
    "subjunctive": About(
        "mood", "major",
        "After a wish or an influence on somebody else comes the subjunctive: “{new}”.",
        "Después de expresar un deseo o influencia va el subjuntivo: “{new}”.",
        "After this we say “{new}”.", "Después de esto se dice “{new}”."),
    "infinitive": About(
        "verb form", "normal",
        "Here the verb stays in the infinitive: “{new}”.",
        "Aquí el verbo va en infinitivo: “{new}”.",
        "Here we say “{new}”.", "Aquí se dice “{new}”."),
    "en-date": About(
        "preposition", "normal",
        "Dates and days take the article, without “en”: “{new}”.",
        "Las fechas y los días llevan artículo, sin “en”: “{new}”.",
        "We say “{new}”.", "Se dice “{new}”."),
    "jugar-a": About(
        "preposition", "normal",
        "Games and sports are played “al” or “a la”: “{new}”.",
        "Con juegos y deportes, jugar lleva “a”: “{new}”.",
        "We say “{new}”.", "Se dice “{new}”."),
    "fixed-preposition": About(
        "preposition", "normal",
        "This expression is “{new}” in Spanish.",
        "Esta expresión es “{new}”."),
    "ir-a": About(
        "preposition", "normal",
        "To say what you are going to do: ir + a + infinitive, “{new}”.",
        "Para el futuro se usa ir + a + infinitivo: “{new}”.",
        "We say “{new}”.", "Se dice “{new}”."),
}  # fmt: skip

# Found by a model of instructors' corrections, or proposed by a language model: no reason is known, only the kind.
_KINDS: dict[str, About] = {
    about.category: about
    for about in (
        About("agreement", "normal", "These words have to agree: “{new}”.", "Estas palabras tienen que concordar: “{new}”."),
        About("verb form", "normal", "The verb form that fits here is “{new}”.", "La forma del verbo que va aquí es “{new}”."),
        About("preposition", "normal", "The preposition is different here: “{new}”.", "Aquí la preposición es otra: “{new}”."),
        About("article", "normal", "The article is different here: “{new}”.", "Aquí el artículo es otro: “{new}”."),
        About("ser/estar", "normal", "Here Spanish uses “{new}”.", "Aquí se usa “{new}”."),
        About("spelling", "normal", "This is spelt “{new}”.", "Esto se escribe “{new}”."),
        About("diacritic", "minor", "This is written “{new}”, mind the accents.", "Se escribe “{new}”: atención a las tildes."),
        About("capitals", "minor", "This is written “{new}”.", "Se escribe “{new}”."),
        About("punctuation", "minor", "The punctuation is different here.", "Aquí la puntuación es otra."),
        About("pronoun", "normal", "The pronoun that fits here is “{new}”.", "El pronombre que va aquí es “{new}”."),
        About("word order", "normal", "The usual order is “{new}”.", "El orden habitual es “{new}”."),
        About("word choice", "normal", "A more usual word here is “{new}”.", "Aquí es más habitual “{new}”."),
        About("missing word", "normal", "A word is missing here: “{new}”.", "Aquí falta una palabra: “{new}”."),
        About("extra word", "normal", "“{old}” is not needed here.", "Aquí no hace falta “{old}”."),
    )
}  # fmt: skip


def about(rule: str) -> About:
    """A rule's kind and words; rules named `usage:KIND` have only a kind."""
    return RULES.get(rule) or _KINDS[rule.partition(":")[2]]


def explanation(rule: str, old: str, new: str, level: str, first_language: str) -> str:
    """One sentence, in Spanish for speakers of Spanish and in English for others, simple at A1 and A2."""
    it = about(rule)
    simple = level in ("A1", "A2")
    if first_language == "es":
        template = (simple and it.simple_spanish) or it.spanish
    else:
        template = (simple and it.simple_english) or it.english
    return template.format(old=old.strip(), new=new.strip())
