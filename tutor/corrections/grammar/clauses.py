"""Words that a clause lacks: que between clauses and after tener and hay, a and me with gustar."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.wordlist import words

_POSSESSIVES = words("mi mis tu tus su sus nuestro nuestra nuestros nuestras")
PEOPLE = words(
    "madre padre mamá papá hermano hermana hermanos hermanas abuelo abuela abuelos abuelas tío tía tíos tías primo prima primos "
    "primas hijo hija hijos hijas amigo amiga amigos amigas novio novia esposo esposa padres familia vecino vecina vecinos profesor "
    "profesora profesores jefe jefa compañero compañera compañeros compañeras perro perra gato gata"
)
_THINK = words("creo pienso cree piensa creemos pensamos creen piensan creía pensaba digo dice dijo sé sabe espero")
_SUBJECTS = words("yo tú él ella usted nosotros nosotras ellos ellas ustedes eso esto es son está")
_TENER = words("tengo tienes tiene tenemos tienen tenía tenías tenían teníamos")
_NOUNS_TOO = words("poder deber placer ser parecer saber pesar andar haber querer")
_BEGIN = words("empezar comenzar aprender enseñar")
_TO = {"mí": "me", "ti": "te", "nosotros": "nos", "él": "le", "ella": "le", "ellos": "les", "ellas": "les"}
_PLEASE = words("gusta gustan encanta encantan interesa interesan gustaba gustaban gustaría duele duelen importa")


def clauses(sentence: Sentence) -> Iterator[Finding]:
    """creo eso es → creo que eso es; tengo ir → tengo que ir."""
    for i, word in enumerate(sentence.words):
        yield from _que(sentence, i, word)
        yield from _pleasing(sentence, i, word)


def _que(sentence: Sentence, i: int, word: str) -> Iterator[Finding]:
    lexicon, after = sentence.lexicon, sentence.at(i + 1)
    if (
        word in _THINK
        and after in _SUBJECTS
        and lexicon.finite(sentence.at(i + 2 if after not in ("es", "son", "está") else i + 1))
    ):
        if sentence.at(i - 1) not in ("que", "como", "lo", "según", ",", "más", "menos", "mejor"):
            yield Finding(i + 1, i + 1, "que", "que-missing", 0.84)
    if (
        ((word in _TENER and sentence.at(i - 1) != "que") or (word == "hay" and i == 0))
        and after in lexicon.verbs
        and not lexicon.noun(after)
        and after not in _NOUNS_TOO
    ):
        yield Finding(i + 1, i + 1, "que", "tener-que", 0.86)
    if word == "antes" and after in lexicon.verbs and not lexicon.noun(after) and sentence.at(i - 1) != "sin":
        yield Finding(i + 1, i + 1, "de", "fixed-preposition", 0.9)
    readings = lexicon.finite(word)
    if readings and after in lexicon.verbs and not lexicon.noun(after):
        if readings[0].verb in _BEGIN:
            yield Finding(i + 1, i + 1, "a", "fixed-preposition", 0.84)
        elif readings[0].verb in ("tratar", "acabar"):
            yield Finding(i + 1, i + 1, "de", "fixed-preposition", 0.84)


def _pleasing(sentence: Sentence, i: int, word: str) -> Iterator[Finding]:
    verb = sentence.at(i + 1)
    if word in ("le", "les") and verb in _PLEASE and i >= 2:
        head, owner = sentence.at(i - 1), sentence.at(i - 2)
        first = i - 3 if sentence.at(i - 1) == "no" else i - 2
        if head == "no":
            head, owner = sentence.at(i - 2), sentence.at(i - 3)
        if first == 0 and owner in _POSSESSIVES | {"el", "la", "los", "las"} and head in PEOPLE:
            yield Finding(0, 0, "a", "gustar-pronoun", 0.85)
    if word in _PLEASE and i >= 2 and sentence.at(i - 2) == "a" and (pronoun := _TO.get(sentence.at(i - 1))):
        yield Finding(i, i, pronoun, "gustar-pronoun", 0.87)
