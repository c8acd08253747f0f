"""Words: folded of accents and case, with every lemma they may have, forgiving small slips."""

from __future__ import annotations

import re
from collections.abc import Callable

from tutor.language.es.tokens import plain

# All lemmas a lower-case word may have; empty for what is no Spanish form. It is called with and without accents.
Lemmas = Callable[[str], frozenset[str]]

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CLITICS = re.compile(r"^(.{2,}?)((?:me|te|se|nos|os)?(?:lo|la|los|las|le|les|me|te|se|nos|os))$")
_ACCENTED = {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "ú", "n": "ñ"}
_LETTERS = "abcdefghijklmnñopqrstuvwxyzáéíóú"
# Function words that are also forms of rarer words, which nobody means in a scene.
_ONLY: dict[str, frozenset[str]] = {
    word: frozenset(lemmas.split())
    for word, lemmas in {
        "para": "para", "una": "uno", "uno": "uno", "un": "uno", "sobre": "sobre", "entre": "entre", "este": "este",
        "de": "de", "la": "la", "lo": "lo", "los": "los", "las": "las", "el": "el", "se": "se", "sé": "saber", "si": "si",
        "no": "no", "me": "me", "te": "te", "que": "que", "vale": "vale valer", "hay": "haber", "algo": "algo",
        "nada": "nada", "solo": "solo", "hola": "hola", "gracias": "gracias gracia", "por": "por", "con": "con",
        "todo": "todo", "toda": "todo", "cuanto": "cuanto", "cuánto": "cuanto", "cuánta": "cuanto", "cómo": "como",
        "dónde": "donde", "cuándo": "cuando", "qué": "que", "cuál": "cual", "quién": "quien", "esta": "este estar",
        "está": "estar", "cuántos": "cuanto", "cuántas": "cuanto", "dame": "dar", "dime": "decir", "son": "ser", "es": "ser",
        "fue": "ser ir", "bien": "bien", "ya": "ya", "hora": "hora", "mañana": "manana", "manana": "manana", "ok": "ok",
        "té": "te infusion",  # the accent is all that tells the drink from the pronoun
    }.items()
}  # fmt: skip


# Words that mean the same on either side of the ocean, or in short: a pattern that knows one knows the others.
_SAME: dict[str, frozenset[str]] = {
    word: frozenset(group.split())
    for group in (
        "movil celular", "ordenador computadora computador", "coche carro auto", "zumo jugo", "billete boleto pasaje",
        "alquiler renta arriendo", "sueldo salario", "camarero mesero mozo", "gafas lentes anteojos", "autobus bus",
        "aparcar estacionar parquear", "aparcamiento estacionamiento parking", "conducir manejar", "enfadado enojado",
        "enfadar enojar", "nevera refrigerador heladera", "ascensor elevador", "maleta valija", "marido esposo",
        "pelicula peli", "television tele televisor", "bicicleta bici", "profesor profe maestro", "colegio escuela cole",
        "medico doctor", "gratis gratuito", "empezar comenzar", "contestar responder", "indemnizacion compensacion",
        "trabajo empleo curro", "tarta torta pastel", "bano aseo lavabo", "cumpleanos cumple", "app aplicacion",
        "deposito fianza", "bonito lindo", "gastos expensas",
    )
    for word in group.split()
}  # fmt: skip

# No form of Spanish has as many letters.
LONGEST_WORD = 40


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, accents kept."""
    return WORD.findall(text.lower())


def within_one_letter(a: str, b: str) -> bool:
    """One letter wrong, too many, missing, or two neighbours swapped."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return a == b
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end_a, end_b = a[start:], b[start:]
    if len(a) == len(b):
        return end_a[1:] == end_b[1:] or (end_a[:2] == end_b[1::-1] and end_a[2:] == end_b[2:])
    return end_a[1:] == end_b if len(a) > len(b) else end_a == end_b[1:]


def _one_letter_off(word: str) -> set[str]:
    splits = [(word[:i], word[i:]) for i in range(1, len(word) + 1)]  # the first letter is nearly always right
    found = {a + b[1:] for a, b in splits if b} | {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    found |= {a + c + b[1:] for a, b in splits if b for c in _LETTERS}
    return found | {a + c + b for a, b in splits for c in _LETTERS}


def _accents_added(word: str) -> list[str]:
    return [word[:i] + _ACCENTED[c] + word[i + 1 :] for i, c in enumerate(word) if c in _ACCENTED]


class Vocabulary:
    """What a word may be: its folded form and folded lemmas. Bounded memory: words seen are kept, 4,000 at most."""

    def __init__(self, lemmas: Lemmas) -> None:
        self._lemmas = lemmas
        self._seen: dict[str, tuple[frozenset[str], bool]] = {}

    def keys(self, word: str) -> frozenset[str]:
        """The folded form of a lower-case word, and each of its folded lemmas."""
        return self._look(word)[0]

    def heads(self, word: str) -> bool:
        """May it stand in a dictionary as it is: «vino», not «hago»?"""
        return plain(word) in {plain(lemma) for lemma in self._known(word)}

    def knows(self, word: str) -> bool:
        """Is it a Spanish form (accents may be missing)?"""
        return self._look(word)[1]

    def _look(self, word: str) -> tuple[frozenset[str], bool]:
        if (found := self._seen.get(word)) is None:
            if len(self._seen) >= 4000:
                self._seen.clear()
            found = self._seen[word] = self._read(word)
        return found

    def _read(self, word: str) -> tuple[frozenset[str], bool]:
        form = plain(word)
        if (only := _ONLY.get(word)) is not None:
            return only | {form}, True
        if len(word) > LONGEST_WORD:  # to look for what it is nearly would take time by the square of its length
            return frozenset({form}), word.isdigit()
        lemmas = self._known(word)
        if not lemmas and (parts := _CLITICS.match(word)):
            stem = parts[1]
            lemmas = self._known(stem) or self._known(plain(stem))
            if not lemmas and stem.endswith(("mo", "r")):  # vámo-nos, decí-r-se
                lemmas = self._known(stem + "s")
        known = bool(lemmas) or word.isdigit()
        if not known and len(word) >= 6:
            for other in _one_letter_off(word):
                if found := self._lemmas(other):
                    lemmas |= {plain(other), *found}
        keys = frozenset({form, *map(plain, lemmas)})
        return keys.union(*(_SAME.get(key, ()) for key in keys)), known

    def _known(self, word: str) -> frozenset[str]:
        found = self._lemmas(word)
        if word == plain(word):
            for accented in _accents_added(word):
                found |= self._lemmas(accented)
        else:
            found = found or self._lemmas(plain(word))
        return found
