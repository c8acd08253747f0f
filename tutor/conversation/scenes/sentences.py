"""A learner's line, cut into sentences, each with what its words may be and whether it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from tutor.conversation.scenes.words import Vocabulary, tokens
from tutor.language.es.sentences import whole_sentences
from tutor.language.es.tokens import plain

_ASKING = {
    "que", "cuanto", "cuanta", "cuantos", "cuantas", "donde", "adonde", "cuando", "como", "cual", "cuales", "quien", "quienes",
}  # fmt: skip
_PREPOSITIONS = {"a", "de", "por", "para", "con", "en", "desde", "hasta", "y", "pero", "entonces", "pues", "hola", "perdon",
                 "perdone", "perdona", "oye", "oiga", "disculpe", "disculpa", "senor", "senora", "bueno", "buenas", "eh",
                 "buenos", "dias", "tardes", "noches", "favor", "tu", "usted"}  # fmt: skip
# «¡Qué bien!» and the like ask nothing.
_ADMIRING = {
    "yo",
    "bien", "bueno", "buena", "bonito", "bonita", "lindo", "linda", "pena", "lastima", "rico", "rica", "interesante", "divertido",
    "divertida", "suerte", "asco", "horror", "guay", "chulo", "chula", "padre", "mal", "malo", "mala", "dificil", "facil",
    "alegria", "maravilla", "calor", "frio", "si", "no", "guapo", "guapa", "caro", "cara", "barato", "raro", "triste", "va",
    "ilusion", "vergüenza", "verguenza", "sorpresa", "curioso", "genial", "chevere",
}  # fmt: skip
# «Como se dice» asks even without its accent, «como pizza» does not; «donde vivo» begins a clause.
_AFTER_COMO = {
    "se", "te", "le", "me", "lo", "la", "les", "nos", "es", "son", "fue", "era", "esta", "estas", "estan", "va", "van", "vas",
    "puedo", "puede", "puedes", "podemos", "llego", "llegamos", "voy", "vamos", "hago", "pago", "digo", "funciona", "quiere",
    "quieres", "andas", "anda", "hacemos", "dice", "dices", "decimos",
}  # fmt: skip
_CLAUSE = {"vivo", "vivia", "vivimos", "trabajo", "trabajaba", "estudio", "estudie", "naci", "creci", "yo", "nosotros"}
# Without marks, a line that begins so is a question: «tiene wifi», «se puede pagar con tarjeta».
_VERB_FIRST = re.compile(
    r"^(?:(?:y|pero|perdone?|hola|perdona|disculpe|disculpa|entonces)[, ]+)*(?:(?:me|nos|se|lo|la|te|le) )?"
    r"(?:tienes?|tienen|tenes|hay|puedes?|puedo \w+r(?:me|lo|la|te)?\b|pueden|podemos \w+r\b|podria|podrias|podriamos|podrian|sabes?|quieres?|conoces?|aceptan?|"
    r"aceptas|seria|esta(?! bien| claro| todo| perfecto)|estan|es posible|funciona|venden?|queda|quedan|incluye|eres|vives?|trabajas?|te gusta|"
    r"le gusta|viene|cierran|abren|sale|llega|hace falta|vienes|crees?|cree|prefieres?|recomiendas?|cuesta|vale la)\b"
)
_INDIRECT = re.compile(
    r"\b(?:saber|preguntar|preguntarle|preguntarte|decirme|dime|digame|diga|decir|explicarme|explicame|expliqueme|pregunta)\b"
    r".*?\b(?:si|que|cuanto|cuanta|cuantos|cuantas|donde|cuando|como|cual|cuales|quien|por que|a que)\b"
)
_WANTS_TO_KNOW = re.compile(
    r"\b(?:quiero|queria|quisiera|gustaria|necesito|puedes|puede|podria|podrias|dime|digame|diga|explicame|expliqueme|tengo)\b"
)
_TAG = re.compile(r"^(?:¿)?\s*(?:verdad|no|cierto|eh|vale|a que si|ok|si)\s*\?")
_TAG_AT_END = re.compile(r"(?i)(?<=\w)(?:,\s*¿?\s*|\s*¿\s*)(?:no|verdad|cierto|eh)\s*\?+$")
_LATE_QUESTION = re.compile(
    r"(?:,|;| y| pero| o sea)\s+(?=(?:(?:a|de|por|para|con|en|desde|hasta) )?(?:cu[aá]nt[oa]s?|d[oó]nde|cu[aá]ndo|c[oó]mo|cu[aá]l(?:es)?|qui[eé]n(?:es)?|qu[eé]) )",
    re.IGNORECASE,
)
_TWO_QUESTIONS = re.compile(
    r"(¿(?:\w+ )?(?:cu[aá]nt[oa]s?|dónde|cuándo|cómo|cuál(?:es)?|quién(?:es)?|qué)\b(?: [^\s,¿?]+){2,}) y "
    r"((?:(?:a|de|por|para|con|en|desde|hasta) )?(?:cu[aá]nt[oa]s?|dónde|cuándo|cómo|cuál(?:es)?|quién(?:es)?|qué)\b(?: [^\s,¿?]+)+\?)$",
    re.IGNORECASE,
)
_SURELY_ASKING = re.compile(
    r"(?:(?:a|de|por|para|con|en|desde|hasta) )?(?:cu[aá]nt[oa]s?|dónde|cuándo|cómo|cuál(?:es)?|quién(?:es)?)\b",
    re.IGNORECASE,
)
# Who falters begins anew: «Tengo… no sé la palabra».
_CLAUSE_END = re.compile(r"(?<=[;…])\s+|\s*(?=[¿¡])")


# Of shorter words nearly each is one letter away from another.
TYPO_LETTERS = 6


@dataclass(frozen=True)
class LineSentence:
    """One sentence: its words folded, what each may be, and whether it is a question."""

    raw: str
    words: tuple[str, ...]
    keys: tuple[frozenset[str], ...] = field(repr=False)
    breaks: frozenset[int]  # positions of words before which a comma stands
    question: bool
    known: int  # how many words are Spanish
    unknown: frozenset[int] = frozenset()  # positions of words that are no Spanish form

    @cached_property
    def index(self) -> dict[str, frozenset[int]]:
        """Where each form or lemma stands."""
        found: dict[str, set[int]] = {}
        for at, keys in enumerate(self.keys):
            for key in keys:
                found.setdefault(key, set()).add(at)
        return {key: frozenset(places) for key, places in found.items()}

    @cached_property
    def slips(self) -> frozenset[int]:
        """Positions of words that may be another one misspelt by a letter: what is no Spanish form, and long enough."""
        return frozenset(at for at in self.unknown if len(self.words[at]) >= TYPO_LETTERS)

    @cached_property
    def ordered(self) -> list[str]:
        """The forms and lemmas in alphabetical order."""
        return sorted(self.index)

    @cached_property
    def text(self) -> str:
        """The folded words with blanks between."""
        return " ".join(self.words)


def joined(first: LineSentence, second: LineSentence) -> LineSentence:
    """Two sentences as one: «Hay una luz roja. ¿Qué significa?»"""
    at = len(first.words)
    return LineSentence(
        f"{first.raw} {second.raw}", first.words + second.words, first.keys + second.keys, frozenset(), second.question,
        first.known + second.known, first.unknown | {place + at for place in second.unknown},
    )  # fmt: skip


def read(line: str, vocabulary: Vocabulary) -> tuple[LineSentence, ...]:
    """The sentences of a line. None for a line without words."""
    pieces: list[str] = []
    for piece in (clause for sentence in whole_sentences(line, slips=True) for clause in _CLAUSE_END.split(sentence)):
        if not piece or not tokens(piece):
            if pieces and piece and "?" in piece:
                pieces[-1] += "?"
            continue
        if pieces and _TAG.match(plain(piece)) and not pieces[-1].rstrip().endswith((".", "!", "?")):
            pieces[-1] += " " + piece
        else:
            pieces.extend(_before_question(piece))
    return tuple(_sentence(piece, vocabulary) for piece in pieces)


def _before_question(piece: str) -> list[str]:
    """«Quiero un té, cuánto cuesta?» is two sentences, though one mark ends it."""
    if both := _TWO_QUESTIONS.match(piece.strip()):
        return [f"{both[1]}?", f"¿{both[2]}"]  # «¿Cuánto cuesta el piso y qué gastos hay?»
    if "¿" in piece or is_question(piece):
        if "¿" in piece or not piece.rstrip().endswith("?") or _begins_asking(plain(piece)):
            return [piece]
    cuts = list(_LATE_QUESTION.finditer(piece))
    if not cuts or not (piece.rstrip().endswith("?") or _SURELY_ASKING.match(piece[cuts[-1].end() :])):
        return [piece]
    return [piece[: cuts[-1].start()], piece[cuts[-1].end() :].rstrip() + ("" if piece.rstrip().endswith("?") else "?")]


def _begins_asking(piece: str) -> bool:
    folded = plain(piece)
    words, accented = tokens(folded), tokens(piece)
    for at, word in enumerate(words[:6]):
        if word in _ASKING:
            following = words[at + 1] if at + 1 < len(words) else ""
            if word == "que" and (
                following in _ADMIRING or "!" in folded or (len(words) <= 2 and len(words) > 1 and "?" not in folded)
            ):
                return False
            if word == "que" and not at and accented[0] == word and folded.rstrip().endswith((".", "!")):
                return False  # «Que descanse en paz.»
            if "?" not in folded and accented[at : at + 1] == [word] and _begins_a_clause(words, at):
                return False
            # «Cuando era niño, …» asks nothing.
            return not (word in {"cuando", "como", "donde"} and "?" not in folded and len(words) > 5 and "," in folded)
        if word not in _PREPOSITIONS:
            return False
    return False


def _begins_a_clause(words: list[str], at: int) -> bool:
    """«desde que cambié», «como pizza», «donde vivo»: a word without its accent, and no question mark."""
    word, before, after = words[at], words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    if word == "que":
        return before in {"desde", "hasta", "para", "pero", "y", "pues", "si", "bueno"} and after != "tal"
    if word == "como":
        return len(words) > 1 and after not in _AFTER_COMO
    return word == "donde" and after in _CLAUSE


def is_question(piece: str) -> bool:
    """Does it ask? By its mark, or without one by how it begins."""
    folded = plain(piece)
    if "?" in folded or "¿" in folded:
        return True
    if "¡" in folded or folded.rstrip().endswith("!"):
        return False
    if _INDIRECT.search(folded) and _WANTS_TO_KNOW.search(folded):
        return True
    if _begins_asking(piece):
        return not ("cuando" in tokens(folded)[:2] and piece.rstrip().endswith("."))
    return bool(_VERB_FIRST.match(folded)) and not piece.rstrip().endswith(".")


def _sentence(piece: str, vocabulary: Vocabulary) -> LineSentence:
    words: list[str] = []
    breaks: set[int] = set()
    bare = _TAG_AT_END.sub("", piece) or piece  # «… , ¿no?» denies nothing
    for part in re.split(r"[,;:—()]+", bare):
        if words:
            breaks.add(len(words))
        words.extend(tokens(part))
    keys = tuple(vocabulary.keys(word) for word in words)
    unknown = frozenset(at for at, word in enumerate(words) if not vocabulary.knows(word))
    known = len(words) - len(unknown)
    return LineSentence(
        piece.strip(), tuple(map(plain, words)), keys, frozenset(breaks), is_question(piece), known, unknown
    )
