"""What is cited in a sentence, and so is not the writer's own wording: «¿Se dice "soy cansado"?», ¿se dice soy cansado?"""

from __future__ import annotations

from tutor.corrections.sentence import Sentence
from tutor.language.es.wordlist import words

_PAIRS = {"«": "»", "“": "”", '"': '"', "‘": "’", "'": "'"}
# Longer quotations are what somebody said, unless the sentence speaks of words or gives a title.
FEW = 4
_OF_WORDS = words(
    "dice dicen digo decir decimos escribe escriben escribo escribir significa palabra palabras expresión frase correcto correcta "
    "incorrecto incorrecta bien mal pronuncia verbo adjetivo sustantivo traduce traducir latín inglés título"
)
_TITLED = words(
    "título titulado titulada llama llamado llamada libro novela película canción poema serie cuento cuadro obra capítulo disco álbum artículo revista"
)
# What is asked or told about words, which then follow without quotation marks.
_ABOUT_WORDS = (
    ("se", "dice"), ("se", "escribe"), ("se", "pronuncia"), ("puedo", "decir"), ("puede", "decir"), ("bien", "dicho"), ("mal", "dicho"),
    ("correcto", ":"), ("correcta", ":"), ("correcto", "decir"), ("correcto", "escribir"), ("qué", "significa"), ("que", "significa"),
)  # fmt: skip
_NAMED = words("palabra expresión forma verbo")


def citations(sentence: Sentence) -> list[tuple[int, int]]:
    """The spans of tokens that are left as they are: between quotation marks, or spoken about as words."""
    return [*_quoted(sentence), *_spoken_about(sentence)]


def _quoted(s: Sentence) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    speaks = bool(_OF_WORDS & set(s.words))
    i = 0
    while i < len(s):
        closing = _PAIRS.get(s.at(i))
        end = next((n for n in range(i + 1, len(s)) if s.at(n) == closing), None) if closing else None
        if end is None:
            i += 1
            continue
        whole = i == 0 and end >= len(s) - 2
        titled = any(s.at(n) in _TITLED for n in range(max(0, i - 3), i))
        if not whole and (speaks or titled or end - i - 1 <= FEW):
            found.append((i, end + 1))
        i = end + 1
    return found


def _spoken_about(s: Sentence) -> list[tuple[int, int]]:
    """«¿Se dice el mano o la mano?», «se dice problema, no problemo», «la palabra problemo»."""
    found: list[tuple[int, int]] = []
    for i in range(len(s) - 1):
        if s.at(i) == "la" and s.at(i + 1) in _NAMED and s.at(i + 2)[:1].isalpha() and not _goes_on(s.at(i + 2)):
            found.append((i + 2, i + 3))
        if (s.at(i), s.at(i + 1)) not in _ABOUT_WORDS or s.at(i + 2) in ("que", "en", "a", "por", "cuando"):
            continue
        rest = s.words[i + 2 :]
        asked = "?" in rest or s.at(i + 1) == ":"
        contrasted = ("no" in rest and "," in rest) or "o" in rest
        if asked or contrasted:
            found.append((i + 2, len(s)))
    return found


def _goes_on(word: str) -> bool:
    """Whether the sentence goes on after «la palabra»: es, que, de …"""
    return word in (
        "es",
        "que",
        "de",
        "está",
        "correcta",
        "en",
        "para",
        "y",
        "se",
        "era",
        "tiene",
        "más",
        "no",
        "significa",
    )
