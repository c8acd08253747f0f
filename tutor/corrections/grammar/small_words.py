"""Short words: contractions, y/e, o/u, muy/mucho, shortened adjectives."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence, like

_SHORT = {"bueno": "buen", "malo": "mal", "primero": "primer", "tercero": "tercer", "grande": "gran", "uno": "un",
          "alguno": "algún", "ninguno": "ningún"}  # fmt: skip
_ADVERBS = frozenset(["bien", "mal", "tarde", "temprano", "cerca", "lejos", "poco", "rápido", "despacio", "pronto"])


def contractions(s: Sentence) -> Iterator[Finding]:
    """a el → al, de el → del, unless "el" belongs to a name or stands for "él"."""
    for i in range(len(s) - 2):
        if s.at(i) in ("a", "de") and s.token(i + 1).text == "el" and s.token(i + 2).is_word:
            if (
                s.at(i + 2) in ("le", "lo", "la", "se", "me", "no", "que")
                or s.token(i + 2).text[0].isupper()
                or s.lexicon.verb_forms.get(s.at(i + 2))
            ):
                continue
            yield Finding(i, i + 2, like(s.token(i).text, s.at(i) + "l"), "contraction", 0.92)


def y_and_o(s: Sentence) -> Iterator[Finding]:
    """y inglés → e inglés, siete o ocho → siete u ocho."""
    for i in range(1, len(s) - 1):
        after = s.at(i + 1)
        if s.token(i).text == "y" and after.startswith(("i", "hi", "í")) and not after.startswith(("hie", "hia", "io")):
            if after not in ("i",) and s.lexicon.knows(after):
                yield Finding(i, i + 1, "e", "y-e", 0.93)
        elif (
            s.token(i).text == "o" and after.startswith(("o", "ho", "ó")) and s.lexicon.knows(after) and len(after) > 1
        ):
            yield Finding(i, i + 1, "u", "o-u", 0.93)


def muy_and_mucho(s: Sentence) -> Iterator[Finding]:
    """muy amigos → muchos amigos, mucho cansado → muy cansado, muy mucho → mucho."""
    for i in range(len(s) - 1):
        word, after = s.at(i), s.at(i + 1)
        if word == "muy" and after in ("mucho", "mucha", "muchos", "muchas"):
            yield Finding(i, i + 2, like(s.token(i).text, after), "muy-mucho", 0.85)
        elif word == "mucho" and (after in s.lexicon.adjectives or after in ("bien", "mal", "feliz", "inteligente")):
            if s.at(i - 1) in ("es", "son", "soy", "está", "estoy", "estaba", "era"):
                yield Finding(i, i + 1, like(s.token(i).text, "muy"), "muy-mucho", 0.8)


def apocope(s: Sentence) -> Iterator[Finding]:
    """un bueno amigo → un buen amigo."""
    for i in range(len(s) - 1):
        short = _SHORT.get(s.at(i))
        if short and s.noun(i + 1) == ("m", "s") and s.at(i + 1) not in ("que",) and s.at(i - 1) != "lo":
            if s.at(i) in ("uno", "grande") and s.at(i - 1) in s.lexicon.nouns:
                continue
            yield Finding(i, i + 1, like(s.token(i).text, short), "apocope", 0.82)
