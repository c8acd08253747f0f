"""Words in an order that English has and Spanish has not."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import share
from tutor.language.es.wordlist import words

COLOURS = words(
    "rojo roja azul verde amarillo amarilla negro negra blanco blanca gris marrón azules rojos rojas "
    "verdes negros negras blancos blancas"
)
_BEFORE = words("un una mi tu su")  # «la blanca nieve» is what poets say
_MODALS = words(
    "quiero quieres quiere queremos quieren puedo puedes puede podemos pueden necesito necesitas necesita debo debes debe"
)
_CLITICS = words("me te lo la los las le les nos")
# Those of them that are no articles, and what shows that they belong to the verb before.
_PERSONS = words("me te nos le les")
_BEHIND = frozenset(
    ("", ".", ",", "!", "?", *words("y e o pero porque cuando en a con por para de el la los las un una mañana hoy"))
)


def order(sentence: Sentence) -> Iterator[Finding]:
    """un rojo coche → un coche rojo; quiero lo comprar → quiero comprarlo; quiero ver te → quiero verte."""
    lexicon = sentence.lexicon
    for i, word in enumerate(sentence.words):
        before, after = sentence.at(i - 1), sentence.at(i + 1)
        noun = lexicon.noun(after)
        if word in COLOURS and before in _BEFORE and noun and not sentence.is_name(i + 1):
            if lexicon.finite(after) and share(after, "noun") < 0.5:
                continue
            yield Finding(i, i + 2, f"{after} {lexicon.agree(word, *noun)}", "word-order", 0.88)
        if word in _CLITICS and before in _MODALS and after in lexicon.verbs and not noun:
            yield Finding(i, i + 2, after + word, "word-order", 0.88)
        if word in lexicon.verbs and after in ("lo", "la", "los", "las") and not lexicon.noun(word):
            if (
                sentence.at(i + 2) in ("a", "en", "con", "por", "para", ".", ",", "!", "?", "hoy", "mañana")
                and before != after
            ):
                yield Finding(i, i + 2, word + after, "word-order", 0.88)
        if word in lexicon.verbs and after in _PERSONS and sentence.at(i + 2) in _BEHIND and not lexicon.noun(word):
            yield Finding(i, i + 2, word + after, "word-order", 0.9)
