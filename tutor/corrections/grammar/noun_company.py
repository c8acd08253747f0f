"""What a noun brings with it besides its article: «estas veces», «frutas frescas», «un museo de arte dedicado a», «es mi favorito»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.determined import only_noun
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.subjects import subjects
from tutor.corrections.syntax import STOPS, adjectival, finite, share
from tutor.language.es.inflect import gender_number, inflected
from tutor.language.es.lexicon import analyses
from tutor.language.es.wordlist import words

_TIMES = {
    "vez": {"este": "esta", "ese": "esa", "otro": "otra", "mucho": "mucha", "algún": "alguna", "un": "una", "último": "última", "primero": "primera",
            "tercero": "tercera"},
    "veces": {"estos": "estas", "esos": "esas", "otros": "otras", "muchos": "muchas", "algunos": "algunas", "pocos": "pocas", "varios": "varias",
              "todos": "todas", "los": "las", "unos": "unas", "mucho": "muchas", "mucha": "muchas"},
}  # fmt: skip
_ORDINALS = words("segundo cuarto quinto último próximo séptimo octavo noveno décimo")
_CONTRACTED = {"al": "a la", "del": "de la"}
_FAVOURITE = words("favorito favorita favoritos favoritas")
_NUMBER = {"otro": "otros", "otra": "otras", "ese": "esos", "esa": "esas", "este": "estos", "esta": "estas"}
_ENDS = STOPS | {""} | words("y que pero porque en para con cuando por a todos todas")
_BEFORE = words("y e o u de del con ni sin como")


def noun_company(s: Sentence) -> Iterator[Finding]:
    """Estos veces → estas; otra cantantes → otras; frutas frescos → frescas; al segunda vez → a la segunda; el pastel es mi favorita → favorito."""
    for i, word in enumerate(s.words):
        if word in _TIMES and (new := _TIMES[word].get(s.at(i - 1))):
            yield Finding(i - 1, i, new, "determiner-noun", 0.88, word)
        elif word in ("vacación", "vacacion") and s.at(i - 1) in ("un", "una"):
            yield Finding(i - 1, i, "unas", "determiner-noun", 0.99, "vacaciones")
            yield Finding(i, i + 1, "vacaciones", "noun-number", 0.9, "unas")
        elif word in _CONTRACTED:
            yield from _contracted(s, i)
        if word in _NUMBER:
            yield from _many(s, i)
        yield from _bare(s, i)
        yield from _of(s, i)
    yield from _favourite(s)


def _contracted(s: Sentence, i: int) -> Iterator[Finding]:
    """«Al segunda ubicación»: ordinal and noun are both feminine."""
    ordinal = s.at(i + 1)
    masculine = ordinal[:-1] + "o"
    if ordinal.endswith("a") and (masculine in _ORDINALS or ordinal in ("primera", "tercera", "misma")):
        tag = gender_number(s.at(i + 2))
        if tag == ("f", "s"):
            yield Finding(i, i + 1, _CONTRACTED[s.at(i)], "determiner-noun", 0.87, s.at(i + 2))


def _many(s: Sentence, i: int) -> Iterator[Finding]:
    """«Otra cantantes», «ese platillos»: the plural is told twice, or not at all."""
    word = s.at(i)
    tag = only_noun(s, i + 1)
    if tag is None or tag[1] != "p" or s.at(i - 1) in ("el", "la", "un", "una", "los", "las"):
        return
    own = "f" if word.endswith("a") else "m"
    if tag[0] in (own, "c"):
        yield Finding(i, i + 1, _NUMBER[word], "determiner-noun", 0.84, s.at(i + 1))


def _agrees(word: str, gender: str, number: str) -> bool:
    return any(
        a.features.gender in (gender, "c") and a.features.number in (number, "n")
        for a in analyses(word)
        if a.part == "adjective" or a.features.mood == "participle"
    )


def _surely(s: Sentence, i: int) -> bool:
    """Whether an adjective stands here that is hardly anything else."""
    word = s.at(i)
    return not s.is_name(i) and adjectival(word) > 0.6 and share(word, "noun", "adverb") < 0.3


def _bare(s: Sentence, i: int) -> Iterator[Finding]:
    """«Comemos frutas frescos», «hablamos de temas profundas»: a noun without article, both in the plural."""
    tag, at = only_noun(s, i), i + 1
    if tag is None or tag[1] != "p" or tag[0] not in "mf" or not _surely(s, at) or s.at(at + 1) not in _ENDS:
        return
    before = s.at(i - 1)
    bare = i == 0 or before in STOPS | words("a en por para sobre hay") or bool(finite(s, i - 1)) or before in _BEFORE
    her = tag[0] == "f"
    of = before in ("de", "del") and not finite(s, i - 2)
    if not bare or of or (before in ("y", "e", "u", "o", "ni") and her):
        return  # «vinos y frutas frescos», «libros de cosas nuevos»
    if not _agrees(s.at(at), *tag) and _agrees(s.at(at), "m" if her else "f", "p"):
        if right := inflected(s.at(at), *tag):  # type: ignore[arg-type]
            yield Finding(at, at + 1, right, "noun-adjective", 0.85, s.at(i))


def _of(s: Sentence, i: int) -> Iterator[Finding]:
    """«Un museo de arte dedicada a»: both nouns are masculine."""
    if s.at(i) != "de":
        return
    first, second, at = only_noun(s, i - 1), only_noun(s, i + 1), i + 2
    if first is None or second is None or first[0] != second[0] or first[0] not in "mf" or first[1] != second[1]:
        return
    if not _surely(s, at) or s.at(at + 1) not in _ENDS or s.at(i - 2) in ("y", "de", "del"):
        return
    other = "f" if first[0] == "m" else "m"
    if not _agrees(s.at(at), *first) and _agrees(s.at(at), other, first[1]):
        if right := inflected(s.at(at), *first):  # type: ignore[arg-type]
            yield Finding(at, at + 1, right, "noun-adjective", 0.85, s.at(i - 1))


def _favourite(s: Sentence) -> Iterator[Finding]:
    """«El pastel es mi favorita»: it agrees with what is said to be so."""
    for subject in subjects(s):
        at = subject.verb + 2
        gender = subject.gender or subject.phrase.gender
        if s.at(at) not in _FAVOURITE or s.at(at - 1) not in ("mi", "tu", "su", "mis", "tus", "sus") or not gender:
            continue
        if {r.verb for r in finite(s, subject.verb)} != {"ser"} or s.at(at + 1) not in STOPS | {
            "",
            "y",
            "porque",
            "pero",
        }:
            continue
        right = inflected("favorito", gender, "p" if s.at(at).endswith("s") else "s")  # type: ignore[arg-type]
        if right and right != s.at(at):
            yield Finding(
                at, at + 1, right, "predicate-adjective", 0.86, s.text(subject.phrase.start, subject.phrase.end)
            )
