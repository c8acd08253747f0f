"""What is cited in a sentence, and so is not the writer's own wording: «¿Se dice "soy cansado"?»"""

from __future__ import annotations

from tutor.corrections.sentence import Sentence
from tutor.language.es.wordlist import words

_PAIRS = {"«": "»", "“": "”", '"': '"', "‘": "’", "'": "'"}
# Longer quotations are what somebody said, unless the sentence speaks of words.
FEW = 4
_OF_WORDS = words(
    "dice dicen digo decir decimos escribe escriben escribo escribir significa palabra palabras expresión frase correcto correcta "
    "incorrecto incorrecta bien mal pronuncia verbo adjetivo sustantivo traduce traducir latín inglés título"
)


def citations(sentence: Sentence) -> list[tuple[int, int]]:
    """The spans of tokens between quotation marks that are left as they are."""
    found: list[tuple[int, int]] = []
    speaks = bool(_OF_WORDS & set(sentence.words))
    i = 0
    while i < len(sentence):
        closing = _PAIRS.get(sentence.at(i))
        end = next((n for n in range(i + 1, len(sentence)) if sentence.at(n) == closing), None) if closing else None
        if end is None:
            i += 1
            continue
        whole = i == 0 and end >= len(sentence) - 2
        if not whole and (speaks or end - i - 1 <= FEW):
            found.append((i, end + 1))
        i = end + 1
    return found
